package cli

import (
	"github.com/spf13/cobra"

	"fieldbook/generator/lsp"
)

// lspCommand serves editors, which name the site themselves.
type lspCommand struct{ siteFlags }

func (c *lspCommand) flags() *cobra.Command {
	cmd := c.kept(&cobra.Command{
		Use:   "lsp",
		Short: "Serve editors, by the Language Server Protocol on standard input and output",
		Long:  "Serve editors, by the Language Server Protocol (https://microsoft.github.io/language-server-protocol/) on standard input and output: what is wrong while it is typed, what may be typed next, what a name means and where it is used. The editor tells the folder; docs/write/editors.md has what to set up.",
		Args:  cobra.NoArgs,
	})
	cmd.Flags().Bool("stdio", true, "speak on standard input and output, which is the only way")
	return cmd
}

func (c *lspCommand) run([]string) error {
	ctx, stop := untilInterrupted()
	defer stop()
	return broken(lsp.Serve(ctx, c.connection(), c.project, version()), "each message is one of JSON-RPC 2.0, behind a header Content-Length with the number of its bytes")
}
