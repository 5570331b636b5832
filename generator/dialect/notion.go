package dialect

import (
	"path"
	"regexp"
	"strings"

	"fieldbook/generator/syntax"
)

// Notion exports a page beside the folder of those in it, both with a number.
const Notion Name = "notion"

var notion = Dialect{
	Name: Notion, Program: "Notion", Folder: "an export of Notion",
	underscored: true,
	folderOf:    func(file string) string { return strings.TrimSuffix(file, path.Ext(file)) },
	number:      regexp.MustCompile(`(?i)[ -]?[0-9a-f]{32}$|[ -]?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`),
	Syntax:      syntax.Set{Asides: true, Breaks: true},
	byFile:      true,
}
