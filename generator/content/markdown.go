package content

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is CommonMark and GFM, with footnotes, definition lists, callouts
// and wiki links.
var markdown = goldmark.New(
	goldmark.WithExtensions(
		extension.Strikethrough,
		extension.Linkify,
		extension.TaskList,
		extension.Table,
		extension.Footnote,
		extension.DefinitionList,
	),
	goldmark.WithParserOptions(
		parser.WithHeadingAttribute(),
		parser.WithInlineParsers(util.Prioritized(wikiLinkParser{}, 199)), // before links
		parser.WithASTTransformers(util.Prioritized(calloutTransformer{}, 500)),
	),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodeRenderer{}, 100))),
)

// ---- wiki links: [[page#heading|text]] ----

var kindWikiLink = ast.NewNodeKind("WikiLink")

// wikiLink leads to a page by its title, its file's name or its path.
type wikiLink struct {
	ast.BaseInline
	target string
}

func (*wikiLink) Kind() ast.NodeKind              { return kindWikiLink }
func (n *wikiLink) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type wikiLinkParser struct{}

func (wikiLinkParser) Trigger() []byte { return []byte{'['} }

func (wikiLinkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	end := bytes.Index(line, []byte("]]"))
	if end < 0 || bytes.ContainsAny(line[2:end], "[]") || len(bytes.TrimSpace(line[2:end])) == 0 {
		return nil
	}
	target, label, labelled := bytes.Cut(line[2:end], []byte("|"))
	bar := len(target)
	target = bytes.TrimSuffix(target, []byte(`\`)) // in a table, a bar must be escaped
	n := &wikiLink{target: strings.TrimSpace(string(target))}
	if labelled && len(bytes.TrimSpace(label)) > 0 {
		start := segment.Start + 2 + bar + 1
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(start, segment.Start+end)))
	}
	block.Advance(end + 2)
	return n
}

// ---- callouts: > [!NOTE] ----

var kindCallout = ast.NewNodeKind("Callout")

// callout is a quote that begins with a line such as [!NOTE].
type callout struct {
	ast.BaseBlock
	kind string // note, tip, important, warning or caution
}

func (*callout) Kind() ast.NodeKind              { return kindCallout }
func (n *callout) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

const calloutKinds = " note tip important warning caution "

type calloutTransformer struct{}

// Transform turns quotes into callouts, as GitHub does.
func (calloutTransformer) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var quotes []*ast.Blockquote
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if q, ok := n.(*ast.Blockquote); ok && entering {
			quotes = append(quotes, q)
		}
		if n.Type() == ast.TypeInline || n.Kind() == ast.KindParagraph {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, q := range quotes {
		if p, ok := q.FirstChild().(*ast.Paragraph); ok && p.Lines().Len() > 0 {
			transformQuote(q, p, reader.Source())
		}
	}
}

func transformQuote(q *ast.Blockquote, p *ast.Paragraph, source []byte) {
	first := p.Lines().At(0)
	mark := strings.TrimSpace(string(first.Value(source)))
	kind := strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(mark, "[!"), "]"))
	if len(mark) != len(kind)+3 || !strings.Contains(calloutKinds, " "+kind+" ") {
		return
	}
	for c := p.FirstChild(); c != nil; { // the mark's own text
		next := c.NextSibling()
		t, ok := c.(*ast.Text)
		if !ok || t.Segment.Start >= first.Stop {
			break
		}
		p.RemoveChild(p, c)
		c = next
	}
	if !p.HasChildren() {
		q.RemoveChild(q, p)
	}
	c := &callout{kind: kind}
	c.SetPos(q.Pos())
	for child := q.FirstChild(); child != nil; {
		next := child.NextSibling()
		c.AppendChild(c, child)
		child = next
	}
	q.Parent().ReplaceChild(q.Parent(), q, c)
}
