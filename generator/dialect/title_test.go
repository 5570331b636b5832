package dialect

import (
	"path/filepath"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestTitle calls a folder by its README, where its own name says nothing by the one
// above, else by its name.
func TestTitle(t *testing.T) {
	for want, files := range map[string]map[string]string{
		"Our method":  {"methods/README.md": "[![badge](b.svg)](x)\n\n```\n# no\n```\n\n# [Our](https://host) *method* ![x](y) #\n\n# Two\n"},
		"Set above":   {"methods/a.md": "", "methods/readme.md": "Set above\n=========\n"},
		"In HTML":     {"methods/README.md": "<h1 align=\"center\"><img src=x> In HTML</h1>\n"},
		"methods":     {"methods/README.md": "no heading\n"},
		"From above":  {"methods/docs/a.md": "", "methods/README.md": "# From above\n"},
		"From within": {"methods/docs/README.md": "# From within\n", "methods/README.md": "# From above\n"},
	} {
		dir := filepath.Join(testfiles.Folder(t, files), "methods")
		if _, docs := files["methods/docs/a.md"]; docs || want == "From within" {
			dir = filepath.Join(dir, "docs")
		}
		if got := Title(dir); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	if got := Title(filepath.Join(testfiles.Folder(t, map[string]string{"methods/docs/src/a.md": ""}), "methods", "docs", "src")); got != "methods" {
		t.Errorf("%q", got)
	}
}
