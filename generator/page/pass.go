package page

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	emoji "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// pass walks a parsed page once: it gives headings their anchors, cuts the
// text into sections, and turns every link that needs the whole site into a
// placeholder.
type pass struct {
	*playbook.Playbook
	*diag.Reporter
	Reading
	dialect *dialect.Dialect // of the Reading
	places
	ids      map[string]int  // anchors given so far, and the next number of each
	text     strings.Builder // of the current section
	depth    int
	deep     bool
	outline  []int     // the levels, as written, of the headings that the text stands under
	open     []openTag // of the author's HTML
	sections []openSection
	ends     []ended      // the sections that end with the HTML that is looked at
	shown                 // of the source, in the Markdown
	tabs     int          // how many groups of tabs there are so far
	formulas int          // how many there are so far
	lexing   int          // what lexers may still look at: see code.go
	moved    map[int]int  // what is read elsewhere than it stands, and where that is: see prepared
	defined  [][]byte     // addresses for links
	authored authoredHTML // those in the author's HTML that is looked at
}

// where gives the place of a node: of one in a line, up to where the next begins.
func (p *pass) where(n ast.Node) diag.Span {
	start := max(n.Pos(), 0)
	if n.Type() == ast.TypeInline {
		switch next := n.NextSibling().(type) {
		case nil:
			if lines := n.Parent().Lines; n.Parent().Type() == ast.TypeBlock && lines().Len() > 0 {
				last := lines().At(lines().Len() - 1)
				return p.span(start, max(start, last.Start+len(bytes.TrimRight(last.Value(p.source), " \t\n"))))
			}
		case *ast.Text:
			return p.span(start, next.Segment.Start)
		default:
			if end := next.Pos(); end > start {
				return p.span(start, end)
			}
		}
	}
	return p.rest(start)
}

func (p *pass) run(doc ast.Node) {
	if hiders.Match(p.source) {
		p.hideElements(doc)
		p.hideNotes(doc)
	}
	p.unused(doc)
	if p.dialect.Syntax.Own {
		p.ownValues(doc)
	}
	p.firstHeading(doc)
	_ = ast.Walk(doc, p.node)
	p.endSection()
	p.noteUnused()
	if p.Summary == "" {
		p.Summary = firstParagraph(doc, p.source)
	}
	if p.Title == "" {
		p.Title = p.named(p.Path)
	}
}

// firstHeading takes a heading at the start of the page as its title: the
// template shows it, so the body does without. One of a lower level is it where
// no other is of the first and the dialect does not call a page by its file.
func (p *pass) firstHeading(doc ast.Node) {
	h, ok := firstShown(doc).(*ast.Heading)
	if !ok || h.Level != 1 && (p.dialect.FileIsName || hasTop(doc)) {
		return
	}
	words := strings.TrimSpace(plain(h, p.source))
	if words == "" || syntax.Has(h, east.KindFootnoteLink) || // a note leads back to it
		(p.Title != "" && norm.NFC.String(p.Title) != norm.NFC.String(words)) {
		return
	}
	p.Title = words
	p.Sections[0].ID = p.anchor(h, words)
	p.Sections[0].Pos = p.at(max(h.Pos(), 0))
	p.hideHeading(h)
	doc.RemoveChild(doc, h)
}

// firstShown is the first block that a reader sees: comments stand before it.
func firstShown(doc ast.Node) ast.Node {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.HTMLBlock); n.Kind() != syntax.KindHiddenLines && (!ok || h.HTMLBlockType != ast.HTMLBlockType2) {
			return n
		}
	}
	return nil
}

// hasTop tells a page that has a heading of the first level.
func hasTop(doc ast.Node) bool {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			return true
		}
	}
	return false
}

func firstParagraph(doc ast.Node, source []byte) string {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindParagraph {
			if s := shorten(plain(n, source)); s != "" {
				return s
			}
		}
	}
	return ""
}

// node is what is done when the walk comes upon a node, and when it leaves it.
func (p *pass) node(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		p.left(n)
		return ast.WalkContinue, nil
	}
	p.depth++
	if p.depth > maxDepth {
		if !p.deep {
			p.Errorf(p.where(n), "too-deep", "split the text", "nested more than %d deep", maxDepth)
		}
		p.deep = true
		return ast.WalkStop, nil
	}
	block := n.Type() == ast.TypeBlock
	if p.Lines && block && n.Kind() != ast.KindTextBlock { // which has no tag
		p.line(n)
	}
	if !p.Bare {
		p.show(n)
	}
	if block {
		p.block(n)
	} else {
		p.inline(n)
	}
	return ast.WalkContinue, nil
}

// left is what is done when all that is in a node was seen.
func (p *pass) left(n ast.Node) {
	p.depth--
	p.leave(n)
	if n.Kind() == ast.KindHeading {
		p.text.Reset() // its words are the section's title
	}
	if n.Type() == ast.TypeBlock {
		p.text.WriteByte('\n')
	}
}

func (p *pass) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		p.heading(n)
	case *ast.Paragraph, *ast.ListItem:
		if name, ok := n.AttributeString(syntax.BlockKey); ok {
			p.Anchors = append(p.Anchors, "^"+name.(string))
			p.quotable("^"+name.(string), n)
		}
	case *ast.FencedCodeBlock:
		p.text.Write(n.Lines().Value(p.source))
		p.code(n)
		p.closedListing(n)
	case *ast.CodeBlock:
		p.text.Write(n.Lines().Value(p.source))
	case *ast.LinkReferenceDefinition:
		p.defined = append(p.defined, n.Destination)
	case *ast.HTMLBlock:
		lines := n.Lines()
		if n.HasClosure() {
			lines.Append(n.ClosureLine)
		}
		p.openComment(n, string(lines.Value(p.source)))
		p.raw(n, string(lines.Value(p.source)))
		if !p.Bare {
			p.rawLines(lines.Sliced(0, lines.Len()), passes(n))
		}
	case *syntax.Group:
		if n.Computed != nil {
			p.foreign(n.Computed, "is not carried out: what stands in it is shown")
		}
	case *syntax.Tabs:
		p.tabs++
		n.SetAttributeString(tabsKey, tabsName(p.Path, p.tabs))
	case *syntax.MathLine:
		p.formula(n, true, n.Lines().Sliced(0, n.Lines().Len())...)
	case *east.TableRow:
		p.row(n)
	case *east.TableCell:
		p.text.WriteByte(' ')
	}
}

// mostQuoted bounds what of a block is shown where another page refers to it, in bytes.
const mostQuoted = 2000

// quotable keeps the words of a block of an outline, which are shown in the place of
// references to it.
func (p *pass) quotable(id string, n ast.Node) {
	if !p.dialect.Syntax.Outline {
		return
	}
	if first := n.FirstChild(); n.Kind() == ast.KindListItem && first != nil {
		n = first
	}
	words := strings.TrimSpace(plain(n, p.source))
	if len(words) > mostQuoted {
		words = shorten(words)
	}
	p.Quotable = append(p.Quotable, playbook.Quote{Anchor: id, Text: words})
}

func (p *pass) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		p.text.WriteString(decoded(n, p.source))
		p.inlineTags(n)
		p.noteMarks(n)
		p.openComments(n)
		if n.SoftLineBreak() || n.HardLineBreak() {
			p.text.WriteByte(' ')
		}
	case *ast.String:
		p.text.Write(n.Value)
	case *ast.Link:
		p.link(n, Resolved(n.Destination), Resolved(n.Title))
	case *ast.AutoLink:
		p.text.Write(n.Label(p.source))
		p.scheme(n, string(n.URL(p.source)))
	case *ast.Image:
		p.image(n)
	case *ast.RawHTML:
		p.raw(n, string(n.Segments.Value(p.source)))
		if first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1); !p.Bare {
			p.put(first.Start, last.Stop, strings.ReplaceAll(passes(n), "\n", " "))
		}
	case *emoji.Emoji:
		p.text.WriteString(string(n.Value.Unicode))
	case *syntax.WikiLink:
		p.placeholder(n, n.Name, playbook.Link{Kind: playbook.LinkWiki, Target: targetOf(n.Target, n.Block), Empty: !n.HasChildren()})
	case *syntax.Embed:
		p.placeholder(n, n.Name, playbook.Link{Kind: playbook.LinkEmbed, Target: targetOf(n.Target, n.Block), Alt: n.Words, Width: n.Width, Block: standsAlone(n)})
	case *syntax.Math:
		p.formula(n, n.Display, n.Source)
	case *syntax.Hidden:
		if n.Anchor != "" {
			if strings.HasPrefix(n.Anchor, "fb-") {
				n.Anchor = "section-" + n.Anchor // the layout's own
			}
			p.Anchors = append(p.Anchors, n.Anchor)
		}
	case *syntax.Foreign:
		p.foreign(n, "is left out: only another program knows what it does")
	}
}

// targetOf is what a wiki link leads to: a page, or a block of any.
func targetOf(name string, block bool) string {
	if block {
		return playbook.AnyPage + name
	}
	return name
}

// cut tells of what is shown as text, since reading it would take too long.
func (p *pass) cut(cuts []syntax.Cut) {
	for _, c := range cuts {
		p.Warnf(p.rest(c.At), "too-much", "split the text", "%s", c.What)
	}
}

// inlineTags takes the tags of a vault that stand in the text.
func (p *pass) inlineTags(n *ast.Text) {
	if !p.dialect.InlineTags || n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	text := n.Segment.Value(p.source)
	if bytes.IndexByte(text, '#') < 0 {
		return
	}
	for _, m := range inlineTag.FindAllSubmatchIndex(text, -1) {
		p.Tags = append(p.Tags, playbook.Name{Value: string(text[m[2]:m[3]]), Span: p.span(n.Segment.Start+m[2], n.Segment.Start+m[3])})
	}
}

// standsAlone tells an embed that nothing stands beside: a whole page may take its
// place.
func standsAlone(n ast.Node) bool {
	parent := n.Parent()
	return parent.Kind() == syntax.KindGroup || parent.Kind() == ast.KindTextBlock && parent.ChildCount() == 1
}

// code colours a listing in a language.
func (p *pass) code(n *ast.FencedCodeBlock) {
	if language := languageOf(n, p.source); language != "" {
		text := string(n.Lines().Value(p.source))
		if p.dialect.Syntax.Shortcodes { // which writes a shortcode that is only shown so
			text = strings.NewReplacer("{{</*", "{{<", "*/>}}", ">}}", "{{%/*", "{{%", "*/%}}", "%}}").Replace(text)
		}
		if at := includes.FindStringIndex(text); p.dialect.Syntax.Includes && at != nil {
			p.At(p.span(n.Lines().At(0).Start+at[0], n.Lines().At(0).Start+at[1]), diag.Diagnostic{
				Code: "include", Severity: diag.Warning, Group: "include", Message: text[at[0]:at[1]] + " is shown as it is written", Hint: "fieldbook import puts the file in its place",
			})
		}
		if n.Lines().Len() > 0 && slices.Contains(drawn, language) && !p.dialect.Plain() {
			p.At(p.rest(n.Pos()), diag.Diagnostic{Code: "drawn-listing", Severity: diag.Warning, Group: "listing " + language, Message: "a listing of " + language + " is shown as it is written"})
		}
		if !p.Bare {
			coloured, ok := highlight(language, text, &p.lexing)
			if !ok && n.Lines().Len() > 0 {
				p.Warnf(p.rest(n.Lines().At(0).Start), "long-listing", "split it, or leave its language out", "the listing is too long to be coloured")
			}
			n.SetAttributeString(codeKey, coloured)
		}
	}
}

// drawn are the languages of listings in whose place other programs put what they
// make of them.
var drawn = []string{"dataview", "dataviewjs", "mermaid", "plantuml"}

var includes = regexp.MustCompile(syntax.Include)

// languageOf is the language of a listing: what stands before a comma or a brace,
// as in rust,ignore and js{1,3}.
func languageOf(n *ast.FencedCodeBlock, source []byte) string {
	name := string(n.Language(source))
	if i := strings.IndexAny(name, ",{:"); i >= 0 {
		name = name[:i]
	}
	return strings.TrimPrefix(name, ".")
}

// foreign tells of what another program would have replaced, and what becomes of it.
func (p *pass) foreign(n *syntax.Foreign, becomes string) {
	what := clip(string(n.Source.Value(p.source)))
	p.At(p.span(n.Source.Start, n.Source.Stop), diag.Diagnostic{
		Code: "foreign", Severity: diag.Warning, Group: "foreign " + n.Name,
		Message: what + " " + becomes, Hint: "write it in Markdown",
	})
}

// formula makes MathML of LaTeX, which stands in some parts of the source.
func (p *pass) formula(n ast.Node, display bool, parts ...text.Segment) {
	var latex []byte
	for _, part := range parts {
		latex = append(latex, part.Value(p.source)...)
	}
	p.text.Write(latex)
	if p.formulas++; p.formulas > mostFormulas {
		if p.formulas == mostFormulas+1 {
			p.Warnf(p.span(parts[0].Start, parts[0].Stop), "many-formulas", "split the page", "more than %d formulas: this one and those below are shown as they are written", mostFormulas)
		}
		return
	}
	made, err := mathML(string(latex), display)
	if u := (unreadable{}); errors.As(err, &u) {
		at := u.at
		for len(parts) > 1 && at >= parts[0].Len() {
			at, parts = at-parts[0].Len(), parts[1:]
		}
		p.Warnf(p.span(parts[0].Start+at, parts[0].Stop), "bad-formula", "write it in LaTeX, or a dollar sign as \\$", "the formula is shown as it is written: %s", clip(u.why))
		return
	}
	n.SetAttributeString(mathKey, made)
}

// line notes where a block begins in its file.
func (p *pass) line(n ast.Node) {
	if at := n.Pos(); at >= 0 {
		n.SetAttributeString(lineKey, strconv.AppendInt(nil, int64(p.at(at).Line), 10))
	}
}

func (p *pass) endSection() {
	p.Sections[len(p.Sections)-1].Text = tidy(p.text.String())
	p.text.Reset()
}

// heading starts a new section.
func (p *pass) heading(h *ast.Heading) {
	p.endSection()
	h.Level = p.level(h.Level)
	words := strings.TrimSpace(plain(h, p.source))
	id := p.anchor(h, words)
	h.SetAttributeString("id", []byte(id))
	if strings.HasPrefix(id, "^") {
		p.quotable(id, h)
	}
	p.beginSection(h, id)
	p.Sections = append(p.Sections, playbook.Section{ID: id, Level: h.Level, Title: words, Span: p.rest(h.Pos())})
}

// level gives a heading the level that its place in the outline has: the title
// is the only one of the first level, and none is skipped, so that a screen
// reader's list of headings is a table of contents.
func (p *pass) level(written int) int {
	for len(p.outline) > 0 && p.outline[len(p.outline)-1] >= written {
		p.outline = p.outline[:len(p.outline)-1]
	}
	p.outline = append(p.outline, written)
	return min(len(p.outline)+1, 6)
}

// anchor gives a heading the id it asks for, {#id}, or one made of its words.
func (p *pass) anchor(h *ast.Heading, words string) string {
	base := slug.Of(words)
	if own, ok := h.AttributeString("id"); ok {
		if b, ok := own.([]byte); ok && len(b) > 0 {
			base = norm.NFC.String(strings.Join(strings.Fields(string(b)), "-"))
		}
	}
	if strings.HasPrefix(base, "fb-") || strings.HasPrefix(base, "fn") && strings.Contains(base, ":") {
		base = "section-" + base // the layout's own, and those of footnotes
	}
	id := base
	for n := max(p.ids[base], 1); p.ids[id] > 0; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
		p.ids[base] = n + 1 // where to go on
	}
	p.ids[id] = max(p.ids[id], 1)
	return id
}

// codeKey is the attribute that holds a listing's HTML.
const codeKey = "code"

// lineKey is the attribute, also in HTML, that tells a block's line.
const lineKey = "data-line"

// silence takes the codes of a comment such as <!-- fieldbook: foreign -->.
func (p *pass) silence(comment string, at diag.Span) {
	codes, found := strings.CutPrefix(strings.TrimSpace(strings.Trim(comment, "<>!-")), "fieldbook:")
	if !found {
		return
	}
	for _, code := range strings.FieldsFunc(codes, func(c rune) bool { return c == ',' || unicode.IsSpace(c) }) {
		if near, unknown := diag.Unknown(code); unknown {
			p.Warnf(at, "unknown-code", cmp.Or(diag.DidYouMean(near), "fieldbook explain lists them"), "%q is no code", code)
			continue
		}
		p.Silence = append(p.Silence, playbook.Name{Value: code, Span: at})
	}
}

// raw warns of HTML that is dropped, and notes what that which stays refers to.
func (p *pass) raw(n ast.Node, markup string) {
	place := p.where(n)
	markup = strings.TrimSpace(markup)
	switch {
	case strings.HasPrefix(markup, "<!--") && strings.Index(markup, "-->") == len(markup)-len("-->"):
		p.silence(markup, place)
	case p.RawHTML:
		if seen, ok := n.AttributeString(visibleKey); ok {
			markup = seen.(string)
		}
		if p.let(n, p.calledIn(markup, place), place); len(p.ends) > 0 {
			n.Parent().InsertBefore(n.Parent(), n, &edge{ends: p.ends})
			p.ends = nil
		}
	default:
		line, _, _ := strings.Cut(markup, "\n")
		p.Warnf(place, "raw-html", "write it in Markdown, or set raw_html: true in site.yaml", "raw HTML is dropped: %s", clip(line))
	}
}
