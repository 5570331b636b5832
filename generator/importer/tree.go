package importer

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"fieldbook/generator/importer/markdown"
)

// Steps on a tree of HTML.

func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			return d
		}
	}
	return nil
}

// all gives the elements that something is true of, before any of them is changed.
func all(n *html.Node, is func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			out = append(out, d)
		}
	}
	return out
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(markdown.Attribute(n, "class")), class)
}

func withClass(classes ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		return slices.ContainsFunc(classes, func(c string) bool { return hasClass(n, c) })
	}
}

func named(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

func withID(id string) func(*html.Node) bool {
	return func(n *html.Node) bool { return markdown.Attribute(n, "id") == id }
}

// remove takes a node out of its tree.
func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// replace puts a node in the place of another.
func replace(old, by *html.Node) {
	if old.Parent != nil {
		old.Parent.InsertBefore(by, old)
		old.Parent.RemoveChild(old)
	}
}

// move gives all that a node holds to another.
func move(from, to *html.Node) {
	for c := from.FirstChild; c != nil; c = from.FirstChild {
		from.RemoveChild(c)
		to.AppendChild(c)
	}
}

// unwrap leaves what a node holds in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	remove(n)
}

// wrapInner puts an element around all that a node holds.
func wrapInner(n *html.Node, name string) {
	around := markdown.New(name)
	move(n, around)
	n.AppendChild(around)
}

// set gives an attribute its value.
func set(n *html.Node, key, value string) {
	for i, a := range n.Attr {
		if a.Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

// text is all that a node says, on one line.
func text(n *html.Node) string {
	if n == nil {
		return ""
	}
	return strings.Join(strings.Fields(markdown.Text(n)), " ")
}

// isIn tells a node that stands in another of a kind.
func isIn(n *html.Node, is func(*html.Node) bool) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Type == html.ElementNode && is(up) {
			return true
		}
	}
	return false
}
