// Package replace puts a file in the place of another at once: who reads it sees the
// one or the other, also where the program is killed while it writes.
package replace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// File gives a file a new text. Until that is whole it stands in another file, of a path
// whose last part has a * for a number, as os.CreateTemp takes it.
func File(file string, text []byte, mode fs.FileMode, meanwhile string) error {
	temporary, err := os.CreateTemp(filepath.Dir(meanwhile), filepath.Base(meanwhile)) // beside it: a file of another disk cannot take its place
	if err != nil {
		return err
	}
	_, err = temporary.Write(text)
	err = errors.Join(err, temporary.Chmod(mode), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), file)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return err
}
