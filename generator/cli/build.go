package cli

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
)

// buildCommand publishes a site.
type buildCommand struct {
	siteFlags
	out string
}

func (c *buildCommand) flags() *cobra.Command {
	cmd := c.of(&cobra.Command{
		Use:   "build",
		Short: "Publish the site to a folder",
		Long:  "Publish the site to a folder. With a mistake in the content nothing is written: the last good site stays.",
	})
	cmd.Flags().StringVar(&c.out, "out", "", "the folder to write (default \"public\")")
	cmd.Flags().BoolVar(&c.project.Precompress, "precompress", false, "write .gz and .br files too, for hosts that send them")
	return cmd
}

// What fresh memory costs is most of what a build that lives for a second can save: it
// comes in large pages, and is collected before it is more. The limit grows with large
// sites.
const (
	gcPercent   = 100
	firstMemory = 128 << 20 // bytes
	memoryLimit = 600 << 20
)

func (c *buildCommand) run([]string) error {
	start := time.Now()
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(memoryLimit)
	largePages(firstMemory)
	c.project.Memory = memoryLimit
	bar := newBar(c.stderr)
	c.project.Progress = bar.show
	out := cmp.Or(c.out, filepath.Join(c.way, "public"))
	result, err := c.project.Build()
	if err != nil || !c.clean(result) {
		return err
	}
	if result.Site.BaseURL.Value == "" {
		c.warnOfRoot()
	}
	stats, mistakes, err := c.project.Publish(result, out)
	bar.end()
	if len(mistakes) > 0 {
		mistakes.Print(c.stderr, -1)
		c.code = exitMistakes
	}
	if err != nil || len(mistakes) > 0 {
		return err
	}
	fmt.Fprintf(c.stdout, "%s, %s, %s in %s: %d written, %d unchanged, %d removed, in %d ms\n",
		diag.Count(len(result.Site.Pages), "page"), diag.Count(len(result.Site.Checklists), "checklist"), diag.Count(stats.Written+stats.Kept, "file"), out,
		stats.Written, stats.Kept, stats.Deleted, time.Since(start).Milliseconds())
	c.account(result)
	return nil
}

// warnOfRoot says what a site cannot do that does not know its address.
func (c *buildCommand) warnOfRoot() {
	where, hint := path.Join(c.project.Content, content.ConfigFile), "set base_url to the site's address, or give --base-url"
	if _, err := os.Stat(where); err != nil {
		where, hint = c.project.Content, "set base_url in a "+content.ConfigFile+" there to the site's address, or give --base-url"
	}
	said := diag.List{{
		Path: where, Code: "no-base-url", Severity: diag.Warning,
		Message: "no base_url: 404.html works at addresses of the top level alone, and there is no sitemap and no feed",
		Hint:    hint,
	}}
	if c.project.Lenient {
		said.Summarise(c.stderr, 1)
		return
	}
	said.Print(c.stderr, -1)
}
