package dialect

import (
	"regexp"

	"fieldbook/generator/syntax"
)

// Foam keeps notes that link to each other in a folder of an editor.
const Foam Name = "foam"

var foam = Dialect{
	Name: Foam, Program: "Foam", Folder: "a workspace of Foam",
	signs: []sign{
		{up: 2, files: []string{".vscode/foam.json", ".foam/"}},
		{up: 2, says: regexp.MustCompile(`foam\.foam-vscode|"foam\.`), files: []string{".vscode/extensions.json", ".vscode/settings.json"}},
	},
	like:        like{[]string{"[//begin]: #"}, regexp.MustCompile(`(?m)^\[//begin\]: # `)},
	underscored: true,
	Syntax:      syntax.Set{Blocks: true},
	InlineTags:  true,
	keys:        map[string]string{"alias": "names", "type": "type"}, otherNames: true,
}
