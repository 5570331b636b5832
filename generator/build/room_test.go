package build

import (
	"runtime/debug"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestRoom lets the limit of memory grow with a site of more than some thousand pages, and
// never takes from what another site of the program has.
func TestRoom(t *testing.T) {
	p := Project{Content: testfiles.Folder(t, map[string]string{"index.md": "# Home\n"}), Memory: 600 << 20}
	for pages, want := range map[int]int64{1: 600 << 20, 8_500: 600 << 20, 85_000: 6000 << 20} {
		if got := p.room(pages); got > want || got < want*99/100 {
			t.Errorf("%d pages get %d bytes, want some %d", pages, got, want)
		}
	}
	last := debug.SetMemoryLimit(100 << 20)
	defer debug.SetMemoryLimit(last)
	for _, of := range []struct{ before, after int64 }{{100 << 20, 600 << 20}, {700 << 20, 700 << 20}} {
		debug.SetMemoryLimit(of.before)
		if _, err := p.Build(); err != nil {
			t.Fatal(err)
		}
		if got := debug.SetMemoryLimit(-1); got != of.after {
			t.Errorf("the limit was %d and is %d, want %d", of.before, got, of.after)
		}
	}
}
