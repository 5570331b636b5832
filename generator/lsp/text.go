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
	string
	lines   []int // offset of each line
	version *int  // of an editor's text; nil for a file's
}

func newText(s string) *text {
	return &text{string: s, lines: refs.NewText(s).Lines}
}

// plain is the text as the generator knows it.
func (t *text) plain() refs.Text { return refs.Text{All: t.string, Lines: t.lines} }

// line gives a line without its end; lines count from 0.
func (t *text) line(n int) string {
	if n < 0 || n >= len(t.lines) {
		return ""
	}
	return t.string[t.lines[n]:t.end(n)]
}

// end is the offset of the end of a line.
func (t *text) end(n int) int { return t.plain().End(n) }

// offset gives the byte at a position of the protocol. One outside the text is
// taken as the nearest inside.
func (t *text) offset(p position) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(t.lines) {
		return len(t.string)
	}
	at, end := t.lines[p.Line], t.end(p.Line)
	for units := p.Character; units > 0 && at < end; {
		c, size := utf8.DecodeRuneInString(t.string[at:])
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

// lineAt gives the line that an offset is in.
func (t *text) lineAt(offset int) int {
	return t.plain().LineAt(offset)
}

// position gives the position of a byte.
func (t *text) position(offset int) position {
	offset = min(max(offset, 0), len(t.string))
	line := t.lineAt(offset)
	units := 0
	for _, c := range t.string[t.lines[line]:offset] {
		units += width(c)
	}
	return position{line, units}
}

// span gives the span of some bytes.
func (t *text) span(start, end int) span { return span{t.position(start), t.position(end)} }

// at gives the byte of a place as diagnostics name it, which count characters and no
// byte order mark.
func (t *text) at(p diag.Pos) int { return t.plain().At(p) }

// of gives the bytes of a Span; of one whose end is not known, the rest of its line.
func (t *text) of(s diag.Span) (start, end int) {
	if s.Line == 0 {
		return 0, 0
	}
	start = t.at(s.Pos)
	if s.End != (diag.Pos{}) {
		return start, max(start, t.at(s.End))
	}
	return start, start + len(strings.TrimRight(t.string[start:t.end(t.lineAt(start))], " \t"))
}

// edited gives the text with a span replaced.
func (t *text) edited(s span, by string) *text {
	from, to := t.offset(s.Start), t.offset(s.End)
	if to < from {
		from, to = to, from
	}
	return newText(t.string[:from] + by + t.string[to:])
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
