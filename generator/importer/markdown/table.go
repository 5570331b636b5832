package markdown

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// table writes the rows of a table: as HTML where a cell holds what no cell of
// Markdown can. One that is a box around a text is that text.
func (w *writer) table(n *html.Node, s style) {
	rows := tableRows(n)
	if !fits(rows) {
		if len(rows) == 1 && cellsOf(rows[0]) == 1 {
			w.children(n, s)
		} else {
			w.tableHTML(n)
		}
		return
	}
	var lines [][]string
	width := 0
	head := len(rows) > 0 && isHead(rows[0])
	for i, r := range rows {
		line := w.row(r, s, i > 0 || !head)
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
	first := make([]string, width)
	if head {
		copy(first, lines[0])
		lines = lines[1:]
	}
	w.held = 0
	w.begin(false)
	w.out.WriteString(line(first) + "\n" + w.prefix + "|")
	for _, side := range alignments(rows, width) {
		w.out.WriteString(side + "|")
	}
	for _, l := range lines {
		w.out.WriteString("\n" + w.prefix + line(l))
	}
}

// noCell are the elements that no cell of Markdown can hold.
var noCell = set("table pre blockquote ul ol dl hr details " + Callout + " " + headings)

// fits tells whether Markdown has the table: each cell is a line of text, and covers
// no other.
func fits(rows []*html.Node) bool {
	for _, r := range rows {
		for d := range r.Descendants() {
			if noCell[d.Data] || cells[d.Data] && (span(d, "colspan") > 1 || span(d, "rowspan") > 1) {
				return false
			}
		}
	}
	return true
}

// cellsOf counts the cells of a row.
func cellsOf(row *html.Node) int {
	n := 0
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if cells[c.Data] {
			n++
		}
	}
	return n
}

// alignments are the signs below the head: a side that all cells of a column share.
func alignments(rows []*html.Node, width int) []string {
	sides := make([]string, width)
	for i, r := range rows {
		at := 0
		for c := r.FirstChild; c != nil && at < width; c = c.NextSibling {
			if !cells[c.Data] {
				continue
			}
			if side := Side(c); i == 0 {
				sides[at] = side
			} else if i == 1 && isHead(rows[0]) && sides[at] == "" {
				sides[at] = side
			} else if sides[at] != side {
				sides[at] = ""
			}
			at++
		}
	}
	for i, side := range sides {
		sides[i] = map[string]string{"left": ":---", "center": ":---:", "right": "---:", "": "---"}[side]
	}
	return sides
}

// Side is where the text of a cell stands, if not where texts begin: at the right or
// in the middle; "" for others.
func Side(cell *html.Node) string {
	side := strings.ToLower(Attribute(cell, "align"))
	if side == "" {
		_, after, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(Attribute(cell, "style")), " ", ""), "text-align:")
		side, _, _ = strings.Cut(after, ";")
	}
	if side == "right" || side == "center" {
		return side
	}
	return ""
}

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

// isHead tells the row that says what stands in the columns.
func isHead(row *html.Node) bool {
	if row.Parent.Data == "thead" {
		return true
	}
	heads, all := 0, 0
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if cells[c.Data] {
			all++
		}
		if c.Data == "th" {
			heads++
		}
	}
	return all > 0 && heads == all
}

// row gives the cells of a row. What is a heading of the row is bold.
func (w *writer) row(r *html.Node, s style, bold bool) []string {
	var out []string
	for c := r.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		look := s
		if bold && c.Data == "th" {
			look.marks |= strong
		}
		text := w.cellText(c, look, !bold)
		if len(out) >= mostColumns {
			out[mostColumns-1] = strings.TrimSpace(out[mostColumns-1] + " " + text)
			continue
		}
		if !w.hold(text) {
			return nil
		}
		out = append(out, text)
	}
	return out
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

// cellText is a cell on one line; one of a head is bold by itself.
func (w *writer) cellText(cell *html.Node, s style, head bool) string {
	within := &writer{most: w.most, held: w.held, cell: true, wanted: w.wanted, notes: w.notes, marked: w.marked, shown: w.shown}
	within.children(cell, s)
	if head {
		unbold(within.runs)
	}
	texts := paragraphs(within.runs, inCell)
	return strings.NewReplacer("  \n", "<br>", "|", `\|`).Replace(strings.Join(texts, "<br>"))
}
