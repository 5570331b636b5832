package build

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestEmbedsHaveRoom: short pages that each embed the next many times show no more of
// each other than a page has room for, and it is told where a link stands instead.
func TestEmbedsHaveRoom(t *testing.T) {
	dir := t.TempDir()
	const pages, times, most = 4, 40, 2 << 20
	for i := range pages {
		testfiles.Write(t, fmt.Sprintf("%s/p%d.md", dir, i), "# Page\n\nText.\n\n"+strings.Repeat(fmt.Sprintf("![[p%d]]\n\n", i+1), times))
	}
	testfiles.Write(t, fmt.Sprintf("%s/p%d.md", dir, pages), "# Page\n\nText.\n")
	r, err := Project{Content: dir, Lenient: true}.Build()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range contents(t, r.Files()) {
		if strings.HasPrefix(name, "p0") && len(data) > most {
			t.Errorf("%s has %d bytes", name, len(data))
		}
		if name == "p3.html" && strings.Count(string(data), `class="embed"`) != times {
			t.Errorf("of %d embeds for which there is room %d are shown", times, strings.Count(string(data), `class="embed"`))
		}
	}
	told := map[string]bool{}
	for _, d := range r.Diagnostics {
		if strings.Contains(d.Message, "of other pages stand on this one") {
			told[d.Path[len(dir)+1:]] = true
		}
	}
	if !told["p0.md"] || told["p3.md"] {
		t.Errorf("told at %v, want p0.md and not p3.md", told)
	}
}
