package cli

import (
	"errors"
	"fmt"
	"os"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

func (c *commands) buildCommand() *cobra.Command {
	cmd := c.inputs(&cobra.Command{
		Use:   "build",
		Short: "Publish the site to a folder",
		Long:  "Publish the site to a folder. With a mistake in the content nothing is written: the last good site stays.",
		RunE:  func(*cobra.Command, []string) error { c.build(); return nil },
	})
	cmd.Flags().StringVar(&c.out, "out", "public", "the folder to write")
	cmd.Flags().BoolVar(&c.project.Precompress, "precompress", false, "write .gz and .br files too, for hosts that send them")
	return cmd
}

// shownWarnings bounds what a build prints; check prints all.
const shownWarnings = 10

// A build lives for a second or two: collecting garbage less often is worth
// some memory, up to a limit that large sites come near.
const (
	gcPercent   = 200
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
	if result.Site.BaseURL.Value == "" {
		c.warnOfRoot()
	}
	stats, mistakes, err := c.project.Publish(result, c.out)
	bar.end()
	if err != nil || len(mistakes) > 0 {
		c.fail(err, mistakes)
		return
	}
	fmt.Fprintf(c.stdout, "%s, %s, %s in %s: %d written, %d unchanged, %d removed, in %d ms\n",
		diag.Count(len(result.Site.Pages), "page"), diag.Count(len(result.Site.Checklists), "checklist"), diag.Count(stats.Written+stats.Kept, "file"), c.out,
		stats.Written, stats.Kept, stats.Deleted, time.Since(start).Milliseconds())
	c.account(result)
}

// account says which files are not published, and why: a line for each reason that
// is not told file by file.
func (c *commands) account(r *build.Result, told ...content.Reason) {
	for _, l := range r.Site.LeftOut {
		if l.Told || slices.Contains(told, l.Reason) {
			continue
		}
		hint := ""
		if l.Hint != "" {
			hint = " (" + l.Hint + ")"
		}
		fmt.Fprintf(c.stdout, "left out: %s%s\n", l, hint)
	}
}

// warnOfRoot says what a site cannot do that does not know its address.
func (c *commands) warnOfRoot() {
	where, hint := path.Join(c.project.Content, content.ConfigFile), "set base_url to the site's address, or give --base-url"
	if _, err := os.Stat(where); err != nil {
		where, hint = c.project.Content, "set base_url in a "+content.ConfigFile+" there to the site's address, or give --base-url"
	}
	diag.List{{
		Path: where, Code: "no-base-url", Severity: diag.Warning,
		Message: "no base_url: 404.html works at addresses of the top level alone, and there is no sitemap and no feed",
		Hint:    hint,
	}}.Print(c.stderr, -1)
}

// clean prints what a build says, and tells whether it may be published.
func (c *commands) clean(r *build.Result, err error, warnings int) bool {
	if err != nil {
		c.fail(err, nil)
		return false
	}
	r.Diagnostics.Print(c.stderr, warnings)
	if n := r.Diagnostics.Errors(); n > 0 {
		fmt.Fprintf(c.stderr, "%s: nothing was published\n", diag.Count(n, "mistake"))
		if !r.Tree.Dialect.Plain() && !slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && !d.Soft }) {
			fmt.Fprintln(c.stderr, "\thint: --lenient publishes it all the same, and only warns")
		}
		c.code = exitMistakes
		return false
	}
	return true
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
	var strict, external bool
	var format string
	cmd := c.inputs(&cobra.Command{
		Use:   "check",
		Short: "Find every mistake and every overdue review, write nothing",
		RunE: func(*cobra.Command, []string) error {
			if !slices.Contains(formats, format) {
				return fmt.Errorf("--format %q is not known; it is one of %s", format, strings.Join(formats, ", "))
			}
			c.check(strict, external, format)
			return nil
		},
	})
	cmd.Flags().BoolVar(&strict, "strict", false, "fail for warnings too, overdue reviews among them")
	cmd.Flags().BoolVar(&external, "external", false, "ask the addresses of other hosts too whether they are still there")
	cmd.Flags().StringVar(&format, "format", formats[0], "how to print: text, json, or github for annotations of a workflow")
	return cmd
}

// mistakes gives all that is wrong with a site on a day, but for what other hosts know.
func mistakes(r *build.Result, today playbook.Date) (diag.List, error) {
	found := slices.Concat(r.Diagnostics, r.Site.Review(today), r.Renamed())
	if found.Errors() > 0 {
		return found, nil
	}
	late, err := r.Check()
	return append(found, late...), err
}

// formats are how check can print.
var formats = []string{"text", "json", "github"}

func (c *commands) check(strict, external bool, format string) {
	result, err := c.project.Build()
	if err != nil {
		c.fail(err, nil)
		return
	}
	found, err := mistakes(result, playbook.DateOf(time.Now()))
	if err != nil {
		c.fail(err, nil)
		return
	}
	if external {
		found = append(found, c.askOutside(result)...)
	}
	found = result.Tree.Heard(found).Sorted()
	errors, warnings := found.Errors(), len(found)-found.Errors()
	if errors > 0 || strict && warnings > 0 {
		c.code = exitMistakes
	}
	switch format {
	case "json":
		if err := found.JSON(c.stdout); err != nil {
			c.fail(err, nil)
		}
		return
	case "github":
		found.Annotate(c.stdout)
	default:
		found.Print(c.stderr, -1)
	}
	if errors > 0 {
		fmt.Fprintf(c.stderr, "%s, %s in %s\n", diag.Count(errors, "mistake"), diag.Count(warnings, "warning"), diag.Count(len(result.Site.Pages), "page"))
		fmt.Fprintf(c.stderr, "\thint: fieldbook explain %s tells more, as of every code in brackets\n", found[0].Code)
		return
	}
	fmt.Fprintf(c.stdout, "%s, no mistakes, %s\n", diag.Count(len(result.Site.Pages), "page"), diag.Count(warnings, "warning"))
	c.account(result, content.Unlinked)
}
