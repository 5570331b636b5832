package dialect

import "fieldbook/generator/syntax"

// GitHub has the wikis of code hosts.
const GitHub Name = "github"

var gitHub = Dialect{
	Name: GitHub, Program: "a code host's wiki", Folder: "a wiki of a code host",
	signs:    []sign{{files: []string{"_Sidebar.md"}}},
	controls: []string{"_Sidebar.md", "_Footer.md", "_Header.md"},
	Syntax:   syntax.Set{Liquid: true, Attributes: true, Reversed: true},
	order:    linksOf("_Sidebar.md"),
}
