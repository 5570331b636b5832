package schema

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// ParseYAML gives the tree of a YAML text that starts on the given line of its
// file (counted from 1). It gives nil for an empty text and after a mistake,
// which it reports.
func ParseYAML(text []byte, line int, r *diag.Reporter) *yaml.Node {
	if at, ok := tabIndent(text); ok {
		at.Line += line - 1
		r.Errorf(at, "indent with spaces", "a tab in the indentation")
		return nil
	}
	if at := second.FindIndex(text); at != nil && len(bytes.TrimSpace(text[:at[0]])) > 0 {
		place := diag.NewLines(text).At(at[0])
		place.Line += line - 1
		r.Errorf(place, "keep one of them", "a second YAML document")
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		reportYAML(err, line, r)
		return nil
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
		return nil
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil
	}
	shift(root, line-1)
	return root
}

// second finds where another document begins, which the parser would drop.
var second = regexp.MustCompile(`(?m)^---(?:[ \t]|$)`)

// shift moves a tree down by some lines. Aliased nodes are moved once, where
// they are defined.
func shift(n *yaml.Node, lines int) {
	n.Line += lines
	for _, c := range n.Content {
		shift(c, lines)
	}
}

func tabIndent(text []byte) (diag.Pos, bool) {
	line := 0
	for s := range strings.Lines(string(text)) {
		line++
		indent := s[:len(s)-len(strings.TrimLeft(s, " \t"))]
		if i := strings.IndexByte(indent, '\t'); i >= 0 && strings.TrimSpace(s) != "" {
			return diag.Pos{Line: line, Col: i + 1}, true
		}
	}
	return diag.Pos{}, false
}

// reportYAML turns what the YAML library says into a Diagnostic. The library
// gives lines and columns from 1, and 0 where it does not know.
func reportYAML(err error, line int, r *diag.Reporter) {
	at, message := diag.Pos{Line: line, Col: 1}, err.Error()
	var e *yaml.LoadError
	if errors.As(err, &e) {
		message = e.Message
		if mark := e.Mark; mark.Line > 0 {
			at = diag.Pos{Line: line + mark.Line - 1, Col: max(mark.Column, 1)}
		}
	}
	r.Errorf(at, yamlHint(message), "not valid YAML: %s", message)
}

func yamlHint(message string) string {
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		return "put a text that contains a colon in quotes"
	case strings.Contains(message, "did not find expected ',' or ']'"):
		return "close the bracket of the list"
	case strings.Contains(message, "unexpected end of stream"):
		return "close the quote"
	case strings.Contains(message, "cannot start any token"):
		return "put the text in quotes"
	case strings.Contains(message, "max depth"):
		return "front matter needs no such nesting"
	}
	return ""
}
