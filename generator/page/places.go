package page

import (
	"fieldbook/generator/diag"
	"fieldbook/generator/fill"
)

// places tells where the bytes of a body stand in its file.
type places struct {
	lines  *diag.Lines  // of the file
	offset int          // of the body in it
	filled *fill.Source // what was put into the body; nil for nothing
}

// at gives the place of a byte of the body; of one that was put there, that of what
// called it.
func (p places) at(offset int) diag.Pos {
	if p.filled == nil {
		return p.lines.At(p.offset + offset)
	}
	from, _, _ := p.filled.Origin(p.offset + offset)
	return p.lines.At(from)
}

// span gives the place of some bytes of the body, to the end of their line where the
// last comes before the first. What was put there has a beginning alone: nobody may
// write another text in its place.
func (p places) span(start, end int) diag.Span {
	if p.filled == nil {
		return p.lines.Span(p.offset+start, p.offset+end)
	}
	from, _, own := p.filled.Origin(p.offset + start)
	if !own {
		return diag.Span{Pos: p.lines.At(from)}
	}
	if end < start {
		return p.lines.Span(from, -1)
	}
	to, _, own := p.filled.Origin(p.offset + end)
	if !own || to-from != end-start {
		return diag.Span{Pos: p.lines.At(from)}
	}
	return p.lines.Span(from, to)
}

// rest gives the place from a byte to the end of its line.
func (p places) rest(start int) diag.Span {
	start = max(start, 0)
	if p.filled == nil {
		return p.lines.Span(p.offset+start, -1)
	}
	return p.span(start, -1)
}

// isOwn tells whether some bytes of the body stand so in the file.
func (p places) isOwn(start, length int) bool {
	if p.filled == nil {
		return true
	}
	from, _, own := p.filled.Origin(p.offset + start)
	to, _, still := p.filled.Origin(p.offset + start + length - 1)
	return own && still && to-from == length-1
}

// body gives the text that is read, where the file has this one, and tells what could not
// be put into it.
func (p places) body(own []byte, r *diag.Reporter) []byte {
	if p.filled == nil {
		return own
	}
	for _, t := range p.filled.Told {
		r.At(p.lines.Span(t.From, t.To), diag.Diagnostic{Code: "not-filled", Severity: diag.Warning, Group: "not-filled", Message: t.Why, Hint: "mend its path, or write the text here"})
	}
	return p.filled.Text[p.offset:]
}
