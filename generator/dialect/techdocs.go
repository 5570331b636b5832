package dialect

import (
	"path"
	"regexp"
	"strings"

	"fieldbook/generator/fill"
	"fieldbook/generator/input"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// TechDocs has pages of ERB, which say their place by a weight.
const TechDocs Name = "tech-docs"

var techDocs = Dialect{
	Name: TechDocs, Program: "the Tech Docs Template", Folder: "a folder of the Tech Docs Template",
	signs: []sign{
		{up: 1, pages: "source", files: []string{"config/tech-docs.yml"}},
		{up: 1, pages: "source", says: regexp.MustCompile(`(?i)govuk_?tech_?docs|(?m)^\s*(?:activate|page) [:'"]`), files: []string{"config.rb"}},
	},
	like:     like{[]string{"<%= "}, regexp.MustCompile(`<%= (?:current_page|partial|config\[)`)},
	settings: techDocsSettings,
	Syntax:   syntax.Set{Ruby: true},
	keys: map[string]string{
		"last_reviewed_on": "reviewed", "review_in": "review_every", "old_paths": "redirects",
		"owner_slack": "hide", "owner_slack_workspace": "hide", "hide_in_navigation": "hide", "source_url": "hide", "ia": "hide",
	},
	title: &setting{regexp.MustCompile(`(?m)^service_name:[ \t]*["']?([^"'\n#]+)`), []string{"config/tech-docs.yml"}},
	order: func(p *Plan, from project) {
		p.moved(configured(from.first("config/tech-docs.yml")).key("redirects"), from.find)
	},
	nest: (*Plan).weights, byFile: true,
}

// techDocsSettings reads what pages may name: the configuration, the data files, and the
// texts whose names begin with "_".
func techDocsSettings(folder input.Folder) Settings {
	known := values{}
	for _, root := range nearest(folder, 2) {
		known.file(root, "config/tech-docs.yml", "config.tech_docs")
		known.data(root, "data", "data")
	}
	parts := textsIn(folder, func(file string) []string {
		name, called := strings.CutPrefix(path.Base(file), "_")
		if !called || !strings.Contains(name, ".") {
			return nil
		}
		name, _, _ = strings.Cut(name, ".")
		return []string{path.Join(path.Dir(file), name)}
	})
	return Settings{Fill: templates(fill.Templates{Ruby: true, Page: "current_page.data.", Values: known, Texts: parts, Shapes: map[string]string{"warning_text": "> [!WARNING]\n> %s"}})}
}

// weights arranges the pages of a folder and the folders in it by their weights, as they
// stand among each other; those without one come last.
func (p *Plan) weights(_ project, pages []Front) {
	var places []*place
	for _, f := range pages {
		name := slug.Stem(f.Path)
		if slug.IsIndex(f.Path) {
			name = path.Dir(f.Path)
		}
		at := &place{Front: f, name: name, last: f.Order == 0, tie: name}
		if name != "." {
			at.above = []string{path.Dir(name)}
		}
		places = append(places, at)
	}
	p.Sequence = nested(places)
}
