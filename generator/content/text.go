package content

import (
	"bytes"
	"unicode/utf8"

	"fieldbook/generator/diag"
)

var (
	utf8BOM    = []byte("\xef\xbb\xbf")
	utf16LEBOM = []byte("\xff\xfe")
	utf16BEBOM = []byte("\xfe\xff")
)

// normalise gives the text in UTF-8 with "\n" line ends and no byte order
// mark. Lines and columns stay those that an editor shows.
func normalise(data []byte, r *diag.Reporter) ([]byte, bool) {
	if bytes.HasPrefix(data, utf16LEBOM) || bytes.HasPrefix(data, utf16BEBOM) {
		r.Errorf(diag.Pos{Line: 1, Col: 1}, "save it as UTF-8", "the file is UTF-16")
		return nil, false
	}
	data = bytes.TrimPrefix(data, utf8BOM)
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if at := invalidUTF8(data); at >= 0 {
		r.Errorf(diag.NewLines(data).At(at), "save it as UTF-8", "the byte %#x is not UTF-8", data[at])
		return nil, false
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		r.Errorf(diag.NewLines(data).At(at), "remove it; is this a text file?", "a NUL character")
		return nil, false
	}
	return data, true
}

// invalidUTF8 gives the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for at := 0; ; {
		c, size := utf8.DecodeRune(data[at:])
		if c == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}
