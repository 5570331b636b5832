package dialect

import (
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestPlace gives the places at which pages are published whose files' names say more
// than a path.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		name       Name
		file, want string
	}{
		{Plain, "a.b/c.d.md", "a.b/c.d.md"},
		{Logseq, "pages/A b.md", "A b.md"}, {Logseq, "pages/A___B%3F.md", "A/B.md"}, {Logseq, "journals/2026_05_26.md", "journals/2026_05_26.md"}, {Logseq, "pages/a%2Fb.md", "a/b.md"}, {Logseq, "pages/100%.md", "100.md"},
		{Dendron, "vault/a.b.c.md", "vault/a/b/c.md"}, {Dendron, "root.md", "root.md"}, {Dendron, "a..b.md", "a/b.md"}, {Dendron, "....md", "....md"}, {Logseq, "pages/___.md", "pages/___.md"}, {Logseq, "pages/___a.md", "a.md"}, {Logseq, "pages/..___..___a.md", "a.md"},
		{Nextra, "docs/page.mdx", "docs/index.mdx"}, {Nextra, "(in)/a/(b)/c.md", "a/c.md"}, {Fumadocs, "(a)/index.mdx", "index.mdx"}, {Nextra, "a/(b).md", "a/(b).md"},
	} {
		if got := Named(c.name).Place(c.file); got != c.want {
			t.Errorf("%s %s stands at %s, not %s", c.name, c.file, got, c.want)
		}
	}
	if !logseq.IsHome("Contents.md") || logseq.IsHome("a/contents.md") || !dendron.IsHome("root.md") || obsidian.IsHome(".md") {
		t.Error("homes")
	}
}

// TestNames calls pages as their readers know them.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		name       Name
		stem, want string
	}{
		{Logseq, "2026_05_26", "May 26th, 2026"}, {Logseq, "2026-01-01", "Jan 1st, 2026"}, {Logseq, "2026_02_22", "Feb 22nd, 2026"}, {Logseq, "2026_03_13", "Mar 13th, 2026"}, {Logseq, "2026_03_03", "Mar 3rd, 2026"}, {Logseq, "2026_13_03", "2026_13_03"},
		{Logseq, "a___b%3F", "a/b?"}, {Logseq, "a%00%ffb", "a%00%ffb"}, {Dendron, "a.lead-lists", "Lead lists"},
	} {
		if got := Named(c.name).NameOf(c.stem, func(string) string { return "" }); got != c.want {
			t.Errorf("%s %s is called %q, not %q", c.name, c.stem, got, c.want)
		}
	}
}

// TestOld gives the addresses that the programs gave their pages.
func TestOldOfOutlines(t *testing.T) {
	for _, c := range []struct {
		name       Name
		file, want string
	}{
		{Docsify, "a/b.md", "a/b/index.html"}, {Docsify, "a/README.md", ""}, {Logseq, "pages/A___B.md", "page/a/b/index.html"}, {Dendron, "a.b.md", "notes/a.b/index.html"},
		{Nextra, "a/page.mdx", ""}, {Nextra, "a/b.mdx", "a/b/index.html"}, {Fumadocs, "(x)/a.mdx", "docs/a.html docs/a/index.html"}, {Fumadocs, "a/index.mdx", "docs/a/index.html"},
	} {
		if got := strings.Join(Named(c.name).old(c.file, Settings{}), " "); got != c.want {
			t.Errorf("%s %s was at %q, not %q", c.name, c.file, got, c.want)
		}
	}
}

// TestSignsOf finds these programs by their files, before others that may stand beside.
func TestSignsOf(t *testing.T) {
	for want, files := range map[Name]map[string]string{
		Docsify:  {"index.html": "<script>window.$docsify = {}</script>", "a.md": ""},
		Logseq:   {"logseq/config.edn": "{}", "pages/a.md": ""},
		Foam:     {".vscode/extensions.json": `["foam.foam-vscode"]`},
		Dendron:  {"dendron.yml": "version: 5"},
		Nextra:   {"next.config.mjs": "import nextra from 'nextra'"},
		Fumadocs: {"source.config.ts": "import { defineDocs } from 'fumadocs-mdx/config'"},
		Plain:    {"index.html": "<p>", "next.config.js": "module.exports = {}", ".vscode/settings.json": "{}", "_sidebar.md": ""},
	} {
		if d, _ := Find(testfiles.Folder(t, files)); d.Name != want {
			t.Errorf("%v: %q, want %q", files, d.Name, want)
		}
	}
	if got, _ := Find(testfiles.Folder(t, map[string]string{".nojekyll": "", "_sidebar.md": ""})); got.Name != Docsify {
		t.Errorf("a sidebar and .nojekyll: %q", got.Name)
	}
	if got, _ := Find(testfiles.Folder(t, map[string]string{".foam/templates/a.md": "", "_config.yml": "theme: jekyll-theme-primer"})); got.Name != Foam {
		t.Errorf("templates of Foam, published by Jekyll: %q", got.Name)
	}
	if got := PagesIn(testfiles.Folder(t, map[string]string{"source.config.ts": "fumadocs", "content/docs/a.mdx": ""})); got != "content/docs" {
		t.Errorf("pages in %q", got)
	}
	settings := logseq.Settings(opened(t, testfiles.Folder(t, map[string]string{"logseq/config.edn": "{:hidden [\"/script\" ; \"no\"\n \"a.md\"]}"})))
	for name, want := range map[string]bool{"logseq": true, "script": true, "a.md": true, "no": false, "pages": false} {
		if settings.Hidden(name) != want {
			t.Errorf("%s is hidden: %t", name, !want)
		}
	}
}

// TestLists reads the orders and the names that files in folders say.
func TestLists(t *testing.T) {
	pages := []string{"(g)/c.mdx", "a.mdx", "b.mdx", "in/d.mdx", "in/e.mdx", "in/index.mdx"}
	for name, c := range map[string]struct {
		dialect     Name
		files       map[string]string
		want, names string
	}{
		"docsify": {Docsify, map[string]string{"_sidebar.md": "* [The *b*](/b.mdx?id=x \"t\")\n  * [E](in/e) [gone](x.md)\n* [C](#/(g)/c)", "in/_sidebar.md": "[D](d.mdx)"}, "b.mdx in/e.mdx in/d.mdx", "b.mdx=The b in/d.mdx=D in/e.mdx=E"},
		"nextra": {Nextra, map[string]string{
			"_meta.ts":    "import x from 'y'\nconst TITLE = 'Second'\nexport default {\n  // b first\n  b: { title: 'The b', theme: { toc: false } },\n  '---': { type: 'separator', title: 'S' },\n  in: 'Within',\n  gone: '', index: { display: 'hidden' }, a: { display: 'hidden' },\n  'c': { title: <b>x, y</b>, href: '/x' }, out: { title: `O`, href: 'https://e.org' }\n} satisfies Meta",
			"in/_meta.js": "module.exports = { e: TITLES, d: \"D\\u00e9\" }; const TITLES = 'E'",
		}, "b.mdx in/index.mdx in/e.mdx in/d.mdx (g)/c.mdx", "b.mdx=The b in/d.mdx=Dé in/e.mdx=E in/index.mdx=Within"},
		"nextra, of all": {Nextra, map[string]string{"_meta.global.tsx": "const IN = { e: '', d: '' }\nexport default { in: { title: 'Within', items: IN }, b: { type: 'page' } }"}, "in/index.mdx in/e.mdx in/d.mdx b.mdx a.mdx (g)/c.mdx", "in/index.mdx=Within"},
		"fumadocs": {Fumadocs, map[string]string{
			"meta.json":    `{"title": "Root", "pages": ["b", "---Part---", "[Out](https://e.org)", "...", "!a", "in"]}`,
			"in/meta.json": `{"title": "Within", "pages": ["e", "index", "..."]}`,
		}, "b.mdx (g)/c.mdx in/e.mdx in/index.mdx in/d.mdx", "in/index.mdx=Within"},
		"fumadocs, a group": {Fumadocs, map[string]string{"meta.json": `{"pages": ["...in", "(g)/c", "a"]}`}, "in/index.mdx in/d.mdx in/e.mdx (g)/c.mdx a.mdx b.mdx", ""},
		"nothing":           {Nextra, map[string]string{"x.md": ""}, "", ""},
		"broken":            {Fumadocs, map[string]string{"meta.json": `{"pages": ["b", {[("`}, "b.mdx a.mdx (g)/c.mdx in/index.mdx in/d.mdx in/e.mdx", ""},
	} {
		plan := Named(c.dialect).Arrange(testfiles.Folder(t, c.files), pages, nil)
		if got := strings.Join(plan.Sequence, " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		var names []string
		for page, said := range plan.Names {
			names = append(names, page+"="+said)
		}
		slices.Sort(names)
		if got := strings.Join(names, " "); got != c.names {
			t.Errorf("%s calls %s, want %s", name, got, c.names)
		}
	}
}

// TestLiteral reads what a program says as it is written, however it is written.
func TestLiteral(t *testing.T) {
	for source, want := range map[string]string{
		"export default { a: 'b', \"c d\": { e: [`f`, 'g'] } }":                                       "{a:b c d:{e:{:f :g}}}",
		"export default X\n\nconst X: T = { a: Y }; const Y = 'y'":                                    "{a:y}",
		"const A = B; const B = A; export default A":                                                  "",
		"export default { a: f('x, }'), b: (x) => { return [1] }, ...c, d() {}, e: '\\'\\u{1F600}' }": "{a: b: e:'😀}",
		"{\"a\": true, \"b\": [\"c\",]} trailing":                                                     "{a: b:{:c}}",
		"":                         "",
		"export default":           "",
		"{ a: '":                   "{a:}",
		strings.Repeat("{a:", 100): strings.Repeat("{a:", 40) + strings.Repeat("}", 40),
	} {
		var say func(l literal) string
		say = func(l literal) string {
			if l.entries == nil {
				return l.text
			}
			var parts []string
			for _, e := range l.entries {
				parts = append(parts, e.key+":"+say(e.value))
			}
			return "{" + strings.Join(parts, " ") + "}"
		}
		if got := say(exportOf([]byte(source))); got != want {
			t.Errorf("%q says %s, want %s", source, got, want)
		}
	}
	var many strings.Builder // names that stand for each other many times
	many.WriteString("export default A0\n")
	for i := range 30 {
		many.WriteString(strings.ReplaceAll("const A# = [A!, A!, A!]\n", "#", string(rune('0'+i))))
	}
	exportOf([]byte(strings.ReplaceAll(many.String(), "!", "1")))
}
