package dialect

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/input"
	"fieldbook/generator/playbook"
	"fieldbook/generator/testfiles"
)

// ours are some keys of our front matter.
var ours = []string{"title", "short", "summary", "order", "tags", "keywords", "draft", "aliases", "names", "related", "params", "checklist", "owner", "reviewed", "review_every"}

// TestTranslate takes the front matter of each program in our keys.
func TestTranslate(t *testing.T) {
	for _, c := range []struct {
		name       Name
		text, want string
	}{
		{Hugo, "linkTitle: Short\ndescription: ' Said. '\nweight: 3\ndate: 2026-01-02", "short: Short | summary: Said. | order: 3 | params: {date: 2026-01-02}"},
		{Hugo, "title: 5\nweight: '2.5'\nnav_order: 7", "title: \"5\" | order: 2.5"},
		{Hugo, "weight: soon\nweight2: 1", "params: {weight2: 1}"},
		{Hugo, "aliases: [/old/, other, /a/b.html, /x.md, 'https://e.org/far/', '/q?x']", "aliases: [old/index.html, in/other/index.html, a/b.html, x.html, far/index.html]"},
		{Hugo, "url: /there/\nslug: called\naliases: /old", "aliases: [there/index.html, in/called/index.html, old/index.html]"},
		{Hugo, "slug: /from/top", "aliases: [from/top/index.html]"},
		{Hugo, "slug: page\nurl: /in/page.html", "aliases: [in/page/index.html]"},
		{Obsidian, "aliases: [One, 'Two, three']\naliases2: x", "names: [One, 'Two, three'] | params: {aliases2: x}"},
		{Obsidian, "alias: One", "names: [One]"},
		{Obsidian, "tags: '#a, #b/c, a,,'", "tags: [a, b/c]"},
		{Obsidian, "publish: false", "draft: true"},
		{Obsidian, "publish: true", ""},
		{Hugo, "publish: false", "params: {publish: false}"},
		{GitHub, "published: false", "draft: true"},
		{GitHub, "published: true\ndraft: maybe", ""},
		{GitHub, "redirect_from: [/a, /b/]\npermalink: /c/", "aliases: [a/index.html, b/index.html, c/index.html]"},
		{TechDocs, "weight: 20\nlast_reviewed_on: 2026-01-02\nreview_in: 6 months\nold_paths:\n  - /old.html\nowner_slack: '#x'", "order: 20 | reviewed: 2026-01-02 | review_every: 6 months | aliases: [old.html] | params: {owner_slack: '#x'}"},
		{Eleventy, "eleventyNavigation: {key: A}\npermalink: /a/", "params: {eleventyNavigation: {key: A}} | aliases: [a/index.html]"},
		{Eleventy, "permalink: false", "draft: true"},
		{Starlight, "sidebar: {order: 4, label: Short, badge: x}", "order: 4 | short: Short"},
		{Docusaurus, "id: other\nsidebar_position: 2\nhidden: true", "aliases: [in/other/index.html] | order: 2 | draft: true"},
		{Docusaurus, "sidebar: docs", "params: {sidebar: docs}"},
		{MkDocs, "tags: []\nkeywords: ''\nsummary:\nrelated: one\nchecklist: none", "params: {related: one}"},
		{MkDocs, "related: [a.md]\nchecklist: {id: x}", "related: [a.md] | checklist: {id: x}"},
		{MkDocs, "own: {{a}: b}", ""},
		{MkDocs, "own: [1, 2]\nParams: {b: 1}", "params: {own: [1, 2]}"},
	} {
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(c.text), &doc); err != nil {
			t.Fatal(c.text, err)
		}
		out := Named(c.name).Translate(doc.Content[0], "in/page.md", ours, func(*yaml.Node, string) {})
		var got []string
		for i := 0; i+1 < len(out.Content); i += 2 {
			value := out.Content[i+1]
			flow(value)
			text, err := yaml.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, out.Content[i].Value+": "+strings.TrimSpace(string(text)))
		}
		if joined := strings.Join(got, " | "); joined != c.want {
			t.Errorf("%s %q:\n%s\nwant\n%s", c.name, c.text, joined, c.want)
		}
	}
}

func flow(n *yaml.Node) {
	n.Style |= yaml.FlowStyle
	if n.Kind == yaml.ScalarNode {
		n.Style &^= yaml.FlowStyle
	}
	for _, c := range n.Content {
		flow(c)
	}
}

// TestTold tells what became of each key.
func TestTold(t *testing.T) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte("title: A\ndescription: B\ncssclass: c\nrating: 5\nrelated: x"), &doc); err != nil {
		t.Fatal(err)
	}
	var got []string
	obsidian.Translate(doc.Content[0], "a.md", ours, func(key *yaml.Node, becomes string) {
		got = append(got, fmt.Sprintf("%d %s>%s", key.Line, key.Value, becomes))
	})
	if want := []string{"2 description>summary", "3 cssclass>params", "4 rating>", "5 related>"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestKeysOfOthers: what the writers of a program say on their pages is ours, or kept
// without a word; of none are they told that nobody knows it.
func TestKeysOfOthers(t *testing.T) {
	kept := map[Name]string{
		Hugo:       "date lastmod publishdate layout type categories menu cascade author toc",
		MkDocs:     "hide icon status template search date authors publish",
		Docusaurus: "hide_title hide_table_of_contents pagination_label pagination_next pagination_prev last_update image sidebar",
		VitePress:  "lang outline head hero features editLink lastUpdated layout next prev",
		Starlight:  "tableOfContents template hero banner head next prev",
		Obsidian:   "cssclass cssclasses id created modified updated",
		GitHub:     "layout comments author image categories template_type",
	}
	becomes := map[string]string{
		"summary":  "description excerpt abstract",
		"order":    "weight nav_order sidebar_position position",
		"aliases":  "redirect_from redirects permalink slug url",
		"tags":     "tag",
		"keywords": "keyword",
		"short":    "linkTitle sidebar_label nav_title short_title",
	}
	told := func(name Name, key string) (is string) {
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(key+": 7"), &doc); err != nil {
			t.Fatal(err)
		}
		Named(name).Translate(doc.Content[0], "in/page.md", ours, func(_ *yaml.Node, becomes string) { is = becomes })
		return is
	}
	for name, keys := range kept {
		for key := range strings.FieldsSeq(keys) {
			if got := told(name, key); got != "params" {
				t.Errorf("%s: %s becomes %q", name, key, got)
			}
		}
		if got := told(name, "moon"); got != "" {
			t.Errorf("%s: a key that nobody has becomes %q", name, got)
		}
	}
	for want, keys := range becomes {
		for key := range strings.FieldsSeq(keys) {
			if got := told(Hugo, key); got != want {
				t.Errorf("%s becomes %q, want %q", key, got, want)
			}
		}
	}
}

// TestArrange reads how each program's project orders its pages.
func TestArrange(t *testing.T) {
	pages := []string{"a.md", "b.md", "01-first.md", "in/c.md", "in/d.md", "in/index.md"}
	for name, c := range map[string]struct {
		dialect Name
		files   map[string]string
		want    string
	}{
		"summary":           {MdBook, map[string]string{"SUMMARY.md": "[B](./b.md)\n- [C](in/c.md#x)\n  - [A](<a.md>)\n- [gone](gone.md)\n[B](b.md)"}, "b.md in/c.md a.md"},
		"sidebar of wiki":   {GitHub, map[string]string{"_Sidebar.md": "[[words|in/d]] [x](b)"}, "in/d.md b.md"},
		"mkdocs":            {MkDocs, map[string]string{"mkdocs.yml": "site_name: 'Ours' # x\nnav:\n    - in/d.md\n    - Deep:\n        - Deeper: [b.md]\n        - a.md\nextra: !ENV x\n"}, "in/d.md b.md a.md"},
		"pages of folders":  {MkDocs, map[string]string{"in/.pages": "title: In it\nnav:\n  - d.md\n  - Name: c.md\n", ".pages": "nav: [b.md]\n"}, "b.md in/d.md in/c.md"},
		"pages, broken":     {MkDocs, map[string]string{".pages": "nav: ["}, "01-first.md a.md b.md in/index.md in/c.md in/d.md"},
		"rest":              {MkDocs, map[string]string{".pages": "nav: [b.md, ..., in]\n", "in/.pages": "title: In\nnav:\n  - ... | d*\n  - c.md\n"}, "b.md 01-first.md a.md in/d.md in/c.md"},
		"hidden folder":     {MkDocs, map[string]string{".nav.yml": "nav: [b.md, '*']\n", "in/.nav.yml": "hide: true\n"}, "b.md 01-first.md a.md"},
		"hidden by pages":   {MkDocs, map[string]string{".pages": "title: All\n", "in/.pages": "hide: true\nnav: [d.md]\n"}, "01-first.md a.md b.md"},
		"ignored":           {MkDocs, map[string]string{".nav.yml": "ignore: 'a*'\n"}, "01-first.md b.md in/index.md in/c.md in/d.md"},
		"ignored, but said": {MkDocs, map[string]string{".nav.yml": "ignore: [a.md, in/]\nnav: [a.md, '*.md', '**/*.md']\n"}, "a.md 01-first.md b.md"},
		"ignored below":     {MkDocs, map[string]string{".nav.yml": "ignore: [c.md, /b.md]\n", "in/.nav.yml": "ignore: d.md\n"}, "01-first.md a.md in/index.md in/c.md"},
		"ignored, all":      {MkDocs, map[string]string{".nav.yml": "ignore: [c.md, b.md]\n", "in/.nav.yml": "ignore: [$inherit, d.md]\n"}, "01-first.md a.md in/index.md"},
		"awesome nav":       {MkDocs, map[string]string{".nav.yml": "nav:\n  - Deep: in\n  - '*.md'\n", "in/.nav.yml": "nav:\n  - D: d.md\n  - https://e.org\nappend_unmatched: true\n"}, "in/d.md in/index.md in/c.md 01-first.md a.md b.md"},
		"literate":          {MkDocs, map[string]string{"mkdocs.yml": "plugins:\n  - literate-nav\n", "SUMMARY.md": "* [Second](b.md)\n* [In](in/)\n* *.md\n", "in/SUMMARY.md": "- [D](d.md)\n- [C](c.md)\n"}, "b.md in/d.md in/c.md 01-first.md a.md"},
		"globs":             {MkDocs, map[string]string{"mkdocs.yml": "nav:\n  - a.md\n  - All: 'in/*.md'\n  - '**/*.md'\n  - Out: https://e.org\nextra: {k: !ENV [KEY, x], f: !!python/name:a.b }\n"}, "a.md in/index.md in/c.md in/d.md 01-first.md b.md"},
		"inherited":         {MkDocs, map[string]string{"mkdocs.yml": "INHERIT: base.yml\nsite_name: x\n", "base.yml": "INHERIT: mkdocs.yml\nnav: [b.md, a.md]\n"}, "b.md a.md"},
		"toml":              {Zensical, map[string]string{"zensical.toml": "[project]\nsite_name = \"S\"\nnav = [{Home = \"b.md\"}, {Deep = [\"in/d.md\", {C = \"in/c.md\"}]}]\n"}, "b.md in/d.md in/c.md"},
		"toml, broken":      {Zensical, map[string]string{"zensical.toml": "[project\nnav = ["}, ""},
		"yaml, broken":      {MkDocs, map[string]string{"mkdocs.yml": "nav:\n  - b.md\n  - a.md\nextra: [\n"}, "b.md a.md"},
		"sidebars":          {Docusaurus, map[string]string{"sidebars.js": "module.exports = {docs: ['b', {type: 'category', items: ['in/d', 'first']}, {type: 'autogenerated', dirName: 'in'}]}"}, "b.md 01-first.md in/index.md in/c.md in/d.md"},
		"sidebars as JSON":  {Docusaurus, map[string]string{"sidebars.json": `{"docs": ["in/c", "a"]}`}, "in/c.md a.md"},
		"other addresses":   {Docusaurus, map[string]string{"sidebars.js": "['other', 'a']"}, "b.md a.md"},
		"bases":             {VitePress, map[string]string{".vitepress/config.ts": "nav: [{link: '/in/c'}], sidebar: [{base: '/in/', items: [{link: 'd'}, {link: 'c'}]}, {link: '/a'}]"}, "in/d.md in/c.md a.md"},
		"starlight":         {Starlight, map[string]string{"astro.config.mjs": "starlight({ title: 'S', sidebar: [{slug: 'b'}, 'a', {autogenerate: {directory: 'in'}}] })"}, "b.md a.md in/index.md in/c.md in/d.md"},
		"book":              {GitBook, map[string]string{"SUMMARY.md": "# S\n\n* [B, *ours*](b.md)\n\n## Group\n\n* [C \\[x\\]](in/c.md)\n* [out](https://e.org)", "in/SUMMARY.md": "* [D](d.md \"d\")\n* [I](./)\n* [C](c.md)"}, "b.md in/c.md in/d.md in/index.md"},
		"named list":        {GitBook, map[string]string{".gitbook.yaml": "root: ./\nstructure:\n  summary: ./LIST.md\n", "LIST.md": "* [A](a.md)"}, "a.md"},
		"data of Eleventy":  {Eleventy, map[string]string{"_data/navigation.yml": "primary:\n  - text: D\n    url: in/d/\n    children:\n      - {text: Other, url: 'https://e.org/a/'}\n      - {text: A, href: /a/}\n"}, "in/d.md a.md"},
		"data of one page":  {Jekyll, map[string]string{"_data/nav.yml": "- url: /a/\n"}, ""},
		"broken data":       {Jekyll, map[string]string{"_data/nav.yml": "a: [\n"}, ""},
		"hugo":              {Hugo, map[string]string{"hugo.toml": "title = 'H'"}, ""},
	} {
		dir := testfiles.Folder(t, c.files)
		plan := Named(c.dialect).Arrange(dir, pages, map[string]string{"other.html": "b.md"})
		if got := strings.Join(plan.Sequence, " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	dir := testfiles.Folder(t, map[string]string{"in/_category_.json": `{"label": "Within", "position": 2.0}`, "mkdocs.yml": "site_name: \"Ours\"\nnav:\n  - Front: a.md\n"})
	labelled := testfiles.Folder(t, map[string]string{"SUMMARY.md": "# S\n\n## In IT\n\n* [C](in-it/c.md)\n\n## Other <a href=\"#o\" id=\"o\"></a>\n\n* [D](in/d.md)\n"})
	if p := gitBook.Arrange(labelled, []string{"in-it/c.md", "in/d.md"}, nil); p.Labels["in-it"] != "In IT" || len(p.Labels) != 1 || len(p.Sequence) != 2 {
		t.Errorf("groups %+v", p)
	}
	if p := docusaurus.Arrange(dir, pages, nil); p.Labels["in"] != "Within" || p.Orders["in"] != 2 {
		t.Errorf("categories %+v", p)
	}
	if p := mkDocs.Arrange(dir, pages, nil); p.Title != "Ours" || p.Names["a.md"] != "Front" || len(p.Names) != 1 {
		t.Errorf("names %+v", p)
	}
}

// TestFind tells a program by its files, of the folder and of those above it as
// far as they may stand there.
func TestFind(t *testing.T) {
	for file, want := range map[string]Name{
		".obsidian/app.json": Obsidian, "a/b/.obsidian/app.json": Plain, "mkdocs.yml": MkDocs, "book.toml": MdBook, "website/docusaurus.config.js": Docusaurus, "_index.md": Hugo,
		".vitepress/config.mts": VitePress, "_Sidebar.md": GitHub, "zensical.toml": Zensical, "_config.yml": Jekyll, "eleventy.config.js": Eleventy, ".eleventy.js": Eleventy, "config/tech-docs.yml": TechDocs, "config.rb": Plain, ".gitbook.yaml": GitBook, ".gitbook/assets/a.png": GitBook, "config.toml": Plain, "astro.config.mjs": Plain, "other.txt": Plain,
	} {
		dir := testfiles.Folder(t, map[string]string{file: "x", "docs/a.md": ""})
		if d, _ := Find(dir); d.Name != want {
			t.Errorf("%s: %q, want %q", file, d.Name, want)
		}
	}
	dir := testfiles.Folder(t, map[string]string{"config.toml": "baseURL = 'x'", "content/a/b/c.md": "", "content/site/_index.md": ""})
	for folder, want := range map[string]Name{"/content": Hugo, "/content/a": Hugo, "/content/a/b": Plain, "/content/site": Hugo} {
		if d, _ := Find(dir + folder); d.Name != want {
			t.Errorf("%s: %q, want %q", folder, d.Name, want)
		}
	}
	if _, by := Find(dir + "/content/a"); by != "../../config.toml" {
		t.Errorf("told by %q", by)
	}
	list := "# Summary\n\n* [A](a.md)\n"
	dir = testfiles.Folder(t, map[string]string{"book.toml": "x", "src/SUMMARY.md": list, "mine/a.md": "", "other/SUMMARY.md": "# Words\n"})
	for folder, want := range map[string]Name{"/src": MdBook, "/mine": MdBook, "": MdBook} {
		if d, _ := Find(dir + folder); d.Name != want {
			t.Errorf("%s: %q, want %q", folder, d.Name, want)
		}
	}
	for text, want := range map[string]Name{list: GitBook, "# Summary\n\nWords.\n": Plain} {
		if d, _ := Find(testfiles.Folder(t, map[string]string{"SUMMARY.md": text})); d.Name != want {
			t.Errorf("%q alone: %q", text, d.Name)
		}
	}
	for said, want := range map[string]Name{"Obsidian ": Obsidian, "plain": Plain, "": Plain} {
		if got, err := Of(said); got.Name != want || err != nil {
			t.Errorf("%q: %q %v", said, got.Name, err)
		}
	}
	if _, err := Of("word"); err == nil || !strings.Contains(err.Error(), "one of obsidian, mkdocs") {
		t.Errorf("%v", err)
	}
}

// TestLooks tells by a text which program it may be of, and of a folder only if
// enough of its pages look so.
func TestLooks(t *testing.T) {
	for text, want := range map[string]Name{
		"a %%b%% c": Obsidian, "a ^abc123\n": Obsidian, "50%% and 60%%": Obsidian, "!!! note\n": MkDocs, "a {{< b >}}": Hugo, ":::tip\n": Docusaurus, "::: tip\n": VitePress,
		"{% note %}": Jekyll, "{: .note }\nx": Jekyll, "a {% hint style=\"info\" %}": GitBook, "{{#include a}}": MdBook, "Plain, 50% and {{ this }}!": Plain, "": Plain,
	} {
		if got := Looks([]byte(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, c := range []struct {
		looks map[Name]int
		pages int
		want  Name
	}{
		{map[Name]int{Hugo: 1}, 1, Plain}, {map[Name]int{Hugo: 2}, 40, Hugo}, {map[Name]int{Hugo: 2}, 41, Plain}, {map[Name]int{Hugo: 3, Obsidian: 5}, 20, Obsidian}, {map[Name]int{Plain: 99}, 99, Plain},
	} {
		if got := Likely(c.looks, c.pages).Name; got != c.want {
			t.Errorf("%v of %d: %q", c.looks, c.pages, got)
		}
	}
}

func opened(t *testing.T, dir string) input.Folder {
	folder, err := input.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestPages tells which files and folders of a program are pages.
func TestPages(t *testing.T) {
	for _, c := range []struct {
		name Name
		file string
		want bool
	}{
		{MdBook, "a/SUMMARY.md", false}, {MkDocs, "SUMMARY.md", true}, {GitHub, "_Sidebar.md", false}, {GitHub, "_Footer.md", false}, {GitHub, "a/_Header.md", false}, {GitHub, "_x.md", false}, {Plain, "a/_draft.md", false}, {Plain, "a/_index.md", true}, {Obsidian, "_x.md", true}, {MkDocs, "_x.md", true}, {Zensical, "_x.md", true},
		{TechDocs, "a/_part.html.md.erb", false}, {TechDocs, "a/b.html.md.erb", true}, {Jekyll, "_x.md", false}, {GitBook, "in/SUMMARY.md", false}, {GitBook, "in/.gitbook/includes/a.md", false}, {GitBook, "a/b.md", true},
		{Docusaurus, "a/_part.mdx", false}, {Docusaurus, "part.mdx", true}, {Hugo, "_index.md", true},
	} {
		if Named(c.name).IsPage(c.file) != c.want {
			t.Errorf("%s %s is not %v", c.name, c.file, c.want)
		}
	}
	for _, c := range []struct {
		name       Name
		file, want string
	}{
		{Notion, "a/b.md", "a/b"}, {Obsidian, "x/Deals/deals.md", "x/Deals"}, {Docusaurus, "a/a.mdx", "a"}, {Obsidian, "a/b.md", ""}, {Obsidian, "a.md", ""}, {Plain, "a/a.md", ""}, {Hugo, "a/a.md", ""},
	} {
		if got := Named(c.name).FolderOf(c.file); got != c.want {
			t.Errorf("%s %s stands for %q, not %q", c.name, c.file, got, c.want)
		}
	}
	if !obsidian.IsTopic("a/_in") || !mkDocs.IsTopic("_in") || hugo.IsTopic("a/_in") || !hugo.IsTopic("a/in") {
		t.Error("folders")
	}
	for text, want := range map[string]bool{`{"strictLineBreaks": true}`: true, `{"strictLineBreaks": false}`: false, `{}`: false, `{"strictLineBreaks": true`: false} {
		if got := obsidian.Settings(opened(t, testfiles.Folder(t, map[string]string{".obsidian/app.json": text}))).Joined; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	if obsidian.Settings(opened(t, t.TempDir())).Joined {
		t.Error("a vault that says nothing")
	}
	if PagesIn(testfiles.Folder(t, map[string]string{"mkdocs.yml": "", "docs/a.md": ""})) != "docs" || PagesIn(testfiles.Folder(t, map[string]string{"mkdocs.yml": "", "a.md": ""})) != "" {
		t.Error("projects")
	}
	if PagesIn(testfiles.Folder(t, map[string]string{".gitbook.yaml": "root: ./docs/\n", "docs/a.md": ""})) != "docs" || PagesIn(testfiles.Folder(t, map[string]string{".gitbook.yaml": "root: ./\n", "a.md": ""})) != "" {
		t.Error("roots")
	}
	if PagesIn(testfiles.Folder(t, map[string]string{".eleventy.js": "return {\n  dir: {\n    output: 'x',\n    input: './src',\n  }}", "src/a.md": ""})) != "src" || PagesIn(testfiles.Folder(t, map[string]string{"config.rb": "require 'govuk_tech_docs'", "source/a.md": ""})) != "source" || PagesIn(testfiles.Folder(t, map[string]string{"config.rb": "x = 1", "source/a.md": ""})) != "" {
		t.Error("folders that a program names")
	}
	if !Keeps(".obsidian") || !Keeps(".vitepress") || !Keeps(".gitbook") || Keeps(".git") || Keeps("website") {
		t.Error("hidden folders")
	}
}

// TestWhole: each dialect is named, and told by something.
func TestWhole(t *testing.T) {
	seen := map[Name]bool{Plain: true}
	for _, d := range all {
		if seen[d.Name] || d.Program == "" || d.Folder == "" {
			t.Errorf("%q lacks a name of its own, what it is called, or what its folder is", d.Name)
		}
		if seen[d.Name] = true; len(d.signs) == 0 && d.like.find == nil && !d.Numbered() {
			t.Errorf("nothing tells %s", d.Name)
		}
	}
}

// TestGuide names the programs whose folders are read.
func TestGuide(t *testing.T) {
	text, err := os.ReadFile("../../docs/move/import.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := "A folder of " + Programs() + " is readable as it is"; !strings.Contains(string(text), want) {
		t.Errorf("docs/move/import.md does not say: %s", want)
	}
}

// TestConfigNamesAll: what site.yaml may say are the dialects that there are.
func TestConfigNamesAll(t *testing.T) {
	field, _ := reflect.TypeFor[playbook.Config]().FieldByName("Dialect")
	if got := strings.Split(field.Tag.Get("enum"), ","); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(Name("").Values()))) {
		t.Errorf("site.yaml may say %q, and there are %q", got, Name("").Values())
	}
}

// TestAllAreListed: a dialect that is written is one of those that are looked for.
func TestAllAreListed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	written := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		written += len(regexp.MustCompile(`(?m)^var \w+ = Dialect\{`).FindAll(text, -1))
	}
	if written != len(all) {
		t.Errorf("%d dialects are written, and %d are in the list of all", written, len(all))
	}
}
