package site

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/playbook"
)

// TestWords finds the same terms in every form of Unicode, and where they stand.
func TestWords(t *testing.T) {
	terms := []*Term{{Term: playbook.Term{Term: playbook.Name{Value: "Größe"}}}, {Term: playbook.Term{Term: playbook.Name{Value: "lead list"}}}}
	words := NewWords(terms, func(name string) string { return name })
	for _, form := range []norm.Form{norm.NFC, norm.NFD} {
		var found []string
		text := form.String("Die Größe, &Größe; und Lead lists")
		for at, term := range words.In(text) {
			found = append(found, norm.NFC.String(text[at[0]:at[1]])+" "+term.Term.Term.Value)
		}
		if len(found) != 2 || found[0] != "Größe Größe" || found[1] != "Lead lists lead list" {
			t.Errorf("%q", found)
		}
	}
}
