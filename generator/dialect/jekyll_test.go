package dialect

import (
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestNest arranges pages by what each says of its place.
func TestNest(t *testing.T) {
	at := func(path, title string, order float64, said ...string) Front {
		f := Front{Path: path, Title: title, Order: order, Params: map[string]any{}}
		for i, key := range []string{"parent", "grand_parent"}[:len(said)] {
			f.Params[key] = said[i]
		}
		return f
	}
	hidden := at("h.md", "H", 1)
	hidden.Params["nav_exclude"] = true
	for name, c := range map[string]struct {
		pages []Front
		want  string
	}{
		"nothing said":    {[]Front{at("b.md", "B", 0), at("a.md", "A", 0)}, ""},
		"places":          {[]Front{at("a.md", "A", 2), at("z.md", "Z", 0), at("b.md", "b", 1), at("y.md", "Y", 0), hidden}, "b.md a.md y.md z.md"},
		"below":           {[]Front{at("a.md", "A", 2), at("c.md", "C", 1, "B"), at("d.md", "D", 0, "B"), at("b.md", "B", 1), at("e.md", "E", 0, "C", "B")}, "b.md c.md e.md d.md a.md"},
		"two of a name":   {[]Front{at("a.md", "A", 1), at("b.md", "B", 2), at("a/x.md", "X", 1, "A"), at("b/x.md", "X", 1, "B"), at("y.md", "Y", 0, "X", "B")}, "a.md a/x.md b.md b/x.md y.md"},
		"in a circle":     {[]Front{at("a.md", "A", 1, "B"), at("b.md", "B", 1, "A"), at("c.md", "C", 1, "C")}, "c.md a.md b.md"},
		"of a collection": {[]Front{at("_c/a.md", "A", 1), at("b.md", "B", 2)}, "b.md _c/a.md"},
		"no such parent":  {[]Front{at("a.md", "A", 1, "Gone"), at("b.md", "B", 0)}, "a.md b.md"},
	} {
		var p Plan
		jekyll.Nest(&p, ".", c.pages)
		if got := strings.Join(p.Sequence, " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestJekyllSettings reads what the configuration says of files, and what pages may name.
func TestJekyllSettings(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{
		"_config.yml":     "title: Ours\nbaseurl: /x\nlist: [a, b]\ncollections:\n  docs:\n    output: true\ninclude: ['_pages']\nexclude:\n  - docs/old/\n  - '*.tmp.md'\n",
		"_data/team.yml":  "- name: Ann\n  age: 7\n",
		"_includes/a.md":  "A",
		"_includes/b/c.x": "C",
		"docs/a.md":       "",
	})
	s := jekyll.Settings(opened(t, dir))
	if !slices.Equal(s.Collections, []string{"_posts", "_docs", "_pages"}) {
		t.Errorf("collections %q", s.Collections)
	}
	for file, want := range map[string]bool{"docs/old": true, "docs/old/a.md": true, "docs/older": false, "x.tmp.md": true, "in/x.tmp.md": false, "a.md": false} {
		if s.LeftOut(file) != want {
			t.Errorf("%s is left out: %v", file, !want)
		}
	}
	for name, want := range map[string]string{"site.title": "Ours", "site.baseurl": "", "site.list.1": "b", "site.data.team.0.name": "Ann", "site.data.team.0.age": "7"} {
		if got, ok := s.Fill.Template.Values[name]; got != want || !ok {
			t.Errorf("%s is %q", name, got)
		}
	}
	if s.Fill.Template.Texts["a.md"] != "A" || s.Fill.Template.Texts["b/c.x"] != "C" || len(s.Fill.Template.Texts) != 2 {
		t.Errorf("texts %q", s.Fill.Template.Texts)
	}
	if inner := jekyll.Settings(opened(t, dir+"/docs")); !inner.LeftOut("old/a.md") || inner.LeftOut("docs/old/a.md") || inner.Fill.Template.Texts["a.md"] != "A" {
		t.Error("a folder within")
	}
	if PagesIn(testfiles.Folder(t, map[string]string{"_config.yml": "source: ./docs\n", "docs/a.md": ""})) != "docs" {
		t.Error("a source")
	}
	if got := jekyll.NameOf("2026-01-02-lead-lists", strings.ToUpper); got != "LEAD-LISTS" {
		t.Errorf("a post is called %q", got)
	}
}
