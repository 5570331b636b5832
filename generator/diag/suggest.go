package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// DidYouMean is the hint that one of the words that may stand at a place was meant; none
// for an empty one.
func DidYouMean(near string) string {
	if near == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %s?", near)
}

// Guess is the hint that the candidate nearest to a word was meant; none where none is near.
func Guess(word string, candidates []string) string { return DidYouMean(Nearest(word, candidates)) }

// Nearest gives the candidate nearest to a word, or "" when none is near.
func Nearest(word string, candidates []string) string {
	if len(word) > 100 { // nobody's slip of the finger
		return ""
	}
	const near = 2 // letters; there can be thousands of candidates, most of other lengths
	word = strings.ToLower(word)
	length := utf8.RuneCountInString(word)
	best, distance := "", near+1
	for _, c := range candidates {
		if n := utf8.RuneCountInString(c); n > length+near || n < length-near {
			continue
		}
		d := levenshtein.ComputeDistance(word, strings.ToLower(c))
		if d < distance && d < max(2, len(c)/2+1) {
			best, distance = c, d
		}
	}
	return best
}
