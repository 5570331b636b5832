package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

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
	stats, err := Write(dir, site, nil, nil)
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
	_, err := write(dir, site, nil, nil, func() {
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
	_, err := Write(dir, append(after, Made("x", func() ([]byte, error) { return nil, wrong })), nil, nil)
	if !errors.Is(err, wrong) {
		t.Error(err)
	}
	holds(t, dir, contents(before))
	// A disk that is full is its owner's to mend.
	_, err = Write(dir, append(after, Made("x", func() ([]byte, error) { return nil, &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC} })), nil, nil)
	if full, ok := errors.AsType[*diag.Failure](err); !ok || full.Hint != "make room; "+dir+" is as it was" || !strings.Contains(full.What, "no space left") {
		t.Errorf("a full disk: %v", err)
	}
	holds(t, dir, contents(before))
}

// TestProgress tells how many files are ready.
func TestProgress(t *testing.T) {
	_, site := states()
	seen := make(chan int, len(site))
	if _, err := Write(t.TempDir(), site, nil, func(done, all int) {
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

// TestEmptiedFolder goes, whoever emptied it.
func TestEmptiedFolder(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, files("a", "", "sub/deep/b", "", "mine/c", ""))
	for _, name := range []string{"sub/deep/b", "mine/c"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "mine", "own"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, files("a", ""))
	if _, err := os.Stat(filepath.Join(dir, "sub")); err == nil {
		t.Error("an empty folder is left")
	}
	if _, err := os.Stat(filepath.Join(dir, "mine", "own")); err != nil {
		t.Error("somebody's file is gone")
	}
}

// TestChangedWhilePublishing: a file that somebody changes while others are still
// being published is not taken for what was left.
func TestChangedWhilePublishing(t *testing.T) {
	dir := t.TempDir()
	memory := Memory{}
	a, b := Bytes("a", []byte("1A")), Bytes("b", []byte("1B"))
	a.Of, b.Of = sha256.Sum256([]byte("a")), sha256.Sum256([]byte("b"))
	changed := false
	_, err := write(dir, []File{a, b}, memory, nil, func() {
		if _, err := os.Stat(filepath.Join(dir, "a")); err == nil && !changed {
			changed = true
			time.Sleep(20 * time.Millisecond) // days are told apart by their ticks
			if err := os.WriteFile(filepath.Join(dir, "a"), []byte("XA"), 0o644); err != nil {
				t.Error(err)
			}
		}
	})
	if err != nil || !changed {
		t.Fatal(err, changed)
	}
	if _, err := Write(dir, []File{a, b}, memory, nil); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir)["a"]; got != "1A" {
		t.Errorf("it says %s", got)
	}
}

// TestSummary tells a file of all others, and writes it when one of them has
// changed.
func TestSummary(t *testing.T) {
	dir := t.TempDir()
	site := func(b string) []File {
		return append(files("a", "1", "b", b), Summary("all", func(all []Sum) ([]byte, error) {
			var b []byte
			for _, s := range all {
				b = fmt.Append(b, "{", s.Path, " ", s.Size, " ", s.Mark(), "}")
			}
			return b, nil
		}))
	}
	const one, two = "{a 1 6b86b273ff34fce1}{b 2 785f3ec7eb32f30b}", "{a 1 6b86b273ff34fce1}{b 1 4e07408562bedb8b}" // of "1", "22" and "3"
	if stats := publish(t, dir, site("22")); stats.Written != 3 || tree(t, dir)["all"] != one {
		t.Errorf("%+v: %s", stats, tree(t, dir)["all"])
	}
	if stats := publish(t, dir, site("22")); stats.Written != 0 || stats.Kept != 3 {
		t.Errorf("the same again: %+v", stats)
	}
	if stats := publish(t, dir, site("3")); stats.Written != 2 || tree(t, dir)["all"] != two {
		t.Errorf("%+v: %s", stats, tree(t, dir)["all"])
	}
	broken := errors.New("broken")
	if _, err := Write(dir, append(files("a", "9"), Summary("all", func([]Sum) ([]byte, error) { return nil, broken })), nil, nil); !errors.Is(err, broken) || tree(t, dir)["a"] != "1" {
		t.Errorf("%v: a is %s", err, tree(t, dir)["a"])
	}
}

// TestMemory makes again what is made of something else or does not stand as it was
// left, and nothing else.
func TestMemory(t *testing.T) {
	dir := t.TempDir()
	memory, made, all := Memory{}, "", ""
	var mu sync.Mutex
	maker := func(name, content string) func() ([]byte, error) {
		return func() ([]byte, error) {
			mu.Lock()
			defer mu.Unlock()
			made += name
			return []byte(content), nil
		}
	}
	build := func(content, what string) string {
		made = ""
		site := []File{
			Made("a", maker("a", content+"A")),
			Made("deep/b", maker("b", content+"B")),
			Made("c", maker("c", content+"C")),
			Summary("all", func(sums []Sum) ([]byte, error) { all = fmt.Sprint(len(sums), sums[1].Mark()); return nil, nil }),
		}
		for i := range 2 {
			site[i].Of = sha256.Sum256([]byte(what))
		}
		if _, err := Write(dir, site, memory, nil); err != nil {
			t.Fatal(err)
		}
		if got := tree(t, dir); got["a"] != content+"A" || got["deep/b"] != content+"B" || got["c"] != content+"C" {
			t.Errorf("%s: %v", what, got)
		}
		letters := []byte(made)
		slices.Sort(letters)
		return string(letters)
	}
	if got := build("1", "one"); got != "abc" {
		t.Errorf("at first %s is made", got)
	}
	first := all
	if got := build("1", "one"); got != "c" || all != first {
		t.Errorf("of the same %s is made; all: %s, %s", got, all, first)
	}
	if got := build("2", "two"); got != "abc" || all == first {
		t.Errorf("of something else %s is made", got)
	}
	harm := map[string]func() error{
		"changed": func() error { return os.WriteFile(filepath.Join(dir, "a"), []byte("2X"), 0o644) },
		"cut":     func() error { return os.Truncate(filepath.Join(dir, "a"), 1) },
		"gone":    func() error { return os.Remove(filepath.Join(dir, "a")) },
		"a link": func() error {
			return errors.Join(os.Remove(filepath.Join(dir, "a")), os.Symlink("c", filepath.Join(dir, "a")))
		},
		"unreadable": func() error { return os.Chmod(filepath.Join(dir, "a"), 0) },
	}
	for what, do := range harm {
		if err := do(); err != nil {
			t.Fatal(err)
		}
		if what == "a link" {
			if _, err := Write(dir, []File{Bytes("a", nil)}, memory, nil); err == nil {
				t.Error("a link is written through")
			}
			if err := os.Remove(filepath.Join(dir, "a")); err != nil {
				t.Fatal(err)
			}
		}
		if got := build("2", "two"); got != "ac" && !(what == "unreadable" && os.Getuid() <= 0) {
			t.Errorf("%s: %s is made", what, got)
		}
		if err := os.Chmod(filepath.Join(dir, "a"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := build("2", "two"); got != "c" {
		t.Errorf("after all %s is made", got)
	}
	// Somebody gives all files one day, twice, and another build comes between.
	oneDay := func() {
		for _, name := range []string{"a", "deep/b", "c"} {
			if err := os.Chtimes(filepath.Join(dir, name), time.Unix(1, 0), time.Unix(1, 0)); err != nil {
				t.Fatal(err)
			}
		}
	}
	oneDay()
	if got := build("2", "two"); got != "c" {
		t.Errorf("of the same on another day %s is made", got)
	}
	publish(t, dir, files("a", "3A", "deep/b", "3B", "c", "3C"))
	oneDay()
	if got := build("2", "two"); got != "abc" {
		t.Errorf("after another build %s is made", got)
	}
	// A folder that is a link is not written through, nor taken for what it was.
	if err := errors.Join(os.Rename(filepath.Join(dir, "deep"), filepath.Join(dir, ".deep")), os.Symlink(".deep", filepath.Join(dir, "deep"))); err != nil {
		t.Fatal(err)
	}
	b := Bytes("deep/b", []byte("2B"))
	b.Of = sha256.Sum256([]byte("two"))
	if _, err := Write(dir, []File{b}, memory, nil); err == nil {
		t.Error("a file behind a link is taken for one that was left")
	}
}
