package offline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/output"
	"fieldbook/generator/site"
)

// TestChoose keeps a small site whole, and of a large one the frame and the
// assets; the version changes with any file that readers see.
func TestChoose(t *testing.T) {
	files := []output.Sum{{Path: "index.html", Size: 10, Hash: [32]byte{0x01}}, {Path: "big.html", Size: 10, Hash: [32]byte{0x02}}, {Path: "assets/main-1.js", Size: 10, Hash: [32]byte{0x03}}, {Path: "assets/deep/film.mp4", Size: 10, Hash: [32]byte{0x04}}, {Path: "index.html.br", Size: 1, Hash: [32]byte{0x05}}, {Path: "feed.xml", Size: 1, Hash: [32]byte{0x06}}, {Path: "_headers", Size: 1, Hash: [32]byte{0x07}}, {Path: "robots.txt", Size: 1, Hash: [32]byte{0x08}}}
	frame := map[string]bool{"index.html": true}
	names := func(k kept) string {
		var out []string
		for _, f := range k.Files {
			out = append(out, f[0]+" "+strings.TrimSuffix(f[1], "00000000000000"))
		}
		return fmt.Sprint(out, k.Whole)
	}
	small := choose(files, frame)
	if got := names(small); got != "[index.html 01 big.html 02 assets/main-1.js 03 assets/deep/film.mp4 04] true" {
		t.Errorf("of a small site: %s", got)
	}
	if again := choose(files, frame); again.Version != small.Version || len(small.Version) != 12 {
		t.Errorf("versions %s and %s", small.Version, again.Version)
	}
	large := slices.Clone(files)
	large[1].Size = mostWhole
	if got := names(choose(large, frame)); got != "[index.html 01 assets/main-1.js 03] false" {
		t.Errorf("of a large site: %s", got)
	}
	for i, f := range files {
		changed := slices.Clone(files)
		changed[i].Hash[0]++
		if same := choose(changed, frame).Version == small.Version; same != hidden(f.Path) {
			t.Errorf("%s changes, and the version is the same: %v", f.Path, same)
		}
	}
}

// TestFrame bounds what is kept of a large site: what there is one of comes before
// checklists, and these before topics.
func TestFrame(t *testing.T) {
	pages := []*site.Page{{Kind: site.KindHome, Address: "index.html"}}
	for i := range 1000 {
		pages = append(pages, &site.Page{Kind: site.KindTopic, Address: fmt.Sprintf("t%d.html", i)}, &site.Page{Kind: site.KindPlaybook, Address: fmt.Sprintf("p%d.html", i)})
	}
	pages = append(pages, &site.Page{Kind: site.KindChecklist, Address: "list.html"}, &site.Page{Kind: site.KindSearch, Address: "search.html"})
	frame := frameOf(pages, mostFrame)
	if n := len(frame); n != mostFrame+2 {
		t.Errorf("%d files are kept, want %d pages, the manifest and the head of the search", n, mostFrame)
	}
	for file, want := range map[string]bool{"index.html": true, "search.html": true, "list.html": true, "t0.html": true, "t999.html": false, "p0.html": false} {
		if frame[file] != want {
			t.Errorf("%s is kept: %v", file, frame[file])
		}
	}
}
