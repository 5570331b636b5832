package search

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The table of forms: how else a word may be written. The browser's half, forms.ts, is
// generated from it, so that a query is folded as the content was.

// marks are signs above, below and within letters that a word is found without: accents,
// the points of Hebrew, the vowels and hamza signs of Arabic, and what lengthens a word.
var marks = [][2]rune{{0x300, 0x36f}, {0x591, 0x5bd}, {0x5bf, 0x5bf}, {0x5c1, 0x5c2}, {0x5c4, 0x5c5}, {0x5c7, 0x5c7}, {0x640, 0x640}, {0x64b, 0x65f}, {0x670, 0x670}, {0x6d6, 0x6dc}}

// letters are those that Unicode does not take apart, and what readers type for them.
var letters = map[rune]string{
	'ß': "ss", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ø': "o", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h", 'ŧ': "t",
	'ٱ': "ا", 'ى': "ي", 'ة': "ه",
}

// umlauts are letters that are also written as two.
var umlauts = map[rune]string{'ä': "ae", 'ö': "oe", 'ü': "ue", 'å': "aa", 'ø': "oe"}

// articles begin an Arabic word that is found without them.
var articles = []string{"وال", "بال", "كال", "فال", "لل", "ال"}

// elided are words that lose their last letter before a vowel or an h, and stand with the
// next one behind an apostrophe: l'hôpital, dell'università.
var elided = []string{"l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "dell", "nell", "all", "sull", "dall", "un", "quest"}

const vowels = "aeiouhàâäæèéêëìîïòôöœùûü"

// endings are of the other forms of a word, behind a sign: Kund:innen, étudiant·e·s.
var endings = []string{"innen", "in", "e", "es", "s", "ne", "nes", "rice", "rices"}

const endingSigns = ":*_/·"

// magnitudes are words that multiply the number before them.
var magnitudes = map[string]float64{
	"k": 1e3, "tsd": 1e3, "thousand": 1e3, "tausend": 1e3, "mil": 1e3,
	"m": 1e6, "mio": 1e6, "mill": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "millón": 1e6, "millones": 1e6, "milione": 1e6, "milioni": 1e6, "bn": 1e9, "billion": 1e9, "milliarde": 1e9, "milliarden": 1e9, "milliard": 1e9, "milliards": 1e9,
}

const (
	shortName       = 2 // letters of a name with signs: C++, C#
	longestSigned   = 3 // … on each side of &: R&D, AT&T
	longestCapitals = 5
	longestEnding   = 4 // … behind an apostrophe
	acronym         = 6 // letters of a name of capitals before a number: ISO 27001
)

// isMark tells a sign that words are found without.
func isMark(c rune) bool {
	for _, m := range marks {
		if c < m[0] {
			return false
		}
		if c <= m[1] {
			return true
		}
	}
	return false
}

// plainLetters writes the letters that Unicode does not take apart as readers type them.
func plainLetters(s string) string {
	if !strings.ContainsFunc(s, func(c rune) bool { return letters[c] != "" }) {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		if plain, ok := letters[c]; ok {
			b.WriteString(plain)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// unelided gives a word without what was elided before it; "" for any other.
func unelided(word string) string {
	before, rest, ok := strings.Cut(strings.Replace(word, "’", "'", 1), "'")
	if !ok || utf8.RuneCountInString(rest) < 3 {
		return ""
	}
	before = strings.ToLower(before)
	first, _ := utf8.DecodeRuneInString(strings.ToLower(rest))
	for _, e := range elided {
		if before == e && strings.ContainsRune(vowels, first) {
			return rest
		}
	}
	return ""
}

// unsuffixed gives a folded name without the ending behind its apostrophe, as Turkish
// writes it: İzmir'de; "" for any other word.
func unsuffixed(word string) string {
	name, ending, ok := strings.Cut(strings.Replace(word, "’", "'", 1), "'")
	first, _ := utf8.DecodeRuneInString(name)
	if n := utf8.RuneCountInString(ending); !ok || n == 0 || n > longestEnding || !unicode.IsUpper(first) || utf8.RuneCountInString(name) < 3 {
		return ""
	}
	return fold(name)
}

// withoutArticle gives a folded Arabic word without its article; "" for any other.
func withoutArticle(word string) string {
	for _, article := range articles {
		if rest, ok := strings.CutPrefix(word, article); ok && utf8.RuneCountInString(rest) >= 2 {
			return rest
		}
	}
	return ""
}

// otherForms are those that an ending behind a sign stands for: Kundinnen, Kunden.
func otherForms(word, ending string) []string {
	forms := []string{fold(word + ending)}
	if strings.HasPrefix(ending, "in") && !strings.HasSuffix(word, "er") {
		forms = append(forms, fold(word+"e"), fold(word+"en"))
	}
	return forms
}

// isCapitals tells a name of capitals that would else be a function word: IT, US, WHO.
// It stands in the index as it is written, where all others are folded.
func isCapitals(word string) bool {
	return len(word) > 1 && len(word) <= longestCapitals && lengthOf(word, func(c rune) bool { return 'A' <= c && c <= 'Z' }) == len(word) && inAnyStopList(strings.ToLower(word))
}

// wholeNumber gives a number that is written in groups of three digits, as one; "" for
// any other text.
func wholeNumber(s string) string {
	if len(s) < 5 || s[0] < '0' || s[0] > '9' || !strings.ContainsAny(s, ",.'’") {
		return ""
	}
	var b strings.Builder
	run, groups, by := 0, 0, rune(0)
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			if run++; run > 3 {
				return ""
			}
			b.WriteRune(c)
		case strings.ContainsRune(",.'’", c) && (by == 0 || c == by) && (run == 3 || groups == 0):
			run, by, groups = 0, c, groups+1
		default:
			return ""
		}
	}
	if run != 3 || groups == 0 {
		return ""
	}
	return b.String()
}

// times gives a number, such as 1 or 1.5, times a magnitude; "" for what is none.
func times(number, magnitude string) string {
	by := 0.0
	if number != "" {
		by = magnitudes[magnitude]
	}
	if by == 0 {
		return ""
	}
	n, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
	if err != nil || n <= 0 || n*by > 1e15 {
		return ""
	}
	return strconv.FormatFloat(n*by, 'f', -1, 64)
}

// magnified gives what 10k or 2m stands for; "" for any other word.
func magnified(word string) string {
	end := strings.IndexFunc(word, func(c rune) bool { return !unicode.IsDigit(c) && c != '.' && c != ',' })
	if end <= 0 {
		return ""
	}
	return times(word[:end], strings.ToLower(word[end:]))
}
