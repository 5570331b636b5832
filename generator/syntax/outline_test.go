package syntax

import (
	"strings"
	"testing"
)

const id = "6f000000-0000-4000-8000-000000000001"

// TestOutline reads the blocks of an outline as a text.
func TestOutline(t *testing.T) {
	outline := Set{Outline: true}
	for source, want := range map[string]string{
		"- One point alone.":                   "<p>One point alone.</p>",
		"- a\n- b":                             "<ul><li>a</li><li>b</li></ul>",
		"- ## H\n\t- a\n\t- b\n- Words\n\t- c": "<h2>H</h2><ul><li>a</li><li>b</li></ul><p>Words</p><ul><li>c</li></ul>",
		"- ## H\n\t- ### I\n\t\t- a":           "<h2>H</h2><h3>I</h3><p>a</p>",
		"# H\n\t- a\n\t- ![b](c)\n\t\t- d\n# I\n\t- e\n\t\t  f\n\t- g": `<h1>H</h1><p>a</p><p><img src="c" alt="b"></p><ul><li>d</li></ul><h1>I</h1><ul><li>ef</li><li>g</li></ul>`,
		"- a\n\t- b\n\t\t- # H": "<p>a</p><p>b</p><h1>H</h1>",
		"- " + strings.Repeat("long ", 40) + "\n- " + strings.Repeat("x", 200): "<p>" + strings.TrimSpace(strings.Repeat("long ", 40)) + "</p><p>" + strings.Repeat("x", 200) + "</p>",
		"1. a\n2. b":                  "<ol><li>a</li><li>b</li></ol>",
		"- a\n  id:: " + id + "\n- b": `<ul><li id="^` + id + `">a<hiddenlines ></li><li>b</li></ul>`,
		"- ## a\n  id:: " + id:        `<h2 id="^` + id + `">a</h2><hiddenlines >`,
		"type:: [[Book]]\nmade:: by *me*\ncollapsed:: true\nempty::\n\n- a": "<dl><dt>type</dt><dd><wikilink:Book ></dd><dt>made</dt><dd>by <em>me</em></dd></dl><hiddenlines ><hiddenlines ><p>a</p>",
		"a std::string and b:: c":                                                                 "<p>a std::string and b:: c</p>",
		"- TODO a\n- DONE [#A] b\n- LATER c\n- TODOS":                                             `<ul><li><input disabled="" type="checkbox"> a</li><li><input checked="" disabled="" type="checkbox"> <key A> b</li><li><input disabled="" type="checkbox"> LATER c</li><li>TODOS</li></ul>`,
		"- a\n  :LOGBOOK:\n  CLOCK: [x]\n  :END:\n  b":                                            "<p>a</p><hiddenlines ><p>b</p>",
		"- #+BEGIN_NOTE\n  a *b*\n  #+END_NOTE":                                                   "<callout:note <p>a <em>b</em></p>>",
		"#+begin_quote\n- a\n#+end_quote\nb":                                                      "<blockquote><ul><li>a</li></ul></blockquote><p>b</p>",
		"#+BEGIN_SRC go\n\tkey:: *x*\n#+END_SRC\nb":                                               "<pre><code>\tkey:: *x*</code></pre><p>b</p>",
		"#+BEGIN_QUERY\n{:a\n\n[]}\n#+END_QUERY\nb":                                               "<p><foreign:query:#+BEGIN_QUERY{:a[]}#+END_QUERY ></p><p>b</p>",
		"#+BEGIN_COMMENT\na\n#+END_COMMENT\nb":                                                    "<hiddenlines ><p>b</p>",
		"#+BEGIN_NOTE\nnever ended":                                                               "<p>#+BEGIN_NOTEnever ended</p>",
		"#+BEGIN_NOTE\n#+BEGIN_TIP\na\n#+END_TIP\nb\n#+END_NOTE\nc":                               "<callout:note <callout:tip <p>a</p>><p>b</p>><p>c</p>",
		"See ((" + id + ")), [w](((" + id + "))), [w]([[A page]]) and #[[Tag a]] ^^m^^":           "<p>See <wikilink:" + id + " >, <wikilink:" + id + " w>, <wikilink:A page w> and <hidden ><wikilink:Tag a > <mark m></p>",
		"{{embed [[A b]]}}":                                                                       "<group <embed:A b >>",
		"{{embed ((" + id + "))}} {{query (a) }} {{cloze b c}} {{video https://e.org/f}} {{own}}": "<p><embed:" + id + " > <foreign:query:{{query (a) }} > b c <a href=\"https://e.org/f\">https://e.org/f</a> <foreign:own:{{own}} ></p>",
		"![a](b.png){:height 2, :width 300} c":                                                    `<p><img src="b.png" alt="a" width="300"><hidden > c</p>`,
		"[:div {:a [1]}\n \"b\"] c [:never":                                                       "<p><foreign:hiccup:[:div {:a [1]} \"b\"] > c [:never</p>",
		"- a\n  \n  ```\n  id:: x\n  ```":                                                         "<p>a</p><pre><code>id:: x</code></pre>",
	} {
		got := strings.ReplaceAll(convert(t, outline, source), "&quot;", `"`)
		if got != want {
			t.Errorf("%q:\n%s\nwant\n%s", source, got, want)
		}
		convert(t, Set{}, source)
	}
}

// TestOptions reads what stands in the titles of links, behind headings, before remarks
// and around tabs.
func TestOptions(t *testing.T) {
	set := Set{Options: true, Remarks: true, TabComments: true}
	for source, want := range map[string]string{
		"# A *b* :id=c":         `<h1 id="c">A <em>b</em></h1>`,
		"## A {docsify-ignore}": "<h2>A</h2>",
		"## A: b :c d":          "<h2>A: b :c d</h2>",
		"[a](b ':ignore') [c](d ':target=_x The d') [e](f 'g: h')": `<p><a href="b">a</a> <a href="d" title="The d">c</a> <a href="f" title="g: h">e</a></p>`,
		"[a](b.md ':include :type=code')":                          "<group <embed:b.md >>",
		"[a](https://e.org/b ':include')":                          `<p><a href="https://e.org/b">a</a></p>`,
		"![a](b.png ':size=300x2')":                                `<p><img src="b.png" alt="a" width="300"></p>`,
		"!> a\nb\n\nc":                                             "<callout:important <p>ab</p>><p>c</p>",
		"?> a\n\n!>b":                                              "<callout:tip <p>a</p>><p>!&gt;b</p>",
		"a\n!> b":                                                  "<p>a!&gt; b</p>",
		"<!-- tabs:start -->\n\n# A\n\n## b\n\n# C\n\nd\n\n<!-- tabs:end -->\n\ne": "<tabs <tab <title A><h2>b</h2>><tab <title C><p>d</p>>><p>e</p>",
		"<!-- tabs:start -->\n\n<!-- tab: A b -->\n\nc\n\n<!-- tabs:end -->":       "<tabs <tab <title A b><p>c</p>>>",
		"- <!-- tabs:start -->\n\n  # A\n\n  <!-- tabs:end -->":                    "<ul><li><tabs <tab <title A>>></li></ul>",
		"<!-- tabs:start -->\n\n# A\n\nb":                                          "<!-- tabs:start --><h1>A</h1><p>b</p>",
	} {
		if got := convert(t, set, source); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", source, got, want)
		}
	}
}

// TestRanges takes the page of a link out of a vault and a range.
func TestRanges(t *testing.T) {
	for source, want := range map[string]string{
		"[[a|dendron://v/b.c#d]]": "<p><wikilink:b.c#d a></p>",
		"![[a.b#c,1:#*]]":         "<group <embed:a.b#c >>",
		"![[a#c:#d]]":             "<group <embed:a#c >>",
		"![[a#*]]":                "<group <embed:a >>",
		"[[a, b]] {{! c }}d":      "<p><wikilink:a, b > <hidden >d</p>",
		"{{fm.a}}":                "<p><foreign:fm.a:{{fm.a}} ></p>",
	} {
		if got := convert(t, Set{Reversed: true, Ranges: true, Own: true}, source); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", source, got, want)
		}
	}
}

// TestMeta reads components that have what they hold in their attributes, and programs
// up to where they end.
func TestMeta(t *testing.T) {
	for source, want := range map[string]string{
		"<Tabs items={['a', \"b\"]}>\n<Tab>c</Tab>\n<Tab value=\"d\">e</Tab>\n</Tabs>":                                                               "<tabs <tab <title a><p>c<hidden ></p>><tab <title d><p>e<hidden ></p>>>",
		"<FileTree>\n<FileTree.Folder name=\"a\">\n<FileTree.File name=\"_b_.md\" />\n</FileTree.Folder>\n<FileTree.File name=\"c\" />\n</FileTree>": "<group <ul><li>a<ul><li>_b_.md</li></ul></li><li>c</li></ul>>",
		"`a{:js}` `b{: c}` `{:js}`":                            "<p><code>a</code> <code>b{: c}</code> <code>{:js}</code></p>",
		"`a`{:js} b {:js}":                                     "<p><code>a</code><hidden > b <foreign:{}:{:js} ></p>",
		"export const a = `[\n${'`'} ${b(`(`)}\n`\n\nkept":     "<hiddenlines ><p>kept</p>",
		"export function a() {\n  return \"}\" + '{'\n}\nkept": "<hiddenlines ><p>kept</p>",
		"export function a() {\n  return (\n\n## kept":         "<hiddenlines ><h2>kept</h2>",
	} {
		if got := convert(t, mdx, source); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", source, got, want)
		}
	}
}

// TestManyBlocks reads as much of an outline as an attack would bring.
func TestManyBlocks(t *testing.T) {
	for name, source := range map[string]string{
		"properties": strings.Repeat("a:: b\n", 20_000),
		"begins":     strings.Repeat("#+BEGIN_NOTE\n", 20_000) + "#+END_NOTE\n",
		"ends":       strings.Repeat("#+BEGIN_A\n#+END_A\n", 20_000),
		"drawers":    strings.Repeat(":LOGBOOK:\n", 20_000),
		"macros":     strings.Repeat("{{a ", 20_000),
		"hiccup":     strings.Repeat("[:a ", 20_000),
		"references": strings.Repeat("((", 20_000),
		"tabs":       strings.Repeat("<!-- tabs:start -->\n\n", 5_000),
		"points":     strings.Repeat("- a\n  id:: "+id+"\n", 10_000),
	} {
		if convert(t, Set{Outline: true, TabComments: true, Options: true}, source) == "" && name != "drawers" {
			t.Errorf("%s: nothing", name)
		}
	}
}
