package findable

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"fieldbook/generator/playbook"
)

// link is a reference to another page with the words that lead there.
type link struct {
	playbook.Link
	text string
}

const numbered = "data-link" // the number of a link, while its words are read

// linksOf are the links of a text that have words of their own.
func linksOf(p *playbook.Playbook) (out []link) {
	var text strings.Builder
	_ = playbook.Render(&text, p.Body.HTML, func(want byte, i int) string { // a Builder takes everything
		if want != playbook.PlaceholderTag || p.Body.Links[i].Empty || p.Body.Links[i].Kind != playbook.LinkPath && p.Body.Links[i].Kind != playbook.LinkWiki {
			return ""
		}
		return "<a " + numbered + "=" + strconv.Itoa(i) + ">"
	})
	root, err := html.Parse(strings.NewReader(text.String()))
	if err != nil {
		return nil
	}
	for n := range root.Descendants() {
		if n.DataAtom != atom.A || len(n.Attr) == 0 || n.Attr[0].Key != numbered {
			continue
		}
		if i, err := strconv.Atoi(n.Attr[0].Val); err == nil {
			out = append(out, link{p.Body.Links[i], said(n)})
		}
	}
	return out
}

// said is the text of an element, in one line.
func said(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
