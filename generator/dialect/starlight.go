package dialect

import (
	"regexp"

	"fieldbook/generator/syntax"
)

// Starlight is a theme of Astro, whose program has the lists of pages.
const Starlight Name = "starlight"

var starlight = Dialect{
	Name: Starlight, Program: "Starlight", Folder: "a folder of Starlight",
	signs:    []sign{{up: 3, pages: "src/content/docs", says: regexp.MustCompile(`starlight`), files: starlightFiles}},
	MDX:      true,
	beside:   []served{{"public", ""}},
	Syntax:   syntax.Set{Fences: true},
	title:    &setting{regexp.MustCompile(`starlight\(\{[^}]*?\btitle:\s*['"]([^'"]+)`), starlightFiles},
	order:    func(p *Plan, from project) { p.Sequence = from.find.quoted(from.first(starlightFiles...)) },
	byFile:   true,
	settings: layout{files: starlightFiles, flat: regexp.MustCompile(`\bformat:\s*['"]file['"]`)}.settings,
	old:      starlightOld,
}

var starlightFiles = []string{"astro.config.mjs", "astro.config.ts"}
