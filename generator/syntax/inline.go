package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

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

// ---- %%comments%% ----

func readComment(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if line, _ := block.PeekLine(); !bytes.HasPrefix(line, []byte("%%")) {
		return nil
	}
	return hiddenThrough(block, len("%%"), percents)
}

var percents = regexp.MustCompile(`%%`)

// hiddenThrough leaves out all from a comment's sign, of so many bytes, to its end, which may stand some lines
// below; nil if it stands in another paragraph.
func hiddenThrough(block text.Reader, sign int, end *regexp.Regexp) ast.Node {
	_, begin := block.PeekLine()
	block.Advance(sign)
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return nil
		}
		if m := end.FindIndex(line); m != nil {
			block.Advance(m[1])
			return &Hidden{Source: text.NewSegment(begin.Start, segment.Start+m[1])}
		}
		block.AdvanceLine()
	}
}

// hidden reads past so many bytes of a line, which are left out.
func hidden(block text.Reader, line text.Segment, length int) ast.Node {
	block.Advance(length)
	return &Hidden{Source: text.NewSegment(line.Start, line.Start+length)}
}

// openComment leaves out lines from %% to %%, listings among them.
func openComment(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	rest := reader.Source()[min(segment.Stop, len(reader.Source())):]
	if !bytes.HasPrefix(line[at:], []byte("%%")) || bytes.Contains(line[at+2:], []byte("%%")) {
		return nil, parser.NoChildren
	}
	within, _, closed := bytes.Cut(rest, []byte("%%"))
	if !closed || !util.IsBlank(line[at+2:]) && hasListing(within) { // which may be what has the other sign
		return nil, parser.NoChildren
	}
	n := &HiddenLines{}
	hideLine(n, reader)
	return n, parser.NoChildren
}

// hideLine leaves out the rest of a line.
func hideLine(n ast.Node, reader text.Reader) {
	_, segment := reader.PeekLine()
	n.Lines().Append(text.NewSegment(segment.Start, segment.Stop))
	reader.AdvanceToEOL()
}

func continueComment(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if i := bytes.Index(line, []byte("%%")); i >= 0 {
		n.Lines().Append(text.NewSegment(segment.Start, place(segment, i+2)))
		reader.Advance(i + 2) // what stands behind is text
		return parser.Close
	}
	hideLine(n, reader)
	return parser.Continue
}

// ---- ++ctrl+c++ and :material-star: ----

var keysLine = regexp.MustCompile(`^\+\+([\w"-]+(?:\+[\w"-]+)*)\+\+`)

func readKeys(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := keysLine.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	return around(&Key{}, m, segment, block)
}

// around reads past a match, and puts its first group into a node as text.
func around(n ast.Node, match []int, segment text.Segment, block text.Reader) ast.Node {
	block.Advance(match[1])
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+match[2], segment.Start+match[3])))
	return n
}

// scripts are x^2^, H~2~O and ^^inserted^^.
var scripts = []struct {
	find    *regexp.Regexp
	element string
}{
	{regexp.MustCompile(`^\^\^([^\s^](?:[^^\n]*[^\s^])?)\^\^`), "ins"},
	{regexp.MustCompile(`^\^([^\s^]+)\^`), "sup"},
	{regexp.MustCompile(`^~([^\s~]+)~`), "sub"},
}

func readScript(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if block.PrecendingCharacter() == rune(line[0]) || bytes.HasPrefix(line, []byte("~~")) {
		return nil
	}
	for _, s := range scripts {
		if m := s.find.FindSubmatchIndex(line); m != nil {
			return around(&Script{Element: s.element}, m, segment, block)
		}
	}
	return nil
}

// Snippet is the pattern of one; its group is the file.
const Snippet = `-{1,}8<-{1,}[ \t]+"([^"\n]+)"[ \t]*$`

var snippet = regexp.MustCompile(`^` + Snippet)

// openSnippet reads --8<-- "file", which only the other program can put there.
func openSnippet(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
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

var icon = regexp.MustCompile(`^:(?:material|fontawesome|octicons|simple|lucide)-[\w-]+:(?:\{[^}\n]{0,200}\})?`)

func readIcon(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := icon.FindIndex(line)
	if m == nil {
		return nil
	}
	return hidden(block, segment, m[1])
}

// ---- ![](picture.png){width=200} ----

// WidthKey is the attribute of an image that says how wide it is, in pixels.
const WidthKey = "width"

// sizeParser takes attributes behind an image; and with all, behind anything.
type sizeParser struct{ all bool }

var attributes = regexp.MustCompile(`^\{:?[ \t]*((?:[.#][\w:.-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)|[ \t])+)\}`)
var widthIn = regexp.MustCompile(`\bwidth=["']?(\d{1,4})`)

func (p sizeParser) read(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	img, _ := parent.LastChild().(*ast.Image)
	if img == nil && (!p.all || isSpace(byte(min(block.PrecendingCharacter(), 0x7f)))) {
		return nil
	}
	line, segment := block.PeekLine()
	m := attributes.FindSubmatch(line[:min(len(line), longestExpression)])
	if m == nil {
		return nil
	}
	if w := widthIn.FindSubmatch(m[1]); w != nil && img != nil {
		img.SetAttributeString(WidthKey, string(w[1]))
	}
	if link, ok := parent.LastChild().(*ast.Link); ok && p.all && len(link.Destination) == 0 && !link.HasChildren() {
		if id := idIn.FindSubmatch(m[1]); id != nil { // [](){#id} is a place to link to
			parent.RemoveChild(parent, link)
			block.Advance(len(m[0]))
			return &Hidden{Source: text.NewSegment(segment.Start, segment.Start+len(m[0])), Anchor: string(id[1])}
		}
	}
	return hidden(block, segment, len(m[0]))
}

var idIn = regexp.MustCompile(`(?:^|[ \t])#([\w:.-]+)`)
