package page

import (
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/playbook"
)

// fragments are what a random text is made of; each W becomes a word that stands
// nowhere else in it.
var fragments = []string{
	"W", "W W.", "**W**", "*W", "`W`", "``W", "W\\\nW", "W  \nW", "&amp;W", "\\*W", "~~W~~", "==W==", "https://W.example/W", "<https://W.example>", ":smile: W",
	"<!-- W -->", "<!-- W", "<!--\nW\n\nW\n--> W", "W <!-- W\nW --> W", "%%W%%", "%%\nW\n\nW\n%%", "W %%W%% W", "{/* W */}", "{/*\nW\n*/}", "W {/* W */}",
	"{{< comment >}}W{{< /comment >}}", "{{% comment %}}\nW\n{{% /comment %}}", "{% comment %}\nW\n{% endcomment %}", "[//]: # (W)", "[W]: /W 'W'",
	"```\nW\n```", "~~~~W W\nW\n~~~~", "```W\nW", "- ```\n  W\n  ```", "> ```\n> W", "1. ~~~\n   W\n   ~~~", "    W", "\tW", "- W\n\n      W",
	"- W", "- [x] W", "* W\n  - W", "12. W", "3) W", "> W", "> W\nW", "# W", "## W {#W .W}", "W\n===", "W\n-", "---",
	"[W](W.md)", "[W](W.md \"W\")", "[W](https://W.example 'W')", "[W](javascript:W)", "[W][W]", "[W]", "![W](W.png \"W\")", "![W](https://W.example/W.png)", "![[W]]", "![[W#W|W]]", "[[W]]", "[[W|W]]", "[a W](my W.md)",
	"[^W]", "[^W]: W", "W[^n]", "[^n]: W\n    W", "| W | W |\n| --- | :-: |\n| W | W | W |", "| W | `W|W` |\n|---|---|\n| [[W|W]] | W |", "W\n: W",
	"$\\text{W}$", "$$\n\\text{W}\n$$", "$$\nW", "<b>W</b>", "<b title=\"W\">W", "<script>W</script>", "<div class=\"x\">\n\nW\n\n</div>", "<div>W\n<!-- W -->\nW</div>", "<img src=\"W.png\" alt=\"W\" onload=\"W\">", "<style>\nW\n</style>", "<details><summary>W</summary>\n\nW\n\n</details>", "<a href=\"W.md\">W</a>", "<kbd>W</kbd>", "</div>", "<span hidden>W</span>", "<div hidden>\n\nW\n\n", "<p style=\"display: none\">W", "<template>W",
	"> [!NOTE] W\n> W", "> [!W]- W\n> W", "!!! note \"W\"\n    W", "!!! W W\n    W", "??? tip\n    W", ":::note W\nW\n:::", ":::W\nW\n:::", "=== \"W\"\n    W",
	"<Tabs>\n<TabItem value=\"W\" label=\"W\">\n\nW\n\n</TabItem>\n</Tabs>", "<TabItem value=\"W\">\n```js\nW\n```\n</TabItem>", "<Card title=\"W\" href=\"/W\" description=\"W\" note=\"W\" />", "W <Badge text=\"W\" /> W", "<Foo W=\"W\">W</Foo>", "<Icon name=\"W\" />", "<Tabs>",
	"{{< highlight W >}}\nW\n{{< /highlight >}}", "{{< youtube W >}}", "{{< figure src=\"W.png\" caption=\"W\" alt=\"W\" >}}", "{{< W W >}}", "{{% notice note \"W\" %}}\nW\n{{% /notice %}}", "[W]({{< ref \"W.md\" >}})",
	"!> W\nW", "?> W", "# W :id=W", "[W](W ':include')", "[W](W ':target=W W')", "![W](W.png ':size=30 W')", "<!-- tabs:start -->\n\n# W\n\nW\n\n<!-- tab:W -->\n\nW\n\n<!-- tabs:end -->",
	"W:: W", "- W\n  W:: W\n  id:: W\n- # W\n  - W", "- TODO W\n- DONE [#A] W\n- LATER W", "- W\n  :LOGBOOK:\n  W\n  :END:", "#+BEGIN_NOTE\nW\n#+END_NOTE", "#+BEGIN_SRC W\nW\n#+END_SRC", "#+BEGIN_QUERY\nW\n#+END_QUERY", "#+BEGIN_COMMENT\nW\n#+END_COMMENT", "#+BEGIN_QUOTE\nW", "#+BEGIN_OWN W\nW\n#+END_OWN",
	"((6f000000-0000-4000-8000-000000000001))", "[W](((6f000000-0000-4000-8000-000000000001)))", "[W]([[W W]])", "#[[W W]] ^^W^^", "{{embed [[W]]}}", "{{embed ((6f000000-0000-4000-8000-000000000001))}}", "{{cloze W}}", "{{query W}}", "{{video https://W.example}}", "![W](W.png){:width 3}", "[:b \"W\"]",
	"{{fm.W}}", "{{fm.title}}", "{{! W }}", "![[W#W,1:#W]]", "[[W|dendron://W/W]]", "`W`{:W}", "<Tabs items={['W']}>\n<Tab>W</Tab>\n</Tabs>", "<FileTree>\n<Folder name=\"W\">\n<File name=\"W\" />\n</Folder>\n</FileTree>",
	"{% highlight W %}\nW\n{% endhighlight %}", "{% include W.html %}", "{{ site.W }}", "[W]({% link W.md %})", "{: .W #W}", "W {: .W }", "W ^W", "*[W]: W", "++W+W++", ":material-W:", "x^W^", "--8<-- \"W\"", "{{#include W}}",
	"import W from 'W'", "export const W = {\n  W: 'W',\n}", "W {W} W", "{\"W\"}", "[toc]", "::W", "<<< @/W", "![W](W.png){ width=\"20\" .W }",
}

var planted = regexp.MustCompile(`q\d+q`)

// said are the words of a page's HTML: all of them, and those that are text.
func saidBy(p *playbook.Playbook) (all, text []string) {
	tokens := html.NewTokenizer(strings.NewReader(mathWords(p.Body.HTML)))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			for _, l := range p.Body.Links { // the placeholders show them
				all = append(all, planted.FindAllString(l.Target+" "+l.Title+" "+l.Alt, -1)...)
			}
			return all, text
		case html.TextToken:
			words := planted.FindAllString(strings.ToLower(tokens.Token().Data), -1)
			all, text = append(all, words...), append(text, words...)
		default:
			all = append(all, planted.FindAllString(fmt.Sprint(tokens.Token().Attr), -1)...)
		}
	}
}

var (
	formulas = regexp.MustCompile(`(?s)<math.*?</math>`)
	elements = regexp.MustCompile(`<[^>]*>|\s+`)
)

// mathWords puts the words of formulas together, of which each letter is an element.
func mathWords(markup string) string {
	return formulas.ReplaceAllStringFunc(markup, func(formula string) string {
		return " " + elements.ReplaceAllString(formula, "") + " "
	})
}

var texts = flag.Int("texts", 10_000, "how many random pages are looked at")

// TestMarkdownSaysWhatHTMLSays: in the Markdown beside a page stands no word that its
// HTML does not have, and every word of its text.
func TestMarkdownSaysWhatHTMLSays(t *testing.T) {
	dialects := dialect.Plain.Values()
	r := rand.New(rand.NewPCG(28, 1))
	failed := 0
	for i := range *texts {
		d := Reading{Dialect: dialect.Name(dialects[i%len(dialects)]), RawHTML: i%7 > 0, Lenient: true}
		text := randomText(r)
		p := Parse("x.mdx", []byte(text), d, &diag.Reporter{})
		if p == nil {
			continue
		}
		if why := differs(p); why != "" {
			t.Errorf("%s, raw HTML %t: %s\n%s\n--- HTML\n%s\n--- Markdown\n%s", d.Dialect, d.RawHTML, why, text, p.Body.HTML, p.Body.Markdown)
			if failed++; failed == 5 {
				return
			}
		}
	}
}

// differs says which word only one of the two has.
func differs(p *playbook.Playbook) string {
	all, text := saidBy(p)
	markdown := planted.FindAllString(p.Body.Markdown, -1)
	for _, w := range markdown {
		if !slices.Contains(all, w) {
			return w + " is in the Markdown alone"
		}
	}
	for _, w := range text {
		if !slices.Contains(markdown, w) {
			return w + " is in the HTML alone"
		}
	}
	return ""
}

// randomText puts fragments together, in quotes and lists and beside each other.
func randomText(r *rand.Rand) string {
	var b strings.Builder
	prefix := ""
	for range 1 + r.IntN(8) {
		switch r.IntN(10) {
		case 0:
			prefix = []string{"", "> ", "  ", "    ", "- ", "> > "}[r.IntN(6)]
		case 1:
			prefix = ""
		}
		text := prefix + strings.ReplaceAll(fragments[r.IntN(len(fragments))], "\n", "\n"+strings.ReplaceAll(prefix, "- ", "  "))
		b.WriteString(text + []string{"\n\n", "\n", " ", "\n\n"}[r.IntN(4)])
	}
	out := b.String()
	for n := 0; strings.Contains(out, "W"); n++ {
		out = strings.Replace(out, "W", fmt.Sprintf("q%dq", n), 1)
	}
	return out
}

// ownPages is a folder of pages that are held to it too.
var ownPages = flag.String("pages", "", "a folder of pages of which HTML and Markdown must say the same")

// TestFixturesSayTheSame holds whole pages to it, word by word.
func TestFixturesSayTheSame(t *testing.T) {
	for _, folder := range []string{"testdata", "../scaffold", "../../content", "../render/testdata", *ownPages} {
		_ = filepath.WalkDir(folder, func(file string, e fs.DirEntry, err error) error {
			ending := filepath.Ext(file)
			if err != nil && folder != "" {
				t.Fatal(err)
			}
			if err != nil || e.IsDir() || ending != ".md" && ending != ".mdx" {
				return nil
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range []dialect.Name{dialect.Plain, dialect.Obsidian, dialect.Docusaurus, dialect.Hugo, dialect.MkDocs, dialect.GitHub} {
				p := Parse(filepath.Base(file), data, Reading{Dialect: d, RawHTML: true, Lenient: true}, diag.NewReporter(file))
				if p == nil {
					continue
				}
				if why := saysMore(p); why != "" {
					t.Errorf("%s as %s: %s", file, d, why)
				}
			}
			return nil
		})
	}
}

var (
	letters = regexp.MustCompile(`[\pL\pN]{3,}`)
	signs   = regexp.MustCompile(`&#?\w+;|:[a-z0-9_+-]+:|\x00\w+\x00|\]\([^()]*\)|</?span`) // what says something else than its letters, and addresses
	colours = regexp.MustCompile(`</?span[^>]*>`)
)

// saysMore gives the words that only the Markdown of a real page has.
func saysMore(p *playbook.Playbook) string {
	shown := html.UnescapeString(colours.ReplaceAllString(mathWords(p.Body.HTML), ""))
	for _, l := range p.Body.Links {
		shown += " " + l.Target + " " + l.Title + " " + l.Alt
	}
	if u, err := url.PathUnescape(shown); err == nil {
		shown += u
	}
	has := map[string]bool{}
	for _, w := range letters.FindAllString(shown, -1) {
		has[strings.ToLower(w)] = true
	}
	var more []string
	for _, w := range letters.FindAllString(signs.ReplaceAllString(html.UnescapeString(p.Body.Markdown), " "), -1) {
		if !has[strings.ToLower(w)] {
			more = append(more, w)
		}
	}
	return strings.Join(more, " ")
}

// TestHidden: what a text hides from readers is hidden from programs too; listings and
// code hide nothing.
func TestHidden(t *testing.T) {
	for _, c := range []struct {
		d          dialect.Name
		text, want string
	}{
		{dialect.Plain, "- ```\n  a\n  ```\n\n<!-- private -->\nb\n", "- ```\n  a\n  ```\n\n\nb\n"},
		{dialect.Obsidian, "- ```\n  a\n  ```\n\n%%private%%\n\nb\n", "- ```\n  a\n  ```\n\n\nb\n"},
		{dialect.Obsidian, "a %% private\nprivate %% b\n", "a  b\n"},
		{dialect.Docusaurus, "a { /* private\nprivate */ } b\n", "a  b\n"},
		{dialect.Obsidian, "a\n\n%%\n```\nprivate\n```\n%%\n\nb\n", "a\n\n\nb\n"},
		{dialect.Docusaurus, "- ```\n  a\n  ```\n\n<Tabs>\n<TabItem label=\"One\">\n\n{/* private */}\nb\n\n</TabItem>\n</Tabs>\n", "- ```\n  a\n  ```\n\n**One**\n\n\nb\n\n"},
		{dialect.Plain, "a <!-- b --> c\n", "a  c\n"},
		{dialect.Plain, "a %% b %% c\n", "a %% b %% c\n"},
		{dialect.Obsidian, "a %%b%% c\n%%\nd\n%%\ne 50%% f\n", "a  c\n\ne 50%% f\n"},
		{dialect.Hugo, "a {{< comment >}}\n\nprivate {{< /comment >}} c\n", "a                \n\n                         c\n"},
		{dialect.GitHub, "a {% comment %}private{% endcomment %} c\n", "a                                      c\n"},
		{dialect.Plain, "`<!-- a -->` ``<!-- ` -->`` `<!-- b -->\n", "`<!-- a -->` ``<!-- ` -->`` `\n"},
		{dialect.Plain, "```html\n<!-- a -->\n```\n<!-- b -->\n~~~\n<!-- c -->\n", "```html\n<!-- a -->\n```\n\n~~~\n<!-- c -->\n~~~\n"},
		{dialect.Plain, "> ```\n> <!-- a -->\n> ```\n", "> ```\n> <!-- a -->\n> ```\n"},
		{dialect.Plain, "[//]: # (private)\n\na[^1] b\n\n[^1]: c\n[^2]: private\n", "\n\na[^1] b\n\n[^1]: c\n\n"},
		{dialect.Plain, "<script>private</script>\n\na <i title=\"private\">b</i>\n", "\n\na <i title=\"private\">b</i>\n"},
		{dialect.Plain, "", ""},
	} {
		p := Parse("x.mdx", []byte(c.text), Reading{Dialect: c.d, RawHTML: true}, diag.NewReporter("x"))
		if got := p.Body.Markdown; got != c.want {
			t.Errorf("%q as %s shows %q, want %q", c.text, c.d, got, c.want)
		}
	}
}

// TestHiddenElements: what stands in an element that browsers do not show is in none
// of a page's texts, and what stands beside it is.
func TestHiddenElements(t *testing.T) {
	for _, c := range []struct{ text, want, told string }{
		{"a <span hidden>b</span> c\n", "a c", ""},
		{"<div hidden>\n\nb\n\n<div>b</div>\n\nb\n\n</div>\n\nc\n", "c", ""},
		{"<div hidden>b</div> c\n\n<p hidden>b\n\nd\n", "c d", ""},
		{"<div hidden=\"until-found\">a</div>\n\n<b class=\"hidden\">c</b> <b title=\"style=display:none\">d</b>\n", "a c d", ""},
		{"> <div style=\"display: none\">\n>\n> b\n\nc\n", "c", "the hidden element <div> is not closed in what it stands in, and hides the rest of it"},
		{"a[^1]\n\n<div hidden>\n\nb[^2] b[^1]\n\n</div>\n\n[^1]: c\n[^2]: b[^3]\n[^3]: b\n", "a1 c ↩︎", ""},
		{"<template>b</template> c\n", "c", ""},
		{"<dialog>b</dialog>\n\n<dialog open>c</dialog>\n", "c", ""},
	} {
		for _, raw := range []bool{true, false} {
			r := diag.NewReporter("x")
			p := Parse("x.md", []byte(c.text), Reading{RawHTML: raw}, r)
			text := strings.Join(strings.Fields(html.UnescapeString(elementsAndMarks.ReplaceAllString(p.Body.HTML, " "))), " ")
			if raw && strings.ReplaceAll(text, " 1", "1") != c.want {
				t.Errorf("%q shows %q, want %q", c.text, text, c.want)
			}
			for what, s := range map[string]string{"HTML": text, "Markdown": p.Body.Markdown, "text": p.Sections[0].Text} {
				if strings.Contains(strings.ReplaceAll(s, "<b ", ""), "b") && !strings.Contains(s, "</b>") {
					t.Errorf("%q, raw HTML %t: the %s holds %q", c.text, raw, what, s)
				}
			}
			if c.told != "" && !slices.ContainsFunc(r.List(), func(d diag.Diagnostic) bool { return strings.HasSuffix(d.Message, c.told) }) {
				t.Errorf("%q, raw HTML %t: not told %q: %v", c.text, raw, c.told, r.List())
			}
		}
	}
}
