package syntax

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// ---- [[page#heading|words]] and ![[page|300]] ----

// Bar stands in the source in the place of the bar of a wiki link in a table, where
// a bar parts cells: see tableLinks. What turns out to be no link has it still.
const Bar = '\x01'

// wikiParser reads wiki links; reversed ones have their words first.
type wikiParser struct{ reversed bool }

// Trigger implements parser.InlineParser.
func (wikiParser) Trigger() []byte { return []byte{'[', '!'} }

// Parse implements parser.InlineParser.
func (p wikiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	embed := line[0] == '!'
	start := 0
	if embed {
		start = 1
	}
	if !bytes.HasPrefix(line[start:], []byte("[[")) {
		return nil
	}
	start += 2
	end := bytes.Index(line[start:], []byte("]]")) + start
	if end < start || bytes.ContainsAny(line[start:end], "[]") || len(bytes.TrimSpace(line[start:end])) == 0 || !embed && isAddress(line[end+2:]) {
		return nil // also [[1]](address) and [[1]][name], links whose words stand in brackets
	}
	target, label, labelled := cutBar(line[start:end])
	from := start + len(target) + 1
	if p.reversed && labelled && !embed {
		target, label, from = label, target, start
	}
	target = bytes.TrimSuffix(target, []byte(`\`)) // in a table, a bar must be escaped
	label = bytes.TrimSuffix(label, []byte(`\`))
	block.Advance(end + 2)
	if embed {
		return newEmbed(strings.TrimSpace(string(target)), string(label))
	}
	n := &WikiLink{Target: strings.TrimSpace(string(target))}
	if labelled && len(bytes.TrimSpace(label)) > 0 {
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+from, segment.Start+from+len(label))))
	}
	return n
}

// isAddress tells what leads a link somewhere, and is no wiki link itself.
func isAddress(rest []byte) bool {
	return bytes.HasPrefix(rest, []byte("(")) || bytes.HasPrefix(rest, []byte("[")) && !bytes.HasPrefix(rest, []byte("[["))
}

// cutBar parts a link at its bar.
func cutBar(s []byte) (before, after []byte, found bool) {
	if i := bytes.IndexAny(s, "|\x01"); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, nil, false
}

var width = regexp.MustCompile(`^\s*(\d{1,5})(?:x\d{1,5})?\s*$`)

// newEmbed takes the words and the width behind the bars.
func newEmbed(target, label string) *Embed {
	n := &Embed{Target: target}
	for _, part := range strings.FieldsFunc(label, func(c rune) bool { return c == '|' || c == Bar }) {
		if m := width.FindStringSubmatch(part); m != nil {
			n.Width = m[1]
		} else {
			n.Words = strings.TrimSpace(part)
		}
	}
	return n
}

// tableLinks keeps the bars of wiki links from parting the cells of a table: it
// puts another sign in their place, before tables are looked for. With code, those
// in code spans too.
type tableLinks struct{ code bool }

var barredLink = regexp.MustCompile(`\[\[[^\[\]|\n` + "`" + `]*\|[^\[\]\n` + "`" + `]*\]\]`)
var codeSpan = regexp.MustCompile("`[^`\\n]+`")
var tableRule = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)

// Transform implements parser.ParagraphTransformer.
func (l tableLinks) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	source, lines := reader.Source(), p.Lines()
	if lines.Len() < 2 {
		return
	}
	whole := source[lines.At(0).Start:lines.At(lines.Len()-1).Stop]
	if !bytes.Contains(whole, []byte("[[")) && !(l.code && bytes.IndexByte(whole, '`') >= 0) || !anyRule(lines, source) {
		return
	}
	for i := range lines.Len() {
		line := lines.At(i)
		part := source[line.Start:line.Stop]
		found := barredLink.FindAllIndex(part, -1)
		if l.code {
			found = append(found, codeSpan.FindAllIndex(part, -1)...)
		}
		for _, m := range found {
			for at := m[0]; at < m[1]; at++ {
				if part[at] == '|' && part[at-1] != '\\' {
					part[at] = Bar
				}
			}
		}
	}
}

// anyRule tells a paragraph that is a table: a line of it parts heading and rows.
func anyRule(lines *text.Segments, source []byte) bool {
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if tableRule.Match(bytes.TrimRight(line.Value(source), "\r\n")) {
			return true
		}
	}
	return false
}

// ---- ![a plan](my plan.png) ----

// spacedParser reads images and links to files whose names hold spaces, which
// CommonMark wants written as <my plan.png>.
type spacedParser struct{}

var spaced = regexp.MustCompile(`^(!?)\[([^\[\]\n]*)\]\(([^()<>"'\n\s][^()<>"'\n]*[ ][^()<>"'\n]*\.(?i:md|png|jpe?g|gif|svg|webp|avif|bmp|pdf|docx?|xlsx?|pptx?|mp4|mp3|zip)(?:#[^\s()<>"']*)?)\)`)

// Trigger implements parser.InlineParser.
func (spacedParser) Trigger() []byte { return []byte{'!', '['} }

// Parse implements parser.InlineParser.
func (spacedParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	_, address, found := bytes.Cut(line, []byte("]("))
	address, _, closed := bytes.Cut(address, []byte(")"))
	if !found || !closed || bytes.IndexByte(address, ' ') < 0 { // nearly every link: it is found faster
		return nil
	}
	m := spaced.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	link := ast.NewLink()
	link.Destination = line[m[6]:m[7]]
	var n ast.Node = link
	if m[3] > m[2] {
		n = ast.NewImage(link)
	}
	if m[5] > m[4] {
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+m[4], segment.Start+m[5])))
	}
	n.SetPos(segment.Start)
	block.Advance(m[1])
	return n
}

// ---- ==marked== ----

type markParser struct{}

// Trigger implements parser.InlineParser.
func (markParser) Trigger() []byte { return []byte{'='} }

// Parse implements parser.InlineParser.
func (p markParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, p)
	if node == nil || node.OriginalLength != 2 || before == '=' {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(node)
	return node
}

// IsDelimiter implements parser.DelimiterProcessor.
func (markParser) IsDelimiter(b byte) bool { return b == '=' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (markParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (markParser) OnMatch(int) ast.Node { return &Mark{} }

// ---- $math$ ----

// mathInline reads $x$ and $$x$$ as Pandoc does: nothing but a sign stands
// inside of the dollars, and no letter or digit outside, so that prices stay.
type mathInline struct{}

// Trigger implements parser.InlineParser.
func (mathInline) Trigger() []byte { return []byte{'$'} }

// Parse implements parser.InlineParser.
func (mathInline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	dollars := []byte("$")
	if bytes.HasPrefix(line, []byte("$$")) {
		dollars = []byte("$$")
	}
	n := len(dollars)
	if isWord(before) || before == '$' || before == '\\' || len(line) <= n || isSpace(line[n]) && n == 1 {
		return nil
	}
	for at := n; at < len(line); at++ {
		switch {
		case line[at] == '\\':
			at++
		case bytes.HasPrefix(line[at:], dollars):
			if n == 1 && (isSpace(line[at-1]) || at+1 < len(line) && (isWord(rune(line[at+1])) || line[at+1] == '$')) || at == n {
				return nil
			}
			block.Advance(at + n)
			return &Math{Source: text.NewSegment(segment.Start+n, segment.Start+at), Display: n == 2}
		}
	}
	return nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isWord(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

// mathParser reads a formula between lines of $$.
type mathParser struct{ block }

// Trigger implements parser.BlockParser.
func (mathParser) Trigger() []byte { return []byte{'$'} }

var mathDone = []byte("done")

// Open implements parser.BlockParser.
func (mathParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	if !bytes.HasPrefix(line[at:], []byte("$$")) {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimSpace(line[at+2:])
	below := reader.Source()[min(segment.Stop, len(reader.Source())):]
	n := &MathLine{}
	start := place(segment, at+2)
	switch end := bytes.Index(rest, []byte("$$")); {
	case end > 0 && end == len(rest)-2: // $$ x $$
		from := start + bytes.Index(line[at+2:], rest)
		n.Lines().Append(text.NewSegment(from, from+end))
		n.SetAttribute(mathDone, true)
	case end >= 0, !closedBelow(below, []byte("$$"), true):
		return nil, parser.NoChildren
	case len(rest) > 0:
		n.Lines().Append(text.NewSegment(start, segment.Stop))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// closedBelow tells whether a sign stands below, before a listing begins; and for
// what holds no blank line, before one.
func closedBelow(source, sign []byte, together bool) bool {
	end := bytes.Index(source, sign)
	if end < 0 {
		return false
	}
	between := source[:end]
	return !bytes.Contains(between, []byte("```")) && !bytes.Contains(between, []byte("~~~")) && !(together && blankLine.Match(between))
}

var blankLine = regexp.MustCompile(`(?m)^[ \t>]*\n`)

// Continue implements parser.BlockParser.
func (mathParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, done := node.Attribute(mathDone); done {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if i := bytes.Index(line, []byte("$$")); i >= 0 {
		if !util.IsBlank(line[:i]) {
			node.Lines().Append(text.NewSegment(segment.Start, place(segment, i)))
		}
		reader.Advance(i + 2) // what stands behind is text
		return parser.Close
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue
}

// ---- %%comments%% ----

type commentInline struct{}

// Trigger implements parser.InlineParser.
func (commentInline) Trigger() []byte { return []byte{'%'} }

// Parse implements parser.InlineParser.
func (commentInline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("%%")) {
		return nil
	}
	end := bytes.Index(line[2:], []byte("%%"))
	if end < 0 {
		return nil
	}
	block.Advance(end + 4)
	return ast.NewString(nil)
}

// commentBlock leaves out lines from %% to %%.
type commentBlock struct{ block }

// Trigger implements parser.BlockParser.
func (commentBlock) Trigger() []byte { return []byte{'%'} }

// Open implements parser.BlockParser.
func (commentBlock) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	rest := reader.Source()[min(segment.Stop, len(reader.Source())):]
	if !bytes.HasPrefix(line[at:], []byte("%%")) || bytes.Contains(line[at+2:], []byte("%%")) || !closedBelow(rest, []byte("%%"), false) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &Nothing{}, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (commentBlock) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if i := bytes.Index(line, []byte("%%")); i >= 0 {
		reader.Advance(i + 2) // what stands behind is text
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue
}

// ---- imports, exports and {expressions} of MDX ----

// loose reads a block at any indentation, since none is code there.
type loose struct{ parser.BlockParser }

var indentKey = []byte("indent")

// CanAcceptIndentedLine implements parser.BlockParser.
func (loose) CanAcceptIndentedLine() bool { return true }

// Open implements parser.BlockParser.
func (f loose) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	indent := pc.BlockIndent()
	if indent < 4 {
		return f.BlockParser.Open(parent, reader, pc)
	}
	at, place := reader.Position()
	offset := pc.BlockOffset()
	unindent(reader, indent)
	pc.SetBlockOffset(0)
	pc.SetBlockIndent(0)
	n, state := f.BlockParser.Open(parent, reader, pc)
	if n == nil {
		reader.SetPosition(at, place)
		pc.SetBlockOffset(offset)
		pc.SetBlockIndent(indent)
		return nil, state
	}
	n.SetAttribute(indentKey, indent)
	return n, state
}

// Continue implements parser.BlockParser.
func (f loose) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if indent, ok := n.Attribute(indentKey); ok {
		unindent(reader, indent.(int))
	}
	return f.BlockParser.Continue(n, reader, pc)
}

// unindent takes away so much of a line's indentation, or what it has.
func unindent(reader text.Reader, most int) {
	line, _ := reader.PeekLine()
	width, _ := util.IndentWidth(line, reader.LineOffset())
	if strip := min(width, most); strip > 0 && !util.IsBlank(line) {
		at, padding := util.IndentPosition(line, reader.LineOffset(), strip)
		reader.AdvanceAndSetPadding(at, padding)
	}
}

type moduleParser struct{}

// Trigger implements parser.BlockParser.
func (moduleParser) Trigger() []byte { return []byte{'i', 'e', '{'} }

var moduleStart = regexp.MustCompile(`^(import\s*(['"]|[\w*{][^'"\n]*(\sfrom\s*['"]|[{,]\s*$))|export\s+(const|let|var|function|class|async)\s+\w|export\s+default\s*(function|class|async|[({\[])|export\s*[{*]|\{/\*)`)
var endKey = []byte("end")

// Open implements parser.BlockParser.
func (moduleParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	if !moduleStart.Match(line[at:]) || line[at] != '{' && at > 0 {
		return nil, parser.NoChildren
	}
	n := &Nothing{}
	if line[at] == '{' {
		source := reader.Source()
		start := place(segment, at)
		end := bytes.Index(source[start:], []byte("*/}"))
		if end < 0 || !util.IsBlank(source[start+end+3:lineEnd(source, start+end)]) {
			return nil, parser.NoChildren
		}
		n.SetAttribute(endKey, start+end)
	} else {
		n.SetAttribute(depthKey, depth(line))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

var depthKey = []byte("depth")

// depth is by how many brackets a line of a program opens more than it closes.
func depth(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case '{', '(', '[':
			n++
		case '}', ')', ']':
			n--
		}
	}
	return n
}

// Continue implements parser.BlockParser.
func (moduleParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if end, comment := node.Attribute(endKey); comment && segment.Start > end.(int) {
		return parser.Close
	}
	if open, program := node.Attribute(depthKey); program {
		if open.(int) <= 0 {
			return parser.Close
		}
		node.SetAttribute(depthKey, open.(int)+depth(line))
	}
	reader.AdvanceToEOL()
	return parser.Continue
}

// Close implements parser.BlockParser.
func (moduleParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (moduleParser) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine implements parser.BlockParser.
func (moduleParser) CanAcceptIndentedLine() bool { return true }

// expression reads {/* a comment */}, {"text"} and {code} within a line.
type expression struct{}

// Trigger implements parser.InlineParser.
func (expression) Trigger() []byte { return []byte{'{'} }

// longestExpression bounds an expression within a line, in bytes.
const longestExpression = 500

var texts = regexp.MustCompile("^\\{\\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`)\\s*\\}")

// Parse implements parser.InlineParser.
func (expression) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if m := texts.FindSubmatchIndex(line); m != nil {
		block.Advance(m[1])
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				return ast.NewTextSegment(text.NewSegment(segment.Start+m[i], segment.Start+m[i+1]))
			}
		}
	}
	deep := 0
	for i, c := range line[:min(len(line), longestExpression)] {
		switch c {
		case '{':
			deep++
		case '}':
			if deep--; deep == 0 {
				block.Advance(i + 1)
				if bytes.HasPrefix(line, []byte("{/*")) || i == 1 {
					return ast.NewString(nil)
				}
				return &Foreign{Source: text.NewSegment(segment.Start, segment.Start+i+1), Name: "{}"}
			}
		}
	}
	return nil
}

// ---- ++ctrl+c++ and :material-star: ----

type keysParser struct{}

var keysLine = regexp.MustCompile(`^\+\+([\w"-]+(?:\+[\w"-]+)*)\+\+`)

// Trigger implements parser.InlineParser.
func (keysParser) Trigger() []byte { return []byte{'+'} }

// Parse implements parser.InlineParser.
func (keysParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := keysLine.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	block.Advance(m[1])
	n := &Key{}
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+m[2], segment.Start+m[3])))
	return n
}

// scriptParser reads x^2^, H~2~O and ^^inserted^^.
type scriptParser struct{}

var scripts = []struct {
	find    *regexp.Regexp
	element string
}{
	{regexp.MustCompile(`^\^\^([^\s^](?:[^^\n]*[^\s^])?)\^\^`), "ins"},
	{regexp.MustCompile(`^\^([^\s^]+)\^`), "sup"},
	{regexp.MustCompile(`^~([^\s~]+)~`), "sub"},
}

// Trigger implements parser.InlineParser.
func (scriptParser) Trigger() []byte { return []byte{'^', '~'} }

// Parse implements parser.InlineParser.
func (scriptParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if block.PrecendingCharacter() == rune(line[0]) || bytes.HasPrefix(line, []byte("~~")) {
		return nil
	}
	for _, s := range scripts {
		if m := s.find.FindSubmatchIndex(line); m != nil {
			block.Advance(m[1])
			n := &Script{Element: s.element}
			n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+m[2], segment.Start+m[3])))
			return n
		}
	}
	return nil
}

// snippetParser reads --8<-- "file", which only the other program can put there.
type snippetParser struct{ block }

var snippet = regexp.MustCompile(`^-{1,}8<-{1,}[ \t]+"([^"\n]+)"[ \t]*$`)

// Trigger implements parser.BlockParser.
func (snippetParser) Trigger() []byte { return []byte{'-'} }

// Open implements parser.BlockParser.
func (snippetParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	whole := bytes.TrimRight(line[at:], "\r\n")
	if !snippet.Match(whole) {
		return nil, parser.NoChildren
	}
	start := place(segment, at)
	reader.AdvanceToEOL()
	return paragraphOf(&Foreign{Source: text.NewSegment(start, start+len(whole)), Name: "snippet"}), parser.NoChildren
}

// Continue implements parser.BlockParser.
func (snippetParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

type iconParser struct{}

var icon = regexp.MustCompile(`^:(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^}\n]{0,200}\})?`)

// Trigger implements parser.InlineParser.
func (iconParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser.
func (iconParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := icon.FindIndex(line)
	if m == nil {
		return nil
	}
	block.Advance(m[1])
	return ast.NewString(nil)
}

// ---- ![](picture.png){width=200} ----

// WidthKey is the attribute of an image that says how wide it is, in pixels.
const WidthKey = "width"

// sizeParser takes attributes behind an image; and with all, behind anything.
type sizeParser struct{ all bool }

var attributes = regexp.MustCompile(`^\{:?[ \t]*((?:[.#][\w:-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)|[ \t])+)\}`)
var widthIn = regexp.MustCompile(`\bwidth=["']?(\d{1,4})`)

// Trigger implements parser.InlineParser.
func (sizeParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (p sizeParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	img, _ := parent.LastChild().(*ast.Image)
	if img == nil && (!p.all || isSpace(byte(min(block.PrecendingCharacter(), 0x7f)))) {
		return nil
	}
	line, _ := block.PeekLine()
	m := attributes.FindSubmatch(line[:min(len(line), longestExpression)])
	if m == nil {
		return nil
	}
	if w := widthIn.FindSubmatch(m[1]); w != nil && img != nil {
		img.SetAttributeString(WidthKey, string(w[1]))
	}
	block.Advance(len(m[0]))
	return ast.NewString(nil)
}
