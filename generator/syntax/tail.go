package syntax

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// TailKey is the attribute of a link or an image that holds its Tail.
const TailKey = "tail"

// Tail is where the source of a link says where it leads: from the bracket that
// closes its words to its end, in bytes.
type Tail struct{ Start, Stop int }

// TailOf gives the Tail of a node; false if it has none.
func TailOf(n ast.Node) (Tail, bool) {
	v, ok := n.AttributeString(TailKey)
	if !ok {
		return Tail{}, false
	}
	tail, ok := v.(Tail)
	return tail, ok
}

// tailed reads links as CommonMark does, and notes their tails.
type tailed struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p tailed) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, before := block.PeekLine()
	library := block
	if line[0] == ']' {
		library = near{block, len(line) < 2 || line[1] != '(' || leads(line[1:])}
	}
	n := p.InlineParser.Parse(parent, library, pc)
	switch n.(type) {
	case *ast.Link, *ast.Image:
		_, after := block.Position()
		n.SetAttributeString(TailKey, Tail{before.Start, after.Start})
	}
	return n
}

// CloseBlock implements parser.CloseBlocker.
func (p tailed) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := p.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}
