package refactor_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fieldbook/generator/build"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refactor"
	"fieldbook/generator/refs"
	"fieldbook/generator/testfiles"
)

const from, to = "a/old.md", "b/new.md"

var page = refs.Thing{Kind: playbook.RefPage, ID: from}

// before is a site whose page moves, and others that lead to it.
var before = map[string]string{
	"index.md":   "# Home\n\n[Old](a/old.md) and [[old]].\n",
	"a/old.md":   "# Old\n\n[Near](near.md), [Home](../index.md).\n",
	"a/near.md":  "# Near\n\n[Old](old.md)\n",
	"site.yaml":  "title: A site\nnavigation:\n  - page: a/old.md\n",
	"z/other.md": "# Other\n\n[Old](/a/old.md#old)\n",
}

// moved moves the page in a folder, and gives the files that were changed.
func moved(t *testing.T, dir string) []string {
	t.Helper()
	r, err := build.Project{Content: dir, Lenient: true}.Build()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := refactor.Rename(refs.Of(r.Tree, r.Site), page, to)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := plan.Write()
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// read gives all files of a folder.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		name, _ = filepath.Rel(dir, name)
		all[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestKilled: a move that was killed between any two of its changes is ended by the
// next one, which leaves nothing of it.
func TestKilled(t *testing.T) {
	whole := testfiles.Folder(t, before)
	steps := append(moved(t, whole), to) // the old file goes after the last
	after := read(t, whole)
	if len(steps) != 5 || after[from] != "" {
		t.Fatal(steps, after)
	}
	for done := range len(steps) + 1 {
		state := maps.Clone(before)
		for _, name := range steps[:done] {
			state[name] = after[name]
		}
		next := steps[min(done, len(steps)-1)]
		half := filepath.ToSlash(filepath.Join(filepath.Dir(next), ".move-123.tmp"))
		state[half] = "hal"
		dir := testfiles.Folder(t, state)
		moved(t, dir)
		if now := read(t, dir); !maps.Equal(now, after) {
			t.Errorf("after %d of %d steps: %q, want %q", done, len(steps), now, after)
		}
	}
}

// TestOthersStay: what only looks like the leftover of a move stays, and what stands
// at the new place is not written over.
func TestOthersStay(t *testing.T) {
	state := maps.Clone(before)
	others := []string{".move-.tmp", "a/.move-1x.tmp", ".git/.move-1.tmp", "a/move-1.tmp"}
	for _, name := range others {
		state[name] = "kept"
	}
	dir := testfiles.Folder(t, state)
	moved(t, dir)
	for _, name := range others {
		if read(t, dir)[name] != "kept" {
			t.Errorf("%s is gone", name)
		}
	}
	state[to] = "# Mine\n"
	dir = testfiles.Folder(t, state)
	r, err := build.Project{Content: dir, Lenient: true}.Build()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := refactor.Rename(refs.Of(r.Tree, r.Site), page, to); err == nil {
		t.Error("a page was written over")
	}
	if now := read(t, dir); !maps.Equal(now, state) {
		t.Errorf("what changed: %v", slices.Sorted(maps.Keys(now)))
	}
}
