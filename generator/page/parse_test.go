package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// read parses a text, and gives what is said of it as lines.
func read(t *testing.T, file, text string, d Reading) (*playbook.Playbook, []string) {
	t.Helper()
	r := diag.NewReporter("x")
	p := Parse(file, []byte(text), d, r)
	return p, lines(r.List())
}

func lines(list diag.List) []string {
	var out []string
	for _, d := range list.Sorted() {
		line := strings.TrimPrefix(d.String(), "x:")
		if d.Hint != "" {
			line += " (" + d.Hint + ")"
		}
		out = append(out, line)
	}
	return out
}

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestSaid says each mistake of a text at its place.
func TestSaid(t *testing.T) {
	deep := strings.Repeat
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nothing":                     {"# T\n", nil},
		"front matter after blanks":   {"\n \n---\ntitle: T\n---\n\nx\n", nil},
		"no front matter":             {"x\n---\ntitle: T\n---\n", nil},
		"only blanks":                 {"\n\n", nil},
		"empty front matter":          {"---\n\n---\n\nx\n", []string{"2:1: error: the front matter is empty (add title: …, or remove both --- lines)"}},
		"empty TOML":                  {"+++\n+++\nx\n", []string{"2:1: error: the front matter is empty (add title: …, or remove both +++ lines)"}},
		"open front matter":           {"\n---\ntitle: T\n", []string{"2:1: error: the front matter is not closed (end it with a line of ---)"}},
		"two blocks":                  {"---\ntitle: T\n---\n\n---\ntags: [a]\n---\n", []string{"5:1: error: a second front matter (move its keys into the first)"}},
		"a rule and a list of words":  {"---\ntitle: T\n---\n\n---\nNo key here\n\n---\n", nil},
		"aliases":                     {"---\naliases: [a.html, /b/c.html, d, ../e.html, f.htm]\n---\n", []string{`2:30: error: alias "d" is not an address of a page (an alias is an address below the site's root, such as old/size.html)`, `2:33: error: alias "../e.html" is not an address of a page (an alias is an address below the site's root, such as old/size.html)`, `2:44: error: alias "f.htm" is not an address of a page (an alias is an address below the site's root, such as old/size.html)`}},
		"100 brackets":                {deep("[", 100) + "\n\n" + deep("[", 100), nil},
		"brackets of one paragraph":   {deep("[", 60) + "\n" + deep("[", 60), []string{"2:41: error: nested more than 100 deep (split the text)"}},
		"schemes of one letter":       {"[x](a:b) [x](z:b) [x](A:b) [x](Z:b) [x](<a b:c>) [x]({a:b)", []string{"1:1: error: links of the scheme a: do not pass (link to a page, or to an address of https, mailto or tel)", "1:10: error: links of the scheme z: do not pass (link to a page, or to an address of https, mailto or tel)", "1:19: error: links of the scheme a: do not pass (link to a page, or to an address of https, mailto or tel)", "1:28: error: links of the scheme z: do not pass (link to a page, or to an address of https, mailto or tel)", `1:37: warning: the link "a b:c" is not an address`}},
		"a scheme of 60 letters":      {"[x](" + deep("s", 60) + ":a)", []string{"1:1: error: links of the scheme " + deep("s", 60) + ": do not pass (link to a page, or to an address of https, mailto or tel)"}},
		"101 brackets":                {"x\n\n" + deep("[", 101), []string{"3:101: error: nested more than 100 deep (split the text)"}},
		"brackets that close":         {deep("[a] ", 150), nil},
		"brackets that never opened":  {deep("]", 50) + deep("[", 100), nil},
		"many quotes":                 {deep(">", 95) + " x\n" + deep(">", 60), nil},
		"101 quotes with spaces":      {"---\ntitle: T\n---\n" + deep("> \t", 101), []string{"4:301: error: nested more than 100 deep (split the text)"}},
		"quotes apart":                {deep("> a ", 150), nil},
		"many ticks":                  {"x\n\né " + deep("`", 101), []string{"3:3: warning: more than 100 ticks in a row are text (split the text)"}},
		"lists in one line":           {deep("1. ", 500), []string{"1:148: error: nested more than 100 deep (split the text)"}},
		"nested lists":                {nested(60), []string{"49:99: error: nested more than 100 deep (split the text)"}},
		"a scheme that does not pass": {"[x](javascript:a) <foo:bar> [y](https://e.org) [z](MAILTO:a@b.c) [q](ht!tp:x)", []string{`1:1: error: links of the scheme javascript: do not pass (link to a page, or to an address of https, mailto or tel)`, `1:19: error: links of the scheme foo: do not pass (link to a page, or to an address of https, mailto or tel)`}},
		"no address":                  {"[x](https://[)", []string{`1:1: warning: the link "https://[" is not an address`}},
		"a long scheme":               {"[x](" + deep("s", 61) + ":a)", []string{"1:1: error: links of the scheme " + deep("s", 60) + "…: do not pass (link to a page, or to an address of https, mailto or tel)"}},
		"images of others": {"![a](https://e.org/x.png) ![b](//e.org/x.png) ![c](data:image/png;x) ![d](HTTP://e.org/x)", []string{
			"1:1: warning: an image on another host is shown as a link, so that readers load nothing from there (copy it beside the page)", "1:27: warning: an image on another host is shown as a link, so that readers load nothing from there (copy it beside the page)",
			"1:47: error: images of the scheme data: do not pass (save the image beside the page)", "1:70: warning: an image on another host is shown as a link, so that readers load nothing from there (copy it beside the page)"}},
		"raw HTML":    {"a <b>x</b> <!-- y -->\n\n<div>\nz\n</div>\n\n<!-- c -->\n", []string{"1:3: warning: raw HTML is dropped: <b> (write it in Markdown, or set raw_html: true in site.yaml)", "1:7: warning: raw HTML is dropped: </b> (write it in Markdown, or set raw_html: true in site.yaml)", "3:1: warning: raw HTML is dropped: <div> (write it in Markdown, or set raw_html: true in site.yaml)"}},
		"UTF-16":      {"\xff\xfea\x00", []string{"1:1: error: the file is UTF-16 (save it as UTF-8)"}},
		"UTF-16, big": {"\xfe\xff\x00a", []string{"1:1: error: the file is UTF-16 (save it as UTF-8)"}},
		"Latin-1":     {"\xef\xbb\xbfgut\r\ns\u00e4\xe4", []string{"2:3: error: the byte 0xe4 is not UTF-8 (save it as UTF-8)"}},
		"NUL":         {"a\rb\x00", []string{"2:2: error: a NUL character (remove it; is this a text file?)"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := read(t, "x", c.text, Reading{})
			expect(t, "said", got, c.want...)
		})
	}
}

// nested is a list of n levels.
func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

// TestModel holds what becomes of a text.
func TestModel(t *testing.T) {
	words := strings.Repeat("word ", 60)
	for name, c := range map[string]struct {
		file, text string
		want       string // title, summary, then the sections: level, id, title, text
	}{
		"title of the heading":    {"a/b.md", "# One *two*\n\nText.\n", "One two|Text.|0 one-two  Text."},
		"of the front matter":     {"a/b.md", "---\ntitle: Own\nsummary: Said.\n---\n\n# Other\n\nText.\n", "Own|Said.|0   |2 other Other Text."},
		"the same twice":          {"a/b.md", "---\ntitle: Own\n---\n\n# Own\n\nText.\n", "Own|Text.|0 own  Text."},
		"a heading with a note":   {"a/b.md", "# One[^1]\n\nText.\n\n[^1]: N.\n", "B|Text.|0   |2 one One Text. / N."},
		"no heading":              {"a/lead-lists.md", "Text.\n", "Lead lists|Text.|0   Text."},
		"an index":                {"a/my topic/Index.md", "", "My topic||0   "},
		"a README at the root":    {"README.md", "", "README||0   "},
		"levels":                  {"b.md", "## A\n\n#### B\n\n### C\n\n## D\n\n# E\n\n## F\n\n### G\n\n#### H\n\n##### I\n\n###### J\n", "B||0   |2 a A |3 b B |3 c C |2 d D |2 e E |3 f F |4 g G |5 h H |6 i I |6 j J "},
		"anchors":                 {"b.md", "## A\n\n## A\n\n## A {#x}\n\n## A {#a-1}\n\n## fb-x\n\n## fn\n\n## fn {#fn:1}\n\n## fno:x {#a b}\n", "A||0 a  |2 a-1 A |2 x A |2 a-1-1 A |2 section-fb-x fb-x |2 fn fn |2 section-fn:1 fn |2 fnox-a-b fno:x {#a b} "},
		"a long summary":          {"b.md", words, "B|" + strings.TrimSpace(strings.Repeat("word ", 40)) + "…|0   " + strings.TrimSpace(words)},
		"a summary without space": {"b.md", strings.Repeat("x", 201), "B|" + strings.Repeat("x", 200) + "…|0   " + strings.Repeat("x", 201)},
		"200 are enough":          {"b.md", strings.Repeat("x", 200), "B|" + strings.Repeat("x", 200) + "|0   " + strings.Repeat("x", 200)},
		"an early space":          {"b.md", strings.Repeat("x", 100) + " " + strings.Repeat("y", 200), "B|" + strings.Repeat("x", 100) + " " + strings.Repeat("y", 99) + "…|0   " + strings.Repeat("x", 100) + " " + strings.Repeat("y", 200)},
		"a summary ends well":     {"b.md", strings.Repeat("x", 196) + ", " + strings.Repeat("y", 20), "B|" + strings.Repeat("x", 196) + "…|0   " + strings.Repeat("x", 196) + ", " + strings.Repeat("y", 20)},
		"first paragraph":         {"b.md", "- a list\n\n![](x.png)\n\nThen\ntext\\\nhere.\n", "B|Then text here.|0   a list / Then text here."},
		"entities":                {"b.md", "a &amp; b \\* `c &amp; \\*` &#65;\n", "B|a & b * c &amp; \\* A|0   a & b * c &amp; \\* A"},
		"blocks apart":            {"b.md", "a\n\n> b\n\n| c | d |\n|---|---|\n| e | f |\n\n    g\n\n~~~\nh  i\n~~~\n\n<https://e.org>\n", "B|a|0   a / b / c / d / e / f / g / h i / https://e.org"},
		"an entity first":         {"b.md", "&amp;b\n\n\\*x `\\*`\n", "B|&b|0   &b / *x \\*"},
		"spaces of all kinds":     {"b.md", "a\u00a0b\u2003c\u3000 d\n", "B|a b c d|0   a b c d"},
	} {
		t.Run(name, func(t *testing.T) {
			p, said := read(t, c.file, c.text, Reading{})
			got := p.Title + "|" + p.Summary
			if p.OwnSummary != (p.Summary == "Said.") {
				t.Errorf("own summary: %v", p.OwnSummary)
			}
			for _, s := range p.Sections {
				got += fmt.Sprintf("|%d %s %s %s", s.Level, s.ID, s.Title, strings.ReplaceAll(s.Text, "\n", " / "))
			}
			if got != c.want || len(said) > 0 {
				t.Errorf("%s\nwant\n%s\nsaid %v", got, c.want, said)
			}
		})
	}
}

// TestLinks are kept for the whole site to resolve.
func TestLinks(t *testing.T) {
	p, said := read(t, "b.md", `[a](x.md "T&amp;t") [](y.md) [b](criterion:l/c%20d) [](criterion:c) [](source:S) [[w|  ]] [[ v | u ]] ![i *j*](k.png "T") [a:b](a1+.-:b) [c](c d:e) [ ![](m.png) ](n.md) [[]] [[a]b]] [[x
y]] [e](é:f)
`, Reading{})
	expect(t, "said", said, "1:123: error: links of the scheme a1+.-: do not pass (link to a page, or to an address of https, mailto or tel)")
	var got []string
	for _, l := range p.Body.Links {
		got = append(got, fmt.Sprintf("%d %s %q %q %v %d:%d", l.Kind, l.Target, l.Title, l.Alt, l.Empty, l.Pos.Line, l.Pos.Col))
	}
	expect(t, "links", got,
		`0 x.md "T&t" "" false 1:1`, `0 y.md "" "" true 1:21`, `2 l/c d "" "" false 1:30`, `2 c "" "" true 1:53`, `3 S "" "" true 1:69`, `1 w "" "" true 1:82`, `1 v "" "" false 1:91`,
		`4 k.png "T" "i j" false 1:103`, `0 n.md "" "" false 1:149`, `4 m.png "" "" false 1:151`, `0 é:f "" "" false 2:5`)
	marks := strings.Count(p.Sections[0].Text, playbook.Placeholder+"x")
	if marks != 2 { // an empty criterion and an empty wiki link: what they show can be searched
		t.Errorf("%d marks in %q", marks, p.Sections[0].Text)
	}
}

// TestRaw notes what harmless HTML refers to.
func TestRaw(t *testing.T) {
	p, said := read(t, "b.md", "a <a href=\"x.pdf\">b</a>\n\n<script>x()</script>\n<a href=\"https://e.org\" title=\"t.png\">c</a>\n\n<img src=\"q.png\" width=5 id=here onerror=\"x()\">\n", Reading{RawHTML: true})
	expect(t, "said", said, "3:1: warning: HTML is dropped that may not pass: <script> (write it in Markdown)")
	var got []string
	for _, l := range p.Body.Links {
		got = append(got, fmt.Sprintf("%s %d:%d", l.Target, l.Pos.Line, l.Pos.Col))
	}
	expect(t, "links", got, "x.pdf 1:3", "q.png 6:1")
	expect(t, "anchors", p.Anchors, "here")
	html := strings.ReplaceAll(p.Body.HTML, playbook.Placeholder, "¤")
	for _, want := range []string{`<a href="¤a0¤" rel="nofollow">b</a>`, `<img src="¤a1¤" width="5" id="here"`, `<a href="https://e.org" title="t.png" rel="nofollow">c</a>`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in %s", want, html)
		}
	}
}

// TestLines notes where each block begins.
func TestLines(t *testing.T) {
	p, _ := read(t, "b.md", "---\ntitle: B\n---\n\nText.\n\n## Head\n\n- item\n\n> [!NOTE]\n> x\n\n```go\ny\n```\n", Reading{Lines: true})
	for _, want := range []string{`<p data-line="5">`, `<h2 id="head" data-line="7">`, `<ul data-line="9">`, `role="note" data-line="11"`, `<pre tabindex="0" data-line="14">`} {
		if !strings.Contains(p.Body.HTML, want) {
			t.Errorf("no %s in %s", want, p.Body.HTML)
		}
	}
	if p, _ = read(t, "b.md", "Text.\n", Reading{}); strings.Contains(p.Body.HTML, "data-line") {
		t.Error("lines without being asked")
	}
}

// TestHTML holds single constructs.
func TestHTML(t *testing.T) {
	for text, want := range map[string]string{
		"> [!note]\n> a\n":                  "<div class=\"callout note\" role=\"note\">\n<p class=\"callout-title\">¤w4¤</p>\n<p>a</p>\n</div>\n",
		"> [!TIP]\n>\n> a\n":                "<div class=\"callout tip\" role=\"note\">\n<p class=\"callout-title\">¤w5¤</p>\n<p>a</p>\n</div>\n",
		"> [!OTHER]\n> a\n":                 "<div class=\"callout note\" role=\"note\">\n<p class=\"callout-title\">OTHER</p>\n<p>a</p>\n</div>\n",
		"> note\n":                          "<blockquote>\n<p>note</p>\n</blockquote>\n",
		"- > [!TIP]\n  > a\n":               "<ul>\n<li>\n<div class=\"callout tip\" role=\"note\">\n<p class=\"callout-title\">¤w5¤</p>\n<p>a</p>\n</div>\n</li>\n</ul>\n",
		"<a@b.c> <MAILTO:a@b.c>\n":          "<p><a href=\"mailto:a@b.c\">a@b.c</a> <a href=\"MAILTO:a@b.c\">MAILTO:a@b.c</a></p>\n",
		"[a [b](y.md) <https://c.d>](x.md)": "<p>[a ¤t0¤b</a> <a href=\"https://c.d\">https://c.d</a>](x.md)</p>\n",
		"![](https://e.org/x) [![y](https://e.org/z)](https://f.org)": "<p><a href=\"https://e.org/x\">image</a> <a href=\"https://f.org\">y</a></p>\n",
		"| a |\n|---|\n| [[w\\|x y]] |\n":                             "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"¤w1¤\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>¤t0¤x y</a></td>\n</tr>\n</tbody>\n</table>\n</div>\n",
		"[x](foo:y)\n":                                                "<p><a class=\"dead\">x</a></p>\n",
		"Text\n\n    a<b\n\tc\n":                                      "<p>Text</p>\n<pre tabindex=\"0\"><code>a&lt;b\nc\n</code></pre>\n",
		"```\na<b\n```\n":                                             "<pre tabindex=\"0\"><code>a&lt;b\n</code></pre>\n",
		"| | A |\n|---|:-:|\n| 1 | 2 |\n":                             "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"¤w1¤\">\n<table>\n<thead>\n<tr>\n<td></td>\n<th align=\"center\">A</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td align=\"center\">2</td>\n</tr>\n</tbody>\n</table>\n</div>\n",
	} {
		p, _ := read(t, "b.md", text, Reading{})
		if got := strings.ReplaceAll(p.Body.HTML, playbook.Placeholder, "¤"); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestTableOfHTML lets a table of HTML scroll alone, as one of Markdown; in Markdown it
// stays as its author wrote it.
func TestTableOfHTML(t *testing.T) {
	const text = "<table>\n<tr><td><table><tr><td>a</td></tr></table></td></tr>\n</table>\n\nb\n\n<table>\n<tr><td>c\n"
	p, _ := read(t, "b.md", text, Reading{RawHTML: true})
	start := "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"¤w1¤\">\n<table>\n"
	want := start + "<tr><td><table><tr><td>a</td></tr></table></td></tr>\n</table>\n</div>\n<p>b</p>\n" + start + "<tr><td>c</td></tr></table>\n</div>\n"
	got := strings.ReplaceAll(strings.ReplaceAll(p.Body.HTML, playbook.Placeholder, "¤"), "\n\n", "\n")
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if strings.Contains(p.Body.Markdown, "div") || strings.Contains(p.Body.Markdown, tableBox) {
		t.Error(p.Body.Markdown)
	}
}

// TestDefaultID makes an id of a file's name.
func TestDefaultID(t *testing.T) {
	for file, want := range map[string]string{
		"a/Über_Größe 2.md": "uber-grosse-2", "a/my-topic/index.md": "my-topic", "a/my-topic/_index.md": "my-topic", "README.md": "checklist", "日本.md": "checklist", "-x-.md": "x",
	} {
		p, _ := read(t, file, "---\nchecklist:\n  criteria: [{id: a, ask: A, why: x}]\n---\n", Reading{})
		if got := p.Checklist.ID.Value; got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
}
