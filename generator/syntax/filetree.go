package syntax

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// ---- <FileTree><FileTree.Folder name="a"><FileTree.File name="b" /> ----

// treeNode is a tree of files, as a list, or what stands in one.
func treeNode(name string, t tag, source []byte) ast.Node {
	if name != "folder" && name != "file" {
		return &Group{}
	}
	item := ast.NewListItem(2)
	item.SetPos(t.start)
	if said, ok := t.argument(source, "name"); ok && !said.IsEmpty() {
		item.AppendChild(item, paragraphOf(ast.NewTextSegment(said)))
	}
	return item
}

// listed puts items that stand beside each other, in what is no list, into one.
func listed(first ast.Node) {
	l := ast.NewList('-')
	l.IsTight = true
	l.SetPos(first.Pos())
	first.Parent().InsertBefore(first.Parent(), first, l)
	for item := first; item != nil && item.Kind() == ast.KindListItem; {
		next := item.NextSibling()
		l.AppendChild(l, item)
		item = next
	}
}

// ---- <Tabs items={['one', 'two']}> ----

var (
	itemsOf  = regexp.MustCompile(`(?:^|\s)items\s*=\s*\{\s*\[([^\]]*)\]`)
	itemText = regexp.MustCompile("\"([^\"]+)\"|'([^']+)'|`([^`]+)`")
	itemsKey = []byte("items")
)

// withItems keeps the titles that a group of tabs has for those in it.
func withItems(n ast.Node, t tag, source []byte) ast.Node {
	all, ok := t.found(source, itemsOf)
	if !ok {
		return n
	}
	var titles []text.Segment
	for _, m := range itemText.FindAllSubmatchIndex(all.Value(source), -1) {
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				titles = append(titles, text.NewSegment(all.Start+m[i], all.Start+m[i+1]))
			}
		}
	}
	n.SetAttribute(itemsKey, titles)
	return n
}

// entitled gives the tabs of a group that have no title those that the group has.
func entitled(g ast.Node) {
	said, ok := g.Attribute(itemsKey)
	if !ok {
		return
	}
	titles := said.([]text.Segment)
	for tab := g.FirstChild(); tab != nil && len(titles) > 0; tab = tab.NextSibling() {
		if !isTab(tab) {
			continue
		}
		if first := tab.FirstChild(); first == nil || first.Kind() != KindTitle {
			t := &Title{}
			t.Lines().Append(titles[0])
			t.AppendChild(t, ast.NewTextSegment(titles[0]))
			tab.InsertBefore(tab, first, t)
		}
		titles = titles[1:]
	}
}
