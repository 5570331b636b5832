package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// arrange finishes the tree: quotes with a mark become callouts, tabs that follow
// each other become one, names of blocks and attributes are taken out of the
// text, short forms are explained.
type arrange struct{ Set }

// Transform implements parser.ASTTransformer. What is rearranged is found first, since
// a walk goes astray in a tree that changes.
func (a arrange) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	source := reader.Source()
	found := arranged{source: source, called: a.Liquid || a.Ruby || a.Shortcodes}
	_ = ast.Walk(doc, found.see)
	for _, q := range found.quotes {
		c, _ := q.Attribute(calloutKey)
		become(c.(*Callout), q)
	}
	if a.TabComments {
		commentedTabs(doc, source)
	}
	for _, first := range found.tabs {
		gather(first)
	}
	for _, g := range found.groups {
		listings(g, source)
		entitled(g)
	}
	for _, first := range found.items {
		listed(first)
	}
	for _, code := range found.ends {
		asHTML(code)
	}
	for _, p := range found.paragraphs {
		a.paragraph(p, source)
		alone(p, source)
	}
	for _, l := range found.lines {
		inside, _ := l.Attribute(insideKey)
		var p ast.Node = ast.NewParagraph()
		if l.Parent().Kind() == ast.KindListItem {
			p = ast.NewTextBlock()
		}
		p.AppendChild(p, inside.(ast.Node))
		p.SetPos(l.Pos())
		if call, ok := l.Attribute(tagKey); ok {
			p.SetAttribute(tagKey, call)
		}
		l.Parent().ReplaceChild(l.Parent(), l, p)
	}
	if a.Keys {
		explain(doc, source)
	}
	if a.Outline {
		outline(doc, source)
	}
}

// asHTML makes of what looks like a listing the HTML that it is.
func asHTML(code ast.Node) {
	html := ast.NewHTMLBlock(ast.HTMLBlockType6)
	html.SetLines(code.Lines())
	html.SetPos(code.Pos())
	code.Parent().ReplaceChild(code.Parent(), code, html)
}

// arranged are the blocks of a page that are rearranged.
type arranged struct {
	quotes     []ast.Node // that are callouts
	tabs       []ast.Node // each the first of those that follow each other
	groups     []ast.Node // of tabs
	paragraphs []ast.Node // and what else holds text
	lines      []ast.Node // that hold an inline node alone
	ends       []ast.Node // that look like a listing, and end the HTML in which a call stands
	source     []byte
	called     bool       // pages call their program
	items      []ast.Node // of lists that are none, each the first of those that follow each other
}

var endTags = regexp.MustCompile(`^(?:\s*</[\w-]+>)+\s*$`)

// see walks the blocks.
func (a *arranged) see(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Blockquote:
		if _, ok := n.Attribute(calloutKey); ok {
			a.quotes = append(a.quotes, n)
		}
	case *Tab:
		if _, within := n.Parent().(*Tabs); !within && !isTab(n.PreviousSibling()) {
			a.tabs = append(a.tabs, n)
		}
	case *ast.CodeBlock:
		if _, call := n.Attribute(tagKey); a.called && !call && endTags.Match(n.Lines().Value(a.source)) {
			a.ends = append(a.ends, n)
		}
	case *ast.ListItem:
		if before := n.PreviousSibling(); n.Parent().Kind() != ast.KindList && (before == nil || before.Kind() != ast.KindListItem) {
			a.items = append(a.items, n)
		}
	case *Tabs:
		a.groups = append(a.groups, n)
	case *Group:
		if _, ok := n.Attribute(insideKey); ok {
			a.lines = append(a.lines, n)
		}
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		a.paragraphs = append(a.paragraphs, n)
	}
	if n.Type() == ast.TypeInline {
		return ast.WalkSkipChildren, nil
	}
	return ast.WalkContinue, nil
}

func isTab(n ast.Node) bool { _, ok := n.(*Tab); return ok }

// gather puts a tab and those that follow it at once into Tabs.
func gather(first ast.Node) {
	all := &Tabs{}
	all.SetPos(first.Pos())
	first.Parent().InsertBefore(first.Parent(), first, all)
	for tab := first; isTab(tab); {
		next := tab.NextSibling()
		all.AppendChild(all, tab)
		tab = next
	}
}

// alone puts each embed of a paragraph that holds nothing else, one on a line, into
// a group: a whole page may take its place, which no paragraph can hold.
func alone(p ast.Node, source []byte) {
	if p.Kind() != ast.KindParagraph {
		return
	}
	var embeds []*Embed
	for n := p.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *Embed:
			if _, beside := n.PreviousSibling().(*Embed); beside {
				return
			}
			embeds = append(embeds, n)
		case *ast.Text:
			if !n.SoftLineBreak() && !n.HardLineBreak() && n.NextSibling() != nil || !util.IsBlank(n.Segment.Value(source)) {
				return
			}
		default:
			return
		}
	}
	if len(embeds) == 0 {
		return
	}
	embeds[0].SetPos(p.Pos())
	for _, e := range embeds {
		g := &Group{}
		g.SetPos(e.Pos())
		g.AppendChild(g, e)
		p.Parent().InsertBefore(p.Parent(), p, g)
	}
	p.Parent().RemoveChild(p.Parent(), p)
}

var listingTitle = regexp.MustCompile(`\[([^\]]+)\]|title="([^"]+)"`)

// listings makes a tab of everything in Tabs that is none: a listing is titled by
// what stands in brackets behind its language.
func listings(g ast.Node, source []byte) {
	for child := g.FirstChild(); child != nil; {
		next := child.NextSibling()
		if !isTab(child) {
			tab := &Tab{}
			tab.SetPos(child.Pos())
			g.InsertBefore(g, child, tab)
			if code, ok := child.(*ast.FencedCodeBlock); ok && code.Info != nil {
				info := code.Info.Segment
				if m := listingTitle.FindSubmatchIndex(info.Value(source)); m != nil {
					at := max(m[2], m[4])
					t := &Title{}
					t.AppendChild(t, ast.NewTextSegment(text.NewSegment(info.Start+at, info.Start+max(m[3], m[5]))))
					tab.AppendChild(tab, t)
				}
			}
			tab.AppendChild(tab, child)
		}
		child = next
	}
}

// BlockKey is the attribute of a paragraph, or of a point of a list, that other
// pages link to by a name.
const BlockKey = "block"

var (
	blockName  = regexp.MustCompile(`(?:^|[ \t])\^([A-Za-z0-9-]+)[ \t]*$`)
	wholeAttrs = regexp.MustCompile(`^[ \t]*\{:[^}]*\}[ \t]*$`)
	lastAttrs  = regexp.MustCompile(`(?:^|[ \t]*)\{:?[ \t]*(?:[.#][\w:-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'}]+)|[ \t])+\}[ \t]*$`)
)

// paragraph takes out what is no text of it.
func (a arrange) paragraph(p ast.Node, source []byte) {
	lines := p.Lines()
	if lines.Len() == 0 {
		return
	}
	if a.Options {
		a.options(p, source)
	}
	if a.Modules {
		withoutLanguage(p, source)
	}
	last := lines.At(lines.Len() - 1)
	line := bytes.TrimRight(last.Value(source), "\r\n")
	// Nearly every paragraph ends with none of these signs, which is found faster.
	if lines.Len() == 1 && p.Kind() == ast.KindParagraph && bytes.ContainsAny(line[:min(1, len(line))], "[{$") && (contents.Match(line) || a.Keys && tagIndex.Match(line)) {
		p.Parent().RemoveChild(p.Parent(), p) // every page has its contents, and every tag its page
		return
	}
	if isEmpty(p, source) {
		p.Parent().RemoveChild(p.Parent(), p) // there was only a comment in it
		return
	}
	if a.Blocks && bytes.IndexByte(line, '^') >= 0 {
		if m := blockName.FindSubmatchIndex(line); m != nil {
			named := p
			if item, ok := p.Parent().(*ast.ListItem); ok {
				named = item
				item.SetAttributeString("id", []byte("^"+string(line[m[2]:m[3]])))
			}
			named.SetAttributeString(BlockKey, string(line[m[2]:m[3]]))
			cutText(p, last.Start+m[0])
		}
	}
	if a.Attributes {
		a.attributes(p, source)
	}
}

// attributes takes the attributes out of a block, which stand on its first or its last
// line, or behind its text.
func (a arrange) attributes(p ast.Node, source []byte) {
	lines := p.Lines()
	if isContents(p, source) {
		list := p.Parent().Parent()
		list.Parent().RemoveChild(list.Parent(), list)
		return
	}
	if p.Kind() == ast.KindParagraph && source[lines.At(0).Start] == '{' && allAttributes(p, source) {
		a.attributesAlone(p, source)
		return
	}
	first, last := lines.At(0), lines.At(lines.Len()-1)
	if line := bytes.TrimRight(first.Value(source), "\r\n"); wholeAttrs.Match(line) {
		cutBefore(p, first.Stop)
		a.attributed(p, line)
	}
	cutLines(p, lines, source)
	if line := bytes.TrimRight(last.Value(source), "\r\n"); bytes.HasSuffix(bytes.TrimRight(line, " \t"), []byte("}")) {
		a.lastAttributes(p, last.Start, line, source)
	}
}

// lastAttributes takes those out that end the last line of a block.
func (a arrange) lastAttributes(p ast.Node, start int, line, source []byte) {
	m := lastAttrs.FindIndex(line)
	if m == nil {
		m = wholeAttrs.FindIndex(line)
	}
	if m == nil {
		return
	}
	cutText(p, start+m[0])
	if id := idIn.FindSubmatch(bytes.TrimLeft(line[m[0]:m[1]], "{: \t")); id != nil && p.Kind() != ast.KindHeading {
		at := text.NewSegment(start+m[0], start+m[1])
		p.AppendChild(p, &Hidden{Source: at, Anchor: string(id[1])})
	}
	if !wholeAttrs.Match(line) || p.Kind() != ast.KindParagraph {
		return
	}
	block := p
	if p.Parent().Kind() == ast.KindBlockquote && start > 0 && source[start-1] == '\n' {
		block = p.Parent() // the line stands outside of it
	}
	a.attributed(block, line)
}

// options takes out those of a heading, and of the links of a block.
func (arrange) options(p ast.Node, source []byte) {
	if h, ok := p.(*ast.Heading); ok {
		optioned(h, source)
	}
	linkOptions(p)
}

// isEmpty tells a paragraph that holds nothing but what is left out.
func isEmpty(p ast.Node, source []byte) bool {
	if p.Kind() != ast.KindParagraph || p.ChildCount() == 0 {
		return false
	}
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *Hidden:
			if c.Anchor != "" {
				return false
			}
		case *ast.Text:
			if len(bytes.TrimSpace(c.Segment.Value(source))) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// cutLines takes away the lines of attributes within a block, which part those around
// them.
func cutLines(p ast.Node, lines *text.Segments, source []byte) {
	i := 1
	var before *ast.Text
	for c := p.FirstChild(); c != nil && i+1 < lines.Len(); {
		next := c.NextSibling()
		if t, ok := c.(*ast.Text); ok {
			for i+1 < lines.Len() && lines.At(i).Stop <= t.Segment.Start {
				i++
			}
			line := lines.At(i)
			switch cut := i+1 < lines.Len() && t.Segment.Start >= line.Start; {
			case cut && wholeAttrs.Match(bytes.TrimRight(line.Value(source), "\r\n")):
				p.RemoveChild(p, c)
				if before != nil && before.SoftLineBreak() {
					before.SetHardLineBreak(true)
				}
			default:
				before = t
			}
		}
		c = next
	}
}

// cutBefore takes away the text of a block up to an offset.
func cutBefore(p ast.Node, to int) {
	for c := p.FirstChild(); c != nil; {
		next := c.NextSibling()
		at := c.Pos()
		if t, ok := c.(*ast.Text); ok {
			at = t.Segment.Start
		}
		if at >= to {
			return
		}
		p.RemoveChild(p, c)
		c = next
	}
}

// cutText takes away the text of a block from an offset on.
func cutText(p ast.Node, from int) {
	for c := p.LastChild(); c != nil; {
		before := c.PreviousSibling()
		t, ok := c.(*ast.Text)
		if !ok {
			return
		}
		if t.Segment.Start < from {
			if t.Segment.Stop > from {
				t.Segment = t.Segment.WithStop(from)
			}
			return
		}
		p.RemoveChild(p, c)
		c = before
	}
}

var abbreviation = regexp.MustCompile(`^\*\[([^\]]{1,100})\]:[ \t]*(.*?)[ \t]*$`)

// explain takes out lines such as *[HTML]: Hyper Text Markup Language, and
// marks the short forms where they stand as words.
func explain(doc *ast.Document, source []byte) {
	meanings := map[string]string{}
	for p := doc.FirstChild(); p != nil; {
		next := p.NextSibling()
		if p.Kind() == ast.KindParagraph && abbreviations(p, source, meanings) {
			doc.RemoveChild(doc, p)
		}
		p = next
	}
	if len(meanings) == 0 {
		return
	}
	known := &letters{}
	for short := range meanings {
		known.add(short)
	}
	var texts []*ast.Text
	for n := range Nodes(doc) {
		if t, ok := n.(*ast.Text); ok && t.Parent().Kind() != ast.KindCodeSpan {
			texts = append(texts, t)
		}
	}
	for _, t := range texts {
		mark(t, known, source, meanings)
	}
}

// letters is a tree of short forms by their letters: a page may have so many that
// holding each against each word would take too long.
type letters struct {
	next map[byte]*letters
	ends bool
}

func (l *letters) add(short string) {
	for _, c := range []byte(short) {
		if l.next == nil {
			l.next = map[byte]*letters{}
		}
		if l.next[c] == nil {
			l.next[c] = &letters{}
		}
		l = l.next[c]
	}
	l.ends = true
}

// find gives where the longest short form ends that begins at a place of a text and
// stands for itself; -1 if none does.
func (l *letters) find(text []byte, at int) int {
	end := -1
	for i := at; ; i++ {
		if l.ends && border(text, i) {
			end = i
		}
		if i == len(text) {
			return end
		}
		if l = l.next[text[i]]; l == nil {
			return end
		}
	}
}

// border tells whether a word begins or ends at a place.
func border(text []byte, at int) bool {
	before := at > 0 && inWord(text[at-1])
	after := at < len(text) && inWord(text[at])
	return before != after
}

func inWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// abbreviations reads a paragraph of nothing but short forms.
func abbreviations(p ast.Node, source []byte, meanings map[string]string) bool {
	found := map[string]string{}
	for i := range p.Lines().Len() {
		line := p.Lines().At(i)
		m := abbreviation.FindSubmatch(bytes.TrimRight(line.Value(source), "\r\n"))
		if m == nil {
			return false
		}
		found[string(m[1])] = string(m[2])
	}
	for short, meaning := range found {
		meanings[short] = meaning
	}
	return len(found) > 0
}

// mark puts the short forms of a text into nodes of their own.
func mark(t *ast.Text, known *letters, source []byte, meanings map[string]string) {
	parent, segment := t.Parent(), t.Segment
	words := segment.Value(source)
	done := 0
	for i := 0; i < len(words); i++ {
		if !border(words, i) {
			continue
		}
		end := known.find(words, i)
		if end <= i {
			continue
		}
		if i > done {
			parent.InsertBefore(parent, t, ast.NewTextSegment(text.NewSegment(segment.Start+done, segment.Start+i)))
		}
		a := &Abbr{Meaning: meanings[string(words[i:end])]}
		a.AppendChild(a, ast.NewTextSegment(text.NewSegment(segment.Start+i, segment.Start+end)))
		parent.InsertBefore(parent, t, a)
		done, i = end, end-1
	}
	t.Segment = segment.WithStart(segment.Start + done)
}
