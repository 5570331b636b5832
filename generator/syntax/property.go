package syntax

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// ---- key:: value ----

var property = regexp.MustCompile(`^([\pL_][\pL\pN_./?-]*)::(?:[ \t]+(.*?))?[ \t]*$`)

// Property is the pattern of one on a line; its groups are the key and the value.
var Property = property

// unshown are those that say something to the program alone, or that a reader is told
// elsewhere.
var unshown = regexp.MustCompile(`^(?i:id|title|alias|aliases|tags|icon|collapsed|public|filters|exclude-from-graph-view|heading|template|template-including-parent|background-color|(?:created|updated)[-_]at|(?:card|query|logseq|ls|hl|exclude)[-_.].*)$`)

var keyOf = []byte("property")

// openProperty reads a line such as type:: book, as a term and what it is.
func openProperty(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := min(max(pc.BlockOffset(), 0), len(line))
	m := property.FindSubmatchIndex(bytes.TrimRight(line[at:], "\r\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	key := string(line[at+m[2] : at+m[3]])
	if unshown.MatchString(key) || m[4] < 0 || m[4] == m[5] {
		n := &HiddenLines{}
		if strings.EqualFold(key, "id") && m[4] >= 0 {
			n.SetAttribute(keyOf, string(line[at+m[4]:at+m[5]]))
		}
		hideLine(n, reader)
		return n, parser.NoChildren
	}
	term, is := east.NewDefinitionTerm(), east.NewDefinitionDescription()
	term.Lines().Append(text.NewSegment(place(segment, at+m[2]), place(segment, at+m[3])))
	is.IsTight = true
	value := ast.NewTextBlock()
	value.Lines().Append(text.NewSegment(place(segment, at+m[4]), place(segment, at+m[5])))
	is.AppendChild(is, value)
	n := east.NewDefinitionList(0, nil)
	n.SetAttribute(keyOf, "")
	n.AppendChild(n, term)
	n.AppendChild(n, is)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// takeProperties gives each point the name that its id says, and joins the properties
// that follow each other.
func takeProperties(doc ast.Node) {
	var found []ast.Node
	for n := range Nodes(doc) {
		if n.Type() == ast.TypeBlock {
			if _, ok := n.Attribute(keyOf); ok {
				found = append(found, n)
			}
		}
	}
	for _, n := range found {
		said, _ := n.Attribute(keyOf)
		parent, before := n.Parent(), n.PreviousSibling()
		switch {
		case n.Kind() == KindHiddenLines && parent.Kind() == ast.KindListItem:
			nameBlock(parent, said.(string))
		case n.Kind() == east.KindDefinitionList && before != nil && before.Kind() == east.KindDefinitionList:
			gatherInto(before, n)
		}
	}
}

// gatherInto puts what a node holds behind what another does.
func gatherInto(into, from ast.Node) {
	for c := from.FirstChild(); c != nil; {
		next := c.NextSibling()
		into.AppendChild(into, c)
		c = next
	}
	from.Parent().RemoveChild(from.Parent(), from)
}
