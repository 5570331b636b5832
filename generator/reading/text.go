package main

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"fieldbook/generator/dialect"
)

// unspoken is what a file says to its program and not to readers, in the order in which
// it is taken out; what a group has caught stays.
var unspoken = []*regexp.Regexp{
	regexp.MustCompile(`(?s)\A\x{feff}?\s*(?:---[ \t]*\r?\n.*?\n---|\+\+\+[ \t]*\r?\n.*?\n\+\+\+)[ \t]*(?:\r?\n|\z)`), // front matter
	regexp.MustCompile(`(?s)<!--.*?-->|\{/\*.*?\*/\}|\{#[^}]*#\}`),
	regexp.MustCompile(`(?s)\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}`),
	regexp.MustCompile(`(?is)<script\b.*?</script>|<style\b.*?</style>|<svg\b.*?</svg>|<iframe\b.*?</iframe>`),
	regexp.MustCompile(`(?s)\{[%{].*?[%}]\}|<%.*?%>`),                                                   // calls of templates
	regexp.MustCompile(`(?m)^ ?(?:import|export)\s(?:.*\n)*?(?:\n|\z)`),                                 // of modules
	regexp.MustCompile(`(?m)^[ \t>]*(?:[-*+][ \t]+)?(?:\x60{3,}|~{3,}).*$`),                             // fences
	regexp.MustCompile(`(?m)^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w-]+|^[ \t]*:{3,}.*$|^[ \t]*///.*$|-8<-.*`), // notes, by their kind
	regexp.MustCompile(`(?m)^[ \t>]*\[!\w+\][+-]?`),
	regexp.MustCompile(`(?m)^[ \t]*(?:- )?[A-Za-z][\w./-]*::(?:[ \t].*)?$|(?is:#\+BEGIN_(?:QUERY|COMMENT)\b.*?#\+END_(?:QUERY|COMMENT))|#\+\w+(?:[ \t]+\w+$)?|(?m:^[ \t]*- (?:TODO|DOING|DONE|NOW|LATER|WAITING)\b)|\(\([0-9a-f-]{36}\)\)|(?s:^\s*:LOGBOOK:.*?:END:)`), // of outlines
	regexp.MustCompile(`(?m)^[ \t]*(?:[-*+]|\d+\.)[ \t].*\n[ \t]*\{:[ \t]*toc\b[^}\n]*\}`),                    // contents
	regexp.MustCompile(`(?m)^[ \t>]*\d{1,9}[.)][ \t]|\[\^[^\]\n]+\]:?|(?s:\$\$.*?\$\$)|\$[^$\n]*\\[^$\n]*\$`), // numbers, notes and formulas, which are drawn
	regexp.MustCompile(`\[[^\]\n]*\.md\]\([^()\n]*\)`),                                                        // links by the names of files, which say the title
	regexp.MustCompile(`(?m)^[ \t]*\[[^\]\n]+\]:\s*\S+.*$`),                                                   // definitions
	regexp.MustCompile(`!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)|!\[\[[^\]\n]*\]\]`),                        // images and embeds
	regexp.MustCompile(`\]\((?:<[^>\n]*>|(?:[^()\n]|\([^()\n]*\))*)\)|\]\[[^\]\n]*\]`),                        // what links lead to
	regexp.MustCompile(`\{:?[ \t]*(?:[:.#]|[\w-]+=)[^}\n]*\}`),                                                // attributes
	regexp.MustCompile(`(?s)</?[a-zA-Z](?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^>"'{}])*>`),
	regexp.MustCompile(`https?://\S+`),
	regexp.MustCompile(`:[a-z0-9_+-]+:`), // pictures by their names
}

// Wiki links, whose words stand behind the name of the page or before it.
var (
	wiki        = regexp.MustCompile(`\[\[[^\]|\n]*\]\]`)
	nameFirst   = regexp.MustCompile(`\[\[[^\]|\n]*\|([^\]\n]*)\]\]`)
	nameFollows = regexp.MustCompile(`\[\[([^\]|\n]*)\|[^\]\n]*\]\]`)
)

// spoken is the text of a file that readers should meet on its page.
func spoken(source string, d *dialect.Dialect) string {
	if d.Titled {
		source = wiki.ReplaceAllString(source, " ")
	}
	worded := nameFirst
	if d.Syntax.Reversed || d.Syntax.Ranges {
		worded = nameFollows
	}
	source = worded.ReplaceAllString(source, " $1 ")
	for _, r := range unspoken {
		source = r.ReplaceAllString(source, " ")
	}
	return html.UnescapeString(source)
}

var word = regexp.MustCompile(`[\pL\pN]{2,}`)

// compare counts the words of a text, and those that another has less often. What
// another has within a longer word is there.
func compare(source, page string) (total int, lost map[string]int) {
	count := func(text string) map[string]int {
		words := map[string]int{}
		for _, w := range word.FindAllString(text, -1) {
			words[w]++
		}
		return words
	}
	page = strings.ToLower(page)
	has, lost := count(page), map[string]int{}
	for w, n := range count(strings.ToLower(source)) {
		total += n
		if n > has[w] && n > strings.Count(page, w) {
			lost[w] = n - max(has[w], strings.Count(page, w))
		}
	}
	return total, lost
}

// page is what readers get.
type page struct {
	all     string          // with listings, what stands in the place of pictures, and what is around the text
	visible string          // the text, without listings
	images  map[string]bool // the names of their files
}

// skipped are the elements of which readers see nothing, listing those that may show
// another program's signs.
var (
	skipped = map[string]bool{"script": true, "style": true, "template": true, "svg": true}
	listing = map[string]bool{"pre": true, "code": true, "kbd": true, "samp": true, "math": true}
)

// built reads a page of ours.
func built(text []byte) (page, error) {
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return page{}, err
	}
	p := page{images: map[string]bool{}}
	var all, visible strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.Data == "main":
			write(&all, n, nil)
		case slices.Contains(strings.Fields(attribute(n, "class")), "prose"):
			write(&visible, n, listing)
		case n.Data == "img":
			p.images[imageName(attribute(n, "src"))] = true
		}
	}
	p.all, p.visible = all.String(), visible.String()
	return p, nil
}

// write writes what readers meet in an element, beside those that are left out; of all
// of it, the words for what is no text too.
func write(b *strings.Builder, n *html.Node, but map[string]bool) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	if n.Type != html.ElementNode || skipped[n.Data] || but[n.Data] {
		return
	}
	for _, key := range []string{"alt", "title", "aria-label"} {
		if said := attribute(n, key); said != "" && but == nil {
			b.WriteString(" " + said + " ")
		}
	}
	for c := range n.ChildNodes() {
		write(b, c, but)
	}
	if !inline[n.Data] {
		b.WriteByte('\n')
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// inline are the elements within a word.
var inline = map[string]bool{"b": true, "i": true, "em": true, "strong": true, "span": true, "a": true, "code": true, "sub": true, "sup": true, "mark": true, "u": true, "s": true, "del": true, "wbr": true, "abbr": true, "dfn": true, "small": true}

// fenced is a listing; pictured, an image and its address in one of its groups.
var (
	fenced   = regexp.MustCompile("(?ms)^[ \\t>]*```.*?^[ \\t>]*```|``.*?``|`[^`\\n]*`|<!--.*?-->")
	pictured = regexp.MustCompile(`!\[[^\]\n]*\]\(<([^>\n]+)>|!\[[^\]\n]*\]\(([^)\s]+)|<img\b[^>]*?\bsrc=["']([^"']+)|!\[\[([^\]|#\n]+)`)
)

// imagesIn are the names of the images that a file shows.
func imagesIn(source string) (names []string) {
	for _, m := range pictured.FindAllStringSubmatch(fenced.ReplaceAllString(source, ""), -1) {
		if src := strings.Join(m[1:], ""); !strings.Contains(src, "://") {
			names = append(names, imageName(src))
		}
	}
	return names
}

// imageName is the name of an image's file.
func imageName(src string) string {
	src, _, _ = strings.Cut(src, "#")
	src, _, _ = strings.Cut(src, "?")
	if name, err := url.PathUnescape(src); err == nil {
		src = name
	}
	return path.Base(src)
}

// sign is what another program would have read.
var sign = regexp.MustCompile(`\{%|%\}|\{\{|\}\}|<%|\{:[ \t.#\w]|:::|(?m:^\s*(?:!!!|\?\?\?\+?) \w)|-8<-|\{\*|\[\[|!\[|(?m:^\s*[!?]> )|:include|#\+(?i:begin|end)_|\(\([0-9a-f]{8}-|:LOGBOOK:|</?[A-Z]\w*[ />]|\[//(?:begin|end)\]`)

// signsIn finds them, each with what stands around it.
func signsIn(text string) (found []string) {
	for _, at := range sign.FindAllStringIndex(text, -1) {
		found = append(found, strings.Join(strings.Fields(text[max(0, at[0]-40):min(len(text), at[1]+40)]), " "))
	}
	return found
}
