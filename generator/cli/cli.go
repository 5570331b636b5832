// Package cli is the command line: commands, flags, and what is said of their
// outcome. Each command is a struct of its flags in a file of its own.
package cli

import (
	"fmt"
	"io"
	"os"
)

// Main runs the command that the arguments of the process name, and ends it.
func Main() {
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
