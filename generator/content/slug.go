package content

import (
	"strings"
	"unicode"
)

// Slug makes an anchor of a heading's words as GitHub does: small letters,
// spaces as hyphens, and of the rest only letters, marks, digits, "-" and "_".
// https://github.com/Flet/github-slugger describes the same rule.
func Slug(words string) string {
	s := strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case c == '-', c == '_', unicode.IsLetter(c), unicode.IsDigit(c), unicode.IsMark(c):
			return unicode.ToLower(c)
		}
		return -1
	}, strings.TrimSpace(words))
	if s == "" {
		return "section"
	}
	return s
}
