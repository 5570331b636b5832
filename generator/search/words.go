package search

import (
	"cmp"
	"slices"
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
			if name := signed(text, i, end); name != "" {
				j.name(name)
				i += len(name)
				break
			}
			j.segment(text[i:end])
			if end < len(text) && text[end] == '&' {
				allied(text, i, end, yield)
			}
			i = end
		case end == i && c < utf8.RuneSelf && plainSign(text, i):
			j.segment(text[i : i+1])
			i++
		default:
			for end = i + 1; end < len(text) && !isSpace(text[end]); {
				end++
			}
			if begins(text, i) {
				dotted(text[i:end], yield)
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

// begins tells a place where a name may begin.
func begins(text string, at int) bool { return at == 0 || isSpace(text[at-1]) || text[at-1] == '(' }

// signed gives a name of letters and the signs behind them, such as C++ and C#, which are
// something else than their letters; "" for any other word.
func signed(text string, from, end int) string {
	if end == len(text) || text[end] != '+' && text[end] != '#' || end-from > shortName || !begins(text, from) {
		return ""
	}
	for _, sign := range []string{"++", "#"} {
		if strings.HasPrefix(text[end:], sign) {
			return text[from : end+len(sign)]
		}
	}
	return ""
}

// allied gives the name that an & makes of two: R&D, AT&T.
func allied(text string, from, end int, yield func(word string, extra bool)) {
	after := end + 1
	for after < len(text) && isLetter(text[after]) {
		after++
	}
	if n := after - end - 1; n > 0 && n <= longestSigned && end-from <= longestSigned && begins(text, from) {
		yield(strings.ToLower(text[from:after]), true)
	}
}

// dotted gives a name that holds dots: .NET, site.yaml, 1.26.
func dotted(text string, yield func(word string, extra bool)) {
	end := lengthOf(text, func(c rune) bool { return c == '.' || c < utf8.RuneSelf && (isLetter(byte(c)) || unicode.IsDigit(c)) })
	name := strings.TrimRight(text[:end], ".")
	if len(name) > 2 && len(name) <= maxWord && strings.Contains(name, ".") && !strings.Contains(name, "..") && !unicode.IsLetter(firstOf(text[end:])) {
		yield(strings.ToLower(name), true)
	}
}

func firstOf(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// joiner gives the words of segments, and those that some are together: parts that only a
// hyphen parts, a number and what it is counted in, a name and its number.
type joiner struct {
	yield  func(word string, extra bool)
	last   string // the word before, if only a hyphen stands between
	joined bool   // whether last may still be joined
	raw    string // the word before, as it is written, whatever stands between
	sign   string // what stands behind it, if that may lead to an ending
	number string // the number before, as it is written
}

// name gives a word that is no segment.
func (j *joiner) name(name string) {
	j.yield(strings.ToLower(name), false)
	*j = joiner{yield: j.yield}
}

func (j *joiner) segment(segment string) {
	if segment == "-" {
		j.joined = true
		return
	}
	before := j.last
	j.last = ""
	if word, ok := asciiWord(segment); ok {
		if !j.ending(word) {
			j.last = word
			j.yield(word, false)
		}
		if before != "" && j.joined && j.last != "" {
			j.yield(clip(before+j.last), true)
		}
		if n := times(j.number, word); n != "" {
			j.yield(n, true)
		}
		j.joined, j.raw, j.sign, j.number = false, segment, "", ""
		return
	}
	if n := wholeNumber(segment); n != "" {
		j.yield(n, true)
	}
	for from := 0; from < len(segment); {
		rest := segment[from:]
		part := rest[:lengthOf(rest, func(c rune) bool { return !separates(c) })]
		if part == "" {
			_, size := utf8.DecodeRuneInString(rest)
			j.sign = rest[:size]
			from += size
			continue
		}
		from += len(part)
		j.part(part)
		if before != "" && j.joined {
			j.yield(clip(before+j.last), true)
		}
		before = ""
	}
	if segment != "" && '0' <= segment[0] && segment[0] <= '9' {
		j.number = segment
	}
	j.joined = false
}

// part gives a word of a segment.
func (j *joiner) part(part string) {
	if j.ending(part) {
		return
	}
	j.last = one(part, j.yield)
	if isCapitals(part) {
		j.yield(part, true)
	}
	if j.last != "" && j.last[0] <= '9' && isAcronym(j.raw) && isNumber(j.last) {
		j.yield(strings.ToLower(j.raw)+j.last, true)
	}
	if n := times(j.number, small(part)); n != "" {
		j.yield(n, true)
	}
	j.raw, j.sign, j.number = part, "", ""
}

// ending takes an ending of another form of the word before it.
func (j *joiner) ending(part string) bool {
	if j.sign == "" || !strings.Contains(endingSigns, j.sign) || utf8.RuneCountInString(j.raw) < 3 || !slices.Contains(endings, part) {
		return false
	}
	for _, form := range otherForms(j.raw, part) {
		j.yield(form, true)
	}
	return true
}

// isAcronym tells a name of capitals that may have a number.
func isAcronym(s string) bool {
	return len(s) > 1 && len(s) <= acronym && lengthOf(s, func(c rune) bool { return 'A' <= c && c <= 'Z' }) == len(s)
}

func isNumber(s string) bool {
	return len(s) > 1 && lengthOf(s, func(c rune) bool { return '0' <= c && c <= '9' }) == len(s)
}

// lengthOf is how far a text goes on with what a test is for.
func lengthOf(s string, is func(c rune) bool) int {
	if end := strings.IndexFunc(s, func(c rune) bool { return !is(c) }); end >= 0 {
		return end
	}
	return len(s)
}

// separates tells what stands between the words of one segment.
func separates(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsNumber(c) && !unicode.IsMark(c) && c != '\'' && c != '’'
}

// one gives a word and its other names; it returns the word.
func one(part string, yield func(word string, extra bool)) string {
	rest := unelided(part)
	word := fold(owner(cmp.Or(rest, part)))
	if word == "" {
		return ""
	}
	yield(word, false)
	for _, also := range []string{withoutArticle(word), magnified(word), unsuffixed(part)} {
		if also != "" {
			yield(also, true)
		}
	}
	if whole := fold(part); whole != word {
		yield(whole, true)
	}
	for _, piece := range pieces(part) {
		if p := fold(piece); len(p) > 1 || p != "" && unicode.IsDigit(rune(p[0])) { // a letter alone stands for too much
			yield(p, true)
		}
	}
	if exact := small(norm.NFC.String(cmp.Or(rest, part))); exact != word && !isASCII(exact) {
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
		if isMark(c) || c == '\'' || c == '’' {
			return -1
		}
		return c
	}, norm.NFKD.String(s))
	return clip(plainLetters(small(norm.NFC.String(s))))
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
