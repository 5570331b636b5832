package dialect

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/fill"
	"fieldbook/generator/input"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// Jekyll has templates in its pages, and with Just the Docs a tree of pages that each
// page says its place in.
const Jekyll Name = "jekyll"

var jekyll = Dialect{
	Name: Jekyll, Program: "Jekyll", Folder: "a folder of Jekyll",
	signs:    []sign{{up: 1, elsewhere: regexp.MustCompile(`(?m)^source:[ \t]*["']?([^"'\s#]+)`), files: jekyllFiles}},
	like:     like{[]string{"{% ", "{{", "{: ."}, regexp.MustCompile(`\{% \w+|\{\{ ?site\.|(?m)^\{: \.\w`)},
	settings: jekyllSettings,
	dated:    regexp.MustCompile(`^\d{4}-\d{1,2}-\d{1,2}-`),
	Syntax:   syntax.Set{Liquid: true, Attributes: true, Classes: true},
	keys: map[string]string{
		"parent": "hide", "grand_parent": "hide", "has_children": "hide", "nav_exclude": "hide", "nav_fold": "hide", "has_toc": "hide", "child_nav_order": "hide", "search_exclude": "hide",
		"last_modified_date": "date", "category": "categories", "sidenav": "hide", "redirect_to": "hide", "sticky_sidenav": "hide", "subnav": "hide",
	},
	title: &setting{regexp.MustCompile(`(?m)^(?:title|name):[ \t]*["']?([^"'\n#]+)`), jekyllFiles},
	old:   jekyllOld,
	order: navigationIn("_data"), nest: (*Plan).jekyll,
}

var jekyllFiles = []string{"_config.yml", "_config.yaml"}

// jekyllSettings reads what the configuration says of the folders of pages, and what
// pages may name: its values, those of the data files, and the texts of _includes.
func jekyllSettings(folder input.Folder) Settings {
	root, before := folder, ""
	if folders := above(folder.Root()); len(folders) > 1 && !slices.ContainsFunc(jekyllFiles, func(file string) bool { _, ok := read(folder, file); return ok }) {
		root, before = folders[1], path.Base(strings.ReplaceAll(folder.Root(), "\\", "/"))
	}
	config := configured(project{folders: []input.Folder{root}}.first(jekyllFiles...))
	s := Settings{Collections: []string{"_posts"}}
	for _, name := range namesIn(config.key("collections")) {
		s.Collections = append(s.Collections, "_"+name)
	}
	s.Collections = append(s.Collections, namesIn(config.key("include"))...)
	s.LeftOut = leftOut(before, namesIn(config.key("exclude")))
	if style := config.key("permalink"); style == nil || style.Value != "pretty" && !strings.HasSuffix(style.Value, "/") {
		s.Flat = true
	}
	known := values{}
	known.add("site", config.tree)
	known.data(root, "_data", "site.data")
	known["site.baseurl"], known["site.url"] = "", "" // links within the site are relative
	shared := fill.Templates{Page: "page.", Values: known}
	if includes, err := input.Open(root.Root() + "/_includes"); err == nil {
		shared.Texts = textsIn(includes, func(file string) []string { return []string{file} })
	}
	s.Fill = templates(shared)
	return s
}

// post is a file of a post: its day, and what it is called.
var post = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$`)

// jekyllOld: a page of a collection stands in a folder without the sign before its name,
// and a post in those of its day.
func jekyllOld(file string, s Settings) []string {
	stem := slug.Stem(file)
	folder, name, _ := strings.Cut(stem, "/")
	if m := post.FindStringSubmatch(path.Base(stem)); m != nil && folder == "_posts" {
		return []string{s.pageAt(path.Join(m[1], m[2], m[3], m[4]))}
	}
	if slices.Contains(s.Collections, folder) && folder != "_posts" && folder != "_pages" {
		stem = path.Join(strings.TrimPrefix(folder, "_"), name)
	}
	return []string{s.indexOr(stem, "index")}
}

// configuration is a text of YAML, and its tree; nil if it cannot be read as a whole.
type configuration struct {
	text []byte
	tree *yaml.Node
}

func configured(text []byte) configuration {
	if n := parsed(text); n != nil && len(n.Content) > 0 && n.Content[0].Kind == yaml.MappingNode {
		return configuration{text, n.Content[0]}
	}
	return configuration{text: text}
}

// key is the value of a key; nil if it has none.
func (c configuration) key(name string) *yaml.Node {
	if c.tree == nil {
		return topLevel(c.text, name)
	}
	return child(c.tree, name)
}

// namesIn gives the texts of a list, or the keys of a mapping.
func namesIn(n *yaml.Node) (out []string) {
	if n == nil {
		return nil
	}
	for i, c := range n.Content {
		if c.Kind == yaml.ScalarNode && (n.Kind == yaml.SequenceNode || i%2 == 0) {
			out = append(out, strings.TrimSpace(c.Value))
		}
	}
	return out
}

// leftOut tells the files and folders that patterns leave out, which begin at the
// folder above where before is the name of this one.
func leftOut(before string, patterns []string) func(file string) bool {
	return func(file string) bool {
		file = path.Join(before, file)
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			pattern = strings.Trim(pattern, "/")
			matches, err := path.Match(pattern, file)
			return err == nil && matches || strings.HasPrefix(file, pattern+"/") && fs.ValidPath(pattern)
		})
	}
}

// jekyll arranges pages as Just the Docs does: by parent, grand_parent and nav_order,
// those of each collection apart. Where no page says so nothing is arranged.
func (p *Plan) jekyll(_ project, pages []Front) {
	groups := map[string][]*place{}
	var order []string
	said := false
	for _, f := range pages {
		if exclude, _ := f.Params["nav_exclude"].(bool); exclude {
			continue
		}
		at := &place{Front: f, name: f.Title, last: f.Order == 0, tie: strings.ToLower(f.Title)}
		if parent := textOf(f.Params, "parent"); parent != "" {
			at.above = append(at.above, parent)
			if grand := textOf(f.Params, "grand_parent"); grand != "" {
				at.above = append(at.above, grand)
			}
		}
		said = said || f.Order != 0 || len(at.above) > 0
		group, _, found := strings.Cut(f.Path, "/")
		if !found || !strings.HasPrefix(group, "_") {
			group = ""
		}
		if groups[group] == nil {
			order = append(order, group)
		}
		groups[group] = append(groups[group], at)
	}
	if !said {
		return
	}
	slices.Sort(order)
	p.Sequence = nil
	for _, group := range order {
		p.Sequence = append(p.Sequence, nested(groups[group])...)
	}
}
