package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// letter is a part of the dictionary: the words that begin with some letters.
type letter struct {
	from  string
	words []string
	size  int
}

// dictionary lists the words that a misspelt one may have meant, parted by
// their first letters, with how common each is.
func (x *index) dictionary() (parts []letter, common map[string]int) {
	common = map[string]int{}
	longest := maxCorrected
	if x.compounds {
		longest = maxWord // its parts are looked for there
	}
	for _, g := range x.groups {
		if !g.known || strings.HasPrefix(g.stem, "#") {
			continue
		}
		for _, f := range g.forms {
			if n := utf8.RuneCountInString(f); n >= minCorrected && n <= longest && !strings.ContainsFunc(f, isNoLetter) && !x.small[f] {
				common[f] = g.df
			}
		}
	}
	words := slices.Collect(maps.Keys(common))
	if len(words) > mostCorrected {
		slices.SortFunc(words, func(a, b string) int { return cmp.Or(common[b]-common[a], strings.Compare(a, b)) })
		words = words[:mostCorrected]
	}
	slices.Sort(words)
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if before, _ := utf8.DecodeRuneInString(words[max(i-1, 0)]); i == 0 || first != before && parts[len(parts)-1].size > letterBytes {
			parts = append(parts, letter{from: string(first)})
		}
		last := &parts[len(parts)-1]
		last.words = append(last.words, w)
		last.size += len(w)/2 + 2
	}
	return parts, common
}

// isNoLetter tells signs, figures and capitals, which names have that nobody misspells.
func isNoLetter(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsMark(c) || 'A' <= c && c <= 'Z'
}

// folded gives words in one text: for each a letter for how common it is, how
// many letters it shares with the one before, and the rest.
func folded(words []string, common map[string]int) string {
	var b strings.Builder
	last := ""
	for _, w := range words {
		shared := 0
		for shared < min(len(w), len(last), 25) && w[shared] == last[shared] {
			shared++
		}
		for shared > 0 && !utf8.RuneStart(w[shared]) {
			shared--
		}
		b.WriteByte('A' + byte(min(bits(common[w]), 25)))
		b.WriteByte('a' + byte(utf8.RuneCountInString(w[:shared])))
		b.WriteString(w[shared:])
		last = w
	}
	return b.String()
}

const (
	minCorrected  = 4 // letters: shorter and longer words are not corrected
	maxCorrected  = 20
	mostCorrected = 40_000 // words, those that stand in most documents
	letterBytes   = 9_500  // of a part of the dictionary, about: a part ends with a letter
)

func bits(n int) int {
	b := 0
	for ; n > 1; n >>= 1 {
		b++
	}
	return b
}
