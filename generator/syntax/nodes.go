package syntax

import (
	"iter"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// The kinds of the nodes of this package.
var (
	KindWikiLink    = ast.NewNodeKind("WikiLink")
	KindEmbed       = ast.NewNodeKind("Embed")
	KindCallout     = ast.NewNodeKind("Callout")
	KindTitle       = ast.NewNodeKind("Title")
	KindTabs        = ast.NewNodeKind("Tabs")
	KindTab         = ast.NewNodeKind("Tab")
	KindGroup       = ast.NewNodeKind("Group")
	KindMark        = ast.NewNodeKind("Mark")
	KindKey         = ast.NewNodeKind("Key")
	KindScript      = ast.NewNodeKind("Script")
	KindAbbr        = ast.NewNodeKind("Abbr")
	KindMath        = ast.NewNodeKind("Math")
	KindMathLine    = ast.NewNodeKind("MathLine")
	KindForeign     = ast.NewNodeKind("Foreign")
	KindHidden      = ast.NewNodeKind("Hidden")
	KindHiddenLines = ast.NewNodeKind("HiddenLines")
)

// inlineNode and blockNode are what all nodes have in common.
type (
	inlineNode struct{ ast.BaseInline }
	blockNode  struct{ ast.BaseBlock }
)

// Dump implements ast.Node: nobody prints these trees.
func (inlineNode) Dump([]byte, int) {}

// Dump implements ast.Node.
func (blockNode) Dump([]byte, int) {}

// WikiLink leads to a page by its title, its file's name or its path; its
// children are its words, if it has any.
type WikiLink struct {
	inlineNode
	Target string
	Name   []byte // Target where it stands in the source
	Block  bool   // Target is the name of a block, on whatever page
}

// Embed shows an image, a file or another page in its place: ![[page#part|300]].
type Embed struct {
	inlineNode
	Target string
	Name   []byte       // Target where it stands in the source
	Words  string       // those behind the bar; a width is in Width
	Width  string       // in pixels; may be empty
	Block  bool         // Target is the name of a block, on whatever page
	Source text.Segment // all of it, where it is not written in double brackets
}

// Fold says whether a callout can be folded.
type Fold int

// A callout is Open for good, or can be folded and begins Closed or Unfolded.
const (
	Open Fold = iota
	Closed
	Unfolded
)

// Callout is a remark that stands out. Its first child may be its Title.
type Callout struct {
	blockNode
	Style string // one of Styles
	Name  string // as it is written, for a title, where it is no Style
	Fold  Fold
	Mark  text.Segment // that makes it one: [!NOTE], !!! note, :::note
}

// Title is what stands above a callout, a tab or a group.
type Title struct{ blockNode }

// Tabs are several Tab of which one is shown at a time.
type Tabs struct{ blockNode }

// Tab is one of Tabs; its first child is its Title.
type Tab struct{ blockNode }

// Group holds what stands together. Its first child may be a Title.
type Group struct {
	blockNode
	Computed *Foreign // the call of another program that would have chosen or changed what it holds; nil for none
}

// Mark is text that is marked: ==text==.
type Mark struct{ inlineNode }

// Key is a key to press: ++ctrl++.
type Key struct{ inlineNode }

// Script is text that is raised, lowered or inserted: sup, sub or ins.
type Script struct {
	inlineNode
	Element string
}

// Abbr is a short form; Meaning says what it stands for.
type Abbr struct {
	inlineNode
	Meaning string
}

// Math is a formula in LaTeX within a line.
type Math struct {
	inlineNode
	Source  text.Segment
	Display bool
}

// MathLine is a formula that stands alone.
type MathLine struct{ blockNode }

// Foreign is what another program would have replaced, and nobody here can: it is
// left out, but for the words that its writer gave to it, which are its children.
type Foreign struct {
	inlineNode
	Source text.Segment
	Name   string // what it calls, such as youtube
}

// Hidden is left out of a line: a comment, attributes, an icon.
type Hidden struct {
	inlineNode
	Source text.Segment
	Anchor string // what links lead to; "" for none
}

// HiddenLines are left out: a comment, an import. Lines tells which.
type HiddenLines struct{ blockNode }

// Kind implements ast.Node.
func (*WikiLink) Kind() ast.NodeKind { return KindWikiLink }

// Kind implements ast.Node.
func (*Embed) Kind() ast.NodeKind { return KindEmbed }

// Kind implements ast.Node.
func (*Callout) Kind() ast.NodeKind { return KindCallout }

// Kind implements ast.Node.
func (*Title) Kind() ast.NodeKind { return KindTitle }

// Kind implements ast.Node.
func (*Tabs) Kind() ast.NodeKind { return KindTabs }

// Kind implements ast.Node.
func (*Tab) Kind() ast.NodeKind { return KindTab }

// Kind implements ast.Node.
func (*Group) Kind() ast.NodeKind { return KindGroup }

// Kind implements ast.Node.
func (*Mark) Kind() ast.NodeKind { return KindMark }

// Kind implements ast.Node.
func (*Key) Kind() ast.NodeKind { return KindKey }

// Kind implements ast.Node.
func (*Script) Kind() ast.NodeKind { return KindScript }

// Kind implements ast.Node.
func (*Abbr) Kind() ast.NodeKind { return KindAbbr }

// Kind implements ast.Node.
func (*Math) Kind() ast.NodeKind { return KindMath }

// Kind implements ast.Node.
func (*MathLine) Kind() ast.NodeKind { return KindMathLine }

// IsRaw tells that a formula is no Markdown.
func (*MathLine) IsRaw() bool { return true }

// Kind implements ast.Node.
func (*Foreign) Kind() ast.NodeKind { return KindForeign }

// Kind implements ast.Node.
func (*Hidden) Kind() ast.NodeKind { return KindHidden }

// Kind implements ast.Node.
func (*HiddenLines) Kind() ast.NodeKind { return KindHiddenLines }

// IsRaw tells that what is left out is no Markdown.
func (*HiddenLines) IsRaw() bool { return true }

// Nodes gives a node and all that stand in it, in the order of the text.
func Nodes(n ast.Node) iter.Seq[ast.Node] {
	return func(yield func(ast.Node) bool) { each(n, yield) }
}

func each(n ast.Node, yield func(ast.Node) bool) bool {
	if !yield(n) {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !each(c, yield) {
			return false
		}
	}
	return true
}

// Has tells whether something of a kind stands in a node.
func Has(n ast.Node, kind ast.NodeKind) bool {
	for in := range Nodes(n) {
		if in != n && in.Kind() == kind {
			return true
		}
	}
	return false
}

// Styles are the kinds of callouts that have a colour and a word of their own.
var Styles = []string{"note", "tip", "important", "warning", "caution"}

// also are the names that other programs have for them.
var also = map[string]string{
	"abstract": "note", "summary": "note", "tldr": "note", "info": "note", "todo": "note", "example": "note", "quote": "note", "cite": "note", "seealso": "note", "secondary": "note", "details": "note", "notice": "note",
	"hint": "tip", "success": "tip", "check": "tip", "done": "tip", "question": "tip", "help": "tip", "faq": "tip",
	"attention": "warning", "warn": "warning", "alert": "warning",
	"danger": "caution", "error": "caution", "failure": "caution", "fail": "caution", "missing": "caution", "bug": "caution",
}

// newCallout makes a callout of the name that it is written with.
func newCallout(name string, fold Fold) *Callout {
	lower := strings.ToLower(name)
	for _, t := range Styles {
		if t == lower {
			return &Callout{Style: t, Fold: fold}
		}
	}
	c := &Callout{Style: "note", Name: name, Fold: fold}
	if t, ok := also[lower]; ok {
		c.Style = t
	}
	return c
}

// knownCallout tells a name that every reader of callouts knows.
func knownCallout(name string) bool {
	c := newCallout(name, Open)
	_, other := also[strings.ToLower(name)]
	return c.Name == "" || other
}

// newTitle makes a title of a part of the source; nil if it is blank.
func newTitle(source []byte, segment text.Segment) *Title {
	segment = segment.TrimLeftSpace(source)
	segment = segment.TrimRightSpace(source)
	if segment.IsEmpty() {
		return nil
	}
	t := &Title{}
	t.Lines().Append(segment)
	t.SetPos(segment.Start)
	return t
}

// titled puts a title before what a node holds, if there is one.
func titled[N ast.Node](n N, t *Title) N {
	if t != nil {
		n.AppendChild(n, t)
	}
	return n
}
