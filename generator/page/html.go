package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"fieldbook/generator/playbook"
	"fieldbook/generator/syntax"
)

// nodeRenderer writes what differs from goldmark's own HTML.
type nodeRenderer struct{}

// RegisterFuncs takes over the nodes that this package renders.
func (nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, through(heading))
	reg.Register(ast.KindLink, through(link))
	reg.Register(ast.KindAutoLink, alone(autoLink))
	reg.Register(ast.KindImage, alone(image))
	reg.Register(syntax.KindWikiLink, through(link))
	reg.Register(ast.KindParagraph, through(paragraph))
	reg.Register(ast.KindListItem, through(listItem))
	reg.Register(kindEdge, through(writeEdge))
	reg.Register(ast.KindFencedCodeBlock, alone(code))
	reg.Register(ast.KindCodeBlock, alone(code))
	reg.Register(ast.KindRawHTML, alone(rawHTML))
	reg.Register(ast.KindHTMLBlock, alone(rawHTML))
	registerSyntax(reg)
	reg.Register(east.KindTable, through(table))
	reg.Register(east.KindTableCell, through(tableCell))
	reg.Register(east.KindTaskCheckBox, through(taskBox))
}

// through writes what stands before and behind all that a node holds.
func through(write func(w util.BufWriter, source []byte, n ast.Node, entering bool)) renderer.NodeRendererFunc {
	return func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		write(w, source, n, entering)
		return ast.WalkContinue, nil
	}
}

// alone writes what stands in the place of a node.
func alone(write func(w util.BufWriter, source []byte, n ast.Node)) renderer.NodeRendererFunc {
	return func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			write(w, source, n)
		}
		return ast.WalkSkipChildren, nil
	}
}

// mark writes a placeholder for the Link that n is tied to.
func mark(w util.BufWriter, want byte, n ast.Node) bool {
	i, ok := n.AttributeString(placeholderKey)
	if !ok {
		return false
	}
	_, _ = w.WriteString(playbook.Mark(want, i.(int)))
	return true
}

// word is a placeholder for a word of the interface, which depends on the
// site's language and not on the file.
func word(name string) string {
	return playbook.Mark(playbook.PlaceholderWord, slices.Index(playbook.Words, name))
}

func isDead(n ast.Node) bool {
	_, dead := n.AttributeString(deadKey)
	return dead
}

func heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	h := n.(*ast.Heading)
	id, _ := h.AttributeString("id")
	anchor, _ := id.([]byte)
	escaped := util.EscapeHTML(anchor)
	if entering {
		fmt.Fprintf(w, `<h%d id="%s"%s>`, h.Level, escaped, line(n))
	} else {
		fmt.Fprintf(w, " <a class=\"anchor\" href=\"#%s\" aria-label=\"%s\">#</a></h%d>\n", util.EscapeHTML(util.URLEscape(anchor, false)), word("linkToSection"), h.Level)
	}
}

func link(w util.BufWriter, source []byte, n ast.Node, entering bool) {
	if inLink(n) {
		if entering && !n.HasChildren() {
			mark(w, playbook.PlaceholderText, n)
		}
		return
	}
	if !entering {
		_, _ = w.WriteString("</a>")
		return
	}
	if mark(w, playbook.PlaceholderTag, n) {
		if strings.TrimSpace(plain(n, source)) == "" && !syntax.Has(n, ast.KindImage) {
			mark(w, playbook.PlaceholderText, n)
		}
		return
	}
	l := n.(*ast.Link)
	openLink(w, n, util.URLEscape(l.Destination, true), l.Title)
}

// openLink writes the start tag of a link to another site, whose address is
// escaped; its title may be empty.
func openLink(w util.BufWriter, n ast.Node, target, title []byte) {
	if isDead(n) {
		_, _ = w.WriteString(`<a class="dead">`)
		return
	}
	fmt.Fprintf(w, `<a href="%s"`, util.EscapeHTML(target))
	if len(title) > 0 {
		fmt.Fprintf(w, ` title="%s"`, util.EscapeHTML([]byte(Resolved(title))))
	}
	_ = w.WriteByte('>')
}

// inLink tells a node inside of a link, where HTML allows no other one.
func inLink(n ast.Node) bool {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if up.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

func autoLink(w util.BufWriter, source []byte, n ast.Node) {
	l := n.(*ast.AutoLink)
	if inLink(n) {
		_, _ = w.Write(util.EscapeHTML(l.Label(source)))
		return
	}
	target, label := l.URL(source), l.Label(source)
	if l.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(target)), "mailto:") {
		target = append([]byte("mailto:"), target...)
	}
	openLink(w, n, util.URLEscape(target, false), nil)
	_, _ = w.Write(util.EscapeHTML(label))
	_, _ = w.WriteString("</a>")
}

// image writes an image of the site, or a link to one on another host, which a
// reader's browser must not load unasked.
func image(w util.BufWriter, source []byte, n ast.Node) {
	if mark(w, playbook.PlaceholderTag, n) {
		return
	}
	img := n.(*ast.Image)
	alt := strings.TrimSpace(plain(n, source))
	if alt == "" {
		alt = "image"
	}
	within := inLink(n)
	if !within {
		openLink(w, n, util.URLEscape(img.Destination, true), img.Title)
	}
	_, _ = w.Write(util.EscapeHTML([]byte(alt)))
	if !within {
		_, _ = w.WriteString("</a>")
	}
}

// code writes a block of code, fenced or indented, which a keyboard can scroll.
func code(w util.BufWriter, source []byte, n ast.Node) {
	fmt.Fprintf(w, `<pre tabindex="0"%s><code`, line(n))
	if block, ok := n.(*ast.FencedCodeBlock); ok {
		if language := languageOf(block, source); language != "" {
			fmt.Fprintf(w, ` class="language-%s"`, util.EscapeHTML([]byte(language)))
		}
	}
	_ = w.WriteByte('>')
	if made, ok := n.AttributeString(codeKey); ok {
		_, _ = w.WriteString(made.(string))
	} else {
		_, _ = w.Write(util.EscapeHTML(n.Lines().Value(source)))
	}
	_, _ = w.WriteString("</code></pre>\n")
}

// line is the attribute that tells where a block begins in its file; "" unless
// lines are wanted.
func line(n ast.Node) string {
	if at, ok := n.AttributeString(lineKey); ok {
		return fmt.Sprintf(` %s="%s"`, lineKey, at)
	}
	return ""
}

// rawHTML writes what of an author's HTML may pass: nothing where a site lets
// none in.
func rawHTML(w util.BufWriter, _ []byte, n ast.Node) {
	if safe, ok := n.AttributeString(rawKey); ok {
		_, _ = withBoxes.WriteString(w, safe.(string))
	}
}

// tableStart is what stands around a table.
var tableStart = fmt.Sprintf("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">\n", word("table"))

// table wraps a table, so that a wide one scrolls alone.
func table(w util.BufWriter, _ []byte, _ ast.Node, entering bool) {
	if entering {
		_, _ = w.WriteString(tableStart + "<table>\n")
	} else {
		_, _ = w.WriteString("</table>\n</div>\n")
	}
}

// tableCell writes an empty heading as a plain cell: a heading without words
// says nothing to a screen reader.
func tableCell(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	cell := n.(*east.TableCell)
	name := "td"
	if cell.Parent().Kind() == east.KindTableHeader && cell.HasChildren() {
		name = "th"
	}
	switch {
	case !entering:
		fmt.Fprintf(w, "</%s>\n", name)
	case cell.Alignment != east.AlignNone:
		fmt.Fprintf(w, `<%s align="%s">`, name, cell.Alignment)
	default:
		fmt.Fprintf(w, "<%s>", name)
	}
}

func taskBox(w util.BufWriter, _ []byte, n ast.Node, entering bool) {
	if entering {
		state, label := "", "toDo"
		if n.(*east.TaskCheckBox).IsChecked {
			state, label = "checked ", "done"
		}
		fmt.Fprintf(w, `<input type="checkbox" disabled %saria-label="%s"> `, state, word(label))
	}
}
