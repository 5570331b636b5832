package dialect

import (
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestOld gives the files that each program wrote for a page.
func TestOld(t *testing.T) {
	for _, c := range []struct {
		name       Name
		says       string // a control file and its text
		file, want string
	}{
		{MkDocs, "", "a/b.md", "a/b/index.html"},
		{MkDocs, "", "a/README.md", "a/index.html"},
		{MkDocs, "", "index.md", "index.html"},
		{MkDocs, "mkdocs.yml: site_name: x\nuse_directory_urls: false\n", "a/b.md", "a/b.html"},
		{Hugo, "", "Posts/Über Uns, 50% & C#@!.md", "posts/über-uns-50-c#@/index.html"},
		{Hugo, "", "a/_index.md", "a/index.html"},
		{Hugo, "", "a/b/index.md", "a/b/index.html"},
		{Hugo, "hugo.toml: baseURL = 'x'\nuglyURLs = true\n", "A/b.md", "a/b.html"},
		{Docusaurus, "", "01-start/02-first.mdx", "docs/start/first/index.html"},
		{Docusaurus, "", "start/start.md", "docs/start/index.html"},
		{Docusaurus, "", "start/README.md", "docs/start/index.html"},
		{Docusaurus, "", "2026-01-02-news.md", "docs/2026-01-02-news/index.html"},
		{Docusaurus, "docusaurus.config.js: trailingSlash: false, docs: {routeBasePath: '/'}", "1-a/b.md", "a/b.html"},
		{MdBook, "", "a/README.md", "a/index.html"},
		{MdBook, "", "a/b.md", "a/b.html"},
		{VitePress, "", "a/README.md", "a/README.html"},
		{Starlight, "", "Get going/v1.2 & more.mdx", "get-going/v12--more/index.html"},
		{Starlight, "astro.config.mjs: starlight build: {format: 'file'}", "Get going/index.mdx", "get-going/index.html"},
		{Starlight, "astro.config.mjs: starlight build: {format: 'file'}", "Get going/one.mdx", "get-going/one.html"},
		{GitBook, "", "a/README.md", "a/index.html"},
		{GitBook, "", "a/b.md", "a/b/index.html"},
		{GitBook, "x/.gitbook.yaml: redirects:\n  old/one: a/b.md\n  gone: ./none.md\n", "a/b.md", "a/b/index.html old/one/index.html"},
		{Jekyll, "x/_config.yml: title: x\n", "a/b.md", "a/b.html"},
		{Jekyll, "x/_config.yml: permalink: pretty\ncollections: {docs: {output: true}}\n", "_docs/b.md", "docs/b/index.html"},
		{Jekyll, "x/_config.yml: title: x\n", "_posts/2026-01-02-a-post.md", "2026/01/02/a-post.html"},
		{Eleventy, "", "a/index.md", "a/index.html"},
		{Eleventy, "", "a/a.md", "a/index.html"},
		{Eleventy, "", "blog/2026-01-02-a-post.md", "blog/a-post/index.html"},
		{TechDocs, "x/config/tech-docs.yml: redirects:\n  /old/a.html: /b.html#c\n", "b.html.md.erb", "old/a.html"},
		{Obsidian, "", "a.md", ""},
	} {
		files := map[string]string{"x/a.md": ""}
		if name, text, ok := strings.Cut(c.says, ": "); ok {
			files[name] = text
		}
		plan := Named(c.name).Arrange(testfiles.Folder(t, files)+"/x", []string{c.file}, nil)
		if got := strings.Join(plan.Old[c.file], " "); got != c.want {
			t.Errorf("%s %s with %q: %q, want %q", c.name, c.file, c.says, got, c.want)
		}
	}
}

// TestOldRoot: what front matter says stands below the folder of the pages, too.
func TestOldRoot(t *testing.T) {
	plan := docusaurus.Arrange(t.TempDir(), []string{"a.md"}, map[string]string{"other/index.html": "a.md"})
	if got := plan.Old["a.md"]; !slices.Equal(got, []string{"docs/a/index.html", "docs/other/index.html"}) {
		t.Errorf("%q", got)
	}
}
