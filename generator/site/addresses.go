package site

import (
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
)

// reserve keeps an address for one page or file. Hosts and disks that do not
// tell capitals from small letters would mix up two that differ in them alone.
func (j *joiner) reserve(address, by, file string, at diag.Pos) bool {
	if before, ok := j.addresses[address]; ok {
		hint := "rename one of them"
		if by != before.by && norm.NFC.String(by) == norm.NFC.String(before.by) {
			hint = "the two names look alike but are made of different characters: rename one of them"
		}
		j.report(file).Errorf(at, hint, "the address %s is taken by %s", address, before.by)
		return false
	}
	if len(path.Base(address)) > longestName {
		j.report(file).Errorf(at, "shorten it", "the address %s… is too long for most disks", address[:60])
		return false
	}
	j.addresses[address] = reservation{address, by}
	key := strings.ToLower(address)
	if before, ok := j.folded[key]; ok {
		j.report(file).Warnf(at, "many hosts and disks mix them up: rename one of them", "the address %s differs from %s of %s in capitals alone", address, before.address, before.by)
		return true
	}
	j.folded[key] = reservation{address, by}
	return true
}

// longestName is what common disks allow for a file's name, in bytes.
const longestName = 250

// foldersApart reports a file whose address another one needs as a folder.
func (j *joiner) foldersApart() {
	seen := map[string]bool{}
	for _, address := range keys(j.addresses) {
		for up := path.Dir(address); up != "."; up = path.Dir(up) {
			if c, ok := j.addresses[up]; ok && !seen[up] {
				seen[up] = true
				j.report("").Errorf(diag.Pos{}, "rename one of them", "the address %s of %s is also the folder of %s", up, c.by, j.addresses[address].by)
			}
		}
	}
}
