package content

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"fieldbook/generator/playbook"
	"fieldbook/generator/syntax"
)

// splice replaces some bytes of the source in the page's Markdown.
type splice struct {
	start, stop int
	by          string
}

// splice marks where a link's Markdown says where it leads: the author's own
// words stay.
func (p *pass) splice(n ast.Node, link int) {
	mark := playbook.Mark(playbook.PlaceholderTail, link)
	if tail, ok := syntax.TailOf(n); ok {
		p.splices = append(p.splices, splice{tail.Start, tail.Stop, mark})
		return
	}
	start := n.Pos()
	if start < 0 {
		return
	}
	length := bytes.Index(p.source[start:], []byte("]]"))
	if length < 0 {
		return
	}
	stop := start + length + len("]]")
	switch n.Kind() {
	case syntax.KindEmbed:
		p.splices = append(p.splices, splice{start, stop, mark})
	case syntax.KindWikiLink:
		if words, ok := n.FirstChild().(*ast.Text); ok { // [[page|words]] becomes [words](page)
			p.splices = append(p.splices, splice{start, words.Segment.Start, "["}, splice{words.Segment.Stop, stop, mark})
			return
		}
		p.splices = append(p.splices, splice{start, stop, "[" + mark})
	}
}

// markdown gives the source with its splices.
func (p *pass) markdown() string {
	slices.SortFunc(p.splices, func(a, b splice) int { return cmp.Compare(a.start, b.start) })
	var b strings.Builder
	b.Grow(len(p.source))
	at := 0
	for _, s := range p.splices {
		if s.start < at {
			continue // it stands in another
		}
		b.WriteString(own(p.source[at:s.start]))
		b.WriteString(s.by)
		at = s.stop
	}
	b.WriteString(own(p.source[at:]))
	return b.String()
}

// own is an author's text, which can hold no placeholder of ours.
func own(text []byte) string { return strings.ReplaceAll(string(text), playbook.Placeholder, "") }
