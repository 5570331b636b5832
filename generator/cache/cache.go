// Package cache keeps on disk what costs time to make and can be made again. It
// is never trusted: a file counts only if it is whole and was written by this
// very program for this very use. Whatever is damaged, foreign or of another
// version is as if it were not there, and so is a disk that takes nothing.
//
// There is one rule of what may be taken in the place of what would be made: a
// struct lists all that it depends on, and its sum (see Key) is that of the kept
// one. The version of the program is in the sum of each Folder, and nowhere else.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"fieldbook/generator/replace"
)

// unused is how long a Folder stays that no build has written to.
const unused = 30 * 24 * time.Hour

// written is how long a file that is being written stays beside the Folders: after it
// nobody writes it any more.
const written = time.Hour

// Folder holds values under names. The zero Folder holds none.
type Folder struct{ dir string }

// Open gives the Folder for a use of this program, in the user's folder for
// caches. The use is a struct of all that each of the values depends on.
func Open[T any](use T) Folder {
	base, err := os.UserCacheDir()
	me := program()
	if err != nil || me == "" {
		return Folder{}
	}
	type by struct {
		Program string
		Use     T
	}
	sum := Key[by]()(by{me, use})
	return Folder{filepath.Join(base, "fieldbook", "pages", hex.EncodeToString(sum[:16]))}
}

// Sound tells whether it can hold something.
func (f Folder) Sound() bool { return f.dir != "" }

// program tells this program from every other and from its other versions; empty
// if that cannot be told.
var program = sync.OnceValue(func() string {
	said := "" // by the linker
	if info, ok := debug.ReadBuildInfo(); ok {
		said = info.String()
		for _, s := range info.Settings {
			if s.Key == "vcs.modified" && s.Value == "false" {
				return said // names the commit
			}
		}
	}
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer func() { _ = file.Close() }()
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli)) // of tens of megabytes, as processors have it built in
	size, err := io.Copy(sum, file)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s %d %x", said, size, sum.Sum32())
})

// Get fills v, a pointer, with the value of a name. It tells whether there is a
// sound one; if not, v may hold anything.
func (f Folder) Get(name string, v any) bool {
	data := f.read(name)
	return data != nil && gob.NewDecoder(bytes.NewReader(data)).Decode(v) == nil
}

// GetAll gives the values that PutAll kept under a name; none if they are not sound.
func GetAll[T any](f Folder, name string) []T {
	data := f.read(name)
	if data == nil {
		return nil
	}
	var all []T
	for from := gob.NewDecoder(bytes.NewReader(data)); ; {
		var v T
		switch err := from.Decode(&v); err {
		case nil:
			all = append(all, v)
		case io.EOF:
			return all
		default:
			return nil
		}
	}
}

// read gives what is kept under a name, without its sum; nil if that is not sound.
func (f Folder) read(name string) []byte {
	if f.dir == "" {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(f.dir, name))
	if err != nil || len(data) < sha256.Size || !bytes.Equal(f.sum(name, data[sha256.Size:]), data[:sha256.Size]) {
		return nil
	}
	return data[sha256.Size:]
}

// Put keeps a value under a name. Readers see the value before or this one,
// never a part. The error says why nothing is kept; a build goes on without.
func (f Folder) Put(name string, v any) error {
	return f.write(name, func(to *gob.Encoder) error { return to.Encode(v) })
}

// PutAll keeps values under a name as Put does, one after another: of one value gob
// makes copies that grow with it.
func PutAll[T any](f Folder, name string, all iter.Seq[T]) error {
	return f.write(name, func(to *gob.Encoder) error {
		for v := range all {
			if err := to.Encode(v); err != nil {
				return err
			}
		}
		return nil
	})
}

// texts keeps the memory of what was written for what is written next.
var texts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (f Folder) write(name string, encode func(*gob.Encoder) error) error {
	if f.dir == "" {
		return errors.New("there is no folder for caches")
	}
	data := texts.Get().(*bytes.Buffer)
	defer texts.Put(data)
	data.Reset()
	_, _ = data.Write(make([]byte, sha256.Size)) // it takes everything
	if err := encode(gob.NewEncoder(data)); err != nil {
		return fmt.Errorf("cannot be kept: %w", err)
	}
	copy(data.Bytes(), f.sum(name, data.Bytes()[sha256.Size:]))
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return err
	}
	return replace.File(filepath.Join(f.dir, name), data.Bytes(), 0o600, filepath.Join(filepath.Dir(f.dir), "new-*"))
}

// sum holds a value at its place: it counts under no other name, in no other
// Folder.
func (f Folder) sum(name string, data []byte) []byte {
	hash := sha256.New()
	_, _ = io.WriteString(hash, filepath.Base(f.dir)+"/"+name+"\x00") // a hash takes everything
	_, _ = hash.Write(data)
	return hash.Sum(nil)
}

// Tidy removes the Folders of other uses that have long not been written to, and
// what programs left that ended while they wrote.
func (f Folder) Tidy() {
	if f.dir == "" {
		return
	}
	all := filepath.Dir(f.dir)
	others, err := os.ReadDir(all)
	if err != nil {
		return
	}
	for _, other := range others {
		info, err := other.Info()
		if err != nil || other.Name() == filepath.Base(f.dir) {
			continue
		}
		if age := time.Since(info.ModTime()); other.IsDir() && age > unused || !other.IsDir() && age > written {
			_ = os.RemoveAll(filepath.Join(all, other.Name())) // the next one tries again
		}
	}
}
