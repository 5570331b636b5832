package content

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestKeptCache: what was saved is what was read, to the last field.
func TestKeptCache(t *testing.T) {
	testfiles.Cache(t)
	for _, dir := range []string{"../../content", "../page/testdata", testfiles.Folder(t, map[string]string{
		"a.md": "---\nparams: {a: 1, b: [x, 2.5, {c: true}], d: null, e: 2026-11-03}\norder: 0\n---\n# A\n\n```go\nfunc x() {}\n```\n", "b.md": "---\ntitel: x\n---\n[a](none:x)\n", "c.md": "\xff",
		"d.md": "---\nchecklist:\n  kind: scorecard\n  criteria:\n    - {id: a, ask: A?, kind: number, min: 0, max: 0, weight: 0}\n    - {id: b, ask: B?}\n---\n",
	})} {
		before := KeptCache()
		first := load(t, dir, Options{Cache: before})
		if err := before.Save(); err != nil {
			t.Fatal(err)
		}
		after := KeptCache()
		second := load(t, dir, Options{Cache: after})
		if len(first.Playbooks) == 0 || first.Playbooks[0] == second.Playbooks[0] || len(after.changed) > 0 {
			t.Fatal("not all was kept", after.changed)
		}
		if lines := load(t, dir, Options{Cache: KeptCache(), Lines: true}); reflect.DeepEqual(lines.Playbooks, first.Playbooks) {
			t.Error("what is kept of another reading is taken")
		}
		if !reflect.DeepEqual(first.Diagnostics, second.Diagnostics) {
			t.Error(dir, "tells something else:", told(first), told(second))
		}
		for i, p := range first.Playbooks {
			if !reflect.DeepEqual(p, second.Playbooks[i]) {
				t.Errorf("%s: kept as another\n%+v\n%+v", p.Path, p, second.Playbooks[i])
			}
		}
	}
}

// TestDamagedCache: whatever has become of what was kept, the pages are read
// as if nothing had been.
func TestDamagedCache(t *testing.T) {
	kept := testfiles.Cache(t)
	dir := testfiles.Folder(t, map[string]string{"a.md": "# A\n", "b.md": "# B\n", "c/d.md": "# D\n"})
	damages := map[string]func(data []byte) []byte{
		"cut short":  func(data []byte) []byte { return data[:len(data)/2] },
		"empty":      func([]byte) []byte { return nil },
		"a bit less": func(data []byte) []byte { return data[:len(data)-1] },
		"flipped":    func(data []byte) []byte { data[len(data)-3] ^= 4; return data },
		"no sum":     func(data []byte) []byte { data[0] ^= 1; return data },
		"foreign":    func(data []byte) []byte { return []byte("#!/bin/sh\necho hello to all who read this file\n") },
	}
	for name, damage := range damages {
		c := KeptCache()
		load(t, dir, Options{Cache: c})
		c.changed = map[shardKey]bool{} // each time all of them
		for key := range c.entries {
			c.changed[shardOf(key)] = true
		}
		if err := c.Save(); err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(kept, "fieldbook", "pages", "*", "*"))
		if err != nil || len(files) == 0 {
			t.Fatal(err, files)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, damage(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		again := KeptCache()
		tree := load(t, dir, Options{Cache: again})
		if pages, _ := paths(tree); len(pages) != 3 || len(again.changed) == 0 {
			t.Error(name, "is trusted", pages, again.changed)
		}
	}
}

// TestNoRoomForCache: a disk that takes nothing costs time alone.
func TestNoRoomForCache(t *testing.T) {
	kept := testfiles.Cache(t)
	if err := os.WriteFile(filepath.Join(kept, "fieldbook"), nil, 0o600); err != nil { // where the folder would be
		t.Fatal(err)
	}
	dir := testfiles.Folder(t, map[string]string{"a.md": "# A\n"})
	c := KeptCache()
	if tree := load(t, dir, Options{Cache: c}); len(tree.Playbooks) != 1 {
		t.Error(tree.Diagnostics)
	}
	if err := c.Save(); err == nil {
		t.Error("it says that it was kept")
	}
}
