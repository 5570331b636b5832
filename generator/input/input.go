// Package input is how the generator reads the files of its users: regular
// files, inside their folder wherever symbolic links lead, and no larger than
// they may be. Whatever else stands there, a device or an endless file, is an
// author's mistake and is told as a diag.Diagnostic.
package input

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"fieldbook/generator/diag"
)

// Folder is a folder that the generator reads.
type Folder struct {
	name string // as its user named it
	root string // absolute, without links
}

// Open gives the folder of that name. The error is the machine's.
func Open(name string) (Folder, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return Folder{}, err
	}
	root, err := filepath.EvalSymlinks(abs)
	return Folder{name, root}, err
}

// Root gives the folder's place without links.
func (f Folder) Root() string { return f.root }

// Path gives a file below the folder as its user knows it.
func (f Folder) Path(file string) string { return path.Join(filepath.ToSlash(f.name), file) }

// Stat tells what a file below the folder is, and where it is without links.
// The error is a diag.Diagnostic.
func (f Folder) Stat(file string) (place string, info fs.FileInfo, err error) {
	place = filepath.Join(f.root, filepath.FromSlash(file))
	if info, err = os.Lstat(place); err != nil {
		return place, nil, f.unreadable(file, err)
	}
	if info.Mode()&fs.ModeSymlink == 0 {
		return place, info, nil
	}
	if place, err = filepath.EvalSymlinks(place); err != nil {
		return place, nil, f.mistake(file, "remove the link or restore its target", "the symbolic link leads nowhere: "+Reason(err).Error())
	}
	if !Within(f.root, place) {
		return place, nil, f.mistake(file, "copy the file into the folder", "the symbolic link leaves the folder "+f.name)
	}
	if info, err = os.Stat(place); err != nil {
		return place, nil, f.unreadable(file, err)
	}
	return place, info, nil
}

// Within tells whether a place, without links, is a folder or lies in it.
func Within(folder, place string) bool {
	return place == folder || strings.HasPrefix(place, strings.TrimSuffix(folder, string(filepath.Separator))+string(filepath.Separator))
}

// Below gives the path of a place from a folder, with slashes: "." for the folder
// itself. It is false outside of it, and where one of the two has no name.
func Below(folder, place string) (string, bool) {
	rel, err := filepath.Rel(folder, place)
	if folder == "" || place == "" || err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// Open opens a regular file below the folder. The error is a diag.Diagnostic.
func (f Folder) Open(file string) (*os.File, error) {
	place, info, err := f.Stat(file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, f.mistake(file, "remove it", NotAFile)
	}
	opened, err := os.Open(place)
	if err != nil {
		return nil, f.unreadable(file, err)
	}
	return opened, nil
}

// NotAFile says what is wrong with a device, a pipe or a socket.
const NotAFile = "is neither a file nor a folder"

// Read gives the bytes of a file below the folder that has at most limit
// bytes; hint says what to do with a larger one. The error is a
// diag.Diagnostic.
func (f Folder) Read(file string, limit int64, hint string) ([]byte, error) {
	opened, err := f.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = opened.Close() }()
	info, err := opened.Stat()
	if err != nil {
		return nil, f.unreadable(file, err)
	}
	if info.Size() > limit {
		return nil, f.TooLarge(file, info.Size(), limit, hint)
	}
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	_, err = data.ReadFrom(io.LimitReader(opened, limit+1)) // some files are longer than they say
	switch {
	case err != nil:
		return nil, f.unreadable(file, err)
	case int64(data.Len()) > limit:
		return nil, f.TooLarge(file, int64(data.Len()), limit, hint)
	}
	return data.Bytes(), nil
}

// TooLarge tells of a file that is larger than it may be.
func (f Folder) TooLarge(file string, size, limit int64, hint string) diag.Diagnostic {
	return f.mistake(file, hint, fmt.Sprintf("the file has %s; %s is the limit", inUnits(size), inUnits(limit)))
}

// inUnits gives a number of bytes in the largest unit that it fills, rounded
// down.
func inUnits(bytes int64) string {
	for i, unit := range []string{"GB", "MB", "kB"} {
		if size := int64(1) << (30 - 10*i); bytes >= size {
			return fmt.Sprintf("%d %s", bytes/size, unit)
		}
	}
	if bytes == 1 {
		return "1 byte"
	}
	return fmt.Sprintf("%d bytes", bytes)
}

func (f Folder) unreadable(file string, err error) diag.Diagnostic {
	return f.mistake(file, "check its permissions", "cannot be read: "+Reason(err).Error())
}

func (f Folder) mistake(file, hint, message string) diag.Diagnostic {
	return diag.Diagnostic{Code: "unreadable", Path: f.Path(strings.ToValidUTF8(file, "�")), Message: message, Hint: hint}
}

// Reason gives an error of the file system without the path, which a
// Diagnostic already names.
func Reason(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}
