package templates

import (
	"io/fs"
	"path"
	"regexp"
	"testing"
)

// stores are the ways to what a browser keeps, and what names what is kept there;
// caches belong to the worker, whose names for them begin as those of storage.ts.
var stores = regexp.MustCompile(`\b(localStorage|sessionStorage|indexedDB)\b|caches\.(open|delete)\(["'` + "`" + `]`)

// TestOneFileOwnsTheStorage holds all that is kept in the browser in one file,
// which puts the site before every key.
func TestOneFileOwnsTheStorage(t *testing.T) {
	const owner = "assets/page/storage.ts"
	found := false
	err := fs.WalkDir(Files, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".ts" {
			return err
		}
		text, err := fs.ReadFile(Files, name)
		if at := stores.Find(text); at != nil && name != owner {
			t.Errorf("%s names %s itself", name, at)
		} else if at != nil {
			found = true
		}
		return err
	})
	if err != nil || !found {
		t.Error(err, found)
	}
}
