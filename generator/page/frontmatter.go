package page

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/schema"
	"fieldbook/generator/slug"
)

// split parts a page into its front matter, decoded, and its body, which is
// the exact suffix of the text.
func split(text []byte, file string, d Reading, r *diag.Reporter) (front playbook.FrontMatter, body []byte, unread bool) {
	before := r.List().Errors()
	tree, body, whole := parts(text, r)
	unread = r.List().Errors() > before
	ends := len(text) - len(body)
	if d.dialect().Properties && (tree == nil || tree.Kind == yaml.MappingNode) {
		tree, ends = properties(tree, text, ends)
	}
	if d.Lenient && d.dialect().Plain() {
		tree = inSmallLetters(tree, r)
	}
	tree = d.dialect().Translate(tree, file, Keys, func(key *yaml.Node, becomes string) {
		if becomes != "" {
			return
		}
		r.At(diag.Word(key.Line, key.Column, key.Value), diag.Diagnostic{
			Code: "unused-key", Severity: diag.Warning, Group: "unknown key " + key.Value,
			Message: fmt.Sprintf("the key %q says nothing to Fieldbook", key.Value), Hint: "templates of your own find it in params",
		})
	})
	schema.Decode(tree, text[:ends], &front, r) // places are in it alone
	if whole {
		second(text, len(text)-len(body), r)
	}
	return front, body, unread
}

// inSmallLetters takes keys of ours that are written with capitals, Title, for them.
func inSmallLetters(tree *yaml.Node, r *diag.Reporter) *yaml.Node {
	if tree == nil || tree.Kind != yaml.MappingNode {
		return tree
	}
	out := *tree
	out.Content = slices.Clone(tree.Content)
	for i := 0; i < len(out.Content); i += 2 {
		key := *out.Content[i]
		small := strings.ToLower(key.Value)
		if key.Kind != yaml.ScalarNode || key.Value == small || !slices.Contains(Keys, small) {
			continue
		}
		r.At(diag.Word(key.Line, key.Column, key.Value), diag.Diagnostic{
			Code: "key-capitals", Severity: diag.Warning, Group: "capitals " + small, Message: fmt.Sprintf("the key %q is taken for %s", key.Value, small), Hint: "write " + small,
		}).Write(diag.Word(key.Line, key.Column, key.Value), small)
		key.Value = small
		out.Content[i] = &key
	}
	return &out
}

// Front gives the text of a page in UTF-8, its front matter as a tree, and its
// body, which is the exact suffix of the text. What cannot be read is left out.
func Front(data []byte) (text []byte, tree *yaml.Node, body []byte) {
	r := diag.NewReporter("")
	text, _ = normalise(data, r)
	tree, body, _ = parts(text, r)
	return text, tree, body
}

// FrontLines gives the lines of YAML between the fences of a page's front matter, from 0
// and up to the end where nothing closes it; false for a page that has none.
func FrontLines(data []byte) (first, last int, ok bool) {
	text, _ := normalise(data, diag.NewReporter(""))
	f, ok := opening(text)
	if !ok || f.opens == "+++" {
		return 0, 0, false
	}
	first = bytes.Count(text[:f.start-1], []byte("\n")) + 1
	last = first
	for line := range bytes.Lines(text[f.start:]) {
		if string(bytes.TrimSpace(line)) == f.closes {
			return first, last, true
		}
		last++
	}
	return first, bytes.Count(text, []byte("\n")) + 1, true
}

// parts finds the front matter of a page, and whether it is whole.
func parts(text []byte, r *diag.Reporter) (tree *yaml.Node, body []byte, whole bool) {
	f, ok := opening(text)
	if !ok {
		tellConflicts(text, 0, 0, r)
		return nil, text, false
	}
	places := diag.NewLines(text)
	line := places.At(f.start).Line // of the first line between the fences
	// The library finds the fences; the text between them is parsed here, into
	// a tree that knows its lines and columns.
	format := frontmatter.NewFormat(f.opens, f.closes, func(data []byte, _ any) error {
		whole = true
		tellConflicts(text, f.start, f.start+len(data), r)
		if len(bytes.TrimSpace(data)) == 0 {
			r.Softf(places.Span(f.start, -1), "empty-front-matter", "add title: …, or remove both "+f.opens+" lines", "the front matter is empty")
			return nil
		}
		if f.opens == "+++" {
			tree = schema.ParseTOML(settled(data), line, r)
		} else {
			tree = schema.ParseYAML(settled(data), line, r)
		}
		return nil
	})
	body, err := frontmatter.Parse(bytes.NewReader(text), &struct{}{}, format)
	if err != nil || !whole {
		r.Errorf(places.Span(bytes.LastIndexByte(text[:f.start-1], '\n')+1, -1), "open-front-matter", "end it with a line of "+f.opens, "the front matter is not closed")
		return nil, text[f.start:], false
	}
	for _, at := range f.dashes {
		r.Doubtf(places.Span(at, -1), "odd-dash", "write ---", "the front matter stands between other dashes than ---, as a word processor makes them")
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

// fences are the lines around the front matter.
type fences struct {
	opens, closes string
	start         int   // the offset of the line after the first
	dashes        []int // where other dashes stand than those that are meant
}

var (
	otherDash  = regexp.MustCompile(`(?m)^[ \t]*(--|-{0,3}[–—―−‒][–—―−‒-]*)[ \t]*$`)
	firstIsKey = regexp.MustCompile(`^\s*([A-Za-z_]+):(?:\s|$)`)
)

// opening gives the fences of a text; false if it begins with none. Blank lines may
// stand before it. What a word processor makes of --- is one, if a key of ours stands
// below it: else a page would be published that is a draft.
func opening(text []byte) (f fences, ok bool) {
	for at := 0; at < len(text); at = f.start {
		line, _, _ := bytes.Cut(text[at:], []byte("\n"))
		f.start = min(at+len(line)+1, len(text))
		f.opens = string(bytes.TrimSpace(line))
		switch {
		case f.opens == "":
			continue
		case f.opens == "+++":
			f.closes = f.opens
			return f, true
		case f.opens == "---":
			f.closing(text)
			return f, true
		case otherDash.Match(line):
			key := firstIsKey.FindSubmatch(text[f.start:])
			f.dashes = append(f.dashes, at)
			return f, key != nil && slices.Contains(Keys, strings.ToLower(string(key[1]))) && f.closing(text)
		}
		return f, false
	}
	return f, false
}

var closed = regexp.MustCompile(`(?m)^[ \t]*---[ \t]*$`)

// closing finds the line of dashes that ends the front matter; one of others only
// where there is none, or before it where it began with others.
func (f *fences) closing(text []byte) bool {
	f.closes = "---"
	right, other := closed.FindIndex(text[f.start:]), otherDash.FindIndex(text[f.start:])
	if other != nil && (right == nil || len(f.dashes) > 0 && other[0] < right[0]) {
		f.closes = string(bytes.TrimSpace(text[f.start+other[0] : f.start+other[1]]))
		f.dashes = append(f.dashes, f.start+other[0])
	}
	return right != nil || other != nil
}

var twoBlocks = regexp.MustCompile(`^\s*---[ \t]*\n[A-Za-z_]+:[^\n]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$)`)

// second reports a second block of front matter right after the first.
func second(text []byte, bodyStart int, r *diag.Reporter) {
	body := text[bodyStart:]
	if !twoBlocks.Match(body) {
		return
	}
	at := diag.NewLines(text).Span(bodyStart+bytes.Index(body, []byte("---")), -1)
	r.Errorf(at, "second-front-matter", "move its keys into the first", "a second front matter")
}

// checkFrontMatter reports what the shape of the values does not tell.
func checkFrontMatter(p *playbook.Playbook, r *diag.Reporter) {
	for _, alias := range p.Aliases {
		if clean := path.Clean("/" + alias.Value); path.Ext(clean) != ".html" || strings.Contains(alias.Value, "..") {
			r.Errorf(alias.Span, "bad-alias", "an alias is an address below the site's root, such as old/size.html", "alias %q is not an address of a page", alias)
		}
	}
	if !p.ReviewEvery.IsZero() && p.Reviewed.IsZero() && p.Reviewed.Pos == (diag.Pos{}) {
		r.Warnf(p.ReviewEvery.Span, "review-without-day", "add reviewed: and the day of the last review", "review_every without reviewed: no review will ever be due")
	}
	if p.Checklist == nil {
		return
	}
	c := p.Checklist
	if c.ID.Value == "" {
		c.ID = playbook.Name{Value: defaultID(p), Span: c.Span}
	}
	c.Validate(r)
	c.Arrange()
}

// defaultID is the file's name, or its folder's for an index, as an id.
func defaultID(p *playbook.Playbook) string {
	name := p.Slug()
	if slug.IsIndex(p.Path) {
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
