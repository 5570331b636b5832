package cli

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"strings"

	"fieldbook/generator/browser"
	"fieldbook/generator/diag"
	"fieldbook/generator/replace"
)

// listFile is a list that is read from its file where it can be, and else was read.
type listFile struct {
	io.ReaderAt
	size int64
	file *os.File // nil if it was read
}

// openList opens a file, or what is piped in for "-".
func openList(file string) (*listFile, error) {
	in := os.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return &listFile{f, info.Size(), f}, nil
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, browser.MaxSize+1))
	return &listFile{bytes.NewReader(data), int64(len(data)), nil}, err
}

// all is the whole list, or what is more than one may have.
func (l *listFile) all() ([]byte, error) {
	return io.ReadAll(io.NewSectionReader(l, 0, min(l.size, browser.MaxSize+1)))
}

func (l *listFile) close() {
	if l.file != nil {
		_ = l.file.Close()
	}
}

// readFile reads a file, or what is piped in for "-".
func readFile(file string) ([]byte, error) {
	in, err := openList(file)
	if err != nil {
		return nil, err
	}
	defer in.close()
	return in.all()
}

// overwrites tells whether what is written would take the place of what is read.
func overwrites(output, input string) bool {
	from, err := os.Stat(input)
	to, missing := os.Stat(output)
	return err == nil && missing == nil && os.SameFile(from, to)
}

// deliver writes what was made to a file, which it replaces whole, or prints it where
// none is named. What is no file, such as a pipe, is written to.
func (p *program) deliver(data []byte, file string) error {
	return p.deliverBy(file, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// deliverBy is deliver for what is written part by part.
func (p *program) deliverBy(file string, write func(io.Writer) error) error {
	if file == "" {
		return write(p.stdout)
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		out, err := os.OpenFile(file, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(write(out), out.Close())
	}
	return replace.Written(file, 0o644, file+".*", write)
}

// unknown tells that nothing of a kind has an id, and which there are.
func unknown(kind, id string, ids []string) error {
	if len(ids) == 0 {
		return slipf("there is no %s here", kind)
	}
	return slipf("no %s %q\n%s", kind, id, cmp.Or(diag.Guess(id, ids), "one of "+strings.Join(ids, ", ")))
}
