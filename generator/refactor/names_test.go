package refactor_test

import (
	"errors"
	"maps"
	"testing"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refactor"
	"fieldbook/generator/refs"
	"fieldbook/generator/testfiles"
)

// renamed gives the files of a folder after a rename, how many it changed, and what stays.
func renamed(t *testing.T, dir string, kind playbook.RefKind, old, by string) ([]string, diag.List) {
	t.Helper()
	r, err := build.Project{Content: dir, Lenient: true}.Build()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := refactor.Rename(refs.Of(r.Tree, r.Site), refs.Thing{Kind: kind, ID: old}, by)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := plan.Write()
	if err != nil {
		t.Fatal(err)
	}
	return changed, plan.Left
}

// TestOddly: names are found however they are written, and every other byte stays.
func TestOddly(t *testing.T) {
	list := func(id string) string {
		return "checklist:\n  id: card\n  criteria: [{id: " + id + ", ask: A?, why: x}]\n"
	}
	for name, c := range map[string]struct {
		kind          playbook.RefKind
		old, by       string
		before, after map[string]string
	}{
		"a sign in a name": {"page", "C# notes.md", "sharp.md",
			map[string]string{"C# notes.md": "# Notes\n\n## Part\n", "x.md": "# X\n\n[[C# notes#Part]] [[C# notes|x]] [a](C%23%20notes.md#part) [b](<C%23 notes.md>)\n"},
			map[string]string{"x.md": "# X\n\n[[sharp#Part]] [[sharp|x]] [a](sharp.md#part) [b](<sharp.md>)\n"}},
		"entities and escapes": {"page", "a & b.md", "c/d.md",
			map[string]string{"a & b.md": "# A\n", "x.md": "# X\n\n[a](<a &amp; b.md>) [b](a%20&%20b.md#none) ![c](a\\_c.png) <a href='a%20&amp;%20b.md'>d</a>\n", "a_c.png": ""},
			map[string]string{"x.md": "# X\n\n[a](<c/d.md>) [b](c/d.md#none) ![c](a\\_c.png) <a href='c/d.md'>d</a>\n"}},
		"marks and line ends": {"fact", "F1", "G1",
			map[string]string{"sources.yaml": "works: [{id: W, title: T}]\nfacts: [{id: &f F1, work: W, say: x}]\n", "x.md": "\ufeff---\r\nsources: [\"F1\", 'F1']\r\n---\r\n\r\n# Ü\r\n\r\nÜ [](source:F1) [](source:F10)\r\n"},
			map[string]string{"sources.yaml": "works: [{id: W, title: T}]\nfacts: [{id: &f G1, work: W, say: x}]\n", "x.md": "\ufeff---\r\nsources: [\"G1\", 'G1']\r\n---\r\n\r\n# Ü\r\n\r\nÜ [](source:G1) [](source:F10)\r\n"}},
		"a vault": {"tag", "old", "new",
			map[string]string{"site.yaml": "dialect: obsidian\n", "x.md": "---\ntags: [old]\n---\n\n#old and #Old, `#old` (#older) #old\n"},
			map[string]string{"x.md": "---\ntags: [new]\n---\n\n#new and #new, `#old` (#older) #new\n"}},
		"an earlier id": {"criterion", "card/b", "c",
			map[string]string{"x.md": "---\n" + list("b, was: [a]") + "---\n\n# X\n\n[](criterion:a) [](criterion:card/b)\n"},
			map[string]string{"x.md": "---\n" + list("c, was: [b, a]") + "---\n\n# X\n\n[](criterion:c) [](criterion:card/c)\n"}},
		"a heading below another": {"heading", "x.md#b", "C",
			map[string]string{"x.md": "# X\n\n## A\n\nB\n-\n\n[a](#b) [b](x.md#B) [[#A#B]] [[x#b]]\n"},
			map[string]string{"x.md": "# X\n\n## A\n\nC\n-\n\n[a](#c) [b](x.md#c) [[#A#C]] [[x#c]]\n"}},
	} {
		c.before["index.md"] = "# Home\n"
		dir := testfiles.Folder(t, c.before)
		_, left := renamed(t, dir, c.kind, c.old, c.by)
		for file, want := range c.after {
			if got := read(t, dir)[file]; got != want {
				t.Errorf("%s: %s says\n%q, want\n%q", name, file, got, want)
			}
		}
		if len(left) > 0 {
			t.Errorf("%s: %v", name, left)
		}
	}
}

// TestLeft: what does not stand as it is read is told with its place, and stays.
func TestLeft(t *testing.T) {
	const text = "---\nrelated: [\"a\\u002emd\"]\n---\n\n# X\n"
	dir := testfiles.Folder(t, map[string]string{"index.md": "# Home\n", "a.md": "# A\n", "x.md": text})
	_, left := renamed(t, dir, playbook.RefPage, "a.md", "b.md")
	if len(left) != 1 || left[0].Pos != (diag.Pos{Line: 2, Col: 11}) || left[0].Hint != "write b.md" || read(t, dir)["x.md"] != text {
		t.Error(left, read(t, dir)["x.md"])
	}
}

// TestKilledBetween: a rename that was killed between any two of its files is ended by the
// next one, since what makes the thing comes last.
func TestKilledBetween(t *testing.T) {
	before := map[string]string{
		"site.yaml": "title: S\n", "sources.yaml": "works: [{id: W, title: T}]\nfacts: [{id: A, work: W, say: x}]\n",
		"index.md": "# Home\n\n[](source:A) [](criterion:card/a)\n", "a.md": "---\nchecklist: {id: card, criteria: [{id: a, ask: A?, why: x, sources: [A]}]}\n---\n\n# A\n\n## Part\n\n[x](#part) [](criterion:a)\n", "z.md": "# Z\n\n[](source:A) [](criterion:card/a) [y](a.md#part)\n",
	}
	for kind, names := range map[string][2]string{"fact": {"A", "B"}, "criterion": {"card/a", "b"}, "heading": {"a.md#part", "Other"}} {
		whole := testfiles.Folder(t, before)
		steps, _ := renamed(t, whole, playbook.RefKind(kind), names[0], names[1])
		after := read(t, whole)
		if len(steps) < 2 {
			t.Fatal(kind, steps)
		}
		for done := range steps {
			state := maps.Clone(before)
			for _, name := range steps[:done] {
				state[name] = after[name]
			}
			dir := testfiles.Folder(t, state)
			renamed(t, dir, playbook.RefKind(kind), names[0], names[1])
			if now := read(t, dir); !maps.Equal(now, after) {
				t.Errorf("%s, after %d of %d: %q", kind, done, len(steps), now)
			}
		}
	}
}

// TestTitle changes a title wherever it is written, and refuses where that is nowhere.
func TestTitle(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{"index.md": "# Home\n\n[[Old]] [[a]]\n", "a.md": "---\ntitle: Old\n---\n\n# Old\n", "b.md": "Text.\n"})
	r, err := build.Project{Content: dir, Lenient: true}.Build()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := refactor.Title(refs.Of(r.Tree, r.Site), "a.md", "New")
	if err == nil {
		_, err = plan.Write()
	}
	if now := read(t, dir); err != nil || now["a.md"] != "---\ntitle: New\n---\n\n# New\n" || now["index.md"] != "# Home\n\n[[New]] [[a]]\n" {
		t.Error(err, now)
	}
	for file, by := range map[string]string{"b.md": "New", "a.md": "", "none.md": "New"} {
		var refusal *diag.Failure
		if _, err := refactor.Title(refs.Of(r.Tree, r.Site), file, by); !errors.As(err, &refusal) {
			t.Errorf("%s becomes %q: %v", file, by, err)
		}
	}
}
