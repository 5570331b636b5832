package importer

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"fieldbook/generator/importer/markdown"
	"fieldbook/generator/site"
)

// confluence is the export of a space of Confluence as HTML: a file for each page, an
// index with the tree of pages, the files in attachments.
var confluence = exporter{is: isConfluence, title: confluenceTitle, strip: stripConfluence, tidy: tidyConfluence}

func isConfluence(doc *html.Node) bool { return find(doc, withID("main-content")) != nil }

// confluenceTitle is what a page is called, without the name of its space.
func confluenceTitle(doc *html.Node) string {
	title := text(find(doc, withID("title-text")))
	if title == "" {
		title = text(find(doc, named("title")))
	}
	if _, after, ok := strings.Cut(title, " : "); ok { // Space : Page
		return after
	}
	return title
}

// stripConfluence takes away what the program adds for its reader: contents, icons,
// buttons.
func stripConfluence(p *source) {
	for _, n := range all(p.body, withClass("toc-macro", "aui-icon", "expand-control-image", "expand-control-icon", "icon", "plugin_pagetree", "user-profile-icon")) {
		if n.Data != "a" {
			remove(n)
		}
	}
	for _, img := range all(p.body, named("img")) {
		src := markdown.Attribute(img, "src")
		switch {
		case hasClass(img, "emoticon"):
			sign := markdown.Attribute(img, "data-emoji-fallback")
			if sign == "" || strings.HasPrefix(sign, ":") {
				sign = emoticon(markdown.Attribute(img, "alt"), sign)
			}
			replace(img, &html.Node{Type: html.TextNode, Data: sign})
		case strings.HasPrefix(src, "images/icons/"):
			remove(img)
		}
	}
}

// emoticon is a sign for one that the program shows as a picture.
func emoticon(alt, otherwise string) string {
	signs := map[string]string{
		"(tick)": "✓", "(error)": "✗", "(warning)": "⚠", "(info)": "ℹ", "(smile)": "🙂", "(sad)": "🙁", "(thumbs up)": "👍", "(thumbs down)": "👎",
		"(plus)": "+", "(minus)": "−", "(question)": "?", "(star)": "★", "(yellow star)": "★", "(lightbulb)": "💡", "(wink)": "😉", "(laugh)": "😀", "(red star)": "★", "(green star)": "★", "(blue star)": "★",
	}
	if sign := signs[strings.ToLower(alt)]; sign != "" {
		return sign
	}
	if otherwise != "" {
		return otherwise
	}
	return alt
}

// macros are the remarks that stand out, by their classes.
var macros = []struct{ class, kind string }{
	{"confluence-information-macro-information", "note"}, {"confluence-information-macro-tip", "tip"}, {"confluence-information-macro-note", "important"}, {"confluence-information-macro-warning", "warning"},
	{"informationMacro", "note"}, {"tipMacro", "tip"}, {"noteMacro", "important"}, {"warningMacro", "warning"}, {"confluence-information-macro", "note"},
}

func tidyConfluence(p *source) {
	for _, n := range all(p.body, func(*html.Node) bool { return true }) {
		switch {
		case n.Data == "pre":
			p.listing(n)
		case n.Data == "li":
			task(n)
		case n.Data == "img":
			confluencePicture(n)
		case n.Data == "a":
			p.confluenceLink(n)
		case hasClass(n, "status-macro"):
			wrapInner(n, "strong")
		case hasClass(n, "expand-container"):
			box(n, "note", child(n, "expand-control-text"), child(n, "expand-content"), "fold", "fold")
		case hasClass(n, "code") && hasClass(n, "panel"): // its listing is enough, and its title
			if head := child(n, "codeHeader"); head != nil && text(head) != "" {
				head.Data = "p"
			}
		case hasClass(n, "panel"):
			box(n, "note", child(n, "panelHeader"), child(n, "panelContent"))
		default:
			for _, m := range macros {
				if hasClass(n, m.class) {
					box(n, m.kind, child(n, "title"), child(n, "confluence-information-macro-body"))
					break
				}
			}
		}
	}
	p.confluenceComments()
	p.unnumbered()
}

// child is the first of a class in an element, or in one that stands in that; what is
// deeper may be of another macro.
func child(n *html.Node, class string) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if hasClass(c, class) {
			return c
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		for in := c.FirstChild; in != nil; in = in.NextSibling {
			if hasClass(in, class) {
				return in
			}
		}
	}
	return nil
}

// box makes a callout of an element, of the title and the text in it.
func box(n *html.Node, kind string, title, body *html.Node, more ...string) {
	said := text(title)
	if title != nil {
		remove(title)
	}
	if body == nil {
		body = n
	}
	by := markdown.New(markdown.Callout, append([]string{"kind", kind, "title", said}, more...)...)
	move(body, by)
	if n != body {
		n.Attr = nil
	}
	replace(n, by)
	if body != n && strings.TrimSpace(markdown.Text(n)) != "" { // what stood beside it
		by.Parent.InsertBefore(n, by.NextSibling)
	}
}

var brush = regexp.MustCompile(`brush:\s*([\w+#-]+)`)

// listing gives a listing its language, which a parameter says.
func (p *source) listing(n *html.Node) {
	if m := brush.FindStringSubmatch(markdown.Attribute(n, "data-syntaxhighlighter-params") + markdown.Attribute(n, "class")); m != nil && m[1] != "plain" && m[1] != "none" {
		set(n, "class", "language-"+strings.ToLower(m[1]))
	}
}

// task puts the box before a task, which a class says.
func task(n *html.Node) {
	if n.Parent == nil || !hasClass(n.Parent, "inline-task-list") && markdown.Attribute(n, "data-inline-task-id") == "" {
		return
	}
	check := markdown.New("input", "type", "checkbox")
	if hasClass(n, "checked") {
		set(check, "checked", "")
	}
	n.InsertBefore(check, n.FirstChild)
}

// confluencePicture takes the file that a picture was made smaller of.
func confluencePicture(n *html.Node) {
	src := markdown.Attribute(n, "src")
	if full := markdown.Attribute(n, "data-image-src"); full != "" && strings.HasPrefix(src, "attachments/thumbnails/") {
		src = full
	}
	if !strings.Contains(src, "://") {
		src, _, _ = strings.Cut(src, "?")
		set(n, "src", src)
	}
	if markdown.Attribute(n, "alt") == "" {
		set(n, "alt", markdown.Attribute(n, "data-linked-resource-default-alias"))
	}
}

var pageID = regexp.MustCompile(`[?&]pageId=(\d+)|/pages/(\d+)(?:/|$)`)

// confluenceLink points a link to the program's server at the page that is brought.
func (p *source) confluenceLink(n *html.Node) {
	href := markdown.Attribute(n, "href")
	if m := pageID.FindStringSubmatch(href); m != nil {
		if file := p.byID[path.Join(path.Dir(p.rel), m[1]+m[2])]; file != "" {
			_, fragment, found := strings.Cut(href, "#")
			href = site.Escape(site.Relative(path.Dir(p.rel), file))
			if found {
				href += "#" + fragment
			}
			set(n, "href", href)
		}
	}
	if hasClass(n, "confluence-userlink") || hasClass(n, "user-mention") { // people have no page here
		set(n, "href", "")
	}
}

var pageNumber = regexp.MustCompile(`(?:^|[_-])(\d{4,})\.html?$`)

// confluenceComments keeps what was said below a page, where no reader sees it.
func (p *source) confluenceComments() {
	heading := find(p.doc, withID("comments"))
	if heading == nil {
		return
	}
	section := heading.Parent
	for section != nil && !hasClass(section, "pageSection") {
		section = section.Parent
	}
	if section == nil {
		return
	}
	for _, row := range all(section, named("tr")) {
		if said := text(row); said != "" && find(row, named("table")) == nil {
			p.body.AppendChild(markdown.Says(markdown.New(markdown.Remark), "comment: "+said))
		}
	}
}

// unnumbered files a page that the index has not: by its title.
func (p *source) unnumbered() {
	if _, filed := p.filed[p.rel]; filed || path.Base(p.rel) == "index.html" {
		return
	}
	name := slugged(confluenceTitle(p.doc))
	p.filed[p.rel] = place{file: path.Join(path.Dir(p.rel), name) + ".md"}
}

// index notes what a file of HTML says of others, before any of them is read: the
// number of a page, by which the program's own links name it, and of the index of a
// space its tree of pages.
func (g *gatherer) index(rel string, data []byte) error {
	if m := pageNumber.FindStringSubmatch(path.Base(rel)); m != nil {
		g.byID[path.Join(path.Dir(rel), m[1])] = rel
	}
	if path.Base(rel) != "index.html" || !bytes.Contains(data, []byte("main-content")) {
		return nil
	}
	doc, _, err := g.parse(readable(data))
	if err == nil {
		g.pageTree(rel, doc)
	}
	return err
}

// pageTree files the pages as the index lists them: one that others stand below is the
// first of their folder. The home of the space, or the one that all others stand below,
// is the first page of all, in the place of the index.
func (g *gatherer) pageTree(rel string, doc *html.Node) {
	list := find(doc, func(n *html.Node) bool {
		return n.Data == "ul" && find(n, isPageLink) != nil && !isIn(n, withID("main-content")) && !isIn(n, withID("breadcrumb-section"))
	})
	if list == nil {
		return
	}
	g.called = nameOfSpace(doc)
	t := &pageTree{gatherer: g, index: rel}
	items := children(list, "li")
	home := slices.IndexFunc(items, func(li *html.Node) bool {
		return slices.ContainsFunc(children(li, "img"), func(n *html.Node) bool { return strings.Contains(markdown.Attribute(n, "src"), "home_page") })
	})
	if len(items) == 1 {
		home = 0
	}
	if home >= 0 {
		items = slices.Concat(items[home:home+1], items[:home], items[home+1:])
	}
	for i, li := range items {
		t.file(li, "", i == 0 && home >= 0)
	}
	if home >= 0 && pageLink(items[0]) != nil {
		g.instead[rel] = beside(rel, markdown.Attribute(pageLink(items[0]), "href"))
	}
}

// nameOfSpace is the second row of the table above the tree, below the space's key.
func nameOfSpace(doc *html.Node) string {
	details := find(doc, withID("main-content"))
	if details == nil {
		return ""
	}
	if cells := all(details, named("td")); len(cells) > 1 {
		return text(cells[1])
	}
	return ""
}

// pageTree is one that is filed.
type pageTree struct {
	*gatherer
	index string // its file
	order int
}

// file files the page of an item of the tree, and those below it.
func (t *pageTree) file(li *html.Node, folder string, first bool) {
	link := pageLink(li)
	if link == nil {
		return
	}
	below := all(li, func(n *html.Node) bool { return n.Data == "li" && parentItem(n) == li })
	name := path.Join(folder, slugged(text(link)))
	to := name + ".md"
	switch {
	case first:
		name, to = folder, "index.md"
	case len(below) > 0:
		to = path.Join(name, "index.md")
	}
	t.order += 10
	t.filed[beside(t.index, markdown.Attribute(link, "href"))] = place{path.Join(path.Dir(t.index), to), t.order}
	for _, item := range below {
		t.file(item, name, false)
	}
}

// parentItem is the item of a list that another stands below.
func parentItem(li *html.Node) *html.Node {
	for up := li.Parent; up != nil; up = up.Parent {
		if up.Data == "li" {
			return up
		}
	}
	return nil
}

func isPageLink(n *html.Node) bool {
	href := markdown.Attribute(n, "href")
	return n.Data == "a" && strings.HasSuffix(href, ".html") && !strings.Contains(href, "://")
}

// pageLink is the link of an item of the tree; nil for one that has none of its own.
func pageLink(li *html.Node) *html.Node {
	a := find(li, isPageLink)
	if a == nil || a.Parent != li && parentItem(a) != li {
		return nil
	}
	return a
}

// children are the elements of a name that stand in another.
func children(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == name {
			out = append(out, c)
		}
	}
	return out
}
