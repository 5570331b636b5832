package output

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"slices"

	"github.com/andybalholm/brotli"
)

// compressible are the endings of files that shrink.
var compressible = []string{".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}

// brotliLevel is one of 11: the last two take ten times as long for a few
// hundredths.
const brotliLevel = 9

// Precompressed puts before each file that shrinks its copies in gzip and
// brotli, as name.gz and name.br: so hosts such as nginx find them
// (https://nginx.org/en/docs/http/ngx_http_gzip_static_module.html).
func Precompressed(files []File) []File {
	var out []File
	for _, f := range files {
		if slices.Contains(compressible, path.Ext(f.Path)) {
			out = append(out, f.compressed(".gz", func(w io.Writer) io.WriteCloser {
				z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // a level that there is
				return z
			}), f.compressed(".br", func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, brotliLevel) }))
		}
		out = append(out, f)
	}
	return out
}

// compressed is the file's copy under another ending.
func (f File) compressed(ending string, with func(io.Writer) io.WriteCloser) File {
	c := Made(f.Path+ending, func() ([]byte, error) {
		plain, err := f.Content()
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		z := with(&b)
		if _, err := z.Write(plain); err != nil {
			return nil, err
		}
		err = z.Close()
		return b.Bytes(), err
	})
	c.Of = f.Of
	return c
}
