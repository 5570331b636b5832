package dialect

import (
	"path"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/fill"
	"fieldbook/generator/input"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// Eleventy has templates in its pages, and a tree of them by keys that they say.
const Eleventy Name = "eleventy"

var eleventy = Dialect{
	Name: Eleventy, Program: "Eleventy", Folder: "a folder of Eleventy",
	signs:    []sign{{up: 2, elsewhere: regexp.MustCompile(`\bdir\s*:\s*\{[^}]*?\binput\s*:\s*["'` + "`" + `]([^"'` + "`" + `]+)`), files: eleventyFiles}},
	settings: eleventySettings,
	beside:   []served{{"public", ""}, {"_img", "_img"}, {"img", "img"}, {"images", "images"}, {"assets", "assets"}},
	Syntax:   syntax.Set{Liquid: true, Attributes: true},
	keys: map[string]string{
		"eleventynavigation": "hide", "eleventycomputed": "hide", "eleventyexcludefromcollections": "hide", "eleventyimport": "hide", "templateengineoverride": "hide", "pagination": "hide", "redirect_to": "hide", "cspell": "hide",
	},
	old:   eleventyOld,
	order: navigationIn("_data"), nest: (*Plan).eleventy, byFile: true,
}

var eleventyFiles = []string{"eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts", ".eleventy.js"}

// eleventyOld: names are without a day before them, and a page with the name of its folder
// is the folder's.
func eleventyOld(file string, s Settings) []string {
	stem := slug.Stem(file)
	name := path.Base(stem)
	if m := post.FindStringSubmatch(name); m != nil {
		name = m[4]
	}
	if folder := path.Dir(stem); name == path.Base(folder) || name == "index" {
		return []string{path.Join(folder, "index.html")}
	}
	return []string{s.pageAt(path.Join(path.Dir(stem), name))}
}

// eleventyFolder is a folder that the configuration names, in its own input folder.
var eleventyFolder = regexp.MustCompile(`\b(input|includes|data)\s*:\s*["'` + "`" + `]([^"'` + "`" + `]+)`)

// eleventySettings reads what pages may name: the data files and the texts of the folders
// that the configuration names. It is a program: what it computes nobody knows.
func eleventySettings(folder input.Folder) (s Settings) {
	said := map[string]string{"input": ".", "includes": "_includes", "data": "_data"}
	root := folder
	for up, in := range nearest(folder, 3) {
		if text := (project{folders: []input.Folder{in}}).first(eleventyFiles...); text != nil || up == 0 {
			for _, m := range eleventyFolder.FindAllSubmatch(text, -1) {
				said[string(m[1])] = string(m[2])
			}
			root = in
			if text != nil {
				break
			}
		}
	}
	ignored, _ := read(root, ".eleventyignore")
	s.LeftOut = leftOut("", strings.Fields(string(ignored)))
	known := values{}
	known.data(root, path.Join(said["input"], said["data"]), "")
	shared := fill.Templates{Values: known}
	if includes, err := input.Open(path.Join(root.Root(), said["input"], said["includes"])); err == nil && input.Within(root.Root(), includes.Root()) {
		shared.Texts = textsIn(includes, func(file string) []string { return []string{file} })
	}
	s.Fill = templates(shared)
	return s
}

// eleventy arranges pages by the keys that they say of their place, or that the data file
// of their folder says for them.
func (p *Plan) eleventy(from project, pages []Front) {
	inherited := map[string]map[string]any{}
	var places []*place
	for _, f := range pages {
		own := mapping(f.Params["eleventyNavigation"])
		key := textOf(own, "key")
		if key == "" {
			continue
		}
		folder := path.Dir(f.Path)
		above, known := inherited[folder]
		if !known {
			above = navigationOf(from.folders[0], folder)
			inherited[folder] = above
		}
		at := &place{Front: f, name: key, tie: f.Path}
		if at.Order = number(own["order"]); own["order"] == nil {
			at.Order = number(above["order"])
		}
		for _, said := range []map[string]any{own, above} {
			if parent := textOf(said, "parent"); parent != "" && len(at.above) == 0 {
				at.above = []string{parent}
			}
		}
		if p.Names[f.Path] = textOf(own, "title"); p.Names[f.Path] == "" {
			p.Names[f.Path] = key
		}
		places = append(places, at)
	}
	if len(places) > 0 {
		p.Sequence = nested(places)
	}
}

// number is a value that is one, of whatever type its reader has for it; 0 for others.
func number(value any) float64 {
	switch n := reflect.ValueOf(value); {
	case value == nil:
		return 0
	case n.CanInt():
		return float64(n.Int())
	case n.CanFloat():
		return n.Float()
	}
	return 0
}

// mapping is a value that is one from texts, of whatever type its reader has for it; nil
// for others.
func mapping(value any) map[string]any {
	to := reflect.TypeFor[map[string]any]()
	if from := reflect.ValueOf(value); value != nil && from.CanConvert(to) {
		return from.Convert(to).Interface().(map[string]any)
	}
	return nil
}

// navigationOf is what the data file of a folder, or of one above it, says of the places
// of its pages.
func navigationOf(root input.Folder, folder string) map[string]any {
	for ; folder != "."; folder = path.Dir(folder) {
		base := path.Join(folder, path.Base(folder))
		for _, file := range []string{base + ".11tydata.json", base + ".json"} {
			var said struct {
				Navigation map[string]any `yaml:"eleventyNavigation"`
			}
			if data, ok := read(root, file); ok && yaml.Unmarshal(data, &said) == nil && said.Navigation != nil {
				return said.Navigation
			}
		}
	}
	return nil
}

// navigationIn reads the order from a list of pages in a data file, as many sites have
// one for their menu: navigation.yml and its like, in a folder of this name.
func navigationIn(folder string) func(*Plan, project) {
	return func(p *Plan, from project) {
		for _, in := range from.folders[:min(2, len(from.folders))] {
			for _, name := range []string{"navigation", "nav", "sidebar", "toc", "menu"} {
				for _, ending := range []string{".yml", ".yaml", ".json"} {
					if data, ok := read(in, path.Join(folder, name+ending)); ok {
						p.pagesOf(configured(data).tree, from.find)
					}
				}
			}
			if len(p.Sequence) > 1 {
				return
			}
		}
		p.Sequence = nil // one page alone is no order
	}
}

// pagesOf takes the pages that the texts of a tree name, as they follow each other.
func (p *Plan) pagesOf(n *yaml.Node, find *finder) {
	if n == nil {
		return
	}
	for i, c := range n.Content {
		if key := n.Kind == yaml.MappingNode && i%2 == 0; key {
			continue
		}
		if c.Kind != yaml.ScalarNode {
			p.pagesOf(c, find)
			continue
		}
		if address := c.Value; strings.Contains(address, "/") || slug.IsPage(address) || strings.HasSuffix(address, ".html") {
			p.Sequence = once(p.Sequence, find.page(address))
		}
	}
}
