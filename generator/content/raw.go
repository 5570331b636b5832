package content

import (
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// policy is what of an author's HTML may pass.
var policy = bluemonday.UGCPolicy().AllowAttrs("class").Globally()

// rawKey is the attribute that holds the HTML that may pass, with placeholders.
const rawKey = "raw"

// let keeps what of an author's HTML may pass, with placeholders for the
// addresses of the site's own files, and tells of what may not.
func (p *pass) let(n ast.Node, markup string, at diag.Pos) {
	safe := policy.Sanitize(markup)
	if dropped := droppedTags(markup, safe); len(dropped) > 0 {
		p.Warnf(at, "write it in Markdown", "HTML is dropped that may not pass: %s", strings.Join(dropped, ", "))
	}
	n.SetAttributeString(rawKey, p.addresses(safe, at))
}

// droppedTags names the tags that are in markup and not in what is left of it.
func droppedTags(markup, left string) []string {
	kept := map[string]int{}
	tags(left, func(token html.Token) { kept[token.Data]++ })
	var dropped []string
	tags(markup, func(token html.Token) {
		kept[token.Data]--
		if name := "<" + clip(token.Data) + ">"; kept[token.Data] < 0 && !slices.Contains(dropped, name) {
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

// addresses puts placeholders in the place of addresses that may be files of
// the site.
func (p *pass) addresses(markup string, at diag.Pos) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		raw := string(tokens.Raw())
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			b.WriteString(raw)
			continue
		}
		token, bound := tokens.Token(), false
		for i, a := range token.Attr {
			if a.Key == "id" && a.Val != "" {
				p.Anchors = append(p.Anchors, a.Val)
			}
			if mark, ok := p.ownAddress(a, at); ok {
				token.Attr[i].Val, bound = mark, true
			}
		}
		if bound {
			raw = token.String()
		}
		b.WriteString(raw)
	}
}

// ownAddress gives the placeholder for an attribute that leads to a file of the
// site.
func (p *pass) ownAddress(a html.Attribute, at diag.Pos) (string, bool) {
	if a.Key != "href" && a.Key != "src" && a.Key != "poster" && a.Key != "cite" {
		return "", false
	}
	scheme, _, found := strings.Cut(a.Val, ":")
	if found && isScheme(scheme) || strings.HasPrefix(a.Val, "//") || a.Val == "" {
		return "", false
	}
	p.Body.Links = append(p.Body.Links, playbook.Link{Kind: playbook.LinkPath, Target: a.Val, Pos: at})
	return playbook.Mark(playbook.PlaceholderAddress, len(p.Body.Links)-1), true
}
