package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
)

// explainCommand tells what codes mean.
type explainCommand struct{ *program }

func (c *explainCommand) flags() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Tell a mistake by its code, with an example; or list all codes",
		Args:  cobra.MaximumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) (codes []cobra.Completion, _ cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			for _, l := range diag.Lessons() {
				codes = append(codes, cobra.CompletionWithDesc(string(l.Code), l.Brief()))
			}
			return codes, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func (c *explainCommand) run(args []string) error {
	if len(args) == 0 {
		c.list()
		return nil
	}
	var codes []string
	for _, l := range diag.Lessons() {
		if string(l.Code) == args[0] {
			fmt.Fprint(c.stdout, l.Markdown(""))
			return nil
		}
		codes = append(codes, string(l.Code))
	}
	return slipf("%q is no code; fieldbook explain lists them\n%s", args[0], diag.Guess(args[0], codes))
}

// list tells every mistake in a line.
func (c *explainCommand) list() {
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	for _, l := range diag.Lessons() {
		fmt.Fprintf(table, "%s\t%s\n", l.Code, l.Brief())
	}
	_ = table.Flush() // which cannot fail: see results
}
