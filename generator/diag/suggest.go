package diag

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// DidYouMean gives the hint "did you mean x?" for the candidate nearest to
// word, or "" when none is near.
func DidYouMean(word string, candidates []string) string {
	if len(word) > 100 { // nobody's slip of the finger
		return ""
	}
	best, distance := "", 3
	for _, c := range candidates {
		d := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(c))
		if d < distance && d < max(2, len(c)/2+1) {
			best, distance = c, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %s?", best)
}
