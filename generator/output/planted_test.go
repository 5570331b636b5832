package output

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fieldbook/generator/diag"
)

// TestLinkedFolder publishes to a link, whose target holds the site.
func TestLinkedFolder(t *testing.T) {
	_, site := states()
	for name, test := range map[string]struct{ target, out string }{
		"link":           {"real", "link"},
		"with a slash":   {"real", "link/"},
		"dangling":       {"nowhere/yet", "link"},
		"dangling slash": {"nowhere/yet", "link/"},
		"chain":          {"second", "link"},
		"below":          {"real", "link/sub/public"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, err := range []error{os.Mkdir(filepath.Join(dir, "real"), 0o755), os.Symlink("real", filepath.Join(dir, "second")), os.Symlink(test.target, filepath.Join(dir, "link"))} {
				if err != nil {
					t.Fatal(err)
				}
			}
			publish(t, dir+"/"+test.out, site)
			publish(t, dir+"/"+test.out, site)
			if target, err := os.Readlink(filepath.Join(dir, "link")); err != nil || target != test.target {
				t.Errorf("the link leads to %q: %v", target, err)
			}
			holds(t, dir+"/"+test.out, contents(site))
		})
	}
	dir := t.TempDir()
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Fatal(err)
	}
	fails(t, loop, site, "leads back to itself")
}

// fails expects a Failure with a hint, and that nothing has changed.
func fails(t *testing.T, dir string, site []File, want string) {
	t.Helper()
	top := filepath.Dir(dir)
	before := tree(t, top)
	_, err := Write(dir, site, nil, nil)
	failure, ok := errors.AsType[*diag.Failure](err)
	if !ok || !strings.Contains(failure.What, want) || failure.Hint == "" {
		t.Errorf("%v (%T), want %q with a hint", err, err, want)
	}
	if after := tree(t, top); !maps.Equal(before, after) {
		t.Errorf("something has changed: %q, was %q", after, before)
	}
}

// TestPlanted puts things into a published folder that do not belong there.
func TestPlanted(t *testing.T) {
	before, after := states()
	for name, test := range map[string]struct {
		plant func(in func(string) string) error
		want  string // the failure; "" where the build goes on
	}{
		"a folder turned into a link": {func(in func(string) string) error {
			return errors.Join(os.RemoveAll(in("public/search")), os.Symlink("../outside", in("public/search")))
		}, "public/search is a symbolic link that this program did not make, where the site needs a folder"},
		"a page turned into a link": {func(in func(string) string) error {
			return errors.Join(os.Remove(in("public/one.html")), os.Symlink("../outside/mine.txt", in("public/one.html")))
		}, "public/one.html is a symbolic link"},
		"a link in the place of a new page": {func(in func(string) string) error {
			return errors.Join(os.Mkdir(in("public/new"), 0o755), os.Symlink("../../outside/mine.txt", in("public/new/one.html")))
		}, "public/new/one.html is a symbolic link"},
		"a stale folder turned into a link": {func(in func(string) string) error {
			return errors.Join(os.RemoveAll(in("public/old")), os.Symlink("../outside", in("public/old")))
		}, ""},
		"a stale page turned into a link": {func(in func(string) string) error {
			return errors.Join(os.Remove(in("public/old/one.html")), os.Symlink("../../outside/mine.txt", in("public/old/one.html")))
		}, ""},
		"the own folder turned into a link": {func(in func(string) string) error {
			return errors.Join(os.Rename(in("public/.fieldbook"), in("outside/own")), os.Symlink("../outside/own", in("public/.fieldbook")))
		}, ".fieldbook is a symbolic link"},
		"a link as manifest": {func(in func(string) string) error {
			return errors.Join(os.Remove(in("public/.fieldbook/manifest")), os.Symlink("../../outside/mine.txt", in("public/.fieldbook/manifest")))
		}, "manifest is a symbolic link"},
		"a link as new manifest": {func(in func(string) string) error {
			return os.Symlink("../../outside/mine.txt", in("public/.fieldbook/manifest.new"))
		}, ""},
		"a link as stage": {func(in func(string) string) error {
			return os.Symlink("../../outside", in("public/.fieldbook/stage"))
		}, ""},
		"a link as lock": {func(in func(string) string) error {
			return errors.Join(os.Remove(in("public/.fieldbook/lock")), os.Symlink("../../outside/mine.txt", in("public/.fieldbook/lock")))
		}, "lock is a symbolic link"},
		"a folder as manifest": {func(in func(string) string) error {
			return errors.Join(os.Remove(in("public/.fieldbook/manifest")), os.Mkdir(in("public/.fieldbook/manifest"), 0o755))
		}, "manifest is a folder"},
		"a folder as lock": {func(in func(string) string) error {
			return errors.Join(os.Remove(in("public/.fieldbook/lock")), os.Mkdir(in("public/.fieldbook/lock"), 0o755))
		}, "lock is a folder"},
		"a file of somebody else": {func(in func(string) string) error {
			return errors.Join(os.Mkdir(in("public/new"), 0o755), os.WriteFile(in("public/new/one.html"), []byte("mine"), 0o644))
		}, "public/new/one.html is a file that this program did not make, where the site needs a file of its own"},
		"a folder of somebody else": {func(in func(string) string) error {
			return errors.Join(os.MkdirAll(in("public/assets/style-B.css/x"), 0o755), os.WriteFile(in("public/assets/style-B.css/x/y"), []byte("mine"), 0o644))
		}, "public/assets/style-B.css"},
		"empty folders of somebody else": {func(in func(string) string) error {
			return errors.Join(os.MkdirAll(in("public/assets/style-B.css/x/y"), 0o755), os.MkdirAll(in("public/assets/style-B.css/z"), 0o755))
		}, ""},
		"a file among what makes way": {func(in func(string) string) error {
			return os.WriteFile(in("public/folder/mine.txt"), []byte("mine"), 0o644)
		}, "public/folder/mine.txt is a file"},
		"a file where a folder is needed": {func(in func(string) string) error {
			return os.WriteFile(in("public/new"), []byte("mine"), 0o644)
		}, "public/new is a file that this program did not make, where the site needs a folder"},
		"the same file by somebody else": {func(in func(string) string) error {
			return os.WriteFile(in("public/assets/style-B.css"), nil, 0o644)
		}, ""},
		"a manifest that leads astray": {func(in func(string) string) error {
			astray := []string{"../outside/mine.txt", "/etc/passwd", ".git/HEAD", "x/.git/HEAD", ".fieldbook/lock", "CNAME", ".gitignore", "old/../../outside/mine.txt", "old/", "", "."}
			data, err := os.ReadFile(in("public/.fieldbook/manifest"))
			return errors.Join(err, os.WriteFile(in("public/.fieldbook/manifest"), append(data, strings.Join(astray, "\n")...), 0o644))
		}, ""},
		"no manifest": {func(in func(string) string) error { return os.Remove(in("public/.fieldbook/manifest")) }, "that this program did not make"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			in := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
			publish(t, in("public"), before)
			for _, mine := range []string{"outside/mine.txt", "public/.git/HEAD", "public/x/.git/HEAD", "public/CNAME", "public/.gitignore"} {
				if err := errors.Join(os.MkdirAll(filepath.Dir(in(mine)), 0o755), os.WriteFile(in(mine), []byte("mine"), 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			if err := test.plant(in); err != nil {
				t.Fatal(err)
			}
			if test.want != "" {
				fails(t, in("public"), after, test.want)
			} else {
				publish(t, in("public"), after)
				got := tree(t, in("public"))
				for name, text := range contents(after) {
					if got[name] != text {
						t.Errorf("%s is %q, want %q", name, got[name], text)
					}
				}
			}
			for _, mine := range []string{"outside/mine.txt", "public/.git/HEAD", "public/x/.git/HEAD", "public/CNAME", "public/.gitignore"} {
				if data, err := os.ReadFile(in(mine)); string(data) != "mine" {
					t.Errorf("%s: %q, %v", mine, data, err)
				}
			}
			if left, _ := filepath.Glob(in("outside/*")); len(left) != 1 && name != "the own folder turned into a link" {
				t.Errorf("outside stand %q", left)
			}
		})
	}
}

// TestFirstFolder refuses folders that somebody else made.
func TestFirstFolder(t *testing.T) {
	_, site := states()
	dir := t.TempDir()
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "file"), nil, 0o644), os.Mkdir(filepath.Join(dir, "full"), 0o755),
		os.WriteFile(filepath.Join(dir, "full", "mine"), nil, 0o644), os.Mkdir(filepath.Join(dir, "ignored"), 0o755),
		os.WriteFile(filepath.Join(dir, "ignored", ".gitignore"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	fails(t, filepath.Join(dir, "file"), site, "is a file")
	fails(t, filepath.Join(dir, "full"), site, "holds files that this program did not make, such as mine")
	publish(t, filepath.Join(dir, "ignored"), site)
}
