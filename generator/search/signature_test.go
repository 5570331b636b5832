package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestPairs: both halves give two words the same bit.
func TestPairs(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/search", `import { pairOf } from "./signature"; globalThis.pairOf = pairOf;`)
	seen := map[uint32]bool{}
	for _, text := range append(spellings, "of the", "the of", "a b", "to be") {
		before, word, _ := strings.Cut(text, " ")
		want := pairOf(before, word)
		seen[want] = true
		if got := e.Run(fmt.Sprintf("pairOf(%q, %q)", before, word)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: the browser has %v, the generator %d", text, got, want)
		}
	}
	if len(seen) < len(spellings)/2 {
		t.Errorf("only %d bits", len(seen))
	}
}

// TestPhrasesOfCommonWords finds the one page of a large site on which words
// stand together that stand on every page.
func TestPhrasesOfCommonWords(t *testing.T) {
	docs := make([]document, signedFrom+100)
	for i := range docs {
		text := "red paint, blue paint and green walls. " + strings.Repeat("green paint, red walls, blue walls. ", 1+i%5)
		if i == signedFrom+50 {
			text = strings.Repeat("filler words stand here. ", 40) + "walls red paint" + strings.Repeat(" and more filler", 40)
		}
		docs[i] = document{kind: kindPlaybook, title: fmt.Sprintf("Page %d", i), address: fmt.Sprintf("p%d.html", i), sections: []section{{text: text}}}
	}
	b := newBrowser(t, newIndex(docs, "en", nil).files(joined(t, sample), docs))
	// Pages cannot be read here: a few that share a bit must do.
	want := fmt.Sprintf("p%d.html", signedFrom+50)
	if r := b.find(`"walls red"`, nil); r.Total > 5 || !slices.ContainsFunc(r.Hits, func(h hit) bool { return h.URL == want }) {
		t.Errorf("%d pages, without %s: %v", r.Total, want, r.Hits)
	}
	if r := b.find(`"red paint"`, map[string]any{"limit": 5}); len(r.Hits) != 5 {
		t.Errorf("%d hits", len(r.Hits))
	}
	if r := b.find(`"paint blue red"`, nil); !r.Loose && r.Total > 5 {
		t.Errorf("a phrase that stands nowhere is found on %d pages", r.Total)
	}
	b.missing = []string{"search/s"}
	if r := b.find(`"green walls"`, map[string]any{"limit": 5}); !r.Incomplete || len(r.Hits) == 0 {
		t.Errorf("without signatures: incomplete %v, %d hits", r.Incomplete, len(r.Hits))
	}
}

// TestLeftOutOnLargeSites leaves out a word that stands in more documents than
// the index names: the pages are read.
func TestLeftOutOnLargeSites(t *testing.T) {
	docs := make([]document, maxPostings+100)
	pages := map[string]string{}
	for i := range docs {
		text := "walls here, and paint"
		switch {
		case i == 10:
			text = "walls here, and wood"
		case i >= 100:
			text += ", paint, paint and more paint" // these are the best for it
		}
		docs[i] = document{kind: kindPlaybook, title: fmt.Sprintf("Page %d", i), address: fmt.Sprintf("p%d.html", i), sections: []section{{text: text}}}
		pages[docs[i].address] = text
	}
	b := newBrowser(t, newIndex(docs, "en", nil).files(joined(t, sample), docs))
	if r := b.find("walls -paint ", nil); r.Total < 20 {
		t.Fatalf("%d pages are left, and the test shows nothing", r.Total)
	}
	b.pages = pages
	if r := b.find("walls -paint ", nil); r.Total != 1 || r.first() != "p10.html" {
		t.Errorf("%d pages, %s first", r.Total, r.first())
	}
	if r := b.find("walls -wood ", map[string]any{"limit": 3}); len(r.Hits) != 3 || r.Total < 1000 {
		t.Errorf("%d of %d pages", len(r.Hits), r.Total)
	}
}
