package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"fieldbook/generator/preview"
)

func (c *commands) serveCommand() *cobra.Command {
	cmd := c.inputs(&cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser, and follow every change",
		RunE:  func(*cobra.Command, []string) error { c.serve(); return nil },
	})
	// Whoever writes a draft wants to see it; it is marked as one.
	if drafts := cmd.Flags().Lookup("drafts"); drafts.Value.Set("true") == nil {
		drafts.DefValue, drafts.Usage = "true", "show drafts too, marked"
	}
	cmd.Flags().StringVar(&c.preview.Addr, "addr", "127.0.0.1:1313", "where to listen; 0.0.0.0:1313 lets a phone in the same network read along")
	cmd.Flags().BoolVar(&c.preview.Follow, "follow", false, "lead the browser to the page that was saved")
	cmd.Flags().BoolVar(&c.preview.Poll, "poll", false, "look for changes twice a second, for disks that do not tell of them")
	cmd.Flags().StringVar(&c.preview.Editor, "editor", "vscode", "the editor that Alt-click opens: "+strings.Join(preview.EditorNames(), ", ")+", or an address with {path}, {line} and {col}")
	cmd.Flags().StringVar(&c.preview.Frame, "frame", "", "whose pages may show the site in a frame, such as \"vscode-webview: vscode-file:\" for an editor's own preview (default: nobody's)")
	cmd.Flags().BoolVar(&c.open, "open", false, "open the browser")
	return cmd
}

func (c *commands) serve() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c.preview.Log = c.stderr
	c.preview.Ready = func(address string) {
		fmt.Fprintf(c.stdout, "Fieldbook is at %s (Ctrl+C ends it)\n", address)
		if c.open {
			openBrowser(address)
		}
	}
	if err := preview.Serve(ctx, c.project, c.preview); err != nil {
		c.fail(err, nil)
	}
}
