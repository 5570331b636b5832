package diag

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Lines finds the Pos of a byte in a text.
type Lines struct {
	text  []byte
	known []known
}

// known is a byte whose Pos is known: the first of each line, and in long lines
// some between, since whoever asks for each link of a line would else count the
// whole line for each.
type known struct {
	offset int
	at     Pos
}

// stride is about how many bytes lie between two that are known.
const stride = 512

// NewLines indexes a text whose lines end in "\n".
func NewLines(text []byte) *Lines {
	l := &Lines{text: text}
	for line, start := 1, 0; ; line++ {
		end := len(text)
		if i := bytes.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		l.line(known{start, Pos{line, 1}}, end)
		if end == len(text) && (end == start || text[end-1] != '\n') {
			return l
		}
		start = end
	}
}

// line notes the bytes of a line that are known.
func (l *Lines) line(k known, end int) {
	l.known = append(l.known, k)
	for next := k.offset + stride; next < end; next++ {
		if utf8.RuneStart(l.text[next]) {
			k = known{next, Pos{k.at.Line, k.at.Col + utf8.RuneCount(l.text[k.offset:next])}}
			l.known = append(l.known, k)
			next += stride
		}
	}
}

// Span gives the Span between two bytes; with an end before the start, that of the
// rest of the line, without the spaces at its end.
func (l *Lines) Span(start, end int) Span {
	if end < start {
		start = min(max(start, 0), len(l.text))
		line, _, _ := bytes.Cut(l.text[start:], []byte("\n"))
		end = start + len(bytes.TrimRight(line, " \t\r"))
	}
	return Span{l.At(start), l.At(end)}
}

// At gives the Pos of the byte at offset. An offset outside the text is taken
// as the nearest one inside.
func (l *Lines) At(offset int) Pos {
	offset = min(max(offset, 0), len(l.text))
	k := l.known[sort.Search(len(l.known), func(i int) bool { return l.known[i].offset > offset })-1]
	return Pos{k.at.Line, k.at.Col + utf8.RuneCount(l.text[k.offset:offset])}
}
