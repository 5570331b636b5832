package dialect

import (
	"regexp"

	"fieldbook/generator/syntax"
)

// MkDocs has its list of pages in mkdocs.yml, and in .nav.yml, .pages or SUMMARY.md of
// folders.
const MkDocs Name = "mkdocs"

var mkDocs = Dialect{
	Name: MkDocs, Program: "MkDocs", Folder: "a folder of MkDocs",
	signs:       []sign{{up: 2, pages: "docs", elsewhere: docsDir, files: mkDocsFiles}},
	like:        like{[]string{"!!!", "???"}, regexp.MustCompile(`(?m)^(!!!|\?\?\?\+?) \w+`)},
	underscored: true, settings: mkDocsSettings,
	Syntax: mkDocsSyntax,
	title:  &setting{regexp.MustCompile(`(?m)^site_name:\s*["']?([^"'\n#]+)`), mkDocsFiles},
	order:  (*Plan).mkDocs, byFile: true,
	old: mkDocsOld,
}

var mkDocsFiles = []string{"mkdocs.yml", "mkdocs.yaml"}

var mkDocsSyntax = syntax.Set{Admonitions: true, Attributes: true, Keys: true}

// docsDir names the folder of the pages, where it is none of the usual name.
var docsDir = regexp.MustCompile(`(?m)^docs_dir\s*[:=]\s*["']?([\w./-]+)`)
