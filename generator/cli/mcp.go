package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"fieldbook/generator/mcp"
)

func (c *commands) mcpCommand() *cobra.Command {
	return c.inputs(&cobra.Command{
		Use:   "mcp",
		Short: "Offer the site to programs, by the Model Context Protocol on standard input and output",
		Long:  "Offer the site to programs, by the Model Context Protocol (https://modelcontextprotocol.io) on standard input and output: to search it, to read its pages, to list criteria, and to score answers. Nothing can be changed by it.",
		RunE:  func(*cobra.Command, []string) error { c.mcp(); return nil },
	})
}

func (c *commands) mcp() {
	result, err := c.project.Build()
	if err != nil || result.Diagnostics.Errors() > 0 {
		c.clean(result, err, shownWarnings)
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	connection := c.connection()
	if err := mcp.Serve(ctx, mcp.New(result.Site, result.Renderer, version()), connection, connection); err != nil {
		c.broken(err, "each line is one message of JSON-RPC 2.0")
	}
}
