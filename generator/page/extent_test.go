package page_test

import (
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/page"
)

// TestExtents: each link knows where its target is written, whatever stands around it;
// one that was made of the source, and does not stand there as a whole, tells that.
func TestExtents(t *testing.T) {
	for text, want := range map[string]string{
		"[a](b.md) ![c](d.png \"t\") [e](<f g.md>#x)":                                                "b.md d.png",
		"[a](<f g.md>) [a](f%20g.md) [b](f&amp;g\\_.md)":                                             "f g.md f%20g.md f&amp;g\\_.md",
		"[a](f g.md) and ![a](f g.png)":                                                              "f g.md f g.png",
		"ä [x][y] and [y]\n\n[y]: a.md 'title'\n":                                                    "a.md a.md",
		"> - [y]: a.md\n> - text\n>   [unused]: <b.md>":                                              "a.md",
		"[[ a#b | words]] ![[c.png|300]] x [[d]]":                                                    "a#b c.png d",
		"| a |\n| - |\n| [[p|w]] [x](y.md) ![[z\\|9]] |\n":                                           "p y.md z",
		"[](criterion:card/x#min) [](source:S5) [](<source:S 5>)":                                    "card/x#min S5 S 5",
		"<a href='x.md'>y</a> <img alt=\"href=no.md\"\nsrc=z.png> <a href=\"https://example.org/\">": "x.md z.png",
		"<div>\n<a class=x href=\"a.md?b&amp;c\">\n<a href=\"a.md\"></div>":                          "a.md?b&amp;c a.md",
		"> <p>\n> <a href=\"a.md\">":                                                                 "a.md",
		"<script src=\"a.md\"></script>\n\n<a href=\"a.md\">x</a>":                                   "a.md",
		"\ufeff\r\n- x\r\n\t- [a](b.md)\r\n":                                                         "b.md",
	} {
		p := page.Parse("x.md", []byte(text), page.Reading{RawHTML: true}, diag.NewReporter(""))
		lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n")
		var got []string
		for _, l := range append(p.Body.Links, p.Body.Unused...) {
			if l.At.Length == 0 {
				got = append(got, "-"+l.Target)
				continue
			}
			line := []rune(lines[l.At.Line-1])
			got = append(got, string(line[l.At.Col-1:l.At.Col-1+l.At.Length]))
		}
		if said := strings.Join(got, " "); said != want {
			t.Errorf("%q: %q, want %q", text, said, want)
		}
	}
}

// TestExtentOfShortcodes: what another program would replace is read where it stands.
func TestExtentOfShortcodes(t *testing.T) {
	const text = `[a]({{< ref "b.md" >}}#part) [c]({{< ref "d.md" >}}) {{< figure src="e.png" >}}`
	p := page.Parse("x.md", []byte(text), page.Reading{Dialect: dialect.Hugo}, diag.NewReporter(""))
	for i, want := range []string{"b.md", "d.md", "e.png"} {
		if at := p.Body.Links[i].At; !strings.HasPrefix(text[max(at.Col, 1)-1:], want) {
			t.Errorf("%s: %+v", want, at)
		}
	}
}
