package render

import (
	"cmp"
	"fmt"
	"html/template"
	"regexp"
	"strings"
	"text/template/parse"

	"fieldbook/generator/checklist"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// speaking are the functions by which templates say words:
//
//	t "name" …          a word of the catalogue, with what it takes
//	th "name" …         the same where it takes HTML, such as:
//	link address text   a link
//	linksTo . pages     links to pages; a checklist says that it is one, for its
//	                    playbook may have the same title
//	badge class text    a badge
//	whole text          a text of which no line ends inside of a word with a hyphen
//	date day            a day in words
func speaking(catalog *i18n.Catalog) template.FuncMap {
	return template.FuncMap{
		"t":    catalog.Text,
		"th":   func(name string, values ...any) (template.HTML, error) { return withHTML(catalog, name, values) },
		"link": link,
		"badge": func(class, text string) template.HTML {
			return template.HTML(`<span class="badge ` + class + `">` + template.HTMLEscapeString(text) + `</span>`)
		},
		"whole": whole,
		"join":  func(words []string) string { return strings.Join(words, ", ") },
		"linksTo": func(from view, pages []*site.Page) template.HTML {
			return inline(pages, func(p *site.Page) template.HTML {
				if p.Kind != site.KindChecklist {
					return link(from.To(p), p.Title)
				}
				return link(from.To(p), p.Title+" ("+catalog.Say(string(p.Checklist.Kind))+")")
			})
		},
		"asking": func(from view, asked []site.Asked) template.HTML {
			return inline(asked, func(a site.Asked) template.HTML { return link(from.At(a.Page, a.Item.ID.Value), a.Item.Ask) })
		},
		"points": func(weight float64) (string, error) {
			if n := int(weight); float64(n) == weight {
				return catalog.Text("points", n)
			}
			return catalog.Text("points", catalog.Number(weight))
		},
		"flowText":  func(f *checklist.Flow) string { return flowText(catalog, f) },
		"date":      func(d playbook.Date) string { return catalog.Date(d.Year, d.Month, d.Day) },
		"direction": catalog.Direction,
	}
}

// withHTML fills HTML into a word, which itself is text.
func withHTML(catalog *i18n.Catalog, name string, values []any) (template.HTML, error) {
	marks := make([]any, len(values))
	var fill []string
	for i, v := range values {
		mark := fmt.Sprintf("\x00%d\x00", i)
		marks[i] = mark
		html, ok := v.(template.HTML)
		if !ok {
			html = template.HTML(template.HTMLEscapeString(fmt.Sprint(v)))
		}
		// The escaper puts another sign in place of NUL.
		fill = append(fill, template.HTMLEscapeString(mark), string(html))
	}
	text, err := catalog.Text(name, marks...)
	return template.HTML(strings.NewReplacer(fill...).Replace(template.HTMLEscapeString(text))), err
}

func link(address template.URL, text string) template.HTML {
	return template.HTML(`<a href="` + template.HTMLEscapeString(string(address)) + `">` + template.HTMLEscapeString(text) + `</a>`)
}

var hyphenated = regexp.MustCompile(`[\pL\pN]+(?:-[\pL\pN]+)+`)

// whole keeps each word with a hyphen on one line, where it fits on one.
func whole(text string) template.HTML {
	var b strings.Builder
	from := 0
	for _, at := range hyphenated.FindAllStringIndex(text, -1) {
		b.WriteString(template.HTMLEscapeString(text[from:at[0]]) + `<span class="whole">` + text[at[0]:at[1]] + `</span>`)
		from = at[1]
	}
	return template.HTML(b.String() + template.HTMLEscapeString(text[from:]))
}

var (
	headings = regexp.MustCompile(`(?s)<h[2-6][ >].*?</h[2-6]>`)
	behind   = regexp.MustCompile(`>[^<]+`) // what is read behind a tag
)

// wholeHeadings does so in the headings of a text, but where a drawing stands in one.
func wholeHeadings(html string) string {
	var b strings.Builder
	done := 0
	for _, at := range headings.FindAllStringIndex(html, -1) {
		heading := html[at[0]:at[1]]
		if !strings.Contains(heading, "-") || strings.Contains(heading, "<svg") || strings.Contains(heading, "<math") {
			continue
		}
		whole := behind.ReplaceAllStringFunc(heading, func(text string) string {
			return hyphenated.ReplaceAllString(text, `<span class="whole">$0</span>`)
		})
		if whole != heading {
			b.WriteString(html[done:at[0]] + whole)
			done = at[1]
		}
	}
	if done == 0 {
		return html
	}
	return b.String() + html[done:]
}

// inline joins what is made of each.
func inline[T any](all []T, write func(T) template.HTML) template.HTML {
	var parts []string
	for _, one := range all {
		parts = append(parts, string(write(one)))
	}
	return template.HTML(strings.Join(parts, ", "))
}

// flowText says a diagram to those who cannot see it.
func flowText(catalog *i18n.Catalog, f *checklist.Flow) string {
	var steps []string
	for _, s := range f.Steps {
		then := catalog.Say("otherwise")
		if len(s.Question) > 0 {
			then = strings.Join(s.Question, " ") + " " + catalog.Say("ifYes")
		}
		steps = append(steps, fmt.Sprintf("%d. %s %s", s.Number, then, strings.Join(s.Outcome, " ")))
	}
	return catalog.Say("flowDiagram", strings.Join(steps, " "))
}

// settle puts words that take nothing in the place of their actions, once for
// all pages: there are dozens on each. The error is the first name that is no
// word.
func settle(set *template.Template, catalog *i18n.Catalog) error {
	for _, t := range set.Templates() {
		if t.Tree == nil {
			continue
		}
		if err := walk(t.Tree.Root, func(n parse.Node) (parse.Node, error) { return settleAction(t.Tree, n, catalog) }); err != nil {
			return err
		}
	}
	return nil
}

// walk visits all nodes of a template; what visit gives takes the place of one.
func walk(list *parse.ListNode, visit func(parse.Node) (parse.Node, error)) error {
	if list == nil {
		return nil
	}
	for i, n := range list.Nodes {
		var inside parse.BranchNode
		switch n := n.(type) {
		case *parse.IfNode:
			inside = n.BranchNode
		case *parse.RangeNode:
			inside = n.BranchNode
		case *parse.WithNode:
			inside = n.BranchNode
		}
		var err error
		list.Nodes[i], err = visit(n)
		if err := cmp.Or(err, walk(inside.List, visit), walk(inside.ElseList, visit)); err != nil {
			return err
		}
	}
	return nil
}

// settleAction gives the text of {{t "name"}}; other actions stay.
func settleAction(tree *parse.Tree, node parse.Node, catalog *i18n.Catalog) (parse.Node, error) {
	n, ok := node.(*parse.ActionNode)
	if !ok || len(n.Pipe.Cmds) != 1 || len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds[0].Args) != 2 {
		return node, nil
	}
	say, isName := n.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	name, isText := n.Pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !isName || !isText || say.Ident != "t" {
		return node, nil
	}
	text, err := catalog.Text(name.Text)
	if err != nil {
		where, _ := tree.ErrorContext(n)
		return node, fmt.Errorf("template: %s: %w", where, err)
	}
	return &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(template.HTMLEscapeString(text))}, nil
}
