package dialect

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// literal is a value in a program, as far as it is written there: nothing is run, and
// what is computed is empty.
type literal struct {
	text    string
	entries []entry // of an object, or of a list, whose entries have no keys
}

type entry struct {
	key   string
	value literal
}

// get gives the value of a key; an empty one if there is none.
func (l literal) get(key string) literal {
	for _, e := range l.entries {
		if e.key == key {
			return e.value
		}
	}
	return literal{}
}

// reader reads the literals of a program.
type reader struct {
	source []byte
	at     int
	deep   int
	left   int // how many entries may still be read: names may stand for each other
}

const (
	deepestLiteral = 40
	mostEntries    = 20000
)

var exported = regexp.MustCompile(`(?m)^[ \t]*(?:export\s+default\s|module\.exports\s*=)`)

// exportOf reads what a program exports, or a text of JSON.
func exportOf(source []byte) literal {
	r := &reader{source: source, left: mostEntries}
	if m := exported.FindIndex(source); m != nil {
		r.at = m[1]
	}
	return r.value()
}

// space reads past white space and comments.
func (r *reader) space() {
	for r.at < len(r.source) {
		rest := r.source[r.at:]
		end := -1
		switch {
		case bytes.HasPrefix(rest, []byte("//")):
			end = bytes.IndexByte(rest, '\n')
		case bytes.HasPrefix(rest, []byte("/*")):
			if end = bytes.Index(rest, []byte("*/")); end >= 0 {
				end += len("*/")
			}
		case strings.IndexByte(" \t\r\n", rest[0]) >= 0:
			end = 1
		case bytes.HasPrefix(rest, []byte("\ufeff")):
			end = len("\ufeff")
		default:
			return
		}
		if end < 0 {
			end = len(rest)
		}
		r.at += end
	}
}

func (r *reader) next() byte {
	if r.space(); r.at < len(r.source) {
		return r.source[r.at]
	}
	return 0
}

var identifier = regexp.MustCompile(`^[\pL_$][\pL\pN_$]*`)

// value reads a value; of one that is no literal nothing.
func (r *reader) value() (v literal) {
	switch c := r.next(); c {
	case '"', '\'', '`':
		return literal{text: r.quoted()}
	case '{', '[':
		return r.list()
	default:
		if name := identifier.Find(r.source[r.at:]); name != nil {
			v = r.named(string(name))
		}
	}
	return v
}

// named reads what a name of the same program stands for.
func (r *reader) named(name string) literal {
	if r.deep > deepestLiteral || r.left <= 0 {
		return literal{}
	}
	m := regexp.MustCompile(`(?m)(?:^|;)[ \t]*(?:export\s+)?(?:const|let|var)\s+` + regexp.QuoteMeta(name) + `\b[^=\n]*=`).FindIndex(r.source)
	if m == nil {
		return literal{}
	}
	there := &reader{source: r.source, at: m[1], deep: r.deep + 1, left: r.left}
	v := there.value()
	r.left = there.left
	return v
}

// quoted reads a text in quotes.
func (r *reader) quoted() string {
	quote := r.source[r.at]
	var b strings.Builder
	for r.at++; r.at < len(r.source); {
		c, size := utf8.DecodeRune(r.source[r.at:])
		r.at += size
		switch {
		case c == rune(quote):
			return b.String()
		case c == '\\' && r.at < len(r.source):
			escaped, size := utf8.DecodeRune(r.source[r.at:])
			r.at += size
			switch escaped {
			case 'n', 't', 'r':
				b.WriteByte(' ')
			case 'u':
				b.WriteString(r.codePoint())
			default:
				b.WriteRune(escaped)
			}
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

var hexadecimal = regexp.MustCompile(`^(?:\{[0-9a-fA-F]{1,6}\}|[0-9a-fA-F]{4})`)

// codePoint reads the digits of a character that stands by its number.
func (r *reader) codePoint() string {
	digits := hexadecimal.Find(r.source[r.at:])
	r.at += len(digits)
	n := 0
	for _, d := range strings.ToLower(strings.Trim(string(digits), "{}")) {
		n = n*16 + strings.IndexRune("0123456789abcdef", d)
	}
	if n == 0 {
		return ""
	}
	return string(rune(n))
}

// list reads an object or a list.
func (r *reader) list() (v literal) {
	object := r.source[r.at] == '{'
	r.at++
	if r.deep++; r.deep > deepestLiteral {
		r.at = len(r.source)
		return v
	}
	defer func() { r.deep-- }()
	for r.left > 0 {
		switch r.next() {
		case 0:
			return v
		case '}', ']':
			r.at++
			return v
		case ',':
			r.at++
			continue
		}
		r.left--
		e, ok := entry{}, true
		if object {
			e.key, ok = r.key()
		}
		if ok {
			e.value = r.value()
			v.entries = append(v.entries, e)
		}
		r.skip()
	}
	return v
}

// key reads a key and its colon; false for what is none.
func (r *reader) key() (string, bool) {
	key := ""
	if c := r.next(); c == '"' || c == '\'' {
		key = r.quoted()
	} else {
		name := wordKey.Find(r.source[r.at:])
		key = string(name)
		r.at += len(name)
	}
	if r.next() != ':' {
		return "", false
	}
	r.at++
	return key, key != ""
}

var wordKey = regexp.MustCompile(`^[\pL\pN_$]+`)

// skip reads up to what ends an entry: a comma, or the bracket that closes the list.
func (r *reader) skip() {
	open := 0
	for r.at < len(r.source) {
		switch c := r.next(); c {
		case 0:
			return
		case '\'':
			if line, _, _ := bytes.Cut(r.source[r.at+1:], []byte("\n")); bytes.IndexByte(line, '\'') < 0 {
				break // of a word between tags
			}
			r.quoted()
			continue
		case '"', '`':
			r.quoted()
			continue
		case '{', '[', '(':
			open++
		case '}', ']', ')':
			if open == 0 {
				return
			}
			open--
		case ',':
			if open == 0 {
				return
			}
		}
		r.at++
	}
}
