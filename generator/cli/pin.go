package cli

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"

	"fieldbook/generator/scaffold"
)

// What the build of a release sets: see .github/release.
var (
	release string // its version
	home    string // the address of its repository; of a binary that is a file of the release
	sums    string // those of the binaries made before it: linux-arm64=SUM,linux-amd64=SUM
)

var (
	repository = regexp.MustCompile(`^https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._-]+){2,}$`)
	// tagged is a version that has a tag: neither a commit's nor one with changes.
	tagged = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[A-Za-z][0-9A-Za-z.-]*)?$`)
)

// pinned is the release that this program is, as far as it can know: no binary can hold
// its own sum, but it can read itself.
func pinned() scaffold.Release {
	if home != "" {
		return scaffold.Release{Home: home, Version: release, Sums: known(sums)}
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		return madeFrom(info.Main.Path, cmp.Or(release, info.Main.Version))
	}
	return scaffold.Release{}
}

// madeFrom tells the repository and the tag that a program was built from, as far as
// its module tells them.
func madeFrom(module, version string) scaffold.Release {
	r := scaffold.Release{Home: "https://" + module}
	if host, _, _ := strings.Cut(module, "/"); !repository.MatchString(r.Home) || !strings.Contains(host, ".") {
		return scaffold.Release{}
	}
	if tagged.MatchString(version) {
		r.Version = version
	}
	return r
}

// known are the sums that were set, and the program's own.
func known(sums string) map[string]string {
	all := map[string]string{}
	for one := range strings.SplitSeq(sums, ",") {
		if system, sum, ok := strings.Cut(one, "="); ok {
			all[system] = sum
		}
	}
	if sum, err := ownSum(); err == nil {
		all[runtime.GOOS+"-"+runtime.GOARCH] = sum
	}
	return all
}

func ownSum() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}
