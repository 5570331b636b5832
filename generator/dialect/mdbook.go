package dialect

import (
	"regexp"

	"fieldbook/generator/syntax"
)

// MdBook has its list of pages in SUMMARY.md.
const MdBook Name = "mdbook"

var mdBook = Dialect{
	Name: MdBook, Program: "mdBook", Folder: "a book of mdBook",
	signs:    []sign{{up: 1, pages: "src", files: []string{"book.toml"}}},
	like:     like{[]string{"{{#"}, regexp.MustCompile(`\{\{#\w+`)},
	controls: []string{"SUMMARY.md"},
	Syntax:   syntax.Set{Includes: true},
	title:    &setting{regexp.MustCompile(`(?m)^title\s*=\s*"([^"]+)"`), []string{"book.toml"}},
	order:    linksOf("SUMMARY.md"), byFile: true,
	old: fileOld("index", "README"),
}
