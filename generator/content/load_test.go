package content

import (
	"fmt"
	images "image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/testfiles"
)

func load(t *testing.T, dir string, o Options) *Tree {
	t.Helper()
	tree, err := Load(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// told gives what a Tree says, without its folder.
func told(tree *Tree) []string {
	var out []string
	for _, d := range tree.Diagnostics.Sorted() {
		line := strings.TrimPrefix(d.String(), filepath.ToSlash(tree.Dir)+"/")
		if d.Hint != "" {
			line += " (" + d.Hint + ")"
		}
		out = append(out, line)
	}
	return out
}

func paths(tree *Tree) (pages, assets []string) {
	for _, p := range tree.Playbooks {
		pages = append(pages, p.Path)
	}
	for _, a := range tree.Assets {
		assets = append(assets, a.Path)
	}
	return pages, assets
}

// TestWalk: which files are pages, data, assets, and which are left alone.
func TestWalk(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{
		"a.md": "", "b/c.MARKDOWN": "", "d.txt": "", "site.yaml": "title: S\n", "Sources.yaml": "", "glossary.yml": "", "b/site.yaml": "", "words.yaml": "",
		"_drafts/x.md": "", "_drafts/y.png": "", "_drafts/deep/z.md": "", "_e.md": "", "_index.md": "", "b/_f.md": "",
		".git/config": "", ".hidden.md": "", "node_modules/x.md": "", "~$a.docx": "", "a.md~": "", "#a.md#": "", "#": "", ".a.md.swp": "", "x.swp": "", "x.tmp": "", "a___jb_tmp___": "", "a___jb_old___": "", "Thumbs.db": "", "ehthumbs.db": "", "Desktop.ini": "",
		"bad\x01.md": "", "bad\xff.md": "",
	})
	testfiles.Pipe(t, filepath.Join(dir, "pipe.md"))
	for name, to := range map[string]string{"link.md": "a.md", "folder": "b", "b/loop": "../b", "b/up": "..", "out.md": "/etc/hostname", "gone.md": "none", "fifo": "pipe.md"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	tree := load(t, dir, Options{})
	pages, assets := paths(tree)
	expect(t, "pages", pages, "_index.md", "a.md", "b/c.MARKDOWN", "folder/c.MARKDOWN", "link.md")
	expect(t, "assets", assets, "#", "_drafts/y.png", "b/site.yaml", "d.txt", "folder/site.yaml")
	var errors []string
	for _, line := range told(tree) {
		errors = append(errors, strings.ReplaceAll(line, dir, "DIR"))
	}
	expect(t, "told", errors,
		"Sources.yaml: warning: is not read (did you mean sources.yaml?)",
		"b/loop: error: the symbolic link leads back to a folder above it (remove the link)",
		"b/up: error: the symbolic link leads back to a folder above it (remove the link)",
		"bad�.md: error: the name holds a control character (rename the file)",
		"bad�.md: error: the name is not UTF-8 (rename the file)",
		"fifo: error: is neither a file nor a folder (remove it)",
		"folder/loop: error: the symbolic link leads back to a folder above it (remove the link)",
		"folder/up: error: the symbolic link leads back to a folder above it (remove the link)",
		"glossary.yml: warning: is not read (did you mean glossary.yaml?)",
		"gone.md: error: the symbolic link leads nowhere: no such file or directory (remove the link or restore its target)",
		"out.md: error: the symbolic link leaves the folder DIR (copy the file into the folder)",
		"pipe.md: error: is neither a file nor a folder (remove it)")
	if got := fmt.Sprint(tree.LeftOut); got != `[5 files whose name, or a folder's above, begins with "_", such as _drafts/deep/z.md]` {
		t.Errorf("left out: %s", got)
	}
	if tree.Config.Title != "S" || tree.Config.Language.Value != "en" || tree.Config.AssetLimit != 1<<30 {
		t.Errorf("the configuration is %+v", tree.Config)
	}
}

// TestManyLinks to one folder: those that double a tree at each level would
// never end.
func TestManyLinks(t *testing.T) {
	for links, want := range map[int]int{maxVisits - 1: 0, maxVisits: 1, maxVisits + 2: 1} {
		dir := testfiles.Folder(t, map[string]string{"b/x.md": ""})
		for i := range links {
			if err := os.Symlink("b", filepath.Join(dir, fmt.Sprint("l", i))); err != nil {
				t.Fatal(err)
			}
		}
		tree := load(t, dir, Options{})
		if pages, _ := paths(tree); len(pages) != min(links+1, maxVisits) || len(tree.Diagnostics) != want {
			t.Errorf("%d links: %d pages, %v", links, len(pages), tree.Diagnostics)
		}
	}
}

// TestCacheHolds what a file said, for its path, its bytes and how it was read.
func TestCacheHolds(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{"a.md": "# A\n\n[x](foo:y)\n", "b.md": "# B\n"})
	cache := NewCache()
	var seen []string
	first := load(t, dir, Options{Cache: cache, Progress: func(done, all int) { seen = append(seen, fmt.Sprint(done, "/", all)) }})
	expect(t, "progress", seen, "1/2", "2/2")
	second := load(t, dir, Options{Cache: cache})
	if first.Playbooks[0] != second.Playbooks[0] || len(told(second)) != 1 {
		t.Error("the same file is parsed again, or its mistake forgotten", told(second))
	}
	if other := load(t, dir, Options{Cache: cache, Lines: true}); other.Playbooks[0] == first.Playbooks[0] {
		t.Error("a page with lines is taken for one without")
	}
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# New\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	page, said := second.Page("a.md")
	if page == nil || page.Title != "New" || len(said) > 0 {
		t.Error("a changed file is taken from the cache", page, said)
	}
	if again, _ := second.Page("a.md"); again != page {
		t.Error("it is parsed again")
	}
	if err := os.Remove(filepath.Join(dir, "b.md")); err != nil {
		t.Fatal(err)
	}
	load(t, dir, Options{Cache: cache})
	for key := range cache.entries {
		if key.file == "b.md" {
			t.Error("a file that is gone is kept")
		}
	}
	if page, said := second.Page("b.md"); page != nil || said.Errors() != 1 {
		t.Error("a file that is gone is read", page, said)
	}
	if fresh := load(t, dir, Options{}); fresh.Playbooks[0] == page {
		t.Error("without a cache")
	}
}

// TestLimits: pages are bounded, and a folder must be there.
func TestLimits(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{"a.md": strings.Repeat("x", maxFile), "b.md": strings.Repeat("x", maxFile+1), "site.yaml": "title: \xff\n", "sources.yaml": "- a\n"})
	tree := load(t, dir, Options{})
	pages, _ := paths(tree)
	expect(t, "pages", pages, "a.md")
	expect(t, "told", told(tree), "b.md: error: the file has 10 MB; 10 MB is the limit (split it into several pages)",
		"site.yaml:1:8: error: the byte 0xff is not UTF-8 (save it as UTF-8)", "sources.yaml:1:1: error: this wants a mapping, got a list")
	if text := tree.TooLarge("x.bin", 3<<30, 1<<30).String(); !strings.Contains(text, "x.bin: error: the file has 3 GB; 1 GB is the limit") {
		t.Error(text)
	}
	for dir, what := range map[string]string{filepath.Join(dir, "none"): "no content folder: looked for ", filepath.Join(dir, "a.md"): ""} {
		_, err := Load(dir, Options{})
		_, also := LoadInterface(dir)
		if what += dir; !strings.HasPrefix(what, "no") {
			what += " is a file"
		}
		if failure, ok := err.(*diag.Failure); !ok || failure.What != what || failure.Hint == "" || also == nil {
			t.Error(err, also)
		}
	}
}

// TestMeasure gives the sizes of images.
func TestMeasure(t *testing.T) {
	svg := func(attributes string) string {
		return "<?xml version='1.0' encoding='latin1'?><!-- x --><svg " + attributes + ">"
	}
	files := map[string]string{
		"a.svg": svg(`width="10" height="20.6"`), "b.svg": svg(`width="1in" height="2.54cm"`), "c.svg": svg(`viewBox="0,0 30 40"`), "d.svg": svg(`width="100%" height="5" viewBox="0 0 3 4"`),
		"e.svg": svg(`width="5"`), "f.svg": "<html width='1' height='1'>", "g.svg": "text", "h.svg": svg(`viewBox="0 0 30"`), "i.svg": svg(`width="-1" height="1"`), "j.svg": svg(`width="1e7" height="1"`),
		"k.svg": svg(`width="12PT" height=" 1pc "`), "l.svg": svg(`width="25.4mm" height="101.6q"`), "m.SVG": svg(`width="1em" height="2px"`),
		"r.svg": svg(`width="5" viewBox="0 0 3 4"`), "s.svg": svg(`width="1000000" height="1"`), "t.svg": svg(`width="1" height="1em"`),
		"n.txt": "<svg width='1' height='1'>", "o.png": "no image", "p.svg": strings.Repeat(" ", maxProlog) + "<svg width='1' height='1'>",
	}
	dir := testfiles.Folder(t, files)
	f, err := os.Create(filepath.Join(dir, "q.PNG"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, images.NewGray(images.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range load(t, dir, Options{}).Assets {
		if a.Width != 0 || a.Height != 0 {
			got = append(got, fmt.Sprintf("%s %d×%d", a.Path, a.Width, a.Height))
		}
		if text, ok := files[a.Path]; ok && a.Bytes != int64(len(text)) {
			t.Errorf("%s has %d bytes", a.Path, a.Bytes)
		}
	}
	expect(t, "sizes", got, "a.svg 10×21", "b.svg 96×96", "c.svg 30×40", "d.svg 3×4", "k.svg 16×16", "l.svg 96×96", "q.PNG 3×2", "r.svg 3×4")
}

// TestScripted tells an SVG file that would run a script.
func TestScripted(t *testing.T) {
	for text, want := range map[string]bool{
		"<svg/>": false, "<svg><script/></svg>": true, "<svg><x:script>": true, "<svg onload=''>": true, "<svg><handler>": true, "<svg><a href=' java\nscript:x'/>": true, "<a href='data:text/html,x'>": true,
		"<a href='data:image/png,x'>": false, "<svg><scripted/></svg>": false, "<svg one=''/>": true, "<svg bon='x'/>": false,
	} {
		if Scripted(strings.NewReader(text)) != want {
			t.Errorf("%s: not %v", text, want)
		}
	}
}

// TestInterface reads the language and a site's own words.
func TestInterface(t *testing.T) {
	read := func(files map[string]string) *Interface {
		t.Helper()
		i, err := LoadInterface(testfiles.Folder(t, files))
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	plain := read(nil)
	if plain.Words.Say("next") != i18n.New("en").Say("next") || len(plain.Diagnostics) > 0 {
		t.Error(plain.Diagnostics)
	}
	german := read(map[string]string{"site.yaml": "language: de\n", "words.yaml": "pages:\n  next: Dann\n"})
	if german.Words.Say("next") != "Dann" || german.Words.Say("previous") != i18n.New("de").Say("previous") || len(german.Diagnostics) > 0 {
		t.Error(german.Words.Say("next"), german.Diagnostics)
	}
	if got := read(map[string]string{"words.yaml": "pages:\n  nextt: Dann\n"}).Diagnostics; len(got) != 1 || got[0].Pos.Line != 2 {
		t.Error(got)
	}
	if got := read(map[string]string{"site.yaml": "language: fi\n"}).Diagnostics; len(got) != 1 || got[0].Severity != diag.Warning || !strings.Contains(got[0].Message, "are English, not fi") {
		t.Error(got)
	}
	same := read(map[string]string{"site.yaml": "language: de\ntitle: X\n", "words.yaml": "pages:\n  next: Dann\n"})
	if !german.Same(same) || german.Same(plain) || german.Same(nil) || german.Same(read(map[string]string{"site.yaml": "language: de\n"})) {
		t.Error("the same words")
	}
}

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestHiddenFiles: what pages show from a hidden folder of their program is there, and
// nothing else of one.
func TestHiddenFiles(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{".gitbook/assets/a.png": "x", ".gitbook/includes/b.md": "B", ".git/c.png": "x", "SUMMARY.md": "* [A](a.md)", "a.md": "# A"})
	tree, err := Load(dir, Options{})
	if err != nil || len(tree.Playbooks) != 1 || len(tree.Assets) != 1 || tree.Assets[0].Path != ".gitbook/assets/a.png" {
		t.Errorf("%v %v %v", err, tree.Assets, tree.LeftOut)
	}
}
