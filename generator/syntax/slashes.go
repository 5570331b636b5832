package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// ---- /// note | Title … ///, with options indented below its first line ----

// slashes is how a block was opened: with how many, and whether options may follow.
type slashes struct {
	count   int
	options bool
}

var (
	slashesKey   = []byte("slashes")
	slashesStart = regexp.MustCompile(`^(/{3,})[ \t]*([\pL][\pL\pN_-]*)[ \t]*(?:\|[ \t]*([^\r\n]*?))?[ \t]*$`)
	slashesEnd   = regexp.MustCompile(`(?m)^[ \t>]*///+[ \t]*$`)
	slashOption  = regexp.MustCompile(`^(?: {4,}|\t)[ \t]*(?:[\w-]+:|- )`)
)

var slashesEndKey = parser.NewContextKey()

// lastSlashes is where the last line begins that ends a block; -1 if there is none.
func lastSlashes(source []byte, pc parser.Context) int {
	return pc.ComputeIfAbsent(slashesEndKey, func() any {
		last := -1
		for _, m := range slashesEnd.FindAllIndex(source, -1) {
			last = m[0]
		}
		return last
	}).(int)
}

func openSlashes(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	m := slashesStart.FindSubmatchIndex(bytes.TrimRight(line[at:], "\r\n"))
	if m == nil || tooManyOpen(pc, slashesKey) || segment.Stop > lastSlashes(reader.Source(), pc) {
		return nil, parser.NoChildren
	}
	name := string(line[at:][m[4]:m[5]])
	var title *Title
	if m[6] >= 0 && m[7] > m[6] && name != "html" {
		title = newTitle(reader.Source(), text.NewSegment(place(segment, at+m[6]), place(segment, at+m[7])))
	}
	if name == "admonition" {
		name = "note"
	}
	n := named(name, title)
	if c, ok := n.(*Callout); ok {
		c.Mark = text.NewSegment(place(segment, at), place(segment, at+m[5]))
	}
	n.SetAttribute(slashesKey, slashes{m[3] - m[2], true})
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func continueSlashes(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	value, _ := n.Attribute(slashesKey)
	own := value.(slashes)
	if own.options && slashOption.Match(line) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	if own.options {
		n.SetAttribute(slashesKey, slashes{own.count, false})
	}
	trimmed := bytes.TrimLeft(line, " \t")
	count := len(trimmed) - len(bytes.TrimLeft(trimmed, "/"))
	if count >= 3 && util.IsBlank(trimmed[count:]) && closes(n, count, pc, slashesKey, func(own any) int { return own.(slashes).count }) {
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}
