package render

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// TestTermForms finds a term in whichever form of Unicode it and the text are
// written, and none in a word that a mark makes another.
func TestTermForms(t *testing.T) {
	for _, word := range []string{"Größe", "한국어", "ガイド"} {
		for _, term := range []norm.Form{norm.NFC, norm.NFD} {
			for _, text := range []norm.Form{norm.NFC, norm.NFD} {
				s := &site.Site{Terms: []*site.Term{{ID: "x", Term: playbook.Term{Term: playbook.Name{Value: term.String(word)}, Meaning: "So."}}}}
				found := newTerms(s, func(_, target, fragment string) string { return target + "#" + fragment })
				if got := found.explain("<p>a "+text.String(word)+" b</p>", "a.html"); !strings.Contains(got, `<a href="glossary.html#x"`) || !strings.Contains(got, text.String(word)+"</a>") {
					t.Errorf("%s: %s", word, got)
				}
				if whole := "<p>" + text.String(word+"\u0301") + "</p>"; found.explain(whole, "a.html") != whole {
					t.Errorf("%s", found.explain(whole, "a.html"))
				}
			}
		}
	}
}
