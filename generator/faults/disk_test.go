//go:build unix

package faults

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestOddContent builds folders whose files are not what they seem: each ends
// with a diagnostic that has a hint, and nothing is published; where it is lenient,
// what stands in the way of nothing else is told and left out.
func TestOddContent(t *testing.T) {
	fifo := func(name string) error { return syscall.Mkfifo(name, 0o644) }
	link := func(target string) func(string) error {
		return func(name string) error { return os.Symlink(target, name) }
	}
	sized := func(bytes int64) func(string) error {
		return func(name string) error { return errors.Join(os.WriteFile(name, nil, 0o644), os.Truncate(name, bytes)) }
	}
	cases := []struct {
		name string
		make func(name string) error
		want string
	}{
		{"asset.bin", sized(30 << 30), "the file has 30 GB; 1 GB is the limit"},
		{"page.md", sized(30 << 30), "the file has 30 GB; 10 MB is the limit"},
		{"page.md", fifo, "is neither a file nor a folder"},
		{"page.md", link("/dev/zero"), "the symbolic link leaves the folder"},
		{"page.md", link("page.md"), "leads nowhere"},
		{"folder", link("/"), "the symbolic link leaves the folder"},
		{"folder", link("."), "leads back to a folder above it"},
		{"picture.png", fifo, "is neither a file nor a folder"},
	}
	for _, name := range []string{"site.yaml", "sources.yaml", "glossary.yaml"} {
		cases = append(cases, []struct {
			name string
			make func(name string) error
			want string
		}{
			{name, fifo, "is neither a file nor a folder"},
			{name, link("/dev/zero"), "the symbolic link leaves the folder"},
			{name, link("../outside.yaml"), "the symbolic link leaves the folder"},
			{name, link("nowhere"), "leads nowhere"},
			{name, sized(30 << 30), "the file has 30 GB; 10 MB is the limit"},
		}...)
	}
	for _, test := range cases {
		dir := t.TempDir()
		testfiles.Write(t, filepath.Join(dir, "content/index.md"), "# Home\n\n[asset](asset.bin)\n")
		testfiles.Write(t, filepath.Join(dir, "outside.yaml"), "title: Outside\n")
		if err := test.make(filepath.Join(dir, "content", test.name)); err != nil {
			t.Fatal(err)
		}
		for _, command := range []string{"build", "check"} {
			r := generate(t, dir, command)
			if r.code != 1 || !strings.Contains(r.said, "content/"+test.name+": error: ") || !strings.Contains(r.said, test.want) || !strings.Contains(r.said, "\thint: ") {
				t.Errorf("%s %s: exit %d, %s", command, test.name, r.code, r.said)
			}
		}
		if r := generate(t, dir, "check", "--lenient"); !strings.Contains(r.said, "content/"+test.name+": ") || !strings.Contains(r.said, test.want) {
			t.Errorf("lenient, %s: exit %d, %s", test.name, r.code, r.said)
		}
		if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
			t.Errorf("%s: something was published", test.name)
		}
	}
}

// TestOddTemplates refuses in the templates what it refuses in the content.
func TestOddTemplates(t *testing.T) {
	for name, plant := range map[string]func(string) error{
		"home.html":       func(name string) error { return syscall.Mkfifo(name, 0o644) },
		"_layout.html":    func(name string) error { return os.Symlink("/dev/zero", name) },
		"assets/logo.svg": func(name string) error { return syscall.Mkfifo(name, 0o644) },
	} {
		dir := t.TempDir()
		testfiles.Write(t, filepath.Join(dir, "content/index.md"), "# Home\n")
		if err := os.CopyFS(filepath.Join(dir, "templates"), os.DirFS("../../templates")); err != nil {
			t.Fatal(err)
		}
		place := filepath.Join(dir, "templates", name)
		_ = os.Remove(place)
		if err := plant(place); err != nil {
			t.Fatal(err)
		}
		if r := generate(t, dir, "build"); r.code != 1 || !strings.Contains(r.said, "neither a file nor a folder") && !strings.Contains(r.said, "leaves the folder") {
			t.Errorf("%s: exit %d, %s", name, r.code, r.said)
		}
	}
}

// TestDoublingLinks builds a folder that links double at each level.
func TestDoublingLinks(t *testing.T) {
	dir := t.TempDir()
	testfiles.Write(t, filepath.Join(dir, "content/index.md"), "# Home\n")
	for i := range 40 {
		level := filepath.Join(dir, "content", fmt.Sprintf("d%d", i))
		testfiles.Write(t, filepath.Join(level, "page.md"), "# Page\n")
		for _, name := range []string{"x", "y"} {
			if err := os.Symlink(fmt.Sprintf("../d%d", (i+1)%40), filepath.Join(level, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if r := generate(t, dir, "build"); r.code != 1 || !strings.Contains(r.said, "symbolic links lead to this folder too often") {
		t.Errorf("exit %d, %.2000s", r.code, r.said)
	}
}

// TestLargeAssets publishes files whose size must not show in the memory.
func TestLargeAssets(t *testing.T) {
	measure := func(bytes int64) int64 {
		dir := t.TempDir()
		testfiles.Write(t, filepath.Join(dir, "content/index.md"), "# Home\n\n[a](a.bin) [b](b.bin)\n")
		for _, name := range []string{"a.bin", "b.bin"} {
			file := filepath.Join(dir, "content", name)
			if err := errors.Join(os.WriteFile(file, nil, 0o644), os.Truncate(file, bytes)); err != nil {
				t.Fatal(err)
			}
		}
		var most int64
		for range 2 { // the second one compares
			r := generate(t, dir, "build")
			if r.code != 0 {
				t.Fatal(r.said)
			}
			most = max(most, r.memory)
		}
		return most
	}
	const spread = 40 << 20 // what one build differs from the next by
	small, large := measure(1), measure(int64(often(150, 900))<<20)
	if large > small+spread {
		t.Errorf("%d MB of memory, and %d with small files", large>>20, small>>20)
	}
}

// TestManyFiles builds as many pages as anybody has.
func TestManyFiles(t *testing.T) {
	dir := t.TempDir()
	pages := often(2_000, 100_000)
	for i := range pages {
		testfiles.Write(t, filepath.Join(dir, fmt.Sprintf("content/topic%d/page%d.md", i/500, i)), fmt.Sprintf("# Page %d\n\nWords.\n", i))
	}
	r := generate(t, dir, "build", "--base-url", "https://example.org/")
	if r.code != 0 || !strings.HasPrefix(r.said, fmt.Sprintf("%d pages", pages+pages/500+3)) {
		t.Errorf("exit %d, %s", r.code, r.said)
	}
}

// TestUnwritable publishes as a user who may not write everywhere: nothing is
// changed, and the first folder that it cannot write to is named.
func TestUnwritable(t *testing.T) {
	nobody := &syscall.Credential{Uid: 65534, Gid: 65534}
	if os.Getuid() != 0 {
		nobody = nil
	}
	dir, err := os.MkdirTemp("", "fieldbook-unwritable")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	testfiles.Write(t, filepath.Join(dir, "content/a/one.md"), "# One\n")
	testfiles.Write(t, filepath.Join(dir, "content/b/two.md"), "# Two\n")
	public := filepath.Join(dir, "public")
	if err := errors.Join(os.Chmod(dir, 0o755), os.Mkdir(public, 0o777), os.Chmod(public, 0o777)); err != nil {
		t.Fatal(err)
	}
	if r := generateAs(t, nobody, dir, "build"); r.code != 0 {
		t.Fatal(r.said)
	}
	for _, folder := range []string{"a", "b", "assets", "search", "."} {
		before := files(t, public)
		testfiles.Write(t, filepath.Join(dir, "content/a/one.md"), "# One\n\nEdited for "+folder+".\n")
		testfiles.Write(t, filepath.Join(dir, "content/b/two.md"), "# Two\n\nEdited for "+folder+".\n")
		testfiles.Write(t, filepath.Join(dir, "templates/assets/new-"+strings.Trim(folder, ".")+".txt"), folder)
		if err := os.CopyFS(filepath.Join(dir, "templates"), os.DirFS("../../templates")); err != nil && !errors.Is(err, os.ErrExist) {
			t.Fatal(err)
		}
		closed := filepath.Join(public, folder)
		if err := os.Chmod(closed, 0o555); err != nil {
			t.Fatal(err)
		}
		r := generateAs(t, nobody, dir, "build")
		if r.code != 1 || !strings.Contains(r.said, "cannot be written to: permission denied\n\thint: ") || !strings.Contains(r.said, filepath.Clean(filepath.Join("public", folder))) {
			t.Errorf("%s: exit %d, %s", folder, r.code, r.said)
		}
		if !same(before, files(t, public)) {
			t.Errorf("%s: something has changed", folder)
		}
		if err := os.Chmod(closed, 0o777); err != nil {
			t.Fatal(err)
		}
	}
}

// TestOddLock ends at once when the lock or the manifest is a pipe.
func TestOddLock(t *testing.T) {
	for _, name := range []string{"lock", "manifest"} {
		dir := t.TempDir()
		testfiles.Write(t, filepath.Join(dir, "content/index.md"), "# Home\n")
		place := filepath.Join(dir, "public/.fieldbook", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(place), 0o755), syscall.Mkfifo(place, 0o644)); err != nil {
			t.Fatal(err)
		}
		if r := generate(t, dir, "build"); r.code != 1 || !strings.Contains(r.said, "public/.fieldbook/"+name+" is neither a file nor a folder") || !strings.Contains(r.said, "\thint: ") {
			t.Errorf("%s: exit %d, %s", name, r.code, r.said)
		}
	}
}
