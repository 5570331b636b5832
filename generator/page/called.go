package page

import (
	"regexp"

	"fieldbook/generator/diag"
)

// What another program would have replaced within an author's HTML.
var (
	liquidInHTML  = regexp.MustCompile(`\{\{[^{}]*\}\}|\{%(?:[^%]|%[^}])*%\}`)
	rubyInHTML    = regexp.MustCompile(`(?s)<%.*?%>`)
	attributeLine = regexp.MustCompile(`(?m)^[ \t]*(?:(?:[-*+]|1\.)[ \t]+\S.*\n[ \t]*\{:[ \t]*toc\b[^}\n]*\}|\{:[^}\n]*\})[ \t]*$`)
)

// calledIn is an author's HTML without calls of another program, of which is told, and
// without lines of attributes.
func (p *pass) calledIn(markup string, at diag.Span) string {
	set := p.dialect.Set(p.Path)
	if set.Attributes {
		markup = attributeLine.ReplaceAllString(markup, "")
	}
	for _, c := range []struct {
		has  bool
		find *regexp.Regexp
	}{{set.Liquid, liquidInHTML}, {set.Ruby, rubyInHTML}} {
		if !c.has {
			continue
		}
		markup = c.find.ReplaceAllStringFunc(markup, func(call string) string {
			p.At(at, diag.Diagnostic{Code: "foreign", Severity: diag.Warning, Group: "foreign in HTML", Message: clip(call) + " is left out: only another program knows what it does", Hint: "write it in Markdown"})
			return ""
		})
	}
	return markup
}
