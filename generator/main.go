// Generator builds Fieldbook: Markdown playbooks in, a static knowledge base
// with checklist pages out. ARCHITECTURE.md shows how its packages follow each
// other.
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	os.Exit(run(os.Args[1:], takeOutput(), os.Stderr))
}

// Exit codes.
const (
	exitOK       = 0
	exitMistakes = 1 // an author's mistake, or the machine's failure
	exitUsage    = 2 // a bad command or flag
)

// run executes one command and gives its exit code.
func run(args []string, stdout, stderr io.Writer) int {
	c := &commands{stdout: &results{to: stdout}, stderr: stderr}
	root := c.root()
	root.SetArgs(args)
	if err := root.Execute(); err != nil {
		c.usage(err)
		return exitUsage
	}
	if c.project.Cache != nil {
		_ = c.project.Cache.Save() // else the next time takes longer
	}
	if c.stdout.err != nil {
		c.fail(fmt.Errorf("standard output: %w", c.stdout.err), nil)
	}
	return c.code
}
