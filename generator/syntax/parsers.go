package syntax

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// signs is a parser of what begins with one of some signs within a line.
type signs struct {
	signs string
	read  func(parent ast.Node, block text.Reader, pc parser.Context) ast.Node
}

// Trigger implements parser.InlineParser.
func (s signs) Trigger() []byte { return []byte(s.signs) }

// Parse implements parser.InlineParser.
func (s signs) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	return s.read(parent, block, pc)
}

// blocks is a parser of blocks whose first line begins with one of some signs.
type blocks struct {
	signs    string
	open     func(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State)
	goOn     func(n ast.Node, reader text.Reader, pc parser.Context) parser.State
	apart    bool // a blank line stands before them
	indented bool // they may stand where code is indented
}

// Trigger implements parser.BlockParser.
func (b blocks) Trigger() []byte { return []byte(b.signs) }

// Open implements parser.BlockParser.
func (b blocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	return b.open(parent, reader, pc)
}

// Continue implements parser.BlockParser.
func (b blocks) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	return b.goOn(n, reader, pc)
}

// Close implements parser.BlockParser.
func (blocks) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (b blocks) CanInterruptParagraph() bool { return !b.apart }

// CanAcceptIndentedLine implements parser.BlockParser.
func (b blocks) CanAcceptIndentedLine() bool { return b.indented }

// everyLine is a parser of blocks whose first line may begin with anything.
type everyLine struct{ blocks }

// Trigger implements parser.BlockParser.
func (everyLine) Trigger() []byte { return nil }

func endsAtOnce(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
