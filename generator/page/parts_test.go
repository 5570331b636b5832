package page

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/testfiles"
)

// TestParts: what other pages embed of a page is whole, and nothing else.
func TestParts(t *testing.T) {
	for _, c := range []struct{ text, id, want string }{
		{"> ## Inside\n>\n> a\n\nb\n\n## After\n", "inside", "Inside a"},
		{"## One\n\na\n\n### Two\n\n> ## Quoted\n\nb\n\n## Three\n\nc\n", "one", "One a Two Quoted b"},
		{"- a ^abc\n- b\n\nc\n", "^abc", "a"},
		{"- a ^abc\n  - b\n\n  c\n- d\n", "^abc", "a b c"},
		{"a\n\nb ^abc\n\nc\n", "^abc", "b"},
		{"<div>\n\n## One\n\n<p><b>a\n\n</div>\n\nb\n", "one", "One a"},
		{"<div>\n\n## One\n\n<section>\n\na\n", "one", "One a"},
		{"## One\n\n<div>\n\n## Two\n\na\n\n</div>\n\nb\n\n## Three\n", "one", "One Two a b"},
		{"## One\n\n<div>\n\n## Two\n\na\n\n</div>\n\nb\n\n## Three\n", "two", "Two a"},
	} {
		p := Parse("x.md", []byte("# T\n\n"+c.text), Reading{Dialect: dialect.Obsidian, RawHTML: true}, diag.NewReporter("x"))
		got := p.Body.Excerpt(c.id)
		if words := strings.Join(strings.Fields(elementsAndMarks.ReplaceAllString(got, " ")), " "); words != c.want || testfiles.Unbalanced(got) != "" {
			t.Errorf("%q of %q is %q, %s; want %q", c.id, c.text, got, testfiles.Unbalanced(got), c.want)
		}
	}
}

var elementsAndMarks = regexp.MustCompile(`<a class="anchor".*?</a>|<[^>]*>|\x00\w+\x00`)

var marks = regexp.MustCompile(`\x00t\d+\x00`)

// TestPartsAreBalanced holds every part of random pages to it.
func TestPartsAreBalanced(t *testing.T) {
	r := rand.New(rand.NewPCG(28, 2))
	seen := 0
	for i := range 10_000 {
		d := dialect.Name(dialect.Plain.Values()[i%len(dialect.Plain.Values())])
		p := Parse("x.mdx", []byte(randomText(r)), Reading{Dialect: d, RawHTML: true, Lenient: true}, diag.NewReporter("x"))
		if p == nil {
			continue
		}
		links := func(markup string) string { // the placeholders of links are start tags
			return marks.ReplaceAllStringFunc(markup, func(mark string) string {
				var i int
				for _, c := range mark[2 : len(mark)-1] {
					i = i*10 + int(c-'0')
				}
				if k := p.Body.Links[i].Kind; k >= 4 {
					return ""
				}
				return "<a>"
			})
		}
		if why := testfiles.Unbalanced(links(p.Body.HTML)); why != "" {
			t.Fatalf("%s: %s in %q", d, why, p.Body.HTML)
		}
		for _, part := range p.Body.Parts {
			seen++
			if why := testfiles.Unbalanced(links(p.Body.Excerpt(part.ID))); why != "" {
				t.Fatalf("%s: %s of %s in %q", d, why, part.ID, p.Body.HTML)
			}
		}
	}
	if seen < 500 {
		t.Errorf("only %d parts", seen)
	}
}
