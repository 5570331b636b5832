package diag

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Lines finds the Pos of a byte in a text.
type Lines struct {
	text   []byte
	starts []int // byte offset of each line
}

// NewLines indexes a text whose lines end in "\n".
func NewLines(text []byte) *Lines {
	l := &Lines{text: text, starts: []int{0}}
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return l
		}
		at += i + 1
		l.starts = append(l.starts, at)
	}
}

// At gives the Pos of the byte at offset. An offset outside the text is taken
// as the nearest one inside.
func (l *Lines) At(offset int) Pos {
	offset = min(max(offset, 0), len(l.text))
	line := sort.SearchInts(l.starts, offset+1)
	start := l.starts[line-1]
	return Pos{line, utf8.RuneCount(l.text[start:offset]) + 1}
}
