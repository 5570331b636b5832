package markdown

import (
	"strings"

	"golang.org/x/net/html"
)

// Elements that HTML has not, into which readers of other formats put what Markdown
// has a sign for.
const (
	Callout  = "callout"   // a remark that stands out: kind, title, and fold where it begins closed
	NoteMark = "note-mark" // the place of a foot note, by its name
	Note     = "note"      // the foot note of a name
	Remark   = "remark"    // what a writer said beside the text, which no reader sees
	Formula  = "formula"   // as TeX; block where it stands alone
)

// New makes an element with attributes: their names and their values in turn.
func New(name string, attributes ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name}
	for i := 0; i+1 < len(attributes); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attributes[i], Val: attributes[i+1]})
	}
	return n
}

// Says puts a text into an element, and gives the element.
func Says(n *html.Node, text string) *html.Node {
	n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	return n
}

// isChecked tells a box that is ticked, and whether it is one.
func isChecked(n *html.Node) (checked, box bool) {
	if n.Data != "input" || !strings.EqualFold(Attribute(n, "type"), "checkbox") {
		return false, false
	}
	for _, a := range n.Attr {
		if a.Key == "checked" {
			return true, true
		}
	}
	return false, true
}

// taskOf finds the box that an item of a list begins with; nil for one that has none.
func taskOf(item *html.Node) *html.Node {
	for n := item.FirstChild; n != nil; {
		switch _, box := isChecked(n); {
		case box:
			return n
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) == "":
			n = n.NextSibling
		case n.Type == html.ElementNode && (n.Data == "p" || n.Data == "label" || n.Data == "span"):
			n = n.FirstChild
		default:
			return nil
		}
	}
	return nil
}

// noteName is the name of a foot note as Markdown may have it.
func noteName(name string) string {
	return strings.Map(func(c rune) rune {
		if c == '-' || c < 0x80 && isWord(byte(c)) {
			return c
		}
		return '-'
	}, name)
}

// remark writes what nobody sees: no sign of it may end it.
func remark(n *html.Node) string {
	text := strings.Join(strings.Fields(Text(n)), " ")
	for strings.Contains(text, "--") {
		text = strings.ReplaceAll(text, "--", "- -")
	}
	return "<!-- " + strings.TrimSuffix(strings.TrimPrefix(text, ">"), "-") + " -->"
}

// formula writes one between the signs that make it one; as code where it has such a
// sign itself.
func formula(n *html.Node) run {
	tex := strings.Join(strings.Fields(Text(n)), " ")
	switch {
	case tex == "" || strings.ContainsAny(tex, "$`"):
		return run{code: tex}
	case Attribute(n, "block") != "":
		return run{raw: "$$" + tex + "$$"}
	}
	return run{raw: "$" + tex + "$"}
}
