package page

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"fieldbook/generator/playbook"
	"fieldbook/generator/syntax"
)

// page takes a page's HTML as goldmark writes it, and notes where its Parts are.
type page struct {
	bytes.Buffer
	parts []playbook.Part
}

// Buffered implements util.BufWriter.
func (*page) Buffered() int { return 0 }

// Flush implements util.BufWriter.
func (*page) Flush() error { return nil }

// begin notes where a Part begins.
func (p *page) begin(id, open, close string) {
	p.parts = append(p.parts, playbook.Part{ID: id, Start: p.Len(), Stop: -1, Open: open, Close: close})
}

// end notes where the last Part of an id ends that is open.
func (p *page) end(id, close string) {
	for i := len(p.parts) - 1; i >= 0; i-- {
		if part := &p.parts[i]; part.ID == id && part.Stop < 0 {
			part.Stop = p.Len()
			part.Close += close
			return
		}
	}
}

var kindEdge = ast.NewNodeKind("edge")

// edge stands in the tree where a section begins, or where some end.
type edge struct {
	ast.BaseBlock
	begins string
	ends   []ended
}

// ended is a section that ends, with the end tags of what its author left open in it.
type ended struct{ id, close string }

// Kind implements ast.Node.
func (*edge) Kind() ast.NodeKind { return kindEdge }

// Dump implements ast.Node.
func (e *edge) Dump(source []byte, level int) { ast.DumpHelper(e, source, level, nil, nil) }

func writeEdge(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	page, ok := w.(*page)
	if !ok || !entering {
		return
	}
	for _, e := range n.(*edge).ends {
		page.end(e.id, e.close)
	}
	if id := n.(*edge).begins; id != "" {
		page.begin(id, "", "")
	}
}

// openSection is a section that goes on: it ends before the next heading of its
// level or a higher one in what it stands in, and with that.
type openSection struct {
	id     string
	level  int
	parent ast.Node
	tags   int // of the author's HTML that are open in the parent around it
}

// endSections ends the sections of a node of which more of the author's elements are
// open than so many, and in these those of a level or below it. It is asked before
// any of the elements is closed.
func (p *pass) endSections(parent ast.Node, tags, level int) []ended {
	var out []ended
	for len(p.sections) > 0 {
		last := p.sections[len(p.sections)-1]
		if last.parent != parent || last.tags < tags || last.tags == tags && last.level < level {
			break
		}
		p.sections = p.sections[:len(p.sections)-1]
		if inner := openIn(p.open, parent) - last.tags; inner <= maxDepth {
			out = append(out, ended{last.id, endTags(p.open[len(p.open)-max(inner, 0):])})
		}
	}
	return out
}

// endTags closes elements, the last one first.
func endTags(open []openTag) string {
	var b strings.Builder
	for _, o := range slices.Backward(open) {
		b.WriteString("</" + o.name + ">")
	}
	return b.String()
}

// beginSection notes that a section begins with a heading.
func (p *pass) beginSection(h *ast.Heading, id string) {
	parent := h.Parent()
	tags := openIn(p.open, parent)
	e := &edge{ends: p.endSections(parent, tags, h.Level)}
	if tags <= maxDepth {
		e.begins = id
		p.sections = append(p.sections, openSection{id, h.Level, parent, tags})
	}
	parent.InsertBefore(parent, h, e)
}

// block notes where a paragraph or a point of a list is that has a name.
func block(w util.BufWriter, n ast.Node, entering bool, open, close string) {
	name, ok := n.AttributeString(syntax.BlockKey)
	page, is := w.(*page)
	switch {
	case !ok || !is:
	case entering:
		page.begin("^"+name.(string), open, close)
	default:
		page.end("^"+name.(string), "")
	}
}

// listItem writes a point of a list.
func listItem(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	if !entering {
		_, _ = w.WriteString("</li>")
		block(w, n, false, "", "")
		_ = w.WriteByte('\n')
		return
	}
	block(w, n, true, "<ul>\n", "\n</ul>\n")
	_, _ = w.WriteString("<li" + blockID(n) + line(n) + ">")
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		_ = w.WriteByte('\n')
	}
}

// blockID is the attribute by which other pages link to a block; "" if it has none.
func blockID(n ast.Node) string {
	if name, ok := n.AttributeString(syntax.BlockKey); ok {
		return ` id="^` + string(util.EscapeHTML([]byte(name.(string)))) + `"`
	}
	return ""
}

// ended gives the parts that have ended: not those in which too much is open.
func (p *page) ended() []playbook.Part {
	return slices.DeleteFunc(p.parts, func(part playbook.Part) bool { return part.Stop < 0 })
}
