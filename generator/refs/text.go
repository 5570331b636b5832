package refs

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"fieldbook/generator/diag"
	"fieldbook/generator/page"
)

// Text is a file as it is, with its lines.
type Text struct {
	All   string
	Lines []int // offset of each line
}

// NewText finds the lines of a text.
func NewText(s string) Text {
	lines := []int{0}
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' || s[i] == '\r' && (i+1 == len(s) || s[i+1] != '\n') {
			lines = append(lines, i+1)
		}
	}
	return Text{s, lines}
}

// End is the offset of the end of a line; lines count from 0.
func (t Text) End(line int) int {
	end := len(t.All)
	if line+1 < len(t.Lines) {
		end = t.Lines[line+1]
	}
	return t.Lines[line] + len(strings.TrimRight(t.All[t.Lines[line]:end], "\r\n"))
}

// At gives the byte of a place as diagnostics name it, which count characters and no
// byte order mark.
func (t Text) At(p diag.Pos) int {
	if p.Line < 1 {
		return 0
	}
	if p.Line > len(t.Lines) {
		return len(t.All)
	}
	at := t.Lines[p.Line-1]
	if p.Line == 1 && strings.HasPrefix(t.All, "\ufeff") {
		at += len("\ufeff")
	}
	return t.after(at, p.Col-1)
}

// LineAt gives the line that a byte is in.
func (t Text) LineAt(offset int) int {
	return sort.SearchInts(t.Lines, min(max(offset, 0), len(t.All))+1) - 1
}

// Pos gives the place of a byte, as At takes it.
func (t Text) Pos(offset int) diag.Pos {
	line := t.LineAt(offset)
	before := strings.TrimPrefix(t.All[t.Lines[line]:offset], "\ufeff")
	return diag.Pos{Line: line + 1, Col: utf8.RuneCountInString(before) + 1}
}

// after gives the byte that is some characters behind another, in its line.
func (t Text) after(at, count int) int {
	for ; count > 0 && at < len(t.All) && t.All[at] != '\n' && t.All[at] != '\r'; count-- {
		_, size := utf8.DecodeRuneInString(t.All[at:])
		at += size
	}
	return at
}

// ahead is what stands before a name at its place: the signs of a heading; or the
// anchor, the type and the quote of a value.
var ahead = regexp.MustCompile(`^(?:#{1,6}[ \t]+|(?:[&!][^ \t\r\n]*[ \t]+)*["']?)`)

// Find gives the bytes of a Mention in its file. It is false where the file says
// something else there, or says it otherwise than it is read.
func (m Mention) Find(t Text) (start, end int, ok bool) {
	start = t.At(m.Ref.Pos)
	if m.Ref.Link == nil {
		start += len(ahead.FindString(t.All[start:]))
	}
	if m.Ref.Pos.Line > 0 && strings.HasPrefix(t.All[start:], m.Ref.Value[:m.To]) {
		return start + m.From, start + m.To, true
	}
	if m.Ref.Link == nil {
		return 0, 0, false
	}
	raw := t.All[start:t.after(start, int(m.Ref.Link.At.Length))]
	from, to := sayingSo(raw, m.Ref.Value[:m.From]), sayingSo(raw, m.Ref.Value[:m.To])
	return start + from, start + to, from >= 0 && to > from
}

// sayingSo tells how many bytes of an address say a text, with entities and escapes;
// -1 if none do.
func sayingSo(raw, said string) int {
	for i := range len(raw) + 1 {
		if page.Unescape(page.Resolved(raw[:i])) == page.Unescape(said) {
			return i
		}
	}
	return -1
}
