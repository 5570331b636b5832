package schema

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// ParseYAML gives the tree of a YAML text that starts on the given line of its
// file (counted from 1); nil for an empty one. Its mistakes are reported, all of
// them, and what can be read beside them is in the tree.
func ParseYAML(text []byte, line int, r *diag.Reporter) *yaml.Node {
	if at, ok := tabIndent(text); ok {
		at.Line += line - 1
		r.Errorf(diag.Span{Pos: at, End: diag.Pos{Line: at.Line, Col: at.Col + 1}}, "tab", "indent with spaces", "a tab in the indentation")
		text, r = spaced(text), diag.NewReporter("") // what else is wrong may follow from it
	}
	if at := hardSpace(text); at >= 0 {
		place := diag.NewLines(text).Span(at, at+len("\u00a0")).Down(line - 1)
		r.Errorf(place, "no-break-space", "write a plain space", "a no-break space, which parts and indents nothing in YAML").Write(place, " ")
		text = lead.ReplaceAllFunc(text, func(m []byte) []byte { return bytes.ReplaceAll(m, []byte("\u00a0"), []byte(" ")) })
	}
	if at := second.FindIndex(text); at != nil && len(bytes.TrimSpace(text[:at[0]])) > 0 {
		r.Errorf(diag.NewLines(text).Span(at[0], at[1]).Down(line-1), "second-document", "keep one of them", "a second YAML document")
		text = text[:at[0]]
	}
	root := readable(text, line, r)
	if root == nil || root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil
	}
	shift(root, line-1)
	doubt(root, slips{strings.Split(string(text), "\n"), line}, r)
	return root
}

// lead is what a line begins with, up to what its key or item says.
var lead = regexp.MustCompile(`(?m)^[ \x{a0}]*(?:-[ \x{a0}]+)*(?:[A-Za-z_][\w-]*:[ \x{a0}]+)?`)

// hardSpace finds the first no-break space where a plain one is meant; -1 for none.
func hardSpace(text []byte) int {
	if !bytes.Contains(text, []byte("\u00a0")) {
		return -1
	}
	for _, at := range lead.FindAllIndex(text, -1) {
		if i := bytes.Index(text[at[0]:at[1]], []byte("\u00a0")); i >= 0 {
			return at[0] + i
		}
	}
	return -1
}

// maxSlips bounds how often a text is parsed again without a mistake.
const maxSlips = 20

// readable parses a text, and again without each mistake that it reports.
func readable(text []byte, first int, r *diag.Reporter) *yaml.Node {
	s := slips{strings.Split(string(text), "\n"), first}
	written := slices.Clone(s.lines)
	mended := map[int]bool{}
	for range maxSlips {
		var doc yaml.Node
		err := yaml.Unmarshal([]byte(strings.Join(s.lines, "\n")), &doc)
		if err == nil && len(doc.Content) == 0 {
			return nil
		}
		if err == nil {
			return doc.Content[0]
		}
		var e *yaml.LoadError
		if !errors.As(err, &e) {
			r.Errorf(source(s.lines).rest(diag.Pos{Line: 1, Col: 1}).Down(first-1), "not-yaml", "", "not valid YAML: %v", err)
			return nil
		}
		found := s.of(e)
		if mended[found.line] { // what was made of it is no better
			if !s.drop(found.line) {
				return nil
			}
			continue
		}
		mended[found.line] = true
		d := r.Errorf(s.rest(found.Pos), found.code, found.hint, "%s", found.message)
		if s.lines[found.line] == written[found.line] {
			s.fix(d, found)
		}
		switch {
		case found.by != 0:
			s.move(found.line, found.by)
		case found.mended != "":
			s.lines[found.line] = found.mended
		default:
			s.drop(found.line)
		}
	}
	return nil
}

// drop leaves a line out, with all that stands deeper below it; where it says
// nothing, the last one before it that does. It is false where nothing is left.
func (s slips) drop(at int) bool {
	for at > 0 && s.blank(at) {
		at--
	}
	if s.blank(at) {
		return false
	}
	own := s.indent(at)
	s.lines[at] = ""
	for at++; at < len(s.lines) && (s.blank(at) || s.indent(at) > own); at++ {
		s.lines[at] = ""
	}
	return true
}

// move indents a line by some spaces more, or fewer, and those that go with it: they
// would be the same mistake again. What stands right then already stays.
func (s slips) move(at, by int) {
	own := s.indent(at)
	for ; at < len(s.lines) && (s.blank(at) || s.indent(at) >= own); at++ {
		switch n := s.indent(at); {
		case s.blank(at):
		case by < 0:
			s.lines[at] = s.lines[at][-by:]
		case n < own+by:
			s.lines[at] = strings.Repeat(" ", by) + s.lines[at]
		}
	}
}

// spaced gives a text that is indented with spaces.
func spaced(text []byte) []byte {
	var out []byte
	for line := range bytes.Lines(text) {
		rest := bytes.TrimLeft(line, " \t")
		out = append(out, bytes.ReplaceAll(line[:len(line)-len(rest)], []byte("\t"), []byte("  "))...)
		out = append(out, rest...)
	}
	return out
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
