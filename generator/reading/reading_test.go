package main

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/dialect"
	"fieldbook/generator/testfiles"
)

// What a file says to its program is not spoken, and all else is.
func TestSpoken(t *testing.T) {
	for source, want := range map[string]string{
		"---\ntitle: not this\n---\nthe text":         "the text",
		"+++\ntitle = 'not this'\n+++\nthe text":      "the text",
		"a <!-- not --> b {/* not */} c {# not #} d":  "a b c d",
		"{% comment %} not {% endcomment %} a":        "a",
		"a\n\n[not]:\n  https://not.example/not\n\nb": "a b",
		"---\ntitle: not\n---\nimport Not from 'not'\nimport {Not, Not2} from 'not'\n\n<Not not={[{\"not\":\"not\"}]} />\n\na": "a",
		"<script>not()</script> a":                        "a",
		"<style>not: '<svg></svg>' not</style> a":         "a",
		"{% hint style=\"not\" %} a {{ not }} <%= not %>": "a",
		"import Not from 'not'\n\na":                      "a",
		"```go title=\"not\"\na := b\n```":                "a := b",
		"!!! not \"a\"\n    b":                            "\"a\" b",
		"::: not\na\n:::":                                 "a",
		"> [!NOT]\n> a":                                   "> a",
		"- TODO a\n- x.not-this:: not\n#+BEGIN_QUERY\nnot\n#+END_QUERY\n#+BEGIN_NOTE\nb": "a b",
		"not:: not\na":                                    "a",
		"a\n[not]: /not":                                  "a",
		"a ![not](not.png) b ![[not]]":                    "a b",
		"[a](not.md) [b][not] [[not|c]]":                  "[a [b c",
		"# a {#not} b {: .not } c {width=not}":            "# a b c",
		"<A not={not} b=\"not\">a</A>":                    "a",
		"a https://not.example/not b :not: c":             "a b c",
		"1. not\n{:toc}\n\n10. a[^not] $\\not$ $5 and $6": "a $5 and $6",
		"- [not.md](not.md) a":                            "- a",
		"a &amp; b":                                       "a & b",
	} {
		if got := strings.Join(strings.Fields(spoken(source, dialect.Named(dialect.Plain))), " "); got != want {
			t.Errorf("%q is heard as %q, want %q", source, got, want)
		}
	}
}

// Wiki links say their words, which Dendron has first, and where a program has it, the
// title of the page.
func TestSpokenLinks(t *testing.T) {
	for name, want := range map[dialect.Name]string{dialect.Obsidian: "[[A]] C D", dialect.GitHub: "[[A]] B D", dialect.Dendron: "B D"} {
		if got := strings.Join(strings.Fields(spoken("[[A]] [[B|C]] D", dialect.Named(name))), " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	total, lost := compare("one two two three parts four", "One two compartspart. Five")
	if want := map[string]int{"two": 1, "three": 1, "four": 1}; total != 6 || !maps.Equal(lost, want) {
		t.Errorf("of %d words %v are lost, want 6 and %v", total, lost, want)
	}
}

// Each sign is found once where it stands in text, and none in a listing.
func TestSigns(t *testing.T) {
	for _, s := range []string{"{%", "%}", "{{", "}}", "<%", "{: .a", ":::", "!!! note", "??? note", "-8<-", "{*", "[[", "![", "!> a", "?> a", ":include", "#+BEGIN_A", "((6f000000-", ":LOGBOOK:", "<Tabs>", "[//begin]"} {
		text := strings.ReplaceAll(s, "<", "&lt;")
		p, err := built([]byte("<header>" + text + "</header><main><p>" + text + "</p><div class='a prose'><p>" + text + "</p><pre>" + text + "</pre><svg><path d='" + text + "'/></svg></div></main>"))
		if err != nil {
			t.Fatal(err)
		}
		if got := signsIn(p.visible); len(got) != 1 {
			t.Errorf("%q is found as %q", s, got)
		}
	}
	if got := signsIn("a: b, {a}, a % b, a::b, !important, 1 > 0, <br>"); got != nil {
		t.Errorf("signs in plain text: %q", got)
	}
}

func TestImages(t *testing.T) {
	got := imagesIn("![a](b/c%20d.png) ![](<e f.png> \"g\") <img alt='h' src='/i.png?j'> ![[k.png|200]] `![](no.png)` ![](https://no.example/l.png)\n```\n![](no.png)\n```\n")
	if want := []string{"c d.png", "e f.png", "i.png", "k.png"}; !slices.Equal(got, want) {
		t.Errorf("images %q, want %q", got, want)
	}
}

// A whole folder: what is lost, raw, in another order and missing is counted.
func TestRead(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{
		".gitbook.yaml":     "root: ./\n",
		"SUMMARY.md":        "# Summary\n\n* [Home](README.md)\n* [Second](b.md)\n* [First](a.md)\n",
		"README.md":         "# Home\n\nWelcome. ![](plan.png) `![](plan.png)`\n",
		"a.md":              "# First\n\n{% unknown %}\n\nText with {% raw.\n",
		"b.md":              "# Second\n\n<textarea hidden>Gone words</textarea>\n\nText. ![](other.png)\n",
		"pictures/plan.png": "x",
	})
	*list = "SUMMARY.md"
	defer func() { *list = "" }()
	var out bytes.Buffer
	if err := read(dir, &out); err != nil {
		t.Fatal(err)
	}
	row, finds, _ := strings.Cut(out.String(), "\n")
	var cells []string
	for _, c := range strings.Split(strings.Trim(row, "| "), "|") {
		cells = append(cells, strings.TrimSpace(c))
	}
	if want := []string{"GitBook", "3", "2 of 10 = 20.000 %", "1", "2 of 2", "1", "3 of 3"}; !slices.Equal(cells[1:], want) {
		t.Errorf("the row has %q, want %q\n%s", cells[1:], want, finds)
	}
}
