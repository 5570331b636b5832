package preview

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/testfiles"
)

var update = flag.Bool("update", false, "rewrite the record of the terminal")

// running is a preview of a folder of the test's own.
type running struct {
	*testing.T
	dir     string // holds content/ and, if asked for, templates/
	url     string
	log     *testfiles.Buffer
	project build.Project
	stop    func()
}

// serve begins a preview of some files, and ends it with the test.
func serve(t *testing.T, files map[string]string, change func(*Options)) *running {
	t.Helper()
	return serveProject(t, build.Project{}, files, change)
}

func serveProject(t *testing.T, p build.Project, files map[string]string, change func(*Options)) *running {
	t.Helper()
	r := &running{T: t, dir: t.TempDir(), log: &testfiles.Buffer{}, project: p}
	r.project.Content = filepath.Join(r.dir, "content")
	if err := os.MkdirAll(r.project.Content, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		r.write(name, text)
	}
	r.start(change)
	t.Cleanup(func() { r.stop() })
	return r
}

func (r *running) start(change func(*Options)) {
	r.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	o := Options{Addr: "127.0.0.1:0", Editor: "vscode", Log: r.log, Ready: func(address string) { ready <- address }}
	if change != nil {
		change(&o)
	}
	go func() { ended <- Serve(ctx, r.project, o) }()
	select {
	case r.url = <-ready:
	case err := <-ended:
		cancel()
		r.Fatal(err)
	}
	r.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			r.Error(err)
		}
	})
}

func (r *running) path(name string) string {
	return filepath.Join(r.dir, "content", filepath.FromSlash(name))
}

func (r *running) write(name, text string) {
	r.Helper()
	testfiles.Write(r, r.path(name), text)
}

func (r *running) get(name string) (int, string) {
	r.Helper()
	response, err := http.Get(r.url + name)
	if err != nil {
		r.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		r.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// patience bounds the wait for what must come.
const patience = 10 * time.Second

// soon waits until a condition holds.
func (r *running) soon(what string, holds func() bool) {
	r.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if holds() {
			return
		}
	}
	r.Fatalf("not within %s: %s\n%s", patience, what, r.log)
}

// shows waits until a page holds a text.
func (r *running) shows(page, text string) {
	r.Helper()
	r.soon(page+" shows "+text, func() bool {
		_, body := r.get(page)
		return strings.Contains(body, text)
	})
}

// errMistakes tells that there is no clean build to compare with.
const errMistakes = "the build has mistakes"

// asClean tells how what is served differs from a clean build; "" if it does
// not. The search index, which comes later, is held against it if asked for.
func (r *running) asClean(index bool) string {
	r.Helper()
	p := r.project
	p.Lines = true
	clean, err := p.Build()
	if err != nil {
		return err.Error()
	}
	if clean.Diagnostics.Errors() > 0 {
		return errMistakes
	}
	files := clean.WithoutIndex()
	if index {
		files = clean.Files()
	}
	for _, f := range files {
		want, err := f.Content()
		if err != nil {
			return err.Error()
		}
		_, got := r.get(f.Path)
		if filepath.Ext(f.Path) == ".html" {
			want = withClient(want)
		}
		if f.Path != "404.html" && got != string(want) {
			return f.Path
		}
	}
	return ""
}

var some = map[string]string{
	"index.md":      "# Home\n\nSee [one](a/one.md).\n",
	"site.yaml":     "title: Test\n",
	"a/one.md":      "# One\n\nFirst words.\n",
	"a/two.md":      "# Two\n\nSecond words, and [one](one.md).\n",
	"glossary.yaml": "terms:\n  - term: words\n    meaning: What is written.\n",
}

// TestRandomEdits does what writers, editors and version control do to files,
// and holds what is served against a clean build.
func TestRandomEdits(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 15
	}
	r := serveProject(t, build.Project{Lenient: true}, some, nil)
	random := rand.New(rand.NewPCG(7, 11))
	pages := func() []string {
		var out []string
		_ = filepath.WalkDir(r.path(""), func(name string, d os.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(name, ".md") {
				out = append(out, name)
			}
			return nil
		})
		return out
	}
	any := func() string {
		all := pages()
		if len(all) == 0 {
			return r.path("a/one.md")
		}
		return all[random.IntN(len(all))]
	}
	folders := []string{"", "a", "b", "b/c", "d e"}
	fresh := func() string {
		return filepath.Join(r.path(folders[random.IntN(len(folders))]), fmt.Sprintf("p%d.md", random.IntN(6)))
	}
	text := func() string {
		front := ""
		switch random.IntN(4) {
		case 0:
			front = fmt.Sprintf("---\ntitle: Title %d\norder: %d\ntags: [t%d]\n---\n\n", random.IntN(9), random.IntN(5), random.IntN(3))
		case 1:
			front = fmt.Sprintf("# Title %d\n\n", random.IntN(9))
		}
		return fmt.Sprintf("%sSome words %d and [a link](/%s/p%d.md#h).\n\n## H %d\n\nMore.\n", front, random.IntN(99), folders[random.IntN(len(folders))], random.IntN(6), random.IntN(3))
	}
	must := func(err error) {
		if err != nil && !os.IsNotExist(err) && !os.IsExist(err) {
			t.Fatal(err)
		}
	}
	put := func(name, text string) {
		must(os.MkdirAll(filepath.Dir(name), 0o755))
		must(os.WriteFile(name, []byte(text), 0o644))
	}
	edits := []func(){
		func() { put(any(), text()) },
		func() { put(fresh(), text()) },
		func() { // as most editors save: a new file takes the place of the old one
			name := any()
			put(name+".tmp", text())
			must(os.Rename(name+".tmp", name))
		},
		func() { // as Vim does
			name := any()
			put(filepath.Join(filepath.Dir(name), ".x.md.swp"), "swap")
			must(os.Rename(name, name+"~"))
			put(name, text())
			must(os.Remove(name + "~"))
		},
		func() { must(os.Remove(any())) },
		func() { // a page moves
			to := fresh()
			must(os.MkdirAll(filepath.Dir(to), 0o755))
			must(os.Rename(any(), to))
		},
		func() { // a folder moves in, made elsewhere
			from := filepath.Join(r.dir, "elsewhere")
			put(filepath.Join(from, "deep", "p1.md"), text())
			put(filepath.Join(from, "p2.md"), text())
			must(os.RemoveAll(r.path("b")))
			must(os.Rename(from, r.path("b")))
		},
		func() { // a folder is renamed, and its pages are edited at once
			must(os.RemoveAll(r.path("f")))
			must(os.Rename(r.path("a"), r.path("f")))
			put(r.path("f/late.md"), text())
			must(os.RemoveAll(r.path("a")))
			must(os.Rename(r.path("f"), r.path("a")))
			put(r.path("a/late.md"), text())
		},
		func() { must(os.RemoveAll(r.path(folders[1+random.IntN(len(folders)-1)]))) },
		func() { put(r.path("site.yaml"), fmt.Sprintf("title: Site %d\n", random.IntN(9))) },
		func() {
			put(r.path("glossary.yaml"), fmt.Sprintf("terms:\n  - term: %s\n    meaning: Number %d.\n", []string{"words", "more", "link"}[random.IntN(3)], random.IntN(9)))
		},
		func() { // a link inside the content
			must(os.Remove(r.path("linked.md")))
			must(os.Symlink(any(), r.path("linked.md")))
		},
		func() { // a mistake, and its end
			name := any()
			put(name, "---\nnonsense: true\n---\n")
			time.Sleep(time.Duration(random.IntN(150)) * time.Millisecond)
			put(name, text())
		},
		func() { // a branch is switched
			for i := range 40 {
				put(filepath.Join(r.path("b"), fmt.Sprintf("q%d.md", i)), text())
			}
			must(os.RemoveAll(r.path("b/c")))
		},
	}
	compared := 0
	for round := range rounds {
		for range 1 + random.IntN(4) {
			edits[random.IntN(len(edits))]()
			time.Sleep(time.Duration(random.IntN(40)) * time.Millisecond)
		}
		put(r.path("index.md"), "# Home\n")
		difference := ""
		r.soon(fmt.Sprintf("round %d is as a clean build", round), func() bool {
			difference = r.asClean(round%20 == 0)
			return difference == "" || difference == errMistakes
		})
		if difference == "" {
			compared++
		}
	}
	if compared < rounds*2/3 {
		t.Errorf("only %d of %d rounds could be compared", compared, rounds)
	}
}

// TestCannotWatch says in the terminal why files are polled, and what to do.
func TestCannotWatch(t *testing.T) {
	var said testfiles.Buffer
	w := newServer(build.Project{Content: t.TempDir()}, Options{Log: &said}, listening(t)).watch()
	w.Close() // what the system would do
	w.Sync()
	if !strings.Contains(said.String(), "warning: the system does not tell of every change") {
		t.Errorf("the terminal says %q", said.String())
	}
	var log testfiles.Buffer
	(&terminal{out: &log}).cannotWatch(&os.PathError{Op: "add", Path: "x", Err: syscall.ENOSPC}, "fs.inotify.max_user_watches=524288")
	if got := log.String(); !strings.Contains(got, "twice a second") || !strings.Contains(got, "hint: raise the limit: sudo sysctl fs.inotify.max_user_watches=524288") {
		t.Errorf("the terminal says %s", got)
	}
}

func listening(t *testing.T) net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// TestJoining: a page that begins to listen is told at once how things are, whatever was
// told to others before: that it may be old, which index is served, and what is wrong.
func TestJoining(t *testing.T) {
	f := newFolder(t, map[string]string{"one.md": "# One\n", "two.md": "---\norder: first\n---\n\n# Two\n"})
	f.project.Lenient = true
	s := bareServer(f)
	for range 2 {
		answer := asked(s, "127.0.0.1:5000", "/-/events")
		for _, told := range []string{`"all":true`, `"index":"`, `"message":"order wants`} {
			if !strings.Contains(answer, told) {
				t.Errorf("a page that joins is not told %s: %s", told, answer)
			}
		}
	}
}

// TestBadStart begins with a mistake: there is something to see at once, and
// the site as soon as it is mended.
func TestBadStart(t *testing.T) {
	r := serve(t, map[string]string{"one.md": "# One\n", "site.yaml": "nonsense: [\n"}, nil)
	for _, address := range []string{"index.html", "no/such.html", "search/index.js", "search/w0-00000.js", "assets/x.css", "-/source?page=one.html", "feed.xml"} {
		if status, body := r.get(address); status < 400 || body == "" {
			t.Errorf("%s: %d %q", address, status, body)
		}
	}
	if status, body := r.get("one.html"); status != http.StatusServiceUnavailable || !strings.Contains(body, "There is no page yet") || !strings.Contains(body, own+"client.js") {
		t.Errorf("%d: %s", status, body)
	}
	r.write("site.yaml", "title: Mended\n")
	r.shows("one.html", "<h1")
}

// TestTerminal is the record of a session with two mistakes (-update rewrites
// it): each is told once, with its place.
func TestTerminal(t *testing.T) {
	r := serve(t, some, nil)
	said := func(text string) {
		t.Helper()
		r.soon("the terminal says "+text, func() bool { return strings.Contains(r.log.String(), text) })
		time.Sleep(300 * time.Millisecond) // whatever would be repeated
	}
	r.write("a/two.md", "# Two\n\nSecond words, edited.\n")
	said("a/two.md:")
	r.write("a/two.md", "---\ntitle: Two\norder: first\nreviewed: 2026-13-01\n---\n\nSecond words.\n")
	said("2 mistakes")
	r.write("a/one.md", "# One\n\nFirst words while two.md is wrong.\n")
	said("a/one.md:")
	r.write("a/two.md", "---\ntitle: Two\norder: 1\nreviewed: 2026-13-01\n---\n\nSecond words.\n")
	said("1 mistake:")
	r.write("a/two.md", "---\ntitle: Two\norder: 1\n---\n\nSecond words.\n")
	said("mended")
	r.write("a/one.md", "# One\n\nA <script>line</script>.\n")
	said("1 warning")
	r.write("a/one.md", "# One\n\nNo link.\n")
	said("no more warnings")
	got := regexp.MustCompile(`\d+ ms`).ReplaceAllString(strings.ReplaceAll(r.log.String(), r.project.Content, "content"), "N ms")
	const golden = "testdata/session.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the terminal says\n%s\nwant\n%s", got, want)
	}
}
