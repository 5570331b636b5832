// Package testfiles writes the files that tests begin with, and takes what
// programs write.
package testfiles

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Write writes a file, and the folders above it that are not there. A name may
// have slashes on every system.
func Write(t testing.TB, name, text string) {
	t.Helper()
	name = filepath.FromSlash(name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Fill writes files, whose names are below a folder.
func Fill(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		Write(t, filepath.Join(dir, name), text)
	}
}

// Folder fills a new folder, and gives it. It goes when the test ends.
func Folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	Fill(t, dir, files)
	return dir
}

// Kept holds a file that is made, and kept beside what it is made of, against what it
// would be now. Where update is true it writes it anew; again is the command that does.
func Kept(t testing.TB, update bool, name, want, again string) {
	t.Helper()
	if update {
		Write(t, name, want)
	}
	if got, err := os.ReadFile(filepath.FromSlash(name)); err != nil || string(got) != want {
		t.Errorf("%s is not what it is made of: %s -update, and read the difference (%v)", name, again, err)
	}
}

// Zip packs files by their names.
func Zip(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Caches are the names of what tells a program where its user's caches are, on all
// systems.
var Caches = []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"}

// Cache lets the user's caches be in a folder of the test's own, and gives it.
func Cache(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range Caches {
		t.Setenv(name, dir)
	}
	base, err := os.UserCacheDir()
	if err == nil {
		err = os.MkdirAll(base, 0o700)
	}
	if err != nil {
		t.Fatal(err)
	}
	return base
}
