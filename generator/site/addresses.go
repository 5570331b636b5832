package site

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
)

// addresses remember whose each address is. Hosts and disks that do not tell
// capitals from small letters would mix up two that differ in them alone.
type addresses struct {
	exact, folded map[string]reservation
	folders       map[string]bool // of these addresses
	lenient       bool            // who comes later takes another one
	report        func(file string) *diag.Reporter
}

// reservation remembers whose an address is.
type reservation struct {
	address string
	by      string // as a person knows it
}

func newAddresses(lenient bool, report func(file string) *diag.Reporter) *addresses {
	return &addresses{map[string]reservation{}, map[string]reservation{}, map[string]bool{}, lenient, report}
}

// place keeps an address as reserve does, and gives it. In a lenient build that is
// another one where it cannot be had: whatever leads there asks for it.
func (a *addresses) place(address, by, file string, at diag.Span) (string, bool) {
	if free := a.free(address); a.lenient && free != address {
		a.report(file).At(at, diag.Diagnostic{Code: "other-address", Severity: diag.Warning, Group: "moved", Message: "the address " + brief(address) + " cannot be had: " + by + " is at " + brief(free), Hint: "rename it, or what is there"})
		address = free
	}
	return address, a.reserve(address, by, file, at)
}

// brief gives an address as a message can show it.
func brief(address string) string {
	if runes := []rune(address); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return address
}

// reserve keeps an address for one page or file, named by a file's author at a
// place. It tells whether it could.
func (a *addresses) reserve(address, by, file string, at diag.Span) bool {
	if before, ok := a.exact[address]; ok {
		hint := "rename one of them"
		if by != before.by && norm.NFC.String(by) == norm.NFC.String(before.by) {
			hint = "the two names look alike but are made of different characters: rename one of them"
		}
		a.report(file).Softf(at, "address-taken", hint, "the address %s is taken by %s", address, before.by)
		return false
	}
	if len(path.Base(address)) > longestName {
		a.report(file).Softf(at, "long-address", "shorten it", "the address %s is too long for most disks", brief(address))
		return false
	}
	a.exact[address] = reservation{address, by}
	for up := path.Dir(address); up != "." && !a.folders[up]; up = path.Dir(up) {
		a.folders[up] = true
	}
	key := strings.ToLower(address)
	if before, ok := a.folded[key]; ok {
		a.report(file).Warnf(at, "address-capitals", "many hosts and disks mix them up: rename one of them", "the address %s differs from %s of %s in capitals alone", address, before.address, before.by)
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

// free gives an address that nobody has yet, and that disks can hold: that which is
// wanted, a shorter one, or one with a number.
func (a *addresses) free(address string) string {
	out, number := shortened(address), ""
	for n := 2; ; n++ {
		at := a.inTheWay(out)
		if at == "" {
			return out
		}
		ending := path.Ext(at)
		stem := strings.TrimSuffix(strings.TrimSuffix(at, ending), number)
		number = fmt.Sprintf("-%d", n)
		out = shortened(stem+number+ending) + out[len(at):]
	}
}

// inTheWay gives the address, or the folder above it, that somebody has; "" if none.
func (a *addresses) inTheWay(address string) string {
	if a.folders[address] {
		return address
	}
	for up := address; up != "."; up = path.Dir(up) {
		if _, taken := a.exact[up]; taken {
			return up
		}
	}
	return ""
}

// shortened takes letters from the end of a name that is too long, but for its number.
func shortened(address string) string {
	ending := number.FindString(address)
	stem := strings.TrimSuffix(address, ending)
	for len(path.Base(stem)+ending) > longestName {
		_, last := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-last]
	}
	return stem + ending
}

var number = regexp.MustCompile(`(-\d+)?(\.\w{1,10})?$`)

// longestName is what common disks allow for a file's name, in bytes.
const longestName = 250

// foldersApart reports a file whose address another one needs as a folder.
func (a *addresses) foldersApart() {
	seen := map[string]bool{}
	for _, address := range slices.Sorted(maps.Keys(a.exact)) {
		for up := path.Dir(address); up != "."; up = path.Dir(up) {
			if c, ok := a.exact[up]; ok && !seen[up] {
				seen[up] = true
				a.report("").Errorf(diag.Span{}, "address-taken", "rename one of them", "the address %s of %s is also the folder of %s", up, c.by, a.exact[address].by)
			}
		}
	}
}
