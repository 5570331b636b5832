package page

import (
	"strings"
	"testing"
)

// TestListingsThatAreTooLong are shown without colours, which is told; others of
// the same page are coloured.
func TestListingsThatAreTooLong(t *testing.T) {
	const said = "warning: the listing is too long to be coloured (split it, or leave its language out)"
	listing := func(text string) string { return "```js\n" + text + "\n```\n\n" }
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"an ordinary one":    {listing(strings.Repeat("const a = 1; // b\n", 500)), nil},
		"a long line":        {listing(strings.Repeat("a", maxCodeLine)), []string{"2:1: " + said}},
		"long":               {listing(strings.Repeat("a\n", maxHighlighted/2)), []string{"2:1: " + said}},
		"open comments":      {listing(strings.Repeat("/*\n", 101)), []string{"2:1: " + said}},
		"slow":               {listing(strings.Repeat(strings.Repeat("#", 1000)+"\n", 16)), []string{"2:1: " + said}},
		"slow, after others": {strings.Repeat(listing(strings.Repeat("a=\n", 2000)), 10), nil},
		"without a language": {"```\n" + strings.Repeat("a", maxHighlighted) + "\n```\n", nil},
	} {
		p, got := read(t, "x.md", c.text, Reading{})
		if name == "slow, after others" { // how many words are looked at is the lexer's
			if len(got) == 0 || !strings.HasSuffix(got[0], said) || len(got) == 10 || !strings.Contains(p.Body.HTML, "<span") {
				t.Errorf("%s: %v", name, got)
			}
			continue
		}
		expect(t, name, got, c.want...)
		if coloured := strings.Contains(p.Body.HTML, "<span"); coloured != (name == "an ordinary one") {
			t.Errorf("%s: coloured %v", name, coloured)
		}
	}
}

// TestCommentsLeftOpen: a hundred comments may be left open, of any kind, and any number
// that end.
func TestCommentsLeftOpen(t *testing.T) {
	for _, c := range [][2]string{{"/*", "*/"}, {"<!--", "-->"}, {"(*", "*)"}, {"{-", "-}"}, {"#|", "|#"}, {"<%", "%>"}, {"{{", "}}"}} {
		open, whole := strings.Repeat(c[0]+" ", 100), strings.Repeat(c[0]+" "+c[1]+" ", 200)
		if tooManyOpen(open+whole) || !tooManyOpen(open+c[0]) {
			t.Errorf("%s: 100 are too many: %v; 101 are: %v", c[0], tooManyOpen(open+whole), tooManyOpen(open+c[0]))
		}
	}
}
