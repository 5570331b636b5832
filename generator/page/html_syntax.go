package page

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"fieldbook/generator/playbook"
	"fieldbook/generator/syntax"
)

// registerSyntax takes over the nodes of package syntax.
func registerSyntax(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(syntax.KindCallout, through(callout))
	reg.Register(syntax.KindTitle, through(title))
	reg.Register(syntax.KindTabs, through(tabs))
	reg.Register(syntax.KindTab, through(tab))
	reg.Register(syntax.KindGroup, around("div", ` class="group"`))
	reg.Register(syntax.KindMark, around("mark", ""))
	reg.Register(syntax.KindKey, around("kbd", ""))
	reg.Register(syntax.KindScript, script)
	reg.Register(syntax.KindAbbr, through(abbr))
	reg.Register(syntax.KindEmbed, alone(embed))
	reg.Register(syntax.KindMath, alone(formula))
	reg.Register(syntax.KindMathLine, alone(formula))
	reg.Register(syntax.KindForeign, through(foreign))
	reg.Register(syntax.KindHidden, alone(anchor))
	reg.Register(syntax.KindHiddenLines, nothing)
}

// around writes an element around what a node holds.
func around(name, attributes string) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		end := ""
		if n.Type() == ast.TypeBlock {
			end = "\n"
		}
		if entering {
			fmt.Fprintf(w, "<%s%s%s>%s", name, attributes, line(n), end)
		} else {
			fmt.Fprintf(w, "</%s>%s", name, end)
		}
		return ast.WalkContinue, nil
	}
}

// callout writes a remark, as an element that folds if it can.
func callout(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	c := n.(*syntax.Callout)
	start, end := fmt.Sprintf(`<div class="callout %s" role="note"%s>`, c.Style, line(n)), "</div>"
	switch c.Fold {
	case syntax.Closed:
		start, end = fmt.Sprintf(`<details class="callout %s"%s>`, c.Style, line(n)), "</details>"
	case syntax.Unfolded:
		start, end = fmt.Sprintf(`<details class="callout %s" open%s>`, c.Style, line(n)), "</details>"
	case syntax.Open:
	}
	if !entering {
		_, _ = w.WriteString(end + "\n")
		return
	}
	_, _ = w.WriteString(start + "\n")
	if first := n.FirstChild(); first == nil || first.Kind() != syntax.KindTitle {
		name := "callout" + capital(c.Style)
		words := word(name)
		if c.Name != "" {
			words = string(util.EscapeHTML([]byte(capital(c.Name))))
		}
		fmt.Fprintf(w, "%s%s%s\n", titleTag(n, true), words, titleTag(n, false))
	}
}

func capital(s string) string {
	s = strings.ReplaceAll(s, "-", " ")
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// titleTag is the start or the end of what a title of a node stands in.
func titleTag(of ast.Node, start bool) string {
	element, class := "p", "group-title"
	switch of := of.(type) {
	case *syntax.Callout:
		class = "callout-title"
		if of.Fold != syntax.Open {
			element = "summary"
		}
	case *syntax.Tab:
		id, _ := of.AttributeString(tabsKey)
		if !start {
			return "</label>"
		}
		return fmt.Sprintf(`<label for="%s">`, id)
	}
	if !start {
		return "</" + element + ">"
	}
	return "<" + element + ` class="` + class + `">`
}

func title(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	_, _ = w.WriteString(titleTag(n.Parent(), entering))
	if _, isTab := n.Parent().(*syntax.Tab); isTab && !entering {
		_, _ = w.WriteString("<div class=\"tab\">")
	}
	if !entering {
		_ = w.WriteByte('\n')
	}
}

// tabsKey is the attribute that names a group of tabs, and each of them.
const tabsKey = "tabs"

// tabsName names a group of tabs apart from those of all other pages, for a book
// has them all on one.
func tabsName(file string, n int) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(file))
	return fmt.Sprintf("fb-tabs-%x-%d", sum.Sum32(), n)
}

// tabs writes a group of which a radio button without any script shows one.
func tabs(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	if !entering {
		_, _ = w.WriteString("</div>\n")
		return
	}
	name, _ := n.AttributeString(tabsKey)
	at := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		at++
		c.SetAttributeString(tabsKey, fmt.Sprintf("%s-%d", name, at))
	}
	fmt.Fprintf(w, "<div class=\"tabs\" role=\"group\"%s>\n", line(n))
}

func tab(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	if !entering {
		_, _ = w.WriteString("</div>\n")
		return
	}
	group, _ := n.Parent().AttributeString(tabsKey)
	id, _ := n.AttributeString(tabsKey)
	checked := ""
	if n.PreviousSibling() == nil {
		checked = " checked"
	}
	fmt.Fprintf(w, `<input type="radio" id="%s" name="%s"%s>`, id, group, checked)
	if first := n.FirstChild(); first == nil || first.Kind() != syntax.KindTitle {
		_, number, _ := strings.Cut(fmt.Sprint(id), fmt.Sprint(group)+"-")
		fmt.Fprintf(w, "%s%s</label><div class=\"tab\">\n", titleTag(n, true), number)
	}
}

func script(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	return around(n.(*syntax.Script).Element, "")(w, source, n, entering)
}

func abbr(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	if entering {
		fmt.Fprintf(w, `<abbr title="%s">`, util.EscapeHTML([]byte(n.(*syntax.Abbr).Meaning)))
	} else {
		_, _ = w.WriteString("</abbr>")
	}
}

func embed(w util.BufWriter, _ []byte, n ast.Node) {
	mark(w, playbook.PlaceholderTag, n)
}

// mathKey is the attribute that holds a formula as MathML.
const mathKey = "mathml"

func formula(w util.BufWriter, source []byte, n ast.Node) {
	if made, ok := n.AttributeString(mathKey); ok {
		_, _ = w.WriteString(made.(string))
	} else {
		latex := n.Lines
		if m, ok := n.(*syntax.Math); ok {
			fmt.Fprintf(w, "<code>%s</code>", util.EscapeHTML(m.Source.Value(source)))
		} else {
			fmt.Fprintf(w, "<pre tabindex=\"0\">%s</pre>\n", util.EscapeHTML(latex().Value(source)))
		}
	}
}

// foreign shows of what only another program can replace the words in it alone; where
// it has none, that something is left out.
func foreign(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	if _, silent := n.Parent().AttributeString(silentKey); entering && !n.HasChildren() && !silent {
		_, _ = w.WriteString("…")
	}
}

// silentKey is the attribute of a paragraph of which nothing is shown.
const silentKey = "silent"

// isSilent tells a paragraph of which nothing is shown.
func isSilent(p ast.Node, source []byte) bool {
	for n := p.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *syntax.Hidden:
			if n.Anchor != "" {
				return false
			}
		case *syntax.Foreign:
			if n.HasChildren() {
				return false
			}
		case *ast.Text:
			if !util.IsBlank(n.Segment.Value(source)) {
				return false
			}
		default:
			return false
		}
	}
	return p.HasChildren()
}

// anchor writes the place to link to of what is left out otherwise.
func anchor(w util.BufWriter, _ []byte, n ast.Node) {
	if id := n.(*syntax.Hidden).Anchor; id != "" {
		fmt.Fprintf(w, `<span id="%s"></span>`, util.EscapeHTML([]byte(id)))
	}
}

func nothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// paragraph writes a paragraph, with the name that other pages link to it by.
func paragraph(w util.BufWriter, source []byte, n ast.Node, entering bool) {
	if entering && isSilent(n, source) {
		n.SetAttributeString(silentKey, true)
	}
	if _, silent := n.AttributeString(silentKey); silent {
		return
	}
	if !entering {
		_, _ = w.WriteString("</p>\n")
		block(w, n, false, "", "")
		return
	}
	block(w, n, true, "", "")
	fmt.Fprintf(w, "<p%s%s>", blockID(n), line(n))
}
