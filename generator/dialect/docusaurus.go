package dialect

import (
	"encoding/json"
	"path"
	"regexp"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/syntax"
)

// Docusaurus has pages of MDX, and its lists of them in a program.
const Docusaurus Name = "docusaurus"

var docusaurus = Dialect{
	Name: Docusaurus, Program: "Docusaurus", Folder: "a folder of Docusaurus",
	signs: []sign{
		{up: 2, pages: "docs", files: []string{"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"}},
		{up: 1, pages: "docs", files: []string{"website/docusaurus.config.js", "website/docusaurus.config.ts"}},
	},
	like: like{[]string{":::"}, regexp.MustCompile(`(?m)^:::(note|tip|info|caution|danger|warning)\b`)},
	MDX:  true, folderOf: within,
	beside: []served{{"static", ""}},
	Syntax: syntax.Set{Fences: true, Components: true, Modules: true},
	keys:   map[string]string{"hidden": "draft", "id": "slug"},
	title:  &setting{regexp.MustCompile(`(?m)^\s*title:\s*['"]([^'"]+)`), docusaurusFiles},
	order:  (*Plan).docusaurus, byFile: true,
	settings: layout{docusaurusFiles, regexp.MustCompile(`\btrailingSlash:\s*false`), regexp.MustCompile(`\brouteBasePath:\s*['"` + "`" + `]([^'"` + "`" + `]*)`), "docs"}.settings,
	old:      docusaurusOld,
}

var docusaurusFiles = []string{"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "website/docusaurus.config.js", "website/docusaurus.config.ts"}

// docusaurus reads the sidebars, and the names and places of folders from
// _category_.json.
func (p *Plan) docusaurus(from project) {
	p.Sequence = from.find.quoted(from.first("sidebars.js", "sidebars.ts", "sidebars.json", "website/sidebars.js", "website/sidebars.ts", "website/sidebars.json"))
	seen := map[string]bool{}
	for _, page := range from.find.pages {
		for folder := path.Dir(page); folder != "." && !seen[folder]; folder = path.Dir(folder) {
			seen[folder] = true
			var said struct {
				Label    string  `json:"label" yaml:"label"`
				Position float64 `json:"position" yaml:"position"`
			}
			if data, ok := read(from.folders[0], folder+"/_category_.json"); ok {
				_ = json.Unmarshal(data, &said) // one that cannot be read says nothing
			} else if data, ok := read(from.folders[0], folder+"/_category_.yml"); ok {
				_ = yaml.Unmarshal(data, &said)
			}
			if said.Label != "" {
				p.Labels[folder] = said.Label
			}
			if said.Position != 0 {
				p.Orders[folder] = said.Position
			}
		}
	}
}
