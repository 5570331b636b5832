package lsp

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v4"
)

// format lays out the front matter, or a data file: two spaces a level, comments and
// the order of keys kept. What cannot be read, or would say something else then, stays
// as it is.
func (v *view) format(*documentParams) (any, error) {
	none := []textEdit{}
	first, last, ok := v.front()
	if !ok || v.shape() == nil || first >= len(v.text.Lines) {
		return none, nil
	}
	start, end := v.text.Lines[first], len(v.text.All)
	if last < len(v.text.Lines) {
		end = v.text.Lines[last]
	}
	before := v.text.All[start:end]
	after, ok := laidOut(before)
	if !ok || after == before {
		return none, nil
	}
	return []textEdit{{v.text.span(start, end), after}}, nil
}

// laidOut gives YAML in the usual layout; false if something would be lost by it, or
// another line made of one.
func laidOut(before string) (string, bool) {
	var tree yaml.Node
	if yaml.Unmarshal([]byte(before), &tree) != nil || tree.Kind == 0 {
		return "", false
	}
	var out bytes.Buffer
	dumper, err := yaml.NewDumper(&out, yaml.WithIndent(2), yaml.WithCompactSeqIndent(false), yaml.WithLineWidth(-1))
	if err != nil || dumper.Dump(&tree) != nil || dumper.Close() != nil {
		return "", false
	}
	after, ok := withBlanks(before, out.String())
	if !ok || comments(before) != comments(after) || !same(before, after) {
		return "", false
	}
	if strings.Contains(before, "\r\n") {
		after = strings.ReplaceAll(after, "\n", "\r\n")
	}
	return after, true
}

// withBlanks puts the blank lines back that an author has left between others; false
// if the lines are not the same ones.
func withBlanks(before, after string) (string, bool) {
	var blanks []int // before each line that is not blank
	n := 0
	for line := range strings.Lines(before) {
		if strings.TrimSpace(line) == "" {
			n++
			continue
		}
		blanks, n = append(blanks, n), 0
	}
	var b strings.Builder
	i := 0
	for line := range strings.Lines(after) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if i == len(blanks) {
			return "", false
		}
		b.WriteString(strings.Repeat("\n", blanks[i]) + line)
		i++
	}
	b.WriteString(strings.Repeat("\n", n))
	return b.String(), i == len(blanks)
}

// comments are those of a text, in their order.
func comments(text string) string {
	var out []string
	for line := range strings.Lines(text) {
		if i := strings.Index(line, "#"); i == 0 || i > 0 && (line[i-1] == ' ' || line[i-1] == '\t') {
			out = append(out, strings.TrimSpace(line[i:]))
		}
	}
	return strings.Join(out, "\n")
}

// same tells whether two texts of YAML hold the same.
func same(a, b string) bool {
	var x, y any
	if yaml.Unmarshal([]byte(a), &x) != nil || yaml.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	one, errOne := yaml.Marshal(x)
	other, errOther := yaml.Marshal(y)
	return errOne == nil && errOther == nil && bytes.Equal(one, other)
}
