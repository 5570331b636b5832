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

// ---- [words](file ':include :type=code'), # Heading :id=name, !> a remark ----

// option is one of those that stand in the title of a link, or behind a heading.
var anOption = regexp.MustCompile(`(?:^|[ \t]):([a-z][a-z-]*)(?:=([^\s:]\S*))?`)

// headingOptions are those at the end of a heading; ignoring is a mark for its list of
// headings.
var headingOptions = regexp.MustCompile(`(?:[ \t]+:[a-z][a-z-]*(?:=[^\s:]\S*)?|[ \t]*\{docsify-ignore(?:-all)?\})+[ \t]*$`)

// optionsOf parts a text into its options and the rest.
func optionsOf(said string) (options map[string]string, rest string) {
	options = map[string]string{}
	for _, m := range anOption.FindAllStringSubmatch(said, -1) {
		options[m[1]] = m[2]
	}
	return options, strings.TrimSpace(anOption.ReplaceAllString(said, ""))
}

// optioned takes the options out of a heading, of which one is its anchor.
func optioned(h *ast.Heading, source []byte) {
	if h.Lines().Len() == 0 {
		return
	}
	line := h.Lines().At(h.Lines().Len() - 1)
	said := bytes.TrimRight(line.Value(source), "\r\n")
	m := headingOptions.FindIndex(said)
	if m == nil {
		return
	}
	if options, _ := optionsOf(string(said[m[0]:])); options["id"] != "" {
		h.SetAttributeString("id", []byte(options["id"]))
	}
	cutText(h, line.Start+m[0])
}

// titleOf is what is left of a title; nil for nothing.
func titleOf(rest string) []byte {
	if rest == "" {
		return nil
	}
	return []byte(rest)
}

// linkOptions takes the options out of the titles of the links and images in a block,
// and puts what a link includes in its place.
func linkOptions(block ast.Node) {
	var links []*ast.Link
	for n := range Nodes(block) {
		switch n := n.(type) {
		case *ast.Link:
			links = append(links, n)
		case *ast.Image:
			options, rest := optionsOf(string(n.Title))
			if n.Title = titleOf(rest); len(options) > 0 && width.MatchString(options["size"]) {
				n.SetAttributeString(WidthKey, width.FindStringSubmatch(options["size"])[1])
			}
		}
	}
	for _, l := range links {
		options, rest := optionsOf(string(l.Title))
		l.Title = titleOf(rest)
		if _, included := options["include"]; included && !bytes.Contains(l.Destination, []byte("://")) {
			e := &Embed{Target: string(l.Destination), Name: l.Destination}
			e.SetPos(l.Pos())
			if tail, ok := TailOf(l); ok {
				e.Source = text.NewSegment(l.Pos(), tail.Stop)
			}
			l.Parent().ReplaceChild(l.Parent(), l, e)
		}
	}
}

var remark = regexp.MustCompile(`^([!?])>[ \t]`)

// openRemark reads a paragraph that begins with !> or ?>, as a callout.
func openRemark(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	m := remark.FindSubmatch(line[at:])
	if m == nil {
		return nil, parser.NoChildren
	}
	c := newCallout(map[byte]string{'!': "important", '?': "tip"}[m[1][0]], Open)
	start := place(segment, at)
	c.Mark = text.NewSegment(start, start+len("!>"))
	reader.Advance(at + len(m[0]))
	return c, parser.HasChildren
}

// continueRemark goes on up to a blank line.
func continueRemark(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if line, _ := reader.PeekLine(); util.IsBlank(line) {
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}
