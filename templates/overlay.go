package templates

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Over gives the templates that are built in with those of an owner's folder
// over them: a file of the same name takes the place of ours.
func Over(own fs.FS) fs.FS { return overlay{own} }

type overlay struct{ own fs.FS }

// Open implements fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.own.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Files.Open(name)
	}
	return f, err
}

// ReadDir implements fs.ReadDirFS: a folder holds the files of both.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	ours, err := fs.ReadDir(Files, name)
	theirs, ownErr := fs.ReadDir(o.own, name)
	if ownErr != nil && !errors.Is(ownErr, fs.ErrNotExist) {
		return nil, ownErr
	}
	if err != nil && ownErr != nil {
		return nil, err
	}
	for _, e := range theirs {
		ours = slices.DeleteFunc(ours, func(other fs.DirEntry) bool { return other.Name() == e.Name() })
	}
	all := append(ours, theirs...)
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// named finds the blocks that a template defines.
var named = regexp.MustCompile(`\{\{-?\s*(?:define|block)\s+"([^"]+)"`)

// blocks are those that the templates built in define.
func blocks() map[string]bool {
	all := map[string]bool{}
	names, _ := fs.Glob(Files, "*.html") // the pattern is sound
	for _, name := range names {
		data, _ := Files.ReadFile(name) // embedded: it cannot fail
		for _, m := range named.FindAllSubmatch(data, -1) {
			all[string(m[1])] = true
		}
	}
	return all
}

// Meant tells whether a folder holds templates of a site: many projects have a
// folder of that name for something else. A page's template, a block's, or one
// of the styles and scripts tells.
func Meant(own fs.FS) bool {
	meant := false
	_ = fs.WalkDir(Files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if info, err := fs.Stat(own, name); err == nil && !info.IsDir() {
			meant = true
			return fs.SkipAll
		}
		return nil
	})
	entries, _ := fs.ReadDir(own, ".")
	return meant || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return isPartial(own, e.Name()) })
}

// Same tells whether a folder of templates says nothing else than those built in,
// as in this program's own repository.
func Same(own fs.FS) bool {
	return fs.WalkDir(own, ".", func(name string, e fs.DirEntry, err error) error {
		top := path.Dir(name) == "."
		switch {
		case err != nil || e.IsDir() && (!top || name == "." || name == "assets"):
			return err
		case e.IsDir():
			return fs.SkipDir
		case top && path.Ext(name) != ".html":
			return nil
		}
		theirs, err := fs.ReadFile(own, name)
		ours, missing := Files.ReadFile(name)
		if !bytes.Equal(theirs, ours) {
			return errors.New("another text")
		}
		return errors.Join(err, missing)
	}) == nil
}

// isPartial tells a file that replaces a block, by its name or by what it
// defines.
func isPartial(own fs.FS, name string) bool {
	part, ok := strings.CutPrefix(strings.TrimSuffix(name, ".html"), "_")
	if !ok || path.Ext(name) != ".html" {
		return false
	}
	known := blocks()
	if known[part] {
		return true
	}
	data, err := fs.ReadFile(own, name)
	return err == nil && slices.ContainsFunc(named.FindAllSubmatch(data, -1), func(m [][]byte) bool { return known[string(m[1])] })
}
