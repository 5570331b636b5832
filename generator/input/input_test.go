package input

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fieldbook/generator/diag"
)

// folder is one with files, links and a folder in it.
func folder(t *testing.T) Folder {
	t.Helper()
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	for _, err := range []error{
		os.MkdirAll(filepath.Join(in, "sub"), 0o755), os.WriteFile(filepath.Join(in, "five"), []byte("12345"), 0o644), os.WriteFile(filepath.Join(in, "sub", "x"), []byte("x"), 0o644),
		os.WriteFile(filepath.Join(dir, "outside"), []byte("outside"), 0o644), os.WriteFile(filepath.Join(dir, "inside"), nil, 0o644),
		os.Symlink("five", filepath.Join(in, "link")), os.Symlink(filepath.Join(in, "five"), filepath.Join(in, "absolute")), os.Symlink("../outside", filepath.Join(in, "out")),
		os.Symlink("nowhere", filepath.Join(in, "gone")), os.Symlink("sub", filepath.Join(in, "linked")), os.Symlink(".", filepath.Join(in, "self")), os.Symlink("../inside", filepath.Join(in, "sibling")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	f, err := Open(in)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestRead(t *testing.T) {
	f := folder(t)
	for file, want := range map[string]string{"five": "12345", "link": "12345", "absolute": "12345", "sub/x": "x"} {
		if data, err := f.Read(file, 5, ""); string(data) != want || err != nil {
			t.Errorf("%s: %q, %v", file, data, err)
		}
	}
	for file, want := range map[string]string{
		"out": "leaves the folder", "sibling": "leaves the folder", "gone": "leads nowhere", "sub": NotAFile, "linked": NotAFile, "none": "cannot be read: no such file", "self": NotAFile,
	} {
		_, err := f.Read(file, 5, "")
		d, ok := errors.AsType[diag.Diagnostic](err)
		if !ok || !strings.Contains(d.Message, want) || d.Hint == "" || d.Path != f.Path(file) {
			t.Errorf("%s: %#v, want %q with a hint", file, err, want)
		}
	}
	_, err := f.Read("five", 4, "shorten it")
	if d, ok := errors.AsType[diag.Diagnostic](err); !ok || d.Message != "the file has 5 bytes; 4 bytes is the limit" || d.Hint != "shorten it" {
		t.Errorf("%v", err)
	}
}

// TestLongerThanItSays reads a file that tells no size, as those of /proc.
func TestLongerThanItSays(t *testing.T) {
	f, err := Open("/proc/self")
	if err != nil {
		t.Skip("no such files here")
	}
	if data, err := f.Read("status", 1<<20, ""); err != nil || len(data) < 100 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if _, err := f.Read("status", 10, ""); err == nil || !strings.Contains(err.Error(), "11 bytes; 10 bytes is the limit") {
		t.Errorf("%v", err)
	}
}

func TestUnits(t *testing.T) {
	for bytes, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 1023: "1023 bytes", 1024: "1 kB", 1<<20 - 1: "1023 kB", 1 << 20: "1 MB", 20 << 20: "20 MB", 1 << 30: "1 GB", 31 << 30: "31 GB"} {
		if got := inUnits(bytes); got != want {
			t.Errorf("%d is %q, want %q", bytes, got, want)
		}
	}
}

func TestFS(t *testing.T) {
	files := folder(t).FS(5)
	if data, err := fs.ReadFile(files, "link"); string(data) != "12345" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
	if entries, err := fs.ReadDir(files, "linked"); len(entries) != 1 || err != nil {
		t.Errorf("%v, %v", entries, err)
	}
	for _, name := range []string{"out", "gone", "sibling"} {
		if _, err := fs.ReadFile(files, name); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := fs.ReadFile(files, "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if _, err := files.Open("../outside"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("%v", err)
	}
	small := folder(t).FS(4)
	f, err := small.Open("five")
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(f); len(data) != 4 || err == nil {
		t.Errorf("%q, %v", data, err)
	}
}
