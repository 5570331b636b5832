package syntax

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// ---- {: .note #id } above or below a block ----

var (
	classIn  = regexp.MustCompile(`\.([\w-]+)`)
	contents = regexp.MustCompile(`(?i)^\s*(?:\[\[?_?toc_?\]\]?|\{\{<\s*toc\s*>\}\}|\$\{toc\})\s*$`)
	tagIndex = regexp.MustCompile(`(?i)^\s*\[tags\]\s*$`)
	listToc  = regexp.MustCompile(`(?m)^[ \t]*\{:[ \t]*toc\b[^}\n]*\}[ \t]*$`)
)

// classed are classes that make a callout of a block, beside the names of callouts.
var classed = []string{"new", "highlight"}

// attributed gives a block what a line of attributes says of it: a heading its anchor,
// and where a Set has it, the class of a callout.
func (a arrange) attributed(block ast.Node, attributes []byte) {
	if h, ok := block.(*ast.Heading); ok {
		if m := idIn.FindSubmatch(bytes.TrimLeft(attributes, "{: \t")); m != nil {
			h.SetAttributeString("id", m[1])
		}
		return
	}
	if !a.Classes || block == nil {
		return
	}
	for _, m := range classIn.FindAllSubmatch(attributes, -1) {
		name, titled := strings.CutSuffix(string(m[1]), "-title")
		if !knownCallout(name) && !slices.Contains(classed, name) {
			continue
		}
		c := newCallout(name, Open)
		c.SetPos(block.Pos())
		if block.Kind() == ast.KindBlockquote {
			become(c, block)
		} else {
			block.Parent().ReplaceChild(block.Parent(), block, c)
			c.AppendChild(c, block)
		}
		if first, ok := c.FirstChild().(*ast.Paragraph); ok && titled {
			t := &Title{}
			become(t, first)
		}
		return
	}
}

// attributesAlone reads a paragraph of nothing but attributes: they are those of the
// block before it, or where a blank line parts these, of the one behind it.
func (a arrange) attributesAlone(p ast.Node, source []byte) {
	before, next := p.PreviousSibling(), p.NextSibling()
	attributes := bytes.Clone(p.Lines().Value(source))
	switch {
	case before != nil && !p.HasBlankPreviousLines():
		next = before
	case next != nil && next.HasBlankPreviousLines():
		next = nil
	}
	p.Parent().RemoveChild(p.Parent(), p)
	a.attributed(next, attributes)
}

// isContents tells a list in whose place a program puts the contents of the page.
func isContents(item ast.Node, source []byte) bool {
	list, ok := item.Parent().(*ast.ListItem)
	return ok && item.PreviousSibling() == nil && list.PreviousSibling() == nil && item.Lines().Len() > 1 && listToc.Match(source[item.Lines().At(1).Start:item.Lines().At(item.Lines().Len()-1).Stop])
}

// allAttributes tells a block of which each line is one of attributes.
func allAttributes(p ast.Node, source []byte) bool {
	for i := range p.Lines().Len() {
		line := p.Lines().At(i)
		if text := bytes.TrimRight(line.Value(source), "\r\n"); !wholeAttrs.Match(text) && !util.IsBlank(text) {
			return false
		}
	}
	return true
}
