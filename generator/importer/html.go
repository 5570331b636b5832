package importer

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"fieldbook/generator/importer/markdown"
	"fieldbook/generator/page"
)

// A page of HTML is read as its program writes it: what stands around the text is
// taken away (strip), and what the program says by classes and styles becomes elements
// that Markdown has a sign for (tidy). Between the two its words are counted, behind
// both its elements.

// exporter is a program whose HTML is known.
type exporter struct {
	is    func(doc *html.Node) bool
	title func(doc *html.Node) string // "" where the text has it
	strip func(p *source)
	tidy  func(p *source)
}

// exporters are those that are known; the last one stands for all others.
var exporters = []*exporter{&confluence, &googleDocs, &notionPages, {is: func(*html.Node) bool { return true }, title: func(*html.Node) string { return "" }, strip: func(*source) {}, tidy: func(*source) {}}}

// source is a page that is read.
type source struct {
	*gatherer
	root string // the folder with the pages
	rel  string // its file
	doc  *html.Node
	body *html.Node // what holds the text
	picture
}

// picture writes a picture beside a page, and gives its address.
type picture func(name string, r io.Reader) (string, error)

// html makes Markdown of a file of HTML.
func (g *gatherer) html(name, root, rel string) (string, error) {
	data, err := g.load(name, largestPage)
	if err != nil {
		return "", err
	}
	doc, flat, err := g.parse(readable(data))
	if err != nil {
		return "", err
	}
	if flat {
		g.leave(rel, errors.New("nests its elements too deep: what is within stands beside each other"))
	}
	p := &source{gatherer: g, root: root, rel: rel, doc: doc, body: bodyOf(doc), picture: g.pictures(root, rel)}
	return p.markdown()
}

// readable gives a page in UTF-8, whatever its program wrote.
func readable(data []byte) []byte {
	if utf8.Valid(data) {
		return bytes.TrimPrefix(data, []byte("\ufeff"))
	}
	encoding, _, _ := charset.DetermineEncoding(data[:min(len(data), 1024)], "text/html")
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return data
	}
	return bytes.TrimPrefix(decoded, []byte("\ufeff"))
}

// parse reads the tags of a page.
func (b *budget) parse(data []byte) (doc *html.Node, flat bool, err error) {
	n := 0
	return markdown.Parse(data, func() error {
		if n++; n > mostNodes {
			return entryError{fmt.Errorf("the page has more than %d elements", mostNodes)}
		}
		return b.take(nodes, 1)
	})
}

// markdown writes a page whose tree is read.
func (p *source) markdown() (string, error) {
	var by *exporter
	for _, by = range exporters {
		if by.is(p.doc) {
			break
		}
	}
	title := by.title(p.doc)
	by.strip(p)
	has := &tally{}
	has.read(p.body)
	by.tidy(p)
	if err := p.embedded(); err != nil {
		return "", err
	}
	has.count(p.body)
	if title != "" {
		titled(p.body, title)
	} else if title = titleOf(p.doc); title != "" && startsWithTitle(p.body) {
		title = ""
	}
	return p.pageOf(p.rel, p.body, title, has)
}

// pageOf writes the text of a page below its title, and keeps what its source has.
func (g *gatherer) pageOf(rel string, body *html.Node, title string, has *tally) (string, error) {
	for _, a := range all(body, named("a")) {
		if href := markdown.Attribute(a, "href"); !page.MayLead(href) {
			set(a, "href", "") // to a file of its writer's disk, or another program
		}
	}
	written, err := markdown.From(body, largestMade, func(id string) bool { return g.wanted[id] })
	if err != nil {
		return "", entryError{err}
	}
	g.tallies[rel], g.headings[rel] = has, written.Headings
	if title == "" || strings.HasPrefix(written.Text, "# ") {
		return written.Text, nil
	}
	heading, err := markdown.From(asHeading(title), largestMade, nil)
	if err != nil {
		return "", entryError{err}
	}
	return heading.Text + "\n" + written.Text, nil
}

func asHeading(title string) *html.Node {
	doc := &html.Node{Type: html.DocumentNode}
	doc.AppendChild(markdown.Says(markdown.New("h1"), title))
	return doc
}

// titled puts the headings of a text below its title, where one of them is as high.
func titled(body *html.Node, title string) {
	heads := all(body, func(n *html.Node) bool { return levelOf(n) > 0 })
	high := false
	for i, h := range heads {
		if i == 0 && levelOf(h) == 1 && text(h) == title {
			continue // it is the title
		}
		high = high || levelOf(h) == 1
	}
	if !high {
		return
	}
	for i, h := range heads {
		if i > 0 || text(h) != title {
			h.Data = "h" + strconv.Itoa(min(levelOf(h)+1, 6))
		}
	}
}

// levelOf is that of a heading; 0 for what is none.
func levelOf(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

// startsWithTitle tells a text whose first heading is of the first level.
func startsWithTitle(body *html.Node) bool {
	h := find(body, func(n *html.Node) bool { return levelOf(n) > 0 && text(n) != "" })
	return h != nil && levelOf(h) == 1
}

// titleOf is what a page is called; "" where it does not say.
func titleOf(doc *html.Node) string {
	if h := find(doc, withClass("page-title")); h != nil {
		return text(h)
	}
	return text(find(doc, named("title")))
}

// bodyOf is what holds the text of a page.
func bodyOf(doc *html.Node) *html.Node {
	for _, is := range []func(n *html.Node) bool{withID("main-content"), withClass("page-body"), named("main"), named("article"), named("body")} {
		if n := find(doc, is); n != nil {
			return n
		}
	}
	return doc
}

// hrefs are the places of pages that a text leads to.
var hrefs = regexp.MustCompile(`(?i)(?:href\s*=\s*["']?[^"'#>\s]*|w:anchor="|xlink:href=")#?([^"'>\s]+)`)

// wants notes the names of places that a source leads to.
func (g *gatherer) wants(data []byte) {
	for _, m := range hrefs.FindAllSubmatch(data, -1) {
		id := html.UnescapeString(string(m[1]))
		_, fragment, found := strings.Cut(id, "#")
		if !found {
			fragment = id
		}
		g.wanted[fragment] = true
		if plain, err := url.PathUnescape(fragment); err == nil {
			g.wanted[plain] = true
		}
	}
}

// embedded writes pictures that stand within their addresses as files.
func (p *source) embedded() error {
	n := 0
	for _, img := range all(p.body, named("img")) {
		src := markdown.Attribute(img, "src")
		kind, data, found := strings.Cut(strings.TrimPrefix(src, "data:image/"), ";base64,")
		if !found || !strings.HasPrefix(src, "data:image/") {
			continue
		}
		n++
		kind, _, _ = strings.Cut(strings.TrimPrefix(kind, "x-"), "+")
		content := base64.NewDecoder(base64.StdEncoding, strings.NewReader(strings.Join(strings.Fields(data), "")))
		address, err := p.picture(fmt.Sprintf("picture-%d.%s", n, strings.Map(letters, kind)), content)
		if own, is := errors.AsType[entryError](err); is {
			p.leave(p.rel, own.error)
			continue
		}
		if err != nil {
			return err
		}
		set(img, "src", (&url.URL{Path: address}).EscapedPath())
	}
	return nil
}

// letters keeps small letters and digits.
func letters(c rune) rune {
	if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
		return c
	}
	return -1
}

// place is where a page of an export stands among the others, by what that says of it.
type place struct {
	file  string // the path of the page
	order int
}

// slugged is a title as a part of a path.
func slugged(title string) string { return strings.Trim(cleaned(cleanSlug(title)), "-") }

// beside gives the path in the source that a relative address of a file leads to; ""
// for other addresses.
func beside(file, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return ""
	}
	return path.Join(path.Dir(file), u.Path)
}
