package markdown

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// A table whose cells hold more than a line each is written as HTML, which our pages
// let pass. An empty line would end it.

// kept are the elements that remain in it, by those that authors write.
var kept = func() map[string]string {
	out := map[string]string{"b": "strong", "i": "em", "s": "del", "strike": "del", "var": "code", "samp": "code", "tt": "code", Callout: "blockquote"}
	for name := range strings.FieldsSeq("table caption thead tr th td p ul ol li dl dt dd pre code blockquote details summary strong em del sup sub kbd mark br hr img a") {
		out[name] = name
	}
	for name := range strings.FieldsSeq(headings) {
		out[name] = "p" // a heading there would be one of the page
	}
	return out
}()

// attributes are those that remain, by their elements.
var attributes = map[string][]string{"ol": {"start"}, "img": {"src", "alt"}, "a": {"href"}}

// tableHTML writes a table as HTML.
func (w *writer) tableHTML(n *html.Node) {
	w.begin(false)
	w.element(n)
}

// element writes an element and what it holds.
func (w *writer) element(n *html.Node) {
	if w.over() || w.special(n) || silent[n.Data] {
		return
	}
	name := kept[n.Data]
	if n.Data == "a" && strings.TrimSpace(Attribute(n, "href")) == "" {
		name = "" // a place, and no link
	}
	if cells[n.Data] && n.Data != "caption" || n.Data == "tr" {
		w.out.WriteString("\n" + w.prefix)
	}
	if name != "" {
		w.openTag(n, name)
	} else {
		w.place(n)
	}
	if name == "p" && n.Data != "p" {
		w.out.WriteString("<strong>")
	}
	w.inner(n)
	if name == "p" && n.Data != "p" {
		w.out.WriteString("</strong>")
	}
	if name == "pre" && language(n) != "" && find(n, "code") == nil {
		w.out.WriteString("</code>")
	}
	switch {
	case name == "table" || name == "tr":
		w.out.WriteString("\n" + w.prefix + "</" + name + ">")
	case name != "" && !voids[name]:
		w.out.WriteString("</" + name + ">")
	}
}

// inner writes what an element holds; a paragraph that a cell or an item holds alone
// is no element of its own.
func (w *writer) inner(n *html.Node) {
	if only := onlyChild(n); only != nil && only.Data == "p" && n.Data != "blockquote" {
		w.place(only)
		n = only
	}
	before := false // a text stands before, which a block that remains none would go on
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			w.textHTML(c, n)
			before = before || strings.TrimSpace(c.Data) != ""
			continue
		}
		if c.Type == html.ElementNode {
			if before && blocks[c.Data] && kept[c.Data] == "" && !rowsAndSuch[c.Data] && !rowParents[c.Data] {
				w.out.WriteString("<br>")
			}
			before = kept[c.Data] == "" || !blocks[c.Data]
			w.element(c)
		}
	}
}

// onlyChild is the one element in a cell or an item that holds nothing else.
func onlyChild(n *html.Node) *html.Node {
	var only *html.Node
	if !cells[n.Data] && n.Data != "li" {
		return nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case only != nil || c.Type != html.ElementNode:
			return nil
		default:
			only = c
		}
	}
	return only
}

// textHTML writes a text on one line.
func (w *writer) textHTML(n *html.Node, in *html.Node) {
	text := html.EscapeString(n.Data)
	for up := in; up != nil; up = up.Parent {
		if up.Data == "pre" {
			w.out.WriteString(strings.NewReplacer("\r\n", "&#10;", "\n", "&#10;", "\r", "&#10;").Replace(text))
			return
		}
		if cells[up.Data] {
			break
		}
	}
	words := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(spaces, c) })
	if len(words) == 0 && (n.PrevSibling == nil || n.NextSibling == nil || blocks[n.PrevSibling.Data] || blocks[n.NextSibling.Data]) {
		return
	}
	if text != "" && strings.ContainsRune(spaces, rune(text[0])) {
		w.out.WriteByte(' ')
	}
	w.out.WriteString(strings.Join(words, " "))
	if len(words) > 0 && strings.ContainsRune(spaces, rune(text[len(text)-1])) {
		w.out.WriteByte(' ')
	}
}

// place writes the name of a place that links lead to, where its element does not
// remain.
func (w *writer) place(n *html.Node) {
	if id := idOf(n); w.isWanted(id) {
		w.out.WriteString("<a")
		w.attribute("id", id)
		w.out.WriteString("></a>")
	}
}

// openTag writes the start of an element with what remains of its attributes.
func (w *writer) openTag(n *html.Node, name string) {
	w.out.WriteString("<" + name)
	for _, key := range attributes[name] {
		value := strings.TrimSpace(Attribute(n, key))
		switch {
		case value == "" || len(value) > longestLink:
		case key == "href" || key == "src":
			w.attribute(key, inAddress.Replace(value))
		default:
			w.attribute(key, strings.Join(strings.Fields(value), " "))
		}
	}
	if cells[name] {
		for _, key := range []string{"colspan", "rowspan"} {
			if n := min(span(n, key), mostColumns); n > 1 {
				w.attribute(key, strconv.Itoa(n))
			}
		}
		if side := Side(n); side != "" {
			w.attribute("align", side)
		}
	}
	if l := language(n); l != "" && name == "code" {
		w.attribute("class", "language-"+l)
	}
	if id := idOf(n); w.isWanted(id) {
		w.attribute("id", id)
	}
	w.out.WriteByte('>')
	if l := language(n); l != "" && name == "pre" && find(n, "code") == nil {
		w.out.WriteString(`<code class="language-` + html.EscapeString(l) + `">`)
	}
	if title := Attribute(n, "title"); n.Data == Callout && title != "" {
		w.out.WriteString("<p><strong>" + html.EscapeString(title) + "</strong></p>")
	}
}

func (w *writer) attribute(key, value string) {
	w.out.WriteString(" " + key + `="` + html.EscapeString(value) + `"`)
}

// special writes what HTML has no element for, or our pages let not pass.
func (w *writer) special(n *html.Node) bool {
	checked, box := isChecked(n)
	switch {
	case box:
		w.out.WriteString(map[bool]string{true: "☑ ", false: "☐ "}[checked])
	case n.Data == Remark:
		w.out.WriteString(remark(n))
	case n.Data == NoteMark:
		return w.noteWithin(noteName(Attribute(n, "name")))
	case n.Data == "img":
		return strings.TrimSpace(Attribute(n, "src")) == ""
	case n.Data == "iframe" || n.Data == "video" || n.Data == "audio" || n.Data == "embed":
		if to := shown(n); to != "" {
			w.out.WriteString("<a")
			w.attribute("href", inAddress.Replace(to))
			w.out.WriteString(">" + html.EscapeString(to) + "</a>")
		}
	default:
		return false
	}
	return true
}

// noteWithin writes a note where its mark stands, as Markdown's marks are none in HTML;
// the second time its name alone. It tells whether there is a note.
func (w *writer) noteWithin(name string) bool {
	note := w.notes[name]
	if note == nil {
		return false
	}
	text := strings.Join(strings.Fields(Text(note)), " ")
	if w.shown[name] {
		text = name
	}
	w.shown[name] = true
	w.out.WriteString(" <small>(" + html.EscapeString(text) + ")</small>")
	return true
}

// find gives the first element of a name in another; nil for none.
func find(n *html.Node, name string) *html.Node {
	for d := range n.Descendants() {
		if d.Data == name && d.Type == html.ElementNode {
			return d
		}
	}
	return nil
}
