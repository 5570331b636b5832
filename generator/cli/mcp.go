package cli

import (
	"github.com/spf13/cobra"

	"fieldbook/generator/mcp"
)

// mcpCommand offers a site to programs.
type mcpCommand struct{ siteFlags }

func (c *mcpCommand) flags() *cobra.Command {
	return c.of(&cobra.Command{
		Use:   "mcp",
		Short: "Offer the site to programs, by the Model Context Protocol on standard input and output",
		Long:  "Offer the site to programs, by the Model Context Protocol (https://modelcontextprotocol.io) on standard input and output: to search it, to read its pages, to list criteria, and to score answers. Nothing can be changed by it.",
	})
}

func (c *mcpCommand) run([]string) error {
	result, err := c.project.Build()
	if err != nil || result.Diagnostics.Errors() > 0 && !c.clean(result) {
		return err
	}
	ctx, stop := untilInterrupted()
	defer stop()
	connection := c.connection()
	return broken(mcp.Serve(ctx, mcp.New(result.Site, result.Renderer, version()), connection, connection), "each line is one message of JSON-RPC 2.0")
}
