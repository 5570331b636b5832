package cache

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fieldbook/generator/testfiles"
)

// TestFolder: a value counts under its own name, in its own Folder.
func TestFolder(t *testing.T) {
	dir := filepath.Join(testfiles.Cache(t), "fieldbook", "pages")
	a, b := Open([]string{"a", "b"}), Open([]string{"ab"})
	if err := a.Put("x", []string{"one"}); err != nil {
		t.Fatal(err)
	}
	var got []string
	if !a.Get("x", &got) || len(got) != 1 || got[0] != "one" {
		t.Error(got)
	}
	if a.Get("y", &got) || b.Get("x", &got) {
		t.Error("a value is there that was never put")
	}
	if err := b.Put("y", []string{"two"}); err != nil {
		t.Fatal(err)
	}
	name := func(f Folder, of string) string { return filepath.Join(dir, filepath.Base(f.dir), of) }
	for _, to := range []string{name(b, "x"), name(a, "y")} { // at another place
		data, err := os.ReadFile(name(a, "x"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if b.Get("x", &got) || a.Get("y", &got) {
		t.Error("a value is taken for another")
	}
	var number int
	if a.Get("x", &number) {
		t.Error("a value is taken for one of another type")
	}
}

// TestAll: many values come back in their order, and none where one is of another type.
func TestAll(t *testing.T) {
	testfiles.Cache(t)
	f, want := Open("all"), []string{"one", "", "three"}
	for range 2 { // the second takes the memory of the first
		if err := PutAll(f, "x", slices.Values(want)); err != nil {
			t.Fatal(err)
		}
		if got := GetAll[string](f, "x"); !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
	}
	if got := GetAll[int](f, "x"); got != nil {
		t.Error("values are taken for some of another type:", got)
	}
	if got := GetAll[string](f, "y"); got != nil {
		t.Error("values are there that were never put:", got)
	}
	if got := GetAll[string](Folder{}, "x"); got != nil {
		t.Error("kept nowhere:", got)
	}
}

// TestTidy: what no build has written to for long goes, all else stays.
func TestTidy(t *testing.T) {
	testfiles.Cache(t)
	old, recent, own := Open("old"), Open("recent"), Open("own")
	for _, f := range []Folder{old, recent, own} {
		if err := f.Put("x", 1); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-unused - time.Hour)
	for _, f := range []Folder{old, own} {
		if err := os.Chtimes(f.dir, long, long); err != nil {
			t.Fatal(err)
		}
	}
	for name, days := range map[string]int{"new-1": 0, "new-2": 1} { // a build that writes, and one that was ended
		file := filepath.Join(filepath.Dir(recent.dir), name)
		testfiles.Write(t, file, "half")
		day := time.Now().AddDate(0, 0, -days)
		if err := os.Chtimes(file, day, day); err != nil {
			t.Fatal(err)
		}
	}
	own.Tidy()
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(recent.dir), "new-*")); len(left) != 1 || filepath.Base(left[0]) != "new-1" {
		t.Errorf("of half files %v are left", left)
	}
	var v int
	if old.Get("x", &v) || !recent.Get("x", &v) || !own.Get("x", &v) {
		t.Error("the wrong ones are gone")
	}
}

// TestNoFolder: without a place for caches nothing is kept, and that is said.
func TestNoFolder(t *testing.T) {
	var v int
	if (Folder{}).Get("x", &v) || (Folder{}).Put("x", 1) == nil {
		t.Error("kept nowhere")
	}
	(Folder{}).Tidy()
}
