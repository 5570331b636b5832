package templates

import (
	"errors"
	"io/fs"
	"path"
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

// parts are the blocks of the layout that a file _NAME.html replaces.
var parts = []string{"brand", "footer", "head"}

// Meant tells whether a folder holds templates of a site: many projects have a
// folder of that name for something else.
func Meant(own fs.FS) bool {
	entries, err := fs.ReadDir(own, ".")
	if err != nil {
		return false
	}
	for _, e := range entries {
		name := e.Name()
		if _, err := fs.Stat(Files, name); err == nil && path.Ext(name) == ".html" {
			return true
		}
		if part, ok := strings.CutPrefix(strings.TrimSuffix(name, ".html"), "_"); ok && slices.Contains(parts, part) {
			return true
		}
	}
	return false
}
