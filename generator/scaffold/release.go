package scaffold

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Release is the program that a site is made with, as its host fetches it. What is
// not known of it is empty.
type Release struct {
	Home    string            // the address of its repository
	Version string            // its tag there
	Sums    map[string]string // the SHA-256 of the binary for each system, such as linux-amd64
}

//go:embed fieldbook.sh
var script string

// Script is fieldbook.sh: it fetches the release, holds it against its sum, and runs it.
func (r Release) Script() []byte {
	var sums []string
	for _, system := range slices.Sorted(maps.Keys(r.Sums)) {
		sums = append(sums, fmt.Sprintf("%s %s", system, r.Sums[system]))
	}
	return []byte(strings.NewReplacer("'HOME'", "'"+r.Home+"'", "'VERSION'", "'"+r.Version+"'", "'SUMS'", "'"+strings.Join(sums, "\n")+"'").Replace(script))
}
