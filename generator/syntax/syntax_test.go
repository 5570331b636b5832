package syntax

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

func convert(t *testing.T, s Set, source string) string {
	t.Helper()
	m := New(s, nodes{})
	m.Renderer().AddOptions(html.WithUnsafe())
	var out bytes.Buffer
	if err := m.Convert([]byte(source), &out); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(strings.TrimSpace(out.String()), "\n", "")
}

// TestEverywhere reads what any page may hold.
func TestEverywhere(t *testing.T) {
	for source, want := range map[string]string{
		"[[a#b|c *d*]] [[e]]":                      "<p><wikilink:a#b c *d*> <wikilink:e ></p>",
		"[[1]](https://e.org) [[2]][r]\n\n[r]: /u": `<p><a href="https://e.org">[1]</a> <a href="/u">[2]</a></p>`,
		"| a |\n|---|\n| [[b|c]] `[[d\\|e]]` |":    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><wikilink:b c> <code>[[d|e]]</code></td></tr></tbody></table>",
		"x [[b|c]] | y":                            "<p>x <wikilink:b c> | y</p>",
		"![[p.png|300]]":                           "<group <embed:p.png::300 >>",
		"![[p.png|words|300x200]] and":             "<p><embed:p.png:words:300 > and</p>",
		"![[n#h]]":                                 "<group <embed:n#h >>",
		"> [!NOTE]\n> a":                           "<callout:note <p>a</p>>",
		"> [!tip]- A *title*\n> a":                 "<callout:tip- <title A <em>title</em>><p>a</p>>",
		"> [!danger]+\n> a":                        "<callout:caution:danger+ <p>a</p>>",
		"> [!x](y)":                                `<blockquote><p><a href="y">!x</a></p></blockquote>`,
		"> [!own kind] t":                          "<callout:note:own kind <title t>>",
		"=== \"A\"\n\n    one\n\n    - two\n\n=== \"B\"\n\n    three\n\nend": "<tabs <tab <title A><p>one</p><ul><li>two</li></ul>><tab <title B><p>three</p>>><p>end</p>",
		"a\n===":                              "<h1>a</h1>",
		"a ==b *c*== d == e":                  "<p>a <mark b <em>c</em>> d == e</p>",
		"$a^2$ costs $5 or $10, US$5, $x$y":   "<p><math:a^2 > costs $5 or $10, US$5, $x$y</p>",
		"$$\na\nb\n$$\nc":                     "<mathline:ab ><p>c</p>",
		"$$ a $$":                             "<mathline:a >",
		"a $$b$$":                             "<p>a <math::b ></p>",
		"$$ never closed":                     "<p>$$ never closed</p>",
		":tada: :nope: 10:30:45":              "<p>🎉 :nope: 10:30:45</p>",
		"![a](my plan.png) [b](my page.md#c)": `<p><img src="my%20plan.png" alt="a"> <a href="my%20page.md#c">b</a></p>`,
		"![a](b.png){width=200 .x}":           `<p><img src="b.png" alt="a" width="200"><hidden ></p>`,
		"[TOC]\n\n[[_TOC_]]\n\na":             "<p>a</p>",
		"{not one}":                           "<p>{not one}</p>",
	} {
		if got := convert(t, Set{}, source); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", source, got, want)
		}
	}
}

// mdx is what files of MDX are written with.
var mdx = Set{Components: true, Modules: true}

// TestElsewhere reads what only the writers of other programs use, and leaves it
// alone where it is not asked for.
func TestElsewhere(t *testing.T) {
	for name, c := range map[string]struct {
		set          Set
		source, want string
	}{
		"admonition":              {Set{Admonitions: true}, "!!! warning \"Mind *it*\"\n\n    a\n\n    ??? note\n\n        b\n\nc", "<callout:warning <title Mind <em>it</em>><p>a</p><callout:note- <p>b</p>>><p>c</p>"},
		"admonition, open":        {Set{Admonitions: true}, "???+ info\n    a", "<callout:note:info+ <p>a</p>>"},
		"no admonition":           {Set{Admonitions: true}, "!!! Really great stuff, and more", "<p>!!! Really great stuff, and more</p>"},
		"fence":                   {Set{Fences: true}, ":::tip[Title]\n\na\n\n:::\nb", "<callout:tip <title Title><p>a</p>><p>b</p>"},
		"fence, words":            {Set{Fences: true}, "::: danger Stop here\na\n:::", "<callout:caution:danger <title Stop here><p>a</p>>"},
		"fence, folded":           {Set{Fences: true}, "::: details More\na\n:::", "<callout:note:details- <title More><p>a</p>>"},
		"fence, attributes":       {Set{Fences: true}, ":::note{title=\"T\"}\na\n:::", "<callout:note <title T><p>a</p>>"},
		"fences in fences":        {Set{Fences: true}, "::::tip\n:::note\na\n:::\nb\n::::\nc", "<callout:tip <callout:note <p>a</p>><p>b</p>><p>c</p>"},
		"a listing in a fence":    {Set{Fences: true}, ":::tip\n```\n:::\n```\n:::\nb", "<callout:tip <pre><code>:::</code></pre>><p>b</p>"},
		"unknown fence":           {Set{Fences: true}, ":::own\na\n:::", "<group <p>a</p>>"},
		"listings as tabs":        {Set{Fences: true}, "::: code-group\n```js [one.js]\na\n```\n```ts\nb\n```\n:::", `<tabs <tab <title one.js><pre><code class="language-js">a</code></pre>><tab <pre><code class="language-ts">b</code></pre>>>`},
		"comment":                 {Set{Comments: true}, "a %%b%% c\n\n%%\nd\n\ne\n%%\n\nf 50%% g", "<p>a <hidden > c</p><hiddenlines ><p>f 50%% g</p>"},
		"slashes":                 {Set{Admonitions: true}, "/// warning | *T*\n    open: true\n\na\n\n```\n///\n```\n\n//// details\nb\n////\n///\nc", "<callout:warning <title <em>T</em>><p>a</p><pre><code>///</code></pre><callout:note:details- <p>b</p>>><p>c</p>"},
		"slashes as tabs":         {Set{Admonitions: true}, "/// tab | A\na\n///\n\n/// tab | B\nb\n///", "<tabs <tab <title A><p>a</p>><tab <title B><p>b</p>>>"},
		"slashes, never ended":    {Set{Admonitions: true}, "/// note\na", "<p>/// notea</p>"},
		"place":                   {Set{Attributes: true}, "[](){ #a.b } c", "<p><hidden > c</p>"},
		"named block":             {Set{Blocks: true}, "a b ^name\n\n- c ^other", "<p>a b</p><ul><li id=\"^other\">c</li></ul>"},
		"module":                  {mdx, "import A from 'b';\nexport const c = 1;\n\na {/* b */} {\"c\"} {d}", "<hiddenlines ><hiddenlines ><p>a <hidden > c <foreign:{}:{d} ></p>"},
		"components":              {mdx, "<Tabs>\n  <TabItem value=\"a\" label=\"A b\">\n\n    one\n\n    ```js\n    x\n      y\n    ```\n\n  </TabItem>\n  <TabItem label=\"B\">two</TabItem>\n</Tabs>\nend", `<tabs <tab <title A b><p>one</p><pre><code class="language-js">x  y</code></pre>><tab <title B><p>two<hidden ></p>>><p>end</p>`},
		"component aside":         {mdx, "<Aside type=\"caution\" title=\"T\">\n\ta\n</Aside>", "<callout:caution <title T><p>a</p>>"},
		"a tag of many lines":     {mdx, "<Card\n  title=\"T\"\n  icon={x => ({a: 1})}\n>\n  a\n</Card>\nb", "<group <title T><p>a</p>><p>b</p>"},
		"alone":                   {mdx, "<Own thing={{a: {b: 1}}} />\nnext", "<p><foreign:Own:<Own thing={{a: {b: 1}}} /> ></p><p>next</p>"},
		"braces in backquotes":    {mdx, "<Own\n  thing={{\n    a: `{\n  }}}`,\n    b: [{ c: { d: { e: { f: 1 } } } }],\n  }}\n>\n  g\n</Own>\nh", "<group <p>g</p>><p>h</p>"},
		"link card":               {mdx, "<LinkCard title=\"T\" href=\"/a/\" description=\"D\" />", `<group <p><a href="/a/">T</a></p><p>D</p>>`},
		"within a line":           {mdx, "a <Badge text=\"New\" /> <Icon name=\"x\" /> <Own>b</Own> c", "<p>a New <hidden > <hidden >b<hidden > c</p>"},
		"two indentations":        {mdx, "<Steps>\n    1. one\n\n       more\n</Steps>", "<group <ol><li><p>one</p><p>more</p></li></ol>>"},
		"a comment of lines":      {mdx, "{/* a\n\nb */}\nc", "<hiddenlines ><p>c</p>"},
		"never closed":            {mdx, "<Tabs>\n\na", "<p><hidden ></p><p>a</p>"},
		"shortcodes":              {Set{Shortcodes: true}, "{{< tabs >}}\n{{% tab \"A\" %}}\none\n{{% /tab %}}\n{{< /tabs >}}\n\n{{% notice warning %}}\n*b*\n{{% /notice %}}", "<tabs <tab <title A><p>one</p>>><callout:warning <p><em>b</em></p>>"},
		"shortcode listing":       {Set{Shortcodes: true}, "{{< highlight go >}}\na *b*\n{{< /highlight >}}\nc", "<pre><code>a *b*</code></pre><p>c</p>"},
		"figure":                  {Set{Shortcodes: true}, "{{< figure src=\"a.png\" caption=\"C\" >}}", `<group <p><img src="a.png" alt="C"></p><p>C</p>>`},
		"shortcode below HTML":    {Set{Shortcodes: true}, "<br>\n{{% note %}}\n*a*\n{{% /note %}}\nb", "<br><callout:note <p><em>a</em></p>><p>b</p>"},
		"tab of a name":           {Set{Shortcodes: true}, "{{< tabs >}}\n{{< tab \"A\" \"x\" >}}\na\n{{< /tab >}}\n{{< tab name=\"B\" >}}\nb\n{{< /tab >}}\n{{< /tabs >}}", "<tabs <tab <title A><p>a</p>><tab <title B><p>b</p>>>"},
		"details":                 {Set{Shortcodes: true}, "{{< details summary=\"S\" >}}\na\n{{< /details >}}\n\n{{% expand \"E\" %}}\nb\n{{% /expand %}}", "<callout:note:details- <title S><p>a</p>><callout:note:details- <title E><p>b</p>>"},
		"unknown shortcode":       {Set{Shortcodes: true}, "a {{< own \"b\" >}} c", "<p>a <foreign:own:{{< own &quot;b&quot; >}} > c</p>"},
		"film":                    {Set{Shortcodes: true}, "{{< youtube abc >}}", `<p><a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a></p>`},
		"liquid":                  {Set{Liquid: true}, "{% note %}\na\n{% endnote %}\n\n{% assign x = 1 %}\n\n{% include b.html %}", "<callout:note <p>a</p>><hiddenlines ><p><foreign:include:{% include b.html %} ></p>"},
		"hint":                    {Set{Liquid: true}, "{% hint style=\"danger\" %}\n## A\n{% endhint %}\n\n{% alert \"Mind *it*\" %}\nb\n{% endalert %}", "<callout:caution:danger <h2>A</h2>><callout:note <title Mind <em>it</em>><p>b</p>>"},
		"tabs of tags":            {Set{Liquid: true}, "{% tabs %}\n{% tab title=\"A b\" %}\none\n{% endtab %}\n\n{% tab title=\"C\" %}\ntwo\n{% endtab %}\n{% endtabs %}", "<tabs <tab <title A b><p>one</p>><tab <title C><p>two</p>>>"},
		"a link to a page":        {Set{Liquid: true}, "{% content-ref url=\"a/b.md\" %}\n[b.md](a/b.md)\n{% endcontent-ref %}\n\n{% page-ref page=\"c.md\" %}", `<p><a href="a/b.md"></a></p><p><a href="c.md"></a></p>`},
		"an embedded address":     {Set{Liquid: true}, "{% embed url=\"https://e.org/x\" %}\nSaid\n{% endembed %}\n\n{% file src=\"a/b.pdf\" %}", `<group <p><a href="https://e.org/x">https://e.org/x</a></p><p>Said</p>><group <p><a href="a/b.pdf">b.pdf</a></p>>`},
		"a titled listing":        {Set{Liquid: true}, "{% code title=\"a.js\" lineNumbers=\"true\" %}\n```js\nx\n```\n{% endcode %}", `<group <title a.js><pre><code class="language-js">x</code></pre>>`},
		"steps":                   {Set{Liquid: true}, "{% stepper %}\n{% step %}\n### One\n\na\n{% endstep %}\n{% endstepper %}", "<group <group <h3>One</h3><p>a</p>>>"},
		"a tag of words":          {Set{Liquid: true}, "a {% channel \"help us\" %} {% film \"https://e.org\" %} {% picture \"a/b.png\", \"Two\" %} {% date %}", `<p>a <foreign:channel:{% channel "help us" %} help us> <foreign:film:{% film "https://e.org" %} > <img src="a/b.png" alt="Two"> <foreign:date:{% date %} ></p>`},
		"a computed part":         {Set{Liquid: true}, "{% if a %}\nb\n{% else %}\nc\n{% endif %}", "<group <p>b</p><hiddenlines ><p>c</p>>"},
		"braces":                  {Set{Includes: true}, "{{#include a.rs}} {{#title T}}", "<p><foreign:#include:{{#include a.rs}} > <hidden ></p>"},
		"keys":                    {Set{Keys: true}, "++ctrl+c++ :material-star: The HTML\n\n*[HTML]: Hyper Text", "<p><key ctrl+c> <hidden > The <abbr:Hyper Text HTML></p>"},
		"raised and lowered":      {Set{Keys: true}, "x^2^ H~2~O ^^new^^ ~~old~~", "<p>x<script 2> H<script 2>O <script new> <del>old</del></p>"},
		"index of tags":           {Set{Keys: true}, "a\n\n[TAGS]\n\n[TAGS] b\n\n[c]\n", "<p>a</p><p>[TAGS] b</p><p>[c]</p>"},
		"no index of tags":        {Set{}, "[TAGS]", "<p>[TAGS]</p>"},
		"snippet":                 {Set{Keys: true}, "a\n\n--8<-- \"b.md\"\n\n---", "<p>a</p><p><foreign:snippet:--8<-- \"b.md\" ></p><hr>"},
		"lines":                   {Set{Breaks: true}, "a\nb", "<p>a<br>b</p>"},
		"aside":                   {Set{Asides: true}, "<aside>\na **b**\n\n</aside>\n\nc", "<callout:note <p>a <strong>b</strong></p>><p>c</p>"},
		"attributes":              {Set{Attributes: true}, "a [b](c){ .x target=\"y\" } d\n{: .z }", `<p>a <a href="c">b</a><hidden > d</p>`},
		"attributes of lines":     {Set{Attributes: true}, "a\n{: .x }\nb\n{: .y }\n\n## H\n{: #h .z }\n\n- c\n{:toc}\n\n1. d", "<p>a<br>b</p><h2 id=\"h\">H</h2><ol><li>d</li></ol>"},
		"classes":                 {Set{Attributes: true, Classes: true}, "{: .note }\na\n\n{: .warning-title }\n> T\n>\n> b\n\nc\n{: .new }\n\nd\n{: .lead }", "<callout:note <p>a</p>><callout:warning <title T><p>b</p>><callout:note:new <p>c</p>><p>d</p>"},
		"attributes alone":        {Set{Attributes: true, Classes: true}, "{: .note }\n\na\n\n> b\n{: .tip }", "<p>a</p><callout:tip <p>b</p>>"},
		"Markdown in HTML":        {Set{Attributes: true}, "<div markdown=\"1\">\n*a*\n{: .x }\n</div>\n```\nb\n```", "<div markdown=\"1\"><p><em>a</em></p></div><pre><code>b</code></pre>"},
		"classes before no text":  {Set{Attributes: true, Classes: true}, "{: .note }\n**a**: b\n\n{: .note }\n[c](d) e\n\n{: .x }\n`f`\ng\n\n{: .x }\n![h](i.png)\n\n{: .x a=\"*b*\" }\n<j@k.example>", `<callout:note <p><strong>a</strong>: b</p>><callout:note <p><a href="d">c</a> e</p>><p><code>f</code>g</p><p><img src="i.png" alt="h"></p><p><a href="mailto:j@k.example">j@k.example</a></p>`},
		"spans of lines":          {Set{Attributes: true}, "<div markdown=\"1\">\n<span class=\"a\">\n[b](c){: .d }\n</span>\n\n<SMALL>\n*e*\n</SMALL>\n</div>\nf\n\n<p>\n*g*\n</p>", `<div markdown="1"><p><span class="a"><a href="c">b</a><hidden ></span></p><p><SMALL><em>e</em></SMALL></p></div><p>f</p><p>*g*</p>`},
		"a tag behind an address": {Set{Liquid: true}, "{% note %}https://e.org/a{% endnote %}\n\nhttps://e.org/{b}?c{{ d }} www.e.org/f{% g %}", `<callout:note <p><a href="https://e.org/a">https://e.org/a</a><hidden ></p>><p><a href="https://e.org/%7Bb%7D?c">https://e.org/{b}?c</a><foreign:d:{{ d }} > <a href="http://www.e.org/f">www.e.org/f</a><foreign:g:{% g %} ></p>`},
		"Markdown in elements":    {Set{Components: true, Modules: true}, "<figure>\n  <>![a](b.png)</>\n  {/* c */}\n  <figcaption>*d*</figcaption>\n</figure>\n\n<details>\n<summary>e</summary>\n- f\n</details>\n\n<p>\n*g*\n</p>", `<figure><p><hidden ><img src="b.png" alt="a"><hidden ><hidden ></p>  <figcaption>*d*</figcaption></figure><details><summary>e</summary><ul><li>f</li></ul></details><p>*g*</p>`},
		"indented ends":           {Set{Liquid: true}, "<div>\n{% highlight a %}\nx\n{% endhighlight %}\n        </p>\n    </div>\n\ny", "<div><pre><code>x</code></pre>    </p></div><p>y</p>"},
		"ruby":                    {Set{Ruby: true}, "a <%= b 'c' %> d\n\n<% if e %>\n*f*\n<% end %>", "<p>a <foreign:b:<%= b 'c' %> > d</p><p><foreign:if:<% if e %> ></p><p><em>f</em></p><p><foreign:end:<% end %> ></p>"},
		"reversed":                {Set{Reversed: true}, "[[words|Page]]", "<p><wikilink:Page words></p>"},
	} {
		got := strings.ReplaceAll(convert(t, c.set, c.source), "&lt;", "<")
		got = strings.ReplaceAll(got, "&gt;", ">")
		if want := strings.ReplaceAll(c.want, "&quot;", "\""); strings.ReplaceAll(got, "&quot;", "\"") != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

// TestKept loses no text that stands beside, behind or in front of what is read.
func TestKept(t *testing.T) {
	all := Set{Admonitions: true, Fences: true, Comments: true, Blocks: true, Components: true, Modules: true, Shortcodes: true, Liquid: true, Includes: true, Vue: true, Attributes: true, Keys: true, Asides: true}
	for _, c := range []struct {
		set    Set
		source string
	}{
		{Set{}, "$$\nx\n$$ kept"}, {Set{}, "$$ is a kept\n\n```sh\necho $$ kept\n```\nkept"}, {Set{}, "$$\nx\n\n> $$ kept"},
		{Set{Comments: true}, "%%\nx\n%% kept"}, {Set{Comments: true}, "%% kept\n\n```\n%% kept\n```\nkept"},
		{mdx, "a\n\n    kept\n\n    # kept\n\n    > kept\n\n\t- kept"}, {mdx, "1. a\n\n       kept"}, {mdx, "> a\n>\n>     kept"}, {mdx, "<Tab label=\"x\">\n  a\n\n      kept\n</Tab>"},
		{mdx, "<Card>\na\n</Card> kept"}, {mdx, "import a from 'b'\nkept"}, {mdx, "import kept and kept are words"}, {mdx, "export default is kept"},
		{Set{Components: true}, "<Card>\na\n</Card>\n\n    kept"}, {Set{Components: true}, "import a from 'kept'"},
		{Set{Shortcodes: true}, "{{< note >}}\na\n{{< /note >}} kept"}, {Set{Shortcodes: true}, "{{< highlight go >}}\na\n{{< /highlight >}} kept"}, {Set{Shortcodes: true}, "{{< note \"kept\" >}}\na\n{{< /note >}}"},
		{Set{Shortcodes: true}, "{{< tab \"a\" >}}b{{< /tab >}}{{< tab \"b\" >}}kept{{< /tab >}}"}, {Set{Shortcodes: true}, "{{< figure src=\"a\" title=\"kept\" caption=\"kept\" >}}"}, {Set{Shortcodes: true}, "{{< badge content=\"kept\" >}}"},
		{Set{Liquid: true}, "{% note %}\na\n{% endnote %} kept"},
		{Set{Fences: true}, ":::note[T] kept\na\n:::"}, {Set{Fences: true}, ":::kept never closed"},
		{all, "- a\n\n  kept\n\n  > kept"},
	} {
		got := convert(t, c.set, c.source)
		if want := strings.Count(c.source, "kept"); strings.Count(got, "kept") < want {
			t.Errorf("%q: %s", c.source, got)
		}
	}
	// Nothing stands before these signs but a part of a tab.
	for _, sign := range []string{"$", "$$", "=", "!", "?", "%", ":", "{", "i", "e", "<", "-", "^", "~"} {
		for _, before := range []string{"> \t", "- a\n  \t", "[^1]:\t", "\t", "1. \t\t"} {
			convert(t, all, before+sign)
			convert(t, all, before+sign+"\n")
		}
	}
}

// TestPlaces holds nodes at their places in the source.
func TestPlaces(t *testing.T) {
	source := []byte("text\n\n- list\n\n  > [!tip] A title\n  > inside ![[embed]]\n")
	doc := New(Set{}, nodes{}).Parser().Parse(text.NewReader(source))
	found := 0
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if title, ok := n.(*Title); ok && entering {
			found++
			line := title.Lines().At(0)
			if got := string(line.Value(source)); got != "A title" || title.Pos() != bytes.Index(source, []byte("A title")) {
				t.Errorf("%q at %d", got, title.Pos())
			}
		}
		return ast.WalkContinue, nil
	})
	if found != 1 {
		t.Errorf("%d titles", found)
	}
}

// TestMany reads as much as an attack would bring, in a time that grows with it.
func TestMany(t *testing.T) {
	for name, source := range map[string]string{
		"tabs":       strings.Repeat("=== \"A\"\n\n    a\n\n", 10_000),
		"components": strings.Repeat("<Tab label=\"a\">\n", 10_000),
		"closed":     strings.Repeat("<Tab>\n</Tab>\n", 10_000),
		"shortcodes": strings.Repeat("{{< a >}}\n", 10_000),
		"fences":     strings.Repeat(":::tip\n", 90) + strings.Repeat("a\n\n", 1000),
		"dollars":    strings.Repeat("$a ", 10_000),
		"marks":      strings.Repeat("==a ", 10_000),
		"links":      strings.Repeat("[[a", 10_000),
		"attributes": strings.Repeat("{a=", 10_000),
		"open":       strings.Repeat(":::a\n", 10_000),
		"nested":     strings.Repeat("<A>\n", 10_000) + strings.Repeat("</A>\n", 10_000),
		"calls":      strings.Repeat("{{< a >}}\n", 10_000) + strings.Repeat("{{< /a >}}\n", 10_000),
		"wiki lines": strings.Repeat("[[a|b]]\n", 10_000),
		"icons":      strings.Repeat(":material-x:{", 5_000),
		"braces":     strings.Repeat("{ x", 10_000),
	} {
		if convert(t, Set{Admonitions: true, Fences: true, Components: true, Shortcodes: true, Liquid: true}, source) == "" {
			t.Errorf("%s: nothing", name)
		}
	}
}
