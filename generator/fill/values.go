package fill

import (
	"bytes"
	"regexp"
	"strings"
)

// Values reads {{ name }} in the place of which a value stands. What computes one is
// nobody's here, and stays as it is written.
type Values struct {
	Open, Close string // what stands around a name; "" for {{ and }}
}

var (
	jinjaComment = regexp.MustCompile(`(?s)\{#[^#]*(?:#[^}#][^#]*)*#\}`)
	jinjaSet     = regexp.MustCompile(`(?m)^[ \t]*\{%-?\s*set\s+(\w+)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|(\d+))\s*-?%\}[ \t]*\n?`)
	dotted       = `-?\s*([A-Za-z_]\w*(?:\.\w+|\[["']\w+["']\])*)\s*(?:\|\s*(?:safe|string)\s*)?-?`
	quotedName   = regexp.MustCompile(`\[["'](\w+)["']\]`)
)

// fill puts the values into a source; value gives that of a name.
func (v Values) fill(s *Source, value func(name string) (string, bool)) {
	opens, closes := v.Open, v.Close
	if opens == "" || closes == "" {
		opens, closes = "{{", "}}"
	}
	set := map[string]string{}
	if bytes.Contains(s.Text, []byte("{#")) {
		var edits []edit
		for _, m := range jinjaComment.FindAllIndex(s.Text, -1) {
			edits = append(edits, edit{m[0], m[1], nil})
		}
		s.replace(edits)
	}
	if bytes.Contains(s.Text, []byte("{%")) {
		var edits []edit
		for _, m := range jinjaSet.FindAllSubmatchIndex(s.Text, -1) {
			set[group(s.Text, m, 1)] = group(s.Text, m, 2) + group(s.Text, m, 3) + group(s.Text, m, 4)
			edits = append(edits, edit{m[0], m[1], nil})
		}
		s.replace(edits)
	}
	if !bytes.Contains(s.Text, []byte(opens)) {
		return
	}
	var edits []edit
	for _, m := range regexp.MustCompile(regexp.QuoteMeta(opens)+dotted+regexp.QuoteMeta(closes)).FindAllSubmatchIndex(s.Text, -1) {
		name := quotedName.ReplaceAllString(group(s.Text, m, 1), ".$1")
		text, ok := set[name]
		if !ok {
			text, ok = value(name)
		}
		if ok {
			edits = append(edits, edit{m[0], m[1], []byte(strings.TrimRight(text, "\n"))})
		}
	}
	s.replace(edits)
}
