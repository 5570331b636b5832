package search

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
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
	b := newBrowser(t, Files(written(t, pages), nil))
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
	}), nil))
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

// TestOtherNames finds pages by the names that the glossary gives for one thing,
// below those that have the word itself.
func TestOtherNames(t *testing.T) {
	b := newBrowser(t, Files(written(t, map[string]string{
		"one.md": "# One\n\nA workstation stands here.\n", "two.md": "# Two\n\nSome computers stand here.\n", "three.md": "# Three\n\nNothing of it.\n",
		"glossary.yaml": "terms:\n  - {term: Computer, also: [workstations, PC, big iron], meaning: What people work at.}\n",
	}), nil))
	for query, want := range map[string]string{"workstation ": "one.html two.html", "computer ": "two.html one.html", "pcs ": "", "pc ": "one.html two.html", "iron ": ""} {
		var got []string
		for _, h := range b.find(query, map[string]any{"kind": "playbook"}).Hits {
			if h.Score > 0.1 {
				got = append(got, h.URL)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s finds %q, want %s", query, got, want)
		}
	}
}

// TestDictionaryParts loads of the dictionary what a misspelt word needs, and
// offers near words where nothing is found.
func TestDictionaryParts(t *testing.T) {
	var words []string
	random := rand.New(rand.NewPCG(3, 4))
	for letter := 'a'; letter <= 'z'; letter++ {
		for range 150 {
			word := string(letter)
			for range 9 {
				word += string("bcdfghjklmnpqrtvwxz"[random.IntN(19)])
			}
			words = append(words, word)
		}
	}
	pages := map[string]string{"word.md": "# The needleworks\n"}
	for i, word := range words {
		pages[fmt.Sprintf("p%d.md", i%40)] += "## " + word + "\n\n"
	}
	b := newBrowser(t, Files(written(t, pages), nil))
	for query, want := range map[string]struct {
		corrected string
		parts     int // of the dictionary
	}{"needlworks": {"needleworks", 1}, "enedleworks": {"needleworks", 2}, "xeedleworks": {"needleworks", -1}, "eedl": {"", 2}, "needleworks": {"", 0}} {
		fresh := newBrowser(t, slices.Collect(maps.Values(b.files)))
		r := fresh.find(query+" ", nil)
		got := 0
		for _, name := range fresh.loaded {
			if strings.HasPrefix(name, Folder+"/d") {
				got++
			}
		}
		if strings.TrimSpace(r.Corrected) != want.corrected || want.parts >= 0 && got > want.parts || want.parts < 0 && got < 3 {
			t.Errorf("%s is corrected to %q, by %d parts", query, r.Corrected, got)
		}
	}
	if r := b.find("neeedlewworkss ", nil); len(r.Near) == 0 || r.Near[0] != "needleworks" {
		t.Errorf("near words: %q", r.Near)
	}
	if r := b.find("qqqqqqq ", nil); len(r.Near) != 0 {
		t.Errorf("near words of what is like nothing: %q", r.Near)
	}
}
