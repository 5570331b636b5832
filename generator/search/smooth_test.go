package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// subjects are pages of three subjects, each in its own words: those of one
// subject are neighbours, and some of them lack a word of it.
func subjects() map[string]string {
	pages := map[string]string{}
	for k, subject := range []string{"rigging mast sail halyard keel", "dough yeast oven crumb crust", "ledger audit invoice tax balance"} {
		all := strings.Fields(subject)
		for i := range 12 {
			its := slices.Delete(slices.Clone(all), i%len(all), i%len(all)+1) // each page lacks one
			pages[fmt.Sprintf("s%d-%d.md", k, i)] = fmt.Sprintf("# %s of %s\n\nHere stand %s.\n", its[0], its[1], strings.Join(its, ", "))
		}
	}
	for i := range 60 {
		pages[fmt.Sprintf("other%d.md", i)] = fmt.Sprintf("# Other %d\n\nNothing of these.\n", i)
	}
	return pages
}

// TestSmoothing finds pages that lack a word by those that are like them, and
// takes them for what they are.
func TestSmoothing(t *testing.T) {
	b := newBrowser(t, Files(written(t, subjects()), nil))
	all := map[string]any{"limit": 50, "weak": true}
	own, lent := 0, 0
	for _, h := range b.find("yeast ", all).Hits {
		has := strings.Contains(h.Title+h.Excerpt, "yeast")
		if has == h.Lent || h.Lent && (!strings.HasPrefix(h.URL, "s1-") || h.Excerpt == "") {
			t.Errorf("lent is %v: %+v", h.Lent, h)
		}
		if has && lent > 0 {
			t.Errorf("%s has the word, and stands below one that has not", h.URL)
		}
		if has {
			own++
		} else {
			lent++
		}
	}
	if own != 9 || lent != 3 {
		t.Errorf("%d pages with the word, %d without", own, lent)
	}
	// What is lent counts neither for phrases nor for what is left out.
	for query, want := range map[string]int{`"yeast oven"`: 7, "dough -yeast": 3, "yeast -dough": 3} {
		r := b.find(query+" ", all)
		own := slices.DeleteFunc(r.Hits, func(h hit) bool { return h.Lent })
		if len(own) != want {
			t.Errorf("%s finds %d pages, want %d", query, len(own), want)
		}
	}
}

// TestTitleAboveNeighbours asks for every word of every title of the sample: no
// page that lacks it stands above one that has it in its title.
func TestTitleAboveNeighbours(t *testing.T) {
	s := joined(t, sample)
	b := newBrowser(t, Files(s, nil))
	asked, lent := map[string]bool{}, 0
	for _, d := range documents(s) {
		scan(d.title, func(word string, _ bool) { asked[word] = true })
	}
	for word := range asked {
		without := ""
		for _, h := range b.find(word+" ", map[string]any{"limit": 500, "explain": true}).Hits {
			if h.Lent {
				without = h.URL
				lent++
				continue
			}
			if without != "" && slices.ContainsFunc(h.Why.Found, func(f standing) bool { return f.Title }) {
				t.Errorf("%s: %s has it in its title, and stands below %s, which lacks it", word, h.URL, without)
			}
		}
	}
	if len(asked) < 100 || lent < 100 {
		t.Errorf("%d words, %d hits that neighbours lent: that shows little", len(asked), lent)
	}
}
