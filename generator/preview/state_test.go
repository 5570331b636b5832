package preview

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/live"
)

// folder is a content folder whose state is looked at without a server.
type folder struct {
	*testing.T
	project build.Project
	*state
}

func newFolder(t *testing.T, files map[string]string) *folder {
	f := &folder{t, build.Project{Content: t.TempDir(), Cache: content.NewCache()}, newState()}
	for name, text := range files {
		f.write(name, text)
	}
	return f
}

func (f *folder) write(name, text string) {
	f.Helper()
	if err := os.WriteFile(filepath.Join(f.project.Content, name), []byte(text), 0o644); err != nil {
		f.Fatal(err)
	}
}

func (f *folder) build() *build.Result {
	f.Helper()
	latest, _ := f.builds()
	r, err := f.project.Rebuild(latest, live.Everything)
	if err != nil {
		f.Fatal(err)
	}
	return r
}

// save writes a page and shows it at once.
func (f *folder) save(name, text string, number int) (addresses []string, ok bool) {
	f.Helper()
	f.write(name, text)
	_, good := f.builds()
	made, ok := edits(f.project, good, []string{name}, number)
	return f.edit(made), ok
}

func (f *folder) wants(address, text string) {
	f.Helper()
	file, ok := f.published(address)
	if !ok {
		f.Errorf("no %s", address)
		return
	}
	if body, err := file.Content(); err != nil || !strings.Contains(string(body), text) {
		f.Errorf("%s does not say %q (%v)", address, text, err)
	}
}

// TestEditsLieOverTheSite until a build that has them.
func TestEditsLieOverTheSite(t *testing.T) {
	f := newFolder(t, map[string]string{"a.md": "# A\n\nFirst.\n", "b.md": "# B\n\nOther.\n"})
	f.advance(f.build(), nil, 0)
	f.wants("a.html", "First.")
	if addresses, ok := f.save("a.md", "# A\n\nSecond.\n", 2); !ok || !slices.Equal(addresses, []string{"a.html"}) {
		t.Fatalf("edited %v, %v", addresses, ok)
	}
	f.wants("a.html", "Second.")
	if addresses, ok := f.save("a.md", "# A\n\nSecond.\n", 2); !ok || len(addresses) > 0 {
		t.Errorf("the same text again: %v, %v", addresses, ok)
	}
	if addresses, ok := f.save("b.md", "# B\n\nOther.\n", 2); !ok || len(addresses) > 0 {
		t.Errorf("a file that was only touched: %v, %v", addresses, ok)
	}
	early := f.build()
	f.write("a.md", "# A\n\nThird.\n")
	late := f.build()
	f.advance(early, nil, 1)
	if len(f.edited) != 1 {
		t.Error("a build from before the edit took it away")
	}
	f.advance(late, nil, 2)
	f.wants("a.html", "Third.")
	if len(f.edited) != 0 {
		t.Error("a build that has the edit left it")
	}
}

// TestEditsNeedMore than a new text: then the site must be built again.
func TestEditsNeedMore(t *testing.T) {
	f := newFolder(t, map[string]string{"a.md": "# A\n\nFirst.\n"})
	f.advance(f.build(), nil, 0)
	for name, text := range map[string]string{
		"another title": "# New\n\nFirst.\n",
		"a mistake":     "---\norder: first\n---\n\n# A\n",
		"an empty file": "",
		"a dead link":   "# A\n\n[x](nowhere.md)\n",
		"a draft":       "---\ndraft: true\n---\n\n# A\n",
	} {
		if _, ok := f.save("a.md", text, 1); ok != (name == "a dead link") { // a link is looked up by the build
			t.Errorf("%s: %v", name, ok)
		}
	}
	if _, ok := f.save("new.md", "# New\n", 1); ok {
		t.Error("a new page")
	}
}

// TestGoodStays when a build has a mistake, but for one that only lenient
// builds let through while there is nothing better.
func TestGoodStays(t *testing.T) {
	hard, soft := diag.List{{Message: "hard"}}, diag.List{{Message: "soft", Soft: true}}
	f := newFolder(t, map[string]string{"a.md": "# A\n\nFirst.\n"})
	first := f.build()
	if shown := f.advance(first, hard, 0); shown {
		t.Error("a site with a mistake is shown")
	}
	if latest, good := f.builds(); latest != first || good != nil {
		t.Error("the build is not kept to repeat a part of it")
	}
	if shown := f.advance(first, slices.Concat(soft, hard), 0); shown {
		t.Error("a site with a mistake among soft ones is shown")
	}
	if shown := f.advance(first, soft, 0); !shown {
		t.Error("a site with soft mistakes is not shown, though there is no other")
	}
	f.write("a.md", "# A\n\nSecond.\n")
	if shown := f.advance(f.build(), soft, 1); shown {
		t.Error("a site with soft mistakes takes a good one's place")
	}
	f.wants("a.html", "First.")
	warning := diag.List{{Message: "warning", Severity: diag.Warning}}
	if shown := f.advance(f.build(), warning, 2); !shown {
		t.Error("a warning keeps a site back")
	}
	f.wants("a.html", "Second.")
}

// TestSamplesAreDue from a change of the templates until they were made.
func TestSamplesAreDue(t *testing.T) {
	s := newState()
	for i, step := range []struct{ changed, due bool }{{false, false}, {true, true}, {false, true}} {
		if due := s.samplesDue(step.changed); due != step.due {
			t.Errorf("step %d: due is %v", i, due)
		}
	}
	s.sampled()
	if s.samplesDue(false) {
		t.Error("still due")
	}
}

// TestMoved knows a page at its new address by its text, which may have been
// edited before.
func TestMoved(t *testing.T) {
	f := newFolder(t, map[string]string{"a.md": "# A\n\nText.\n", "b.md": "# B\n\nOther.\n", "c.md": "# C\n\nGone.\n", "e.md": "# E\n\nBefore.\n"})
	f.advance(f.build(), nil, 0)
	if _, ok := f.save("e.md", "# E\n\nAfter.\n", 1); !ok {
		t.Fatal("not edited")
	}
	for _, name := range []string{"a.md", "c.md", "e.md"} {
		if err := os.Remove(filepath.Join(f.project.Content, name)); err != nil {
			t.Fatal(err)
		}
	}
	f.write("z.md", "# A\n\nText.\n")
	f.write("y.md", "# E\n\nAfter.\n")
	f.write("b.md", "# B\n\nText.\n")
	next := f.build()
	moved := f.moves(next)
	for _, d := range aliases(next, moved) {
		address := map[string]string{"y.md": "e.html", "z.md": "a.html"}[path.Base(d.Path)]
		if address == "" || !strings.Contains(d.Hint, "aliases: ["+address+"]") || d.Severity != diag.Warning {
			t.Errorf("%v: want the alias %q", d, address)
		}
	}
	if n := len(aliases(next, moved)); n != 2 {
		t.Errorf("%d aliases are proposed, want 2", n)
	}
	f.write("z.md", "---\naliases: [a.html]\n---\n# A\n\nText.\n")
	if n := len(aliases(f.build(), moved)); n != 1 {
		t.Errorf("%d aliases are proposed where one is there, want 1", n)
	}
	shown := f.advance(next, nil, 1)
	if want := map[string]string{"a.html": "z.html", "e.html": "y.html"}; !shown || !maps.Equal(moved, want) {
		t.Errorf("moved: %v, want %v", moved, want)
	}
	if moved = f.moves(f.good); moved != nil {
		t.Errorf("the same site: moved %v", moved)
	}
}
