package importer

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"fieldbook/generator/importer/markdown"
)

// googleDocs is the export of a document of Google Docs as a web page: the looks of
// its texts are classes that its style sheet explains, its lists stand beside each
// other whatever their levels, its foot notes and comments at its end.
var googleDocs = exporter{is: isGoogle, title: googleTitle, strip: stripGoogle, tidy: tidyGoogle}

var listClass = regexp.MustCompile(`^lst-kix_([\w]+)-(\d+)$`)

// isGoogle tells such a page: by the classes of its body, or of its lists.
func isGoogle(doc *html.Node) bool {
	if body := find(doc, named("body")); body != nil && hasClass(body, "doc-content") {
		return true
	}
	if style := find(doc, named("style")); style != nil && strings.Contains(markdown.Text(style), ".lst-kix_") {
		return true
	}
	return find(doc, func(n *html.Node) bool {
		return n.Data == "a" && strings.HasPrefix(markdown.Attribute(n, "href"), redirect) || (n.Data == "ul" || n.Data == "ol") && strings.Contains(markdown.Attribute(n, "class"), "lst-kix_")
	}) != nil
}

// googleTitle is none: the document has it, or else its file's name is meant.
func googleTitle(doc *html.Node) string {
	if find(doc, withClass("title")) != nil || startsWithTitle(bodyOf(doc)) {
		return ""
	}
	return text(find(doc, named("title")))
}

// stripGoogle turns foot notes and comments to elements of their own before words are
// counted: their signs are none of the text.
func stripGoogle(p *source) {
	marks := map[string][]*html.Node{}
	for _, a := range all(p.body, named("a")) {
		if kind, name, ok := noteOf(markdown.Attribute(a, "href")); ok {
			marks[kind+name] = append(marks[kind+name], a)
		}
	}
	for _, a := range all(p.body, named("a")) {
		kind, name, ok := noteOf("#" + markdown.Attribute(a, "id"))
		if !ok || len(marks[kind+name]) == 0 || !strings.Contains(markdown.Attribute(a, "href"), "_ref") {
			continue
		}
		block := p.noteBlock(a)
		remove(a)
		for _, mark := range marks[kind+name] {
			if mark.Parent == nil {
				continue
			}
			if kind == "ftnt" {
				replace(mark, markdown.New(markdown.NoteMark, "name", name))
			} else {
				replace(mark, markdown.Says(markdown.New(markdown.Remark), "comment: "+text(block)))
			}
		}
		if kind == "cmnt" {
			remove(block)
			continue
		}
		note := markdown.New(markdown.Note, "name", name)
		replace(block, note)
		note.AppendChild(block)
	}
}

// noteBlock is what holds a note whose sign is given: its paragraph, or the box of that.
func (p *source) noteBlock(sign *html.Node) *html.Node {
	block := sign.Parent
	for block.Data != "p" && block.Data != "div" && block.Parent != nil && block.Parent != p.body {
		block = block.Parent
	}
	box := block.Parent
	if block.Data != "p" || box == nil || box == p.body || box.Data != "div" || previous(block) != nil {
		return block
	}
	signs := all(box, func(n *html.Node) bool {
		_, _, ok := noteOf("#" + markdown.Attribute(n, "id"))
		return ok
	})
	if len(signs) > 1 {
		return block
	}
	return box
}

var noteNames = regexp.MustCompile(`^#(ftnt|cmnt)(\d+)$`)

// noteOf reads the name of a foot note or a comment that an address leads to.
func noteOf(href string) (kind, name string, ok bool) {
	if m := noteNames.FindStringSubmatch(href); m != nil {
		return m[1], m[2], true
	}
	return "", "", false
}

func tidyGoogle(p *source) {
	looks := stylesOf(p.doc)
	hasTitle := false
	for _, n := range all(p.body, func(*html.Node) bool { return true }) {
		switch {
		case n.Data == "a":
			set(n, "href", withoutRedirect(markdown.Attribute(n, "href")))
		case (n.Data == "p" || levelOf(n) > 0) && hasClass(n, "title") && text(n) != "" && !hasTitle:
			n.Data, hasTitle = "h1", true
		case n.Data == "span":
			looks.on(n)
		case n.Data == "sup" && n.FirstChild != nil && (n.FirstChild.Data == markdown.NoteMark || n.FirstChild.Data == markdown.Remark) && n.FirstChild.NextSibling == nil:
			unwrap(n)
		case n.Data == "td":
			looks.align(n)
		case n.Data == "hr" && n.NextSibling != nil && find(n.Parent, named(markdown.Note)) != nil && onlyNotes(n.NextSibling):
			remove(n) // the line above the notes
		}
	}
	for _, n := range all(p.body, named("tr")) {
		if previous(n) == nil {
			for _, td := range children(n, "td") {
				td.Data = "th" // no table of the program says which row its head is
			}
		}
	}
	if hasTitle {
		titled(p.body, text(find(p.body, named("h1"))))
	}
	nestLists(p.body)
}

// onlyNotes tells that nothing but notes follows.
func onlyNotes(n *html.Node) bool {
	for ; n != nil; n = n.NextSibling {
		if text(n) != "" && n.Data != markdown.Note && find(n, named(markdown.Note)) == nil {
			return false
		}
	}
	return true
}

// previous is the element that stands before another.
func previous(n *html.Node) *html.Node {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == html.ElementNode {
			return p
		}
	}
	return nil
}

const redirect = "https://www.google.com/url?"

// withoutRedirect is where a link leads that the program lets pass through its server.
func withoutRedirect(href string) string {
	if !strings.HasPrefix(href, redirect) {
		return href
	}
	u, err := url.Parse(href)
	if err != nil {
		return href
	}
	for _, key := range []string{"q", "url"} {
		if to := u.Query().Get(key); to != "" {
			return to
		}
	}
	return href
}

// looks are the elements that classes stand for, by their names.
type looks map[string][]string

var rule = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)

// stylesOf reads the style sheet of a page.
func stylesOf(doc *html.Node) looks {
	out := looks{}
	for _, style := range all(doc, named("style")) {
		for _, m := range rule.FindAllStringSubmatch(markdown.Text(style), -1) {
			for selector := range strings.SplitSeq(m[1], ",") {
				if class, is := strings.CutPrefix(strings.TrimSpace(selector), "."); is && !strings.ContainsAny(class, " .>:") {
					out[class] = append(out[class], elementsOf(m[2])...)
				}
			}
		}
	}
	return out
}

// elementsOf are the elements that a declaration of CSS stands for.
func elementsOf(css string) []string {
	var out []string
	for declaration := range strings.SplitSeq(css, ";") {
		key, value, _ := strings.Cut(strings.ToLower(declaration), ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch key {
		case "font-weight":
			if n, err := strconv.Atoi(value); value == "bold" || err == nil && n >= 600 {
				out = append(out, "strong")
			}
		case "font-style":
			if value == "italic" {
				out = append(out, "em")
			}
		case "text-decoration", "text-decoration-line":
			if strings.Contains(value, "line-through") {
				out = append(out, "del")
			}
		case "vertical-align":
			if value == "super" || value == "sub" {
				out = append(out, strings.Replace(value, "super", "sup", 1))
			}
		case "font-family":
			if isMonospaced(value) {
				out = append(out, "code")
			}
		case "text-align":
			if value == "right" || value == "center" {
				out = append(out, "align-"+value)
			}
		}
	}
	return out
}

// isMonospaced tells a typeface for code.
func isMonospaced(family string) bool {
	family = strings.ToLower(family)
	for _, name := range []string{"courier", "consolas", "mono", "menlo", "monaco"} {
		if strings.Contains(family, name) {
			return true
		}
	}
	return false
}

// of are the elements that an element's classes and its own style stand for.
func (l looks) of(n *html.Node) []string {
	var out []string
	for class := range strings.FieldsSeq(markdown.Attribute(n, "class")) {
		out = append(out, l[class]...)
	}
	return append(out, elementsOf(markdown.Attribute(n, "style"))...)
}

// on puts the elements around what a span holds; a heading is bold by itself.
func (l looks) on(n *html.Node) {
	inHeading := isIn(n, func(n *html.Node) bool { return levelOf(n) > 0 || hasClass(n, "title") })
	for _, name := range l.of(n) {
		if !strings.HasPrefix(name, "align-") && (!inHeading || name != "strong") {
			wrapInner(n, name)
		}
	}
}

// align gives a cell the side of its paragraphs.
func (l looks) align(n *html.Node) {
	for _, p := range children(n, "p") {
		for _, name := range l.of(p) {
			if side, is := strings.CutPrefix(name, "align-"); is {
				set(n, "align", side)
			}
		}
	}
}

// nester puts lists of a deeper level into the last item before them, whose level
// their classes say: the program writes them beside each other.
type nester struct {
	top  *html.Node   // the list that stands where all of them stood
	id   string       // of the program
	open []*html.Node // the lists that go on, by their levels
}

func nestLists(body *html.Node) {
	n := &nester{}
	for _, list := range all(body, func(n *html.Node) bool { return n.Data == "ul" || n.Data == "ol" }) {
		if id, level, ok := levelOfList(list); ok {
			n.take(list, id, level)
		}
	}
}

func (n *nester) take(list *html.Node, id string, level int) {
	if n.top == nil || previous(list) != n.top || level == 0 && (id != n.id || n.open[0].Data != list.Data) {
		n.top, n.id, n.open = list, id, nil
		n.opened(list, level)
		return
	}
	n.open = n.open[:min(len(n.open), level+1)]
	if len(n.open) == level+1 && n.open[level].Data == list.Data {
		move(list, n.open[level])
		remove(list)
		return
	}
	n.open = n.open[:min(len(n.open), level)]
	if item := lastItem(n.open[len(n.open)-1]); item != nil {
		remove(list)
		item.AppendChild(list)
	}
	n.opened(list, level)
}

// opened notes the list of a level, and of those above it that were left out.
func (n *nester) opened(list *html.Node, level int) {
	for len(n.open) <= level {
		n.open = append(n.open, list)
	}
}

func lastItem(list *html.Node) *html.Node {
	for c := list.LastChild; c != nil; c = c.PrevSibling {
		if c.Data == "li" {
			return c
		}
	}
	return nil
}

// levelOfList reads the list that one belongs to, and its level, from its class.
func levelOfList(list *html.Node) (id string, level int, ok bool) {
	for class := range strings.FieldsSeq(markdown.Attribute(list, "class")) {
		if m := listClass.FindStringSubmatch(class); m != nil {
			level, _ = strconv.Atoi(m[2])
			return m[1], min(level, deepestList), true
		}
	}
	return "", 0, false
}
