package search

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// links are what may stand between the parts of a compound, in the languages
// that write compounds as one word.
var links = map[string][]string{
	"da": {"s", "e"}, "de": {"s", "es", "n", "en", "er", "e"}, "nb": {"s", "e"}, "nl": {"s", "en", "e", "n"}, "no": {"s", "e"}, "sv": {"s", "e"},
}

const (
	shortestPart     = 4   // letters
	shortestCompound = 9   // letters
	inCompound       = 0.6 // of its impact, that a word has as a part of another
)

// compounds lets documents be found by the parts of their compounds: those that
// stand in the content as words themselves. Of several ways to part one, that
// with the most common parts is taken, by their geometric mean (Koehn and
// Knight, "Empirical Methods for Compound Splitting", 2003).
func (m *merger) compounds(links []string) {
	if len(links) == 0 {
		return
	}
	added := map[*group][]posting{}
	known := map[string][]*group{} // what was parted: else a word of like letters would be parted in every way
	for _, g := range m.index.groups {
		for _, part := range m.parts(g.forms[0], links, known) {
			if part != g {
				added[part] = append(added[part], g.postings...)
			}
		}
	}
	for g, postings := range added {
		g.gain(postings)
	}
}

// parts are the words that a compound is made of; nil if it is none.
func (m *merger) parts(word string, links []string, known map[string][]*group) []*group {
	if utf8.RuneCountInString(word) < shortestCompound {
		return nil
	}
	if parts, ok := known[word]; ok {
		return parts
	}
	var best []*group
	most := 0.0
	for at := range word {
		tail := m.word(word[at:])
		if tail == nil {
			continue
		}
		for _, head := range heads(word[:at], links) {
			parts := m.parts(head, links, known)
			if g := m.word(head); g != nil {
				parts = []*group{g}
			}
			if parts = append(slices.Clone(parts), tail); len(parts) > 1 && mean(parts) > most {
				best, most = parts, mean(parts)
			}
		}
	}
	known[word] = best
	return best
}

// heads are the words that the beginning of a compound may be: as it stands,
// without what links it, or with an e that it lost (Schule, Schulbuch).
func heads(head string, links []string) []string {
	out := []string{head, head + "e"}
	for _, link := range links {
		if short, ok := strings.CutSuffix(head, link); ok {
			out = append(out, short)
		}
	}
	return out
}

// word is the group of a word that may be a part; nil if there is none.
func (m *merger) word(form string) *group {
	if utf8.RuneCountInString(form) < shortestPart || m.index.small[form] {
		return nil
	}
	return m.byForm[form]
}

func mean(parts []*group) float64 {
	sum := 0.0
	for _, g := range parts {
		sum += math.Log(float64(g.df) + 1)
	}
	return sum / float64(len(parts))
}

// gain adds the postings of compounds that have the word as a part, for the
// documents that have it in no other way.
func (g *group) gain(postings []posting) {
	has := map[int32]bool{}
	for _, p := range g.postings {
		has[p.doc] = true
	}
	for _, p := range postings {
		if has[p.doc] {
			continue
		}
		has[p.doc] = true
		p.title, p.impact = false, step(inCompound*float32(p.impact))
		g.postings = append(g.postings, p)
	}
	slices.SortFunc(g.postings, func(a, b posting) int { return int(a.doc - b.doc) })
	g.df = len(g.postings)
}
