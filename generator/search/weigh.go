package search

import (
	"math"
	"runtime"
	"slices"
)

// weighed is one document's words as postings, which know no document yet.
type weighed struct {
	titles   int
	passages []int
	signed   signature
	postings []placed
}

// placed is a posting with the number of the group that it belongs to.
type placed struct {
	group   int32
	telling bool // it stands in the title or in a heading
	posting
}

// weigher weighs the words of documents, one after the other.
type weigher struct {
	*merger
	*counter
	groupsOf map[*numbering][]int32 // by the word's number: its group's, from 1; 0 if it was not met
	places   []int32                // by the group's number: the place in here, from 1; 0 if the document has it not
	here     []stood                // the groups of the document that is being weighed
}

// stood is how a group stands in a document.
type stood struct {
	group int32
	*occurrence
}

// weigh makes postings of a document's words.
func (w *weigher) weigh(c counted) weighed {
	// The title counts by its weight: short pages with short titles would win too
	// easily.
	norm := saturation * (1 - lengthMatters + lengthMatters*float64(c.length+titleWeight*c.titles)/w.average)
	w.together(c)
	out := weighed{c.titles, c.passages, c.signed, make([]placed, len(w.here))}
	for i, s := range w.here {
		w.places[s.group] = 0
		weight := float64(s.weight)
		p := posting{impact: step(float32(weight / (weight + norm) * impactSteps)), title: s.title}
		s.best(&p)
		out.postings[i] = placed{s.group, s.title || s.heading, p}
	}
	return out
}

// together puts a document's words together by their groups.
func (w *weigher) together(c counted) {
	groups := w.groupsOf[c.by]
	groups = append(groups, make([]int32, max(len(c.names)-len(groups), 0))...)
	w.groupsOf[c.by] = groups
	w.here = w.here[:0]
	for i := range c.words {
		o := &c.words[i]
		if groups[o.number] == 0 {
			groups[o.number] = w.group(c.names[o.number]) + 1
		}
		g := groups[o.number] - 1
		for int(g) >= len(w.places) {
			w.places = append(w.places, 0)
		}
		if at := w.places[g]; at > 0 {
			w.here[at-1].occurrence = w.here[at-1].and(o)
			continue
		}
		w.here = append(w.here, stood{g, o})
		w.places[g] = int32(len(w.here))
	}
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

// batch is how many documents are weighed ahead of those that are merged.
const batch = 64

// weighAll counts and weighs documents, several at once, and gives them in their
// order; kept, if not nil, knows those that were counted before.
func (m *merger) weighAll(docs []document, signed bool, kept *Counts) <-chan []weighed {
	free := make(chan *weigher, runtime.GOMAXPROCS(0))
	for range cap(free) {
		free <- &weigher{merger: m, counter: newCounter(), groupsOf: map[*numbering][]int32{}}
	}
	out := make(chan []weighed, 1)
	go func() {
		defer close(out)
		for some := range slices.Chunk(docs, batch) {
			all := make([]weighed, len(some))
			each(len(some), func(i int) {
				w := <-free
				all[i] = w.weigh(kept.count(&some[i], signed, w.counter))
				free <- w
			})
			out <- all
		}
	}()
	return out
}
