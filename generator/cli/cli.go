// Package cli is the command line: commands, flags, and what is said of their
// outcome. Each command is a struct of its flags in a file of its own.
package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
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
	p := &program{stdout: &results{to: stdout}, stderr: stderr}
	root := p.root()
	root.SetArgs(args)
	if err := root.Execute(); err != nil {
		p.usage(err)
		return exitUsage
	}
	if p.stdout.err != nil {
		p.fail(fmt.Errorf("standard output: %w", p.stdout.err))
	}
	return p.code
}

// program is what all commands share: where they print, and how they ended.
type program struct {
	stdout *results
	stderr io.Writer
	code   int
}

// root gives the program as a command, with all others below it.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:               "fieldbook",
		Short:             "Markdown playbooks in, a static knowledge base with checklists out",
		Example:           "  fieldbook init handbook    begin a site\n  fieldbook serve            read and write it at http://127.0.0.1:1313/\n  fieldbook build            publish it to public/",
		Version:           version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	site := siteFlags{program: p}
	for _, c := range []command{
		&initCommand{program: p}, &importCommand{program: p}, &newCommand{p},
		&serveCommand{siteFlags: site}, &checkCommand{siteFlags: site}, &buildCommand{siteFlags: site}, &outlineCommand{site}, &scoreCommand{siteFlags: site}, &reportCommand{siteFlags: site}, &formCommand{siteFlags: site},
		&searchCommand{program: p}, &questionsCommand{renamer: renamer{siteFlags: site}}, &mcpCommand{site}, &lspCommand{site}, &moveCommand{renamer{siteFlags: site}}, &renameCommand{renamer: renamer{siteFlags: site}}, &explainCommand{p},
		&schemaCommand{p}, &wordsCommand{p}, &licensesCommand{p},
	} {
		p.add(root, c)
	}
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" { // which would print its help for a shell that it does not know
			cmd.RunE = func(_ *cobra.Command, args []string) error {
				return errors.New(strings.TrimSpace("completion for which shell? bash, zsh, fish or powershell\n" + diag.Guess(strings.Join(args, " "), []string{"bash", "zsh", "fish", "powershell"})))
			}
			cmd.Args = cobra.ArbitraryArgs
		}
	}
	return root
}

// command is one of the program's: a struct of its flags.
type command interface {
	// flags gives what it is called with.
	flags() *cobra.Command
	// run is its work. The error is what stopped it, or a slip.
	run(args []string) error
}

// add puts a command below another.
func (p *program) add(above *cobra.Command, c command) {
	cmd := c.flags()
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		err := c.run(args)
		if slip, ok := errors.AsType[slip](err); ok {
			return slip
		}
		if err != nil {
			p.fail(err)
		}
		return nil
	}
	above.AddCommand(cmd)
}

// slip is an error of who wrote the command line, as those of cobra are.
type slip struct{ error }

func slipf(format string, args ...any) error { return slip{fmt.Errorf(format, args...)} }

// fail prints what stopped a command.
func (p *program) fail(err error) {
	p.code = exitMistakes
	fmt.Fprintln(p.stderr, "error:", err)
	if failure, ok := errors.AsType[*diag.Failure](err); ok {
		fmt.Fprintln(p.stderr, "\thint:", failure.Hint)
	}
}

// usage prints a slip of the command line, with a hint.
func (p *program) usage(err error) {
	message := strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n\n", "\n")
	first, rest, _ := strings.Cut(message, "\n")
	fmt.Fprintln(p.stderr, "error:", first)
	if rest != "" {
		fmt.Fprintln(p.stderr, rest)
	}
	fmt.Fprintln(p.stderr, "\thint: fieldbook --help lists the commands, fieldbook COMMAND --help its flags")
}

// printJSON prints a value for programs.
func (p *program) printJSON(v any) error {
	e := json.NewEncoder(p.stdout)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// version tells the version, and what is known of the commit and its day.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return cmp.Or(release, "unknown")
	}
	parts := []string{cmp.Or(release, info.Main.Version)}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			parts = append(parts, "commit "+s.Value[:min(len(s.Value), 12)])
		case "vcs.time":
			parts = append(parts, s.Value)
		case "vcs.modified":
			if s.Value == "true" {
				parts = append(parts, "changed since")
			}
		}
	}
	return strings.Join(append(parts, info.GoVersion), ", ")
}
