package fill

import (
	"regexp"
	"strings"
)

// rubyCall is <%= an expression %>, <% a statement %> or <%# a comment %>.
var rubyCall = regexp.MustCompile(`(?s)<%([=#-]?)(.*?)-?%>`)

var (
	rubyIndex  = regexp.MustCompile(`\[\s*(?::|["'])(\w+)["']?\s*\]`)
	rubyPlain  = regexp.MustCompile(`^[\w.]+$`)
	rubyCalled = regexp.MustCompile(`(?s)^(\w+)[\s(]\s*(?:"([^"]*)"|'([^']*)')\s*\)?$`)
	rubyLink   = regexp.MustCompile(`(?s)^link_to[\s(]\s*(?:"([^"]*)"|'([^']*)')\s*,\s*(?:"([^"]*)"|'([^']*)')`)
)

// ruby fills the calls of ERB.
func (c *calling) ruby(out *writer, depth int) {
	for _, m := range rubyCall.FindAllStringSubmatchIndex(out.text, -1) {
		switch out.text[m[2]:m[3]] {
		case "#":
			out.replace(m[0], m[1], "")
		case "=":
			if value, ok := c.rubyValue(strings.TrimSpace(out.text[m[4]:m[5]]), depth); ok {
				out.replace(m[0], m[1], value)
			}
		}
	}
}

// rubyValue is what an expression stands for: a name, a text of the project, a link, or
// a function of one text.
func (c *calling) rubyValue(said string, depth int) (string, bool) {
	if name := rubyIndex.ReplaceAllString(said, ".$1"); rubyPlain.MatchString(name) {
		value, ok := c.value(name, nil)
		c.left -= len(value)
		return value, ok && c.left >= 0
	}
	if m := rubyLink.FindStringSubmatch(said); m != nil {
		return "[" + m[1] + m[2] + "](" + m[3] + m[4] + ")", true
	}
	m := rubyCalled.FindStringSubmatch(said)
	if m == nil {
		return "", false
	}
	argument := m[2] + m[3]
	if m[1] == "partial" {
		text, ok := c.text(argument)
		if !ok {
			return "", false
		}
		return c.within(text, nil, depth+1)
	}
	shape, ok := c.Shapes[m[1]]
	return strings.ReplaceAll(shape, "%s", argument), ok
}
