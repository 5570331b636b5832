package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// ---- > [!NOTE]- Title ----

var quoteStart = regexp.MustCompile(`^\[!([\pL\pN_][\pL\pN_ -]*)(?:\|[^\]]*)?\]([+-]?)([^(\[]|$)`)

// calloutKey is the attribute that makes a quote a callout.
var calloutKey = []byte("callout")

// quoteMark finds quotes that begin with a mark such as [!NOTE].
type quoteMark struct{}

// Transform takes the line of the mark out of the quote's first paragraph.
func (quoteMark) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || p.PreviousSibling() != nil || p.Lines().Len() == 0 {
		return
	}
	source := reader.Source()
	first := p.Lines().At(0)
	first = first.TrimLeftSpace(source)
	line := first.Value(source)
	m := quoteStart.FindSubmatchIndex(bytes.TrimRight(line, "\r\n"))
	if m == nil {
		return
	}
	fold := map[string]Fold{"-": Closed, "+": Unfolded}[string(line[m[4]:m[5]])]
	c := newCallout(string(line[m[2]:m[3]]), fold)
	c.Mark = text.NewSegment(first.Start, first.Start+m[5])
	quote.SetAttribute(calloutKey, c)
	if t := newTitle(source, text.NewSegment(first.Start+m[6], first.Stop)); t != nil {
		quote.InsertBefore(quote, p, t)
	}
	p.Lines().SetSliced(1, p.Lines().Len())
	if p.Lines().Len() == 0 {
		quote.RemoveChild(quote, p)
	}
}

// become puts a node in the place of another, with what that holds.
func become(n, old ast.Node) {
	n.SetPos(old.Pos())
	for child := old.FirstChild(); child != nil; {
		next := child.NextSibling()
		n.AppendChild(n, child)
		child = next
	}
	old.Parent().ReplaceChild(old.Parent(), old, n)
}

// ---- !!! note "Title", and === "Tab": what is indented below belongs to it ----

// indented is the width by which text must be indented.
const indented = 4

// continueIndented goes on while lines are indented or blank.
func continueIndented(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), indented)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

// place gives the offset in the source of a byte of the line that a reader shows,
// which may begin with spaces that stand for a part of a tab.
func place(segment text.Segment, i int) int {
	return max(segment.Start+i-segment.Padding, segment.Start)
}

var admonitionStart = regexp.MustCompile(`^(!!!|\?\?\?\+?)[ \t]*([\pL\pN_-]+)((?:[ \t]+[\pL_-][\pL\pN_-]*)*)[ \t]*(?:"((?:[^\\]|\\.)*)")?[ \t]*$`)

func openAdmonition(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0) // below 0 where nothing but a part of a tab stands before
	m := admonitionStart.FindSubmatchIndex(bytes.TrimRight(line[at:], "\r\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	fold := map[string]Fold{"!!!": Open, "???": Closed, "???+": Unfolded}[string(line[at:][m[2]:m[3]])]
	c := newCallout(string(line[at:][m[4]:m[5]]), fold)
	c.Mark = text.NewSegment(place(segment, at), place(segment, at+m[5]))
	var title *Title
	if m[8] >= 0 {
		title = newTitle(reader.Source(), text.NewSegment(place(segment, at+m[8]), place(segment, at+m[9])))
	}
	reader.AdvanceToEOL()
	return titled(c, title), parser.HasChildren
}

var tabStart = regexp.MustCompile(`^===[!+]?[ \t]+"((?:[^"\\]|\\.)+)"[ \t]*$`)

func openTab(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	m := tabStart.FindSubmatchIndex(bytes.TrimRight(line[at:], "\r\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	title := newTitle(reader.Source(), text.NewSegment(place(segment, at+m[2]), place(segment, at+m[3])))
	reader.AdvanceToEOL()
	return titled(&Tab{}, title), parser.HasChildren
}

// ---- :::note Title … ::: ----

// fence is how a fenced block was opened: with how many colons.
type fence struct{ colons int }

var fenceKey = []byte("fence")

var fenceInfo = regexp.MustCompile(`^\{?\.?([\pL][\pL\pN_-]*)\}?[ \t]*(?:\[([^\]]*)\]|\{[^}]*title="([^"]*)"[^}]*\})?[ \t]*(?:\{[^}]*\})?(.*)$`)

// fenceEnd is a line that ends a fence: without one below, it is none.
var fenceEnd = regexp.MustCompile(`(?m)^[ \t>]*:::+[ \t]*$`)

var fenceEndKey = parser.NewContextKey()

// lastFenceEnd is where the last line begins that ends a fence; -1 if there is none.
func lastFenceEnd(source []byte, pc parser.Context) int {
	return pc.ComputeIfAbsent(fenceEndKey, func() any {
		last := -1
		for _, m := range fenceEnd.FindAllIndex(source, -1) {
			last = m[0]
		}
		return last
	}).(int)
}

// mostOpen bounds how deep blocks of a kind may stand in each other.
const mostOpen = 40

// tooManyOpen tells whether so many blocks with an attribute are open already.
func tooManyOpen(pc parser.Context, key []byte) bool {
	opened := pc.OpenedBlocks()
	if len(opened) < mostOpen {
		return false
	}
	n := 0
	for _, b := range opened {
		if _, ok := b.Node.Attribute(key); ok {
			n++
		}
	}
	return n >= mostOpen
}

func openFence(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	colons := countColons(line[at:])
	if colons < 3 || tooManyOpen(pc, fenceKey) {
		return nil, parser.NoChildren
	}
	info := bytes.TrimRight(line[at+colons:], " \t\r\n:")
	start := at + colons + len(info) - len(bytes.TrimLeft(info, " \t"))
	info = bytes.TrimLeft(info, " \t")
	m := fenceInfo.FindSubmatchIndex(info)
	if m == nil || !knownCallout(string(info[m[2]:m[3]])) && segment.Stop > lastFenceEnd(reader.Source(), pc) {
		return nil, parser.NoChildren
	}
	var title *Title
	groups := []int{2, 3, 4}
	if len(bytes.TrimSpace(info[m[8]:m[9]])) > 0 && max(m[4], m[6]) >= 0 { // words behind a title: all of it is one
		m[8] = m[3]
		groups = groups[2:]
	}
	for _, group := range groups {
		if m[2*group] >= 0 && title == nil {
			title = newTitle(reader.Source(), text.NewSegment(place(segment, start+m[2*group]), place(segment, start+m[2*group+1])))
		}
	}
	n := named(string(info[m[2]:m[3]]), title)
	if c, ok := n.(*Callout); ok {
		c.Mark = text.NewSegment(place(segment, at), place(segment, start+m[3]))
	}
	n.SetAttribute(fenceKey, fence{colons})
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// named makes what a fence or a component of a name stands for.
func named(name string, title *Title) ast.Node {
	switch name {
	case "tabs", "code-group", "tab-set":
		return &Tabs{}
	case "tab", "tab-item":
		return titled(&Tab{}, title)
	case "details", "spoiler":
		return titled(newCallout("details", Closed), title)
	}
	if knownCallout(name) {
		return titled(newCallout(name, Open), title)
	}
	return titled(&Group{}, title)
}

func countColons(line []byte) int { return len(line) - len(bytes.TrimLeft(line, ":")) }

func continueFence(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	colons := countColons(bytes.TrimLeft(line, " \t"))
	if colons >= 3 && util.IsBlank(bytes.TrimLeft(line, " \t:")) && closes(n, colons, pc, fenceKey, func(own any) int { return own.(fence).colons }) {
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// closes tells whether so many signs end a block: it is the innermost that was opened
// with so many or fewer, which its attribute tells, and no listing stands open in it.
func closes(n ast.Node, signs int, pc parser.Context, key []byte, of func(attribute any) int) bool {
	opened := pc.OpenedBlocks()
	for i := len(opened) - 1; i >= 0; i-- {
		if _, code := opened[i].Node.(*ast.FencedCodeBlock); code {
			return false
		}
		if own, ok := opened[i].Node.Attribute(key); ok && of(own) <= signs {
			return opened[i].Node == n
		}
	}
	return false
}
