package content

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"strings"
	"unicode"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/playbook"
	"fieldbook/generator/schema"
)

// split parts a page into its front matter, decoded, and its body, which is
// the exact suffix of the text.
func split(text []byte, file string, d dialect.Name, r *diag.Reporter) (front playbook.FrontMatter, body []byte, unread bool) {
	before := r.List().Errors()
	tree, body, whole := parts(text, r)
	unread = r.List().Errors() > before
	tree = d.Translate(tree, file, Keys, func(key *yaml.Node, becomes string) {
		if becomes != "" {
			return
		}
		r.At(diag.Pos{Line: key.Line, Col: key.Column}, diag.Diagnostic{
			Severity: diag.Warning, Group: "unknown key " + key.Value,
			Message: fmt.Sprintf("the key %q says nothing to Fieldbook", key.Value), Hint: "templates of your own find it in params",
		})
	})
	schema.Decode(tree, &front, r)
	if whole {
		second(text, len(text)-len(body), r)
	}
	return front, body, unread
}

// Front gives the text of a page in UTF-8, its front matter as a tree, and its
// body, which is the exact suffix of the text. What cannot be read is left out.
func Front(data []byte) (text []byte, tree *yaml.Node, body []byte) {
	r := diag.NewReporter("")
	text, _ = normalise(data, true, r)
	tree, body, _ = parts(text, r)
	return text, tree, body
}

// parts finds the front matter of a page, and whether it is whole.
func parts(text []byte, r *diag.Reporter) (tree *yaml.Node, body []byte, whole bool) {
	fence, start := opening(text)
	if fence == "" {
		return nil, text, false
	}
	line := diag.NewLines(text[:start]).At(start).Line // of the first line between the fences
	parsers := map[string]func([]byte, int, *diag.Reporter) *yaml.Node{"---": schema.ParseYAML, "+++": schema.ParseTOML}
	found := false
	// The library finds the fences; the text between them is parsed here, into
	// a tree that knows its lines and columns.
	format := frontmatter.NewFormat(fence, fence, func(data []byte, _ any) error {
		found = true
		if len(bytes.TrimSpace(data)) == 0 {
			r.Softf(diag.Pos{Line: line, Col: 1}, "add title: …, or remove both "+fence+" lines", "the front matter is empty")
			return nil
		}
		tree = parsers[fence](data, line, r)
		return nil
	})
	body, err := frontmatter.Parse(bytes.NewReader(text), &struct{}{}, format)
	if err != nil || !found {
		r.Errorf(diag.Pos{Line: line - 1, Col: 1}, "end it with a line of "+fence, "the front matter is not closed")
		return nil, text[start:], false
	}
	return tree, body, true
}

// Keys are those of our front matter.
var Keys = func() (keys []string) {
	for _, f := range schema.Fields(reflect.TypeFor[playbook.FrontMatter]()) {
		keys = append(keys, f.Key)
	}
	return keys
}()

// opening gives the fence that the text starts with, and the offset of the
// line after it. Blank lines may stand before it.
func opening(text []byte) (fence string, start int) {
	for start < len(text) {
		line, _, _ := bytes.Cut(text[start:], []byte("\n"))
		start = min(start+len(line)+1, len(text))
		switch trimmed := string(bytes.TrimSpace(line)); trimmed {
		case "":
			continue
		case "---", "+++":
			return trimmed, start
		}
		return "", 0
	}
	return "", 0
}

var twoBlocks = regexp.MustCompile(`^\s*---[ \t]*\n[A-Za-z_]+:[^\n]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$)`)

// second reports a second block of front matter right after the first.
func second(text []byte, bodyStart int, r *diag.Reporter) {
	body := text[bodyStart:]
	if !twoBlocks.Match(body) {
		return
	}
	at := diag.NewLines(text).At(bodyStart + bytes.Index(body, []byte("---")))
	r.Errorf(at, "move its keys into the first", "a second front matter")
}

// checkFrontMatter reports what the shape of the values does not tell.
func checkFrontMatter(p *playbook.Playbook, r *diag.Reporter) {
	for _, alias := range p.Aliases {
		if clean := path.Clean("/" + alias.Value); path.Ext(clean) != ".html" || strings.Contains(alias.Value, "..") {
			r.Errorf(alias.Pos, "an alias is an address below the site's root, such as old/size.html", "alias %q is not an address of a page", alias)
		}
	}
	if !p.ReviewEvery.IsZero() && p.Reviewed.IsZero() && p.Reviewed.Pos == (diag.Pos{}) {
		r.Warnf(p.ReviewEvery.Pos, "add reviewed: and the day of the last review", "review_every without reviewed: no review will ever be due")
	}
	if p.Checklist == nil {
		return
	}
	c := p.Checklist
	if c.ID.Value == "" {
		c.ID = playbook.Name{Value: defaultID(p), Pos: c.Pos}
	}
	c.Validate(r)
}

// defaultID is the file's name, or its folder's for an index, as an id.
func defaultID(p *playbook.Playbook) string {
	name := p.Slug()
	if strings.EqualFold(name, "index") || strings.EqualFold(name, "readme") {
		name = path.Base(path.Dir("checklist/" + p.Path))
	}
	plain := strings.Map(func(c rune) rune {
		switch {
		case c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)):
			return unicode.ToLower(c)
		case c == '-' || c == '_' || c == ' ':
			return '-'
		}
		return -1
	}, norm.NFKD.String(strings.ReplaceAll(name, "ß", "ss")))
	if plain = strings.Trim(plain, "-"); plain == "" {
		return "checklist"
	}
	return plain
}
