package page

import (
	"bytes"
	"regexp"

	"fieldbook/generator/syntax"
)

// Addresses of links that hold what another program replaces cannot be read as
// addresses: it is taken away beforehand, and spaces stand for it, so that all
// places stay.
var (
	// hugoAddress is ]({{< ref "page.md" >}}): the page is the second group.
	hugoAddress = regexp.MustCompile(`\]\(\s*(` + refBefore + `([^"` + "`" + `\s>%]+)` + refAfter + `)`)
	// liquidAddress is ]({% link page.md %}), with ({{ site.baseurl }} before it; also of
	// another tag with one argument.
	liquidAddress = regexp.MustCompile(`\]\(\s*((?:\{\{[^}]*\}\})?\s*\{%-?\s*\w+\s+["']?([^\s"'%]+)["']?\s*-?%\})`)
	baseAddress   = regexp.MustCompile(`\]\(\s*(\{\{\s*(?:site\.(?:baseurl|url)|page\.[\w.]+)[^}]*\}\}())`)
)

// What stands around the page of a call of Hugo, {{< ref "page.md" >}}.
const (
	refBefore = `\{\{[<%]\s*(?:ref|relref)\s+["` + "`" + `]?`
	refAfter  = `["` + "`" + `]?(?:\s+[^>%]*)?[>%]\}\}`
)

var refCall = [2]*regexp.Regexp{regexp.MustCompile(refBefore + `$`), regexp.MustCompile(`^` + refAfter)}

// RefCall gives the bytes of the call around the page of a link, or those of the page
// where it is written as Markdown has it.
func RefCall(source []byte, at, end int) (from, to int) {
	begins := max(0, at-40)
	head := refCall[0].FindIndex(source[begins:at])
	tail := refCall[1].Find(source[end:min(len(source), end+200)])
	if head == nil || tail == nil {
		return at, end
	}
	return begins + head[0], end + len(tail)
}

// Comments that another program takes out before anything is read as Markdown,
// wherever they stand.
var (
	hugoComment   = regexp.MustCompile(`(?s)\{\{[<%]\s*comment\s*[>%]\}\}.*?\{\{[<%]\s*/\s*comment\s*[>%]\}\}`)
	liquidComment = regexp.MustCompile(`(?s)\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}`)
)

// blank leaves nothing but line ends of what a pattern matches.
func blank(body []byte, pattern *regexp.Regexp) {
	for _, m := range pattern.FindAllIndex(body, -1) {
		for i := m[0]; i < m[1]; i++ {
			if body[i] != '\n' {
				body[i] = ' '
			}
		}
	}
}

// prepared gives a text in which addresses can be read, and where of them that stood
// which it has elsewhere. The text itself stays.
func prepared(text []byte, s syntax.Set) (body []byte, moved map[int]int) {
	body, moved = bytes.Clone(text), map[int]int{} // a copy also since tables change it: see syntax
	switch {
	case s.Shortcodes:
		blank(body, hugoComment)
		only(body, hugoAddress, moved)
		joined(body, calledAddress)
	case s.Liquid:
		blank(body, liquidComment)
		only(body, liquidAddress, moved)
		only(body, baseAddress, moved)
		joined(body, computedAddress)
	}
	return body, moved
}

// Addresses with a shortcode or a tag in them, which nobody here can fill: the link leads
// nowhere, but it is one.
var (
	computedAddress = regexp.MustCompile(`\]\([^()\s]*\{[{%][^{}\n]*[%}]\}[^()\s]*\)`)
	calledAddress   = regexp.MustCompile(`\]\([^()\s]*\{\{[<%][^}\n]*[>%]\}\}[^()\s]*\)`)
)

// joined takes the spaces out of such addresses.
func joined(body []byte, pattern *regexp.Regexp) {
	for _, m := range pattern.FindAllIndex(body, -1) {
		for i := m[0]; i < m[1]; i++ {
			if body[i] == ' ' {
				body[i] = '_'
			}
		}
	}
}

// only leaves nothing of what the first group matches but the second.
func only(body []byte, pattern *regexp.Regexp, moved map[int]int) {
	for _, m := range pattern.FindAllSubmatchIndex(body, -1) {
		page := bytes.Clone(body[m[4]:m[5]])
		for i := m[2]; i < m[3]; i++ {
			body[i] = ' '
		}
		copy(body[m[3]-len(page):m[3]], page) // at the end, where #part may follow
		moved[m[3]-len(page)] = m[4]
	}
}
