package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
)

func (c *commands) explainCommand() *cobra.Command {
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
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return c.explain(args[0])
			}
			c.listCodes()
			return nil
		},
	}
}

// explain tells a mistake by its code.
func (c *commands) explain(code string) error {
	var codes []string
	for _, l := range diag.Lessons() {
		if string(l.Code) == code {
			fmt.Fprint(c.stdout, l.Markdown(""))
			return nil
		}
		codes = append(codes, string(l.Code))
	}
	return fmt.Errorf("%q is no code; fieldbook explain lists them\n%s", code, diag.DidYouMean(diag.Nearest(code, codes)))
}

// listCodes tells every mistake in a line.
func (c *commands) listCodes() {
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	for _, l := range diag.Lessons() {
		fmt.Fprintf(table, "%s\t%s\n", l.Code, l.Brief())
	}
	_ = table.Flush() // which cannot fail: see results
}
