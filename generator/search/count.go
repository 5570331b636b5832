package search

import (
	"slices"
	"strings"
)

// occurrence counts one word in one document.
type occurrence struct {
	number   int32 // of the word, at its counter
	title    bool
	heading  bool
	weight   int32   // the weights of its places, added up
	passages []tally // ascending
}

// tally counts a word in one passage.
type tally struct{ passage, count int32 }

// counted is one document's words.
type counted struct {
	by       *numbering
	names    []string // of by, as far as the document needs them
	words    []occurrence
	length   int
	titles   int
	passages []int
	signed   signature
}

// numbering gives words numbers, so that each is looked up once for each place
// where it stands and never again.
type numbering struct {
	numbers map[string]int32
	names   []string // by number; is only ever added to
}

// numberingOf numbers words as they stand.
func numberingOf(names []string) *numbering {
	n := &numbering{numbers: make(map[string]int32, len(names)), names: names}
	for i, name := range names {
		n.numbers[name] = int32(i)
	}
	return n
}

// number gives the number of a word.
func (n *numbering) number(name string) int32 {
	number, met := n.numbers[name]
	if !met {
		name = strings.Clone(name) // which would hold the whole text
		number = int32(len(n.names))
		n.numbers[name] = number
		n.names = append(n.names, name)
	}
	return number
}

// counter counts documents, one after the other.
type counter struct {
	*numbering
	places []int32      // by number: the place in words, from 1; 0 if the document has it not
	words  []occurrence // of the document that is being counted
}

func newCounter() *counter { return &counter{numbering: numberingOf(nil)} }

// at gives the occurrence of a word, until the next is asked for.
func (c *counter) at(name string) *occurrence {
	number := c.number(name)
	if int(number) == len(c.places) {
		c.places = append(c.places, 0)
	}
	if c.places[number] == 0 {
		if len(c.words) < cap(c.words) {
			c.words = c.words[:len(c.words)+1]
		} else {
			c.words = append(c.words, occurrence{})
		}
		last := &c.words[len(c.words)-1]
		*last = occurrence{number: number, passages: last.passages[:0]} // whose room is used again
		c.places[number] = int32(len(c.words))
	}
	return &c.words[c.places[number]-1]
}

// take gives the words of the document, and forgets them.
func (c *counter) take() []occurrence {
	words := slices.Clone(c.words)
	n := 0
	for _, w := range words {
		n += len(w.passages)
		c.places[w.number] = 0
	}
	passages := make([]tally, 0, n)
	for i, w := range words {
		from := len(passages)
		passages = append(passages, w.passages...)
		words[i].passages = passages[from:len(passages):len(passages)]
	}
	c.words = c.words[:0]
	return words
}

// count reads one document.
func (c *counter) count(d *document, signed bool) counted {
	out := counted{by: c.numbering}
	if signed {
		out.signed = newSignature()
	}
	order := pairs{signature: out.signed}
	scan(d.title, func(word string, extra bool) {
		o := c.at(word)
		o.title = true
		o.weight += titleWeight
		if !extra {
			out.titles++
			order.see(word)
		}
	})
	for _, k := range d.keywords {
		scan(k, func(word string, _ bool) { c.at(word).weight += headingWeight })
	}
	for _, tag := range d.tags {
		c.at("#"+fold(tag)).weight++
	}
	text := passages{counter: c, out: &out, order: &order}
	for _, s := range d.sections {
		out.passages = append(out.passages, text.passage)
		text.filled = 0
		scan(s.heading, func(word string, extra bool) { text.see(word, extra, headingWeight, true) })
		scan(s.text, func(word string, extra bool) { text.see(word, extra, bodyWeight, false) })
		text.passage++
	}
	out.words, out.names = c.take(), c.names
	return out
}

// passages is the text of a document, cut while its words are counted.
type passages struct {
	*counter
	out     *counted
	order   *pairs
	passage int
	filled  int // words of it, so far
}

// see counts one word; an extra one has no place of its own in the text.
func (t *passages) see(word string, extra bool, weight int32, heading bool) {
	o := t.at(word)
	o.weight += weight
	o.heading = o.heading || heading
	if n := len(o.passages); n > 0 && o.passages[n-1].passage == int32(t.passage) {
		o.passages[n-1].count++
	} else {
		o.passages = append(o.passages, tally{int32(t.passage), 1})
	}
	if extra {
		return
	}
	t.out.length++
	t.order.see(word)
	if t.filled++; t.filled == passageWords {
		t.passage, t.filled = t.passage+1, 0
	}
}
