package search

import (
	"runtime"
	"slices"
	"strings"
)

// occurrence counts one word in one document.
type occurrence struct {
	number   int32 // of the word, at its counter
	title    bool
	heading  bool
	weight   float64
	passages []tally // ascending
}

// tally counts a word in one passage.
type tally struct{ passage, count int32 }

// counted is one document's words.
type counted struct {
	by       *counter
	names    []string // of the words that the counter has met, by their numbers
	words    []occurrence
	length   float64
	titles   int
	passages []int
	signed   signature
}

// counter counts documents, one after the other. It numbers the words that it
// meets, so that each is looked up once for each place where it stands and never
// again.
type counter struct {
	numbers map[string]int32
	names   []string     // by number; is only ever added to
	places  []int32      // by number: the place in words, from 1; 0 if the document has it not
	words   []occurrence // of the document that is being counted
}

func newCounter() *counter { return &counter{numbers: map[string]int32{}} }

// at gives the occurrence of a word, until the next is asked for.
func (c *counter) at(name string) *occurrence {
	number, met := c.numbers[name]
	if !met {
		name = strings.Clone(name) // which would hold the whole text
		number = int32(len(c.names))
		c.numbers[name] = number
		c.names, c.places = append(c.names, name), append(c.places, 0)
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
	out := counted{by: c}
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
	passage := 0
	for _, s := range d.sections {
		out.passages = append(out.passages, passage)
		inPassage := 0
		see := func(weight float64, heading bool) func(word string, extra bool) {
			return func(word string, extra bool) {
				o := c.at(word)
				o.weight += weight
				o.heading = o.heading || heading
				if n := len(o.passages); n > 0 && o.passages[n-1].passage == int32(passage) {
					o.passages[n-1].count++
				} else {
					o.passages = append(o.passages, tally{int32(passage), 1})
				}
				if extra {
					return
				}
				out.length++
				order.see(word)
				if inPassage++; inPassage == passageWords {
					passage, inPassage = passage+1, 0
				}
			}
		}
		scan(s.heading, see(headingWeight, true))
		scan(s.text, see(bodyWeight, false))
		passage++
	}
	out.words, out.names = c.take(), c.names
	return out
}

// batch is how many documents are counted ahead of those that are merged: a
// document's words take far more room than its postings.
const batch = 64

// countAll counts documents, several at once, and gives them in their order.
func countAll(docs []document, signed bool) <-chan []counted {
	free := make(chan *counter, runtime.GOMAXPROCS(0))
	for range cap(free) {
		free <- newCounter()
	}
	out := make(chan []counted, 1)
	go func() {
		defer close(out)
		for some := range slices.Chunk(docs, batch) {
			all := make([]counted, len(some))
			each(len(some), func(i int) {
				c := <-free
				all[i] = c.count(&some[i], signed)
				free <- c
			})
			out <- all
		}
	}()
	return out
}
