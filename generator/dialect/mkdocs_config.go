package dialect

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v4"

	"fieldbook/generator/input"
	"fieldbook/generator/slug"
)

// mkConfig is what the configuration of MkDocs, or of a program that reads the same,
// says. What it computes (!ENV, !!python) is a text there, or its default.
type mkConfig struct {
	folder input.Folder // where it stands
	docs   string       // the folder of the pages, from there
	tree   *yaml.Node
}

// mkConfigOf finds that of a folder of pages; one without a tree if there is none that
// can be read.
func mkConfigOf(pages input.Folder) mkConfig {
	for _, folder := range above(pages.Root()) {
		for _, file := range slices.Concat(mkDocsFiles, zensicalFiles) {
			data, ok := read(folder, file)
			if !ok {
				continue
			}
			docs, _ := input.Below(folder.Root(), pages.Root())
			return mkConfig{folder, docs, mkTree(folder, file, data, nil)}
		}
	}
	return mkConfig{folder: pages, docs: "."}
}

// mkTree reads a configuration over the one that it inherits from.
func mkTree(folder input.Folder, file string, data []byte, seen []string) *yaml.Node {
	tree := &yaml.Node{}
	if path.Ext(file) == ".toml" {
		var said map[string]any
		if toml.Unmarshal(data, &said) != nil {
			return nil
		}
		if project, ok := said["project"].(map[string]any); ok {
			said = project
		}
		if tree.Encode(said) != nil {
			return nil
		}
		return tree
	}
	if yaml.Unmarshal(data, tree) != nil || len(tree.Content) == 0 || tree.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	tree = tree.Content[0]
	parent := child(tree, "INHERIT")
	if parent == nil || slices.Contains(seen, file) || len(seen) > 8 {
		return tree
	}
	name := path.Join(path.Dir(file), parent.Value)
	if data, ok := read(folder, name); ok {
		return merged(mkTree(folder, name, data, append(seen, file)), tree)
	}
	return tree
}

// merged gives one mapping over another, deep.
func merged(under, over *yaml.Node) *yaml.Node {
	if under == nil || under.Kind != yaml.MappingNode || over.Kind != yaml.MappingNode {
		return over
	}
	out := *under
	out.Content = slices.Clone(under.Content)
	for i := 0; i+1 < len(over.Content); i += 2 {
		key, value := over.Content[i], over.Content[i+1]
		at := slices.IndexFunc(out.Content, func(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Value == key.Value })
		if at < 0 || at%2 == 1 {
			out.Content = append(out.Content, key, value)
			continue
		}
		out.Content[at+1] = merged(out.Content[at+1], value)
	}
	return &out
}

// at gives the value below some keys; nil if there is none.
func (c mkConfig) at(keys ...string) *yaml.Node {
	n := c.tree
	for _, key := range keys {
		if n == nil || n.Kind != yaml.MappingNode {
			return nil
		}
		n = child(n, key)
	}
	return n
}

// text gives a value as a text: of what is computed, what stands for it otherwise.
func text(n *yaml.Node) string {
	switch {
	case n == nil || isNull(n):
		return ""
	case n.Kind == yaml.ScalarNode && !strings.HasPrefix(n.Tag, "!ENV"):
		return n.Value
	case n.Kind == yaml.SequenceNode && n.Tag == "!ENV" && len(n.Content) > 1: // [NAME, default]
		return text(n.Content[len(n.Content)-1])
	}
	return ""
}

// texts gives a list of them, or one alone.
func texts(n *yaml.Node) (out []string) {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		return slices.DeleteFunc([]string{text(n)}, func(s string) bool { return s == "" })
	}
	for _, item := range n.Content {
		if said := text(item); said != "" {
			out = append(out, said)
		}
	}
	return out
}

// optionsOf gives what a list of names with options says of one, in whichever of the
// shapes that there are; nil if it is not there.
func optionsOf(list *yaml.Node, name string) *yaml.Node {
	none := &yaml.Node{Kind: yaml.MappingNode}
	is := func(n *yaml.Node) bool { return n.Value == name || strings.HasSuffix(n.Value, "/"+name) }
	if list == nil {
		return nil
	}
	for i := 0; list.Kind == yaml.MappingNode && i+1 < len(list.Content); i += 2 {
		if is(list.Content[i]) {
			return orEmpty(list.Content[i+1], none)
		}
	}
	for _, item := range list.Content {
		switch {
		case list.Kind != yaml.SequenceNode:
		case item.Kind == yaml.ScalarNode && is(item):
			return none
		case item.Kind == yaml.MappingNode && len(item.Content) > 1 && is(item.Content[0]):
			return orEmpty(item.Content[1], none)
		}
	}
	return nil
}

func orEmpty(n, none *yaml.Node) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return none
	}
	return n
}

func (c mkConfig) plugin(name string) *yaml.Node { return optionsOf(c.at("plugins"), name) }

// extension gives the options of an extension of Markdown; TOML parts its name at the dot.
func (c mkConfig) extension(name string) *yaml.Node {
	all := c.at("markdown_extensions")
	if n := optionsOf(all, name); n != nil || all == nil {
		return n
	}
	group, rest, _ := strings.Cut(name, ".")
	if within := child(all, group); within != nil {
		return optionsOf(within, rest)
	}
	return nil
}

// mkDocsSettings is what the configuration says of all pages.
func mkDocsSettings(pages input.Folder) Settings {
	c := mkConfigOf(pages)
	flat := strings.ToLower(text(c.at("use_directory_urls")))
	return Settings{
		Flat: slices.Contains([]string{"false", "no", "off"}, flat), LeftOut: c.leftOut(), Hidden: c.hidden(), NotRun: c.notRun(),
		Computed: c.macros() != nil || c.at("hooks") != nil, Fill: c.fills(),
	}
}

// plugins that are read, that change nothing which is here, or that something of ours
// stands for.
var plugins = strings.Fields("autorefs awesome-nav awesome-pages git-authors git-committers git-revision-date git-revision-date-localized glightbox group include-markdown info literate-nav macros mermaid2 meta mike minify minify-html offline open-in-new-tab optimize privacy redirects rss search section-index social tags typeset")

// notRun names the plugins and hooks that are something else.
func (c mkConfig) notRun() (out []string) {
	name := func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode && !slices.Contains(plugins, path.Base(n.Value)) {
			out = append(out, n.Value)
		}
	}
	if list := c.at("plugins"); list != nil {
		for i, n := range list.Content {
			switch {
			case list.Kind == yaml.MappingNode && i%2 == 0, n.Kind == yaml.ScalarNode && list.Kind == yaml.SequenceNode:
				name(n)
			case list.Kind == yaml.SequenceNode && len(n.Content) > 0:
				name(n.Content[0])
			}
		}
	}
	return append(out, texts(c.at("hooks"))...)
}

// leftOut tells the files that exclude_docs names; nil for none.
func (c mkConfig) leftOut() func(file string) bool {
	var patterns []string
	for line := range strings.Lines(text(c.at("exclude_docs"))) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			patterns = append(patterns, line)
		}
	}
	if len(patterns) == 0 {
		return nil
	}
	return func(file string) (out bool) {
		for _, pattern := range patterns {
			keeps := strings.HasPrefix(pattern, "!")
			if ignores(strings.TrimPrefix(pattern, "!"), file) {
				out = !keeps
			}
		}
		return out
	}
}

// hidden tells the lists of pages that literate-nav reads; nil for none.
func (c mkConfig) hidden() func(file string) bool {
	options := c.plugin("literate-nav")
	if options == nil {
		return nil
	}
	list := cmp.Or(text(child(options, "nav_file")), "SUMMARY.md")
	if slug.IsIndex(list) {
		return nil
	}
	return func(file string) bool { return path.Base(file) == list }
}

// ignores tells whether a pattern of .gitignore matches a file or a folder above it.
func ignores(pattern, file string) bool {
	name, isFolder := strings.CutSuffix(pattern, "/")
	for at := file; at != "."; at = path.Dir(at) {
		if isFolder && at == file {
			continue
		}
		if strings.Contains(name, "/") && matches(strings.TrimPrefix(name, "/"), at) || matches(name, path.Base(at)) {
			return true
		}
	}
	return false
}
