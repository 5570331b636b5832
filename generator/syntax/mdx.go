package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

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

var moduleStart = regexp.MustCompile(`^(import\s*(['"]|[\w*{][^'"\n]*(\sfrom\s*['"]|[{,]\s*$))|export\s+(const|let|var|function|class|async)\s+\w|export\s+default\s*(function|class|async|[({\[])|export\s*[{*]|\{\s*/\*)`)
var endKey = []byte("end")

// commentEnd ends a comment of MDX, which begins with {/* and may go on for lines.
var commentEnd = regexp.MustCompile(`\*/\s*\}`)

func openModule(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	if !moduleStart.Match(line[at:]) || line[at] != '{' && at > 0 {
		return nil, parser.NoChildren
	}
	n := &HiddenLines{}
	if line[at] == '{' {
		source := reader.Source()
		start := place(segment, at)
		end := commentStop(source, start, pc)
		if end < 0 || !util.IsBlank(source[end:LineEnd(source, end-1)]) {
			return nil, parser.NoChildren
		}
		n.SetAttribute(endKey, end-1)
	} else {
		state := &program{}
		state.read(line)
		n.SetAttribute(depthKey, state)
	}
	hideLine(n, reader)
	return n, parser.NoChildren
}

var commentKey = parser.NewContextKey()

// commentStop gives where the text goes on behind a comment that begins at an offset;
// -1 if it has no end. It remembers the end that it found last, which is that of all
// comments before it.
func commentStop(source []byte, start int, pc parser.Context) int {
	if last, ok := pc.Get(commentKey).(int); ok && (last < 0 || last > start) {
		return last
	}
	stop := -1
	if m := commentEnd.FindIndex(source[start:]); m != nil {
		stop = start + m[1]
	}
	pc.Set(commentKey, stop)
	return stop
}

var bracesEnd = regexp.MustCompile(`\}\}`)

// readBracedComment reads {{! a comment }}, which may go on for lines.
func readBracedComment(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if line, _ := block.PeekLine(); !bytes.HasPrefix(line, []byte("{{!")) {
		return nil
	}
	return hiddenThrough(block, len("{{!"), bracesEnd)
}

var depthKey = []byte("depth")

// program is how far one is read: how many brackets it opens more than it closes, and
// the texts of several lines that are open, each with the depth of the code in it that is
// read, or inText.
type program struct {
	depth int
	texts []int
}

const inText = -1

func (p *program) within() bool { return len(p.texts) > 0 && p.texts[len(p.texts)-1] == inText }

// read reads a line of it. What stands in quotes opens and closes nothing.
func (p *program) read(line []byte) {
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\':
			i++
		case c == '`' && p.within():
			p.texts = p.texts[:len(p.texts)-1]
		case c == '`':
			p.texts = append(p.texts, inText)
		case p.within():
			if bytes.HasPrefix(line[i:], []byte("${")) {
				p.texts[len(p.texts)-1] = p.depth
				p.depth++
				i++
			}
		case c == '"' || c == '\'':
			if end := bytes.IndexByte(line[i+1:], c); end >= 0 {
				i += 1 + end
			}
		case c == '{' || c == '(' || c == '[':
			p.depth++
		case c == '}' || c == ')' || c == ']':
			p.depth--
			if last := len(p.texts) - 1; last >= 0 && p.texts[last] == p.depth {
				p.texts[last] = inText
			}
		}
	}
}

// headed is a heading, which no program holds but in a text.
var headed = regexp.MustCompile(`^#{1,6} \S`)

func continueModule(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if end, comment := node.Attribute(endKey); comment && segment.Start > end.(int) {
		return parser.Close
	}
	if own, ok := node.Attribute(depthKey); ok {
		state := own.(*program)
		if !state.within() && (state.depth <= 0 || headed.Match(line)) {
			return parser.Close
		}
		state.read(line)
	}
	hideLine(node, reader)
	return parser.Continue
}

var expressionComment = regexp.MustCompile(`^\{\s*/\*`)

// longestExpression bounds an expression within a line, in bytes.
const longestExpression = 500

var texts = regexp.MustCompile("^\\{\\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`)\\s*\\}")

// codeLanguage is that of code within a line, which stands behind it.
var codeLanguage = regexp.MustCompile(`^\{:[\w.-]+\}`)

// withoutLanguage takes the language out of code within a line that ends with it.
func withoutLanguage(block ast.Node, source []byte) {
	for n := range Nodes(block) {
		t, ok := n.LastChild().(*ast.Text)
		if !ok || n.Kind() != ast.KindCodeSpan {
			continue
		}
		if m := languageBehind.FindSubmatchIndex(t.Segment.Value(source)); m != nil {
			t.Segment = t.Segment.WithStop(t.Segment.Start + m[2])
		}
	}
}

var languageBehind = regexp.MustCompile(`.(\{:\.?[a-z][\w.-]*\})$`)

// readExpression reads {/* a comment */}, {"text"} and {code} within a line.
func readExpression(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if m := codeLanguage.Find(line); m != nil && parent.LastChild() != nil && parent.LastChild().Kind() == ast.KindCodeSpan {
		return hidden(block, segment, len(m))
	}
	if expressionComment.Match(line) {
		return hiddenThrough(block, len("{"), commentEnd)
	}
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
				if i == 1 {
					return hidden(block, segment, i+1)
				}
				block.Advance(i + 1)
				return &Foreign{Source: text.NewSegment(segment.Start, segment.Start+i+1), Name: "{}"}
			}
		}
	}
	return nil
}
