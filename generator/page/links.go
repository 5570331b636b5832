package page

import (
	"bytes"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/syntax"
)

// placeholderKey is the attribute that ties a node to its Link.
const placeholderKey = "placeholder"

// placeholder ties a node to a Link that the site will resolve. name is where the
// source says its target.
func (p *pass) placeholder(n ast.Node, name []byte, l playbook.Link) {
	l.Span, l.At = p.where(n), p.extent(name)
	n.SetAttributeString(placeholderKey, len(p.Body.Links))
	if l.Empty && (l.Kind == playbook.LinkCriterion || l.Kind == playbook.LinkWiki) {
		p.text.WriteString(playbook.Mark(playbook.PlaceholderText, len(p.Body.Links)))
	}
	if !p.Bare {
		p.placed(n, playbook.Mark(playbook.PlaceholderTail, len(p.Body.Links)))
	}
	p.Body.Links = append(p.Body.Links, l)
}

func (p *pass) link(n *ast.Link, target, title string) {
	empty := strings.TrimSpace(plain(n, p.source)) == "" && !syntax.Has(n, ast.KindImage)
	scheme, rest, found := strings.Cut(target, ":")
	switch {
	case p.dialect.Syntax.Liquid && computed.MatchString(target):
		n.SetAttributeString(deadKey, true)
		p.leadsOut(n, n.Destination, n.Title)
	case found && scheme == "criterion":
		p.placeholder(n, idIn(n.Destination), playbook.Link{Kind: playbook.LinkCriterion, Target: Unescape(rest), Title: title, Empty: empty})
	case found && scheme == "source":
		p.placeholder(n, idIn(n.Destination), playbook.Link{Kind: playbook.LinkSource, Target: Unescape(rest), Title: title, Empty: empty})
	case elsewhere(target):
		text, _ := addressOf(target)
		n.Destination = []byte(text)
		p.scheme(n, text)
		p.leadsOut(n, n.Destination, n.Title)
	default:
		p.placeholder(n, n.Destination, playbook.Link{Kind: playbook.LinkPath, Target: target, Title: title, Empty: empty})
	}
}

// computed is what a template would have made an address of.
var computed = regexp.MustCompile(`\{[{%]`)

// idIn is what follows the scheme of an address.
func idIn(address []byte) []byte {
	_, id, _ := bytes.Cut(address, []byte(":"))
	return id
}

// extent gives where a part of the source stands; none if it is no part, but was made of
// one.
func (p *pass) extent(part []byte) playbook.Extent {
	at := cap(p.source) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(p.source) || &p.source[at] != &part[0] {
		return playbook.Extent{}
	}
	if stood, ok := p.moved[at]; ok {
		at = stood
	}
	if !p.isOwn(at, len(part)) {
		return playbook.Extent{}
	}
	pos := p.at(at)
	return playbook.Extent{Line: int32(pos.Line), Col: int32(pos.Col), Length: int32(utf8.RuneCount(part))} // a file has fewer
}

// noteUnused notes the addresses that are defined for links, and used by none.
func (p *pass) noteUnused() {
	used := map[playbook.Extent]bool{}
	for _, l := range p.Body.Links {
		used[l.At] = len(p.defined) > 0
	}
	for _, address := range p.defined {
		if at, target := p.extent(address), Resolved(address); !used[at] && !elsewhere(target) {
			p.Body.Unused = append(p.Body.Unused, playbook.Link{Kind: playbook.LinkPath, At: at, Target: target, Span: at.Span()})
		}
	}
}

// Resolved is a destination or a title without its entities and escapes.
func Resolved[T []byte | string](raw T) string {
	return string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences([]byte(raw)))))
}

// schemes are those of links that may leave the site. Nothing is loaded from
// elsewhere, whatever its scheme.
const schemes = " http https mailto tel sms geo ftp irc ircs matrix msteams news nntp sip slack ssh webcal xmpp zoommtg "

var unbroken = strings.NewReplacer("\t", "", "\n", "", "\r", "")

// addressOf reads an address as browsers do: without white space around it and line
// ends within, its scheme in small letters. That is "https" where only a host is
// named, and "" for what leads to a file of the site.
func addressOf(said string) (text, scheme string) {
	text = strings.TrimFunc(said, func(c rune) bool { return c <= ' ' })
	text = unbroken.Replace(text)
	if strings.HasPrefix(text, "//") {
		return text, "https"
	}
	if name, _, found := strings.Cut(text, ":"); found && isScheme(name) {
		return text, strings.ToLower(name)
	}
	return text, ""
}

// elsewhere tells an address that leads to no file of the site.
func elsewhere(address string) bool {
	_, scheme := addressOf(address)
	return scheme != ""
}

// mayLead tells whether a link of a scheme may pass.
func mayLead(scheme string) bool {
	return scheme == "" || strings.Contains(schemes, " "+scheme+" ")
}

// MayLead tells whether a link to an address may pass: to a file of the site, or by a
// harmless scheme.
func MayLead(address string) bool {
	_, scheme := addressOf(address)
	return mayLead(scheme)
}

// deadKey marks a link that must not lead anywhere.
const deadKey = "dead"

// scheme lets a link to another site pass if its scheme is harmless.
func (p *pass) scheme(n ast.Node, target string) {
	_, scheme := addressOf(target)
	at := p.where(n)
	if _, err := url.Parse(target); err != nil {
		p.Warnf(at, "bad-address", "", "the link %q is not an address", clip(target))
		if scheme == "" || strings.ContainsFunc(scheme, unicode.IsSpace) {
			n.SetAttributeString(deadKey, true)
			return
		}
	}
	p.outside(target, at)
	if !mayLead(scheme) {
		n.SetAttributeString(deadKey, true)
		p.Softf(at, "bad-scheme", "link to a page, or to an address of https, mailto or tel", "links of the scheme %s: do not pass", clip(scheme))
	}
}

// outside notes an address on another host.
func (p *pass) outside(target string, at diag.Span) {
	target, scheme := addressOf(target)
	if strings.HasPrefix(target, "//") {
		target = "https:" + target
	}
	if u, err := url.Parse(target); err == nil && u.Host != "" && (scheme == "http" || scheme == "https") {
		p.Outside = append(p.Outside, playbook.Outside{URL: target, Span: at})
	}
}

// Messages of what is not loaded.
const (
	elsewhereHint = "copy it beside the page"
	elsewhereSaid = "an image on another host is shown as a link, so that readers load nothing from there"
)

func (p *pass) image(n *ast.Image) {
	target, alt := Resolved(n.Destination), plain(n, p.source)
	text, scheme := addressOf(target)
	switch {
	case scheme == "https" || scheme == "http":
		n.Destination = []byte(text)
		p.outside(target, p.where(n))
		p.Warnf(p.where(n), "not-loaded", elsewhereHint, elsewhereSaid)
		p.leadsOut(n, n.Destination, n.Title)
	case scheme != "":
		n.SetAttributeString(deadKey, true)
		p.notLoaded(scheme, p.where(n))
		p.leadsOut(n, n.Destination, n.Title)
	default:
		width, _ := n.AttributeString(syntax.WidthKey)
		pixels, _ := width.(string)
		if words, size, ok := cutWidth(alt); ok && p.dialect.Widths {
			alt, pixels = words, size
		}
		p.placeholder(n, n.Destination, playbook.Link{Kind: playbook.LinkImage, Target: target, Title: Resolved(n.Title), Alt: alt, Width: pixels})
	}
}

// notLoaded tells of an image whose scheme does not pass.
func (p *pass) notLoaded(scheme string, at diag.Span) {
	p.Softf(at, "not-loaded", "save the image beside the page", "images of the scheme %s: do not pass", clip(scheme))
}

// cutWidth parts the words of an image from the width that a vault has behind
// them: A plan|300.
func cutWidth(alt string) (words, width string, ok bool) {
	i := strings.LastIndexByte(alt, '|')
	if i < 0 {
		i = -1
	}
	width, _, _ = strings.Cut(alt[i+1:], "x")
	if _, err := strconv.ParseUint(width, 10, 16); err != nil {
		return alt, "", false
	}
	return strings.TrimSpace(alt[:max(i, 0)]), width, true
}

// isScheme tells a scheme from a file name that has a colon.
func isScheme(s string) bool {
	for i, c := range s {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", c)) {
			return c <= ' ' || c == 0x7f // "java\tscript:" is one to a browser
		}
	}
	return s != ""
}

// Unescape resolves the percent escapes of an address; one that has wrong ones
// stays as it is.
func Unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// clip shortens what a message quotes.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
