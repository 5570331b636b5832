package dialect

import (
	"regexp"

	"fieldbook/generator/syntax"
)

// Hugo has shortcodes, and no list of its pages.
const Hugo Name = "hugo"

var hugo = Dialect{
	Name: Hugo, Program: "Hugo", Folder: "a folder of Hugo",
	signs: []sign{
		{up: 2, pages: "content", files: []string{"hugo.toml", "hugo.yaml", "hugo.json"}},
		{up: 2, says: regexp.MustCompile(`(?im)^\s*baseURL\s*=`), files: []string{"config.toml"}},
		{files: []string{"_index.md"}},
	},
	like:     like{[]string{"{{<", "{{%"}, regexp.MustCompile(`\{\{[<%] ?/?\w`)},
	Syntax:   syntax.Set{Shortcodes: true, Attributes: true},
	title:    &setting{regexp.MustCompile(`(?m)^title\s*[=:]\s*['"]?([^'"\n]+)`), []string{"hugo.toml", "hugo.yaml", "config.toml"}},
	beside:   []served{{"static", ""}},
	settings: layout{files: hugoFiles, flat: regexp.MustCompile(`(?im)^["\s]*uglyURLs["\s]*[=:]\s*true\b`)}.settings,
	old:      hugoOld,
}

var hugoFiles = []string{"hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml", "config/_default/hugo.toml", "config/_default/config.toml"}
