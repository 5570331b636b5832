package markdown

import (
	"strings"
	"testing"
)

// TestEachElement writes every element that Markdown has a sign for as that sign, in a
// text and in a table that only HTML can be.
func TestEachElement(t *testing.T) {
	for _, c := range []struct{ from, text, cell string }{
		{"<strong>x</strong>", "**x**", "<strong>x</strong>"},
		{"<b>x</b>", "**x**", "<strong>x</strong>"},
		{"<em>x</em>", "*x*", "<em>x</em>"},
		{"<i>x</i>", "*x*", "<em>x</em>"},
		{"<del>x</del>", "~~x~~", "<del>x</del>"},
		{"<s>x</s>", "~~x~~", "<del>x</del>"},
		{"<strike>x</strike>", "~~x~~", "<del>x</del>"},
		{"<sup>x</sup>", "<sup>x</sup>", "<sup>x</sup>"},
		{"<sub>x</sub>", "<sub>x</sub>", "<sub>x</sub>"},
		{"<kbd>x</kbd>", "<kbd>x</kbd>", "<kbd>x</kbd>"},
		{"<mark>x</mark>", "<mark>x</mark>", "<mark>x</mark>"},
		{"<code>x_</code>", "`x_`", "<code>x_</code>"},
		{"<var>x_</var>", "`x_`", "<code>x_</code>"},
		{"<samp>x_</samp>", "`x_`", "<code>x_</code>"},
		{"<tt>x_</tt>", "`x_`", "<code>x_</code>"},
		{"<span>x</span>", "x", "x"},
		{"a<wbr>b", "ab", "ab"},
		{"<a href=x>y</a>", "[y](x)", "<a href=\"x\">y</a>"},
		{"<a>y</a>", "y", "y"},
		{"<img src=x alt=y>", "![y](x)", "<img src=\"x\" alt=\"y\">"},
		{"<img alt=y>", "", ""},
		{"<iframe src=x title=y></iframe>", "[y](x)", "<a href=\"x\">x</a>"},
		{"<video src=x></video>", "[x](x)", "<a href=\"x\">x</a>"},
		{"<audio src=x></audio>", "[x](x)", "<a href=\"x\">x</a>"},
		{"<embed src=x>", "[x](x)", "<a href=\"x\">x</a>"},
		{"<video><source src=x></video>", "[x](x)", "<a href=\"x\">x</a>"},
		{"<iframe></iframe>", "", ""},
		{"<input type=CheckBox checked>x", "☑ x", "☑ x"},
		{"<input type=checkbox>x", "☐ x", "☐ x"},
		{"<input type=text value=x>y", "y", "y"},
		{"<script>x</script>y<style>x</style>", "y", "y"},
		{"<formula>a</formula>", "$a$", "a"},
		{"<formula>a$</formula>", "`a$`", "a$"},
		{"<remark>x</remark>y", "y <!-- x -->", "<!-- x -->y"},
		{"<h1>x</h1>", "# x", "<p><strong>x</strong></p>"},
		{"<h2>x</h2>", "## x", "<p><strong>x</strong></p>"},
		{"<h3>x</h3>", "### x", "<p><strong>x</strong></p>"},
		{"<h4>x</h4>", "#### x", "<p><strong>x</strong></p>"},
		{"<h5>x</h5>", "##### x", "<p><strong>x</strong></p>"},
		{"<h6>x</h6>", "###### x", "<p><strong>x</strong></p>"},
		{"<ul><li>x</ul>", "- x", "<ul><li>x</li></ul>"},
		{"<ol><li>x</ol>", "1. x", "<ol><li>x</li></ol>"},
		{"<ol start=3><li>x</ol>", "3. x", "<ol start=\"3\"><li>x</li></ol>"},
		{"<ul><li><div>x</div><li><ul><li>y</ul></ul>", "- x\n- - y", "<ul><li>x</li><li><ul><li>y</li></ul></li></ul>"},
		{"<dl><dt>x<dd>y</dl>", "**x**\n\ny", "<dl><dt>x</dt><dd>y</dd></dl>"},
		{"<blockquote>x</blockquote>", "> x", "<blockquote>x</blockquote>"},
		{"<pre>x\ny</pre>", "```\nx\ny\n```", "<pre>x&#10;y</pre>"},
		{"x<hr>y", "x\n\n___\n\ny", "x<hr>y"},
		{"<div>x</div><section>y</section><article>z</article>", "x\n\ny\n\nz", "x<br>y<br>z"},
		{"<details><summary>x</summary>y</details>", "> [!NOTE]- x\n>\n> y", "<details><summary>x</summary>y</details>"},
		{"<callout kind=warning title=x>y</callout>", "> [!WARNING] x\n>\n> y", "<blockquote><p><strong>x</strong></p>y</blockquote>"},
		{"<callout kind=tip fold=1>y</callout>", "> [!TIP]-\n>\n> y", "<blockquote>y</blockquote>"},
	} {
		if got, _ := made(t, c.from); strings.TrimSpace(got) != c.text {
			t.Errorf("%s is written %q, want %q", c.from, got, c.text)
		}
		got, _ := made(t, "<table><tr><td colspan=2>"+c.from+"<tr><td>a<td>b</table>")
		_, cell, _ := strings.Cut(got, "<td colspan=\"2\">")
		if cell, _, _ = strings.Cut(cell, "</td>"); cell != c.cell {
			t.Errorf("in a table %s is written %q, want %q", c.from, cell, c.cell)
		}
	}
}
