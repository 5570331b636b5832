package importer

import (
	"fmt"
	"strconv"
	"strings"
)

// What the paragraphs of a file of Word are: headings, points of lists, listings.

// element is what a paragraph is by its style, and what stands around it.
func (w *word) element(styles []*wordStyle) (name, around string) {
	for _, s := range styles {
		level, is := strings.CutPrefix(s.name, "heading")
		if level = strings.TrimSpace(level); !is || len(level) != 1 || level < "1" || level > "9" {
			continue
		}
		n := int(level[0] - '0')
		if w.titled {
			n++
		}
		return "h" + strconv.Itoa(min(n, 6)), ""
	}
	switch {
	case isA(styles, "title"):
		return "h1", ""
	case isA(styles, "caption"):
		return "figcaption", ""
	case isA(styles, "source code", "html preformatted", "macro text", "preformatted text", "code", "macro"):
		return "pre", ""
	case isA(styles, "quote", "intense quote", "block text"):
		return "p", "blockquote"
	}
	return "p", ""
}

// endParagraph writes a paragraph that is read.
func (w *word) endParagraph() {
	text := strings.TrimSpace(string(w.text))
	styles := w.styled(w.style)
	if w.joined {
		w.pending = paragraph{text: w.text, said: w.said, links: w.links}
		return
	}
	for _, s := range styles {
		if strings.HasPrefix(s.name, "toc ") {
			return // the page has its own table of contents
		}
	}
	w.has.say(string(w.said))
	w.has.n[Links] += w.links
	if n := len(w.tables); n > 0 && w.tables[n-1].inCell && !w.tables[n-1].opened {
		w.tables[n-1].side = w.side
	}
	name, around := w.element(styles)
	if name[0] == 'h' && len(strings.TrimSpace(string(w.said))) == 0 {
		name = "p" // a heading without words is none
	}
	w.listOf(styles)
	switch {
	case text == "" && (name != "pre" || !w.listing):
		w.endList()
		return
	case w.list != "" && w.list != "0" && name == "p":
		w.has.n[Points]++
		if w.level > 0 {
			w.has.n[Levels]++
		}
		w.point(text)
		return
	}
	w.endList()
	w.block(name, around, text)
}

// listOf takes the list of the style, where the paragraph names none.
func (w *word) listOf(styles []*wordStyle) {
	for _, s := range styles {
		if w.list == "" && s.list != "" {
			w.list, w.level = s.list, s.level
		}
	}
}

// block writes a paragraph that is no point of a list. Lines of code behind each other
// are one listing.
func (w *word) block(name, around, text string) {
	switch name {
	case "pre":
		code := strings.ReplaceAll(string(w.text), "<br>", "\n")
		if w.listing {
			w.b.WriteString("\n" + code)
			return
		}
		w.has.n[Listings]++
		w.put("<pre>" + code)
		w.listing = true
		return
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.has.n[Headings]++
		w.titled = w.titled || name == "h1" && isA(w.styled(w.style), "title")
	case "figcaption":
		w.has.remember(Captions, string(w.said))
	}
	if around != "" {
		w.put("<" + around + ">")
	}
	w.put(fmt.Sprintf("<%s>%s</%s>", name, text, name))
	if around != "" {
		w.put("</" + around + ">")
	}
	w.put("\n")
}

// point writes a point of a list, at its level. A list of points behind one of numbers
// is another.
func (w *word) point(text string) {
	element := "ul"
	if l := w.lists[w.list]; l != nil && l.numbered[w.level] {
		element = "ol"
	}
	if w.level == 0 && len(w.open) > 0 && w.open[0] != element {
		w.endList()
	}
	for len(w.open) > w.level+1 {
		w.closeList()
	}
	for len(w.open) < w.level+1 {
		w.put("<" + element + ">")
		w.open = append(w.open, element)
		if len(w.open) < w.level+1 {
			w.put("<li>") // a level that was left out
		}
	}
	w.put("<li>" + text)
}

// closeList ends the innermost list. A point is closed by the next one, as HTML
// has it.
func (w *word) closeList() {
	w.put("</" + w.open[len(w.open)-1] + ">")
	w.open = w.open[:len(w.open)-1]
}

func (w *word) endList() {
	for len(w.open) > 0 {
		w.closeList()
	}
}
