package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/content"
)

// TestKeptCache: whatever is edited, added, renamed or removed, and whatever
// becomes of the cache on disk meanwhile, a build from it publishes what a
// build without it does.
func TestKeptCache(t *testing.T) {
	kept := t.TempDir()
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, kept)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(project().Content)); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(17, 2))
	base, err := Project{Content: dir}.Build() // for its templates
	if err != nil {
		t.Fatal(err)
	}
	hits := 0
	for i := range 60 {
		what := edit(t, random, dir, i)
		plain := outcome(t, base, Project{Content: dir, Lenient: true}) // mistakes are published too, so that they are compared
		cache := content.KeptCache()
		warm := outcome(t, base, Project{Content: dir, Lenient: true, Cache: cache})
		if err := cache.Save(); err != nil {
			t.Fatal(err)
		}
		for name, data := range plain {
			if !bytes.Equal(data, warm[name]) {
				t.Fatalf("edit %d, %s: %s differs", i, what, name)
			}
		}
		if len(plain) != len(warm) {
			t.Fatalf("edit %d, %s: %d files without, %d with", i, what, len(plain), len(warm))
		}
		hits += damage(t, random, kept)
	}
	if hits == 0 {
		t.Error("nothing was kept that could be damaged")
	}
}

// outcome is all that a build says and publishes but for the index, which is
// made of nothing else.
func outcome(t *testing.T, base *Result, p Project) map[string][]byte {
	t.Helper()
	r, err := p.Rebuild(base, Changed{Content: true})
	if err != nil {
		t.Fatal(err)
	}
	out := contents(t, r.WithoutIndex())
	out["said"] = fmt.Append(nil, r.Diagnostics)
	return out
}

// edit changes something in a folder, and says what.
func edit(t *testing.T, random *rand.Rand, dir string, number int) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.md"))
	if err != nil || len(files) < 2 {
		t.Fatal(err, files)
	}
	file := files[random.IntN(len(files))]
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, changed := string(data), ""
	what := random.IntN(6)
	switch what {
	case 0:
		changed = text + fmt.Sprintf("\n## Edit %d\n\nA word more, and a [link](../index.md).\n", number)
	case 1: // a mistake, perhaps in the front matter
		at := random.IntN(len(text))
		changed = text[:at] + "\t: [" + text[at:]
	case 2:
		lines := strings.SplitAfter(text, "\n")
		changed = strings.Join(slices.Delete(lines, len(lines)/2, len(lines)/2+1), "")
	case 3:
		changed = strings.Replace(text, "---\n", fmt.Sprintf("---\ntags: [edit%d]\nparams: {a: [1, null], b: %d}\n", number, number), 1)
	case 4: // the same bytes at another path, and none at this one
		to := filepath.Join(filepath.Dir(file), fmt.Sprintf("moved-%d.md", number))
		if err := os.Rename(file, to); err != nil {
			t.Fatal(err)
		}
		return "moved " + file
	default:
		changed = text + "\n```go\nfunc edited() int { return " + fmt.Sprint(number) + " }\n```\n"
	}
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(what, " in ", file)
}

// damage harms some of what is kept, and tells how many files.
func damage(t *testing.T, random *rand.Rand, kept string) int {
	t.Helper()
	var files []string
	err := filepath.WalkDir(kept, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	harmed := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil || len(data) == 0 {
			t.Fatal(err, len(data))
		}
		switch random.IntN(8) {
		case 0:
			data[random.IntN(len(data))] ^= 1 << random.IntN(8)
		case 1:
			data = data[:random.IntN(len(data))]
		case 2: // another's, whole
			if data, err = os.ReadFile(files[random.IntN(len(files))]); err != nil {
				t.Fatal(err)
			}
		default:
			continue
		}
		harmed++
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return harmed
}
