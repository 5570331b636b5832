package dialect

import (
	"cmp"
	"path"
	"regexp"
	"strings"

	"fieldbook/generator/slug"
)

// linkIn is a page in a list of links: its name there, and its address; or the heading of
// a group of them.
var linkIn = regexp.MustCompile(`\[((?:[^\[\]\\]|\\.|\[[^\]]*\])*)\]\(<?([^)>\s]+(?: [^)>"]+)?)>?(?:\s+"[^"]*")?\)|(?m:^#{2,6}[ \t]+(.+?)[ \t]*(?:<a [^>]*></a>)?[ \t]*$)`)

// list takes the order and the names of pages from a list of links, which stands in
// a folder.
func (p *Plan) list(find *finder, folder string, text []byte) {
	seen := map[string]bool{}
	for _, page := range p.Sequence {
		seen[page] = true
	}
	group := ""
	for _, m := range linkIn.FindAllSubmatch(text, -1) {
		if group = cmp.Or(string(m[3]), group); m[3] != nil {
			continue
		}
		name := unescaped(string(m[2]))
		if strings.Contains(name, "://") {
			continue
		}
		page := find.page(path.Join(folder, strings.TrimSuffix(name, "/")))
		if page == "" || seen[page] {
			continue
		}
		seen[page] = true
		p.Sequence = append(p.Sequence, page)
		if in := path.Dir(page); slug.Of(group) == path.Base(in) && p.Labels[in] == "" {
			p.Labels[in] = group
		}
		if words := unescapedSigns.ReplaceAllString(unshown.ReplaceAllString(string(m[1]), ""), "$1"); words != "" {
			p.Names[page] = words
		}
	}
}

// unescapedSigns are those that have a backslash in Markdown.
var unescapedSigns = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
