package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"fieldbook/generator/diag"
	"fieldbook/generator/importer/markdown"
	"fieldbook/generator/playbook"
)

// What a source has is counted where it is read, and what arrived in the page that our
// own reader makes of the Markdown: whoever drops something on the way is found out,
// and the report says it.

// Kind is something that a source has and a page may lack.
type Kind int

// The kinds, in the order of a report.
const (
	Words Kind = iota
	Headings
	Points
	Levels
	Tasks
	Tables
	Merged
	Aligned
	Listings
	Pictures
	Links
	Captions
	Notes
	Remarks
	Changes
	Formulas
	Objects
	Margins
	kinds
)

// names are the kinds as a report says them: of one, and of several.
var names = [kinds][2]string{
	Words: {"word", "words"}, Headings: {"heading", "headings"}, Points: {"point of a list", "points of lists"}, Levels: {"point below another", "points below others"}, Tasks: {"task", "tasks"},
	Tables: {"table", "tables"}, Merged: {"merged cell", "merged cells"}, Aligned: {"aligned cell", "aligned cells"}, Listings: {"listing", "listings"}, Pictures: {"picture", "pictures"},
	Links: {"link", "links"}, Captions: {"caption", "captions"}, Notes: {"foot note", "foot notes"}, Remarks: {"comment", "comments"}, Changes: {"tracked change", "tracked changes"},
	Formulas: {"formula", "formulas"}, Objects: {"embedded object", "embedded objects"}, Margins: {"header or footer", "headers and footers"},
}

// hows say how what a page has no place for arrives, if it does.
var hows = [kinds]string{Captions: "as paragraphs", Remarks: "as comments in the pages' Markdown, which readers do not see", Changes: "accepted"}

// tally is what a page has.
type tally struct {
	n     [kinds]int
	words map[string]int
	texts map[Kind][]string // of those that are told by what they say
}

// Balance is what all pages that were converted had, and what of it arrived.
type Balance struct {
	Kind
	There, Arrived int
}

// String is a line of the report.
func (b Balance) String() string {
	said := fmt.Sprintf("%s: %d", names[b.Kind][1], b.There)
	if how := hows[b.Kind]; how != "" && b.Arrived > 0 {
		return said + fmt.Sprintf(", of which %d arrived %s", b.Arrived, how)
	}
	if b.Arrived >= b.There {
		return said + ", all arrived"
	}
	return said + fmt.Sprintf(", of which %d arrived", b.Arrived)
}

// say counts the words of a text.
func (t *tally) say(text string) {
	if t.words == nil {
		t.words = map[string]int{}
	}
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		t.words[word]++
		t.n[Words]++
	}
}

// remember keeps a text that must be found again.
func (t *tally) remember(k Kind, text string) {
	if t.texts == nil {
		t.texts = map[Kind][]string{}
	}
	t.n[k]++
	t.texts[k] = append(t.texts[k], squeezed(text))
}

// squeezed are the letters and digits of a text.
func squeezed(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, text)
}

// apart are the elements whose tags part no words.
var apart = withName("a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr label time")

// unread are the elements whose texts are none of a page.
var unread = withName("head script style template noscript textarea select svg title iframe " + markdown.Remark)

func withName(list string) func(*html.Node) bool {
	have := map[string]bool{}
	for name := range strings.FieldsSeq(list) {
		have[name] = true
	}
	return func(n *html.Node) bool { return have[n.Data] }
}

// read counts the words of a part of a page.
func (t *tally) read(n *html.Node) {
	var b strings.Builder
	plain(n, &b)
	t.say(b.String())
}

// plain writes what a reader reads: words of different blocks apart.
func plain(n *html.Node, b *strings.Builder) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode || unread(c):
		case apart(c):
			plain(c, b)
		default:
			b.WriteByte('\n')
			plain(c, b)
			b.WriteByte('\n')
		}
	}
}

// count counts the elements of a part of a page.
func (t *tally) count(n *html.Node) {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch d.Data {
		case "ul", "ol":
			t.list(d)
		case "input":
			if markdown.Attribute(d, "type") == "checkbox" {
				t.n[Tasks]++
			}
		case "table":
			if find(d, named("td")) != find(d, withName("td th")) || len(all(d, withName("td th"))) > 1 {
				t.n[Tables]++
			}
		case "td", "th":
			t.cell(d)
		case "pre":
			t.n[Listings]++
		case "img":
			t.n[Pictures]++
		case "a":
			if markdown.Attribute(d, "href") != "" && (text(d) != "" || find(d, named("img")) != nil) {
				t.n[Links]++
			}
		case "caption", "figcaption":
			t.remember(Captions, text(d))
		case markdown.Note:
			t.remember(Notes, text(d))
		case markdown.Remark:
			t.remember(Remarks, text(d))
		case markdown.Formula:
			t.n[Formulas]++
		case "iframe", "object", "embed", "video", "audio":
			t.n[Objects]++
		default:
			if levelOf(d) > 0 && text(d) != "" {
				t.n[Headings]++
			}
		}
	}
}

// list counts the points of one.
func (t *tally) list(list *html.Node) {
	below := isIn(list, named("li"))
	for _, li := range children(list, "li") {
		if text(li) == "" && find(li, named("img")) == nil {
			continue
		}
		t.n[Points]++
		if below {
			t.n[Levels]++
		}
	}
}

func (t *tally) cell(n *html.Node) {
	for _, key := range []string{"colspan", "rowspan"} {
		if v := markdown.Attribute(n, key); v != "" && v != "1" && v != "0" {
			t.n[Merged]++
			break
		}
	}
	if markdown.Side(n) != "" {
		t.n[Aligned]++
	}
}

// arrived counts what our reader makes of a page.
func arrived(p *playbook.Playbook, b *budget) (t *tally, all string) {
	var page strings.Builder
	_ = playbook.Render(&page, p.Body.HTML, func(want byte, i int) string { // a Builder takes everything
		switch {
		case want == playbook.PlaceholderAddress:
			return "to"
		case want != playbook.PlaceholderTag:
			return ""
		case p.Body.Links[i].Kind == playbook.LinkImage:
			return "<img>"
		}
		return `<a href="to">`
	})
	doc, _, err := b.parse([]byte(page.String()))
	t = &tally{}
	if err != nil {
		return t, ""
	}
	for _, n := range allOurs(doc) {
		remove(n)
	}
	t.count(doc)
	if len(p.Sections) > 0 && p.Sections[0].ID != "" {
		t.n[Headings]++ // the title
	}
	var words strings.Builder
	words.WriteString(p.Title + "\n")
	plain(doc, &words)
	t.say(words.String())
	return t, squeezed(words.String())
}

// allOurs are the elements that our reader adds to a page.
func allOurs(doc *html.Node) []*html.Node {
	return all(doc, func(n *html.Node) bool {
		return n.Data == "a" && (hasClass(n, "anchor") || hasClass(n, "footnote-ref") || hasClass(n, "footnote-backref"))
	})
}

// missing gives what of a source did not arrive: how many of each kind, and some of the
// words.
func (t *tally) missing(in *tally, page, markdown string) (n [kinds]int, words []string) {
	for word, count := range t.words {
		if lost := count - in.words[word]; lost > 0 {
			n[Words] += lost
			words = append(words, word)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	remarks := squeezed(markdown)
	for k := Headings; k < kinds; k++ {
		switch k {
		case Captions, Notes:
			n[k] = absent(t.texts[k], page)
		case Remarks:
			n[k] = absent(t.texts[k], remarks)
		case Changes: // what is accepted is text, or gone
		default:
			n[k] = max(0, t.n[k]-in.n[k])
		}
	}
	return n, words
}

// absent counts the texts that do not stand in another, each looked for behind the one
// before it, as they have one order.
func absent(texts []string, in string) int {
	n, rest := 0, in
	for _, text := range texts {
		at := strings.Index(rest, text)
		switch {
		case at >= 0:
			rest = rest[at+len(text):]
		case n > 100 || !strings.Contains(in, text): // in another order
			n++
		}
	}
	return n
}

// weigh compares all pages that were made of other files with what those have.
func (j *job) weigh() {
	balance := map[Kind]*Balance{}
	for _, p := range j.tree.Playbooks {
		has := j.tallies[j.made[p.Path]]
		if has == nil {
			continue
		}
		made, page := arrived(p, j.budget)
		from := j.site.PageOf(p.Path)
		var dead [kinds]int // which is told of each
		for _, l := range p.Body.Links {
			if _, is := j.target(from, l); is {
				dead[map[bool]Kind{true: Pictures, false: Links}[l.Kind == playbook.LinkImage]]++
			}
		}
		source, _ := j.load(j.path(p.Path), largestMade) // read before
		lost, words := has.missing(made, page, string(source))
		for k := range kinds {
			if has.n[k] == 0 {
				continue
			}
			if balance[k] == nil {
				balance[k] = &Balance{Kind: k}
			}
			balance[k].There += has.n[k]
			balance[k].Arrived += max(0, has.n[k]-lost[k]-dead[k])
		}
		if said := shortOf(has, lost, words); said != "" {
			j.Mistakes = append(j.Mistakes, diag.Diagnostic{Path: j.origin(p.Path), Code: "not-brought", Severity: diag.Warning, Message: "did not arrive: " + said, Hint: "look at the page beside its source"})
		}
	}
	for _, k := range slices.Sorted(maps.Keys(balance)) {
		j.Balance = append(j.Balance, *balance[k])
	}
}

// mostWords are those that a message gives of what is lost.
const mostWords = 5

// shortOf says what a page lacks; "" if nothing.
func shortOf(has *tally, lost [kinds]int, words []string) string {
	var said []string
	for k, n := range lost {
		if n == 0 || Kind(k) == Margins { // which no page has
			continue
		}
		one := fmt.Sprintf("%d of %d %s", n, has.n[k], names[k][1])
		if has.n[k] == 1 {
			one = "1 " + names[k][0]
		}
		if Kind(k) == Words {
			one += " (" + strings.Join(words[:min(len(words), mostWords)], ", ") + ")"
		}
		said = append(said, one)
	}
	return strings.Join(said, ", ")
}
