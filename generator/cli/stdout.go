package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"fieldbook/generator/diag"
)

// takeOutput gives the real standard output, which is for results and protocols
// alone, and puts standard error in its place: what a library prints of its own
// accord must not come between them, whatever stands in a page.
func takeOutput() *os.File {
	out := os.Stdout
	os.Stdout = os.Stderr
	return out
}

// results takes what a command prints. That something could not be written is
// remembered here, so that no command need look, and none can forget: run tells
// it, once.
type results struct {
	to  io.Writer
	err error
}

// Write implements io.Writer. It never fails.
func (r *results) Write(p []byte) (int, error) {
	if r.err == nil {
		_, r.err = r.to.Write(p)
	}
	return len(p), nil
}

// connection is the two ends of a protocol; closing it ends what comes in.
type connection struct {
	io.ReadCloser
	io.Writer
}

// connection gives the real standard output to a protocol, which must know when
// nobody takes its answers.
func (p *program) connection() connection {
	return connection{os.Stdin, p.stdout.to}
}

// broken tells why a protocol has ended before its other end closed it; form is how
// a message is written.
func broken(err error, form string) error {
	if _, ours := errors.AsType[*fs.PathError](err); err == nil || ours {
		return err
	}
	return &diag.Failure{What: "what came in is no message: " + err.Error(), Hint: form}
}
