package lsp

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
	"fieldbook/generator/slug"
)

// wrong gives what is wrong with the view's file now.
func (v *view) wrong() diag.List {
	var all diag.List
	if v.page != nil {
		all = wrongWith(v.Result, v.file, v.text)
	}
	for _, d := range slices.Concat(v.Diagnostics, v.lost) {
		if below(v.root.content, d.Path) == v.file && !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	return all
}

func (v *view) actions(p *codeActionParams) (any, error) {
	out := []any{}
	for _, d := range v.wrong() {
		start, end := extent(v.text, d)
		if v.text.lineAt(end) < p.Range.Start.Line || v.text.lineAt(start) > p.Range.End.Line { // the whole line counts
			continue
		}
		if title, steps := v.mend(d, start, end); title != "" {
			out = append(out, object{"title": title, "kind": "quickfix", "isPreferred": true, "diagnostics": []diagnostic{v.root.diagnostic(v.text, d)}, "edit": object{"documentChanges": steps}})
		}
	}
	return out, nil
}

var (
	meant   = regexp.MustCompile(`^did you mean (.+)\?$`)
	written = regexp.MustCompile(`^write (\S+|\d+ [a-z]+)$`)
	aligned = regexp.MustCompile(`^(?:indent it by (\d+) spaces?|begin it at the start of the line)$`)
	noWas   = regexp.MustCompile(`^add was: \[(.+)\]$`)
	noWhy   = regexp.MustCompile(`^criterion "[^"]*" has no why$`)
	noPage  = regexp.MustCompile(`^no page or file "([^"#?:]+\.md)`)
)

// mend gives what a hint says, as the steps of an edit; no title if it cannot be done
// without its author.
func (v *view) mend(d diag.Diagnostic, start, end int) (title string, steps []any) {
	word := quoted(d.Message)
	if m := meant.FindStringSubmatch(d.Hint); m != nil && word != "" {
		return "Write " + m[1], v.step(v.lastOf(start, end, word), m[1], len(word))
	}
	if m := written.FindStringSubmatch(d.Hint); m != nil && word != "" && !strings.HasPrefix(m[1], "{") {
		by := m[1]
		if name, fragment, ok := strings.Cut(word, "#"); ok {
			if strings.HasPrefix(by, "#") {
				by = name + by
			} else {
				by += "#" + fragment
			}
		}
		return "Write " + by, v.step(v.lastOf(start, end, word), by, len(word))
	}
	if m := aligned.FindStringSubmatch(d.Hint); m != nil {
		n, _ := strconv.Atoi(m[1]) // none is 0
		line := v.text.lines[v.text.lineAt(start)]
		return "Indent it by " + diag.Count(n, "space"), v.step(line, strings.Repeat(" ", n), start-line)
	}
	if m := noWas.FindStringSubmatch(d.Hint); m != nil && v.page != nil && v.page.Checklist != nil {
		for _, c := range v.page.Checklist.Criteria {
			if c.ID.Pos == d.Pos {
				at, insert := wasOf(v.text, c, m[1])
				return "Keep the answers: was: [" + m[1] + "]", v.step(at, insert, 0)
			}
		}
	}
	if noWhy.MatchString(d.Message) {
		line := v.text.lineAt(start)
		text := v.text.line(line)
		if key := strings.Index(text, "id:"); key >= 0 && !strings.Contains(text[:key], "{") {
			return "Add why", v.step(v.text.end(line), "\n"+strings.Repeat(" ", key)+"why: ", 0)
		}
	}
	if strings.HasPrefix(d.Hint, "put the text in quotes") {
		value := strings.TrimRight(v.text.string[start:v.text.end(v.text.lineAt(start))], " \t")
		return "Put it in quotes", v.step(start, `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)+`"`, len(value))
	}
	if m := noPage.FindStringSubmatch(d.Message); m != nil && !strings.HasPrefix(m[1], "/") {
		file := path.Join(path.Dir(v.file), strings.ReplaceAll(m[1], "%20", " "))
		if strings.HasPrefix(file, "../") {
			return "", nil
		}
		title := slug.Title(strings.TrimSuffix(path.Base(file), ".md"))
		return "Make the page " + file, []any{
			object{"kind": "create", "uri": v.uri(file), "options": object{"ignoreIfExists": true}},
			object{"textDocument": object{"uri": v.uri(file), "version": nil}, "edits": []textEdit{{NewText: "# " + title + "\n"}}},
		}
	}
	return "", nil
}

// lastOf gives where a word stands between two bytes, behind all else.
func (v *view) lastOf(start, end int, word string) int {
	if i := strings.LastIndex(v.text.string[start:end], word); i >= 0 {
		return start + i
	}
	return start
}

// step replaces some bytes of the view's file.
func (v *view) step(at int, by string, length int) []any {
	return []any{object{"textDocument": object{"uri": v.uri(v.file), "version": nil}, "edits": []textEdit{{v.text.span(at, at+length), by}}}}
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
