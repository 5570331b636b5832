package search

import (
	"strings"
	"testing"
)

// TestCompounds finds German pages by the parts of their compounds, and
// compounds that nobody wrote by theirs; English ones are left alone.
func TestCompounds(t *testing.T) {
	pages := map[string]string{
		"vertrag.md": "# Verträge\n\nEin Vertrag wird geschlossen. Die Kunden warten. Ein Dienst der Schule und das Buch.\n",
		"dienst.md":  "# Rahmen\n\nDer Dienstleistungsvertrag gilt.\n", "leistung.md": "# Leistung\n\nEine Leistung und der Platz.\n",
		"buch.md": "# Lesen\n\nDas Schulbuch liegt dort.\n", "zeitung.md": "# Arbeit\n\nDie Zeitungen.\n", "site.yaml": "language: de\n",
	}
	s := written(t, pages)
	b := newBrowser(t, Files(s, nil))
	for query, want := range map[string]string{"vertrag ": "vertrag.html dienst.html", "leistung ": "leistung.html dienst.html", "schule ": "vertrag.html buch.html", "buch ": "vertrag.html buch.html", "dienst ": "vertrag.html dienst.html", "zeit ": "", "leistungsbuch ": "leistung.html"} {
		found := map[string]bool{}
		r := b.find(query, nil)
		for _, h := range r.Hits {
			found[h.URL] = !h.Lent
		}
		for _, page := range []string{"vertrag.html", "dienst.html", "leistung.html", "buch.html"} {
			if wanted := strings.Contains(want, page); wanted && !found[page] {
				t.Errorf("%s does not find %s: %v, %q", query, page, found, r.Corrected)
			}
		}
		if want == "" && len(found) > 0 {
			t.Errorf("%s finds %v", query, found)
		}
	}
	// A part counts less than the word.
	german := newIndex(documents(s), "de", nil)
	impacts := map[string]uint8{}
	for _, g := range german.groups {
		for _, p := range g.postings {
			if documents(s)[p.doc].address == "dienst.html" {
				impacts[g.forms[0]] = p.impact
			}
		}
	}
	if whole, part := impacts["dienstleistungsvertrag"], impacts["vertrag"]; part != step(inCompound*float32(whole)) || part >= whole || part == 0 {
		t.Errorf("the compound has the impact %d, its part %d", whole, part)
	}
	if r := b.find("vertrag ", nil); r.first() != "vertrag.html" {
		t.Errorf("%s stands before the word itself", r.first())
	}
	// Every beginning and end of a word may be a word.
	all := ""
	for n := range 37 {
		all += strings.Repeat("a", n+4) + " "
	}
	newIndex(documents(written(t, map[string]string{"a.md": "# A\n\n" + all + "\n", "site.yaml": "language: de\n"})), "de", nil)
	english := newIndex(documents(s), "en", nil)
	for _, g := range english.groups {
		if g.stem == "vertrag" && g.df != 1 {
			t.Errorf("%d documents have %q", g.df, g.forms)
		}
	}
}
