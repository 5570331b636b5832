package main

import (
	"errors"
	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
)

func (c *commands) buildCommand() *cobra.Command {
	cmd := c.inputs(&cobra.Command{
		Use:   "build",
		Short: "Publish the site to a folder",
		Long:  "Publish the site to a folder. With a mistake in the content nothing is written: the last good site stays.",
		RunE:  func(*cobra.Command, []string) error { c.build(); return nil },
	})
	cmd.Flags().StringVar(&c.out, "out", "public", "the folder to write")
	return cmd
}

// shownWarnings bounds what a build prints; check prints all.
const shownWarnings = 10

// A build lives for a second or two: collecting garbage less often is worth
// some memory, up to a limit that large sites come near.
const (
	gcPercent   = 300
	memoryLimit = 600 << 20 // bytes
)

func (c *commands) build() {
	start := time.Now()
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(memoryLimit)
	bar := newBar(c.stderr)
	c.project.Progress = bar.show
	result, err := c.project.Build()
	if !c.clean(result, err, shownWarnings) {
		return
	}
	stats, mistakes, err := c.project.Publish(result, c.out)
	bar.end()
	if err != nil || len(mistakes) > 0 {
		c.fail(err, mistakes)
		return
	}
	fmt.Fprintf(c.stdout, "%d pages, %d checklists, %d files in %s: %d written, %d unchanged, %d removed, in %d ms\n",
		len(result.Site.Pages), len(result.Site.Checklists), stats.Written+stats.Kept, c.out,
		stats.Written, stats.Kept, stats.Deleted, time.Since(start).Milliseconds())
}

// clean prints what a build says, and tells whether it may be published.
func (c *commands) clean(r *build.Result, err error, warnings int) bool {
	if err != nil {
		c.fail(err, nil)
		return false
	}
	r.Diagnostics.Print(c.stderr, warnings)
	if n := r.Diagnostics.Errors(); n > 0 {
		fmt.Fprintf(c.stderr, "%s: nothing was published\n", count(n, "mistake"))
		c.code = exitMistakes
		return false
	}
	return true
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// fail prints what stopped a command.
func (c *commands) fail(err error, mistakes diag.List) {
	c.code = exitMistakes
	mistakes.Print(c.stderr, -1)
	if err == nil {
		return
	}
	fmt.Fprintln(c.stderr, "error:", err)
	if failure, ok := errors.AsType[*diag.Failure](err); ok {
		fmt.Fprintln(c.stderr, "\thint:", failure.Hint)
	}
}

func (c *commands) checkCommand() *cobra.Command {
	return c.inputs(&cobra.Command{
		Use:   "check",
		Short: "Find every mistake and every overdue review, write nothing",
		RunE: func(*cobra.Command, []string) error {
			result, err := c.project.Build()
			if err == nil {
				now := time.Now()
				review := result.Site.Review(playbook.Date{Year: now.Year(), Month: int(now.Month()), Day: now.Day()})
				result.Diagnostics = append(result.Diagnostics, review...)
			}
			if !c.clean(result, err, -1) {
				return nil
			}
			if mistakes, err := result.Check(); err != nil || len(mistakes) > 0 {
				c.fail(err, mistakes)
				return nil
			}
			fmt.Fprintf(c.stdout, "%d pages, no mistakes, %s\n", len(result.Site.Pages), count(len(result.Diagnostics), "warning"))
			return nil
		},
	})
}
