package schema

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// source is the lines of the file that a tree was read from.
type source []string

func sourceOf(text []byte) source { return strings.Split(string(text), "\n") }

// from is the rest of a line behind a place, without the spaces at its end.
func (s source) from(p diag.Pos) string {
	if p.Line < 1 || p.Line > len(s) {
		return ""
	}
	line := s[p.Line-1]
	for range p.Col - 1 {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	return strings.TrimRight(line, " \t\r")
}

// rest is the Span from a place to the end of its line.
func (s source) rest(p diag.Pos) diag.Span {
	return diag.Span{Pos: p, End: diag.Pos{Line: p.Line, Col: p.Col + utf8.RuneCountInString(s.from(p))}}
}

// span is where a node is written: all of a value in one line, else what of it stands
// on its first line. The parser tells where a node begins; how its text ends follows
// from its style.
func (s source) span(n *yaml.Node) diag.Span {
	at := diag.Pos{Line: n.Line, Col: n.Column}
	text := s.from(at)
	switch {
	case text == "":
		return diag.Span{Pos: at, End: at}
	case n.Kind == yaml.AliasNode:
		text, _, _ = strings.Cut(text, " ")
	case n.Kind != yaml.ScalarNode:
		text = bracketed(text)
	case text[0] == '"' || text[0] == '\'':
		text = quoted(text)
	case n.Value != "" && strings.HasPrefix(text, n.Value):
		text = n.Value
	default: // of several lines, or another form of the same: 1_000 in TOML
		text = strings.TrimRight(comment.ReplaceAllString(text, ""), " \t")
	}
	return diag.Span{Pos: at, End: diag.Pos{Line: at.Line, Col: at.Col + utf8.RuneCountInString(text)}}
}

// quoted is what of a text stands between the quotation marks that it begins with.
func quoted(text string) string {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && text[0] == '"':
			i++
		case text[i] != text[0]:
		case text[0] == '\'' && strings.HasPrefix(text[i+1:], "'"):
			i++
		default:
			return text[:i+1]
		}
	}
	return text
}

// bracketed is what of a text stands between the brackets that it begins with; all but
// a comment if it begins with none.
func bracketed(text string) string {
	if text[0] != '[' && text[0] != '{' {
		return strings.TrimRight(comment.ReplaceAllString(text, ""), " \t")
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"', '\'':
			if strings.ContainsRune(" ,[{:", rune(text[max(i-1, 0)])) {
				i += len(quoted(text[i:])) - 1
			}
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return text[:i+1]
			}
		}
	}
	return text
}
