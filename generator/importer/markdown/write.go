package markdown

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"fieldbook/generator/slug"
)

// ErrLong tells a page whose Markdown is longer than it may be.
var ErrLong = errors.New("its Markdown would be too long")

// Page is one that is written.
type Page struct {
	Text     string    // with a newline at its end
	Headings []Heading // in their order
}

// Heading is one of a page, and the names that links have for it.
type Heading struct {
	Text string
	IDs  []string
}

// From gives a part of a page as Markdown of at most so many bytes; what that has no
// sign for stays HTML. Wanted tells the names of places that a link leads to.
func From(n *html.Node, most int, wanted func(id string) bool) (Page, error) {
	w := &writer{most: most, fresh: true, wanted: wanted, notes: map[string]*html.Node{}, marked: map[string]bool{}, shown: map[string]bool{}}
	for d := range n.Descendants() {
		if d.Data == Note && d.Type == html.ElementNode {
			w.notes[noteName(Attribute(d, "name"))] = d
		}
	}
	w.children(n, style{})
	w.flush()
	if w.over() {
		return Page{}, ErrLong
	}
	return Page{Text: strings.TrimSpace(w.out.String()) + "\n", Headings: w.headings}, nil
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

	wanted   func(id string) bool
	headings []Heading
	ids      []string              // of the heading that is written
	notes    map[string]*html.Node // by their names
	marked   map[string]bool       // the notes whose marks are written
	shown    map[string]bool       // … and those that stand in a table
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
	case n.Type != html.ElementNode, silent[n.Data] && n.Data != "iframe":
	case blocks[n.Data]:
		w.flush()
		w.block(n, s)
		w.flush()
	default:
		w.named(n)
		w.inline(n, s)
	}
}

// idOf is the name of a place; "" where there is none.
func idOf(n *html.Node) string {
	id := Attribute(n, "id")
	if id == "" && n.Data == "a" {
		id = Attribute(n, "name")
	}
	return id
}

// isWanted tells the name of a place that a link leads to.
func (w *writer) isWanted(id string) bool {
	return id != "" && len(id) <= longestLink && w.wanted != nil && w.wanted(id)
}

// named keeps the name of a place that links lead to: of a heading for whoever mends
// the links, else in the text.
func (w *writer) named(n *html.Node) {
	switch id := idOf(n); {
	case !w.isWanted(id):
	case w.level > 0:
		w.ids = append(w.ids, id)
	default:
		w.add(run{raw: `<a id="` + html.EscapeString(id) + `"></a>`})
	}
}

// add gathers a run. Where it leads may be written again for each.
func (w *writer) add(r run) {
	w.held += len(r.text) + len(r.raw) + len(r.code) + len(r.remark)
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
		w.heading(n, s)
		return
	}
	w.named(n)
	switch n.Data {
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
	case "details":
		w.callout("NOTE", "-", summaryOf(n), n, s)
	case Callout:
		w.callout(strings.ToUpper(Attribute(n, "kind")), fold(n), Attribute(n, "title"), n, s)
	case Note:
		w.note(n, s)
	default:
		w.children(n, s)
	}
}

// heading writes one, and keeps its names.
func (w *writer) heading(n *html.Node, s style) {
	w.level, w.ids = int(n.Data[1]-'0'), nil
	w.named(n)
	w.children(n, s)
	w.flush()
	w.headings = append(w.headings, Heading{slug.OneLine(Text(n)), w.ids})
	w.level = 0
}

// callout writes a remark that stands out.
func (w *writer) callout(kind, fold, title string, n *html.Node, s style) {
	w.begin(false)
	if title = slug.OneLine(title); title != "" {
		title = " " + escape(title, true, strings.Count(title, "$") > 1)
	}
	w.within("> ", "> ", func() {
		w.out.WriteString("[!" + kind + "]" + fold + title)
		w.fresh, w.tight = false, false
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Data != "summary" || c.Type != html.ElementNode {
				w.node(c, s)
			}
		}
	})
}

// fold is the sign of a callout that begins closed.
func fold(n *html.Node) string {
	if Attribute(n, "fold") != "" {
		return "-"
	}
	return ""
}

// summaryOf is what a part that folds is called.
func summaryOf(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "summary" {
			return Text(c)
		}
	}
	return ""
}

// note writes a foot note. One that nothing leads to is a paragraph like others, and
// one that a table shows already is not written again.
func (w *writer) note(n *html.Node, s style) {
	name := noteName(Attribute(n, "name"))
	switch {
	case w.shown[name] && !w.marked[name]:
	case !w.marked[name] || w.notes[name] != n:
		w.children(n, s)
	default:
		w.begin(false)
		w.within("[^"+name+"]: ", "    ", func() { w.children(n, s) })
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
		prefix := strings.Repeat(" ", len(mark))
		if box := taskOf(c); box != nil {
			checked, _ := isChecked(box)
			box.Data = "wbr" // it is written here
			mark += map[bool]string{true: "[x] ", false: "[ ] "}[checked]
		}
		w.within(mark, prefix, func() { w.node(c, s) })
	}
	w.list = sign
}

// hasText tells a first item that begins with a text, not with a block.
func hasText(n *html.Node) bool {
	for n != nil {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			return n.Parent.Data != "ul" && n.Parent.Data != "ol"
		case n.Type == html.ElementNode && (n.Data == "li" || n.Data == "p" || !blocks[n.Data] && !silent[n.Data]) && n.FirstChild != nil:
			n = n.FirstChild
		case n.Type == html.ElementNode && blocks[n.Data]:
			return false
		default:
			n = n.NextSibling
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
			for _, prefix := range []string{"language-", "lang-", "highlight-source-"} {
				if name, ok := strings.CutPrefix(class, prefix); ok && !strings.ContainsAny(name, "`~{") {
					return name
				}
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
		unbold(runs)
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

// unbold takes the mark from runs that all have it, where a reader sees them bold anyway.
func unbold(runs []run) {
	for _, r := range runs {
		if r.marks&strong == 0 && strings.TrimSpace(r.text)+r.code != "" {
			return
		}
	}
	for i := range runs {
		runs[i].marks &^= strong
	}
}
