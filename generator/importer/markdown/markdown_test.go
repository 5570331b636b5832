package markdown

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gm "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

// made makes Markdown of HTML, and tells how many nodes it took.
func made(t testing.TB, page string) (text string, nodes int) {
	t.Helper()
	doc, _, err := Parse([]byte(page), func() error { nodes++; return nil })
	if err == nil {
		var p Page
		p, err = From(doc, 10<<20, nil)
		text = p.Text
	}
	if err != nil && err != ErrLong {
		t.Fatal(err)
	}
	return text, nodes
}

// TestMarkdown writes each element as CommonMark has it.
func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ from, want string }{
		{"<h1>A <b>b</b></h1><p>one\n two<p>three", "# A **b**\n\none two\n\nthree"},
		{"<p>a<b> b </b>c <i><b>d</b></i>", "a **b** c ***d***"},
		{"<b>a</b><b>b</b><b><strong>c</strong></b>", "**abc**"},
		{"x<b>\"y\"</b>z <i>a</i><b>b</b>", "x<strong>\"y\"</strong>z *a*<strong>b</strong>"},
		{"H<sub>2</sub>O <kbd>Esc</kbd> <code>a`b</code>", "H<sub>2</sub>O <kbd>Esc</kbd> ``a`b``"},
		{"a<br>b<br><br>c", "a  \nb\n\nc"},
		{"<a href='x y.html' title='T'>go <b>on</b></a>! <img src='a(1).png' alt='[x]'>", "[go **on**](x%20y.html \"T\")! ![\\[x\\]](a%281%29.png)"},
		{"<ul><li>a<li><p>b</p><ol start=1><li>c</ol></ul><ul><li>d</ul>", "- a\n- b\n  1. c\n\n* d"},
		{"<ul><li>a<ol start=5><li>c</ol></ul>", "- a\n\n  5. c"},
		{"<blockquote><p>a<ul><li>b</ul></blockquote>c", "> a\n> - b\n\nc"},
		{"<pre><code class='language-go'>a\n\n```\n</code></pre>", "````go\na\n\n```\n````"},
		{"<hr>", "___"},
		{"<table><tr><th>A<th>B<tr><td>c<td>e|</table>", "| A | B |\n|---|---|\n| c | e\\| |"},
		{"<table><tr><th>A<th align=right>B<tr><th>c<td align=right>1</table>", "| A | B |\n|---|---:|\n| **c** | 1 |"},
		{"<table><tr><td colspan=2>c<tr><td rowspan=2>d<td align=center>e|</table>", "<table>\n<tr>\n<td colspan=\"2\">c</td>\n</tr>\n<tr>\n<td rowspan=\"2\">d</td>\n<td align=\"center\">e|</td>\n</tr>\n</table>"},
		{"<table><tr><th>A<th>B<tr><td><p>a *<p>b<td><ul><li><p>x</p></ul><pre class=lang-go>1\n\n2</pre></table>", "<table>\n<tr>\n<th>A</th>\n<th>B</th>\n</tr>\n<tr>\n<td><p>a *</p><p>b</p></td>\n<td><ul><li>x</li></ul><pre><code class=\"language-go\">1&#10;&#10;2</code></pre></td>\n</tr>\n</table>"},
		{"<table><tr><td><div>a</div><div>b <i>c</i></div><ol start=2><li>d</ol><td><a href='x y'>e</a></table>", "<table>\n<tr>\n<td>a<br>b <em>c</em><ol start=\"2\"><li>d</li></ol></td>\n<td><a href=\"x%20y\">e</a></td>\n</tr>\n</table>"},
		{"<h2><b>a</b> <b>b</b></h2><table><tr><th><b>c</b><tr><td><b>d</b></table>", "## a b\n\n| c |\n|---|\n| **d** |"},
		{"<p>a<code>b </code>c <code> d</code>", "a`b` c `d`"},
		{"<table><tr><td><pre>boxed</pre></table>", "```\nboxed\n```"},
		{"<table><tr><td>a<td><p>b<p>c<tr><td>d<td>e<td>f</table>", "|  |  |  |\n|---|---|---|\n| a | b<br>c |\n| d | e | f |"},
		{"<table><tr><td><h2>a</h2><td>b</table>", "<table>\n<tr>\n<td><p><strong>a</strong></p></td>\n<td>b</td>\n</tr>\n</table>"},
		{"<ul><li><input type=checkbox checked> a<li><p><input type=checkbox>b</p></ul>", "- [x] a\n- [ ] b"},
		{"<details><summary>More *</summary><p>a<p>b</details>", "> [!NOTE]- More \\*\n>\n> a\n>\n> b"},
		{"<callout kind=tip title=T><p>a</p></callout>", "> [!TIP] T\n>\n> a"},
		{"<p>a<note-mark name='1 2'>x</note-mark> b</p><note name='1 2'><p>n<p>m</note><note name=3>o</note>", "a[^1-2] b\n\n[^1-2]: n\n\n    m\n\no"},
		{"<p>a<note-mark name=1>[1]</note-mark></p>", "a\\[1]"},
		{"<p><remark>first -- x</remark>a<remark>b</remark> c</p><p><remark>-></remark></p>", "a<!-- b --> c <!-- first - - x -->\n\n<!-- -> -->"},
		{"<table><tr><td><ul><li>a<note-mark name=1></note-mark></ul><td>b</table><note name=1>n</note>", "<table>\n<tr>\n<td><ul><li>a <small>(n)</small></li></ul></td>\n<td>b</td>\n</tr>\n</table>"},
		{"<p>see <iframe src='https://a.example/' title=Film></iframe>", "see [Film](https://a.example/)"},
		{"<script>no</script>1. a * b_c _d_ \\* &lt;b&gt; &amp;amp; $1 ~30", `1\. a \* b_c \_d\_ \\\* \<b> \&amp; $1 \~30`},
		{"# a<p>- b<p>+ c<p>---<p>===", "\\# a\n\n\\- b\n\n\\+ c\n\n\\---\n\n\\=\\=="},
		{"<dl><dt>a<dd>b</dl>", "**a**\n\nb"},
	} {
		if got, _ := made(t, c.from); got != c.want+"\n" {
			t.Errorf("%s:\n%s\nwant\n%s", c.from, got, c.want)
		}
	}
}

var browser = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(gm.WithUnsafe()))

// words are the texts of a page, without what spaces stand between them.
func words(t testing.TB, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.FieldsFunc(Text(doc), func(c rune) bool { return strings.ContainsRune(" \n\t\r\u00a0", c) }), "")
}

// TestNothingIsLost writes random pages, and reads what was written: the same text
// stands in it, whatever signs it has, and as much of it is bold.
func TestNothingIsLost(t *testing.T) {
	pieces := strings.Fields(`a é " * ** _ __ [ ] ( ) ! ~~ \ | # - + 1. > &lt;b&gt; &amp;amp; http://x.y/a_b $ $$ === --- { } : :: %% ^ <b> </b> <i> </i> <b> </b> <s> </s> <sup> </sup> <p> </p> <br> <ul> <ol> <li> </li> </ul> </ol> <h2> </h2>
		<blockquote> </blockquote> <table> <tr> <td> <th> </table> <code>x</code> <pre> </pre> <a@href="u"> </a> <hr> <div> </div> &nbsp;`)
	random := rand.New(rand.NewPCG(1, 2))
	for run := 0; run < 5_000; run++ {
		var b strings.Builder
		for range 1 + random.IntN(14) {
			b.WriteString(strings.ReplaceAll(pieces[random.IntN(len(pieces))], "@", " "))
			if random.IntN(3) == 0 {
				b.WriteByte(' ')
			}
		}
		doc, _, err := Parse([]byte(b.String()), func() error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		page, err := From(doc, 1<<20, nil)
		if err != nil {
			t.Fatal(err)
		}
		var shown bytes.Buffer
		text := page.Text
		if err := browser.Convert([]byte(text), &shown); err != nil {
			t.Fatal(err)
		}
		got, want := words(t, shown.Bytes()), strings.Join(strings.FieldsFunc(Text(doc), func(c rune) bool { return strings.ContainsRune(" \n\t\r\u00a0", c) }), "")
		if got != want {
			t.Errorf("%q\nis written\n%s\nwhich says %q, want %q", b.String(), text, got, want)
		}
	}
}

// TestGrowth makes Markdown of pages that are made to cost much: twice the page is
// never more than twice the nodes, and its Markdown is bounded.
func TestGrowth(t *testing.T) {
	for _, piece := range []string{"*_", "`", "<b>", "<b x=1><i>a", "<p><b>", "<b></b>", "<b>a</b>", "<div>", "<ul><li>", "<li>a", "<blockquote>a", "<table><tr><td>", "<td colspan=1000000000>", "<tr><td rowspan=1000000000 colspan=1000>a<tr>", "<tr>", "<a href=" + strings.Repeat("x", 500) + ">a<br><br>", "<br>", "[", "![", "&amp;", "<pre>", "<code>", "<h1>", "# ", "\\", "</b>", "<a>", "<p>"} {
		page := "<table>" + strings.Repeat(piece, 50_000/len(piece))
		_, once := made(t, page)
		text, twice := made(t, page+strings.TrimPrefix(page, "<table>"))
		if twice > 2*once+2 || len(text) > 10<<20 {
			t.Errorf("%.20q: %d nodes, then %d, and %d bytes", piece, once, twice, len(text))
		}
	}
}
