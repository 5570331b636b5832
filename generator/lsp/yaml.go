package lsp

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"fieldbook/generator/content"
	"fieldbook/generator/playbook"
	"fieldbook/generator/schema"
)

// spot is a place in YAML as it is typed: half a line may be no YAML yet, so that it
// is found by indentation and brackets, not by a parser.
type spot struct {
	path     []string // the keys that lead there
	word     string   // what stands there already, up to the cursor
	start    int      // offset of word
	value    bool     // it stands behind its key, which is the last of path
	siblings map[string]bool
}

var keyed = regexp.MustCompile(`^((?:- +)*)([A-Za-z_][\w-]*|"[^"]*"|'[^']*') *:(?: |$)`)

// spotAt finds the place of an offset between two lines.
func (t *text) spotAt(offset, first int) spot {
	n := t.LineAt(offset)
	line := t.All[t.Lines[n]:offset]
	indent := len(line) - len(strings.TrimLeft(line, " "))
	s := spot{siblings: map[string]bool{}}
	column, dash := indent, -1
	rest := line[indent:]
	for strings.HasPrefix(rest, "- ") || rest == "-" {
		dash = column
		step := len(rest) - len(strings.TrimLeft(strings.TrimPrefix(rest, "-"), " "))
		column += step
		rest = rest[step:]
	}
	own := flow(rest)
	limit := column
	if dash >= 0 {
		limit = dash + 1
	}
	s.path = append(t.above(n, first, column, limit, dash >= 0, s.siblings), own.keys...)
	s.value = own.value
	s.word = own.word
	s.start = offset - len(own.word)
	if own.siblings != nil {
		s.siblings = own.siblings
	} else {
		t.below(n, column, s.siblings)
	}
	return s
}

// above finds the keys above a line: each stands further left than what it holds.
func (t *text) above(n, first, column, limit int, item bool, siblings map[string]bool) []string {
	var keys []string
	for i := n - 1; i >= first && (limit > 0 || column == 0); i-- {
		line := t.line(i)
		trimmed := strings.TrimLeft(line, " ")
		if trimmed == "" || strings.HasPrefix(trimmed, "#") {
			continue
		}
		m := keyed.FindStringSubmatch(trimmed)
		at := len(line) - len(trimmed)
		if m == nil {
			if at < limit && !strings.HasPrefix(trimmed, "-") {
				return keys // a text of several lines
			}
			continue
		}
		in := at + len(m[1]) // where its key stands
		if in == column && !item && len(keys) == 0 {
			siblings[strings.Trim(m[2], `"'`)] = true
			if m[1] != "" { // the item begins here
				item, limit = true, at+1
			}
			continue
		}
		if in < limit {
			keys = append([]string{strings.Trim(m[2], `"'`)}, keys...)
			limit = in
			if m[1] != "" {
				limit = at + 1
			}
			item = true
		}
	}
	return keys
}

// below adds the keys that follow in the same mapping.
func (t *text) below(n, column int, siblings map[string]bool) {
	for i := n + 1; i < len(t.Lines); i++ {
		line := t.line(i)
		trimmed := strings.TrimLeft(line, " ")
		at := len(line) - len(trimmed)
		if trimmed == "" {
			continue
		}
		if at < column || trimmed == "---" {
			return
		}
		if m := keyed.FindStringSubmatch(trimmed); m != nil && at == column && m[1] == "" {
			siblings[m[2]] = true
		}
	}
}

// flowed is the end of a line of YAML: the keys that lead there, and what is typed.
type flowed struct {
	keys     []string
	word     string
	value    bool
	siblings map[string]bool // of a mapping in brackets; nil outside of one
}

// flow reads a line up to the cursor, brackets and all.
func flow(line string) flowed {
	type level struct {
		bracket  byte // { or [; 0 outside
		key      string
		siblings map[string]bool
	}
	levels := []level{{}}
	top := func() *level { return &levels[len(levels)-1] }
	from, quote := 0, byte(0)
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && strings.TrimSpace(line[from:i]) == "":
			quote = c
		case c == '{' || c == '[':
			levels = append(levels, level{bracket: c, siblings: map[string]bool{}})
			from = i + 1
		case (c == '}' || c == ']') && len(levels) > 1:
			levels = levels[:len(levels)-1]
			from = i + 1
		case c == ',' && top().bracket != 0:
			top().key = ""
			from = i + 1
		case c == ':' && top().key == "" && top().bracket != '[' && (i+1 == len(line) || line[i+1] == ' '):
			top().key = strings.Trim(strings.TrimSpace(line[from:i]), `"'`)
			if top().siblings != nil {
				top().siblings[top().key] = true
			}
			from = i + 1
		}
	}
	var f flowed
	for _, l := range levels {
		if l.key != "" {
			f.keys = append(f.keys, l.key)
		}
	}
	last := *top()
	f.word = strings.TrimLeft(line[from:], ` "'`)
	f.value = last.key != "" || last.bracket == '['
	if last.bracket == '{' && last.key == "" {
		f.siblings = last.siblings
	}
	return f
}

// shape is the struct that the YAML of the view's file is decoded into; nil for other
// files.
func (v *view) shape() any {
	switch v.file {
	case content.ConfigFile:
		return playbook.Config{}
	case content.SourcesFile:
		return playbook.Sources{}
	case content.GlossaryFile:
		return playbook.Glossary{}
	case content.BandsFile:
		return playbook.Bands{}
	}
	if ext := path.Ext(v.file); v.page == nil || ext == ".yaml" {
		return nil
	}
	return playbook.FrontMatter{}
}

// spot gives the place of a position in the YAML of the view's file.
func (v *view) spot(at position) (spot, bool) {
	first, last, ok := v.front()
	offset := v.text.offset(at)
	n := v.text.LineAt(offset)
	if !ok || n < first || n >= last {
		return spot{}, false
	}
	return v.text.spotAt(offset, first), true
}

// keyDoc tells what the key at a position means, in Markdown.
func (v *view) keyDoc(at position) (said string, start, end int) {
	offset := v.text.offset(at)
	n := v.text.LineAt(offset)
	start, end = v.text.wordAt(offset)
	if !strings.HasPrefix(v.text.All[end:v.text.End(n)], ":") {
		return "", 0, 0
	}
	s, ok := v.spot(v.text.position(start))
	if !ok || v.shape() == nil || s.value {
		return "", 0, 0
	}
	place, ok := schema.At(v.shape(), append(s.path, v.text.All[start:end])...)
	if !ok {
		return "", 0, 0
	}
	return docOf(place), start, end
}

// wordAt gives the bytes of the word at an offset.
func (t *text) wordAt(offset int) (start, end int) {
	inWord := func(c rune) bool {
		return c == '_' || c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c > 0x7f
	}
	start, end = offset, offset
	for start > 0 {
		c, size := utf8.DecodeLastRuneInString(t.All[:start])
		if !inWord(c) {
			break
		}
		start -= size
	}
	for end < len(t.All) {
		c, size := utf8.DecodeRuneInString(t.All[end:])
		if !inWord(c) {
			break
		}
		end += size
	}
	return start, end
}

// docOf says what a key means and takes.
func docOf(p schema.Place) string {
	text := "**" + p.Field.Key + "**\n\n" + p.Field.Tag.Get("doc")
	if len(p.Values) > 0 {
		text += "\n\none of `" + strings.Join(p.Values, "`, `") + "`"
	}
	if value := p.Field.Tag.Get("default"); value != "" {
		text += "\n\ndefault: `" + value + "`"
	}
	return text
}
