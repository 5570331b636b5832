package cli

import (
	"cmp"
	"io"
	"os"
	"strings"

	"fieldbook/generator/browser"
	"fieldbook/generator/diag"
	"fieldbook/generator/replace"
)

// readList reads a file, or what is piped in for "-".
func readList(file string) ([]byte, error) {
	in := os.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, browser.MaxSize+1))
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
	if file == "" {
		_, err := p.stdout.Write(data)
		return err
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(file, data, 0o644)
	}
	return replace.File(file, data, 0o644, file+".*")
}

// unknown tells that nothing of a kind has an id, and which there are.
func unknown(kind, id string, ids []string) error {
	if len(ids) == 0 {
		return slipf("there is no %s here", kind)
	}
	return slipf("no %s %q\n%s", kind, id, cmp.Or(diag.Guess(id, ids), "one of "+strings.Join(ids, ", ")))
}
