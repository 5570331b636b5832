package page

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"

	"fieldbook/generator/playbook"
)

// shown is what of a page's source stands in its Markdown: the parts that a node
// of the tree shows to readers, as they are or with something else in their place.
// What lies between them are the signs of Markdown. A word there is shown by
// nothing (it stands in a comment, in attributes, in a note that nobody refers to)
// and is left out, so that a thing that is forgotten here is missing, and not
// published.
type shown struct {
	source []byte
	parts  []part
	hidden []text.Segment // in which the signs are left out too
}

// part replaces some bytes of the source; or with own keeps them.
type part struct {
	start, stop int
	by          string
	own         bool
}

// keep shows a part of the source as it is written.
func (s *shown) keep(start, stop int) {
	s.parts = append(s.parts, part{start: start, stop: stop, own: true})
}

// put shows something in the place of a part of the source.
func (s *shown) put(start, stop int, by string) {
	s.parts = append(s.parts, part{start: start, stop: stop, by: by})
}

// hide leaves out all of a part of the source in which nothing is shown.
func (s *shown) hide(at text.Segment) { s.hidden = append(s.hidden, at) }

// written gives what is shown.
func (s *shown) written() string {
	byStart := func(a, b part) int { return cmp.Compare(a.start, b.start) }
	if !slices.IsSortedFunc(s.parts, byStart) {
		slices.SortStableFunc(s.parts, byStart)
	}
	slices.SortFunc(s.hidden, func(a, b text.Segment) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	b.Grow(len(s.source))
	at := 0
	for _, p := range s.parts {
		if p.start < at {
			continue // it stands in another
		}
		s.signs(&b, at, p.start)
		at = p.stop
		if p.own {
			writeOwn(&b, s.source[p.start:p.stop])
			continue
		}
		b.WriteString(p.by)
	}
	s.signs(&b, at, len(s.source))
	return b.String()
}

// signs writes what lies between two parts, without what is hidden there.
func (s *shown) signs(b *strings.Builder, start, stop int) {
	for len(s.hidden) > 0 && s.hidden[0].Start < stop {
		h := s.hidden[0]
		if h.Start > start {
			gap(b, s.source[start:h.Start])
		}
		if start = max(start, min(h.Stop, stop)); h.Stop > stop {
			break // it goes on behind what is shown in it
		}
		s.hidden = s.hidden[1:]
		if start < stop && s.source[start] == '\n' && strings.HasSuffix(b.String(), "\n\n") {
			start++ // nothing is left of the line
		}
	}
	if start < stop {
		gap(b, s.source[start:stop])
	}
}

// gap writes the signs of some source, line by line, without the words among them
// and what stands next to these.
func gap(b *strings.Builder, source []byte) {
	for len(source) > 0 {
		line := source
		if i := bytes.IndexByte(source, '\n'); i >= 0 {
			line = source[:i+1]
		}
		source = source[len(line):]
		first, last := bytes.IndexFunc(line, isWord), bytes.LastIndexFunc(line, isWord)
		if first < 0 || isTaskBox(line) {
			writeOwn(b, line)
			continue
		}
		before, after := line[:bytes.LastIndexAny(line[:first], " \t")+1], line[len(line):]
		if i := bytes.IndexAny(line[last:], " \t\n"); i >= 0 {
			after = line[last+i:]
		}
		if strings.HasSuffix(b.String(), "\n\n") && len(bytes.TrimSpace(before))+len(bytes.TrimSpace(after)) == 0 {
			continue // nothing is left of the line
		}
		b.Write(before)
		b.Write(after)
	}
}

// isTaskBox tells signs of which the only letter is that of a ticked box.
func isTaskBox(line []byte) bool {
	box := bytes.TrimLeft(line, " \t>-*+.)")
	return len(box) >= 3 && (bytes.HasPrefix(box, []byte("[x]")) || bytes.HasPrefix(box, []byte("[X]"))) && bytes.IndexFunc(box[3:], isWord) < 0
}

// isWord tells a character that says something: all but the signs of ASCII.
func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c >= utf8.RuneSelf }

// writeOwn writes an author's text; nearly none holds what could be a placeholder.
func writeOwn(b *strings.Builder, text []byte) {
	if bytes.IndexByte(text, playbook.Placeholder[0]) >= 0 {
		b.WriteString(own(text))
		return
	}
	b.Write(text)
}

// own is an author's text, which can hold no placeholder of ours.
func own(text []byte) string { return strings.ReplaceAll(string(text), playbook.Placeholder, "") }
