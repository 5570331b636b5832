//go:build unix

package testfiles

import (
	"syscall"
	"testing"
)

// Pipe makes a named pipe, which nobody writes to: reading it would never end.
func Pipe(t testing.TB, name string) {
	t.Helper()
	if err := syscall.Mkfifo(name, 0o644); err != nil {
		t.Fatal(err)
	}
}
