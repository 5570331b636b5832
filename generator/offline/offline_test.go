package offline

import (
	"fmt"
	"slices"
	"testing"

	"fieldbook/generator/output"
)

// TestChoose keeps a small site whole, and of a large one the frame and the
// assets; the version changes with any file that readers see.
func TestChoose(t *testing.T) {
	files := []output.Sum{{Path: "index.html", Size: 10, Hash: "a"}, {Path: "big.html", Size: 10, Hash: "b"}, {Path: "assets/main-1.js", Size: 10, Hash: "c"}, {Path: "assets/deep/film.mp4", Size: 10, Hash: "d"}, {Path: "index.html.br", Size: 1, Hash: "e"}, {Path: "feed.xml", Size: 1, Hash: "f"}, {Path: "_headers", Size: 1, Hash: "g"}, {Path: "robots.txt", Size: 1, Hash: "h"}}
	frame := map[string]bool{"index.html": true}
	names := func(k kept) string {
		var out []string
		for _, f := range k.Files {
			out = append(out, f[0]+" "+f[1])
		}
		return fmt.Sprint(out, k.Whole)
	}
	small := choose(files, frame)
	if got := names(small); got != "[index.html a big.html b assets/main-1.js c assets/deep/film.mp4 d] true" {
		t.Errorf("of a small site: %s", got)
	}
	if again := choose(files, frame); again.Version != small.Version || len(small.Version) != 12 {
		t.Errorf("versions %s and %s", small.Version, again.Version)
	}
	large := slices.Clone(files)
	large[1].Size = mostWhole
	if got := names(choose(large, frame)); got != "[index.html a assets/main-1.js c] false" {
		t.Errorf("of a large site: %s", got)
	}
	for i, f := range files {
		changed := slices.Clone(files)
		changed[i].Hash = "z"
		if same := choose(changed, frame).Version == small.Version; same != hidden(f.Path) {
			t.Errorf("%s changes, and the version is the same: %v", f.Path, same)
		}
	}
}
