package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"fieldbook/generator/content"
	"fieldbook/generator/lsp"
)

func (c *commands) lspCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Serve editors, by the Language Server Protocol on standard input and output",
		Long:  "Serve editors, by the Language Server Protocol (https://microsoft.github.io/language-server-protocol/) on standard input and output: what is wrong while it is typed, what may be typed next, what a name means and where it is used. The editor tells the folder; docs/editors.md has what to set up.",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { c.lsp(); return nil },
	}
	cmd.Flags().BoolVar(&c.noCache, "no-cache", false, "read every page anew, and keep nothing of it for the next time")
	cmd.Flags().Bool("stdio", true, "speak on standard input and output, which is the only way")
	return cmd
}

func (c *commands) lsp() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if !c.noCache {
		c.project.Cache = content.KeptCache()
	}
	if err := lsp.Serve(ctx, c.connection(), c.project, version()); err != nil {
		c.broken(err, "each message is one of JSON-RPC 2.0, behind a header Content-Length with the number of its bytes")
	}
}
