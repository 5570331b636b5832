package syntax

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tag is a call of another program: a component, a shortcode, a tag of Liquid.
type tag struct {
	name       string
	start, end int // of the opening tag, in the source
	close      int // where its closing tag begins; -1 if it has none
	after      int // after its closing tag
	ends       bool
	arguments  text.Segment
}

// calls are a way to call: how its tags look, and what their names stand for.
type calls struct {
	name  string
	first byte // of each tag
	// find matches one tag; its groups are the mark of a closing one, the name,
	// the arguments, and the mark of one that closes itself.
	find *regexp.Regexp
	// make gives what a call stands for. verbatim tells that its content is text
	// as it is. A nil node is shown as it is written.
	make  func(t tag, source []byte) (n ast.Node, verbatim bool)
	key   parser.ContextKey // by which the tags of a page are kept while it is parsed
	prose *prose            // tells what of a page can hold tags
}

var (
	component = calls{name: "component", first: '<', key: parser.NewContextKey(), find: regexp.MustCompile(`<(/?)([A-Z][\w.]*)((?:[^<>"'{}]|"[^"]*"|'[^']*'|=>|` + inBraces(6) + `)*?)(/?)>`), make: componentNode}
	shortcode = calls{name: "shortcode", first: '{', key: parser.NewContextKey(), find: regexp.MustCompile(`\{\{[<%]\s*(/?)\s*([\w./-]+)((?:[^<>%"` + "`" + `]|%[^}]|"(?:[^"\\]|\\.)*"|` + "`[^`]*`" + `)*?)(/?)\s*[>%]\}\}`), make: shortcodeNode}
	liquid    = calls{name: "tag", first: '{', key: parser.NewContextKey(), find: regexp.MustCompile(`\{%[-+]?\s*(end)?(@?[\pL_][\w./-]*)((?:[^%"']|%[^}]|"[^"]*"|'[^']*')*?)()[-+]?%\}`), make: liquidNode}
	ruby      = calls{name: "ruby", first: '<', key: parser.NewContextKey(), find: regexp.MustCompile(`<%()[=#-]?\s*(\w*)((?:[^%]|%[^>])*?)()-?%>`), make: func(tag, []byte) (ast.Node, bool) { return nil, false }}
	aside     = calls{name: "aside", first: '<', key: parser.NewContextKey(), find: regexp.MustCompile(`<(/?)(aside)()()>`), make: func(tag, []byte) (ast.Node, bool) { return newCallout("note", Open), false }}
	braces    = calls{name: "expression", first: '{', key: parser.NewContextKey(), find: regexp.MustCompile(`\{\{()-?\s*(#?[^\s{}|]+)((?:[^{}]|\{[^{}]*\})*)()\}\}`)}
)

// inBraces is the pattern of an expression in braces, whose texts in backquotes may hold
// any signs, with so many others nested in it.
func inBraces(depth int) string {
	inner := ""
	if depth > 1 {
		inner = "|" + inBraces(depth-1)
	}
	return `\{(?:` + "`[^`]*`" + `|[^{}]` + inner + `)*\}`
}

// Include is the pattern of what mdBook puts into a listing; its groups are the file, and
// what of it.
const Include = `\{\{#(?:include|rustdoc_include|playground)\s+([^\s:}]+)(?::([^\s}]*))?[^}]*\}\}`

// in gives the calls of a page whose prose is told so.
func (c calls) in(p *prose) calls {
	c.prose = p
	return c
}

// blocks and signs are the parsers of calls, alone on their lines and within one.
func (c calls) blocks() blocks {
	return blocks{signs: string(c.first), open: c.open, goOn: continueCall, indented: c.name == component.name}
}

func (c calls) signs() signs { return signs{string(c.first), c.read} }

// tagAt gives the tag that begins at an offset.
func (c calls) tagAt(source []byte, offset int, pc parser.Context) (tag, bool) {
	all := pc.ComputeIfAbsent(c.key, func() any { return c.tags(source) }).(map[int]tag)
	t, ok := all[offset]
	return t, ok
}

// tags finds all tags outside of listings, code and comments, and which closes which.
func (c calls) tags(source []byte) map[int]tag {
	out := map[int]tag{}
	if !c.find.Match(source) {
		return out // nearly every page
	}
	var open []tag
	waiting := map[string]int{} // how many of a name are open
	parts, code := c.prose.of(source)
	for _, part := range parts {
		for _, m := range c.find.FindAllSubmatchIndex(source[part.Start:part.Stop], -1) {
			for i := range m {
				if m[i] >= 0 {
					m[i] += part.Start
				}
			}
			for len(code) > 0 && code[0].Stop <= m[0] {
				code = code[1:]
			}
			if len(code) > 0 && code[0].Start < m[0] {
				continue
			}
			t := tag{name: string(source[m[4]:m[5]]), start: m[0], end: m[1], close: -1, ends: m[2] < m[3], arguments: text.NewSegment(m[6], m[7])}
			out[t.start] = t
			switch {
			case !t.ends:
				if m[8] == m[9] {
					open = append(open, t)
					waiting[t.name]++
				}
			case waiting[t.name] > 0:
				for {
					last := open[len(open)-1]
					open = open[:len(open)-1]
					waiting[last.name]--
					if last.name == t.name {
						last.close, last.after = t.start, t.end
						out[last.start] = last
						break
					}
				}
			}
		}
	}
	return out
}

// prose tells what of a page can hold tags, as a parser reads it that knows no call.
type prose struct{ parser.Parser }

func newProse(s Set) *prose {
	s.Components, s.Shortcodes, s.Liquid, s.Ruby, s.Asides = false, false, false, false, false
	blocks := blockParsers(s, nil)
	for i, b := range blocks {
		if b.Priority == 900 {
			blocks[i].Value = comments{parser.NewHTMLBlockParser()}
		}
	}
	return &prose{parser.NewParser(parser.WithBlockParsers(blocks...), parser.WithInlineParsers(
		util.Prioritized(ticked{parser.NewCodeSpanParser()}, 100), util.Prioritized(parser.NewRawHTMLParser(), 400),
	))}
}

// of gives the parts of a page that are no listing and no comment, and the code and
// the comments within their lines.
func (p *prose) of(source []byte) (parts, code []text.Segment) {
	at := 0
	without := func(start, stop int) {
		if start > at {
			parts = append(parts, text.NewSegment(at, start))
		}
		at = max(at, stop)
	}
	for n := range Nodes(p.Parse(text.NewReader(source))) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock, *ast.HTMLBlock:
			if lines := n.Lines(); lines.Len() > 0 {
				without(max(n.Pos(), 0), lines.At(lines.Len()-1).Stop)
			}
		case *ast.CodeSpan:
			if first, last := n.FirstChild(), n.LastChild(); first != nil {
				code = append(code, text.NewSegment(first.(*ast.Text).Segment.Start-1, last.(*ast.Text).Segment.Stop))
			}
		case *ast.RawHTML:
			if first := n.Segments.At(0); bytes.HasPrefix(first.Value(source), []byte("<!--")) {
				code = append(code, text.NewSegment(first.Start, n.Segments.At(n.Segments.Len()-1).Stop))
			}
		}
	}
	without(len(source), len(source))
	return parts, code
}

// comments reads comments, scripts and the like as CommonMark does, and no other
// HTML: what looks like it may be a call, and what stands below it is text.
type comments struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (c comments) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := c.BlockParser.Open(parent, reader, pc)
	if h, ok := n.(*ast.HTMLBlock); ok && h.HTMLBlockType >= ast.HTMLBlockType6 {
		return nil, parser.NoChildren
	}
	return n, state
}

// argument gives one argument of a tag by the first of these names that it has,
// as a part of the source.
func (t tag) argument(source []byte, names ...string) (text.Segment, bool) {
	for _, name := range names {
		if found, ok := t.found(source, argumentOf(name)); ok {
			return found, true
		}
	}
	return text.Segment{}, false
}

// argumentsOf are the patterns of arguments, by their names.
var argumentsOf sync.Map // string → *regexp.Regexp

func argumentOf(name string) *regexp.Regexp {
	if known, ok := argumentsOf.Load(name); ok {
		return known.(*regexp.Regexp)
	}
	find := regexp.MustCompile(`(?:^|[\s{])` + name + `\s*=\s*(?:\{?"([^"]*)"\}?|\{?'([^']*)'\}?|\{?` + "`([^`]*)`" + `\}?|([^\s"'{}>]+))`)
	argumentsOf.Store(name, find)
	return find
}

var plainArgument = regexp.MustCompile(`^\s*(?:"([^"]*)"|'([^']*)'|` + "`([^`]*)`" + `|([^\s"'=]+)(?:\s|$))`)

// first gives the first argument that has no name.
func (t tag) first(source []byte) (text.Segment, bool) {
	return t.found(source, plainArgument)
}

// found gives the group of a pattern that matches in the arguments.
func (t tag) found(source []byte, pattern *regexp.Regexp) (text.Segment, bool) {
	m := pattern.FindSubmatchIndex(t.arguments.Value(source))
	for i := 2; m != nil && i < len(m); i += 2 {
		if m[i] >= 0 {
			return text.NewSegment(t.arguments.Start+m[i], t.arguments.Start+m[i+1]), true
		}
	}
	return text.Segment{}, false
}

// value is an argument as text; "" if there is none.
func (t tag) value(source []byte, names ...string) string {
	s, _ := t.argument(source, names...)
	return string(s.Value(source))
}

// title makes a title of an argument.
func (t tag) title(source []byte, names ...string) *Title {
	if s, ok := t.argument(source, names...); ok {
		return newTitle(source, s)
	}
	return nil
}

// heading makes a title of an argument, or of the first that has no name.
func (t tag) heading(source []byte, names ...string) *Title {
	title := t.title(source, names...)
	if first, ok := t.first(source); ok && title == nil {
		return newTitle(source, first)
	}
	return title
}

var tagKey = []byte("tag")

// pair is where a block of a call stands.
type pair struct {
	tag
	verbatim bool
	indent   int // of its first line; -1 until there is one
}

// open reads what stands between the tags of a call.
func (p calls) open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	source := reader.Source()
	t, ok := p.tagAt(source, place(segment, max(pc.BlockOffset(), 0)), pc)
	if !ok || tooManyOpen(pc, tagKey) {
		return nil, parser.NoChildren
	}
	rest := t.end // after what must stand alone on its lines
	if t.close >= 0 && t.close < LineEnd(source, t.end) {
		rest = t.after
	}
	if (t.close < 0 || rest == t.after) && !util.IsBlank(source[rest:LineEnd(source, rest)]) {
		return nil, parser.NoChildren // it stands within a line
	}
	if t.ends {
		reader.AdvanceToEOL()
		n := &HiddenLines{}
		n.SetAttribute(tagKey, &pair{tag: t})
		return n, parser.NoChildren
	}
	n, verbatim := p.make(t, source)
	if n == nil {
		n = paragraphOf(p.inline(t, source))
	}
	state := &pair{t, verbatim, -1}
	n.SetAttribute(tagKey, state)
	if t.close < 0 || verbatim {
		if code, ok := n.(*ast.CodeBlock); ok && t.close >= 0 {
			verbatimLines(code, source, t)
		}
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	if t.end > segment.Stop {
		reader.AdvanceToEOL()
	} else {
		reader.Advance(t.end - segment.Start + segment.Padding)
	}
	return n, parser.HasChildren
}

// stoppedHTML ends a block of HTML where a call begins, whose program would have
// replaced it before anybody reads HTML.
type stoppedHTML struct {
	parser.BlockParser
	all     []calls
	inside  bool // Markdown stands in elements with an attribute of its name
	modules bool // and in all whose tags stand alone on their lines
}

var (
	holdsMarkdown = regexp.MustCompile(`\bmarkdown\s*=\s*["']?(?:1|block|span)\b[^<>]*>\s*$`)
	endAlone      = regexp.MustCompile(`^\s*</\w+>\s*$`)
	// tagAlone is one, or an element, but for <p>, in which no paragraph may stand.
	tagAlone = regexp.MustCompile(`^\s*</?(?:[a-oq-z]|p[\w-])[\w-]*(?:\s[^<>]*)?>(?:[^<>]*</[a-z][\w-]*>)?\s*$`)
)

// inLine is a tag, alone on its line, of what stands within lines: there it begins a
// paragraph, and in CommonMark HTML without Markdown.
var inLine = regexp.MustCompile(`^\s*<(?i:b|big|em|font|i|mark|s|small|span|strong|sub|sup|u)\b[^<>]*>\s*$`)

// Open implements parser.BlockParser.
func (s stoppedHTML) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); s.inside && inLine.Match(line) {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// ends tells whether Markdown follows the lines of a block of HTML.
func (s stoppedHTML) ends(h *ast.HTMLBlock, source []byte) bool {
	lines := h.Lines()
	if s.modules && lines.Len() == 1 {
		at := lines.At(0)
		return tagAlone.Match(at.Value(source))
	}
	if !s.inside || lines.Len() == 0 || !bytes.Contains(source, []byte("markdown=")) {
		return false
	}
	last := lines.At(lines.Len() - 1)
	return holdsMarkdown.Match(last.Value(source)) || lines.Len() == 1 && endAlone.Match(last.Value(source))
}

// Continue implements parser.BlockParser.
func (s stoppedHTML) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, segment := reader.PeekLine()
	begins := place(segment, len(line)-len(bytes.TrimLeft(line, " \t")))
	if h := n.(*ast.HTMLBlock); h.HTMLBlockType == ast.HTMLBlockType6 || h.HTMLBlockType == ast.HTMLBlockType7 {
		if s.ends(h, reader.Source()) {
			return parser.Close
		}
		for _, c := range s.all {
			if _, ok := c.tagAt(reader.Source(), begins, pc); ok {
				return parser.Close
			}
		}
	}
	return s.BlockParser.Continue(n, reader, pc)
}

// readFragment hides the tags <> and </>, which hold elements together and are none.
func readFragment(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	for _, tag := range []string{"<>", "</>"} {
		if bytes.HasPrefix(line, []byte(tag)) {
			block.Advance(len(tag))
			return &Hidden{Source: text.NewSegment(segment.Start, segment.Start+len(tag))}
		}
	}
	return nil
}

// verbatimLines gives a listing the lines between the tags of a call.
func verbatimLines(code *ast.CodeBlock, source []byte, t tag) {
	for at := t.end; at < t.close; {
		end := min(LineEnd(source, at), t.close)
		if at > t.end || !util.IsBlank(source[at:end]) {
			code.Lines().Append(text.NewSegment(at, end))
		}
		at = end
	}
}

// LineEnd gives where the line after an offset's own begins.
func LineEnd(source []byte, from int) int {
	if i := bytes.IndexByte(source[from:], '\n'); i >= 0 {
		return from + i + 1
	}
	return len(source)
}

func continueCall(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	own, ok := n.Attribute(tagKey)
	if !ok { // a closing tag alone
		return parser.Close
	}
	state := own.(*pair)
	line, segment := reader.PeekLine()
	begins := place(segment, len(line)-len(bytes.TrimLeft(line, " \t")))
	switch {
	case segment.Start < state.end: // the opening tag goes on
		if state.end < segment.Stop && !util.IsBlank(line[state.end-segment.Start+segment.Padding:]) {
			reader.Advance(state.end - segment.Start + segment.Padding)
			return parser.Continue | parser.HasChildren
		}
		reader.AdvanceToEOL()
		return parser.Continue
	case state.close < 0 || segment.Start > state.close:
		return parser.Close
	case begins == state.close, state.verbatim && state.close < segment.Stop:
		reader.Advance(state.after - segment.Start + segment.Padding) // what stands behind is text
		return parser.Close
	case state.verbatim:
		reader.AdvanceToEOL()
		return parser.Continue
	case util.IsBlank(line):
		return parser.Continue | parser.HasChildren
	}
	width, _ := util.IndentWidth(line, reader.LineOffset())
	if state.indent < 0 {
		state.indent = width
	}
	unindent(reader, state.indent)
	return parser.Continue | parser.HasChildren
}

// read reads a call within a line.
func (p calls) read(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, segment := block.PeekLine()
	source := block.Source()
	t, ok := p.tagAt(source, segment.Start, pc)
	if !ok || bytes.Contains(source[t.start:t.end], []byte("\n\n")) {
		return nil
	}
	skipTo(block, t.end)
	n := p.inline(t, source)
	n.SetAttribute(tagKey, &pair{tag: t})
	return n
}

// hiddenTag is a tag of which nothing is shown.
func hiddenTag(t tag) ast.Node { return &Hidden{Source: text.NewSegment(t.start, t.end)} }

// Call is where a call of another program stands: its opening tag, and its closing
// one, which is empty if it has none. Of one that is shown verbatim, as a listing, or
// not at all, what stands between them is its content.
type Call struct{ Open, Close text.Segment }

// CallOf gives the call that a node stands for; false if it stands for none.
func CallOf(n ast.Node) (Call, bool) {
	own, ok := n.Attribute(tagKey)
	if !ok {
		return Call{}, false
	}
	t := own.(*pair).tag
	c := Call{text.NewSegment(t.start, t.end), text.NewSegment(t.end, t.end)}
	if t.close >= 0 && n.Type() == ast.TypeBlock {
		c.Close = text.NewSegment(t.close, t.after)
	}
	if verbatim := own.(*pair).verbatim && n.Kind() != ast.KindCodeBlock; (verbatim || n.Kind() == KindHiddenLines) && c.Close.Len() > 0 {
		c.Open.Stop = c.Close.Stop
	}
	return c, true
}

// placeKey is the attribute of a link or an image that is made of an argument of a
// call: where that stands.
const placeKey = "place"

// PlaceOf gives the argument that a link or an image is made of; false if it is
// written as Markdown has it.
func PlaceOf(n ast.Node) (text.Segment, bool) {
	v, ok := n.AttributeString(placeKey)
	if !ok {
		return text.Segment{}, false
	}
	return v.(text.Segment), true
}

// skipTo leads a reader to an offset, which may be on a later line.
func skipTo(block text.Reader, offset int) {
	for {
		line, segment := block.PeekLine()
		if line == nil || offset <= segment.Stop {
			if line != nil {
				block.Advance(offset - segment.Start)
			}
			return
		}
		block.AdvanceLine()
	}
}

// inline gives what a call within a line stands for.
func (p calls) inline(t tag, source []byte) ast.Node {
	foreign := &Foreign{Source: text.NewSegment(t.start, t.end), Name: t.name}
	foreign.SetPos(t.start)
	switch p.name {
	case component.name:
		return componentLine(t, source, foreign)
	case braces.name:
		switch t.name {
		case "#title", "site.baseurl", "page.title", "site.url":
			return hiddenTag(t)
		}
		return foreign
	case ruby.name:
		return foreign
	case liquid.name:
		return liquidLine(t, source, foreign)
	}
	if node := shortcodeLine(t, source); node != nil {
		return node
	}
	return foreign
}

// image makes an image of an address and the words for it.
func image(source []byte, address text.Segment, words string) *ast.Image {
	link := ast.NewLink()
	link.Destination = address.Value(source)
	img := ast.NewImage(link)
	if words != "" {
		img.AppendChild(img, ast.NewString([]byte(words)))
	}
	img.SetPos(address.Start)
	img.SetAttributeString(placeKey, address)
	return img
}

// linkTo makes a link of an address and its words, and of where the source has them.
func linkTo(address []byte, words string, place text.Segment) *ast.Link {
	link := ast.NewLink()
	link.Destination = address
	link.AppendChild(link, ast.NewString([]byte(words)))
	link.SetPos(place.Start)
	link.SetAttributeString(placeKey, place)
	return link
}

// insideKey is the attribute of what will be a paragraph that holds what will
// stand in it: the lines of a page are read when all its blocks are known.
var insideKey = []byte("inside")

// paragraphOf holds what stands in a line as a block.
func paragraphOf(inside ast.Node) *Group {
	g := &Group{}
	g.SetAttribute(insideKey, inside)
	return g
}

// lower gives a name in small letters without what stands before a dot.
func lower(name string) string { return strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) }
