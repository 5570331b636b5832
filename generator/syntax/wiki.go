package syntax

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// ---- [[page#heading|words]] and ![[page|300]] ----

// Bar stands in the source in the place of the bar of a wiki link in a table, where
// a bar parts cells: see tableLinks. What turns out to be no link has it still.
const Bar = '\x01'

// wikiParser reads wiki links; reversed ones have their words first, and with ranges
// they may name a vault, and a part of a page by where it begins and ends.
type wikiParser struct{ reversed, ranges bool }

func (p wikiParser) read(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
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
	end := bytes.IndexAny(line[start:], "[]") + start
	if end < start || !bytes.HasPrefix(line[end:], []byte("]]")) || len(bytes.TrimSpace(line[start:end])) == 0 || !embed && isAddress(line[end+2:]) {
		return nil // also [[1]](address) and [[1]][name], links whose words stand in brackets
	}
	target, label, labelled := cutBar(line[start:end])
	from := start + len(target) + 1
	if p.reversed && labelled && !embed {
		target, label, from = label, target, start
	}
	target = bytes.TrimSpace(bytes.TrimSuffix(target, []byte(`\`))) // in a table, a bar must be escaped
	label = bytes.TrimSuffix(label, []byte(`\`))
	if p.ranges {
		target = withoutRange(target)
	}
	block.Advance(end + 2)
	if embed {
		return newEmbed(target, string(label))
	}
	n := &WikiLink{Target: string(target), Name: target}
	if labelled && len(bytes.TrimSpace(label)) > 0 {
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+from, segment.Start+from+len(label))))
	}
	return n
}

var (
	vaultBefore = regexp.MustCompile(`^dendron://[^/]*/`)
	rangeBehind = regexp.MustCompile(`(?:,\d+)?(?::#.*)?$`)
)

// withoutRange gives the page of a link and the heading where a part of it begins: a
// reader is shown all of the section.
func withoutRange(target []byte) []byte {
	target = target[len(vaultBefore.Find(target)):]
	if at := bytes.IndexByte(target, '#'); at >= 0 {
		target = target[:len(target)-len(rangeBehind.Find(target[at:]))]
		target = bytes.TrimSuffix(target, []byte("#*"))
	}
	return target
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
func newEmbed(target []byte, label string) *Embed {
	n := &Embed{Target: string(target), Name: target}
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

var spaced = regexp.MustCompile(`^(!?)\[([^\[\]\n]*)\]\(([^()<>"'\n\s][^()<>"'\n]*[ ][^()<>"'\n]*\.(?i:md|png|jpe?g|gif|svg|webp|avif|bmp|pdf|docx?|xlsx?|pptx?|mp4|mp3|zip)(?:#[^\s()<>"']*)?)\)`)

// readSpaced reads images and links to files whose names hold spaces, which
// CommonMark wants written as <my plan.png>.
func readSpaced(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	words := len("[")
	if line[0] == '!' {
		words = len("![")
	}
	if !bytes.HasSuffix(line[:min(words, len(line))], []byte("[")) {
		return nil
	}
	end := words + bytes.IndexAny(line[words:], "[]\n")
	if end < words || !bytes.HasPrefix(line[end:], []byte("](")) {
		return nil
	}
	address := end + len("](")
	end = address + bytes.IndexAny(line[address:], "()<>\"'\n")
	if end < address || line[end] != ')' || bytes.IndexByte(line[address:end], ' ') < 0 { // nearly every link: it is found faster
		return nil
	}
	m := spaced.FindSubmatchIndex(line[:end+1])
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
	n.SetAttributeString(TailKey, Tail{segment.Start + m[5], segment.Start + m[1]})
	block.Advance(m[1])
	return n
}
