package syntax

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The library looks through a whole line, or through all that is open, for some
// signs, and for each of them anew: a page of nothing else would take minutes. What
// stands here keeps it from looking where nothing can be found, and gives it a
// number of steps beyond which signs are text.

// Cut is a place where something is shown as text, since reading it as what it is
// would take too long.
type Cut struct {
	At   int    // a byte of the source
	What string // is shown so, as a message says it
}

// bounds are what a page has taken so far.
type bounds struct {
	steps     int
	footnotes int
	block     ast.Node // that is read
	open      []byte   // signs in it that wait for another
	cuts      []Cut
}

const (
	mostSteps   = 10_000_000 // some tenths of a second
	mostBlocks  = 200        // of lists and what stands in them, inside each other
	mostParens  = 32         // inside each other, in an address
	mostTicks   = 100        // of a code span
	mostPadding = 100_000    // cells that a table has beside those that are written
)

var boundsKey = parser.NewContextKey()

func boundsOf(pc parser.Context) *bounds {
	return pc.ComputeIfAbsent(boundsKey, func() any { return &bounds{} }).(*bounds)
}

// Cuts gives the places where a page that was parsed is shown as text.
func Cuts(pc parser.Context) []Cut { return boundsOf(pc).cuts }

// cut notes what is not read any more; each kind once.
func (b *bounds) cut(at int, what string) {
	for _, c := range b.cuts {
		if c.What == what {
			return
		}
	}
	b.cuts = append(b.cuts, Cut{at, what})
}

// ---- *emphasis* ----

// paired reads signs of which one waits for another, as the library does, but that
// it counts how many the library will look at to find the other.
type paired struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p paired) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := boundsOf(pc)
	if b.steps > mostSteps {
		_, at := block.Position()
		b.cut(at.Start, "too many signs such as * and _ have no other: from here on they are text")
		return nil
	}
	if b.block != parent {
		b.block, b.open = parent, b.open[:0]
	}
	n := p.InlineParser.Parse(parent, block, pc)
	d, ok := n.(*parser.Delimiter)
	if !ok {
		return n
	}
	if d.CanClose {
		other := bytes.LastIndexByte(b.open, d.Char)
		b.steps += len(b.open) - max(other, 0)
		if other >= 0 {
			b.open = b.open[:other]
			return n
		}
	}
	if d.CanOpen {
		b.open = append(b.open, d.Char)
	}
	return n
}

// strikethrough is the library's, that counts its signs.
type strikethrough struct{}

// Extend implements goldmark.Extender.
func (strikethrough) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(paired{extension.NewStrikethroughParser()}, 500)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500)))
}

// ---- `code` ----

// ticked reads code spans: each number of ticks that begin one is looked for.
type ticked struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p ticked) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	n := len(line) - len(bytes.TrimLeft(line, "`"))
	if n <= mostTicks {
		return p.InlineParser.Parse(parent, block, pc)
	}
	boundsOf(pc).cut(at.Start, fmt.Sprintf("more than %d ticks in a row are text", mostTicks))
	block.Advance(n)
	return ast.NewTextSegment(at.WithStop(at.Start + n))
}

// ---- [links](address) ----

// near reads what stands between brackets from the lines that it stands in.
type near struct {
	text.Reader
	leads bool // whether an address may follow
}

// Peek gives the next sign, but not one that would have the library look for an
// address in vain.
func (r near) Peek() byte {
	if c := r.Reader.Peek(); c != '(' || r.leads {
		return c
	}
	return text.EOF
}

// Value gives a part of the block, whose last line is at most the present one.
func (r near) Value(part text.Segment) []byte {
	if within := part.Value(r.Source()); bytes.IndexByte(within, '\n') < 0 {
		return within
	}
	line, at := r.Position()
	defer r.SetPosition(line, at)
	var lines []text.Segment
	for ; line >= 0; line-- {
		r.SetPosition(line, text.NewSegment(-1, -1))
		_, whole := r.PeekLine()
		lines = append(lines, whole)
		if whole.Start <= part.Start {
			break
		}
	}
	var out []byte
	for i := len(lines) - 1; i >= 0; i-- {
		from, to := max(lines[i].Start, part.Start), min(lines[i].Stop, part.Stop)
		if from < to {
			out = append(out, r.Source()[from:to]...)
		}
	}
	return out
}

// leads tells whether what begins with a parenthesis may be the address of a link:
// the library looks for its end through the whole line.
func leads(rest []byte) bool {
	rest = bytes.TrimLeft(rest[1:], " \t")
	pointed := bytes.HasPrefix(rest, []byte("<"))
	depth := 0
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '\\':
			i++
		case pointed && (c == '<' && i > 0 || c == '\n'):
			return false
		case pointed:
			if c == '>' {
				return true
			}
		case c == '(':
			if depth++; depth > mostParens {
				return false
			}
		case c == ')':
			if depth--; depth < 0 {
				return true
			}
		case util.IsSpace(c):
			return true
		}
	}
	return !pointed
}

// definitions hands the library a long list of what links are called in parts, as
// it goes through all that is left for each.
type definitions struct{}

const definitionsAtOnce = 200 // lines

// Transform implements parser.ParagraphTransformer.
func (definitions) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	blank := p.HasBlankPreviousLines()
	for p.Lines().Len() > definitionsAtOnce {
		lines := p.Lines()
		begins := func(i int) bool {
			line := lines.At(i)
			return bytes.HasPrefix(bytes.TrimLeft(line.Value(reader.Source()), " "), []byte("["))
		}
		if !begins(0) {
			return
		}
		cut := definitionsAtOnce
		for cut < lines.Len() && !begins(cut) {
			cut++
		}
		if cut == lines.Len() {
			return
		}
		part := ast.NewParagraph()
		part.SetPos(p.Pos())
		part.SetBlankPreviousLines(blank)
		for _, line := range lines.Sliced(0, cut) {
			part.Lines().Append(line)
		}
		p.Parent().InsertBefore(p.Parent(), p, part)
		parser.LinkReferenceParagraphTransformer.Transform(part, reader, pc)
		rest := text.NewSegments()
		left := part.Parent() != nil // what is no definition, nor is anything below it
		if left {
			rest.AppendAll(part.Lines().Sliced(0, part.Lines().Len()))
			part.Parent().RemoveChild(part.Parent(), part)
		}
		rest.AppendAll(lines.Sliced(cut, lines.Len()))
		p.SetLines(rest)
		if blank = false; left {
			return
		}
	}
}

// ---- [^1] ----

// footnotes are the library's, that look through all notes for each.
type footnotes struct{}

// Extend implements goldmark.Extender.
func (footnotes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(noteBlock{extension.NewFootnoteBlockParser()}, 999)),
		parser.WithInlineParsers(util.Prioritized(noteInline{extension.NewFootnoteParser()}, 101)),
		parser.WithASTTransformers(util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500)))
}

type noteBlock struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p noteBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	b := boundsOf(pc)
	if b.steps > mostSteps {
		return nil, parser.NoChildren // told where it is called
	}
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil {
		b.steps += b.footnotes
		b.footnotes++
	}
	return n, state
}

type noteInline struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p noteInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := boundsOf(pc)
	line, at := block.PeekLine()
	if b.footnotes == 0 || !bytes.HasPrefix(bytes.TrimPrefix(line, []byte("!")), []byte("[^")) {
		return nil
	}
	if b.steps += b.footnotes; b.steps > mostSteps {
		b.cut(at.Start, "too many footnotes: from here on they are text")
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// ---- lists, tables ----

// shallow opens a block where not too many are open: each line is held against all.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= mostBlocks {
		return nil, parser.NoChildren // told of as too deep
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// sparse keeps the library from filling up a table of many columns and many short
// rows, in which nearly all cells are its own.
type sparse struct{}

// Transform implements parser.ParagraphTransformer.
func (sparse) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := p.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		rule := line.Value(source)
		if len(bytes.Trim(rule, "|-: \t\r\n")) > 0 {
			continue
		}
		columns := bytes.Count(rule, []byte("|")) + 1
		if columns*lines.Len() < mostPadding {
			return
		}
		written := bytes.Count(source[line.Stop:lines.At(lines.Len()-1).Stop], []byte("|"))
		if columns*(lines.Len()-i-1)-written > mostPadding {
			boundsOf(pc).cut(lines.At(0).Start, fmt.Sprintf("a table with more than %d empty cells is shown as it is written", mostPadding))
			code := ast.NewCodeBlock()
			code.SetLines(lines)
			code.SetPos(p.Pos())
			p.Parent().ReplaceChild(p.Parent(), p, code)
		}
		return
	}
}
