package render

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a part of a document, as templates/assets/report/docx.ts has it.
type block struct {
	Is       string    `json:"is"`
	Level    int       `json:"level,omitempty"`
	Text     []run     `json:"text,omitempty"`
	Numbered *bool     `json:"numbered,omitempty"`
	Points   []point   `json:"points,omitempty"`
	Headings [][]run   `json:"headings,omitempty"`
	Rows     [][][]run `json:"rows,omitempty"`
}

// point is one of a list.
type point struct {
	Text  []run `json:"text"`
	Level int   `json:"level,omitempty"`
}

// run is a part of a text that looks alike.
type run struct {
	Text   string `json:"text"`
	Bold   bool   `json:"bold,omitempty"`
	Italic bool   `json:"italic,omitempty"`
	Link   string `json:"link,omitempty"`
}

// deepest is how deep a point of a list may stand, from 0.
const deepest = 2

// blocksOf gives the text of a page, which is finished HTML, as blocks. Links lead where
// they lead from base; those inside a site that nobody knows the address of are words
// alone. Pictures are left out.
func blocksOf(text, base string) []block {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil { // a Reader of a text cannot fail
		return nil
	}
	from, err := url.Parse(base)
	if err != nil || from.Host == "" {
		from = nil
	}
	d := &document{base: from, blocks: []block{}}
	for _, n := range nodes {
		d.add(n)
	}
	return d.blocks
}

// document puts blocks together.
type document struct {
	base   *url.URL // nil if it is not known
	blocks []block
}

// add adds what a node holds.
func (d *document) add(n *html.Node) {
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" || skipped(n) {
		return
	}
	switch n.DataAtom {
	case atom.H1, atom.H2:
		d.text(block{Is: "heading", Level: 2}, n)
	case atom.H3, atom.H4, atom.H5, atom.H6:
		d.text(block{Is: "heading", Level: 3}, n)
	case atom.Ul, atom.Ol:
		numbered := n.DataAtom == atom.Ol
		if points := d.points(n, 0); len(points) > 0 {
			d.blocks = append(d.blocks, block{Is: "list", Numbered: &numbered, Points: points})
		}
	case atom.Table:
		d.table(n)
	default:
		if holdsBlocks(n) {
			for c := range n.ChildNodes() {
				d.add(c)
			}
			return
		}
		d.text(block{Is: "paragraph"}, n)
	}
}

// text adds a block of a node's words, if it has any.
func (d *document) text(b block, n *html.Node) {
	if b.Text = d.words(n); len(b.Text) > 0 {
		d.blocks = append(d.blocks, b)
	}
}

// points are those of a list, and of the lists in it.
func (d *document) points(list *html.Node, level int) (points []point) {
	for item := range list.ChildNodes() {
		if item.DataAtom != atom.Li {
			continue
		}
		points = append(points, point{d.words(item), min(level, deepest)})
		for n := range item.Descendants() {
			if (n.DataAtom == atom.Ul || n.DataAtom == atom.Ol) && listAround(n) == list {
				points = append(points, d.points(n, level+1)...)
			}
		}
	}
	return points
}

// listAround is the list that another stands in.
func listAround(n *html.Node) *html.Node {
	for a := range n.Ancestors() {
		if a.DataAtom == atom.Ul || a.DataAtom == atom.Ol {
			return a
		}
	}
	return nil
}

// table adds a table, whose first row is its headings.
func (d *document) table(table *html.Node) {
	var rows [][][]run
	for n := range table.Descendants() {
		if n.DataAtom != atom.Tr {
			continue
		}
		var cells [][]run
		for c := range n.ChildNodes() {
			if c.DataAtom == atom.Th || c.DataAtom == atom.Td {
				cells = append(cells, append([]run{}, d.words(c)...))
			}
		}
		rows = append(rows, cells)
	}
	if len(rows) > 0 && len(rows[0]) > 0 {
		d.blocks = append(d.blocks, block{Is: "table", Headings: rows[0], Rows: append([][][]run{}, rows[1:]...)})
	}
}

// words are those of a node, without the lists in it.
func (d *document) words(n *html.Node) []run {
	var runs []run
	d.inline(n, run{}, &runs)
	runs = slices.DeleteFunc(runs, func(r run) bool { return r.Text == "" })
	if len(runs) > 0 {
		runs[0].Text = strings.TrimLeft(runs[0].Text, " ")
		last := &runs[len(runs)-1]
		last.Text = strings.TrimRight(last.Text, " ")
	}
	return slices.DeleteFunc(runs, func(r run) bool { return r.Text == "" })
}

func (d *document) inline(n *html.Node, look run, runs *[]run) {
	for c := range n.ChildNodes() {
		next := look
		switch {
		case c.Type == html.TextNode:
			look.add(c.Data, runs)
			continue
		case skipped(c), c.DataAtom == atom.Ul, c.DataAtom == atom.Ol:
			continue
		case c.DataAtom == atom.B, c.DataAtom == atom.Strong:
			next.Bold = true
		case c.DataAtom == atom.I, c.DataAtom == atom.Em:
			next.Italic = true
		case c.DataAtom == atom.A:
			next.Link = d.link(attribute(c, "href"))
		}
		d.inline(c, next, runs)
	}
}

// add adds words to what looks alike before it; white space is one space.
func (r run) add(text string, runs *[]run) {
	words := strings.Join(strings.Fields(text), " ")
	if text != "" && strings.TrimLeft(text, " \n\t\r") != text {
		words = " " + words
	}
	if words != " " && strings.TrimRight(text, " \n\t\r") != text {
		words += " "
	}
	if n := len(*runs); n > 0 {
		last := &(*runs)[n-1]
		if strings.HasSuffix(last.Text, " ") {
			words = strings.TrimPrefix(words, " ")
		}
		if last.Bold == r.Bold && last.Italic == r.Italic && last.Link == r.Link {
			last.Text += words
			return
		}
	}
	r.Text = words
	*runs = append(*runs, r)
}

// link is the whole address that a link leads to; empty if nobody knows it.
func (d *document) link(href string) string {
	u, err := url.Parse(href)
	if err != nil || href == "" {
		return ""
	}
	if !u.IsAbs() && d.base != nil {
		u = d.base.ResolveReference(u)
	}
	if u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto" {
		return u.String()
	}
	return ""
}

// skipped tells what is on a page for its readers' hands, or is drawn.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Button, atom.Svg, atom.Input, atom.Img, atom.Script, atom.Style:
		return true
	}
	class := " " + attribute(n, "class") + " "
	return strings.Contains(class, " anchor ") || strings.Contains(class, " hidden ")
}

// holdsBlocks tells an element around blocks.
func holdsBlocks(n *html.Node) bool {
	for c := range n.ChildNodes() {
		switch c.DataAtom {
		case atom.P, atom.Ul, atom.Ol, atom.Table, atom.Div, atom.Section, atom.Aside, atom.Blockquote, atom.Figure, atom.Pre, atom.Details, atom.Summary, atom.Dl, atom.Dt, atom.Dd, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return true
		}
	}
	return false
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
