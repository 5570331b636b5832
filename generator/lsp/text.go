package lsp

import (
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fieldbook/generator/diag"
	"fieldbook/generator/refs"
)

// text is a file as an editor shows it. It does not change: an edit makes another.
type text struct {
	refs.Text
	version *int // of an editor's text; nil for a file's
}

func newText(s string) *text { return &text{Text: refs.NewText(s)} }

// line gives a line without its end; lines count from 0.
func (t *text) line(n int) string {
	if n < 0 || n >= len(t.Lines) {
		return ""
	}
	return t.All[t.Lines[n]:t.End(n)]
}

// offset gives the byte at a position of the protocol. One outside the text is
// taken as the nearest inside.
func (t *text) offset(p position) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(t.Lines) {
		return len(t.All)
	}
	at, end := t.Lines[p.Line], t.End(p.Line)
	for units := p.Character; units > 0 && at < end; {
		c, size := utf8.DecodeRuneInString(t.All[at:])
		units -= width(c)
		at += size
	}
	return at
}

// width is how many units of UTF-16 a letter has.
func width(c rune) int {
	if c > 0xffff {
		return 2
	}
	return 1
}

// position gives the position of a byte.
func (t *text) position(offset int) position {
	offset = min(max(offset, 0), len(t.All))
	line := t.LineAt(offset)
	units := 0
	for _, c := range t.All[t.Lines[line]:offset] {
		units += width(c)
	}
	return position{line, units}
}

// span gives the span of some bytes.
func (t *text) span(start, end int) span { return span{t.position(start), t.position(end)} }

// of gives the bytes of a Span; of one whose end is not known, the rest of its line.
func (t *text) of(s diag.Span) (start, end int) {
	if s.Line == 0 {
		return 0, 0
	}
	start = t.At(s.Pos)
	if s.End != (diag.Pos{}) {
		return start, max(start, t.At(s.End))
	}
	return start, start + len(strings.TrimRight(t.All[start:t.End(t.LineAt(start))], " \t"))
}

// edited gives the text with a span replaced.
func (t *text) edited(s span, by string) *text {
	from, to := t.offset(s.Start), t.offset(s.End)
	if to < from {
		from, to = to, from
	}
	return newText(t.All[:from] + by + t.All[to:])
}

// fileOf gives the path that a URI names; empty if it names no file.
func fileOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return ""
	}
	name := u.Path
	if len(name) > 2 && name[0] == '/' && name[2] == ':' { // /C:/…
		name = name[1:]
	}
	return filepath.Clean(filepath.FromSlash(name))
}

// uriOf names a file.
func uriOf(file string) string {
	name := filepath.ToSlash(file)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}
