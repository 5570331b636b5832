package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"

	"fieldbook/generator/diag"
)

// unicode16 is UTF-16, whose byte order mark tells which.
var unicode16 = xunicode.UTF16(xunicode.LittleEndian, xunicode.ExpectBOM)

var (
	utf8BOM    = []byte("\xef\xbb\xbf")
	utf16LEBOM = []byte("\xff\xfe")
	utf16BEBOM = []byte("\xfe\xff")
)

// normalise gives the text in UTF-8 with "\n" line ends and no byte order
// mark. Lines and columns stay those that an editor shows. Other encodings are
// mistakes, and read all the same, as browsers do: else every link to the page would
// be one too. It is false for what is no text.
func normalise(data []byte, r *diag.Reporter) ([]byte, bool) {
	if bytes.HasPrefix(data, utf16LEBOM) || bytes.HasPrefix(data, utf16BEBOM) {
		r.Errorf(diag.Word(1, 1, ""), "encoding", "save it as UTF-8", "the file is UTF-16")
		data, _ = unicode16.NewDecoder().Bytes(data) // what cannot be read becomes a sign of that
	}
	if noText(data) {
		r.Softf(diag.Span{}, "no-text", "give it the ending of what it is, or remove it", "the file is no text, and is left out")
		return nil, false
	}
	data = bytes.TrimPrefix(data, utf8BOM)
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if at := invalidUTF8(data); at >= 0 {
		r.Errorf(diag.NewLines(data).Span(at, at+1), "encoding", "save it as UTF-8", "the byte %#x is not UTF-8", data[at])
		data = fromWindows(data)
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		r.Errorf(diag.NewLines(data).Span(at, at+1), "encoding", "remove it; is this a text file?", "a NUL character")
		data = bytes.ReplaceAll(data, []byte{0}, []byte(" "))
	}
	return data, true
}

// fromWindows takes each byte that is not UTF-8 for the character that it is in
// Windows-1252.
func fromWindows(data []byte) []byte {
	var out []byte
	for at := 0; at < len(data); {
		c, size := utf8.DecodeRune(data[at:])
		if c == utf8.RuneError && size == 1 {
			c = charmap.Windows1252.DecodeByte(data[at])
		}
		out = utf8.AppendRune(out, c)
		at += size
	}
	return out
}

// noText tells a picture or a program: many control characters, which nobody
// writes.
func noText(data []byte) bool {
	head, signs := data[:min(len(data), 1000)], 0
	for _, c := range head {
		if c < 9 || c > 13 && c < 32 && c != 27 {
			signs++
		}
	}
	return signs > 4 && signs*50 > len(head)
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

// tidy gives one line a block, without the spaces around it.
func tidy(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for line := range strings.SplitSeq(s, "\n") {
		apart := "\n"
		for word := range strings.FieldsSeq(line) {
			if b.Len() > 0 {
				b.WriteString(apart)
			}
			b.WriteString(word)
			apart = " "
		}
	}
	return b.String()
}
