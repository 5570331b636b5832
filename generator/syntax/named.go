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

// ---- #+BEGIN_NOTE … #+END_NOTE ----

var (
	namedBegin = regexp.MustCompile(`^#\+(?i:begin)_(\w+)[ \t]*(.*?)[ \t]*$`)
	namedEnd   = regexp.MustCompile(`(?m)^[ \t]*#\+(?i:end)_\w+[ \t]*$`)
	namedKey   = []byte("named")
)

// namedBlock is one on its way.
type namedBlock struct {
	name string
	call tag // where its first and its last line stand
}

// openNamed reads a block that has a name: a callout, a quote, a listing.
func openNamed(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	m := namedBegin.FindSubmatch(bytes.TrimRight(line[at:], "\r\n"))
	if m == nil || tooManyOpen(pc, namedKey) {
		return nil, parser.NoChildren
	}
	start, source := place(segment, at), reader.Source()
	end := nextEnd(source, segment.Stop, pc)
	if end == nil {
		return nil, parser.NoChildren
	}
	name := strings.ToLower(string(m[1]))
	n, state := namedNode(name, text.NewSegment(start, segment.Stop))
	n.SetAttribute(namedKey, &namedBlock{name, tag{start: start, end: segment.Stop, close: -1}})
	if n.Kind() == KindGroup && name == "query" {
		from := bytes.TrimRight(source[start:end[1]], " \t\r\n")
		n.SetAttribute(insideKey, &Foreign{Source: text.NewSegment(start, start+len(from)), Name: "query"})
	}
	reader.AdvanceToEOL()
	return n, state
}

// namedNode gives what a block of a name is.
func namedNode(name string, first text.Segment) (ast.Node, parser.State) {
	switch name {
	case "src", "example", "export", "ascii", "latex", "verse":
		return ast.NewCodeBlock(), parser.NoChildren
	case "comment":
		n := &HiddenLines{}
		n.Lines().Append(first)
		return n, parser.NoChildren
	case "query":
		return &Group{}, parser.NoChildren
	case "quote":
		return ast.NewBlockquote(), parser.HasChildren
	case "pinned":
		return newCallout("important", Open), parser.HasChildren
	}
	if knownCallout(name) {
		c := newCallout(name, Open)
		c.Mark = text.NewSegment(first.Start, first.Start+len("#+begin_")+len(name))
		return c, parser.HasChildren
	}
	return &Group{}, parser.HasChildren
}

var namedEndsKey = parser.NewContextKey()

// nextEnd gives where the first line behind an offset stands that ends a block; nil if
// none does.
func nextEnd(source []byte, from int, pc parser.Context) []int {
	all := pc.ComputeIfAbsent(namedEndsKey, func() any {
		found := namedEnd.FindAllIndex(source, -1)
		return &found
	}).(*[][]int)
	for len(*all) > 0 && (*all)[0][0] < from {
		*all = (*all)[1:] // blocks are opened in their order
	}
	if len(*all) == 0 {
		return nil
	}
	return (*all)[0]
}

func continueNamed(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, segment := reader.PeekLine()
	own, _ := n.Attribute(namedKey)
	named := own.(*namedBlock)
	if said := bytes.TrimSpace(line); len(said) > 2 && strings.EqualFold(string(said), "#+end_"+named.name) && innermost(n, pc) {
		at := segment.Start
		named.call.close, named.call.after = at, segment.Stop
		if n.Kind() == ast.KindCodeBlock {
			n.SetAttribute(tagKey, &pair{tag: named.call})
		}
		if n.Kind() == KindHiddenLines {
			n.Lines().Append(segment)
		}
		reader.AdvanceToEOL()
		return parser.Close
	}
	switch n.Kind() {
	case ast.KindCodeBlock, KindHiddenLines:
		n.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	case KindGroup:
		if _, query := n.Attribute(insideKey); query {
			reader.AdvanceToEOL()
			return parser.Continue | parser.NoChildren
		}
	}
	return parser.Continue | parser.HasChildren
}

// innermost tells the last block that was opened by its name.
func innermost(n ast.Node, pc parser.Context) bool {
	opened := pc.OpenedBlocks()
	for i := len(opened) - 1; i >= 0; i-- {
		if _, ok := opened[i].Node.Attribute(namedKey); ok {
			return opened[i].Node == n
		}
	}
	return false
}

// ---- :LOGBOOK: … :END: ----

var drawer = regexp.MustCompile(`^:(?:LOGBOOK|PROPERTIES):[ \t]*$`)

func openDrawer(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if !drawer.Match(bytes.TrimRight(line[max(pc.BlockOffset(), 0):], "\r\n")) {
		return nil, parser.NoChildren
	}
	n := &HiddenLines{}
	hideLine(n, reader)
	return n, parser.NoChildren
}

func continueDrawer(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	said := bytes.TrimSpace(line)
	if util.IsBlank(line) || bytes.HasPrefix(said, []byte("- ")) { // one that nobody closed
		return parser.Close
	}
	hideLine(n, reader)
	if bytes.Equal(said, []byte(":END:")) {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}
