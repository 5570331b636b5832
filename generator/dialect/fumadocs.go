package dialect

import (
	"regexp"

	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// Fumadocs has pages of MDX, and their order in meta.json.
const Fumadocs Name = "fumadocs"

var fumadocs = Dialect{
	Name: Fumadocs, Program: "Fumadocs", Folder: "a folder of Fumadocs",
	signs: []sign{
		{up: 2, pages: "content/docs", says: saysFumadocs, files: fumadocsFiles},
		{up: 2, pages: "content", says: saysFumadocs, files: fumadocsFiles},
	},
	MDX:    true,
	beside: []served{{"public", ""}},
	place:  grouped, folderOf: stemOf,
	Syntax: syntax.Set{Fences: true, Components: true, Modules: true},
	order:  (*Plan).fumadocs, byFile: true,
	old: func(file string, _ Settings) []string {
		at := slug.Stem(grouped(file))
		if slug.IsIndex(at) {
			at = at[:len(at)-len("index")]
			return []string{"docs/" + at + "index.html"}
		}
		return []string{"docs/" + at + ".html", "docs/" + at + "/index.html"}
	},
}

var (
	fumadocsFiles = append([]string{"source.config.ts", "source.config.mjs", "source.config.js", "source.config.mts"}, nextFiles...)
	saysFumadocs  = regexp.MustCompile(`\bfumadocs\b`)
)
