package dialect

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"fieldbook/generator/fill"
	"fieldbook/generator/input"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// GitBook has its list of pages in SUMMARY.md, and its files in a hidden folder.
const GitBook Name = "gitbook"

var gitBook = Dialect{
	Name: GitBook, Program: "GitBook", Folder: "a book of GitBook",
	signs: []sign{
		{up: 2, elsewhere: regexp.MustCompile(`(?m)^root:[ \t]*["']?([^"'\s#]+)`), files: gitBookFiles},
		{up: 1, files: []string{".gitbook/"}},
		{weak: true, says: regexp.MustCompile(`(?m)^[ \t]*[*-][ \t]+\[[^\]]*\]\(`), files: []string{"SUMMARY.md"}},
	},
	like:   like{[]string{"{% "}, regexp.MustCompile(`\{% (?:hint style|tab title|content-ref|embed url|stepper|endtabs)`)},
	hidden: []string{".gitbook"}, controls: []string{"SUMMARY.md"}, settings: gitBookSettings,
	Syntax: syntax.Set{Liquid: true},
	keys:   map[string]string{"hidden": "hide", "if": "hide", "vars": "hide", "metalinks": "hide", "cover": "image", "covery": "image", "coverheight": "image"},
	old:    func(file string, s Settings) []string { return []string{s.indexOr(slug.Stem(file), "README")} },
	order:  (*Plan).gitBook, byFile: true,
}

var gitBookFiles = []string{".gitbook.yaml", ".gitbook.yml"}

// gitBookList is the list of pages that the configuration names.
var gitBookList = regexp.MustCompile(`(?m)^[ \t]+summary:[ \t]*["']?([^"'\s#]+)`)

// gitBookSettings reads the texts that pages share.
func gitBookSettings(folder input.Folder) Settings {
	return Settings{Fill: templates(fill.Templates{Alone: true, Texts: textsIn(folder, func(file string) []string {
		if !strings.Contains("/"+file, "/.gitbook/includes/") {
			return nil
		}
		return []string{file}
	})})}
}

// gitBook reads the list of the book, and those of the books within it.
func (p *Plan) gitBook(from project) {
	list, config := "SUMMARY.md", from.first(gitBookFiles...)
	if m := gitBookList.FindSubmatch(config); m != nil {
		list = path.Clean(string(m[1]))
	}
	p.moved(configured(config).key("redirects"), from.find)
	folders := []string{"."}
	for _, page := range from.find.pages {
		for folder := path.Dir(page); folder != "." && !slices.Contains(folders, folder); folder = path.Dir(folder) {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	for _, folder := range folders {
		if data, ok := read(from.folders[0], path.Join(folder, list)); ok {
			p.list(from.find, folder, data)
		}
	}
}
