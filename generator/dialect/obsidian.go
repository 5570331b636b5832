package dialect

import (
	"encoding/json"
	"path"
	"regexp"
	"strings"

	"fieldbook/generator/input"
	"fieldbook/generator/syntax"
)

// Obsidian keeps a vault of notes, each called by its file.
const Obsidian Name = "obsidian"

var obsidian = Dialect{
	Name: Obsidian, Program: "Obsidian", Folder: "an Obsidian vault",
	signs:       []sign{{up: 3, files: []string{".obsidian/app.json", ".obsidian/workspace.json", ".obsidian/appearance.json", ".obsidian/core-plugins.json"}}},
	like:        like{[]string{"%%", " ^"}, regexp.MustCompile(`(?m)%%[^%\n]+%%|[ \t]\^[a-z0-9]{6}$`)},
	underscored: true, settings: vaultSettings,
	folderOf: within, FileIsName: true,
	Syntax:     syntax.Set{Comments: true, Blocks: true, Breaks: true},
	InlineTags: true, Widths: true,
	keys: map[string]string{"publish": "published"}, otherNames: true,
	byFile: true,
}

// templatesName is what most vaults call the folder of their templates, with a
// number or a sign before it.
var templatesName = regexp.MustCompile(`(?i)^[^\pL]*templates?$`)

// vaultSettings finds the folder of templates, by its setting or by what it is called,
// and whether a paragraph joins its lines.
func vaultSettings(vault input.Folder) Settings {
	settings := Settings{Templates: func(folder string) bool { return templatesName.MatchString(path.Base(folder)) }}
	for _, file := range []string{".obsidian/templates.json", ".obsidian/plugins/templater-obsidian/data.json"} {
		var said struct {
			Folder    string `json:"folder"`
			Templater string `json:"templates_folder"`
		}
		if data, ok := read(vault, file); ok && json.Unmarshal(data, &said) == nil && said.Folder+said.Templater != "" {
			if named := strings.Trim(said.Folder+said.Templater, "/"); named != "" {
				settings.Templates = func(folder string) bool { return folder == named }
			}
			break
		}
	}
	var said struct {
		Strict bool `json:"strictLineBreaks"`
	}
	data, ok := read(vault, ".obsidian/app.json")
	settings.Joined = ok && json.Unmarshal(data, &said) == nil && said.Strict
	return settings
}
