package build

import (
	"os/exec"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestRenamedChecklist: a checklist whose id was changed since the last commit is told
// of; one that asks for other things, or whose old id another page took over, is not.
func TestRenamedChecklist(t *testing.T) {
	dir := t.TempDir()
	page := func(id, criterion string) string {
		return "---\ntitle: A\nsummary: S.\nchecklist:\n  id: " + id + "\n  criteria:\n    - {id: " + criterion + ", ask: A?, why: B.}\n---\n\nText.\n"
	}
	testfiles.Write(t, dir+"/index.md", "---\ntitle: Home\nsummary: S.\n---\n\nText.\n")
	testfiles.Write(t, dir+"/a.md", page("first", "one"))
	for _, args := range []string{"init -q", "add -A", "-c user.name=Writer -c user.email=writer@example.org -c commit.gpgSign=false commit -q -m x"} {
		cmd := exec.Command("git", strings.Fields(args)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("git: %v %s", err, out)
		}
	}
	renamed := func() string {
		t.Helper()
		r, err := Project{Content: dir}.Build()
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		r.Renamed().Print(&said, 9)
		return said.String()
	}
	if said := renamed(); said != "" {
		t.Errorf("nothing was changed: %s", said)
	}
	testfiles.Write(t, dir+"/a.md", page("second", "other"))
	if said := renamed(); strings.Contains(said, "first") {
		t.Errorf("another checklist: %s", said)
	}
	testfiles.Write(t, dir+"/a.md", page("second", "one"))
	if said := renamed(); !strings.Contains(said, `a.md:5:7: warning: was this meant? the checklist "second" was first in the last commit`) || !strings.Contains(said, "write first") {
		t.Errorf("a new id: %s", said)
	}
	testfiles.Write(t, dir+"/b.md", page("first", "one"))
	if said := renamed(); said != "" {
		t.Errorf("the id is another page's: %s", said)
	}
}
