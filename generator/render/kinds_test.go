package render

import (
	"io/fs"
	"testing"

	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/templates"
)

// without is a folder that lacks a file.
type without struct {
	fs.FS
	file string
}

func (w without) Open(name string) (fs.File, error) {
	if name == w.file {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.FS.Open(name)
}

func (w without) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	for i, e := range entries {
		if e.Name() == w.file {
			return append(entries[:i:i], entries[i+1:]...), err
		}
	}
	return entries, err
}

// TestEachKindHasATemplate tells of a kind of criterion that cannot be answered
// before any page is made.
func TestEachKindHasATemplate(t *testing.T) {
	catalog := i18n.New(i18n.Default)
	if _, found := Parse(templates.Files, nil, "templates", catalog); found.Errors() > 0 {
		t.Fatal(found)
	}
	for _, kind := range playbook.CriterionKind("").Values() {
		file := "_answer-" + kind + ".html"
		_, found := Parse(without{templates.Files, file}, nil, "templates", catalog)
		if found.Errors() != 1 || found[0].String() != "templates/"+file+": error: the template is missing" {
			t.Errorf("without %s: %v", file, found)
		}
	}
}
