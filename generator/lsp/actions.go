package lsp

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// wrong gives what is wrong with the view's file now.
func (v *view) wrong() diag.List {
	var all diag.List
	if v.page != nil {
		all = wrongWith(v.Result, v.file, v.text)
	}
	for _, d := range slices.Concat(v.Diagnostics, v.lost) {
		if below(v.root.content, d.Path) == v.file && !slices.ContainsFunc(all, d.Same) {
			all = append(all, d)
		}
	}
	return all
}

func (v *view) actions(p *codeActionParams) (any, error) {
	out := []any{}
	for _, d := range v.wrong() {
		start, end := v.text.of(d.Span)
		if v.text.lineAt(end) < p.Range.Start.Line || v.text.lineAt(start) > p.Range.End.Line { // the whole line counts
			continue
		}
		for i, fix := range d.Fixes {
			out = append(out, object{
				"title": fix.Title, "kind": "quickfix", "isPreferred": i == 0,
				"diagnostics": []diagnostic{v.root.diagnostic(v.text, d)}, "edit": object{"documentChanges": v.steps(fix)},
			})
		}
	}
	return out, nil
}

// steps are what a fix does: it changes the view's file, or makes another.
func (v *view) steps(fix diag.Fix) []any {
	var steps []any
	here := []textEdit{}
	for _, e := range fix.Edits {
		if e.Path == "" {
			here = append(here, textEdit{v.text.span(v.text.of(e.Span)), e.Text})
			continue
		}
		uri := v.uri(below(v.root.content, e.Path))
		steps = append(steps, object{"kind": "create", "uri": uri, "options": object{"ignoreIfExists": true}},
			object{"textDocument": object{"uri": uri, "version": nil}, "edits": []textEdit{{NewText: e.Text}}})
	}
	if len(here) > 0 {
		steps = append(steps, object{"textDocument": object{"uri": v.uri(v.file), "version": v.text.version}, "edits": here})
	}
	return steps
}

// format lays out the front matter, or a data file: two spaces a level, comments and
// the order of keys kept. What cannot be read, or would say something else then, stays
// as it is.
func (v *view) format(*documentParams) (any, error) {
	none := []textEdit{}
	first, last, ok := v.front()
	if !ok || v.shape() == nil || first >= len(v.text.lines) {
		return none, nil
	}
	start, end := v.text.lines[first], len(v.text.string)
	if last < len(v.text.lines) {
		end = v.text.lines[last]
	}
	before := v.text.string[start:end]
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
