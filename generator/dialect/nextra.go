package dialect

import (
	"regexp"

	"fieldbook/generator/syntax"
)

// Nextra makes pages of MDX in the folders of Next.js.
const Nextra Name = "nextra"

var nextra = Dialect{
	Name: Nextra, Program: "Nextra", Folder: "a folder of Nextra",
	signs: []sign{
		{up: 3, pages: "content", says: saysNextra, files: nextFiles},
		{up: 3, pages: "src/content", says: saysNextra, files: nextFiles},
		{up: 3, pages: "pages", says: saysNextra, files: nextFiles},
		{up: 3, pages: "src/pages", says: saysNextra, files: nextFiles},
		{up: 3, pages: "app", says: saysNextra, files: nextFiles},
		{up: 3, pages: "src/app", says: saysNextra, files: nextFiles},
	},
	MDX:    true,
	beside: []served{{"public", ""}},
	place:  routed, folderOf: stemOf,
	Syntax: syntax.Set{Components: true, Modules: true},
	order:  (*Plan).nextra, byFile: true,
	old: func(file string, settings Settings) []string { return oldIndexes(routed(file), settings) },
}

var (
	nextFiles  = []string{"next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs", "next.config.mts"}
	saysNextra = regexp.MustCompile(`\bnextra\b`)
)
