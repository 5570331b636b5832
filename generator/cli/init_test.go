package cli

import (
	"reflect"
	"testing"

	"fieldbook/generator/scaffold"
)

// TestMadeFrom: a site names the repository and the tag of the program that began it,
// and never one that nobody can fetch.
func TestMadeFrom(t *testing.T) {
	for _, c := range [][4]string{
		{"github.com/acme/fieldbook", "v1.2.3", "https://github.com/acme/fieldbook", "v1.2.3"},
		{"example.org/acme/fieldbook", "v1.2.3-rc.1", "https://example.org/acme/fieldbook", "v1.2.3-rc.1"},
		{"github.com/acme/fieldbook", "v1.2.4-0.20260601182631-00ed12fed2a6", "https://github.com/acme/fieldbook", ""},
		{"github.com/acme/fieldbook", "v1.2.3+dirty", "https://github.com/acme/fieldbook", ""},
		{"github.com/acme/fieldbook", "(devel)", "https://github.com/acme/fieldbook", ""},
		{"fieldbook/acme/x", "v1.2.3", "", ""},
		{"fieldbook", "v1.2.3", "", ""},
	} {
		if got, want := madeFrom(c[0], c[1]), (scaffold.Release{Home: c[2], Version: c[3]}); !reflect.DeepEqual(got, want) {
			t.Errorf("%s %s: %v", c[0], c[1], got)
		}
	}
}

// TestPinned: a release knows its address, the sums that its build was told, and its own.
func TestPinned(t *testing.T) {
	defer func(a, b, c string) { release, home, sums = a, b, c }(release, home, sums)
	release, home, sums = "v1.2.3", "https://example.org/acme/fieldbook", "plan9-arm=ab,solaris-arm=cd"
	got := pinned()
	if got.Home != home || got.Version != release || len(got.Sums) != 3 || got.Sums["plan9-arm"] != "ab" || got.Sums["solaris-arm"] != "cd" {
		t.Errorf("%v", got)
	}
	if says := unpinned(scaffold.Release{Home: home, Version: release}); says == "" {
		t.Error("nobody tells that the sums are missing")
	}
}
