package templates

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"
)

// TestSame tells a folder that changes something from one that does not, such as
// the one that these templates come from.
func TestSame(t *testing.T) {
	if !Same(os.DirFS(".")) {
		t.Error("this folder changes something")
	}
	home, err := fs.ReadFile(Files, "home.html")
	if err != nil {
		t.Fatal(err)
	}
	for name, own := range map[string]fstest.MapFS{
		"a changed template": {"home.html": {Data: append(home, '\n')}},
		"a new template":     {"_mine.html": {}},
		"a style":            {"assets/style/base.css": {Data: []byte("a{}")}},
		"a new file":         {"assets/mine/new.ts": {Data: []byte("1")}},
	} {
		if Same(own) {
			t.Errorf("%s is the same", name)
		}
	}
	if !Same(fstest.MapFS{"home.html": {Data: home}, "notes.txt": {Data: []byte("x")}, "old/home.html": {Data: []byte("x")}}) {
		t.Error("what is no template changes something")
	}
}
