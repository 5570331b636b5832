package page

import (
	"regexp"
	"strings"

	"fieldbook/generator/syntax"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// hiding is an element of an author's HTML that no reader sees.
type hiding struct {
	name  string
	depth int // of how many of its name, one in the other
	from  int // where what it hides begins in the source
	first ast.Node
}

// hiders are what the pages hold that have such elements: few do.
var hiders = regexp.MustCompile(`(?i)<[a-z][^>]*\b(?:hidden|none)\b|<(?:template|dialog|datalist)`)

// hideElements takes out of the tree what stands in elements that hide it: their tags
// pass without what made them hide, and what they held would be shown.
func (p *pass) hideElements(parent ast.Node) {
	var in *hiding
	end := 0
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		lines := rawSegments(n)
		switch was := in; {
		case lines != nil && lines.Len() > 0:
			in = p.visible(n, lines, in)
			if was != nil && was != in {
				p.hide(text.NewSegment(was.from, lines.At(0).Start))
			}
		case in != nil:
			end = max(end, endOf(n))
			parent.RemoveChild(parent, n)
		default:
			p.hideElements(n)
		}
		n = next
	}
	if in == nil {
		return
	}
	p.Doubtf(p.rest(rawSegments(in.first).At(0).Start), "open-element", "write </"+in.name+"> where it ends", "the hidden element <%s> is not closed in what it stands in, and hides the rest of it", clip(in.name))
	if end > in.from {
		p.hide(text.NewSegment(in.from, end))
	}
}

// endOf gives where the last text of a node ends.
func endOf(n ast.Node) int {
	end := 0
	for n := range syntax.Nodes(n) {
		if t, ok := n.(*ast.Text); ok {
			end = max(end, t.Segment.Stop)
		} else if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			end = max(end, n.Lines().At(n.Lines().Len()-1).Stop)
		}
	}
	return end
}

// hideNotes takes out the notes to which nothing leads any more.
func (p *pass) hideNotes(doc ast.Node) {
	list, ok := doc.LastChild().(*east.FootnoteList)
	if !ok {
		return
	}
	notes := map[int]ast.Node{} // those to which nothing has led yet
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		notes[n.(*east.Footnote).Index] = n
	}
	from, follow := map[[2]int]bool{}, []ast.Node{}
	for n := doc.FirstChild(); n != list; n = n.NextSibling() {
		follow = append(follow, n)
	}
	for len(follow) > 0 {
		n := follow[len(follow)-1]
		follow = follow[:len(follow)-1]
		for n := range syntax.Nodes(n) {
			if l, ok := n.(*east.FootnoteLink); ok {
				from[[2]int{l.Index, l.RefIndex}] = true
				if note := notes[l.Index]; note != nil {
					follow = append(follow, note)
					delete(notes, l.Index)
				}
			}
		}
	}
	for _, note := range notes {
		list.RemoveChild(list, note)
	}
	if list.ChildCount() == 0 {
		doc.RemoveChild(doc, list)
	}
	var dead []ast.Node
	for n := range syntax.Nodes(list) {
		if back, ok := n.(*east.FootnoteBacklink); ok && !from[[2]int{back.Index, back.RefIndex}] {
			dead = append(dead, back)
		}
	}
	for _, n := range dead {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// rawSegments are the places of a node of HTML; nil for other nodes.
func rawSegments(n ast.Node) *text.Segments {
	switch n := n.(type) {
	case *ast.RawHTML:
		return n.Segments
	case *ast.HTMLBlock:
		lines := text.NewSegments()
		lines.AppendAll(n.Lines().Sliced(0, n.Lines().Len()))
		if n.HasClosure() {
			lines.Append(n.ClosureLine)
		}
		return lines
	}
	return nil
}

// visibleKey is the attribute that holds what is seen of a node of HTML.
const visibleKey = "visible"

// visible notes what is seen of a node of HTML, and tells which element hides what
// follows it.
func (p *pass) visible(n ast.Node, lines *text.Segments, in *hiding) *hiding {
	markup := string(lines.Value(p.source))
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		raw := string(tokens.Raw())
		token := tokens.Token()
		switch {
		case in != nil && token.Data == in.name && kind == html.StartTagToken:
			in.depth++
		case in != nil && token.Data == in.name && kind == html.EndTagToken:
			if in.depth--; in.depth == 0 {
				in = nil
			}
		case in != nil:
		case kind == html.StartTagToken && p.hides(token, raw):
			in = &hiding{token.Data, 1, lines.At(lines.Len() - 1).Stop, n}
		default:
			b.WriteString(raw)
		}
	}
	if in != nil && in.name == "p" { // which ends with its block
		in = nil
	}
	if b.Len() < len(markup) {
		n.SetAttributeString(visibleKey, b.String())
	}
	return in
}

var displayNone = regexp.MustCompile(`(?i)\b(?:display\s*:\s*['"]?none|visibility\s*:\s*['"]?hidden)\b`)

// hides tells the start tag of an element that browsers do not show.
func (p *pass) hides(token html.Token, raw string) bool {
	switch open := attributeOf(token, "open"); {
	case strings.Contains(void, " "+token.Data+" "):
		return false
	case token.Data == "datalist", token.Data == "dialog" && open == nil:
		return true
	case token.Data == "template":
		set := p.dialect.Set(p.Path)
		return !set.Components && !set.Liquid // where it is a part of a component
	}
	if hidden := attributeOf(token, "hidden"); hidden != nil && hidden.Val != "until-found" && hidden.Val != "{false}" {
		return true
	}
	style := attributeOf(token, "style")
	return style != nil && (displayNone.MatchString(style.Val) || strings.HasPrefix(style.Val, "{") && displayNone.MatchString(raw)) // an object of JSX

}

func attributeOf(token html.Token, key string) *html.Attribute {
	for i := range token.Attr {
		if token.Attr[i].Key == key {
			return &token.Attr[i]
		}
	}
	return nil
}
