package dialect

import (
	"path"
	"regexp"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/syntax"
)

// MkDocs has its list of pages in mkdocs.yml, and in .pages of folders.
const MkDocs Name = "mkdocs"

var mkDocs = Dialect{
	Name: MkDocs, Program: "MkDocs", Folder: "a folder of MkDocs",
	signs:       []sign{{up: 2, pages: "docs", files: mkDocsFiles}},
	like:        like{[]string{"!!!", "???"}, regexp.MustCompile(`(?m)^(!!!|\?\?\?\+?) \w+`)},
	underscored: true,
	Syntax:      syntax.Set{Admonitions: true, Attributes: true, Keys: true},
	title:       &setting{regexp.MustCompile(`(?m)^site_name:\s*["']?([^"'\n#]+)`), mkDocsFiles},
	order:       (*Plan).mkDocs, byFile: true,
	settings: layout{files: mkDocsFiles, flat: regexp.MustCompile(`(?m)^use_directory_urls:[ \t]*["']?(?:false|no|off)\b`)}.settings,
	old:      mkDocsOld,
}

var mkDocsFiles = []string{"mkdocs.yml", "mkdocs.yaml"}

// mkDocs reads the navigation of mkdocs.yml, and of .pages in folders.
func (p *Plan) mkDocs(from project) {
	if nav := topLevel(from.first(mkDocsFiles...), "nav"); nav != nil {
		p.nav(nav, from.find)
	}
	for _, page := range from.find.pages {
		folder := path.Dir(page)
		if _, done := p.Orders[folder]; done {
			continue
		}
		list, ok := read(from.folders[0], path.Join(folder, ".pages"))
		if !ok {
			continue
		}
		p.Orders[folder] = 0
		var said struct {
			Title string
			Nav   []yaml.Node
		}
		if yaml.Unmarshal(list, &said) != nil {
			continue
		}
		p.Labels[folder] = said.Title
		for i := range said.Nav {
			p.Sequence = once(p.Sequence, from.find.page(path.Join(folder, lastText(&said.Nav[i]))))
		}
	}
}

func (p *Plan) nav(n *yaml.Node, find *finder) {
	switch n.Kind {
	case yaml.SequenceNode:
		for _, c := range n.Content {
			p.nav(c, find)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if page := find.page(n.Content[i+1].Value); page != "" {
				p.Names[page] = n.Content[i].Value
			}
			p.nav(n.Content[i+1], find)
		}
	case yaml.ScalarNode:
		p.Sequence = once(p.Sequence, find.page(n.Value))
	}
}

func lastText(n *yaml.Node) string {
	for n.Kind == yaml.MappingNode && len(n.Content) == 2 {
		n = n.Content[1]
	}
	return n.Value
}
