package page

import (
	"bytes"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"fieldbook/generator/diag"
	"fieldbook/generator/syntax"
)

// row tells of the text of a table's row that has no column: GFM drops it.
func (p *pass) row(n *east.TableRow) {
	last := n.LastChild()
	if last == nil || last.Lines().Len() == 0 {
		return // a row with fewer cells
	}
	rest, _, _ := bytes.Cut(p.source[last.Lines().At(0).Stop:], []byte("\n"))
	rest = bytes.Trim(rest, "| \t")
	if len(rest) == 0 {
		return
	}
	hint := `write a bar that is text as \|, or give the table a column more`
	line := p.source[n.Pos():]
	if line, _, _ = bytes.Cut(line, []byte("\n")); bytes.IndexByte(line, '`') >= 0 {
		hint = `write a bar as \|, also in code`
	}
	p.At(p.rest(n.Pos()), diag.Diagnostic{Code: "table-row", Severity: diag.Warning, Group: "table row", Hint: hint, Message: "the row has more cells than its table, and shows no " + clip(string(rest))})
}

// closedListing doubts a listing that goes on to the end of what it stands in.
func (p *pass) closedListing(n *ast.FencedCodeBlock) {
	at := max(n.Pos(), 0)
	end := at
	if k := n.Lines().Len(); k > 0 {
		end = n.Lines().At(k - 1).Stop
	} else if i := bytes.IndexByte(p.source[at:], '\n'); i >= 0 {
		end += i + 1
	} else {
		end = len(p.source)
	}
	line, _, _ := bytes.Cut(p.source[end:], []byte("\n"))
	fence := bytes.TrimSpace(bytes.TrimLeft(line, "> \t"))
	sign := bytes.TrimLeft(p.source[at:], " \t")[:1]
	if len(fence) < 3 || len(bytes.Trim(fence, string(sign))) > 0 {
		p.Doubtf(p.rest(at), "open-listing", "end it with a line of "+strings.Repeat(string(sign), 3), "the listing is not closed, and takes all that follows it")
	}
}

// commentSigns are how a text that nobody is to see may begin: everywhere, and where a
// dialect has it.
var commentSigns = []struct {
	begin string
	in    func(p *pass) bool
	end   string
}{
	{"<!--", func(*pass) bool { return true }, "-->"},
	{"%%", func(p *pass) bool { return p.dialect.Set(p.Path).Comments }, "%%"},
	{"{/*", func(p *pass) bool { return p.dialect.Set(p.Path).Modules }, "*/}"},
}

// openComments doubts comments that are shown, since they do not end in what they
// begin in.
func (p *pass) openComments(n *ast.Text) {
	if n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	for _, c := range commentSigns {
		at := bytes.Index(p.source[n.Segment.Start:n.Segment.Stop], []byte(c.begin[:1]))
		if at < 0 {
			continue
		}
		for at += n.Segment.Start; at < n.Segment.Stop; at++ {
			if bytes.HasPrefix(p.source[at:], []byte(c.begin)) && (at == 0 || p.source[at-1] != '\\') && c.in(p) {
				p.Doubtf(p.span(at, at+len(c.begin)), "open-comment", "end it with "+c.end+" before the next empty line, or write \\"+c.begin+" if it is text", "the comment does not end in its paragraph, and is shown")
				at += len(c.begin)
			}
		}
	}
}

// openComment doubts a comment within HTML that hides too much, or too little.
func (p *pass) openComment(n *ast.HTMLBlock, markup string) {
	begin := strings.LastIndex(markup, "<!--")
	if begin < 0 || strings.Contains(markup[begin:], "-->") || n.HTMLBlockType == ast.HTMLBlockType1 {
		return
	}
	said := "the comment is not closed in its block of HTML, and what stands below is shown"
	if n.HTMLBlockType == ast.HTMLBlockType2 && n.Parent().Kind() == ast.KindDocument && !strings.Contains(markup, "-->") {
		said = "the comment is not closed, and takes all that follows it"
	}
	place := max(n.Pos(), 0)
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if at := bytes.LastIndex(line.Value(p.source), []byte("<!--")); at >= 0 {
			place = line.Start + at
		}
	}
	p.Doubtf(p.rest(place), "open-comment", "end it with -->, before the next empty line where it stands in HTML", "%s", said)
}

var (
	noteMark = regexp.MustCompile(`^\[\^([^\]\s]+)\]`)
	defined  = regexp.MustCompile(`(?m)^ {0,3}\[([^\]\n]+)\]:[ \t]*([^\n]*)`)
	oneWord  = regexp.MustCompile(`^[\pL\pN-]+[.!]?$`)
)

// maxNoteMark bounds the name of a note, in bytes.
const maxNoteMark = 100

// noteMarks doubts marks of notes that are not there: they are shown as they stand.
func (p *pass) noteMarks(n *ast.Text) {
	if n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	for at := n.Segment.Start; at < n.Segment.Stop; at++ {
		if p.source[at] != '[' || at > 0 && p.source[at-1] == '\\' {
			continue
		}
		if m := noteMark.FindSubmatch(p.source[at:min(at+maxNoteMark, len(p.source))]); m != nil {
			p.Doubtf(p.span(at, at+len(m[0])), "missing-note", "add a line [^"+string(m[1])+"]: and the note, or write \\[ if none is meant", "the mark %s has no note", m[0])
		}
	}
}

// unused doubts what is defined and not shown, since nothing leads to it: notes, and
// lines such as [Note]: important, which define the address of a link.
func (p *pass) unused(doc ast.Node) {
	if !bytes.Contains(p.source, []byte("]:")) {
		return
	}
	leads, listings := map[string]int{}, spans{}
	for n := range syntax.Nodes(doc) {
		switch n := n.(type) {
		case *east.Footnote:
			leads["^"+string(n.Ref)]++ // one of a name is shown
		case *ast.Link:
			if n.Reference != nil {
				leads[util.ToLinkReference(n.Reference.Value)] = len(p.source) // as many as there are
			}
		case *ast.Image:
			if n.Reference != nil {
				leads[util.ToLinkReference(n.Reference.Value)] = len(p.source)
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
			if k := n.Lines().Len(); k > 0 {
				listings = append(listings, [2]int{n.Lines().At(0).Start, n.Lines().At(k - 1).Stop})
			}
		}
	}
	slices.SortFunc(listings, func(a, b [2]int) int { return a[0] - b[0] })
	for _, m := range defined.FindAllSubmatchIndex(p.source, -1) {
		label, to := string(p.source[m[2]:m[3]]), string(p.source[m[4]:m[5]])
		name, isNote := label, strings.HasPrefix(label, "^")
		if !isNote {
			name = util.ToLinkReference([]byte(label))
		}
		switch leads[name]--; {
		case leads[name] >= 0 || listings.hold(m[2]):
		case isNote:
			p.Doubtf(p.rest(m[2]-1), "unused-note", "put ["+label+"] where it belongs, or remove the note", "nothing leads to the note [%s], and it is not shown", label)
		case oneWord.MatchString(to):
			p.Doubtf(p.rest(m[2]-1), "unused-note", "write \\[ if a text is meant", "[%s]: %s is the address of a link that is not there, and is not shown", label, to)
		}
	}
}

// spans are places of a text apart from each other, from and to, in their order.
type spans [][2]int

func (s spans) hold(at int) bool {
	i := sort.Search(len(s), func(i int) bool { return s[i][0] > at })
	return i > 0 && at < s[i-1][1]
}
