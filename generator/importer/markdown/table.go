package markdown

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// table writes the rows of a table; one that holds what no cell of Markdown can is
// written cell by cell.
func (w *writer) table(n *html.Node, s style) {
	rows := tableRows(n)
	for _, r := range rows {
		for d := range r.Descendants() {
			if noCell[d.Data] {
				w.children(n, s)
				return
			}
		}
	}
	var lines [][]string
	down := map[int]int{} // how many rows a cell above still reaches down, by column
	width := 0
	for _, r := range rows {
		line := w.row(r, s, down)
		width = max(width, len(line))
		lines = append(lines, line)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "caption" {
			w.children(c, s)
			w.flush()
		}
	}
	if width == 0 {
		return
	}
	head := make([]string, width)
	if hasHead(rows[0]) {
		copy(head, lines[0])
		lines = lines[1:]
	}
	w.held = 0
	w.begin(false)
	w.out.WriteString(line(head) + "\n" + w.prefix + "|" + strings.Repeat("---|", width))
	for _, l := range lines {
		w.out.WriteString("\n" + w.prefix + line(l))
	}
}

// noCell are the elements that no cell can hold.
var noCell = set("table pre blockquote " + headings)

func line(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

// tableRows are the rows of a table, without those of tables in it.
func tableRows(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Data {
		case "tr":
			rows = append(rows, c)
		case "thead", "tbody", "tfoot":
			rows = append(rows, tableRows(c)...)
		}
	}
	return rows
}

func hasHead(row *html.Node) bool {
	if row.Parent.Data == "thead" {
		return true
	}
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "th" {
			return true
		}
	}
	return false
}

// row gives the cells of a row, with empty ones where another reaches.
func (w *writer) row(r *html.Node, s style, down map[int]int) []string {
	var cells []string
	fill := func() {
		for down[len(cells)] > 0 && w.hold("") {
			down[len(cells)]--
			cells = append(cells, "")
		}
	}
	for c := r.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		fill()
		text := w.cellText(c, s)
		if len(cells) >= mostColumns {
			cells[mostColumns-1] = strings.TrimSpace(cells[mostColumns-1] + " " + text)
			continue
		}
		for i := range min(span(c, "colspan"), mostColumns-len(cells)) {
			if rows := span(c, "rowspan"); rows > 1 {
				down[len(cells)] = rows - 1
			}
			if i > 0 {
				text = ""
			}
			if !w.hold(text) {
				return nil
			}
			cells = append(cells, text)
		}
	}
	fill()
	return cells
}

// hold counts a cell that is kept until its table is written.
func (w *writer) hold(text string) bool {
	w.held += len(text) + len(" | ")
	return !w.over()
}

// span is how many columns or rows a cell covers.
func span(cell *html.Node, key string) int {
	n, err := strconv.Atoi(Attribute(cell, key))
	if err != nil {
		return 1
	}
	return max(1, n)
}

// cellText is a cell on one line.
func (w *writer) cellText(cell *html.Node, s style) string {
	within := &writer{most: w.most, held: w.held, cell: true}
	within.children(cell, s)
	texts := paragraphs(within.runs, inCell)
	return strings.NewReplacer("  \n", "<br>", "|", `\|`).Replace(strings.Join(texts, "<br>"))
}
