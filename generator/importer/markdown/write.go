package markdown

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// ErrLong tells a page whose Markdown is longer than it may be.
var ErrLong = errors.New("its Markdown would be too long")

// From gives a part of a page as Markdown, with a newline at its end, of at most so
// many bytes; what that has no sign for stays HTML.
func From(n *html.Node, most int) (string, error) {
	w := &writer{most: most, fresh: true}
	w.children(n, style{})
	w.flush()
	if w.over() {
		return "", ErrLong
	}
	return strings.TrimSpace(w.out.String()) + "\n", nil
}

// writer writes blocks as it walks the tree, and gathers the runs of the block that
// it is in.
type writer struct {
	out    bytes.Buffer
	most   int
	held   int    // bytes that are gathered and not written yet
	prefix string // of each line, as those of a list in a quotation
	deep   int    // lists and quotations around
	fresh  bool   // nothing stands yet behind the sign of an item or a quotation
	tight  bool   // the next list goes on from the paragraph of its item
	list   byte   // the sign of the list that has just ended
	runs   []run
	level  int  // of the heading that is written
	cell   bool // all blocks become one line
}

// over tells a page that is too long already: nothing more is made of it.
func (w *writer) over() bool { return w.out.Len()+w.held > w.most }

func (w *writer) children(n *html.Node, s style) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, s)
	}
}

func (w *writer) node(n *html.Node, s style) {
	switch {
	case w.over():
	case n.Type == html.TextNode:
		w.add(run{style: s, text: n.Data})
	case n.Type != html.ElementNode, silent[n.Data]:
	case blocks[n.Data]:
		w.flush()
		w.block(n, s)
		w.flush()
	default:
		w.inline(n, s)
	}
}

// add gathers a run. Where it leads may be written again for each.
func (w *writer) add(r run) {
	w.held += len(r.text) + len(r.picture) + len(r.code)
	if r.link != nil {
		w.held += len(r.link.to) + len(r.link.title)
	}
	w.runs = append(w.runs, r)
}

func (w *writer) block(n *html.Node, s style) {
	if w.cell {
		w.children(n, s)
		return
	}
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.level = int(n.Data[1] - '0')
		w.children(n, s)
		w.flush()
		w.level = 0
	case "ul", "ol":
		w.items(n, s)
	case "blockquote":
		w.begin(false)
		w.within("> ", "> ", func() { w.children(n, s) })
	case "pre":
		w.listing(n)
	case "hr":
		w.begin(false)
		w.out.WriteString("___")
	case "table":
		w.table(n, s)
	case "dt":
		s.marks |= strong
		w.children(n, s)
	default:
		w.children(n, s)
	}
}

// begin begins a block: on the line of its item, or on one of its own, with a blank
// line above unless it is tight.
func (w *writer) begin(tight bool) {
	if !w.fresh {
		if !tight {
			w.out.WriteString("\n" + strings.TrimRight(w.prefix, " "))
		}
		w.out.WriteString("\n" + w.prefix)
	}
	w.fresh, w.tight, w.list = false, false, 0
}

// within writes what stands behind a sign, whose lines all have a prefix.
func (w *writer) within(sign, prefix string, children func()) {
	if w.deep >= deepestList {
		children()
		w.flush()
		return
	}
	before := w.prefix
	w.out.WriteString(sign)
	w.prefix, w.fresh = before+prefix, true
	w.deep++
	children()
	w.flush()
	w.deep--
	w.prefix, w.fresh, w.tight, w.list = before, false, false, 0
}

// items writes a list. One behind another has another sign, as they would be one.
func (w *writer) items(n *html.Node, s style) {
	sign, number := byte('-'), 1
	if n.Data == "ol" {
		sign = '.'
		if start, err := strconv.Atoi(Attribute(n, "start")); err == nil && start >= 0 && start < 1_000_000 {
			number = start
		}
	}
	if other := map[byte]byte{'-': '*', '.': ')'}[sign]; w.list == sign {
		sign = other
	}
	tight := w.tight && number == 1 && hasText(n.FirstChild) // others cannot follow a line of text
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
			continue
		}
		w.begin(tight)
		tight = true
		mark := string(sign) + " "
		if n.Data == "ol" {
			mark = strconv.Itoa(number) + mark
			number++
		}
		w.within(mark, strings.Repeat(" ", len(mark)), func() { w.node(c, s) })
	}
	w.list = sign
}

// hasText tells a first item that begins with a text.
func hasText(n *html.Node) bool {
	for ; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			return n.FirstChild != nil && n.FirstChild.Type == html.TextNode && strings.TrimSpace(n.FirstChild.Data) != ""
		}
	}
	return false
}

// listing writes a block of code, in a fence that is longer than any in it.
func (w *writer) listing(n *html.Node) {
	text := strings.TrimSuffix(strings.TrimPrefix(Text(n), "\n"), "\n")
	fence := strings.Repeat("`", max(3, longest(text, '`')+1))
	w.begin(false)
	w.out.WriteString(fence + language(n))
	for line := range strings.SplitSeq(text, "\n") {
		if w.over() {
			return
		}
		w.out.WriteString("\n" + w.prefix + line)
	}
	w.out.WriteString("\n" + w.prefix + fence)
}

// language is that of a listing, by the class of it or of the code in it.
func language(n *html.Node) string {
	for ; n != nil; n = n.FirstChild {
		for class := range strings.FieldsSeq(Attribute(n, "class")) {
			if name, ok := strings.CutPrefix(class, "language-"); ok && !strings.ContainsAny(name, "`~{") {
				return name
			}
		}
	}
	return ""
}

// longest is the length of the longest row of a sign.
func longest(text string, sign byte) int {
	most, now := 0, 0
	for i := range len(text) {
		if now++; text[i] != sign {
			now = 0
		}
		most = max(most, now)
	}
	return most
}

// flush writes the runs as a paragraph or a heading.
func (w *writer) flush() {
	runs := w.runs
	w.runs = nil
	if w.cell {
		w.runs = append(runs, run{lineBreak: true})
		return
	}
	w.held = 0
	place := asBlock
	if w.level > 0 {
		place = inHeading
	}
	for _, text := range paragraphs(runs, place) {
		w.begin(false)
		w.tight = w.deep > 0
		if w.level > 0 {
			w.out.WriteString(strings.Repeat("#", w.level) + " ")
			w.tight = false
		}
		w.out.WriteString(strings.ReplaceAll(text, "\n", "\n"+w.prefix))
	}
}
