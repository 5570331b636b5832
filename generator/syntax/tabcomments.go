package syntax

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// ---- <!-- tabs:start --> #### **One** … <!-- tabs:end --> ----

var tabComment = regexp.MustCompile(`^\s*<!--\s*(tabs?):\s*(.*?)\s*-->\s*$`)

// commentedTabs puts what stands between two comments into tabs: each begins with a
// heading, or with a comment that names it.
func commentedTabs(parent ast.Node, source []byte) {
	ends := 0
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if c, ok := tabCommentOf(n, source); ok && c.ends {
			ends++
		}
	}
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		switch c, ok := tabCommentOf(n, source); {
		case ok && c.ends:
			ends--
		case ok && c.starts && ends > 0:
			ends--
			next = tabsFrom(n, source)
		case n.Type() == ast.TypeBlock && n.Kind() != ast.KindHTMLBlock:
			commentedTabs(n, source)
		}
		n = next
	}
}

// comment is one on tabs: where it stands, and the name that it gives a tab.
type comment struct {
	at, name     text.Segment
	starts, ends bool
}

// tabCommentOf is the comment on tabs that a node is.
func tabCommentOf(n ast.Node, source []byte) (c comment, ok bool) {
	h, ok := n.(*ast.HTMLBlock)
	if !ok || h.HTMLBlockType != ast.HTMLBlockType2 || h.Lines().Len() > 1 {
		return c, false
	}
	if c.at = h.ClosureLine; h.Lines().Len() == 1 {
		c.at = h.Lines().At(0)
	}
	m := tabComment.FindSubmatchIndex(c.at.Value(source))
	if m == nil {
		return c, false
	}
	c.name = text.NewSegment(c.at.Start+m[4], c.at.Start+m[5])
	if m[3]-m[2] == len("tabs") {
		said := string(c.name.Value(source))
		c.starts, c.ends = said == "start", said == "end"
		return c, c.starts || c.ends
	}
	return c, !c.name.IsEmpty()
}

// tabsFrom makes tabs of what follows a comment up to the one that ends them, and gives
// what stands behind that.
func tabsFrom(start ast.Node, source []byte) ast.Node {
	parent, all, level := start.Parent(), &Tabs{}, 0
	all.SetPos(start.Pos())
	parent.InsertBefore(parent, start, all)
	first, _ := tabCommentOf(start, source)
	around := tag{start: first.at.Start, end: first.at.Stop, close: -1}
	parent.RemoveChild(parent, start)
	var tab *Tab
	for n := all.NextSibling(); n != nil; n = all.NextSibling() {
		parent.RemoveChild(parent, n)
		if c, ok := tabCommentOf(n, source); ok && c.ends {
			around.close, around.after = c.at.Start, c.at.Stop
			break
		}
		if next := tabAt(n, &level, source); next != nil {
			tab = next
			all.AppendChild(all, tab)
			continue
		}
		if tab == nil { // before the first
			parent.InsertBefore(parent, all, n)
			continue
		}
		tab.AppendChild(tab, n)
	}
	all.SetAttribute(tagKey, &pair{tag: around})
	next := all.NextSibling()
	if all.ChildCount() == 0 {
		parent.RemoveChild(parent, all)
	}
	return next
}

// tabAt gives the tab that a node begins: a comment that names it, or a heading of the
// level that the first has; nil for one that begins none.
func tabAt(n ast.Node, level *int, source []byte) *Tab {
	t, tab := &Title{}, &Tab{}
	t.SetPos(n.Pos())
	tab.SetPos(n.Pos())
	tab.AppendChild(tab, t)
	if c, ok := tabCommentOf(n, source); ok && !c.starts {
		t.Lines().Append(c.name)
		t.AppendChild(t, ast.NewTextSegment(c.name))
		tab.SetAttribute(tagKey, &pair{tag: tag{start: c.at.Start, end: c.at.Stop, close: -1}})
		return tab
	}
	h, ok := n.(*ast.Heading)
	if !ok || *level > 0 && h.Level != *level {
		return nil
	}
	*level = h.Level
	for c := h.FirstChild(); c != nil; {
		next := c.NextSibling()
		t.AppendChild(t, c)
		c = next
	}
	return tab
}
