package cli

import (
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/preview"
)

// serveCommand shows a site while it is written.
type serveCommand struct {
	siteFlags
	preview.Options
	open bool
}

func (c *serveCommand) flags() *cobra.Command {
	cmd := c.of(&cobra.Command{Use: "serve", Short: "Show the site in a browser, and follow every change"})
	// Whoever writes a draft wants to see it; it is marked as one.
	if drafts := cmd.Flags().Lookup("drafts"); drafts.Value.Set("true") == nil {
		drafts.DefValue, drafts.Usage = "true", "show drafts too, marked"
	}
	cmd.Flags().StringVar(&c.Addr, "addr", "127.0.0.1:1313", "where to listen; 0.0.0.0:1313 lets a phone in the same network read along")
	cmd.Flags().BoolVar(&c.Follow, "follow", false, "lead the browser to the page that was saved")
	cmd.Flags().BoolVar(&c.Poll, "poll", false, "look for changes twice a second, for disks that do not tell of them")
	cmd.Flags().StringVar(&c.Editor, "editor", "vscode", "the editor that Alt-click opens: "+strings.Join(preview.EditorNames(), ", ")+", or an address with {path}, {line} and {col}")
	cmd.Flags().StringVar(&c.Frame, "frame", "", "whose pages may show the site in a frame, such as \"vscode-webview: vscode-file:\" for an editor's own preview (default: nobody's)")
	cmd.Flags().BoolVar(&c.open, "open", false, "open the browser")
	return cmd
}

func (c *serveCommand) run([]string) error {
	_, port, err := net.SplitHostPort(c.Addr)
	if _, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil {
		return slipf("--addr %q is not HOST:PORT, such as 127.0.0.1:1313; a port is at most 65535", c.Addr)
	}
	if !preview.FrameKnown(c.Frame) {
		return slipf("--frame %q is not a list of sources, such as https://example.org, with spaces between them", c.Frame)
	}
	if !preview.EditorKnown(c.Editor) {
		hint := diag.Guess(c.Editor, preview.EditorNames())
		return slipf("--editor %q is not known; it is one of %s, or an address with {path}\n%s", c.Editor, strings.Join(preview.EditorNames(), ", "), hint)
	}
	ctx, stop := untilInterrupted()
	defer stop()
	c.Log = c.stderr
	bar := newBar(c.stderr) // a large site is read for a while the first time
	c.project.Progress = bar.show
	c.Ready = func(address string) {
		bar.end()
		fmt.Fprintf(c.stdout, "Fieldbook is at %s (Ctrl+C ends it)\n", address)
		if c.open {
			openBrowser(address)
		}
	}
	return preview.Serve(ctx, c.project, c.Options)
}
