package site

import (
	"fmt"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
)

// addresses remember whose each address is. Hosts and disks that do not tell
// capitals from small letters would mix up two that differ in them alone.
type addresses struct {
	exact, folded map[string]reservation
	report        func(file string) *diag.Reporter
}

// reservation remembers whose an address is.
type reservation struct {
	address string
	by      string // as a person knows it
}

func newAddresses(report func(file string) *diag.Reporter) *addresses {
	return &addresses{map[string]reservation{}, map[string]reservation{}, report}
}

// reserve keeps an address for one page or file, named by a file's author at a
// place. It tells whether it could.
func (a *addresses) reserve(address, by, file string, at diag.Pos) bool {
	if before, ok := a.exact[address]; ok {
		hint := "rename one of them"
		if by != before.by && norm.NFC.String(by) == norm.NFC.String(before.by) {
			hint = "the two names look alike but are made of different characters: rename one of them"
		}
		a.report(file).Errorf(at, hint, "the address %s is taken by %s", address, before.by)
		return false
	}
	if len(path.Base(address)) > longestName {
		a.report(file).Errorf(at, "shorten it", "the address %s… is too long for most disks", address[:60])
		return false
	}
	a.exact[address] = reservation{address, by}
	key := strings.ToLower(address)
	if before, ok := a.folded[key]; ok {
		a.report(file).Warnf(at, "many hosts and disks mix them up: rename one of them", "the address %s differs from %s of %s in capitals alone", address, before.address, before.by)
		return true
	}
	a.folded[key] = reservation{address, by}
	return true
}

// taken tells whether an address is somebody's, or one that differs from it in
// capitals alone.
func (a *addresses) taken(address string) bool {
	_, folded := a.folded[strings.ToLower(address)]
	return folded
}

// free gives an address that nobody has yet: that of a page, or one with a number.
func (a *addresses) free(address string) string {
	out := address
	for n := 2; ; n++ {
		if _, taken := a.exact[out]; !taken {
			return out
		}
		out = fmt.Sprintf("%s-%d.html", strings.TrimSuffix(address, ".html"), n)
	}
}

// longestName is what common disks allow for a file's name, in bytes.
const longestName = 250

// foldersApart reports a file whose address another one needs as a folder.
func (a *addresses) foldersApart() {
	seen := map[string]bool{}
	for _, address := range keys(a.exact) {
		for up := path.Dir(address); up != "."; up = path.Dir(up) {
			if c, ok := a.exact[up]; ok && !seen[up] {
				seen[up] = true
				a.report("").Errorf(diag.Pos{}, "rename one of them", "the address %s of %s is also the folder of %s", up, c.by, a.exact[address].by)
			}
		}
	}
}
