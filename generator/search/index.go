package search

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"fieldbook/generator/i18n"
)

// The weights of BM25F (Robertson and Zaragoza, "The Probabilistic Relevance
// Framework", 2009): how much a word counts by where it stands, how fast
// repetition saturates, and how much the length of a document matters.
const (
	bodyWeight    = 1
	headingWeight = 2
	titleWeight   = 4
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

	number int32 // among all groups, as they are met
}

// index is the whole of it before it is cut.
type index struct {
	groups    []*group        // by stem
	titles    []int           // words in the title of each document
	passages  [][]int         // the first passage of each section of each document
	small     map[string]bool // function words of the language
	compounds bool            // the language writes compounds as one word
	signed    []signature     // of each document; empty on a small site
}

func newIndex(docs []document, language string, kept *Counts) *index {
	m := newMerger(language)
	m.average = averageLength(docs)
	for some := range m.weighAll(docs, len(docs) > signedFrom, kept) {
		for _, w := range some {
			m.add(w)
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
	stem    func(string) string
	average float64  // words in a document
	links   []string // of compounds

	mu     sync.Mutex
	groups map[string]*group // by stem
	byForm map[string]*group

	// By the numbers of the groups: what is added to millions of times stands
	// close together.
	postings [][]posting
	telling  []bool // it stands in a title or in a heading
}

func newMerger(language string) *merger {
	m := &merger{index: &index{small: smallWords(language)}, stem: stemmer(language), groups: map[string]*group{}, byForm: map[string]*group{}, links: links[i18n.Base(language)]}
	m.index.compounds = len(m.links) > 0
	return m
}

// group gives the number of the group that a form belongs to.
func (m *merger) group(form string) int32 {
	m.mu.Lock()
	defer m.mu.Unlock()
	g := m.byForm[form]
	if g == nil {
		s := m.stem(form)
		if g = m.groups[s]; g == nil {
			g = &group{stem: s, number: int32(len(m.groups))}
			m.groups[s] = g
		}
		g.forms = append(g.forms, form)
		m.byForm[form] = g
	}
	return g.number
}

// add takes the next document.
func (m *merger) add(w weighed) {
	doc := int32(len(m.titles))
	m.titles = append(m.titles, w.titles)
	m.passages = append(m.passages, w.passages)
	if w.signed != nil {
		m.signed = append(m.signed, w.signed)
	}
	for _, p := range w.postings {
		for int(p.group) >= len(m.postings) {
			m.postings, m.telling = append(m.postings, nil), append(m.telling, false)
		}
		p.doc = doc
		m.postings[p.group] = append(m.postings[p.group], p.posting)
		m.telling[p.group] = m.telling[p.group] || p.telling
	}
}

func (m *merger) finish() *index {
	for _, s := range slices.Sorted(maps.Keys(m.groups)) {
		g := m.groups[s]
		slices.Sort(g.forms)
		g.postings = m.postings[g.number]
		g.df = len(g.postings)
		g.known = m.telling[g.number] || g.df > 1
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
