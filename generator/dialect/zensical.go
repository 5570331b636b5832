package dialect

import "regexp"

// Zensical reads what MkDocs does, and is told so in TOML.
const Zensical Name = "zensical"

var zensical = Dialect{
	Name: Zensical, Program: "Zensical", Folder: "a folder of Zensical",
	signs:       []sign{{up: 2, pages: "docs", elsewhere: docsDir, files: zensicalFiles}},
	underscored: true, settings: mkDocsSettings,
	Syntax: mkDocsSyntax,
	title:  &setting{regexp.MustCompile(`(?m)^site_name\s*=\s*["']([^"'\n]+)`), zensicalFiles},
	order:  (*Plan).mkDocs, byFile: true,
	old: mkDocsOld,
}

var zensicalFiles = []string{"zensical.toml"}
