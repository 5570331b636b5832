package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fieldbook/generator/i18n"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// stemmers are the Snowball stemmers by language (https://snowballstem.org).
var stemmers = map[string]func(*snowballstem.Env) bool{
	"da": danish.Stem, "de": german.Stem, "en": english.Stem, "es": spanish.Stem, "fi": finnish.Stem, "fr": french.Stem,
	"hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem, "nl": dutch.Stem, "no": norwegian.Stem, "pt": portuguese.Stem,
	"ro": romanian.Stem, "ru": russian.Stem, "sv": swedish.Stem, "tr": turkish.Stem,
}

// stemmer gives the stem of folded words in a language; words of a language
// without a stemmer stay as they are.
func stemmer(language string) func(word string) string {
	stem := stemmers[i18n.Base(language)]
	if stem == nil {
		return func(word string) string { return word }
	}
	return func(word string) string {
		if len(word) < 3 || strings.ContainsFunc(word, func(c rune) bool { return unicode.IsDigit(c) || unspaced(c) }) {
			return word
		}
		env := snowballstem.NewEnv(word)
		stem(env)
		return env.Current()
	}
}

// maxWord bounds a word: longer ones are data.
const maxWord = 40 // bytes

// scan finds the words of a text as a query would name them. Each is given
// with extra = false once for its place in the text, and its other names (the
// parts of camelCase, joined hyphens, the accented spelling) with extra = true.
func scan(text string, yield func(word string, extra bool)) {
	for len(text) > 0 {
		start := strings.IndexFunc(text, unspaced)
		if start < 0 {
			spaced(text, yield)
			return
		}
		spaced(text[:start], yield)
		run := text[start:]
		end := strings.IndexFunc(run, func(c rune) bool { return !unspaced(c) && !unicode.IsMark(c) })
		if end < 0 {
			end = len(run)
		}
		bigrams(run[:end], yield)
		text = run[end:]
	}
}

// spaced is scan for text with spaces between its words. Most words are ASCII
// letters between spaces or plain signs, whose borders are known without the
// library; what is not is handed to it up to the next space.
func spaced(text string, yield func(word string, extra bool)) {
	j := joiner{yield: yield, joined: true}
	for i := 0; i < len(text); {
		c := text[i]
		end := i
		for end < len(text) && isLetter(text[end]) {
			end++
		}
		switch {
		case end > i && (end == len(text) || plainSign(text, end)):
			j.segment(text[i:end])
			i = end
		case end == i && c < utf8.RuneSelf && plainSign(text, i):
			j.segment(text[i : i+1])
			i++
		default:
			for end = i + 1; end < len(text) && !isSpace(text[end]); {
				end++
			}
			for segments := words.FromString(text[i:end]); segments.Next(); {
				j.segment(segments.Value())
			}
			i = end
		}
	}
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isSpace(c byte) bool  { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// plainSign tells an ASCII sign at which words end whatever follows, or a point
// or an apostrophe with nothing behind it that belongs to the word.
func plainSign(text string, at int) bool {
	if at+1 < len(text) && text[at+1] >= utf8.RuneSelf {
		return false // a mark may belong to the sign
	}
	switch c := text[at]; c {
	case '.', '\'', ':':
		return at+1 == len(text) || isSpace(text[at+1])
	default:
		return isSpace(c) || strings.IndexByte("-,;!?()[]{}<>/\"`*+=|#%&@^~$\\", c) >= 0
	}
}

// joiner gives the words of segments, and joins those that only a hyphen parts.
type joiner struct {
	yield  func(word string, extra bool)
	last   string // the word before, if only a hyphen stands between
	joined bool   // whether last may still be joined
}

func (j *joiner) segment(segment string) {
	if segment == "-" {
		j.joined = true
		return
	}
	before := j.last
	j.last = ""
	if word, ok := asciiWord(segment); ok {
		j.last = word
		j.yield(word, false)
		if before != "" && j.joined {
			j.yield(clip(before+j.last), true)
		}
		j.joined = false
		return
	}
	for _, part := range strings.FieldsFunc(segment, separates) {
		j.last = one(part, j.yield)
		if before != "" && j.joined {
			j.yield(clip(before+j.last), true)
		}
		before = ""
	}
	j.joined = false
}

// separates tells what stands between the words of one segment.
func separates(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsNumber(c) && !unicode.IsMark(c) && c != '\'' && c != '’'
}

// one gives a word and its other names; it returns the word.
func one(part string, yield func(word string, extra bool)) string {
	word := fold(owner(part))
	if word == "" {
		return ""
	}
	yield(word, false)
	if whole := fold(part); whole != word {
		yield(whole, true)
	}
	for _, piece := range pieces(part) {
		if p := fold(piece); len(p) > 1 || p != "" && unicode.IsDigit(rune(p[0])) { // a letter alone stands for too much
			yield(p, true)
		}
	}
	if exact := small(norm.NFC.String(part)); exact != word && !isASCII(exact) {
		yield(clip(exact), true)
	}
	return word
}

// owner gives a word without the "'s" of a possessive.
func owner(word string) string {
	for _, mark := range []string{"'s", "’s", "'S", "’S"} {
		if short, ok := strings.CutSuffix(word, mark); ok {
			return short
		}
	}
	return word
}

// unspaced tells characters of scripts that put no spaces between words, and
// the mark of a long vowel in them, which Unicode gives to no script.
func unspaced(c rune) bool {
	return c >= 0x0e00 && (c == 'ー' || c == 'ｰ' || unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Hangul))
}

// bigrams gives every two neighbouring characters, which need no dictionary
// to be found again; the first one alone too.
func bigrams(part string, yield func(word string, extra bool)) {
	runes := []rune(norm.NFKC.String(part))
	for i, c := range runes {
		yield(small(string(c)), i > 0)
		if i+1 < len(runes) {
			yield(small(string(runes[i:i+2])), true)
		}
	}
}

// fold gives a word in small letters, without accents and apostrophes. The
// browser's fold in templates/assets/search/words.ts is the same.
func fold(s string) string {
	if isASCII(s) {
		return clip(strings.ReplaceAll(strings.ToLower(s), "'", ""))
	}
	s = strings.Map(func(c rune) rune {
		if c >= 0x300 && c <= 0x36f || c == '\'' || c == '’' {
			return -1
		}
		return c
	}, norm.NFKD.String(s))
	return clip(strings.ReplaceAll(small(norm.NFC.String(s)), "ß", "ss"))
}

// small gives a text in small letters, whatever stands around them: a sigma at
// a word's end is the same letter.
func small(s string) string { return strings.ReplaceAll(strings.ToLower(s), "ς", "σ") }

// asciiWord folds a word of small ASCII letters, of which the first may be a
// capital: most words are such, and they have no other names.
func asciiWord(s string) (word string, ok bool) {
	if len(s) == 0 || len(s) > maxWord {
		return "", false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (i > 0 || c < 'A' || c > 'Z') {
			return "", false
		}
	}
	if s[0] < 'a' {
		return strings.ToLower(s), true
	}
	return s, true
}

func clip(s string) string {
	if len(s) > maxWord {
		return strings.ToValidUTF8(s[:maxWord], "")
	}
	return s
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// pieces parts camelCase, and digits from letters; nil for a word of one piece.
func pieces(s string) []string {
	var out []string
	start, last := 0, 0 // of the piece, and of the character before
	var before, earlier rune
	for i, c := range s {
		switch {
		case i == 0, before == '\'', c == '\'':
		case unicode.IsLower(before) && unicode.IsUpper(c), unicode.IsDigit(before) != unicode.IsDigit(c):
			out = append(out, s[start:i])
			start = i
		case unicode.IsUpper(earlier) && unicode.IsUpper(before) && unicode.IsLower(c): // XMLHttp
			out = append(out, s[start:last])
			start = last
		}
		last, earlier, before = i, before, c
	}
	if len(out) == 0 {
		return nil
	}
	return append(out, s[start:])
}
