package search

import (
	"strings"
	"testing"
)

// TestFormsAreFound: words are found as people type them, and a page that has a word as it
// is typed stands before one that has its kin.
func TestFormsAreFound(t *testing.T) {
	for _, site := range []struct {
		language string
		pages    []string // a.md, b.md, …
		want     map[string]string
	}{
		{"en", []string{
			"# Plain C\n\nWe write C for small devices.", "# C++\n\nWe write C++ for large programs.", "# C#\n\nThe C# and .NET people sit upstairs.",
			"# The net\n\nA net for fish, and the letters R and D.", "# Research\n\nThe R&D budget, and AT&T as a partner.",
		}, map[string]string{"C++": "b", "c++ programs": "b", "C#": "c", "C": "a", ".NET": "c", "net": "d", "R&D": "e", "r&d budget": "e", "AT&T": "e", "F#": ""}},
		{"en", []string{
			"# ISO 9001\n\nISO 9001 is about quality; ISO 9001 again.", "# ISO 27001\n\nISO 27001 is about security.", "# GDPR\n\nArticle 27001 of nothing.",
			"# Standards\n\nOur customers ask for ISO22301.",
		}, map[string]string{"ISO27001": "b", "iso 27001": "b", "iso27001 security": "b", "ISO-27001": "b", "ISO9001": "a", "ISO 22301": "d", "iso22301": "d"}},
		{"en", []string{
			"# Large\n\nA revenue of 1,000,000 dollars.", "# Words\n\nA revenue of 2 million dollars, and 10k of costs.", "# Small\n\nOne of 1 and 000, from 10–50 people.",
			"# Plain\n\nA budget of 3000000 and 45000.",
		}, map[string]string{"1000000": "a", "1,000,000": "a", "1 million": "a", "2000000": "b", "2,000,000": "b", "2m": "b", "10000": "b", "10,000": "b", "3 million": "d", "45k": "d", "10 to 50": "c", "10-50": "c"}},
		{"tr", []string{"# Işık\n\nIşık burada.", "# Su\n\nSu İzmir'de."}, map[string]string{"ışık": "a", "IŞIK": "a", "isik": "a", "izmir": "b", "İZMİR": "b"}},
		{"ar", []string{"# الكتاب\n\nهذا الكتاب مُفيد.", "# أحمد\n\nكتب أحمد رسالة إلى المدرسة."}, map[string]string{"كتاب": "a", "الكتاب": "a", "الكِتَاب": "a", "مفيد": "a", "احمد": "b", "مدرسة": "b", "المدرسه": "b", "والمدرسة": "b"}},
		{"de", []string{
			"# Prüfung\n\nDie Prüfung bei Müller.", "# Ablauf\n\nHerr Mueller prueft das.", "# Umfrage zur Kundenzufriedenheit\n\nDie Kundenzufriedenheitsumfrage im Herbst.",
			"# Rechte\n\nFür Kund:innen und Mitarbeiter*innen.", "# Sonst\n\nGroße Straßen.",
		}, map[string]string{"Pruefung": "a", "Müller": "a", "Mueller": "b", "Zufriedenheit": "c", "Kundinnen": "d", "Kunden Rechte": "d", "Kund*innen": "d", "Mitarbeiterinnen": "d", "Mitarbeiter": "d", "strassen": "e", "grosse": "e"}},
		{"fr", []string{"# L’Hôpital\n\nAujourd'hui l’hôpital ouvre.", "# Étudiant·e·s\n\nPour les étudiant·e·s, qu'ils soient d'ici.", "# Cœur\n\nUn œuf."}, map[string]string{"hopital": "a", "hôpital": "a", "l'hôpital": "a", "aujourd'hui": "a", "étudiantes": "b", "étudiants": "b", "ici": "b", "coeur": "c", "oeuf": "c"}},
		{"en", []string{"# Łódź\n\nOur office in Łódź.", "# Ørsted\n\nWe met Ørsted in Đakovo."}, map[string]string{"lodz": "a", "łódź": "a", "orsted": "b", "oersted": "", "djakovo": "", "dakovo": "b"}},
	} {
		files := map[string]string{"site.yaml": "language: " + site.language + "\n"}
		for i, text := range site.pages {
			files[string(rune('a'+i))+".md"] = text + "\n"
		}
		b := newBrowser(t, Files(written(t, files), nil))
		for query, want := range site.want {
			got := b.find(query+" ", nil)
			first, _, _ := strings.Cut(got.first(), ".html")
			if first != want && want != "" || want == "" && got.Corrected == "" && first != "" {
				t.Errorf("%s, %s: leads to %q, want %q (%+v)", site.language, query, first, want, got.Corrected)
			}
		}
	}
}
