package output

import (
	"bytes"
	"errors"
	"io"
)

// File is one file of the site.
type File struct {
	Path string // below the site's root, with slashes
	// Open gives the content when the file is wanted, possibly to several
	// goroutines, and the same bytes each time.
	Open func() (io.ReadSeekCloser, error)

	summary func(all []Sum) ([]byte, error) // of a file that tells of all others; nil for any other
}

// Sum is a file in short.
type Sum struct {
	Path string
	Size int64  // bytes
	Hash string // the first eight bytes of its SHA-256, in hexadecimal
}

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
		return memory{bytes.NewReader(data), data}, nil
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
	if m, ok := from.(memory); ok {
		return m.data, nil
	}
	data, err := io.ReadAll(from)
	return data, errors.Join(err, from.Close())
}

// memory is content that needs no closing.
type memory struct {
	*bytes.Reader
	data []byte
}

func (memory) Close() error { return nil }
