package syntax

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// An outline is a page whose blocks are the points of one list. It is read as a text: a
// point that begins with a heading, or is no line of words, stands as what it is; points
// below words stay a list; and a run of short points is one.

// longPoint is from how many bytes on a point of an outline is a paragraph.
const longPoint = 140

// outline names the blocks of a page that have an id, and makes a text of its list.
func outline(doc ast.Node, source []byte) {
	for n := range Nodes(doc) {
		if n.Kind() == ast.KindListItem {
			marker(n, source)
		}
	}
	takeProperties(doc)
	for n := doc.FirstChild(); n != nil; {
		next := n.NextSibling()
		if l, ok := n.(*ast.List); ok && !l.IsOrdered() {
			unfold(l, source)
		}
		n = next
	}
}

// unfold puts what the points of a list hold in its place, but for the points that are
// a list to readers.
func unfold(l *ast.List, source []byte) {
	parent := l.Parent()
	for item := l.FirstChild(); item != nil; {
		if run := points(item, source); run > 0 {
			part := ast.NewList(l.Marker)
			part.IsTight = l.IsTight
			part.SetPos(item.Pos())
			for range run {
				next := item.NextSibling()
				part.AppendChild(part, item)
				item = next
			}
			parent.InsertBefore(parent, l, part)
			continue
		}
		next := item.NextSibling()
		lift(item, l, source)
		item = next
	}
	parent.RemoveChild(parent, l)
}

// points tells how many items from one on stay points of a list.
func points(item ast.Node, source []byte) int {
	n, words := 0, 0
	for ; item != nil && isPoint(item); item = item.NextSibling() {
		n++
		if first := item.FirstChild(); first != nil && first.Lines().Len() > 0 && wordsIn(first, source) <= longPoint {
			words++
		}
	}
	if n > 1 && 2*words >= n {
		return n
	}
	return 0
}

// isPoint tells an item that is words alone, or a task.
func isPoint(item ast.Node) bool {
	first := item.FirstChild()
	if first == nil || first.Kind() != ast.KindTextBlock && first.Kind() != ast.KindParagraph {
		return false
	}
	if first.FirstChild() != nil && first.FirstChild().Kind() == east.KindTaskCheckBox {
		return !Has(item, ast.KindHeading)
	}
	rest := first.NextSibling()
	for rest != nil && rest.Kind() == KindHiddenLines {
		rest = rest.NextSibling()
	}
	return rest == nil
}

func wordsIn(n ast.Node, source []byte) (length int) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		length += len(bytes.TrimSpace(line.Value(source)))
	}
	return length
}

// lift puts what an item holds before a list. The points below a heading are a text
// too, and those below which there is one.
func lift(item ast.Node, before ast.Node, source []byte) {
	parent := before.Parent()
	first := item.FirstChild()
	text := first != nil && first.Kind() == ast.KindHeading
	name, named := item.AttributeString(BlockKey)
	for c := first; c != nil; {
		next := c.NextSibling()
		if t, ok := c.(*ast.TextBlock); ok {
			c = paragraphFrom(t)
			item.ReplaceChild(item, t, c)
		}
		if named {
			nameBlock(c, name.(string))
			named = false
		}
		parent.InsertBefore(parent, before, c)
		if l, ok := c.(*ast.List); ok && !l.IsOrdered() && (text || Has(l, ast.KindHeading)) {
			unfold(l, source)
		}
		c = next
	}
}

// paragraphFrom makes a paragraph of the words of a tight list.
func paragraphFrom(t *ast.TextBlock) ast.Node {
	p := ast.NewParagraph()
	p.SetLines(t.Lines())
	p.SetPos(t.Pos())
	for c := t.FirstChild(); c != nil; {
		next := c.NextSibling()
		p.AppendChild(p, c)
		c = next
	}
	return p
}

// nameBlock lets other pages link to a block by a name.
func nameBlock(n ast.Node, name string) {
	switch n.Kind() {
	case ast.KindHeading:
		n.SetAttributeString("id", []byte("^"+name))
	case ast.KindListItem:
		n.SetAttributeString("id", []byte("^"+name))
		n.SetAttributeString(BlockKey, name)
	default:
		n.SetAttributeString(BlockKey, name)
	}
}

// ---- TODO, DONE ----

var tasks = regexp.MustCompile(`^(TODO|DONE|LATER|NOW|DOING|WAITING|WAIT|IN-PROGRESS|CANCELL?ED|STARTED)(?:[ \t]+\[#([A-C])\])?[ \t]+`)

// marker makes the box of a task of the word that a point begins with.
func marker(item ast.Node, source []byte) {
	block := item.FirstChild()
	if block == nil || block.Type() != ast.TypeBlock || block.IsRaw() || block.Lines().Len() == 0 {
		return
	}
	line := block.Lines().At(0)
	m := tasks.FindSubmatchIndex(line.Value(source))
	if _, ok := block.FirstChild().(*ast.Text); m == nil || !ok {
		return
	}
	part := func(from, to int) *ast.Text {
		return ast.NewTextSegment(text.NewSegment(line.Start+from, line.Start+to))
	}
	word := string(part(0, m[3]).Segment.Value(source))
	cutTo(block, line.Start+m[1])
	made := []ast.Node{east.NewTaskCheckBox(word == "DONE" || strings.HasPrefix(word, "CANCEL"))}
	if word != "TODO" && word != "DONE" { // which the box says
		made = append(made, part(0, m[3]+1))
	}
	if m[4] >= 0 { // how urgent it is
		key := &Key{}
		key.AppendChild(key, part(m[4], m[5]))
		made = append(made, key, part(m[5]+len("]"), m[5]+len("] ")))
	}
	rest := block.FirstChild()
	for _, n := range made {
		block.InsertBefore(block, rest, n)
	}
}

// cutTo takes away the text that a block begins with, up to an offset.
func cutTo(block ast.Node, offset int) {
	for c := block.FirstChild(); c != nil; {
		next := c.NextSibling()
		t, ok := c.(*ast.Text)
		if !ok || t.Segment.Start >= offset {
			return
		}
		if t.Segment.Stop > offset {
			t.Segment = t.Segment.WithStart(offset)
			return
		}
		block.RemoveChild(block, c)
		c = next
	}
}
