package page

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"fieldbook/generator/playbook"
)

// authoredHTML are the addresses in a node of HTML as its author wrote them: what may
// pass of it has no places any more.
type authoredHTML struct {
	node  ast.Node
	found map[string][]playbook.Extent // by what they say, in their order; nil before the first is asked for
}

// writtenAt gives where the next address stands that says the same as one that passed.
func (p *pass) writtenAt(address string) playbook.Extent {
	if p.authored.found == nil {
		p.authored.found = map[string][]playbook.Extent{}
		switch n := p.authored.node.(type) {
		case *ast.RawHTML:
			p.findWritten(n.Segments)
		case *ast.HTMLBlock:
			p.findWritten(n.Lines())
		}
	}
	key := Unescape(address)
	all := p.authored.found[key]
	if len(all) == 0 {
		return playbook.Extent{}
	}
	p.authored.found[key] = all[1:]
	return all[0]
}

// attributeIn is one of a tag, with its value in the last groups.
var attributeIn = regexp.MustCompile(`([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)

// findWritten finds the addresses in some lines of HTML.
func (p *pass) findWritten(lines *text.Segments) {
	tokens, at := html.NewTokenizer(strings.NewReader(string(lines.Value(p.source)))), 0
	for {
		kind, raw := tokens.Next(), tokens.Raw()
		switch kind {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, m := range attributeIn.FindAllSubmatchIndex(raw, -1) {
				name, from, to := " "+strings.ToLower(string(raw[m[2]:m[3]]))+" ", max(m[4], m[6], m[8]), max(m[5], m[7], m[9])
				if strings.Contains(followed+loaded, name) {
					said, _ := addressOf(html.UnescapeString(string(raw[from:to])))
					p.authored.found[Unescape(said)] = append(p.authored.found[Unescape(said)], p.extent(partOf(lines, p.source, at+from, at+to)))
				}
			}
		}
		at += len(raw)
	}
}

// partOf gives the part of the source that stands between two bytes of some lines; nil
// if that is more than one line.
func partOf(lines *text.Segments, source []byte, from, to int) []byte {
	for i := range lines.Len() {
		line := lines.At(i)
		if from < line.Len() {
			if line.Padding > 0 || to > line.Len() {
				return nil
			}
			return source[line.Start+from : line.Start+to]
		}
		from, to = from-line.Len(), to-line.Len()
	}
	return nil
}
