package page

import (
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/dialect"
)

// TestTitleOfTheHeading takes the first heading that a reader sees as the title.
func TestTitleOfTheHeading(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		reading Reading
		title   string
		html    string
	}{
		"a comment before it":     {"<!-- a -->\n\n<!--\nb\n\nc\n-->\n\n# One\n\nText.\n", Reading{RawHTML: true}, "One", "<p>Text.</p>\n"},
		"of the second level":     {"## One\n\nText.\n\n## Two\n", Reading{}, "One", "<p>Text.</p>\n<h2 id=\"two\">"},
		"not where one is higher": {"## One\n\n# Two\n", Reading{}, "File", "<h2 id=\"one\">"},
		"a note is its file":      {"## One\n\nText.\n", Reading{Dialect: dialect.Obsidian}, "file", "<h2 id=\"one\">"},
		"a comment of a vault":    {"%%a%%\n\n# One\n", Reading{Dialect: dialect.Obsidian}, "One", ""},
		"below an import":         {"import A from 'a'\n\n# One\n", Reading{Dialect: dialect.Docusaurus}, "One", ""},
	} {
		p, said := read(t, "file.md", c.text, c.reading)
		if p.Title != c.title || !strings.HasPrefix(p.Body.HTML, c.html) || len(said) > 0 {
			t.Errorf("%s: %q, %q, %v", name, p.Title, p.Body.HTML, said)
		}
	}
}

// TestMarkupThatPasses keeps what harms none, as its author has written it, and
// closes what is left open where it stands.
func TestMarkupThatPasses(t *testing.T) {
	for text, want := range map[string]string{
		"a<br>b <kbd>c</kbd> x<sup>2</sup> <mark>d</mark>\n":                            "<p>a<br>b <kbd>c</kbd> x<sup>2</sup> <mark>d</mark></p>\n",
		"<details><summary>A</summary>\n\n*b*\n\n</details>\n":                          "<details><summary>A</summary><p><em>b</em></p>\n</details>",
		"<figure><img src=\"a.png\" width=\"20\"><figcaption>b</figcaption></figure>\n": "<figure><img src=\"¤a0¤\" width=\"20\"><figcaption>b</figcaption></figure>",
		"<div>\n\n- a <b>c\n- d\n\ne\n":                                                 "<div><ul>\n<li>a <b>c</b></li>\n<li>d</li>\n</ul>\n<p>e</p>\n</div>",
		"</div></article> a\n":                                                          " a",
		"> <div>\n\nb\n":                                                                "<blockquote>\n<div></div></blockquote>\n<p>b</p>\n",
		"**a <b>c** d\n":                                                                "<p><strong>a <b>c</b></strong> d</p>\n",
		"<p id=\"fb-main\" onclick=\"x()\">a</p>\n":                                     "<p id=\"section-fb-main\">a</p>",
		"<img src=\"https://example.org/a.png\" alt=\"A & b\">\n":                       "<a href=\"https://example.org/a.png\" rel=\"nofollow\">A &amp; b</a>",
		"<script>a</script><style>b</style><iframe src=\"c\"></iframe>\n":               "",
		"```rust,ignore\na\n```\n":                                                      "<pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"n\">a</span><span class=\"w\">\n</span></code></pre>\n",
		"```js{1,3}\na\n```\n":                                                          "<pre tabindex=\"0\"><code class=\"language-js\"><span class=\"nx\">a</span>\n</code></pre>\n",
		"```{ .yaml .copy }\na\n```\n":                                                  "<pre tabindex=\"0\"><code>a\n</code></pre>\n",
		"<https://example.com?find=\\*>\n":                                              "<p><a href=\"https://example.com?find=%5C*\">https://example.com?find=\\*</a></p>\n",
		"<https://foo.bar.`baz>`\n":                                                     "<p><a href=\"https://foo.bar.%60baz\">https://foo.bar.`baz</a>`</p>\n",
		"<a name=\"top\"/>b\n":                                                          "<p><a name=\"top\"></a>b</p>\n",
		"<div/>\n\nb\n":                                                                 "<div></div><p>b</p>\n",
		"<video src=\"//e.org/a.mp4\"></video>\n":                                       "<p><a href=\"//e.org/a.mp4\" rel=\"nofollow\">video</a></p>\n",
		"<div class=\"cards\">\n<a href=\"https://a.b\"><b>A</b><p>c</p></a>\n<a href=\"https://d.e\">D</a></div>\n": "<ul class=\"cards\">\n<li><a href=\"https://a.b\" rel=\"nofollow\"><b>A</b><p>c</p></a></li>\n<li><a href=\"https://d.e\" rel=\"nofollow\">D</a></li>\n</ul>",
		"<div><a href=\"https://a.b\">A</a> | <a href=\"https://d.e\">D</a></div>\n":                                 "<div><a href=\"https://a.b\" rel=\"nofollow\">A</a> | <a href=\"https://d.e\" rel=\"nofollow\">D</a></div>",
		"<!-- a --> kept -->\n":         " kept --&gt;\n",
		"| a |\n|---|\n| `[[x|y]]` |\n": "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"¤w1¤\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><code>[[x|y]]</code></td>\n</tr>\n</tbody>\n</table>\n</div>\n",
	} {
		p, _ := read(t, "file.md", text, Reading{RawHTML: true})
		if got := strings.ReplaceAll(p.Body.HTML, "\x00", "¤"); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%q:\n%s\nwant\n%s", text, got, want)
		}
	}
	p, said := read(t, "file.md", "<a name=\"here\"></a>\n\n<h3 id=\"there\">A</h3>\n", Reading{RawHTML: true})
	if !slices.Equal(p.Anchors, []string{"here", "there"}) || len(said) > 0 {
		t.Errorf("anchors %q, %v", p.Anchors, said)
	}
}

// TestFormulas are MathML that holds together, or the text as it is written, which
// is told.
func TestFormulas(t *testing.T) {
	for latex, told := range map[string]bool{
		`a^2`: false, `\text{<script>x}`: false, `\text{</math>}`: false, `\text{a <b and c> d & e}`: false, `a < b`: false, strings.Repeat("x", 20_000): true,
	} {
		p, said := read(t, "file.md", "$"+latex+"$ after\n", Reading{})
		html := p.Body.HTML
		if (len(said) > 0) != told || !strings.HasSuffix(html, " after</p>\n") || strings.Contains(html, "<script") || strings.Count(html, "<math") != strings.Count(html, "</math>") || strings.Contains(html, "annotation") || strings.Contains(html, "style=") {
			t.Errorf("%.40q: %v %.300s", latex, said, html)
		}
	}
}

// TestAnchorsOfMany gives each of many headings of one name its own anchor.
func TestAnchorsOfMany(t *testing.T) {
	p, _ := read(t, "file.md", strings.Repeat("## Notes\n\nx\n\n", 20_000), Reading{})
	seen := map[string]bool{}
	for _, s := range p.Sections {
		if seen[s.ID] {
			t.Fatalf("%s is there twice", s.ID)
		}
		seen[s.ID] = true
	}
}

// TestTextOfHTML: what an author wrote as HTML is part of its section's text, its
// elements apart as they are shown.
func TestTextOfHTML(t *testing.T) {
	p, _ := read(t, "file.md", "# A\n\n<table><tr><td>one &amp; <b>t</b>wo</td><td>three</td></tr></table>\n\n## B\n\n<ul>\n<li>four<li>five\n</ul>\n\nsix<br>seven <i>eig</i>ht\n\n<script>nine()</script>\n", Reading{RawHTML: true})
	for i, want := range []string{"one & two three", "four five six seven eight"} {
		if got := strings.Join(strings.Fields(p.Sections[i].Text), " "); got != want {
			t.Errorf("section %d: %q, want %q", i, got, want)
		}
	}
}
