package importer

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"fieldbook/generator/diag"
)

// resource is what an import may use up.
type resource int

const (
	files  resource = iota // entries of the source
	stored                 // bytes that are written, in the working folder and in the new one
	nodes                  // elements and texts of HTML and XML
	steps                  // bytes that are looked through for an include
)

// limits are what one import may use of each: more is a bomb, or a disk.
type limits [4]int64

var most = limits{files: 200_000, stored: 8 << 30, nodes: 200_000_000, steps: 100 << 30}

// Limits of one file, which is left behind where it is more.
const (
	largestFile = 500 << 20 // bytes
	largestPage = 20 << 20  // of HTML, or of a text of Word as HTML
	largestMade = 10 << 20  // of Markdown, as a site may have
	mostNodes   = 3_000_000 // of a page
	longestName = 255       // bytes of a part of a path, as disks allow
	longestPath = 2_000
	deepestZip  = 2 // a zip in a zip, as Notion exports them
)

// budget is what is left for an import. All that read and write draw from it.
type budget struct {
	most  limits
	spent limits
}

// token gives the next of a document, nil at its end; failed is the error where it cannot
// be read.
func (b *budget) token(d *xml.Decoder, failed error) (xml.Token, error) {
	token, err := d.Token()
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, failed
	}
	return token, b.take(nodes, 1)
}

// take uses up some of a resource. The error ends the import.
func (b *budget) take(of resource, n int64) error {
	if b.spent[of] += n; b.spent[of] <= b.most[of] {
		return nil
	}
	says := []string{files: "has more than %d files", stored: "would come to more than %d bytes", nodes: "has more than %d elements", steps: "would take more than %d steps"}[of]
	return &diag.Failure{What: "the source " + fmt.Sprintf(says, b.most[of]), Hint: "bring a part of it"}
}

// entryError is a fault of one entry, which is left behind and told; all other
// errors end the import.
type entryError struct{ error }

func tooLarge(limit int64) error {
	return entryError{fmt.Errorf("the file has more than %d MB", limit>>20)}
}

// reading remembers that its source could not be read, which tells a damaged entry
// from a full disk.
type reading struct {
	io.Reader
	err error
}

// Read implements io.Reader.
func (r *reading) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

// fill writes a new file, and closes it. One that is not whole is removed.
func (b *budget) fill(f *os.File, r io.Reader) error {
	from := &reading{Reader: r}
	n, err := io.Copy(f, io.LimitReader(from, min(largestFile, b.most[stored]-b.spent[stored])+1))
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	spent := b.take(stored, n)
	switch {
	case from.err != nil:
		err = entryError{from.err}
	case err == nil && spent != nil:
		err = spent
	case err == nil && n > largestFile:
		err = tooLarge(largestFile)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// write writes a file of a path that nothing stands at yet.
func (b *budget) write(name string, r io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return b.fill(f, r)
}

// load gives a file of at most so many bytes.
func (b *budget) load(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = tooLarge(limit)
	}
	return data, errors.Join(err, b.take(steps, int64(len(data))))
}

// taken are the paths that nobody else may have, in small letters, each with the
// last number that was put to it.
type taken map[string]int

// free gives a path that nobody has yet.
func (t taken) free(file string) string {
	key, out := strings.ToLower(file), file
	n := max(t[key], 1)
	for t[strings.ToLower(out)] > 0 {
		n++
		out = numbered(file, n)
	}
	t[strings.ToLower(out)] = max(1, t[strings.ToLower(out)])
	t[key] = n
	return out
}

// numbered puts a number to a name, from 2.
func numbered(file string, n int) string {
	if n < 2 {
		return file
	}
	ext := path.Ext(file)
	stem := strings.TrimSuffix(file, ext)
	if over := len(path.Base(file)) + 8 - longestName; over > 0 {
		stem = strings.ToValidUTF8(stem[:max(0, len(stem)-over)], "")
	}
	return fmt.Sprintf("%s-%d%s", stem, n, ext)
}

// cleaned is a part of a path as any disk takes it: text, and no longer than may be,
// with room for a number.
func cleaned(part string) string {
	part = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return '-'
		}
		return c
	}, strings.ToValidUTF8(part, "-"))
	if len(part) <= longestName {
		return part
	}
	ext := path.Ext(part)
	if len(ext) > 20 {
		ext = ""
	}
	return strings.ToValidUTF8(part[:longestName-40-len(ext)], "") + ext
}

// places are the folders of a source, and where they are in the folder that it is
// unpacked into.
type places struct {
	folders map[string]string
	last    map[string]int // the last number that was put to a file's name
	tell    func(name, became string)
}

// folder makes a folder. Where a file has its name already, it gets a number.
func (p *places) folder(name string) (string, error) {
	if place, ok := p.folders[name]; ok {
		return place, nil
	}
	above, err := p.folder(path.Dir(name))
	if err != nil {
		return "", err
	}
	part := cleaned(path.Base(name))
	for n := 1; ; n++ {
		place := filepath.Join(above, numbered(part, n))
		err := os.Mkdir(place, 0o755)
		if info, statErr := os.Lstat(place); errors.Is(err, fs.ErrExist) && statErr == nil {
			if !info.IsDir() {
				continue
			}
			err = nil
		}
		if err == nil && filepath.Base(place) != path.Base(name) {
			p.tell(name, filepath.Base(place))
		}
		p.folders[name] = place
		return place, err
	}
}

// create makes a new file. Where its name is taken, it gets a number.
func (p *places) create(name string) (*os.File, error) {
	folder, err := p.folder(path.Dir(name))
	if err != nil {
		return nil, err
	}
	part := cleaned(path.Base(name))
	key := filepath.Join(folder, part)
	for n := max(p.last[key], 1); ; n++ {
		f, err := os.OpenFile(filepath.Join(folder, numbered(part, n)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		p.last[key] = n
		if became := numbered(part, n); err == nil && became != path.Base(name) {
			p.tell(name, became)
		}
		return f, err
	}
}
