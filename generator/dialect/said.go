package dialect

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/fill"
	"fieldbook/generator/input"
)

// Bounds of what pages may name.
const (
	maxText   = 64 << 10 // bytes of a text
	maxTexts  = 4 << 20  // bytes of all
	maxValues = 20_000   // of settings and data
	maxFiles  = 20_000   // that are looked at
)

// templates puts into pages what their calls name; a page's front matter says its own.
func templates(t fill.Templates) *fill.Project {
	return &fill.Project{Template: &t, Value: func(front []byte) func(string) (string, bool) {
		said := values{}
		said.add("", parsed(bytes.Trim(bytes.TrimSpace(front), "-")))
		return func(name string) (string, bool) {
			value, ok := said[name]
			return value, ok
		}
	}}
}

// parsed is a text of YAML as a tree; nil if it cannot be read.
func parsed(text []byte) *yaml.Node {
	var n yaml.Node
	if yaml.Unmarshal(text, &n) != nil {
		return nil
	}
	return &n
}

// textsIn gives the texts of a folder and those in it that pages may call, by the names
// that they are called by: names gives those of a file, none for one that is no such.
func textsIn(folder input.Folder, names func(file string) []string) map[string]string {
	out := map[string]string{}
	files, left, seen := folder.FS(maxText), maxTexts, 0
	_ = fs.WalkDir(files, ".", func(file string, e fs.DirEntry, err error) error {
		switch seen++; {
		case seen > maxFiles || left < 0:
			return fs.SkipAll
		case err != nil:
			return nil // it is told where it is called
		case e.IsDir():
			if base := path.Base(file); base == "node_modules" || base == ".git" {
				return fs.SkipDir
			}
			return nil
		}
		called := names(file)
		if len(called) == 0 || !e.Type().IsRegular() {
			return nil
		}
		if text, err := fs.ReadFile(files, file); err == nil {
			left -= len(text)
			for _, name := range called {
				out[name] = string(text)
			}
		}
		return nil
	})
	return out
}

// values are names and what they stand for.
type values map[string]string

// add takes the texts and numbers of a tree of YAML or JSON, by their paths with dots.
func (v values) add(before string, n *yaml.Node) {
	if n == nil || len(v) > maxValues {
		return
	}
	for n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := n.Content[i].Value
			if before != "" {
				name = before + "." + name
			}
			v.add(name, n.Content[i+1])
		}
	case yaml.SequenceNode:
		for i, c := range n.Content {
			v.add(fmt.Sprintf("%s.%d", before, i), c)
		}
	case yaml.ScalarNode:
		if !isNull(n) && before != "" {
			v[before] = strings.TrimRight(n.Value, "\n")
		}
	}
}

// file takes what a file of YAML or JSON says, if it can be read.
func (v values) file(folder input.Folder, file, before string) {
	var tree yaml.Node
	if data, ok := read(folder, file); ok && yaml.Unmarshal(data, &tree) == nil {
		v.add(before, &tree)
	}
}

// data takes the data files of a folder: each stands for what it is called.
func (v values) data(folder input.Folder, in, before string) {
	entries, _ := fs.ReadDir(folder.FS(maxSign), in)
	for _, e := range entries {
		switch ending := path.Ext(e.Name()); {
		case e.IsDir() || strings.HasPrefix(e.Name(), "."):
		case ending == ".yml" || ending == ".yaml" || ending == ".json":
			v.file(folder, path.Join(in, e.Name()), strings.TrimPrefix(before+"."+strings.TrimSuffix(e.Name(), ending), "."))
		}
	}
}
