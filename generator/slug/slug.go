// Package slug makes one name of another, anchors of headings and titles of files, and
// tells by the names of files what they are.
package slug

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Of makes an anchor of a heading's words as GitHub does: small letters,
// spaces as hyphens, and of the rest only letters, marks, digits, "-" and "_".
// https://github.com/Flet/github-slugger describes the same rule. Two forms of one
// letter in Unicode are one anchor.
func Of(words string) string {
	s := strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case c == '-', c == '_', unicode.IsLetter(c), unicode.IsDigit(c), unicode.IsMark(c):
			return unicode.ToLower(c)
		}
		return -1
	}, strings.TrimSpace(norm.NFC.String(words)))
	if s == "" {
		return "section"
	}
	return s
}

// OneLine gives a text with one space between its words.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Title makes words of a file's or folder's name: Lead lists for lead-lists.
func Title(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(c rune) bool { return c == '-' || c == '_' || c == ' ' }), " ")
	if name == "" {
		return "Untitled"
	}
	first, size := utf8.DecodeRuneInString(name)
	return strings.ToUpper(string(first)) + name[size:]
}
