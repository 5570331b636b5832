package dialect

import (
	"regexp"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/input"
	"fieldbook/generator/syntax"
)

// GitHub has the wikis of code hosts, and what Jekyll makes pages of.
const GitHub Name = "github"

var gitHub = Dialect{
	Name: GitHub, Program: "a code host's wiki", Folder: "a wiki of a code host",
	signs:    []sign{{files: []string{"_Sidebar.md"}}, {up: 1, files: []string{"_config.yml"}}},
	like:     like{[]string{"{% ", "{{"}, regexp.MustCompile(`\{% \w+|\{\{ ?site\.`)},
	controls: []string{"_Sidebar.md", "_Footer.md", "_Header.md"}, settings: jekyllSettings,
	Syntax: syntax.Set{Liquid: true, Attributes: true, Reversed: true},
	title:  &setting{regexp.MustCompile(`(?m)^title:\s*["']?([^"'\n]+)`), []string{"_config.yml"}},
	order:  linksOf("_Sidebar.md"),
}

// jekyllSettings names the folder of posts, and what the configuration does.
func jekyllSettings(folder input.Folder) Settings {
	out := []string{"_posts"}
	data, _ := read(folder, "_config.yml")
	if list := topLevel(data, "collections"); list != nil {
		for i, c := range list.Content {
			if list.Kind == yaml.SequenceNode || i%2 == 0 {
				out = append(out, "_"+c.Value)
			}
		}
	}
	return Settings{Collections: out}
}
