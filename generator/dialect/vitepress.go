package dialect

import (
	"regexp"

	"fieldbook/generator/syntax"
)

// VitePress has components within its pages, and its lists of them in a program.
const VitePress Name = "vitepress"

var vitePress = Dialect{
	Name: VitePress, Program: "VitePress", Folder: "a folder of VitePress",
	signs:  []sign{{up: 2, files: vitePressFiles}},
	like:   like{[]string{":::"}, regexp.MustCompile(`(?m)^::: (tip|info|warning|danger|details|code-group)\b`)},
	MDX:    true,
	beside: []served{{"public", ""}},
	Syntax: syntax.Set{Fences: true, Vue: true, Components: true},
	title:  &setting{regexp.MustCompile(`\btitle:\s*['"]([^'"]+)`), vitePressFiles},
	order: func(p *Plan, from project) {
		p.Sequence = from.find.quoted(from.all("config.ts", "config.js", ".vitepress/config.js", ".vitepress/config.ts", ".vitepress/config.mts", ".vitepress/config/index.ts", ".vitepress/config/en.ts"))
	},
	byFile: true,
	old:    fileOld("index"),
}

var vitePressFiles = []string{".vitepress/config.js", ".vitepress/config.ts", ".vitepress/config.mts", ".vitepress/config/index.ts"}
