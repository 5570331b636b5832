package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// ---- $math$ ----

// readMath reads $x$ and $$x$$ as Pandoc does: nothing but a sign stands
// inside of the dollars, and no letter or digit outside, so that prices stay.
func readMath(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	dollars := []byte("$")
	if bytes.HasPrefix(line, []byte("$$")) {
		dollars = []byte("$$")
	}
	n := len(dollars)
	if isWord(before) || before == '$' || before == '\\' || len(line) <= n || isSpace(line[n]) && n == 1 {
		return nil
	}
	for at := n; at < len(line); at++ {
		switch {
		case line[at] == '\\':
			at++
		case bytes.HasPrefix(line[at:], dollars):
			if n == 1 && (isSpace(line[at-1]) || at+1 < len(line) && (isWord(rune(line[at+1])) || line[at+1] == '$')) || at == n {
				return nil
			}
			block.Advance(at + n)
			return &Math{Source: text.NewSegment(segment.Start+n, segment.Start+at), Display: n == 2}
		}
	}
	return nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isWord(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

var mathDone = []byte("done")

// openMath reads a formula between lines of $$.
func openMath(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	if !bytes.HasPrefix(line[at:], []byte("$$")) {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimSpace(line[at+2:])
	below := reader.Source()[min(segment.Stop, len(reader.Source())):]
	n := &MathLine{}
	start := place(segment, at+2)
	switch end := bytes.Index(rest, []byte("$$")); {
	case end > 0 && end == len(rest)-2: // $$ x $$
		from := start + bytes.Index(line[at+2:], rest)
		n.Lines().Append(text.NewSegment(from, from+end))
		n.SetAttribute(mathDone, true)
	case end >= 0, !closedBelow(below):
		return nil, parser.NoChildren
	case len(rest) > 0:
		n.Lines().Append(text.NewSegment(start, segment.Stop))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// closedBelow tells whether a formula ends below: before a blank line, and before a
// listing begins.
func closedBelow(source []byte) bool {
	end := bytes.Index(source, []byte("$$"))
	if end < 0 {
		return false
	}
	between := source[:end]
	return !hasListing(between) && !blankLine.Match(between)
}

// hasListing tells a text in which a listing may begin.
func hasListing(source []byte) bool {
	return bytes.Contains(source, []byte("```")) || bytes.Contains(source, []byte("~~~"))
}

var blankLine = regexp.MustCompile(`(?m)^[ \t>]*\n`)

func continueMath(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, done := node.Attribute(mathDone); done {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if i := bytes.Index(line, []byte("$$")); i >= 0 {
		if !util.IsBlank(line[:i]) {
			node.Lines().Append(text.NewSegment(segment.Start, place(segment, i)))
		}
		reader.Advance(i + 2) // what stands behind is text
		return parser.Close
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue
}
