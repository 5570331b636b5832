package page

import (
	"bytes"
	"regexp"
	"strings"

	emoji "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"fieldbook/generator/syntax"
)

// show notes what of the source a node shows, for the page's Markdown. Links, images
// and embeds are noted where it is known where they lead, HTML where it is known
// what of it may pass.
func (p *pass) show(n ast.Node) {
	if call, ok := syntax.CallOf(n); ok {
		p.call(n, call)
	}
	switch n := n.(type) {
	case *ast.Text:
		p.keep(n.Segment.Start, n.Segment.Stop)
		if madeOf(n) {
			p.put(n.Segment.Stop, n.Segment.Stop, "\n\n")
		}
	case *ast.CodeBlock:
		p.keepLines(n)
	case *syntax.MathLine:
		p.keepLines(n)
	case *ast.FencedCodeBlock:
		p.listing(n)
	case *ast.AutoLink:
		label := n.Label(p.source)
		if i := bytes.Index(p.source[max(n.Pos(), 0):], label); i >= 0 {
			p.keep(max(n.Pos(), 0)+i, max(n.Pos(), 0)+i+len(label))
		}
	case *ast.ListItem:
		if at := max(n.Pos(), 0); at < len(p.source) {
			p.keep(at, at+len(listNumber.Find(p.source[at:])))
		}
	case *emoji.Emoji:
		p.keep(n.Pos(), n.Pos()+len(":")+len(n.ShortName)+len(":"))
	case *east.FootnoteLink:
		p.label(n)
	case *east.Footnote:
		p.label(n)
	case *syntax.Callout:
		mark := string(p.source[n.Mark.Start:n.Mark.Stop])
		if t, ok := n.FirstChild().(*syntax.Title); ok && t != nil { // in the place of a name that only the program knows
			mark = strings.Replace(mark, n.Name, n.Style, min(len(n.Name), 1))
		}
		p.put(n.Mark.Start, n.Mark.Stop, mark)
	case *syntax.Math:
		p.keep(n.Source.Start, n.Source.Stop)
	case *syntax.Foreign:
		p.hide(n.Source)
	case *syntax.Hidden:
		p.hide(n.Source)
	case *syntax.HiddenLines, *ast.LinkReferenceDefinition:
		for i := range n.Lines().Len() {
			p.hide(n.Lines().At(i))
		}
	}
}

var listNumber = regexp.MustCompile(`^\d{1,9}[.)]`)

// keepLines shows the lines of a block as they are.
func (p *pass) keepLines(n ast.Node) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		p.keep(line.Start, line.Stop)
	}
}

// label keeps what a note is called by, from its bracket on.
func (p *pass) label(n ast.Node) {
	if at := n.Pos(); at >= 0 {
		p.keep(at, at+bytes.IndexByte(p.source[at:], ']')+1)
	}
}

// listing keeps the lines of a listing and its language; one that nobody closed
// is closed, so that another text may follow.
func (p *pass) listing(n *ast.FencedCodeBlock) {
	end := max(n.Pos(), 0)
	if n.Info != nil {
		language := languageOf(n, p.source)
		start := n.Info.Segment.Start
		start += max(0, bytes.Index(p.source[start:n.Info.Segment.Stop], []byte(language)))
		p.keep(start, start+len(language))
		end = n.Info.Segment.Stop
	}
	p.keepLines(n)
	if lines := n.Lines(); lines.Len() > 0 {
		end = lines.At(lines.Len() - 1).Stop
	} else {
		end = syntax.LineEnd(p.source, end)
	}
	if sign := p.source[max(n.Pos(), 0)]; n.Parent().Kind() == ast.KindDocument && (sign == '`' || sign == '~') && len(bytes.TrimSpace(p.source[end:])) == 0 {
		fence := p.source[n.Pos():]
		fence = fence[:len(fence)-len(bytes.TrimLeft(fence, string(sign)))]
		p.put(len(p.source), len(p.source), newlineAfter(p.source)+string(fence)+"\n")
	}
}

func newlineAfter(source []byte) string {
	if bytes.HasSuffix(source, []byte("\n")) {
		return ""
	}
	return "\n"
}

// call leaves out the tags of another program, of which nothing is shown but what
// its nodes show: a listing has fences in their place.
func (p *pass) call(n ast.Node, c syntax.Call) {
	p.hide(c.Open)
	p.hide(c.Close)
	if n.Kind() == ast.KindCodeBlock {
		p.put(c.Open.Stop, c.Open.Stop, "```")
		p.put(c.Close.Start, c.Close.Start, "```")
	}
	around, _ := syntax.CallOf(n.Parent())
	if t, ok := n.FirstChild().(*syntax.Title); ok && t.Lines().Len() > 0 && (inside(t.Lines().At(0), c.Open) || inside(t.Lines().At(0), around.Open)) {
		p.put(t.Lines().At(0).Start, t.Lines().At(0).Start, "**")
		p.put(t.Lines().At(0).Stop, t.Lines().At(0).Stop, "**\n\n")
	}
}

func inside(a, b text.Segment) bool { return a.Start >= b.Start && a.Stop <= b.Stop }

// madeOf tells what stands alone in a paragraph that the source does not have: it
// was made of the arguments of a call.
func madeOf(n ast.Node) bool {
	parent := n.Parent()
	return parent.Kind() == ast.KindParagraph && parent.Lines().Len() == 0
}

// placed puts something in the place of all of a link, an image or an embed.
func (p *pass) placed(n ast.Node, tail string) {
	if t, ok := syntax.TailOf(n); ok {
		p.put(t.Start, t.Stop, tail)
		return
	}
	if place, ok := syntax.PlaceOf(n); ok { // made of the arguments of a call
		words := strings.NewReplacer("[", `\[`, "]", `\]`).Replace(plain(n, p.source))
		if n.Kind() == ast.KindImage {
			words = "!" + "[" + words
		} else {
			words = "[" + words
		}
		if madeOf(n) {
			tail += "\n\n"
		}
		p.put(place.Start, place.Stop, words+tail)
		return
	}
	if e, ok := n.(*syntax.Embed); ok && !e.Source.IsEmpty() {
		p.put(e.Source.Start, e.Source.Stop, tail)
		return
	}
	start := n.Pos()
	if start < 0 {
		return
	}
	if strings.HasPrefix(string(p.source[start:]), "((") { // the reference to a block
		p.put(start, start+bytes.IndexByte(p.source[start:], ')')+len("))"), "["+tail)
		return
	}
	length := bytes.Index(p.source[start:], []byte("]]"))
	if length < 0 {
		return
	}
	stop := start + length + len("]]")
	switch n.Kind() {
	case syntax.KindEmbed:
		p.put(start, stop, tail)
	case syntax.KindWikiLink:
		if words, ok := n.FirstChild().(*ast.Text); ok { // [[page|words]] becomes [words](page)
			p.put(start, words.Segment.Start, "[")
			p.put(words.Segment.Stop, stop, tail)
			return
		}
		p.put(start, stop, "["+tail)
	}
}

// hideHeading leaves out a heading that is shown as the page's title.
func (p *pass) hideHeading(h *ast.Heading) {
	first, last := h.Lines().At(0), h.Lines().At(h.Lines().Len()-1)
	start := min(max(h.Pos(), 0), first.Start)
	end := syntax.LineEnd(p.source, last.Start)
	if p.source[start] != '#' || start == first.Start { // a line below it makes it one
		end = syntax.LineEnd(p.source, end)
	}
	p.hide(text.NewSegment(start, end))
}

// leadsOut shows where a link leads that needs nothing of the site, as its author
// wrote it if it stands there; a dead one leads nowhere.
func (p *pass) leadsOut(n ast.Node, destination, title []byte) {
	if p.Bare {
		return
	}
	if isDead(n) {
		p.placed(n, "]")
		return
	}
	if t, ok := syntax.TailOf(n); ok && bytes.HasPrefix(p.source[t.Start:t.Stop], []byte("](")) {
		p.keep(t.Start, t.Stop)
		return
	}
	tail := "](<" + own(destination) + ">"
	if len(title) > 0 {
		tail += ` "` + own(title) + `"`
	}
	p.placed(n, tail+")")
}

// rawLines shows what may pass of an author's HTML, in the place of its lines; what
// does not fit into them stands in the last.
func (p *pass) rawLines(segments []text.Segment, passes string) {
	lines := strings.Split(strings.TrimRight(passes, "\n"), "\n")
	for i, at := range segments {
		stop := at.Start + len(bytes.TrimRight(p.source[at.Start:at.Stop], "\n"))
		switch {
		case i < len(lines) && i == len(segments)-1:
			p.put(at.Start, stop, strings.Join(lines[i:], " "))
		case i < len(lines) && lines[i] != "":
			p.put(at.Start, stop, lines[i])
		case i == 0:
			p.put(at.Start, stop, "")
		default:
			p.hide(at)
		}
	}
}
