// Package fill puts into a text what a program would have put there before it reads it
// as Markdown: other files or parts of them, and values. Each byte of the text that
// comes of it knows where it stood, so that messages and edits name the file as its
// writer has it.
package fill

import (
	"sort"
)

// Source is a text that was filled, and what it was before.
type Source struct {
	Text     []byte
	Original []byte
	Told     []Told // what could not be put there
	cuts     []cut  // where another part of Text begins, in their order
}

// Told is something that could not be put there: its bytes in the Original, and why.
type Told struct {
	From, To int
	Why      string
}

// cut is a part of the text: bytes of the original from a place on, or what stands in
// the place of some.
type cut struct {
	at       int // in the text
	from, to int // in the original
	own      bool
}

// edit puts other text in the place of some bytes.
type edit struct {
	from, to int
	by       []byte
}

// New begins with a text into which nothing was put yet.
func New(text []byte) *Source {
	return &Source{Text: text, Original: text, cuts: []cut{{0, 0, len(text), true}}}
}

// Filled tells whether the text is another than it was.
func (s *Source) Filled() bool {
	return len(s.Told) > 0 || len(s.cuts) != 1 || !s.cuts[0].own || len(s.Text) != len(s.Original)
}

// Origin gives where a byte of the text stood. What was put there, which own denies,
// stands where it was called: from that byte to another.
func (s *Source) Origin(at int) (from, to int, own bool) {
	at = min(max(at, 0), len(s.Text))
	c := s.cuts[s.part(at)]
	if c.own {
		return c.from + at - c.at, c.from + at - c.at, true
	}
	return c.from, c.to, false
}

// part is the one that a byte is in.
func (s *Source) part(at int) int {
	return max(0, sort.Search(len(s.cuts), func(i int) bool { return s.cuts[i].at > at })-1)
}

// tell notes what could not be put in the place of some bytes.
func (s *Source) tell(from, to int, why string) {
	start, _, _ := s.Origin(from)
	_, end, own := s.Origin(max(from, to-1))
	if own {
		end++
	}
	s.Told = append(s.Told, Told{start, max(start, end), why})
}

// replace makes edits, which stand in their order and apart from each other.
func (s *Source) replace(edits []edit) {
	if len(edits) == 0 {
		return
	}
	next := &Source{Original: s.Original, Told: s.Told}
	at := 0
	for _, e := range edits {
		next.keep(s, at, e.from)
		from, _, _ := s.Origin(e.from)
		_, to, own := s.Origin(max(e.from, e.to-1))
		if own {
			to++
		}
		if len(e.by) > 0 {
			next.cuts = append(next.cuts, cut{len(next.Text), from, max(from, to), false})
			next.Text = append(next.Text, e.by...)
		}
		at = e.to
	}
	next.keep(s, at, len(s.Text))
	if len(next.cuts) == 0 {
		next.cuts = []cut{{0, 0, 0, true}}
	}
	*s = *next
}

// keep takes some bytes of a source as they are.
func (s *Source) keep(of *Source, from, to int) {
	if from >= to {
		return
	}
	for i := of.part(from); i < len(of.cuts) && of.cuts[i].at < to; i++ {
		c := of.cuts[i]
		start := max(from, c.at)
		if c.own {
			c.from += start - c.at
		}
		c.at = len(s.Text) + start - from
		s.cuts = append(s.cuts, c)
	}
	s.Text = append(s.Text, of.Text[from:to]...)
}
