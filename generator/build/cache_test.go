package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/content"
	"fieldbook/generator/output"
	"fieldbook/generator/testfiles"
)

// TestKeptCache: whatever is edited, added, renamed or removed, and whatever
// becomes of the cache on disk and of the published folder meanwhile, a build from
// it publishes what a build without it does.
func TestKeptCache(t *testing.T) {
	kept := testfiles.Cache(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(project().Content)); err != nil {
		t.Fatal(err)
	}
	// A page that shows the text of another, which shows the text of a third.
	testfiles.Write(t, filepath.Join(dir, "shows.md"), "# Shows\n\n![[sweet-spot/shows]]\n")
	testfiles.Write(t, filepath.Join(dir, "sweet-spot", "shows.md"), "# Shows too\n\nIt says:\n\n![[recognise]]\n")
	published := filepath.Join(t.TempDir(), "public")
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
		project := Project{Content: dir, Lenient: true, Cache: cache}
		warm := publish(t, base, project, published)
		if err := cache.Save(); err != nil {
			t.Fatal(err)
		}
		for name, data := range plain {
			if !bytes.Equal(data, warm[name]) {
				t.Fatalf("edit %d, %s: %s differs", i, what, name)
			}
		}
		for name := range warm {
			if folder, _, _ := strings.Cut(name, "/"); plain[name] == nil && !slices.Contains([]string{"search", ".fieldbook", "sw.js"}, folder) {
				t.Fatalf("edit %d, %s: %s is there", i, what, name)
			}
		}
		if i == 0 && !bytes.Contains(plain["shows.html"], []byte(`<div class="embed">`)) {
			t.Fatal("no page shows another's text")
		}
		hits += damage(t, random, kept)
		damage(t, random, published)
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

// publish builds into a folder, and gives what it says and what is there then.
func publish(t *testing.T, base *Result, p Project, folder string) map[string][]byte {
	t.Helper()
	r, err := p.Rebuild(base, Changed{Content: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, said, err := p.Publish(r, folder); err != nil || len(said) > 0 {
		t.Fatal(said, err)
	}
	there := map[string][]byte{"said": fmt.Append(nil, r.Diagnostics)}
	err = filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			path, _ := filepath.Rel(folder, name)
			there[filepath.ToSlash(path)], err = os.ReadFile(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return there
}

// TestOnlyWhatChanged: where nothing but the text of a page has changed, only the
// pages that show it are made again.
func TestOnlyWhatChanged(t *testing.T) {
	testfiles.Cache(t)
	dir := t.TempDir()
	write := func(file, text string) { testfiles.Write(t, filepath.Join(dir, file), text) }
	write("index.md", "# Home\n")
	const one = "---\nsummary: One.\nparams: {a: 1}\n---\n# One\n\nSome text.\n\n## More\n\nAnd [two](two.md).\n"
	write("one.md", one)
	write("two.md", "# Two\n\nAs [one](one.md) says:\n\n![[one]]\n")
	write("three.md", "# Three\n\n![[two]]\n")
	of := func() map[string]output.Of {
		r, err := Project{Content: dir, Cache: content.KeptCache()}.Build()
		if err != nil || r.Diagnostics.Errors() > 0 {
			t.Fatal(err, r.Diagnostics)
		}
		all := map[string]output.Of{}
		for _, f := range r.Renderer.Pages() {
			all[f.Path] = f.Of
		}
		return all
	}
	before := of()
	if before["one.html"] == (output.Of{}) || before["one.md"] == (output.Of{}) || before["print.html"] != (output.Of{}) {
		t.Errorf("what pages are made of: %x", before)
	}
	changed := func(text string) string {
		write("one.md", text)
		after := of()
		var files []string
		for _, file := range slices.Sorted(maps.Keys(after)) {
			if before[file] != after[file] {
				files = append(files, file)
			}
		}
		before = after
		return strings.Join(files, " ")
	}
	if got := changed(strings.Replace(one, "Some text", "Some other text,\nand more", 1)); got != "one.html one.md three.html three.md two.html two.md" {
		t.Errorf("an edited text: %s", got)
	}
	for what, edit := range map[string][2]string{
		"a heading": {"## More", "## Less"},
		"a link":    {"[two](two.md)", "[two](three.md)"},
		"a summary": {"summary: One.", "summary: The first."},
		"a param":   {"a: 1", "a: 2"},
		"a lead":    {"summary: One.\n", ""},
	} {
		changed(one)
		if got := strings.Fields(changed(strings.Replace(one, edit[0], edit[1], 1))); len(got) < len(before)-3 {
			t.Errorf("%s: only %s", what, got)
		}
	}
	changed(strings.Replace(one, "summary: One.\n", "", 1))
	if got := changed("---\nparams: {a: 1}\n---\n# One\n\nAnother lead.\n\n## More\n\nAnd [two](two.md).\n"); len(strings.Fields(got)) < len(before)-3 {
		t.Errorf("the lead of a page without a summary: only %s", got)
	}
}

// TestOutlineIsOfWhatWasRead: who saves site.yaml or the words while a build runs has
// pages of one state or the other, and the next build makes them right.
func TestOutlineIsOfWhatWasRead(t *testing.T) {
	testfiles.Cache(t)
	dir, out := testfiles.Folder(t, map[string]string{"index.md": "# Home\n", "one.md": "# One\n"}), t.TempDir()
	for file, texts := range map[string][2]string{
		"site.yaml":  {"footer: {text: Old}\n", "footer: {text: New}\n"},
		"words.yaml": {"pages: {search: Old}\n", "pages: {search: New}\n"},
	} {
		testfiles.Write(t, filepath.Join(dir, file), texts[0])
		p := Project{Content: dir, Cache: content.KeptCache()}
		p.Progress = func(what string, done, _ int) {
			if what == "reading" && done == 1 {
				testfiles.Write(t, filepath.Join(dir, file), texts[1])
			}
		}
		during, err := p.Build()
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := p.Publish(during, out); err != nil {
			t.Fatal(err)
		}
		p.Progress = nil
		r, err := p.Build()
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := p.Publish(r, out); err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(filepath.Join(out, "one.html"))
		if err != nil || !bytes.Contains(page, []byte("New")) {
			t.Errorf("%s: what was saved while a build ran is never shown: %v", file, err)
		}
		if err := os.Remove(filepath.Join(dir, file)); err != nil {
			t.Fatal(err)
		}
	}
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
	what := random.IntN(7)
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
	case 5: // a word alone
		changed = strings.Replace(text, " the ", fmt.Sprintf(" the edited%d ", number), 1)
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

// damage harms some of what stands below a folder, but for what a build knows it
// by, and tells how many files.
func damage(t *testing.T, random *rand.Rand, kept string) int {
	t.Helper()
	var files []string
	err := filepath.WalkDir(kept, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Name() == ".fieldbook" {
			return fs.SkipDir
		}
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
			t.Fatal(err, len(data), file)
		}
		switch random.IntN(8) {
		case 0:
			data[random.IntN(len(data))] ^= 1 << random.IntN(8)
		case 1:
			data = data[:1+random.IntN(len(data))] // an empty one is no work of ours: no build leaves any
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
