package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
)

// File is one file of the site.
type File struct {
	Path string // below the site's root, with slashes
	// Open gives the content when the file is wanted, possibly to several
	// goroutines, and the same bytes each time.
	Open func() (io.ReadSeekCloser, error)
	// Of tells all that the content is made of: of the same Of it is the same.
	// Zero if that is not known.
	Of Of

	summary func(all []Sum) ([]byte, error) // of a file that tells of all others; nil for any other
}

// Of is a SHA-256 of what a content is made of.
type Of [sha256.Size]byte

// Sum is a file in short.
type Sum struct {
	Path string
	Size int64 // bytes
	Hash [sha256.Size]byte
}

// Mark is the first eight bytes of the Hash, in hexadecimal.
func (s Sum) Mark() string { return hex.EncodeToString(s.Hash[:8]) }

// Summary is a File whose content is made of all others that are written with
// it. Only Write knows them: nobody else may open it.
func Summary(path string, content func(all []Sum) ([]byte, error)) File {
	return File{Path: path, summary: content}
}

// Made is a File whose content is made in memory.
func Made(path string, content func() ([]byte, error)) File {
	return File{Path: path, Open: func() (io.ReadSeekCloser, error) {
		data, err := content()
		if err != nil {
			return nil, err
		}
		return inMemory{bytes.NewReader(data), data}, nil
	}}
}

// Bytes is a File whose content is at hand.
func Bytes(path string, content []byte) File {
	return Made(path, func() ([]byte, error) { return content, nil })
}

// Content gives the whole content at once. Only what is made in memory is sure
// to be small.
func (f File) Content() ([]byte, error) {
	from, err := f.Open()
	if err != nil {
		return nil, err
	}
	if m, ok := from.(inMemory); ok {
		return m.data, nil
	}
	data, err := io.ReadAll(from)
	return data, errors.Join(err, from.Close())
}

// ByPath gives files by their paths.
func ByPath(files []File) map[string]File {
	all := make(map[string]File, len(files))
	for _, f := range files {
		all[f.Path] = f
	}
	return all
}

// inMemory is content that needs no closing.
type inMemory struct {
	*bytes.Reader
	data []byte
}

func (inMemory) Close() error { return nil }
