package dialect

import (
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestMkDocsSettings: what the configuration says of pages, in YAML and in TOML.
func TestMkDocsSettings(t *testing.T) {
	for file, text := range map[string]string{
		"mkdocs.yml":    "INHERIT: more/base.yml\nsite_name: Ours\nuse_directory_urls: !ENV [URLS, false]\nexclude_docs: |\n  /own/\n  *.tmp.md\n  !keep.tmp.md\nextra:\n  firm: {name: A, of: &a {b: *a}}\n  year: 2026\n  key: !ENV [NO_KEY, none]\nmarkdown_extensions:\n  - pymdownx.snippets: {base_path: [parts]}\n  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }\nplugins:\n  - search\n  - literate-nav\n",
		"zensical.toml": "[project]\nsite_name = \"Ours\"\nuse_directory_urls = false\nexclude_docs = \"\"\"\n/own/\n*.tmp.md\n!keep.tmp.md\n\"\"\"\n[project.extra]\nyear = 2026\nkey = \"none\"\nfirm = {name = \"A\"}\n[project.markdown_extensions.pymdownx.snippets]\nbase_path = [\"parts\"]\n[project.plugins.literate-nav]\n[project.plugins.macros]\n[project.plugins.include-markdown]\n",
	} {
		dir := testfiles.Folder(t, map[string]string{file: text, "more/base.yml": "plugins: {macros: , include-markdown: }\nextra: {year: 1, base: below}\n", "parts/p.md": "P", "README.md": "R\n", "docs/a.md": ""})
		s := mkDocsSettings(opened(t, dir+"/docs"))
		if !s.Flat {
			t.Error(file, "pages are folders")
		}
		for page, want := range map[string]bool{"own/a.md": true, "in/own/a.md": false, "in/x.tmp.md": true, "keep.tmp.md": false, "in/SUMMARY.md": true, "a.md": false} {
			if out := s.LeftOut(page) || s.Hidden(page); out != want {
				t.Errorf("%s: %s is left out: %v", file, page, out)
			}
		}
		if (s.Fill.Values != nil) != (file == "zensical.toml") { // a list of plugins stands for the one that it inherits from
			t.Errorf("%s: %+v", file, s.Fill)
		}
		filled := s.Fill.Page("in/a.md", []byte("--8<-- \"p.md\"\n"))
		if filled == nil || string(filled.Text) != "P\n" {
			t.Errorf("%s: %+v", file, filled)
		}
	}
	c := mkConfigOf(opened(t, testfiles.Folder(t, map[string]string{"mkdocs.yml": "site_name: Ours\nextra:\n  firm: {name: A}\n  year: 2026\n  loop: &a {b: *a}\n", "a.md": ""})))
	value := c.values()([]byte("---\nowner: Me\nfirm: {town: B}\n---\n"))
	var got []string
	for _, name := range strings.Fields("firm.name firm.town year owner page.meta.owner page.owner config.site_name none loop.b") {
		said, ok := value(name)
		if !ok {
			said = "?"
		}
		got = append(got, said)
	}
	if want := strings.Fields("A B 2026 Me Me Me Ours ? ?"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRedirects: what the plugin leads on from is an earlier address.
func TestRedirects(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{"mkdocs.yml": "plugins:\n  - redirects:\n      redirect_maps:\n        'old/page.md': 'in/c.md#x'\n        gone.md: https://e.org\n        other.md: none.md\n", "in/c.md": ""})
	plan := mkDocs.Arrange(dir, []string{"in/c.md"}, nil)
	if got := plan.Old["in/c.md"]; !slices.Equal(got, []string{"in/c/index.html", "old/page/index.html"}) || len(plan.Old) != 1 {
		t.Errorf("%q", plan.Old)
	}
}
