package schema

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// slip is what a writer got wrong in a line, in their words rather than the
// parser's. mended is what the line is taken for, so that all else can be read.
type slip struct {
	diag.Pos
	code          diag.Code
	message, hint string
	line          int    // the line that is mended, from 0
	mended        string // without its end; empty if the line is left out
	by            int    // or the line, and what goes with it, is indented by so much more
}

// keyLine is a line that has a key: indent spaces, dashes of lists, the key in its
// column (both from 0), and what follows behind its colon.
type keyLine struct {
	indent, column int
	dashes         bool
	key, value     string
	before         string // all that stands before the value
}

var (
	keyPattern = regexp.MustCompile(`^( *)((?:- +)*)("[^"]*"|'[^']*'|[^\s:#"'\[{][^:]*?) *:(?:$|[ \t]+)`)
	cutPattern = regexp.MustCompile(`^( *(?:- +)*)([A-Za-z_][\w-]*):([^\s:/].*)$`)
	unsaid     = regexp.MustCompile("([\\[,:] *)([@`%>|][^,\\]}]*)")
	wordItem   = regexp.MustCompile(`^( *)[–—] `)
	oneWord    = regexp.MustCompile(`^[A-Za-z_][\w-]*$`)
	comment    = regexp.MustCompile(`\s+#.*$`)
)

func keyOf(line string) (k keyLine, ok bool) {
	m := keyPattern.FindStringSubmatch(line)
	if m == nil {
		return k, false
	}
	value := strings.TrimRight(comment.ReplaceAllString(line[len(m[0]):], ""), " \t")
	return keyLine{len(m[1]), len(m[1]) + len(m[2]), m[2] != "", m[3], value, m[0]}, true
}

// slips is a text in which the parser found a mistake.
type slips struct {
	lines []string // without their ends
	first int      // the number of the first line in its file
}

// of names the mistake behind what the library says. It gives lines and columns
// from 1, and 0 where it does not know.
func (s slips) of(e *yaml.LoadError) slip {
	at := min(max(e.Mark.Line-1, 0), len(s.lines)-1)
	line, context := s.lines[at], min(max(e.ContextMark.Line-1, 0), at)
	k, keyed := keyOf(line)
	found, ok := slip{}, false
	switch says := e.Message; {
	case strings.Contains(says, "mapping values are not allowed"):
		found, ok = s.colon(at, e.Mark.Column)
	case strings.Contains(says, "could not find expected ':'"):
		found, ok = s.noColon(context)
	case strings.Contains(says, "did not find expected ',' or"):
		found, ok = s.bracket(at, context, e)
	case strings.Contains(says, "unexpected end of stream"):
		found, ok = s.quote(context, e.ContextMark.Column)
	case strings.Contains(says, "hexadecimal") || strings.Contains(says, "escape"):
		if keyed {
			found, ok = s.text(at, k, "backslash", `a backslash between " and " begins a sign of its own`, `write '…' in the place of "…"`), true
		}
	case strings.Contains(says, "node content") && s.blank(at):
		found, ok = s.unended(at)
	case strings.Contains(says, "cannot start any token") && keyed && k.value != "" && strings.ContainsAny(k.value[:1], "[{"):
		found, ok = s.member(at, e.Mark.Column)
	case keyed && k.value != "" && e.Mark.Column > utf8.RuneCountInString(k.before): // the mark stands in the value
		found, ok = s.text(at, k, "bad-start", s.begins(k), "put the text in quotes"), true
	case strings.HasPrefix(says, "did not find expected"):
		found, ok = s.misaligned(at)
	}
	if ok {
		return found
	}
	return slip{Pos: s.pos(at, max(e.Mark.Column, 1)), code: "not-yaml", line: at, message: "not valid YAML: " + e.Message, hint: yamlHint(e.Message)}
}

func yamlHint(message string) string {
	switch {
	case strings.Contains(message, "cannot start any token"):
		return "put the text in quotes"
	case strings.Contains(message, "max depth"):
		return "front matter needs no such nesting"
	case strings.Contains(message, "'-' indicator"):
		return "a list and keys cannot stand side by side"
	}
	return ""
}

// rest is the Span from a place of the file to the end of its line.
func (s slips) rest(at diag.Pos) diag.Span {
	at.Line -= s.first - 1
	return source(s.lines).rest(at).Down(s.first - 1)
}

func (s slips) pos(line, column int) diag.Pos { return diag.Pos{Line: s.first + line, Col: column} }

// text is a slip in the value of a key, which is taken as it is written.
func (s slips) text(at int, k keyLine, code diag.Code, message, hint string) slip {
	return slip{Pos: s.pos(at, utf8.RuneCountInString(k.before)+1), code: code, message: message, hint: hint, line: at, mended: k.before + inQuotes(k.value)}
}

// inQuotes writes a text so that YAML takes every sign of it as it stands.
func inQuotes(text string) string {
	if !strings.ContainsAny(text, `"\`) {
		return `"` + text + `"`
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// fix adds what mends a slip for good to its Diagnostic: what its line is taken for,
// if nothing that its author has written is lost by it.
func (s slips) fix(d *diag.Diagnostic, found slip) {
	line := s.lines[found.line]
	first := diag.Pos{Line: s.first + found.line, Col: 1}
	switch {
	case found.by != 0:
		indent, want := s.indent(found.line), s.indent(found.line)+found.by
		d.Fix("Indent it by "+diag.Count(want, "space"), diag.Edit{Span: diag.Span{Pos: first, End: diag.Pos{Line: first.Line, Col: indent + 1}}, Text: strings.Repeat(" ", want)})
	case found.mended != "" && !comment.MatchString(line):
		title := strings.ToUpper(found.hint[:1]) + found.hint[1:]
		d.Fix(title, diag.Edit{Span: diag.Span{Pos: first, End: diag.Pos{Line: first.Line, Col: utf8.RuneCountInString(line) + 1}}, Text: found.mended})
	}
}

// begins tells why a value is no text.
func (s slips) begins(k keyLine) string {
	c, _ := utf8.DecodeRuneInString(k.value)
	if c == '"' || c == '\'' {
		return fmt.Sprintf("text follows the quotation mark that closes %s", k.key)
	}
	return fmt.Sprintf("%s begins with %c, which begins no text in YAML", k.key, c)
}

// indent is how many spaces a line begins with.
func (s slips) indent(at int) int { return len(s.lines[at]) - len(strings.TrimLeft(s.lines[at], " ")) }

func (s slips) blank(at int) bool { return strings.TrimSpace(s.lines[at]) == "" }

// before gives the last line before another that says something, or -1.
func (s slips) before(at int) int {
	for at--; at >= 0; at-- {
		if t := strings.TrimSpace(s.lines[at]); t != "" && t[0] != '#' {
			return at
		}
	}
	return -1
}

// colon is a colon where none may stand: in a text, or behind a key that is
// indented too deep.
func (s slips) colon(at, column int) (slip, bool) {
	k, ok := keyOf(s.lines[at])
	if !ok {
		return slip{}, false
	}
	if k.value != "" && column > utf8.RuneCountInString(k.before) {
		if inner, ok := clever(k.value); ok {
			found := s.text(at, k, "curly-quotes", k.key+" stands in quotation marks of a word processor, which are letters to YAML", `write "`+inner+`"`)
			found.mended = k.before + inQuotes(inner)
			return found, true
		}
		return s.text(at, k, "colon-in-text", "the text of "+k.key+" contains a colon and a space, which part a key from its value", "put the text in quotes"), true
	}
	above := s.before(at)
	if item, ok := s.wordItem(at, above); ok {
		return item, true
	}
	if above < 0 {
		return slip{}, false
	}
	if cut, ok := s.cut(above); ok {
		return cut, true
	}
	up, ok := keyOf(s.lines[above])
	word := strings.TrimSpace(s.lines[above])
	switch {
	case !ok && oneWord.MatchString(word) && strings.Index(s.lines[above], word) < k.indent:
		return s.noColon(above)
	case ok && up.value != "" && k.indent > up.indent && !k.dashes:
		return s.deeper(at, k, above, up), true
	case oneWord.MatchString(k.key):
		return s.misaligned(at)
	}
	return slip{Pos: s.pos(at, column), code: "colon-in-text", message: "a text that goes on in this line contains a colon and a space", hint: "put all of the text in quotes", line: at}, true
}

// wordItem is the first of some lines that begins with a dash that is none to YAML.
func (s slips) wordItem(lines ...int) (slip, bool) {
	for _, at := range lines {
		if at < 0 {
			continue
		}
		if m := wordItem.FindStringSubmatch(s.lines[at]); m != nil {
			return slip{
				Pos: s.pos(at, len(m[1])+1), code: "odd-dash", line: at, mended: m[1] + "- " + s.lines[at][len(m[0]):],
				message: "the item begins with a dash of a word processor", hint: "write -",
			}, true
		}
	}
	return slip{}, false
}

// cut is a key whose colon no space follows.
func (s slips) cut(at int) (slip, bool) {
	m := cutPattern.FindStringSubmatch(s.lines[at])
	if m == nil {
		return slip{}, false
	}
	return slip{
		Pos: s.pos(at, len(m[1])+1), code: "no-space", line: at, mended: m[1] + m[2] + ": " + m[3],
		message: "no space follows the colon of " + m[2], hint: "write " + m[2] + ": " + m[3],
	}, true
}

// noColon is a line that says something and has no key.
func (s slips) noColon(at int) (slip, bool) {
	if cut, ok := s.cut(at); ok {
		return cut, true
	}
	says := strings.TrimSpace(s.lines[at])
	indent := s.indent(at)
	found := slip{Pos: s.pos(at, indent+1), code: "no-colon", line: at, message: fmt.Sprintf("%q has no colon", clipped(says)), hint: "write key: value; a text that goes on in this line is indented"}
	if oneWord.MatchString(says) {
		found.hint = "write " + says + ": and a value"
		if at+1 < len(s.lines) && strings.HasPrefix(s.lines[at+1], strings.Repeat(" ", indent+1)) { // its value is there
			found.mended = s.lines[at] + ":"
		}
	}
	return found, true
}

func clipped(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}

// bracket is a list or a mapping in brackets that is not closed, or not well parted.
func (s slips) bracket(at, opened int, e *yaml.LoadError) (slip, bool) {
	closing := "]"
	if strings.Contains(e.Message, "'}'") {
		closing = "}"
	}
	if at == opened {
		return slip{Pos: s.pos(at, e.Mark.Column), code: "bad-brackets", line: at, message: "neither a comma nor " + closing + " follows here", hint: "put a text that contains a colon, a quote or a bracket in quotes"}, true
	}
	last := s.before(at)
	return slip{
		Pos: s.pos(opened, e.ContextMark.Column), code: "bad-brackets", line: last, mended: strings.TrimRight(comment.ReplaceAllString(s.lines[last], ""), " \t,") + closing,
		message: "the bracket is not closed", hint: "write " + closing + " at its end",
	}, true
}

// member is a text between brackets that begins with what begins none. Others like
// it in the line are taken as written too: a line is mended once.
func (s slips) member(at, column int) (slip, bool) {
	line := []rune(s.lines[at])
	if column < 1 || column > len(line) {
		return slip{}, false
	}
	text, _, _ := strings.Cut(string(line[column-1:]), ",")
	return slip{
		Pos: s.pos(at, column), code: "bad-start", line: at,
		mended: unsaid.ReplaceAllStringFunc(s.lines[at], func(m string) string {
			part := unsaid.FindStringSubmatch(m)
			return part[1] + inQuotes(part[2])
		}),
		message: fmt.Sprintf("%q begins with %c, which begins no text in YAML", clipped(strings.TrimRight(text, "]} ")), line[column-1]),
		hint:    "put it in quotes",
	}, true
}

// unended is a list or a mapping in brackets that goes on until the end.
func (s slips) unended(at int) (slip, bool) {
	last := s.before(at)
	for up := last; up >= 0; up-- {
		k, ok := keyOf(s.lines[up])
		if !ok {
			continue
		}
		closing := map[string]string{"[": "]", "{": "}"}[k.value[:min(len(k.value), 1)]]
		found := s.text(up, k, "bad-brackets", "the bracket is not closed", "write "+closing+" at its end")
		found.line, found.mended = last, s.lines[last]+closing
		return found, closing != ""
	}
	return slip{}, false
}

// quote is a quotation mark that is not closed.
func (s slips) quote(at, column int) (slip, bool) {
	k, ok := keyOf(s.lines[at])
	if !ok || k.value == "" || column != utf8.RuneCountInString(k.before)+1 {
		return slip{}, false
	}
	found := s.text(at, k, "open-quote", "the quotation mark is not closed", "write "+k.value[:1]+" at its end too")
	found.mended = k.before + inQuotes(k.value[1:])
	return found, true
}

// deeper is a key that is indented as if it stood in another, which has a value.
func (s slips) deeper(at int, k keyLine, above int, up keyLine) slip {
	return slip{
		Pos: s.pos(at, k.column+1), code: "indentation", line: at, by: up.column - k.indent,
		message: fmt.Sprintf("the key %q is indented deeper than %q in line %d, which has a value", k.key, up.key, s.first+above),
		hint:    indented(up.column),
	}
}

func indented(by int) string {
	if by == 0 {
		return "begin it at the start of the line"
	}
	return "indent it by " + diag.Count(by, "space")
}

// level is a key that may hold or stand beside what follows.
type level struct {
	keyLine
	line int
}

// levels gives the keys that are open before a line, each deeper than the one before;
// of those side by side the first.
func (s slips) levels(until int) []level {
	var open []level
	for n, line := range s.lines[:until] {
		k, ok := keyOf(line)
		if !ok {
			continue
		}
		for len(open) > 0 && open[len(open)-1].column > k.indent {
			open = open[:len(open)-1]
		}
		if k.dashes || len(open) == 0 || open[len(open)-1].column < k.column {
			open = append(open, level{k, n})
		}
	}
	return open
}

// misaligned is a line whose indentation is that of nothing above it: the nearest
// is meant, and of two the deeper one.
func (s slips) misaligned(at int) (slip, bool) {
	if item, ok := s.wordItem(at); ok {
		return item, true
	}
	line := s.lines[at]
	indent := s.indent(at)
	item := strings.HasPrefix(line[indent:], "- ")
	var near level
	best := -1
	for _, l := range s.levels(at) {
		column := l.column
		if item && l.dashes {
			column = l.indent
		}
		if d := max(column-indent, indent-column); d > 0 && (best < 0 || d <= best) {
			near, best = l, d
			near.column = column
		}
	}
	if best < 0 {
		return slip{}, false
	}
	subject := "the line"
	if k, ok := keyOf(line); ok {
		subject = fmt.Sprintf("the key %q", k.key)
	}
	return slip{
		Pos: s.pos(at, indent+1), code: "indentation", line: at, by: near.column - indent,
		message: fmt.Sprintf("%s is indented by %s, %q in line %d above it by %d", subject, diag.Count(indent, "space"), near.key, s.first+near.line, near.column),
		hint:    indented(near.column),
	}, true
}

// clever gives a text without the quotation marks of a word processor around it.
func clever(text string) (inner string, ok bool) {
	first, n := utf8.DecodeRuneInString(text)
	last, m := utf8.DecodeLastRuneInString(text)
	if n+m >= len(text) || !strings.ContainsRune("“”„‟«»‚‘’‹›", first) || !strings.ContainsRune("“”«»‘’‹›", last) {
		return "", false
	}
	return text[n : len(text)-m], true
}
