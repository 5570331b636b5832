package preview

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/testfiles"
)

// TestBurst changes a thousand files at once.
func TestBurst(t *testing.T) {
	r := serve(t, some, nil)
	for i := range 1000 {
		r.write(fmt.Sprintf("many/page-%d.md", i), fmt.Sprintf("# Page %d\n\nWords.\n", i))
	}
	r.write("a/one.md", "# One\n\nAfter the burst.\n")
	r.shows("many/page-999.html", "Page 999")
	r.soon("as a clean build", func() bool { return r.asClean(false) == "" })
}

// TestThousandSaves looks for what grows.
func TestThousandSaves(t *testing.T) {
	r := serve(t, some, nil)
	save := func(i int) {
		r.write("a/one.md", fmt.Sprintf("# One\n\nSave %d.\n", i))
		if i%50 == 0 {
			r.shows("a/one.html", fmt.Sprintf("Save %d.", i))
		}
	}
	measure := func() (heap uint64, goroutines, descriptors int) {
		time.Sleep(300 * time.Millisecond)
		http.DefaultClient.CloseIdleConnections()
		time.Sleep(100 * time.Millisecond)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fds, _ := os.ReadDir("/proc/self/fd")
		return m.HeapAlloc, runtime.NumGoroutine(), len(fds)
	}
	for i := range 100 {
		save(i)
	}
	heap, goroutines, descriptors := measure()
	for i := range 1001 {
		save(i)
	}
	heapNow, goroutinesNow, descriptorsNow := measure()
	if heapNow > heap+heap/2 || goroutinesNow > goroutines+2 || descriptorsNow > descriptors+2 {
		t.Errorf("heap %d to %d kB, goroutines %d to %d, descriptors %d to %d", heap>>10, heapNow>>10, goroutines, goroutinesNow, descriptors, descriptorsNow)
	}
}

// TestHalfWrittenFile is saved in pieces, with pauses.
func TestHalfWrittenFile(t *testing.T) {
	r := serve(t, some, nil)
	f, err := os.Create(r.path("a/one.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{"# One\n\n", "The first half, ", "and the rest.\n"} {
		if _, err := f.WriteString(piece); err != nil {
			t.Fatal(err)
		}
		time.Sleep(25 * time.Millisecond)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	r.shows("a/one.html", "The first half, and the rest.")
	r.soon("as a clean build", func() bool { return r.asClean(false) == "" })
}

// TestContentFolderGoes and comes back, as when a branch is switched.
func TestContentFolderGoes(t *testing.T) {
	r := serve(t, some, nil)
	away := filepath.Join(r.dir, "away")
	if err := os.Rename(r.path(""), away); err != nil {
		t.Fatal(err)
	}
	r.soon("the terminal says so", func() bool { return strings.Contains(r.log.String(), "no content folder") })
	if status, body := r.get("a/one.html"); status != http.StatusOK || !strings.Contains(body, "First words.") {
		t.Errorf("the last good page is gone: %d", status)
	}
	if err := os.Rename(away, r.path("")); err != nil {
		t.Fatal(err)
	}
	r.soon("it is mended", func() bool { return strings.Contains(r.log.String(), "mended") })
	r.write("a/one.md", "# One\n\nHere again.\n")
	r.shows("a/one.html", "Here again.")
}

// linked begins a preview of a link to a folder of the content.
func linked(t *testing.T, to string, files map[string]string) (r *running, link string) {
	t.Helper()
	r = &running{T: t, dir: t.TempDir(), log: &testfiles.Buffer{}}
	for name, text := range files {
		r.write(name, text)
	}
	link = filepath.Join(r.dir, "link")
	if err := os.Symlink(r.path(to), link); err != nil {
		t.Skip(err)
	}
	r.project = build.Project{Content: link}
	r.start(nil)
	t.Cleanup(func() { r.stop() })
	return r, link
}

// TestLinkedContentFolder follows the files behind a link.
func TestLinkedContentFolder(t *testing.T) {
	r, _ := linked(t, "", map[string]string{"one.md": "# One\n"})
	r.write("one.md", "# One\n\nNew words.\n")
	r.shows("one.html", "New words.")
	r.write("two.md", "# Two\n")
	r.shows("two.html", "Two")
}

// TestTurnedLink follows a link that leads to another folder from now on.
func TestTurnedLink(t *testing.T) {
	r, link := linked(t, "v1", map[string]string{"v1/one.md": "# One\n", "v2/one.md": "# Another\n"})
	if err := errors.Join(os.Remove(link), os.Symlink(r.path("v2"), link)); err != nil {
		t.Fatal(err)
	}
	r.shows("one.html", "Another")
	r.write("v2/one.md", "# Another\n\nEdited.\n")
	r.shows("one.html", "Edited.")
}

// TestLanguageFollows speaks another language as soon as it is set, and words of
// the site's own.
func TestLanguageFollows(t *testing.T) {
	r := serve(t, map[string]string{"site.yaml": "title: T\n", "one.md": "# One\n"}, nil)
	r.shows("one.html", "Skip to the text")
	r.write("site.yaml", "title: T\nlanguage: de\n")
	r.shows("one.html", "Zum Text springen")
	r.write("words.yaml", "pages: {skip: Hinunter}\n")
	r.shows("one.html", "Hinunter")
}
