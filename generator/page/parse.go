package page

import (
	"bytes"
	"html"
	"path"
	"strings"
	"unicode/utf8"

	emoji "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"fieldbook/generator/diag"
	"fieldbook/generator/fill"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// Parse turns the bytes of one Markdown file into a Playbook, and reports its
// mistakes. It gives nil when the file has no readable text.
func Parse(file string, data []byte, d Reading, r *diag.Reporter) *playbook.Playbook {
	return ParseFilled(file, data, nil, d, r)
}

// ParseFilled does so where another program puts something into the file before it
// reads it: filled is what it then reads, nil where that is the file. All places are
// those of the file.
func ParseFilled(file string, data []byte, filled *fill.Source, d Reading, r *diag.Reporter) *playbook.Playbook {
	if filled != nil {
		data = filled.Original
	}
	source, ok := normalise(data, r)
	if !ok {
		return nil
	}
	p := &playbook.Playbook{Path: file, Sections: []playbook.Section{{}}}
	var body []byte
	p.FrontMatter, body, p.Unread = split(source, file, d, r)
	p.OwnSummary = p.Summary != ""
	checkFrontMatter(p, r)
	if p.Checklist != nil && !d.Internal {
		p.Checklist.DropInternal() // what is not there leaks nowhere
	}
	places := places{diag.NewLines(source), len(source) - len(body), filled}
	body = places.body(body, r)
	if at := tooDeep(body); at >= 0 {
		r.Errorf(places.span(at, -1), "too-deep", "split the text", "nested more than %d deep", maxDepth)
		asText(p, body)
		return p
	}
	markdown := d.markdown(file)
	body, moved := prepared(body, d.set(file))
	context := parser.NewContext()
	doc := markdown.Parser().Parse(text.NewReader(body), parser.WithContext(context))
	pass := &pass{
		Playbook: p, Reporter: r, shown: shown{source: body}, Reading: d, dialect: d.dialect(),
		places: places, ids: map[string]int{}, lexing: mostLooked, moved: moved,
	}
	pass.cut(syntax.Cuts(context))
	pass.run(doc)
	if pass.deep {
		asText(p, body)
		return p
	}
	if !d.Bare {
		var out page
		if err := markdown.Renderer().Render(&out, body, doc); err != nil {
			r.Errorf(diag.Span{}, "not-rendered", "", "cannot be rendered: %v", err)
		}
		p.Body.HTML, p.Body.Parts, p.Body.Markdown = out.String(), out.ended(), pass.written()
	}
	restoreAll(p, body)
	return p
}

// restoreAll puts back the signs in whose place others stood: in tables, and in what is
// no call.
func restoreAll(p *playbook.Playbook, body []byte) {
	for stood, sign := range map[rune]string{syntax.Bar: "|", fill.Brace: "{"} {
		if bytes.IndexByte(body, byte(stood)) >= 0 {
			restore(p, stood, sign)
		}
	}
}

// restore puts a sign back in whose place another stood while the text was read.
func restore(p *playbook.Playbook, stood rune, sign string) {
	back := func(texts ...*string) {
		for _, s := range texts {
			*s = strings.ReplaceAll(*s, string(stood), sign)
		}
	}
	back(&p.Title, &p.Summary, &p.Body.HTML, &p.Body.Markdown)
	for i := range p.Sections {
		back(&p.Sections[i].Title, &p.Sections[i].Text)
	}
	for i := range p.Body.Links {
		back(&p.Body.Links[i].Target, &p.Body.Links[i].Alt)
	}
}

// asText shows the text of a page as it is written, since it cannot be read.
func asText(p *playbook.Playbook, body []byte) {
	text := strings.ReplaceAll(string(body), playbook.Placeholder, "")
	p.Body = playbook.Body{HTML: `<pre tabindex="0">` + html.EscapeString(text) + "</pre>\n", Markdown: text}
	p.Sections = []playbook.Section{{Text: tidy(string(body))}}
	if p.Title == "" {
		p.Title = fromPath(p.Path)
	}
}

const (
	maxDepth   = 100 // of quotes, lists and brackets inside each other
	maxSummary = 200 // characters
)

// tooDeep finds, before any parsing, nesting that only an accident or an
// attack brings: it gives the offset, or -1.
func tooDeep(body []byte) int {
	if bytes.Count(body, []byte("[")) <= maxDepth && bytes.Count(body, []byte(">")) <= maxDepth {
		return -1 // nearly every page: counting is much faster than looking
	}
	brackets, quotes := 0, 0
	for i, c := range body {
		switch c {
		case '\n':
			quotes = 0
			if i+1 < len(body) && body[i+1] == '\n' {
				brackets = 0 // a blank line ends the paragraph
			}
		case '>':
			quotes++
		case ' ', '\t':
		case '[':
			brackets++
			quotes = 0
		case ']':
			brackets = max(0, brackets-1)
			quotes = 0
		default:
			quotes = 0
		}
		if brackets > maxDepth || quotes > maxDepth {
			return i
		}
	}
	return -1
}

// named gives a page the name of its file, as its dialect shows it.
func (d Reading) named(file string) string {
	stem := slug.Stem(path.Base(file))
	return d.dialect().NameOf(stem, func(name string) string {
		if name != stem {
			return slug.Title(name)
		}
		return fromPath(file)
	})
}

// fromPath gives the name of a file that has no heading: lead lists for lead-lists.md.
func fromPath(file string) string {
	if dir := path.Dir(file); slug.IsIndex(file) && dir != "." {
		return slug.Title(path.Base(dir))
	}
	return slug.Title(slug.Stem(path.Base(file)))
}

// shorten cuts a text at a word's end.
func shorten(s string) string {
	s = slug.OneLine(s)
	if utf8.RuneCountInString(s) <= maxSummary {
		return s
	}
	runes := []rune(s)[:maxSummary]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > maxSummary/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

func plain(of ast.Node, source []byte) string {
	var b strings.Builder
	for n := range syntax.Nodes(of) {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(decoded(n, source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *emoji.Emoji:
			b.WriteString(string(n.Value.Unicode))
		case *syntax.WikiLink:
			if !n.HasChildren() && n != of {
				name, _, _ := strings.Cut(n.Target, "#")
				if n.Block {
					name = "…"
				}
				b.WriteString(path.Base(name))
			}
		}
	}
	return b.String()
}

// decoded is a text as it is read, its entities and escapes resolved.
func decoded(n *ast.Text, source []byte) string {
	raw := n.Segment.Value(source)
	if n.IsRaw() || n.Parent() != nil && n.Parent().Kind() == ast.KindCodeSpan || bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\\') < 0 {
		return string(raw)
	}
	return Resolved(raw)
}
