package dialect

import (
	"path"
	"regexp"
	"strings"

	"fieldbook/generator/input"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// Docsify shows Markdown in the browser, in the order of _sidebar.md.
const Docsify Name = "docsify"

var docsify = Dialect{
	Name: Docsify, Program: "Docsify", Folder: "a folder of Docsify",
	signs: []sign{
		{pages: "docs", says: regexp.MustCompile(`\$docsify\b`), files: []string{"index.html", "docs/index.html"}},
		{beside: ".nojekyll", files: []string{sidebarFile}},
		{up: 3, says: regexp.MustCompile(`\$docsify\b`), files: []string{"index.html"}},
	},
	like:        like{[]string{"!> ", "?> ", "':include"}, regexp.MustCompile(`(?m)^[!?]> |\]\([^)\n]* ['"]:include`)},
	controls:    []string{sidebarFile, "_navbar.md", "_coverpage.md", "_404.md"},
	underscored: true, settings: docsifySettings,
	Syntax: syntax.Set{Options: true, Remarks: true, TabComments: true, Vue: true},
	title:  &setting{regexp.MustCompile(`(?m)^\s*name:\s*['"]([^'"<>]+)`), []string{"index.html"}},
	order:  (*Plan).sidebars, byFile: true,
	old: oldIndexes,
}

const sidebarFile = "_sidebar.md"

// named is the file of the list, where the program is told another.
var named = regexp.MustCompile(`(?m)^[^/\n]*\bloadSidebar:\s*['"]([^'"]+)`)

// sidebarOf is the file of the list of pages.
func sidebarOf(folder input.Folder) string {
	page, _ := read(folder, "index.html")
	if m := named.FindSubmatch(page); m != nil {
		return strings.Trim(string(m[1]), "/")
	}
	return sidebarFile
}

// docsifySettings hides the list of pages, whatever it is called.
func docsifySettings(folder input.Folder) Settings {
	list := sidebarOf(folder)
	return Settings{Hidden: func(name string) bool { return path.Base(name) == list }}
}

// sidebars reads _sidebar.md of the folder, and of those in it: what stands in one holds
// for the pages beside it. Its words are the names of pages.
func (p *Plan) sidebars(from project) {
	file, seen := sidebarOf(from.folders[0]), map[string]bool{}
	for _, page := range append([]string{file}, from.find.pages...) {
		folder := path.Dir(page)
		if seen[folder] {
			continue
		}
		seen[folder] = true
		list, ok := read(from.folders[0], path.Join(folder, file))
		if !ok {
			continue
		}
		for _, m := range namedLink.FindAllSubmatch(list, -1) {
			name, _, _ := strings.Cut(unescaped(string(m[2])), "?")
			name = strings.TrimPrefix(name, "#/")
			page := from.find.page(path.Join(folder, name))
			if page == "" {
				page = from.find.page(name)
			}
			if page == "" && strings.Trim(name, "/") == "" && name != "" {
				page = from.find.page(path.Join(folder, "README"))
			}
			if words := plainLabel(string(m[1])); page != "" && words != "" && p.Names[page] == "" {
				p.Names[page] = words
			}
			p.Sequence = once(p.Sequence, page)
		}
	}
}

var namedLink = regexp.MustCompile(`\[([^\]]*)\]\(<?([^)>\s]+)`)

// plainLabel gives the words of a link without the signs of Markdown and HTML in them.
func plainLabel(s string) string {
	return strings.TrimSpace(labelSigns.ReplaceAllString(s, ""))
}

var labelSigns = regexp.MustCompile("<[^>]*>|[*`]|!\\[[^\\]]*$")

// oldIndexes gives the addresses of a page whose program has each in a folder of its
// own: guide/ for guide.md.
func oldIndexes(file string, _ Settings) []string {
	if slug.IsIndex(file) {
		return nil
	}
	return []string{slug.Stem(file) + "/index.html"}
}
