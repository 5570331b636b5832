package search

import (
	"fmt"
	"strings"
	"testing"
)

// TestMeant finds what was meant by words that are misspelt, run together,
// written apart, or that somebody misspelt in the content itself.
func TestMeant(t *testing.T) {
	pages := map[string]string{
		"slip.md": "# Notes\n\nSomebody wrote onbording here.\n", "table.md": "# The timetable\n\nOf all trains.\n", "sweet.md": "# Sweet things\n\nA spot.\n", "kept.md": "# Trails\n\nA trial of it.\n", "apple.md": "# Zapple pie\n",
	}
	for i := range 50 {
		pages[fmt.Sprintf("p%d.md", i)] = fmt.Sprintf("# Page %d\n\nThe onboarding of somebody, and a timing of tables by trailing.\n", i)
	}
	b := newBrowser(t, Files(written(t, pages)))
	for query, want := range map[string]struct{ first, corrected, likelier string }{
		"onbording ":           {"slip.html", "", "onboarding "},
		"onboarding ":          {"", "", ""}, // it stands in most pages
		"time table ":          {"table.html", "time table ", ""},
		"sweetspot ":           {"sweet.html", "sweet spot ", ""},
		"sweetsport ":          {"", "", ""},
		"timetabel":            {"table.html", "timetable", ""},
		"itmetable":            {"table.html", "timetable", ""}, // the first two letters
		"apples zebras":        {"", "", ""},
		"xapple":               {"apple.html", "zapple", ""}, // the first letter
		"The OnBordIng, then.": {"slip.html", "", "The onboarding, then."},
	} {
		r := b.find(query, nil)
		if want.first != "" && r.first() != want.first || r.Likelier != want.likelier || want.corrected != "" && want.first != "table.html" && r.Corrected != want.corrected {
			t.Errorf("%s: %s first, corrected to %q, likelier %q", query, r.first(), r.Corrected, r.Likelier)
		}
	}
	if r := b.find("onbording ", map[string]any{"limit": 60}); r.Total != 51 {
		t.Errorf("%d pages with the likelier word", r.Total)
	}
}

// TestEither finds pages with one of some words or phrases.
func TestEither(t *testing.T) {
	b := newBrowser(t, Files(written(t, map[string]string{
		"a.md": "# Alpha\n\nThe gasket is here.\n", "b.md": "# Beta\n\nThe flange is here.\n", "c.md": "# Gamma\n\nA piston meets a cylinder.\n", "d.md": "# Delta\n\nA cylinder meets a piston.\n",
	})))
	// Pages cannot be read here: words that stand close must do for a phrase.
	for query, want := range map[string]string{
		"gasket OR flange": "a b", "gasket OR flange OR delta": "a b d", `"piston meets" OR "gasket flange"`: "c d", `"piston meets" OR flange`: "b c d", `"gasket flange" OR "flange gasket"`: "", `"piston meets" "gasket is"`: "", "gasket OR flange -here": "",
	} {
		var got []string
		r := b.find(query+" ", nil)
		for _, h := range r.Hits {
			if !h.Lent && !r.Loose {
				got = append(got, strings.TrimSuffix(h.URL, ".html"))
			}
		}
		for _, page := range []string{"a", "b", "c", "d"} {
			has := strings.Contains(" "+strings.Join(got, " ")+" ", " "+page+" ")
			if has != strings.Contains(want, page) {
				t.Errorf("%s finds %q, want %s", query, got, want)
			}
		}
	}
	both, one := b.find("gasket OR flange ", nil).Hits, b.find("gasket ", nil).Hits
	if both[0].Score-one[0].Score > 0.001 || both[0].Score <= 0 {
		t.Errorf("one of two scores %.3f, the one alone %.3f", both[0].Score, one[0].Score)
	}
}
