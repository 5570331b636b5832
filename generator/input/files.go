package input

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// FS gives the folder as a file system that refuses what Open refuses, and
// files of more than limit bytes.
func (f Folder) FS(limit int64) fs.FS { return files{f, limit} }

type files struct {
	folder Folder
	limit  int64
}

// Open implements fs.FS.
func (f files) Open(name string) (fs.File, error) {
	fail := func(err error) (fs.File, error) { return nil, &fs.PathError{Op: "open", Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return fail(fs.ErrInvalid)
	}
	if _, err := os.Lstat(f.folder.root + "/" + name); err != nil {
		return fail(Reason(err)) // so that what is missing is told from what is refused
	}
	place, info, err := f.folder.Stat(name)
	switch {
	case err != nil:
		return fail(err)
	case info.IsDir():
		return os.Open(place)
	}
	opened, err := f.folder.Open(name)
	if err != nil {
		return fail(err)
	}
	return bounded{opened, &io.LimitedReader{R: opened, N: f.limit}}, nil
}

// bounded is a file that is read up to a limit.
type bounded struct {
	fs.File
	rest *io.LimitedReader
}

// Read implements fs.File.
func (b bounded) Read(p []byte) (int, error) {
	n, err := b.rest.Read(p)
	if err == io.EOF && b.rest.N <= 0 {
		var one [1]byte
		if more, _ := b.File.Read(one[:]); more > 0 {
			return n, errors.New("the file is too large")
		}
	}
	return n, err
}
