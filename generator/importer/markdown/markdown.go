// Package markdown makes Markdown of HTML, in one pass over each of its tags: no
// page, whatever stands in it, costs more than some steps and bytes for each byte
// that it has.
package markdown

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// Limits of one page. What goes deeper is written at the depth that is left.
const (
	deepest     = 200   // elements in each other
	deepestList = 12    // lists and quotations in each other, whose signs each line repeats
	mostColumns = 1_000 // of a table
	longestLink = 8_000 // bytes of an address that a text leads to
)

// Parse reads the tags of a page as a tree, with few nodes for each: it closes what
// HTML lets authors leave open, and repeats nothing. Count is told of each node, and
// ends the reading by an error. Flat tells that what went too deep was put in its
// parent.
func Parse(data []byte, count func() error) (doc *html.Node, flat bool, err error) {
	doc = &html.Node{Type: html.DocumentNode}
	t := tree{open: []*html.Node{doc}}
	for z := html.NewTokenizer(bytes.NewReader(data)); z.Next() != html.ErrorToken; {
		if err := count(); err != nil {
			return nil, false, err
		}
		switch token := z.Token(); token.Type {
		case html.TextToken:
			if strings.TrimSpace(token.Data) != "" {
				t.fit("")
			}
			t.add(&html.Node{Type: html.TextNode, Data: token.Data})
		case html.StartTagToken, html.SelfClosingTagToken:
			t.start(token)
		case html.EndTagToken:
			t.end(token.Data)
		}
	}
	return doc, t.flat, nil
}

// tree is one that is made.
type tree struct {
	open []*html.Node // the elements that are not closed, the document first
	flat bool
}

func (t *tree) add(n *html.Node) { t.open[len(t.open)-1].AppendChild(n) }

func (t *tree) start(token html.Token) {
	name := token.Data
	t.close(ends[name], borders[name])
	if blocks[name] {
		t.close(openParagraph, aroundParagraph)
	}
	if !silent[name] {
		t.fit(name)
	}
	n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: token.DataAtom, Attr: token.Attr}
	switch {
	case voids[name]:
		t.add(n)
	case len(t.open) > deepest:
		t.flat = true
	default:
		t.add(n)
		t.open = append(t.open, n)
	}
}

// fit opens the row and the cell that a text or an element of a table stands in,
// where its author has left them out.
func (t *tree) fit(name string) {
	for _, need := range []struct {
		in, fits map[string]bool
		opens    string
	}{
		{rowParents, rowsAndSuch, "tr"},
		{tableRow, cells, "td"},
	} {
		if need.in[t.open[len(t.open)-1].Data] && !need.fits[name] {
			n := &html.Node{Type: html.ElementNode, Data: need.opens}
			t.add(n)
			t.open = append(t.open, n)
		}
	}
}

func (t *tree) end(name string) {
	if name == "br" {
		t.start(html.Token{Data: name})
		return
	}
	border := cells
	if blocks[name] {
		border = nil // what stands around a cell closes it
	}
	t.close(map[string]bool{name: true}, border)
}

// close closes the innermost open element of some names, and all in it, unless a
// border is between.
func (t *tree) close(names, border map[string]bool) {
	for i := len(t.open) - 1; i > 0 && len(names) > 0; i-- {
		switch name := t.open[i].Data; {
		case names[name]:
			t.open = t.open[:i]
			return
		case border[name]:
			return
		}
	}
}

// ends are the elements that a start ends where they are still open, and borders
// those that they are not looked for behind.
var (
	ends = sets(map[string]string{
		"li": "li", "dt dd": "dt dd", "option": "option", "a": "a", "body": "head",
		"td th": "td th", "tr": "tr", "thead tbody tfoot": "caption thead tbody tfoot", headings: headings,
	})
	borders = sets(map[string]string{
		"li": "ul ol table td th", "dt dd": "dl table td th", "option": "select", "a": "td th",
		"td th": "tr table", "tr": "table", "thead tbody tfoot": "table", headings: "td th",
	})
	openParagraph   = set("p")
	aroundParagraph = set("table td th caption button")
	cells           = set("td th caption")
	rowParents      = set("table thead tbody tfoot")
	rowsAndSuch     = set("tr thead tbody tfoot caption colgroup col")
	tableRow        = set("tr")
)

const headings = "h1 h2 h3 h4 h5 h6"

// Kinds of elements.
var (
	voids  = set("area base br col embed hr img input link meta param source track wbr")
	blocks = set(Callout + " " + Note + " address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul " + headings)
	silent = set("head script style template noscript iframe textarea select svg title")
)

func set(names string) map[string]bool {
	out := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		out[name] = true
	}
	return out
}

// sets gives each name of a list the set of its value.
func sets(lists map[string]string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for names, list := range lists {
		for name := range strings.FieldsSeq(names) {
			out[name] = set(list)
		}
	}
	return out
}

// Attribute gives an attribute of an element; "" for one that it has not.
func Attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Text is all text of a node.
func Text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.Data == "br":
			b.WriteString("\n")
		}
	}
	return b.String()
}
