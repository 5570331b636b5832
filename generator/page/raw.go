package page

import (
	"regexp"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// policy is what of an author's HTML may pass.
var policy = func() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AllowAttrs("class", "title").Globally()
	p.AllowAttrs("alt").OnElements("img") // any text: it is escaped
	p.AllowNoAttrs().OnElements("kbd", "ins", "center", "aside", "section", "article", "header", "footer")
	p.AllowURLSchemes(strings.Fields(schemes)...)
	p.AllowAttrs("name").Matching(bluemonday.SpaceSeparatedTokens).OnElements("a")
	p.AllowNoAttrs().OnElements("a")
	p.AllowAttrs("src", "poster").OnElements("video", "audio", "source")
	p.AllowAttrs("controls", "loop", "muted").OnElements("video", "audio")
	p.AllowAttrs("width", "height").Matching(bluemonday.NumberOrPercent).OnElements("video", "img", "td", "th", "col")
	return p
}()

// rawKey is the attribute that holds the HTML that may pass, with placeholders.
const rawKey = "raw"

// let keeps what of an author's HTML may pass, with placeholders for the
// addresses of the site's own files, and tells of what may not.
func (p *pass) let(n ast.Node, markup string, at diag.Span) {
	safe := policy.Sanitize(withoutSpaces(markup))
	var dropped []string
	if safe != markup {
		dropped = droppedTags(markup, safe)
	}
	if len(dropped) > 0 {
		p.At(at, diag.Diagnostic{
			Code: "dropped-html", Severity: diag.Warning, Group: "dropped " + strings.Join(dropped, " "),
			Message: "HTML is dropped that may not pass: " + strings.Join(dropped, ", "), Hint: "write it in Markdown",
		})
	}
	above := ""
	if len(dropped) > 0 && strings.Contains(strings.ToLower(markup), "caption") {
		above = captions(markup, dropped)
	}
	p.authored = authoredHTML{node: n}
	n.SetAttributeString(rawKey, above+p.addresses(n, listed(safe), at))
}

// startTags find those with attributes in quotes.
var startTags = regexp.MustCompile(`<[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>`)

// withoutSpaces escapes the spaces within addresses, as browsers do: the policy refuses
// such an address without a word, and exports have them in the names of images.
func withoutSpaces(markup string) string {
	return startTags.ReplaceAllStringFunc(markup, func(tag string) string {
		return attributeIn.ReplaceAllStringFunc(tag, func(attribute string) string {
			parts := attributeIn.FindStringSubmatch(attribute)
			address := strings.TrimSpace(parts[2] + parts[3])
			if !strings.Contains(address, " ") || !strings.Contains(followed+loaded, " "+strings.ToLower(parts[1])+" ") {
				return attribute
			}
			quote := attribute[len(attribute)-1:]
			return parts[1] + "=" + quote + strings.ReplaceAll(address, " ", "%20") + quote
		})
	})
}

var (
	boxOfLinks = regexp.MustCompile(`(?s)<div([^>]*)>\s*((?:<a[ >].*?</a>\s*){2,})</div>`)
	oneLink    = regexp.MustCompile(`(?s)<a[ >].*?</a>`)
)

// listed makes a list of each box that holds links and nothing else: without the styles
// of the program that it was written for, its cards would be one run of words.
func listed(markup string) string {
	return boxOfLinks.ReplaceAllStringFunc(markup, func(box string) string {
		parts := boxOfLinks.FindStringSubmatch(box)
		if strings.TrimSpace(oneLink.ReplaceAllString(parts[2], "")) != "" {
			return box
		}
		return "<ul" + parts[1] + ">\n<li>" + strings.Join(oneLink.FindAllString(parts[2], -1), "</li>\n<li>") + "</li>\n</ul>"
	})
}

// tableBox is the element that lets a wide table of an author's HTML scroll alone, as
// those of Markdown do. No author's has its name, which does not pass; it is written as
// what stands around a table, and not at all in Markdown.
const tableBox = "table-box"

var (
	withBoxes    = strings.NewReplacer("<"+tableBox+">", tableStart, "</"+tableBox+">", "\n</div>\n")
	withoutBoxes = strings.NewReplacer("<"+tableBox+">", "", "</"+tableBox+">", "")
)

// passes is what of a node of HTML may pass.
func passes(n ast.Node) string {
	safe, _ := n.AttributeString(rawKey)
	s, _ := safe.(string)
	return withoutBoxes.Replace(s)
}

// captions are what dropped elements of other programs would have shown above
// what they hold.
func captions(markup string, dropped []string) string {
	var b strings.Builder
	gone := map[string]bool{}
	for _, name := range dropped {
		gone[name] = true
	}
	tags(markup, func(token html.Token) {
		for _, a := range token.Attr {
			if a.Key == "caption" && gone["<"+token.Data+">"] {
				b.WriteString("<p class=\"group-title\">" + html.EscapeString(a.Val) + "</p>\n")
			}
		}
	})
	return b.String()
}

// droppedTags names the tags that are in markup and not in what is left of it.
func droppedTags(markup, left string) []string {
	kept, told := map[string]int{}, map[string]bool{}
	tags(left, func(token html.Token) { kept[token.Data]++ })
	var dropped []string
	tags(markup, func(token html.Token) {
		kept[token.Data]--
		if name := "<" + clip(token.Data) + ">"; kept[token.Data] < 0 && !told[name] {
			told[name] = true
			dropped = append(dropped, name)
		}
	})
	return dropped
}

// tags calls back with each start tag.
func tags(markup string, see func(html.Token)) {
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			see(tokens.Token())
		}
	}
}

// openTag is an element of an author's HTML that is not closed yet, and the node
// that it stands in: it must be closed within that, whatever its author forgot.
type openTag struct {
	name   string
	parent ast.Node
	depth  int  // of how many in that it is the innermost
	link   bool // it is a link, or stands in one
	inBox  bool // it is the box of a table, or stands in one
}

// openIn counts the elements that are open in the node that is looked at: they are
// the last ones.
func openIn(open []openTag, parent ast.Node) int {
	if len(open) == 0 || open[len(open)-1].parent != parent {
		return 0
	}
	return open[len(open)-1].depth
}

// void elements have no end.
const void = " area base br col embed hr img input link meta param source track wbr "

// addresses puts placeholders in the place of addresses that may be files of
// the site, and leaves out end tags that close nothing.
func (p *pass) addresses(n ast.Node, markup string, at diag.Span) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for {
		kind := tokens.Next()
		raw := string(tokens.Raw())
		switch kind {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			p.apart(token.Data)
			b.WriteString(p.box(token.Data, n))
			start, element := p.startTag(token, raw, at)
			switch holds := element && !strings.Contains(void, " "+token.Data+" "); {
			case holds && kind == html.SelfClosingTagToken: // which to a browser is none
				start = strings.TrimSuffix(strings.TrimRight(strings.TrimSuffix(start, ">"), "/ "), " ") + "></" + token.Data + ">"
			case holds:
				var around openTag
				if len(p.open) > 0 {
					around = p.open[len(p.open)-1]
				}
				p.open = append(p.open, openTag{name: token.Data, parent: n.Parent(), depth: openIn(p.open, n.Parent()) + 1, link: around.link || token.Data == "a", inBox: around.inBox})
			}
			b.WriteString(start)
		case html.EndTagToken:
			name, _ := tokens.TagName()
			p.apart(string(name))
			b.WriteString(p.endTag(string(name), n.Parent()))
		case html.TextToken:
			p.text.WriteString(html.UnescapeString(raw))
			b.WriteString(raw)
		default:
			b.WriteString(raw)
		}
	}
}

// box opens the box of a table, but for one within another.
func (p *pass) box(element string, n ast.Node) string {
	if element != "table" || n.Kind() != ast.KindHTMLBlock || len(p.open) > 0 && p.open[len(p.open)-1].inBox {
		return ""
	}
	p.open = append(p.open, openTag{name: tableBox, parent: n.Parent(), depth: openIn(p.open, n.Parent()) + 1, inBox: true})
	return "<" + tableBox + ">"
}

// within are elements inside a line: their tags part no words.
const within = " a abbr b bdi bdo cite code del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong sub sup tt u var wbr "

// apart keeps the words of different elements apart in the section's text.
func (p *pass) apart(element string) {
	if !strings.Contains(within, " "+element+" ") {
		p.text.WriteByte('\n')
	}
}

// endTag closes an element and those left open in it; it gives nothing if there
// is none of that name.
func (p *pass) endTag(name string, parent ast.Node) string {
	i := len(p.open) - 1
	for i >= 0 && p.open[i].parent == parent && p.open[i].name != name && len(p.open)-i < maxDepth {
		i--
	}
	if i < 0 || p.open[i].parent != parent || p.open[i].name != name {
		return ""
	}
	p.ends = append(p.ends, p.endSections(parent, p.open[i].depth, 0)...)
	closed := endTags(p.open[i:])
	p.open = p.open[:i]
	if i > 0 && p.open[i-1].name == tableBox && p.open[i-1].parent == parent {
		closed += p.endTag(tableBox, parent)
	}
	return closed
}

// leave closes the elements that an author left open in a node.
func (p *pass) leave(n ast.Node) {
	if ends := p.endSections(n, 0, 0); len(ends) > 0 {
		n.AppendChild(n, &edge{ends: ends})
	}
	own := openIn(p.open, n)
	if own == 0 {
		return
	}
	closed := endTags(p.open[len(p.open)-own:])
	p.open = p.open[:len(p.open)-own]
	var ends ast.Node = ast.NewRawHTML()
	if last := n.LastChild(); last.Type() == ast.TypeBlock {
		ends = ast.NewHTMLBlock(ast.HTMLBlockType6)
	}
	ends.SetAttributeString(rawKey, closed)
	n.AppendChild(n, ends)
}

// startTag gives a start tag with placeholders for addresses; or what stands in its
// place, which is no element that is open.
func (p *pass) startTag(token html.Token, raw string, at diag.Span) (text string, element bool) {
	kept := make([]html.Attribute, 0, len(token.Attr))
	for _, a := range token.Attr {
		switch name := a.Key == "id" || a.Key == "name" && token.Data == "a"; {
		case name && strings.HasPrefix(a.Val, "fb-"):
			a.Val = "section-" + a.Val // the layout's own
		case name && a.Val != "":
			a.Val = norm.NFC.String(a.Val) // as links are read
			p.Anchors = append(p.Anchors, a.Val)
		case a.Key == "src" && isWeb(a.Val):
			p.outside(a.Val, at)
			return p.fileElsewhere(token, a.Val, at), false
		}
		if a, ok := p.address(a, at); ok {
			kept = append(kept, a)
		}
	}
	if slices.Equal(kept, token.Attr) {
		return raw, true
	}
	token.Attr = kept
	return token.String(), true
}

// isWeb tells an address on another host.
func isWeb(address string) bool {
	_, scheme := addressOf(address)
	return scheme == "https" || scheme == "http"
}

// followed and loaded are the attributes of HTML that hold one address: a reader may
// follow it, or the browser loads it unasked. No other attribute with an address
// passes the policy; a test knows them all.
const (
	followed = " href cite "
	loaded   = " src poster "
)

// address checks an attribute that may hold an address, and ties one that leads to a
// file of the site to its Link. It tells whether the attribute may stay.
func (p *pass) address(a html.Attribute, at diag.Span) (html.Attribute, bool) {
	loads := strings.Contains(loaded, " "+a.Key+" ")
	if !loads && !strings.Contains(followed, " "+a.Key+" ") || a.Val == "" {
		return a, true
	}
	text, scheme := addressOf(a.Val)
	if scheme != "" {
		p.outside(text, at)
	}
	switch {
	case scheme == "":
		p.Body.Links = append(p.Body.Links, playbook.Link{Kind: playbook.LinkPath, Target: text, At: p.writtenAt(text), Span: at})
		a.Val = playbook.Mark(playbook.PlaceholderAddress, len(p.Body.Links)-1)
		return a, true
	case loads && isWeb(text):
		p.Warnf(at, "not-loaded", elsewhereHint, elsewhereSaid)
		return html.Attribute{Key: "title", Val: text}, true
	case loads:
		p.notLoaded(scheme, at)
		return a, false
	case !mayLead(scheme):
		p.Softf(at, "bad-scheme", "link to a page, or to an address of https, mailto or tel", "links of the scheme %s: do not pass", clip(scheme))
		return a, false
	}
	a.Val = text
	return a, true
}

// fileElsewhere is a link to an image, a film or a sound on another host, which a
// reader's browser must not load unasked.
func (p *pass) fileElsewhere(token html.Token, address string, at diag.Span) string {
	p.Warnf(at, "not-loaded", elsewhereHint, elsewhereSaid)
	words := map[string]string{"img": "image", "video": "video", "audio": "audio"}[token.Data]
	if words == "" {
		words = address
	}
	for _, a := range token.Attr {
		if a.Key == "alt" && strings.TrimSpace(a.Val) != "" {
			words = a.Val
		}
	}
	words = html.EscapeString(words)
	if len(p.open) > 0 && p.open[len(p.open)-1].link {
		return words
	}
	return `<a href="` + html.EscapeString(address) + `" rel="nofollow">` + words + "</a>"
}
