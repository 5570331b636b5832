package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/diag"
)

// The content of a file in these tests is the names of the files that it
// refers to, one a line.

// files makes a site of pairs of a path and what the file refers to, in the
// order of publishing.
func files(pairs ...string) []File {
	var out []File
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, Bytes(pairs[i], []byte(pairs[i+1])))
	}
	return out
}

func publish(t *testing.T, dir string, site []File) Stats {
	t.Helper()
	stats, err := Write(dir, site, nil)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// tree gives every file and link below a folder, but for the generator's own.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		switch {
		case d.Name() == ownFolder:
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0:
			target, _ := os.Readlink(name)
			out[filepath.ToSlash(rel)] = "-> " + target
		case d.IsDir():
		case d.Type().IsRegular():
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			out[filepath.ToSlash(rel)] = string(data)
		default:
			out[filepath.ToSlash(rel)] = d.Type().String()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s holds %q, want %q", dir, got, want)
	}
}

// contents gives a site as tree does.
func contents(site []File) map[string]string {
	out := map[string]string{}
	for _, f := range site {
		data, _ := f.Content()
		out[f.Path] = string(data)
	}
	return out
}

// missing follows what a reader can reach from the home page, and gives what
// is referred to and not there.
func missing(dir string) []string {
	var gone []string
	seen := map[string]bool{"index.html": true}
	next := []string{"index.html"}
	for len(next) > 0 {
		file := next[0]
		next = next[1:]
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			if file != "index.html" {
				gone = append(gone, file)
			}
			continue
		}
		for _, name := range strings.Fields(string(data)) {
			if !strings.HasPrefix(name, "#") && !seen[name] {
				seen[name] = true
				next = append(next, name)
			}
		}
	}
	return gone
}

// stripped gives the assets and shards that any file refers to, also one that
// nobody can reach any more, and that are not there.
func stripped(t *testing.T, dir string) []string {
	t.Helper()
	var gone []string
	there := tree(t, dir)
	for file, text := range there {
		for _, name := range strings.Fields(text) {
			if _, ok := there[name]; !ok && (strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, "search/")) {
				gone = append(gone, file+" names "+name)
			}
		}
	}
	return gone
}

// Two states of one site: pages come, go and change; the index names its
// shards by their content; a file stands where a folder was, and the other way.
func states() (before, after []File) {
	before = files(
		"assets/style-A.css", "", "assets/main-A.js", "", "plan.png", "",
		"search/w0-a.js", "old/one.html", "search/w1-a.js", "one.html", "search/index.js", "search/w0-a.js search/w1-a.js",
		"old/one.html", "assets/style-A.css old/two.html index.html", "old/two.html", "assets/style-A.css one.html",
		"one.html", "assets/style-A.css assets/main-A.js old/one.html", "was", "x", "folder/x.html", "index.html",
		"index.html", "assets/style-A.css assets/main-A.js one.html old/one.html old/two.html plan.png was folder/x.html search/index.js",
	)
	after = files(
		"assets/style-B.css", "", "assets/main-A.js", "", "plan.png", "#2",
		"search/w0-b.js", "new/one.html", "search/w1-a.js", "one.html", "search/index.js", "search/w0-b.js search/w1-a.js",
		"new/one.html", "assets/style-B.css new/two.html index.html", "new/two.html", "assets/style-B.css one.html new/one.html",
		"one.html", "assets/style-B.css assets/main-A.js new/one.html", "was/y.html", "index.html", "folder", "#",
		"index.html", "assets/style-B.css assets/main-A.js one.html new/one.html new/two.html plan.png was/y.html folder search/index.js",
	)
	return before, after
}

// errKilled is what the test panics with in place of a kill.
var errKilled = errors.New("killed")

// kill publishes a site and stops it before its n-th step; it tells whether
// there was one.
func kill(dir string, site []File, n int) (stopped bool) {
	defer func() {
		if reason := recover(); reason != nil {
			if reason != error(errKilled) {
				panic(reason)
			}
			stopped = true
		}
	}()
	_, err := write(dir, site, nil, func() {
		if n--; n < 0 {
			panic(errKilled)
		}
	})
	if err != nil {
		panic(err)
	}
	return false
}

// TestKilledAtEachStep stops a build between any two changes: what can be
// reached is there, and the next build is as a fresh one.
func TestKilledAtEachStep(t *testing.T) {
	before, after := states()
	// Where a file and a folder change places, both cannot be there at once.
	calm := func(site []File) []File {
		var out []File
		for _, f := range site {
			data, _ := f.Content()
			text := strings.NewReplacer(" was/y.html", "", " folder/x.html", "", " folder", "", " was", "").Replace(string(data))
			if !strings.HasPrefix(f.Path, "was") && !strings.HasPrefix(f.Path, "folder") {
				out = append(out, Bytes(f.Path, []byte(text)))
			}
		}
		return out
	}
	for name, test := range map[string]struct {
		from, to []File
		reach    bool
	}{
		"first":     {nil, calm(before), true},
		"edit":      {calm(before), calm(after), true},
		"back":      {calm(after), calm(before), true},
		"exchanged": {before, after, false},
		"emptied":   {calm(before), files("index.html", ""), true},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			for stopped := true; stopped; n++ {
				dir := filepath.Join(t.TempDir(), "public")
				if test.from != nil {
					publish(t, dir, test.from)
				}
				stopped = kill(dir, test.to, n)
				if gone := missing(dir); test.reach && len(gone) > 0 {
					t.Errorf("stopped before step %d: %q is missing", n, gone)
				}
				if gone := stripped(t, dir); test.reach && len(gone) > 0 {
					t.Errorf("stopped before step %d: %q", n, gone)
				}
				publish(t, dir, test.to)
				holds(t, dir, contents(test.to))
				if left, _ := filepath.Glob(filepath.Join(dir, ownFolder, "*")); len(left) != 2 {
					t.Errorf("the generator's folder holds %q", left)
				}
			}
			if n < len(test.to)/2 {
				t.Errorf("only %d steps", n)
			}
		})
	}
}

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
	_, err := Write(dir, site, nil)
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

// TestStats counts what was done.
func TestStats(t *testing.T) {
	before, after := states()
	dir := t.TempDir()
	if got, want := publish(t, dir, before), (Stats{Written: 12}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got, want := publish(t, dir, before), (Stats{Kept: 12}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got, want := publish(t, dir, after), (Stats{Written: 10, Kept: 2, Deleted: 6}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestSame tells files of one length apart, wherever they differ.
func TestSame(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	for _, test := range [][2]string{{"a", "b"}, {"a", "ab"}, {"", "a"}, {long + "a", long + "b"}, {"a" + long, "b" + long}, {long, long}} {
		dir := t.TempDir()
		publish(t, dir, files("f", test[0]))
		stats := publish(t, dir, files("f", test[1]))
		if kept := stats.Kept == 1; kept != (test[0] == test[1]) {
			t.Errorf("%.5q… and %.5q…: kept %v", test[0], test[1], kept)
		}
		holds(t, dir, map[string]string{"f": test[1]})
	}
}

// TestFailedContent changes nothing when a file cannot be made.
func TestFailedContent(t *testing.T) {
	before, after := states()
	dir := t.TempDir()
	publish(t, dir, before)
	wrong := errors.New("wrong")
	_, err := Write(dir, append(after, Made("x", func() ([]byte, error) { return nil, wrong })), nil)
	if !errors.Is(err, wrong) {
		t.Error(err)
	}
	holds(t, dir, contents(before))
}

// TestProgress tells how many files are ready.
func TestProgress(t *testing.T) {
	_, site := states()
	seen := make(chan int, len(site))
	if _, err := Write(t.TempDir(), site, func(done, all int) {
		if all != len(site) {
			panic(fmt.Sprint(all))
		}
		seen <- done
	}); err != nil {
		t.Fatal(err)
	}
	close(seen)
	var all []int
	for n := range seen {
		all = append(all, n)
	}
	if slices.Sort(all); len(all) != len(site) || all[0] != 1 || all[len(all)-1] != len(site) {
		t.Errorf("%v", all)
	}
}
