package fill

import (
	"bytes"
	"path"
	"regexp"
	"strings"
)

// Snippets reads lines that name a file whose text stands in their place:
// --8<-- "file.md:section", or several between two lines of --8<--.
type Snippets struct {
	Bases []string // the folders that files are named from, the first that has one
	Last  []string // files that stand below each page
}

var (
	snippetSign = []byte("8<-")
	oneSnippet  = regexp.MustCompile(`(?m)^([ \t]*)(;*)-{1,}8<-{1,}[ \t]+(?:"([^"\n]+)"|'([^'\n]+)')[ \t]*$`)
	allSnippets = regexp.MustCompile(`(?m)^([ \t]*)-{1,}8<-{1,}[ \t]*\n((?:[^\n]*\n)*?)[ \t]*-{1,}8<-{1,}[ \t]*$`)
)

// fill puts the files into a source, whose own file stands in those of within.
func (n Snippets) fill(s *Source, files *Files) {
	for _, file := range n.Last {
		if text, ok := n.text(file, files, nil); ok && !bytes.Contains(s.Text, text) {
			s.replace([]edit{{len(s.Text), len(s.Text), append([]byte("\n\n"), text...)}})
		}
	}
	if !bytes.Contains(s.Text, snippetSign) {
		return
	}
	s.replace(n.edits(s.Text, files, nil, s.tell))
}

// edits are what the snippets of a text come to.
func (n Snippets) edits(text []byte, files *Files, within []string, tell func(from, to int, why string)) (out []edit) {
	at := 0 // behind the last
	one, many := oneSnippet.FindAllSubmatchIndex(text, -1), allSnippets.FindAllSubmatchIndex(text, -1)
	for len(one)+len(many) > 0 {
		if len(many) == 0 || len(one) > 0 && one[0][0] < many[0][0] {
			if m := one[0]; m[0] >= at {
				out, at = append(out, n.one(text, m, files, within, tell)), m[1]
			}
			one = one[1:]
			continue
		}
		if m := many[0]; m[0] >= at {
			out, at = append(out, n.many(text, m, files, within, tell)), m[1]
		}
		many = many[1:]
	}
	return out
}

// many is what the files come to that are named between two lines.
func (n Snippets) many(text []byte, m []int, files *Files, within []string, tell func(from, to int, why string)) edit {
	var by []byte
	for line := range strings.Lines(group(text, m, 2)) {
		name := strings.TrimSpace(line)
		if name == "" || strings.HasPrefix(name, ";") {
			continue
		}
		part, ok := n.text(name, files, within)
		files.told(name, ok, m[0], m[1], tell)
		by = append(by, part...)
	}
	return edit{m[0], m[1], bytes.TrimSuffix(indented(by, group(text, m, 1), true), []byte("\n"))}
}

// one is what a line comes to.
func (n Snippets) one(text []byte, m []int, files *Files, within []string, tell func(from, to int, why string)) edit {
	if m[5] > m[4] { // a semicolon: it is shown, without it
		return edit{m[4], m[4] + 1, nil}
	}
	name := group(text, m, 3) + group(text, m, 4)
	if strings.HasPrefix(strings.TrimSpace(name), ";") {
		return edit{m[0], m[1], nil}
	}
	by, ok := n.text(name, files, within)
	files.told(name, ok, m[0], m[1], tell)
	return edit{m[0], m[1], bytes.TrimSuffix(indented(by, group(text, m, 1), true), []byte("\n"))}
}

func group(text []byte, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return string(text[m[2*i]:m[2*i+1]])
}

// text is what a snippet names: a file, lines or a section of it.
func (n Snippets) text(name string, files *Files, within []string) ([]byte, bool) {
	file, part, _ := strings.Cut(name, ":")
	var text []byte
	var at string
	ok := false
	for _, base := range n.Bases {
		at = path.Join(base, file)
		if text, ok = files.take(at, within); ok || files.lost != noFile {
			break
		}
	}
	if !ok {
		return nil, false
	}
	if part == "" || part[0] >= '0' && part[0] <= '9' || part[0] == ':' {
		if part != "" {
			text = lines(text, part)
		}
		text, _ = section(text, "")
	} else if text, ok = section(text, part); !ok {
		files.lost = "it has no section " + part
		return nil, false
	}
	if bytes.Contains(text, snippetSign) {
		inner := New(text)
		inner.replace(n.edits(text, files, append(within, at), inner.tell))
		text = files.within(inner)
	}
	return text, true
}
