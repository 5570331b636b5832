package dialect

import (
	"bytes"
	"cmp"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/fill"
	"fieldbook/generator/input"
)

// fills is what the plugins and extensions put into pages.
func (c mkConfig) fills() *fill.Project {
	root, here := c.repository()
	docs := path.Join(here, c.docs)
	p := &fill.Project{Docs: docs, Files: fill.Files{Read: func(file string) ([]byte, bool) { return read(root, file) }}, Snippets: c.snippets(here)}
	macros := c.macros()
	if options := c.plugin("include-markdown"); options != nil {
		p.Includes = fill.NewIncludes(docs, text(child(options, "opening_tag")), text(child(options, "closing_tag")))
	} else if macros != nil { // which has a call of the same name
		p.Includes = fill.NewIncludes(path.Join(here, cmp.Or(text(child(macros, "include_dir")), c.docs)), "", "")
	}
	if c.extension("markdown_include_variants") != nil {
		p.Listings = &fill.Listings{}
	}
	if c.plugin("mkdocstrings") != nil {
		p.Objects = &fill.Objects{}
	}
	if macros != nil {
		p.Values = &fill.Values{Open: text(child(macros, "j2_variable_start_string")), Close: text(child(macros, "j2_variable_end_string"))}
		p.Value = c.values()
	}
	return p
}

// repository is the folder that files may be taken from: that of the repository which the
// configuration stands in, else its own; and its own path from there.
func (c mkConfig) repository() (root input.Folder, here string) {
	for _, folder := range above(c.folder.Root()) {
		if _, _, err := folder.Stat(".git"); err == nil {
			if here, ok := input.Below(folder.Root(), c.folder.Root()); ok {
				return folder, here
			}
		}
	}
	return c.folder, "."
}

// snippets says where those are; nil where none are read.
func (c mkConfig) snippets(here string) *fill.Snippets {
	options := c.extension("pymdownx.snippets")
	if options == nil && c.at("markdown_extensions") != nil {
		return nil
	}
	n := &fill.Snippets{}
	bases := []string{"."}
	if options != nil {
		n.Last = texts(child(options, "auto_append"))
		if said := texts(child(options, "base_path")); len(said) > 0 {
			bases = said
		}
	}
	for _, base := range append(bases, c.docs) {
		n.Bases = append(n.Bases, path.Join(here, strings.TrimPrefix(base, "$config_dir")))
	}
	return n
}

// macros are the options of the plugin for values; nil where it is not used.
func (c mkConfig) macros() *yaml.Node {
	if options := c.plugin("macros"); options != nil {
		return options
	}
	return c.extension("zensical.extensions.macros")
}

// values gives what names stand for on a page, as macros have it: what its front matter
// says, what extra does, and the configuration.
func (c mkConfig) values() func(front []byte) func(name string) (string, bool) {
	known := map[string]string{}
	flatten(known, "", c.at("extra"), 0)
	flatten(known, "config.", c.tree, 0)
	return func(front []byte) func(name string) (string, bool) {
		said := map[string]string{}
		var tree yaml.Node
		if lines := bytes.Trim(bytes.TrimSpace(front), "-."); len(lines) > 0 && yaml.Unmarshal(lines, &tree) == nil && len(tree.Content) > 0 {
			flatten(said, "", tree.Content[0], 0)
		}
		return func(name string) (string, bool) {
			own := strings.TrimPrefix(strings.TrimPrefix(name, "page."), "meta.")
			if value, ok := said[own]; ok {
				return value, true
			}
			value, ok := known[name]
			return value, ok
		}
	}
}

// What a configuration may say, so that none that names itself is read for ever.
const (
	deepestKey = 12
	mostKeys   = 10_000
)

// flatten notes the texts of a tree by their keys with dots between them.
func flatten(into map[string]string, before string, n *yaml.Node, deep int) {
	if n == nil || n.Kind != yaml.MappingNode || deep > deepestKey {
		return
	}
	for i := 0; i+1 < len(n.Content) && len(into) < mostKeys; i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if said := text(value); said != "" {
			into[before+key.Value] = said
		} else {
			flatten(into, before+key.Value+".", value, deep+1)
		}
	}
}
