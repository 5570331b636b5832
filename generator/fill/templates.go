package fill

import (
	"path"
	"regexp"
	"strings"
)

// Templates reads what pages call that are templates as far as nothing must be computed:
// values by their names, texts that pages share, and what the page itself sets. A call
// that needs more stays as it is written.
type Templates struct {
	Ruby   bool              // <%= name %>, and not {{ name }} and {% name %}
	Page   string            // what stands before a name of the page's own front matter
	Alone  bool              // a call counts alone on its line and outside of listings; elsewhere it is text
	Values map[string]string // by their names, site.title
	Texts  map[string]string // by the paths that calls may have
	Shapes map[string]string // texts that functions of one argument give, with %s in its place
}

// Brace stands for a brace that is text, where the page says that it is no call.
const Brace = '\x02'

// fill fills a source, which is one of the project; own gives what its front matter says.
func (t *Templates) fill(s *Source, file string, own func(name string) (string, bool)) {
	c := &calling{t, file, own, room}
	out := &writer{text: string(s.Text)}
	c.fill(out, map[string]string{}, 0)
	s.replace(out.edits)
}

// calling is what the calls of a page may name.
type calling struct {
	*Templates
	file string
	own  func(string) (string, bool)
	left int // bytes that may still be put in
}

// fill fills a text, in which some names are set.
func (c *calling) fill(out *writer, set map[string]string, depth int) {
	if c.Ruby {
		c.ruby(out, depth)
		return
	}
	c.liquid(out, set, depth)
}

// within fills a text that is put into another. It tells whether no call is left in it.
func (c *calling) within(text string, set map[string]string, depth int) (string, bool) {
	if c.left -= len(text); depth > deepest || c.left < 0 {
		return "", false
	}
	out := &writer{text: text}
	c.fill(out, set, depth)
	filled := out.String()
	return filled, !c.calls().MatchString(filled)
}

// text gives one of the texts of the project, by the name that a call has for it.
func (c *calling) text(name string) (string, bool) {
	for _, known := range []string{name, path.Join(path.Dir(c.file), name), strings.TrimPrefix(path.Clean("/"+name), "/")} {
		if text, ok := c.Texts[known]; ok {
			return text, true
		}
	}
	return "", false
}

// calls matches what is a call.
func (c *calling) calls() *regexp.Regexp {
	if c.Ruby {
		return rubyCall
	}
	return liquidCall
}

// writer is a text in which parts are replaced, which stand in their order.
type writer struct {
	text  string
	edits []edit
}

// replace puts something in the place of a part of the text.
func (o *writer) replace(from, to int, by string) {
	if from < to {
		o.edits = append(o.edits, edit{from, to, []byte(by)})
	}
}

// String is the text that comes of it.
func (o *writer) String() string {
	var b strings.Builder
	at := 0
	for _, e := range o.edits {
		b.WriteString(o.text[at:e.from])
		b.Write(e.by)
		at = e.to
	}
	b.WriteString(o.text[at:])
	return b.String()
}
