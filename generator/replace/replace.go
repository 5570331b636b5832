// Package replace puts a file in the place of another at once: who reads it sees the
// one or the other, also where the program is killed while it writes.
package replace

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// File gives a file a new text. Until that is whole it stands in another file, of a path
// whose last part has a * for a number, as os.CreateTemp takes it.
func File(file string, text []byte, mode fs.FileMode, meanwhile string) error {
	return Written(file, mode, meanwhile, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// Written is File for a text that is written part by part.
func Written(file string, mode fs.FileMode, meanwhile string, write func(io.Writer) error) error {
	temporary, err := os.CreateTemp(filepath.Dir(meanwhile), filepath.Base(meanwhile)) // beside it: a file of another disk cannot take its place
	if err != nil {
		return err
	}
	err = errors.Join(write(temporary), temporary.Chmod(mode), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), file)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return err
}
