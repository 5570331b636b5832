package page

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
)

// toldOf gives the title that a page has, and what is told of it.
func toldOf(t *testing.T, text string) string {
	t.Helper()
	r := diag.NewReporter("x")
	p := Parse("page.md", []byte(text), Reading{}, r)
	out := fmt.Sprintf("%s, draft %v\n", p.Title, p.Draft)
	for _, d := range r.List().Sorted() {
		out += strings.TrimPrefix(d.String(), "x:") + "\n"
	}
	return out
}

// TestDashes: what a word processor makes of --- is told, and the front matter read.
func TestDashes(t *testing.T) {
	const dash = ":1: warning: was this meant? the front matter stands between other dashes than ---, as a word processor makes them\n"
	for text, want := range map[string]string{
		"—\ntitle: A\ndraft: true\n—\n\nText\n":     "A, draft true\n1" + dash + "4" + dash,
		"–-\nTitle: A\n---\nText\n":                 "Page, draft false\n1" + dash + "2:1: error: unknown key \"Title\"\n",
		"---\ntitle: A\ndraft: true\n—\n\nText\n":   "A, draft true\n4" + dash,
		"--\ntitle: A\ndraft: true\n--\n":           "A, draft true\n1" + dash + "4" + dash,
		"—\nA dash of a dialogue\n\n—\n":            "Page, draft false\n",
		"—\ntitle: A\n":                             "Page, draft false\n",
		"---\ntitle: A\n---\n\nText\n\n—\n\nText\n": "A, draft false\n",
	} {
		if got := toldOf(t, text); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestConflicts: git's marks are told wherever they stand: a mistake in front matter,
// of which the first version is read; a doubt in a text.
func TestConflicts(t *testing.T) {
	const marks = "<<<<<<< HEAD\n%s\n=======\n%s\n>>>>>>> other\n"
	front := fmt.Sprintf(marks, "title: A", "title: B\ndraft: true")
	for text, want := range map[string]string{
		"---\n" + front + "---\nText\n":                                  "A, draft false\n2:1: error: git's marks of a conflict, up to line 7\n",
		"---\ntitle: A\n---\n" + fmt.Sprintf(marks, "One", "Two"):        "A, draft false\n4:1: warning: was this meant? git's marks of a conflict, up to line 8\n",
		fmt.Sprintf(marks, "---\ntitle: A", "---\ntitle: B"):             "Page, draft false\n1:1: warning: was this meant? git's marks of a conflict, up to line 7\n",
		"---\ntitle: A\n---\n\n>>>>>>> other\n\n```\n" + front + "```\n": "A, draft false\n5:1: warning: was this meant? git's marks of a conflict, up to line 5\n8:1: warning: was this meant? git's marks of a conflict, up to line 13\n",
		"# A\n\n ```\n <<<<<<< HEAD\n ```\n\nB\n=======\n":               "A, draft false\n",
	} {
		if got := toldOf(t, text); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestDropped: what Markdown parses and does not show is told, with its place; what
// only looks so is not.
func TestDropped(t *testing.T) {
	const doubt = ": warning: was this meant? "
	for text, want := range map[string]string{
		"| a | b |\n|---|---|\n| c | d | e |\n| f | g |  \n| h | i | |\n| j |\n":         "3:1: warning: the row has more cells than its table, and shows no e\n",
		"> | a | b |\n> |---|---|\n> | `c|d` | e |\n> | `f\\|g` | [h](i.html \"j\") |\n": "3:3: warning: the row has more cells than its table, and shows no e\n",
		"a | b\n--|--\nc | d | e\n":                                             "3:1: warning: the row has more cells than its table, and shows no e\n",
		"A[^1] b[^2] `[^3]` \\[^4]\n\n[^2]: Two\n":                              "1:2" + doubt + "the mark [^1] has no note\n",
		"A[^1]\n\n[^1]: One\n[^1]: Again\n[^2]: Two\n\n```\n[^3]: Three\n```\n": "4:1" + doubt + "nothing leads to the note [^1], and it is not shown\n5:1" + doubt + "nothing leads to the note [^2], and it is not shown\n",
		"[Note]: important\n\nA [b] ![c][D]\n\n[B]: word\n[d]: picture\n[//]: # (hidden)\n[x]: https://example.org\n": "1:1" + doubt + "[Note]: important is the address of a link that is not there, and is not shown\n",
		"# A\n\n```go\nb\n":               "3:1" + doubt + "the listing is not closed, and takes all that follows it\n",
		"- ~~~\n  b\n\nc\n":               "1:3" + doubt + "the listing is not closed, and takes all that follows it\n",
		"````\n```\nb\n````\n":            "",
		"> ```\n> b\n> ```\n\n```\n```\n": "",
		"- ```\n  b\n  ```\n":             "",
	} {
		if _, got, _ := strings.Cut(toldOf(t, text), "\n"); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestCapitals: a key in capitals is told with the one that is meant; a lenient reader
// takes it for that.
func TestCapitals(t *testing.T) {
	const text = "---\nTitle: A\nDescription: B\nDate: 2026-11-03\n---\n"
	for lenient, want := range map[bool]string{
		false: `Page: 2:1 did you mean title? 3:1 did you mean summary? 4:1 did you mean reviewed?`,
		true:  `A: 2:1 write title 3:1 did you mean summary? 4:1 did you mean reviewed?`,
	} {
		r := diag.NewReporter("x")
		p := Parse("page.md", []byte(text), Reading{Lenient: lenient}, r)
		got := p.Title + ":"
		for _, d := range r.List().Sorted() {
			got += fmt.Sprintf(" %d:%d %s", d.Pos.Line, d.Pos.Col, d.Hint)
		}
		if got != want {
			t.Errorf("lenient %v: %s, want %s", lenient, got, want)
		}
	}
}

// TestOpenComments: a comment that ends too early, or not at all, is told, whatever it
// stands in; one that ends, or is text, is not.
func TestOpenComments(t *testing.T) {
	const shown, below, all = "the comment does not end in its paragraph, and is shown", "the comment is not closed in its block of HTML, and what stands below is shown", "the comment is not closed, and takes all that follows it"
	for _, c := range []struct {
		d          dialect.Name
		text, want string
	}{
		{dialect.Plain, "a <!-- b\n\nc -->\n", "1:3 " + shown},
		{dialect.Plain, "- a <!-- b\n\n  c -->\n", "1:5 " + shown},
		{dialect.Plain, "a\n\n# b <!--\nc -->\n", "3:5 " + shown},
		{dialect.Plain, "> <!-- a\nb -->\n", "1:3 " + below},
		{dialect.Plain, "- <!-- a\nb -->\n", "1:3 " + below},
		{dialect.Plain, "<div>\n<!-- a\n\nb -->\n</div>\n", "2:1 " + below},
		{dialect.Plain, "<!--\na\n\nb\n", "1:1 " + all},
		{dialect.Plain, "<!-- a --> b <!--\nc -->\n", "1:14 " + below},
		{dialect.Plain, "<!--\n\na\n--> b\n\na <!-- b\nc --> d `<!--` \\<!-- <!-- e -->\n\n```\n<!--\n```\n\n%% {/*\n", ""},
		{dialect.Obsidian, "a\n\n%%\nb\n", "3:1 " + shown},
		{dialect.Obsidian, "%%\nb\n\n%%\n\na %%b%% c\n", ""},
		{dialect.Docusaurus, "a\n\n{/*\nb\n", "3:1 " + shown},
		{dialect.Docusaurus, "{/*\nb\n\n*/}\n\na {/* b */} c\n", ""},
	} {
		r := diag.NewReporter("x")
		Parse("x.md", []byte(c.text), Reading{Dialect: c.d, RawHTML: true}, r)
		var told []string
		for _, d := range r.List().Sorted() {
			told = append(told, fmt.Sprintf("%d:%d %s", d.Pos.Line, d.Pos.Col, strings.TrimPrefix(d.Message, "was this meant? ")))
		}
		if got := strings.Join(told, "; "); got != c.want {
			t.Errorf("%q as %s: told %q, want %q", c.text, c.d, got, c.want)
		}
	}
}
