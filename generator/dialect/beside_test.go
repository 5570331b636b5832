package dialect

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fieldbook/generator/input"
	"fieldbook/generator/testfiles"
)

// TestBeside finds for each program the folders whose files its pages show.
func TestBeside(t *testing.T) {
	for name, c := range map[Name]struct {
		sign, text, pages string
		beside            []string // folders, each with where its files are given
	}{
		Nextra:     {"next.config.mjs", "import nextra from 'nextra'", "content", []string{"public:"}},
		Fumadocs:   {"source.config.ts", "from 'fumadocs-mdx'", "content/docs", []string{"public:"}},
		Starlight:  {"astro.config.mjs", "starlight()", "src/content/docs", []string{"public:"}},
		Docusaurus: {"docusaurus.config.js", "", "docs", []string{"static:"}},
		Hugo:       {"hugo.toml", "", "content", []string{"static:"}},
		VitePress:  {".vitepress/config.js", "", ".", []string{"public:"}},
		Eleventy:   {".eleventy.js", "", "pages", []string{"public:", "_img:_img", "img:img", "images:images", "assets:assets"}},
		MkDocs:     {"mkdocs.yml", "", "docs", nil},
	} {
		root := testfiles.Folder(t, map[string]string{c.sign: c.text, c.pages + "/x.md": "x", "public/a": "", "static/a": "", "_img/a": "", "img/a": "", "images/a": "", "assets/a": ""})
		folder, err := input.Open(filepath.Join(root, c.pages))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range Named(name).Beside(folder) {
			got = append(got, b.Folder+":"+b.At)
			if want, _ := filepath.EvalSymlinks(root); b.Project.Root() != want {
				t.Errorf("%s: the project is %s", name, b.Project.Root())
			}
		}
		if !slices.Equal(got, c.beside) {
			t.Errorf("%s: beside its pages are %q, want %q", name, got, c.beside)
		}
	}
	root := testfiles.Folder(t, map[string]string{".eleventy.js": "", "x.md": "x", "public/a": "", "img/a": ""})
	folder, _ := input.Open(root)
	if got := Named(Eleventy).Beside(folder); len(got) != 1 || got[0].Folder != "public" {
		t.Errorf("where pages stand in the project itself, beside them are %v", got)
	}
	if err := os.Remove(filepath.Join(root, ".eleventy.js")); err != nil {
		t.Fatal(err)
	}
	if got := Named(Eleventy).Beside(folder); got != nil {
		t.Errorf("in no project, beside the pages are %v", got)
	}
}
