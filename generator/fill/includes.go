package fill

import (
	"bytes"
	"path"
	"regexp"
	"strings"
)

// Includes reads calls in the place of which a file stands:
// {% include-markdown "part.md" start="<!-- begin -->" end="<!-- end -->" %}.
type Includes struct {
	docs string // the folder which files are named from, where they are not beside the page
	call *regexp.Regexp
}

// NewIncludes reads calls between two signs; "" for {% and %}.
func NewIncludes(docs, opens, closes string) *Includes {
	if opens == "" || closes == "" {
		opens, closes = "{%", "%}"
	}
	return &Includes{docs, regexp.MustCompile(`(?s)` + regexp.QuoteMeta(opens) + `-?\s*include(-markdown)?\s+(?:"([^"\n]+)"|'([^'\n]+)')(.{0,400}?)-?` + regexp.QuoteMeta(closes))}
}

var (
	includeSays = regexp.MustCompile(`([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\w+))`)
)

// fill puts the files into a source, which is one of the project.
func (n Includes) fill(s *Source, files *Files, file string) {
	if bytes.Contains(s.Text, []byte("include")) {
		s.replace(n.edits(s.Text, files, []string{file}, s.tell))
	}
}

func (n Includes) edits(text []byte, files *Files, within []string, tell func(from, to int, why string)) (out []edit) {
	for _, m := range n.call.FindAllSubmatchIndex(text, -1) {
		name := group(text, m, 2) + group(text, m, 3)
		by, ok := n.text(name, m[3] > m[2], said(text[m[8]:m[9]]), files, within)
		files.told(name, ok, m[0], m[1], tell)
		line := text[bytes.LastIndexByte(text[:m[0]], '\n')+1 : m[0]]
		if len(bytes.TrimLeft(line, " \t")) == 0 {
			by = indented(by, string(line), false)
		}
		out = append(out, edit{m[0], m[1], by})
	}
	return out
}

// said are the arguments of a call.
func said(text []byte) map[string]string {
	out := map[string]string{}
	for _, m := range includeSays.FindAllSubmatch(text, -1) {
		value := string(m[2]) + string(m[3])
		value = strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\"`, `"`, `\'`, `'`, `\\`, `\`).Replace(value)
		out[string(m[1])] = value + string(m[4])
	}
	return out
}

// text is what a call comes to; links of Markdown lead where they led in its file.
func (n Includes) text(name string, markdown bool, says map[string]string, files *Files, within []string) ([]byte, bool) {
	here := path.Dir(within[len(within)-1])
	file := path.Join(here, name)
	text, ok := files.take(file, within)
	if !ok && !strings.HasPrefix(name, ".") && files.lost == noFile {
		file = path.Join(n.docs, name)
		text, ok = files.take(file, within)
	}
	if !ok {
		return nil, false
	}
	if markdown {
		text = withoutFront(text)
	}
	text = between(text, says["start"], says["end"])
	if bytes.Contains(text, []byte("include")) && says["recursive"] != "false" {
		inner := New(text)
		inner.replace(n.edits(text, files, append(within[:len(within):len(within)], file), inner.tell))
		text = files.within(inner)
	}
	if markdown && says["rewrite-relative-urls"] != "false" {
		text = rebased(text, path.Dir(file), path.Dir(within[0]))
	}
	if offset := number(says["heading-offset"], 0); offset > 0 {
		text = heading.ReplaceAll(text, []byte(strings.Repeat("#", min(offset, 5))+"$0"))
	}
	if says["trailing-newlines"] == "false" {
		text = bytes.TrimRight(text, "\n")
	}
	return text, true
}

var heading = regexp.MustCompile(`(?m)^#{1,6} `)

// between gives what stands between each start and the next end; all without them.
func between(text []byte, start, end string) (out []byte) {
	parts := [][]byte{text}
	if start != "" {
		parts = bytes.Split(text, []byte(start))[1:]
	}
	for _, part := range parts {
		if end != "" {
			part, _, _ = bytes.Cut(part, []byte(end))
		}
		out = append(out, part...)
	}
	return out
}

// withoutFront takes the front matter away.
func withoutFront(text []byte) []byte { return text[BodyAt(text):] }

// BodyAt is where the text of a page begins, below its front matter.
func BodyAt(text []byte) int {
	if !bytes.HasPrefix(text, []byte("---\n")) {
		return 0
	}
	for _, end := range []string{"\n---\n", "\n...\n"} {
		if i := bytes.Index(text[3:], []byte(end)); i >= 0 {
			return 3 + i + len(end)
		}
	}
	return 0
}

// relative are addresses of Markdown and HTML.
var relative = regexp.MustCompile(`(\]\(<?|\]:[ \t]+<?|(?:src|href)=["'])([^\s)"'>#]+)`)

// rebased gives a text of one folder with its links as another one writes them.
func rebased(text []byte, from, to string) []byte {
	if from == to {
		return text
	}
	return relative.ReplaceAllFunc(text, func(m []byte) []byte {
		parts := relative.FindSubmatch(m)
		address := string(parts[2])
		if strings.Contains(address, ":") || strings.HasPrefix(address, "/") || strings.ContainsAny(address, "{}") {
			return m
		}
		return append(bytes.Clone(parts[1]), []byte(way(to, path.Join(from, address)))...)
	})
}

// way is the path of a file from a folder, both below the project.
func way(folder, file string) string {
	up := ""
	for folder != "." && folder != "" && !strings.HasPrefix(file, folder+"/") {
		folder, up = path.Dir(folder), up+"../"
	}
	if folder == "." || folder == "" {
		return up + file
	}
	return up + strings.TrimPrefix(file, folder+"/")
}
