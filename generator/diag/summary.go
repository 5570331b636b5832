package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// code is what is told under one code: the first, and how many there are.
type code struct {
	first Diagnostic
	count int
}

// Summarise prints a line for each code, those that are told most often first: one
// place, and how many there are in all; of more codes than most, how many there are.
// What must be said first is said whole.
func (l List) Summarise(w io.Writer, most int) {
	var codes []*code
	at := map[Code]*code{}
	for _, d := range l.Sorted() {
		if d.First {
			fmt.Fprintf(w, "%s [%s]\n\thint: %s\n", d, d.Code, d.Hint)
			continue
		}
		if at[d.Code] == nil {
			at[d.Code] = &code{first: d}
			codes = append(codes, at[d.Code])
		}
		at[d.Code].count += 1 + d.more
	}
	slices.SortStableFunc(codes, func(a, b *code) int { return cmp.Compare(b.count, a.count) })
	rest := 0
	for i, c := range codes {
		if i >= most {
			rest += c.count
			continue
		}
		c.first.Message = strings.TrimSuffix(c.first.Message, times(c.first.more))
		if fmt.Fprintf(w, "%s [%s]", c.first, c.first.Code); c.count > 1 {
			fmt.Fprintf(w, " and %d more of these", c.count-1)
		}
		fmt.Fprintln(w)
	}
	if rest > 0 {
		fmt.Fprintf(w, "and %s of %s\n", Count(rest, "warning"), Count(len(codes)-most, "other kind"))
	}
}
