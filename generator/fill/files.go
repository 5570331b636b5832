package fill

import (
	"bytes"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// Files are those that may be put into a text.
type Files struct {
	Read func(file string) ([]byte, bool) // by the path below the project
	left int                              // bytes that there is still room for
	lost string                           // why the last one could not be taken
	deep []string                         // what those say that should stand in the last one
}

// told says what could not be put in the place of some bytes.
func (f *Files) told(name string, ok bool, from, to int, tell func(from, to int, why string)) {
	if !ok {
		tell(from, to, name+" is not put here: "+f.lost)
	}
	for _, why := range f.deep {
		tell(from, to, why)
	}
	f.deep = nil
}

// within notes what a text says that stands in another one.
func (f *Files) within(inner *Source) []byte {
	for _, t := range inner.Told {
		f.deep = append(f.deep, t.Why)
	}
	return inner.Text
}

// Why a file is not taken; another folder may have one that is not here.
const (
	noFile   = "there is no such file"
	fullPage = "the page has more than 1 MB of other files"
)

const (
	deepest = 8       // files that may stand in each other
	room    = 1 << 20 // bytes that may be put into one page
)

// take gives a file that is one of those in which it would stand, or none.
func (f *Files) take(file string, within []string) ([]byte, bool) {
	f.lost = ""
	for _, outer := range within {
		if outer == file {
			f.lost = "it would stand in itself"
		}
	}
	if len(within) > deepest {
		f.lost = "files stand more than " + strconv.Itoa(deepest) + " deep in each other"
	}
	if f.lost != "" {
		return nil, false
	}
	if file == ".." || strings.HasPrefix(file, "../") || path.IsAbs(file) {
		f.lost = "the file lies outside of the project"
		return nil, false
	}
	if f.left <= 0 {
		f.lost = fullPage
		return nil, false
	}
	text, ok := f.Read(file)
	switch {
	case !ok:
		f.lost = noFile
	case len(text) > f.left:
		f.left, f.lost, ok = 0, fullPage, false
	case bytes.IndexByte(text, 0) >= 0:
		f.lost, ok = "the file is no text", false
	}
	if !ok {
		return nil, false
	}
	f.left -= len(text)
	return clean(text), true
}

// clean gives a text with the line ends that Markdown is read with, and without a mark
// at its beginning.
func clean(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	return text
}

// lines gives those of a text that a list names: 1:3,7:9, counted from 1, to the end
// where none is said.
func lines(text []byte, list string) []byte {
	all := bytes.SplitAfter(text, []byte("\n"))
	var out []byte
	for span := range strings.SplitSeq(list, ",") {
		first, last, ranged := strings.Cut(span, ":")
		from, to := number(first, 1), len(all)
		if ranged {
			to = number(last, len(all))
		}
		for i := max(from, 1); i <= min(to, len(all)); i++ {
			out = append(out, all[i-1]...)
		}
	}
	return out
}

func number(said string, otherwise int) int {
	if n, err := strconv.Atoi(strings.TrimSpace(said)); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// mark is a line that begins or ends a section which snippets name.
var mark = regexp.MustCompile(`(?i)^.*?-{1,}8<-{1,}[ \t]+\[[ \t]*(start|end)[ \t]*:[ \t]*([a-z][-_0-9a-z]*)[ \t]*\]`)

// section gives the lines of a section; of the whole text without a name, but for the
// marks.
func section(text []byte, name string) (out []byte, ok bool) {
	in := name == ""
	for line := range bytes.Lines(text) {
		if m := mark.FindSubmatch(line); m != nil {
			if name != "" && strings.EqualFold(string(m[2]), name) {
				in = strings.EqualFold(string(m[1]), "start")
				ok = true
			}
			continue
		}
		if in {
			out = append(out, line...)
		}
	}
	return out, ok || name == ""
}

// indented puts an indentation before each line but the first, or before the first too.
func indented(text []byte, by string, first bool) []byte {
	if by == "" {
		return text
	}
	var out []byte
	for line := range bytes.Lines(text) {
		if (first || len(out) > 0) && len(bytes.TrimSpace(line)) > 0 {
			out = append(out, by...)
		}
		out = append(out, line...)
	}
	return out
}
