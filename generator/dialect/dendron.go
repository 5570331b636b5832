package dialect

import (
	"path"
	"regexp"
	"strings"

	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// Dendron keeps notes in vaults, whose names are hierarchies apart by dots.
const Dendron Name = "dendron"

var dendron = Dialect{
	Name: Dendron, Program: "Dendron", Folder: "a vault of Dendron",
	signs:       []sign{{up: 2, pages: "vault", files: dendronFiles}, {up: 2, pages: "notes", files: dendronFiles}},
	like:        like{[]string{"[[dendron://", ",1:#"}, regexp.MustCompile(`\[\[dendron://|!\[\[[^\]\n]*#[^\]\n]*:#`)},
	underscored: true,
	place:       dotted, home: "root", folderOf: slug.Stem,
	nameOf:     func(name string) string { return slug.Title(name[strings.LastIndexByte(name, '.')+1:]) },
	Syntax:     syntax.Set{Reversed: true, Ranges: true, Blocks: true, Own: true},
	InlineTags: true, Titled: true,
	keys:       map[string]string{"desc": "description", "alias": "names", "id": "permalink", "nav_exclude": "hide"},
	permalinks: "notes/",
	title:      &setting{regexp.MustCompile(`(?m)^\s+(?:title|siteName):\s*["']?([^"'\n]+)`), dendronFiles},
	old: func(file string, _ Settings) []string {
		return []string{"notes/" + slug.Stem(path.Base(file)) + "/index.html"}
	},
}

var dendronFiles = []string{"dendron.yml", "dendron.yaml"}

// dotted gives the place of a note: dots part its folders.
func dotted(file string) string {
	folder, base := path.Split(file)
	ending := path.Ext(base)
	return folder + strings.Trim(strings.ReplaceAll(strings.TrimSuffix(base, ending), ".", "/"), "/") + ending
}
