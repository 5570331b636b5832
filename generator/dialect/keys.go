package dialect

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// renamed are the keys of other programs, by what we call them.
var renamed = map[string]string{
	"description": "summary", "excerpt": "summary", "abstract": "summary",
	"weight": "order", "nav_order": "order", "sidebar_position": "order", "position": "order",
	"redirect_from": "aliases", "redirects": "aliases", "alias": "aliases", "permalink": "aliases", "slug": "aliases", "url": "aliases",
	"tag": "tags", "keyword": "keywords",
	"linktitle": "short", "sidebar_label": "short", "nav_title": "short", "short_title": "short",
}

// unused are keys that say nothing a Fieldbook would show: they are no mistake.
var unused = map[string]bool{
	"date": true, "lastmod": true, "last_update": true, "publishdate": true, "lang": true, "toc": true, "hide": true, "layout": true, "template": true, "icon": true, "status": true, "search": true,
	"cssclass": true, "cssclasses": true, "publish": true, "id": true, "hide_title": true, "hide_table_of_contents": true,
	"pagination_label": true, "pagination_next": true, "pagination_prev": true, "sidebar": true, "outline": true, "head": true, "hero": true, "features": true, "editlink": true, "lastupdated": true, "type": true, "categories": true, "menu": true, "cascade": true, "author": true, "authors": true, "image": true, "comments": true, "next": true, "prev": true, "banner": true, "tableofcontents": true, "template_type": true, "created": true, "modified": true, "updated": true,
}

// Report is told what became of each key that is not called as ours is: becomes is
// our key, "params" for one that nothing shows, or "" for one that nobody knows.
type Report func(key *yaml.Node, becomes string)

// Translate gives the front matter of a page of a dialect in our keys, at the
// places where it was written. All that is not ours goes into params.
func (d *Dialect) Translate(tree *yaml.Node, file string, known []string, tell Report) *yaml.Node {
	if d.Plain() || tree == nil || tree.Kind != yaml.MappingNode {
		return tree
	}
	t := &translation{Dialect: d, file: file, tell: tell, out: &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: tree.Line, Column: tree.Column}}
	for i := 0; i+1 < len(tree.Content); i += 2 {
		key, value := tree.Content[i], tree.Content[i+1]
		for value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		t.key(key, value, known)
	}
	return t.out
}

// translation is front matter on its way.
type translation struct {
	*Dialect
	file   string
	said   string // the key that is read, by what all programs call it
	tell   Report
	out    *yaml.Node
	params *yaml.Node
}

func (t *translation) key(key, value *yaml.Node, known []string) {
	name := strings.ToLower(key.Value)
	if isNull(value) {
		return
	}
	name = cmp.Or(t.keys[name], name)
	t.said = name
	switch {
	case name == "sidebar" && value.Kind == yaml.MappingNode: // of Starlight
		if order := child(value, "order"); order != nil {
			t.add("order", key, order)
		}
		if label := child(value, "label"); label != nil {
			t.known("short", key, label)
		}
	case name == "permalink" && value.Value == "false": // it has no page of its own
		t.add("draft", key, scalar("true", "!!bool", value))
	case name == "published" && value.Kind == yaml.ScalarNode:
		if value.Value == "false" {
			t.add("draft", key, scalar("true", "!!bool", value))
		}
	case name == "draft":
		if value.Value == "true" || value.Value == "false" {
			t.add("draft", key, scalar(value.Value, "!!bool", value))
		}
	case renamed[name] != "":
		t.known(renamed[name], key, value)
	case slices.Contains(known, name):
		t.known(name, key, value)
	case unused[name]:
		t.tell(key, "params")
		t.param(key, day(value))
	default:
		t.tell(key, "")
		t.param(key, value)
	}
}

// known takes a key of ours, its value in the shape that we want.
func (t *translation) known(name string, key, value *yaml.Node) {
	switch name {
	case "title", "short", "summary", "owner":
		if value.Kind == yaml.ScalarNode {
			t.add(name, key, scalar(strings.TrimSpace(t.withoutLinks(value.Value)), "!!str", value))
		}
	case "order":
		if digits := strings.TrimSpace(value.Value); value.Kind == yaml.ScalarNode && decimal.MatchString(digits) {
			t.add(name, key, scalar(digits, "!!float", value))
		}
	case "tags", "keywords", "names":
		t.add(name, key, list(value, func(word string) string { return strings.TrimPrefix(word, "#") }))
	case "aliases":
		t.aliases(key, value)
	case "related", "sources":
		if value.Kind == yaml.SequenceNode {
			t.add(name, key, value)
		} else {
			t.tell(key, "")
			t.param(key, value)
		}
	case "checklist", "params":
		if value.Kind == yaml.MappingNode {
			t.add(name, key, value)
		}
	default:
		t.add(name, key, value)
	}
}

var wikiLink = regexp.MustCompile(`\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]`)

// withoutLinks gives a text with the words of wiki links in their place, which nothing
// reads in front matter.
func (t *translation) withoutLinks(said string) string {
	words := "$1"
	if !t.Syntax.Reversed && wikiLink.FindStringSubmatch(said) != nil && wikiLink.FindStringSubmatch(said)[2] != "" {
		words = "$2"
	}
	return wikiLink.ReplaceAllString(said, words)
}

// aliases takes addresses of the page, or its other names.
func (t *translation) aliases(key, value *yaml.Node) {
	all := list(value, func(s string) string { return s })
	addresses, others := sequence(value), sequence(value)
	for _, a := range all.Content {
		if t.otherNames {
			others.Content = append(others.Content, a)
		} else if address := t.address(a.Value); address != "" {
			addresses.Content = append(addresses.Content, scalar(address, "!!str", a))
		}
	}
	t.add("names", key, others)
	t.add("aliases", key, addresses)
}

// address is an earlier address of the page as an alias of ours.
func (t *translation) address(said string) string {
	if _, rest, ok := strings.Cut(said, "://"); ok { // a whole address
		_, said, _ = strings.Cut(rest, "/")
		said = "/" + said
	}
	folder := path.Dir(t.file)
	if t.said == "slug" && !strings.Contains(said, "/") {
		said = path.Join(folder, said)
	} else if t.permalinks != "" && t.said == "permalink" && !strings.Contains(said, "/") {
		said = t.permalinks + said
	} else if !strings.HasPrefix(said, "/") && t.said == "alias" || t.said == "aliases" && !strings.HasPrefix(said, "/") {
		said = path.Join(folder, said)
	}
	said = strings.Trim(path.Clean("/"+said), "/")
	if said == "" || strings.ContainsAny(said, ":?#\\*{}") {
		return ""
	}
	switch path.Ext(said) {
	case ".html":
	case ".md", ".mdx", ".htm":
		said = strings.TrimSuffix(said, path.Ext(said)) + ".html"
	default:
		said = path.Join(said, "index.html")
	}
	own := strings.TrimSuffix(t.file, path.Ext(t.file))
	if said == own+".html" || said == own+"/index.html" && strings.HasSuffix(own, "index") {
		return ""
	}
	return said
}

// add puts a value under a key, joined with what is there already.
func (t *translation) add(name string, key, value *yaml.Node) {
	if value.Kind == yaml.SequenceNode && len(value.Content) == 0 {
		return
	}
	if key.Value != name && name != "params" {
		t.tell(key, name)
	}
	for i := 0; i+1 < len(t.out.Content); i += 2 {
		if t.out.Content[i].Value != name {
			continue
		}
		if before := t.out.Content[i+1]; before.Kind == yaml.SequenceNode && value.Kind == yaml.SequenceNode {
			for _, item := range value.Content {
				if !slices.ContainsFunc(before.Content, func(b *yaml.Node) bool { return b.Value == item.Value }) {
					before.Content = append(before.Content, item)
				}
			}
		}
		return // the first says it
	}
	t.out.Content = append(t.out.Content, scalar(name, "!!str", key), value)
}

// param keeps what is not ours for templates of one's own.
func (t *translation) param(key, value *yaml.Node) {
	var anything any
	if value.Decode(&anything) != nil || strings.HasPrefix(key.Tag, "!!map") {
		return // {{a template}} is a mapping of mappings to YAML
	}
	if t.params == nil {
		t.params = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: key.Line, Column: key.Column}
		t.add("params", key, t.params)
	}
	t.params.Content = append(t.params.Content, key, value)
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || strings.TrimSpace(n.Value) == "")
}

func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func scalar(value, tag string, at *yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: value, Line: at.Line, Column: at.Column}
}

func sequence(at *yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Line: at.Line, Column: at.Column}
}

// list takes a list, or words apart by commas, as a list of texts, each once.
func list(n *yaml.Node, word func(string) string) *yaml.Node {
	out := sequence(n)
	seen := map[string]bool{}
	add := func(text string, at *yaml.Node) {
		if text = strings.TrimSpace(word(strings.TrimSpace(text))); text != "" && !seen[text] {
			seen[text] = true
			out.Content = append(out.Content, scalar(text, "!!str", at))
		}
	}
	switch n.Kind {
	case yaml.SequenceNode:
		for _, item := range n.Content {
			if item.Kind == yaml.ScalarNode && !isNull(item) {
				add(item.Value, item)
			}
		}
	case yaml.ScalarNode:
		for part := range strings.SplitSeq(n.Value, ",") {
			add(part, n)
		}
	}
	return out
}

// moment is one in milliseconds since 1970, as programs note when they wrote a page.
var moment = regexp.MustCompile(`^1\d{12}$`)

// day gives a moment as its day.
func day(n *yaml.Node) *yaml.Node {
	if n.Kind != yaml.ScalarNode || !moment.MatchString(n.Value) {
		return n
	}
	at, _ := strconv.ParseInt(n.Value, 10, 64) // thirteen digits are a number
	return scalar(time.UnixMilli(at).UTC().Format(time.DateOnly), "!!str", n)
}

// decimal takes 3, "3", -1 and 2.5.
var decimal = regexp.MustCompile(`^-?\d{1,6}(?:\.\d{1,6})?$`)
