package site

import (
	"strings"
	"testing"

	"fieldbook/generator/diag"
)

// TestFreeAddresses: who cannot have an address has one with a number, and one that is
// too long for disks loses letters, but neither its number nor its ending.
func TestFreeAddresses(t *testing.T) {
	a := newAddresses(true, func(file string) *diag.Reporter { return diag.NewReporter(file) })
	long := strings.Repeat("é", 123) // 246 bytes
	for _, c := range [][2]string{
		{"a.html", "a.html"},
		{"a.html", "a-2.html"},
		{"a.html", "a-3.html"},
		{"folder/a.html", "folder/a.html"},
		{"folder", "folder-2"},
		{"a.html/b.html", "a-4.html/b.html"},
		{"x/" + long + ".html", "x/" + long[:244] + ".html"},
		{"x/" + long + "é.html", "x/" + long[:242] + "-2.html"},
		{"x/" + long + "-77.html", "x/" + long[:242] + "-77.html"},
	} {
		got, ok := a.place(c[0], "a page", "x.md", diag.Span{})
		if got != c[1] || !ok {
			t.Errorf("%s is at %s, %v; want %s", c[0], got, ok, c[1])
		}
	}
	if !a.taken("A.HTML") || a.taken("b.html") {
		t.Error("what is taken")
	}
}
