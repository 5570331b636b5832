package page

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/syntax"
)

// said are the properties of a page that say what front matter does.
var said = []string{"title", "alias", "tags", "public", "publish"}

// bracketed are the pages that properties name.
var bracketed = regexp.MustCompile(`#?\[\[|\]\]`)

// properties adds the lines such as title:: One that a text begins with to its front
// matter, which comes first, and gives where they end. The lines stay in the text.
func properties(tree *yaml.Node, text []byte, start int) (*yaml.Node, int) {
	line, at := 1+bytes.Count(text[:start], []byte("\n")), start
	for at < len(text) {
		end := syntax.LineEnd(text, at)
		whole := bytes.TrimRight(text[at:end], "\r\n")
		key := bytes.TrimLeft(bytes.TrimPrefix(bytes.TrimLeft(whole, " \t"), []byte("- ")), " \t")
		m := syntax.Property.FindSubmatchIndex(key)
		if m == nil && len(key) > 0 {
			break
		}
		if m != nil && m[4] >= 0 {
			tree = withProperty(tree, string(key[:m[3]]), string(key[m[4]:m[5]]), line, len(whole)-len(key))
		}
		at = end
		line++
	}
	return tree, at
}

// withProperty adds a property to front matter, if that has not said it.
func withProperty(tree *yaml.Node, key, value string, line, before int) *yaml.Node {
	name := strings.ToLower(key)
	if !slices.Contains(said, name) {
		return tree
	}
	if tree == nil {
		tree = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: line, Column: 1 + before}
	}
	value = strings.TrimSpace(bracketed.ReplaceAllString(value, ""))
	tree.Content = append(tree.Content,
		&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name, Line: line, Column: 1 + before},
		&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Line: line, Column: 1 + before + len(key) + len(":: ")})
	return tree
}
