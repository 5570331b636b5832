// Command growth reads pages of what is expensive to read, and such twice as long,
// and counts the steps that our code and the libraries' take: it fails where twice
// the length takes more than 2.5 times the steps. It counts by the coverage of the
// packages that it is built to cover, as .ci/growth has it: a time would tell of the
// machine.
package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime/coverage"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/page"
)

var growTo = flag.Int("grow", 100_000, "bytes of the longest page")
var only = flag.String("only", "", "read what is named so alone")

// growing are texts that are repeated until they are a page, by the dialects that
// may read them in a way of their own. "^" parts what stands once before them.
var growing = map[dialect.Name][]string{
	dialect.Plain: {
		"a ", "a\n", "a\n\n", "é", "日本 ", "\\", "&", "&amp; ", "&#1; ", "\x01",
		"[a](", "[](", "[a](<", "[a](b (", "[a](b \"", "[a](b 'c", "[a](b c ", "[a](\\(", "[a](()", "](", "](a)", "![a](", "[![a](b)](c) ", "[a](/u)", "[a](a b.md) ", "![a](b c.png) ", "[a](http://e.org) ", "[a](javascript:) ", "[a](criterion:b) ", "![a](http://e.org/x) ", "[a](", "[a][", "[a][b] ", "[a]\n", "[a\nb] ", "[a]: /u\n", "[a]: <\n", "[a]: /u \"\n", "[a]: /u^[a\nb] ", "[x] ", "[]", "[(", "]", "![", "!",
		"[[a]]", "[[a|b]] ", "[[a]b]", "[[a] ", "![[a|b]] ", "![[", "> [!NOTE]\n", "> [!NOTE]\n\n",
		"*a_ ", "*a **b ", "*a", "a*_ ", "**a*", "***a", "**a** ", "_a_", "a**b ", "~~a *b ", "==a *b ", "~~a ", "==a ", "~a^", "*", "_ ", "`a", "``a` ", "`^``a", "` ",
		"<b>", "<b", "<kbd>a</kbd>", "<a id=x>", "<a href=\"b\">c</a> ", "<a ", "<a b=\"", "<a b='c ", "</a", "</b>", "<i><b>", "<img src=\"http://a\">", "<b><img src=\"http://a\">", "<!--", "<!-- a -->", "<!A", "<?a", "<![CDATA[", "<div>\n", "<div>\n\n", "</div>\n\n", "<p>a\n\n", "<x1>\n", "<script>\n", "<details>",
		"https://e.org/a ", "http://", "(http://e.org/", "_http://e.org", "_www.A", "www.a.b ", "a@b.c ", "_a@", "<http:", "<https://e.org> ", "<a@", ":a", ":tada: ",
		"$a$ ", "$a", "$$a$$ ", "$^{", "$^{^{", "$_{", "$\\hat", "$$\na\n", "$$a", "$\\fooo$ ",
		"- ", "+ ", "1. ", "> ", "- a\n", "- a\n\n", "* a\n  ", "- [ ] a\n", "> a\n", "1. a\n", "-\n", "a\n: b\n", ": a\n\n", "===\n", "---\n", "***\n", "    a\n", "\ta\n", "\n", "  \n",
		"# a\n", "# a {#b}\n", "# ^{", "# ^{#a", "a\n===\n", "|a", "|a|\n", "| a | b |\n|---|---|\n", "| a | b |\n|---|---|\n^| a |\n", "|-", "```\n", "~~~a\n", "=== \"A\"\n",
		"[^1]", "[^1] ", "^[a] ", "[^1]: a\n^[^1] ", "{", "a {.b} ", "![a](b){width=1} ", "![a](b){",
	},
	dialect.Obsidian:   {"%%a%%", "%%a\n", "%%a\n\n", "%", "#a ", "a ^b\n\n", "^a\n\n", "[[a]]", "![[a|1]] "},
	dialect.MkDocs:     {"*[A]: b\n", "*[HTML]: b\n\nHTML ", "*[A b]: c\n\n^A ", "++a", "++a++ ", "^^a", "^a^ ", "a^ ", ":material-a: ", ":material-a", "--8<-- \"a\"\n", "!!! note\n", "??? a\n    ", "{.a} ", "{: .a }\n", "a\n{: .a }\n", "# a { .b }\n", "|[[a|b]]\n", "`a|b`|"},
	dialect.Docusaurus: {"<A>", "<A/> ", "</A> ", "<A>a</A> ", "<A\n", "<A b=\"", "<A b={", "<A 'b", "<A>\n", "<A>\n\n", "<Tabs>\n", "<Tabs>\n<TabItem>\n", ":::note\n", ":::a\n", "::: \n", "import a\n", "import {\n", "export a\n\n", "{/*", "{/*\n\n", "{/* a */}\n", "{\"", "{a", "{a} ", "\ta\n"},
	dialect.Hugo:       {"{{<", "{{< a \"", "{{< a >}} ", "{{< a >}}\n\n", "{{% a %}}\n", "{{< tab >}}\n", "{{<a>}}b{{</a>}} ", "{{< ref \"a\" >}}", "[a]({{< ref \"a\" >}}) ", "[a]({{<", "{{< a `", "{{"},
	dialect.MdBook:     {"{{#a", "{{#include a}} ", "{{"},
	dialect.VitePress:  {"{{ a }} ", "<A>\n", "<<< @/a\n", ":::a\n"},
	dialect.GitHub:     {"{% a %} ", "{% a '", "{% if %}\n", "{% raw %}\n\n", "{%", "[a]({% link b %}) ", "[[a|b]]", "{{ site.a }} "},
	dialect.GitBook:    {"{% hint %}\n", "{% tab %}\n{% endtab %}\n", "{% embed url=\"a\" %}\n", "{% a \"b\" %} ", "{% a %", "{% a \"", "{% content-ref url=\"a\" %}\n"},
	dialect.Jekyll:     {"{: .note }\n", "{: .note }\na\n\n", "a\n{: .a }\n", "1. TOC\n{:toc}\n", "<div markdown=\"1\">\n", "{{ site.a }} ", "{% include a %}", "{% capture a %}b{% endcapture %}{{ a }}", "{% raw %}{{{% endraw %}", "{% raw %}", "[a]({% a %}) ", "<p>{{ a }}\n\n"},
	dialect.Eleventy:   {"{% set a %}b{% endset %}", "{% set a %}b{% endset %}{{ a | highlight(\"js\") }}", "{{ a | b({ c: d }) }} ", "{{ a({", "[a]({{ b }}) ", "[a](b{{ c"},
	dialect.TechDocs:   {"<%= a %> ", "<% a %>\n", "<%= a", "<%= current_page.data.title %>", "<%# a %>", "<p><%= a %>\n\n"},
	dialect.Docsify:    {"!> a\n", "!> a\n\n", "# a :b=c\n", "[a](b ':c') ", "[a](b ':include')\n", "<!-- tabs:start -->\n\n", "<!-- tabs:start -->\n\n# a\n\n<!-- tabs:end -->\n\n"},
	dialect.Logseq:     {"a:: b\n", "- a\n  b:: c\n", "- # a\n", "- # a\n\t- b\n", "- TODO a\n", "#+BEGIN_NOTE\n", "#+BEGIN_NOTE\na\n#+END_NOTE\n", "#+BEGIN_SRC\n", "#+BEGIN_QUERY\na\n#+END_QUERY\n", ":LOGBOOK:\n", "((", "((6f000000-0000-4000-8000-000000000001)) ", "[a](((", "[a]([[", "#[[", "{{a", "{{a}} ", "{{embed [[a]]}}\n", "[:a ", "[:a]", "^^a"},
	dialect.Dendron:    {"{{fm.a}} ", "{{fm.title}} ", "{{! a", "[[a|b#c,1:#d]] ", "![[a#b]]\n"},
	dialect.Nextra:     {"`a`{:b} ", "export const a = `\n\n", "<Tabs items={['a']}>\n", "<Folder name=\"a\">\n", "<File name=\"a\" />\n"},
	dialect.Notion:     {"<aside>\n", "<aside>\n\n", "</aside>\n"},
}

// numbered are texts that differ each time, for what is found by its name.
var numbered = map[dialect.Name][]string{
	dialect.Plain:    {"[^#]: a\n\n", "[^#]\n\n[^#]: a\n\n", "[a#]: /u\n", "[a#]\n\n[a#]: /u\n\n", "# a#\n", "<x#>", "<x#>\n", "<b id=a#> "},
	dialect.Obsidian: {"#a# ", "a ^b#\n\n"},
	dialect.Logseq:   {"- a\n  id:: 6f#\n", "a#:: b\n"},
	dialect.MkDocs:   {"*[A#]: b\n", "*[A#]: b\n\nA# "},
}

// languages of listings of which single lexers are slow for single signs.
var languages = []string{"javascript", "go", "python", "yaml", "html", "bash", "css", "json", "markdown"}

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// errGrows tells that a page took too many steps, which was printed.
var errGrows = errors.New("some pages take more than twice as many steps where they are twice as long")

func run() error {
	var failed error
	grows := func(name dialect.Name, unit string, page func(n int) string) {
		if *only != "" && *only != unit {
			return
		}
		if err := grows(name, unit, page); err != nil {
			failed = err
		}
	}
	for name, units := range growing {
		for _, unit := range units {
			grows(name, unit, func(n int) string {
				once, many, found := strings.Cut(unit, "^")
				if !found || many == "" || once == "" {
					once, many = "", unit
				}
				return once + strings.Repeat(many, n/len(many)+1) + "\n"
			})
		}
	}
	for name, units := range numbered {
		for _, unit := range units {
			grows(name, unit+" numbered", func(n int) string {
				var b strings.Builder
				for i := 10_000; b.Len() < n; i++ {
					b.WriteString(strings.ReplaceAll(unit, "#", digits(i)))
				}
				return b.String()
			})
		}
	}
	grows(dialect.Plain, "a wide table", func(n int) string {
		return strings.Repeat("|a", n/6) + "\n" + strings.Repeat("|-", n/6) + "\n" + strings.Repeat("a\n", n/6)
	})
	for _, language := range languages {
		for _, unit := range []string{"#", "#\n", "a=", "a=\n", "\"\"\"\n", "@\n", "a b\n", "/*\n", "`\n", "<!--\n"} {
			grows(dialect.Plain, language+" "+unit, func(n int) string {
				return strings.Repeat("```"+language+"\n"+strings.Repeat(unit, 16_000/len(unit))+"\n```\n\n", n/16_000+1)
			})
		}
	}
	return failed
}

func digits(n int) string {
	var out []byte
	for ; n > 0; n /= 10 {
		out = append(out, byte('0'+n%10))
	}
	return string(out)
}

// mostGrowth is how much more a page may cost that is twice as long.
const mostGrowth = 2.5

// grows reads a page of each length, and holds it against the one half as long.
func grows(name dialect.Name, unit string, textOf func(n int) string) error {
	var taken []int
	var failed error
	for n := 50_000; n <= *growTo; n *= 2 {
		text := []byte(textOf(n))
		steps, err := steps(func() {
			page.Parse("x.md", text, page.Reading{Dialect: name, RawHTML: true, Lines: true}, diag.NewReporter("x"))
		})
		if err != nil {
			return err
		}
		if steps < len(text)/1000 {
			return fmt.Errorf("%d steps for %d bytes: this was built without -coverpkg", steps, len(text))
		}
		if last := len(taken) - 1; last >= 0 && float64(steps) > mostGrowth*float64(taken[last]) {
			failed = errGrows
		}
		taken = append(taken, steps)
	}
	sign := ""
	if failed != nil {
		sign = "grows"
	}
	fmt.Printf("%-10s %-24q %12d %s\n", name, unit, taken, sign)
	return failed
}

// steps counts the blocks of statements that a function runs through, in all
// packages that the program is built to cover.
func steps(run func()) (int, error) {
	if err := coverage.ClearCounters(); err != nil {
		return 0, err
	}
	run()
	var counters bytes.Buffer
	if err := coverage.WriteCounters(&counters); err != nil {
		return 0, err
	}
	return sum(counters.Bytes())
}

// sum adds up the counters that the runtime writes: a header, for one segment how
// many functions it has and the lengths of two tables, then for each function how
// many counters it has, its package, its number, and the counters.
func sum(data []byte) (int, error) {
	const header, segment = 32, 16
	if len(data) < header+segment || string(data[:4]) != "\x00\x63\x77\x6d" || data[24] != 2 {
		return 0, fmt.Errorf("counters of an unknown form: % x", data[:min(len(data), header)])
	}
	functions := binary.LittleEndian.Uint64(data[header:])
	tables := binary.LittleEndian.Uint32(data[header+8:]) + binary.LittleEndian.Uint32(data[header+12:])
	r := bytes.NewReader(data[header+segment+(int(tables)+3)/4*4:])
	var failed error
	next := func() int {
		n, err := binary.ReadUvarint(r)
		failed = errors.Join(failed, err)
		return int(n)
	}
	total := 0
	for range functions {
		n := next()
		next()
		next()
		for range n {
			total += next()
		}
	}
	return total, failed
}
