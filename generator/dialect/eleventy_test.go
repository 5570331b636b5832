package dialect

import (
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestEleventy arranges pages by the keys of their navigation, which the data file of a
// folder may say for them, and reads what pages may name.
func TestEleventy(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{
		"eleventy.config.js":          "export const config = { dir: { input: 'src', includes: \"_parts\" } }",
		"src/_parts/a.md":             "A",
		"src/_data/site.json":         `{"title": "Ours", "deep": {"n": 3}}`,
		"src/_data/made.js":           "export default 1",
		"src/docs/docs.11tydata.json": `{"eleventyNavigation": {"parent": "Top", "order": 2}}`,
		".eleventyignore":             "drafts/\n",
	})
	at := func(path string, said map[string]any) Front {
		type ofReader map[string]any
		return Front{Path: path, Params: map[string]any{"eleventyNavigation": ofReader(said)}}
	}
	var p Plan
	p.Names = map[string]string{}
	eleventy.Nest(&p, dir+"/src", []Front{
		at("docs/b.md", map[string]any{"key": "B"}), at("docs/c.md", map[string]any{"key": "C", "order": 1, "title": "Sea"}), at("docs/d.md", map[string]any{"key": "D", "parent": "C", "order": 9.5}),
		at("x.md", map[string]any{"key": "X", "order": 5}), at("top.md", map[string]any{"key": "Top"}), at("y.md", map[string]any{}), {Path: "z.md"},
	})
	if got := strings.Join(p.Sequence, " "); got != "top.md docs/c.md docs/d.md docs/b.md x.md" || p.Names["docs/c.md"] != "Sea" || p.Names["docs/b.md"] != "B" {
		t.Errorf("%s %v", got, p.Names)
	}
	s := eleventy.Settings(opened(t, dir+"/src"))
	if s.Fill.Template.Texts["a.md"] != "A" || s.Fill.Template.Values["site.title"] != "Ours" || s.Fill.Template.Values["site.deep.n"] != "3" || len(s.Fill.Template.Values) != 2 || !s.LeftOut("drafts/x.md") {
		t.Errorf("%+v", s)
	}
}

// TestWeights arranges the pages of a folder among the folders in it.
func TestWeights(t *testing.T) {
	var p Plan
	techDocs.Nest(&p, ".", []Front{
		{Path: "b.html.md.erb", Order: 30}, {Path: "a/index.html.md.erb", Order: 40}, {Path: "a/z.html.md.erb", Order: 1}, {Path: "a/y.html.md.erb"}, {Path: "c.html.md.erb", Order: 10}, {Path: "index.html.md.erb", Order: 50}, {Path: "d.html.md"},
	})
	if got := strings.ReplaceAll(strings.Join(p.Sequence, " "), ".html.md.erb", ""); got != "index c b a/index a/z a/y d.html.md" {
		t.Error(got)
	}
}

// TestTechDocsSettings reads what pages may name.
func TestTechDocsSettings(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{"config/tech-docs.yml": "host: https://e.org\n", "data/site.yml": "tools: many\n", "source/partials/_nav.html.md.erb": "Nav", "source/_x.erb": "X", "source/a.html.md": "A"})
	s := techDocs.Settings(opened(t, dir+"/source"))
	if s.Fill.Template.Values["config.tech_docs.host"] != "https://e.org" || s.Fill.Template.Values["data.site.tools"] != "many" || s.Fill.Template.Texts["partials/nav"] != "Nav" || s.Fill.Template.Texts["x"] != "X" || len(s.Fill.Template.Texts) != 2 {
		t.Errorf("%+v", s.Fill.Template)
	}
}
