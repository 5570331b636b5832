package search

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// The weights of BM25F (Robertson and Zaragoza, "The Probabilistic Relevance
// Framework", 2009): how much a word counts by where it stands, how fast
// repetition saturates, and how much the length of a document matters.
const (
	bodyWeight    = 1.0
	headingWeight = 2.0
	titleWeight   = 4.0
	saturation    = 2.5 // k1
	lengthMatters = 0.7 // b
)

const (
	passageWords  = 24   // a passage is the unit of nearness; it never crosses a heading
	impactSteps   = 255  // an impact is one of these while it is made,
	impactLevels  = 15   // … and is stored as one of these
	shownPassages = 3    // of one word in one document
	maxPostings   = 1500 // of one word: those with the greatest impact are kept
	mostOfSmall   = 150  // … of a function word, which counts in titles alone unless nothing else is asked for
)

// posting says how a word stands in a document. There are millions of them on
// a large site: the types are as small as the format allows.
type posting struct {
	doc      int32
	impact   uint8 // 1 to impactSteps
	shown    uint8 // how many of passages are used
	title    bool
	lent     bool                  // the document has not the word, its neighbours have
	passages [shownPassages]uint16 // where it stands, ascending
}

// group is a stem with the forms that lead to it.
type group struct {
	stem     string
	forms    []string // sorted
	df       int      // documents that have it
	postings []posting
	known    bool // worth offering as a correction

	here *occurrence // in the document that is being merged
}

// index is the whole of it before it is cut.
type index struct {
	groups   []*group        // by stem
	titles   []int           // words in the title of each document
	passages [][]int         // the first passage of each section of each document
	small    map[string]bool // function words of the language
	signed   []signature     // of each document; empty on a small site
}

func newIndex(docs []document, language string) *index {
	m := newMerger(language)
	m.average = averageLength(docs)
	for some := range countAll(docs, len(docs) > signedFrom) {
		for _, c := range some {
			m.add(c)
		}
	}
	return m.finish()
}

// averageLength estimates the words of an average document from its spaces, so
// that documents can be weighed as they come.
func averageLength(docs []document) float64 {
	total := 0
	for _, d := range docs {
		total += titleWeight * (strings.Count(d.title, " ") + 1)
		for _, s := range d.sections {
			total += strings.Count(s.heading, " ") + strings.Count(s.text, " ") + strings.Count(s.text, "\n") + 2
		}
	}
	return max(float64(total)/float64(max(len(docs), 1)), 1)
}

// merger puts the documents' words together under their stems.
type merger struct {
	*index
	stem     func(string) string
	groups   map[string]*group // by stem
	byForm   map[string]*group
	numbered map[*counter][]*group // by the numbers of each counter
	seen     []*group              // in the document at hand
	average  float64               // words in a document
	links    []string              // of compounds
}

func newMerger(language string) *merger {
	m := &merger{index: &index{small: map[string]bool{}}, stem: stemmer(language), groups: map[string]*group{}, byForm: map[string]*group{}, numbered: map[*counter][]*group{}, links: linksOf(language)}
	for _, word := range stopWords(language) {
		m.small[word] = true
	}
	return m
}

// group gives the group that a form belongs to.
func (m *merger) group(form string) *group {
	g := m.byForm[form]
	if g == nil {
		s := m.stem(form)
		if g = m.groups[s]; g == nil {
			g = &group{stem: s}
			m.groups[s] = g
		}
		g.forms = append(g.forms, form)
		m.byForm[form] = g
	}
	return g
}

// add takes the next document.
func (m *merger) add(c counted) {
	doc := len(m.titles)
	m.titles = append(m.titles, c.titles)
	m.passages = append(m.passages, c.passages)
	if c.signed != nil {
		m.signed = append(m.signed, c.signed)
	}
	// The title counts by its weight: short pages with short titles would win too
	// easily.
	norm := saturation * (1 - lengthMatters + lengthMatters*(c.length+titleWeight*float64(c.titles))/m.average)
	groups := m.numbered[c.by]
	for _, name := range c.names[len(groups):] {
		groups = append(groups, m.group(name))
	}
	m.numbered[c.by] = groups
	seen := m.seen[:0]
	for i := range c.words {
		o := &c.words[i]
		g := groups[o.number]
		if g.here == nil {
			g.here = o
			seen = append(seen, g)
		} else {
			g.here = g.here.and(o)
		}
	}
	m.seen = seen
	for _, g := range seen {
		o := g.here
		g.here = nil
		g.df++
		g.known = g.known || o.title || o.heading || g.df > 1
		p := posting{doc: int32(doc), impact: step(float32(o.weight / (o.weight + norm) * impactSteps)), title: o.title}
		o.best(&p)
		g.postings = append(g.postings, p)
	}
}

func (m *merger) finish() *index {
	for _, s := range slices.Sorted(maps.Keys(m.groups)) {
		g := m.groups[s]
		slices.Sort(g.forms)
		m.index.groups = append(m.index.groups, g)
	}
	m.compounds(m.links)
	m.smooth()
	each(len(m.index.groups), func(i int) {
		g := m.index.groups[i]
		g.keepBest(m.most(g))
	})
	return m.index
}

// most is how many postings of a group are kept.
func (m *merger) most(g *group) int {
	if len(g.postings) <= mostOfSmall {
		return maxPostings
	}
	for _, form := range g.forms {
		if !m.small[form] {
			return maxPostings
		}
	}
	return mostOfSmall
}

// and adds up two forms of one word. The order of the two does not matter.
func (o *occurrence) and(p *occurrence) *occurrence {
	sum := &occurrence{weight: o.weight + p.weight, title: o.title || p.title, heading: o.heading || p.heading}
	a, b := o.passages, p.passages
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].passage < b[0].passage:
			sum.passages, a = append(sum.passages, a[0]), a[1:]
		case len(a) == 0 || b[0].passage < a[0].passage:
			sum.passages, b = append(sum.passages, b[0]), b[1:]
		default:
			sum.passages = append(sum.passages, tally{a[0].passage, a[0].count + b[0].count})
			a, b = a[1:], b[1:]
		}
	}
	return sum
}

// best notes the passages that have the word most often, the first of equals,
// ascending.
func (o *occurrence) best(p *posting) {
	var most [shownPassages]tally // the most often first
	n := 0
	for _, t := range o.passages {
		at := n
		for at > 0 && most[at-1].count < t.count {
			at--
		}
		if at == shownPassages {
			continue
		}
		n = min(n+1, shownPassages)
		copy(most[at+1:n], most[at:])
		most[at] = t
	}
	for i, t := range most[:n] {
		p.passages[i] = uint16(min(t.passage, math.MaxUint16))
	}
	p.shown = uint8(n)
	slices.Sort(p.passages[:n])
}

// keepBest drops the postings with the least impact, the last of equals, so that
// the cost of a query does not grow with the site; titles stay.
func (g *group) keepBest(most int) {
	if len(g.postings) > most {
		var ranks [4*impactSteps + 1]int // how many postings have each
		titles := 0
		for _, p := range g.postings {
			ranks[p.rank()]++
			if p.title {
				titles++
			}
		}
		room, least := max(most, min(titles, maxPostings)), len(ranks)-1
		for ; ranks[least] <= room && least > 0; least-- {
			room -= ranks[least]
		}
		g.postings = slices.DeleteFunc(g.postings, func(p posting) bool {
			if p.rank() == least {
				room--
				return room < 0
			}
			return p.rank() < least
		})
	}
	slices.SortFunc(g.postings, func(a, b posting) int { return int(a.doc - b.doc) })
}

// rank is greater for what is kept rather: titles first, what is lent last.
func (p posting) rank() int {
	switch {
	case p.title:
		return 3*impactSteps + int(p.impact)
	case p.lent:
		return int(p.impact)
	default:
		return impactSteps + int(p.impact)
	}
}
