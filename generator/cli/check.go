package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// checkCommand tells every mistake.
type checkCommand struct {
	siteFlags
	strict, external bool
	format           string
}

func (c *checkCommand) flags() *cobra.Command {
	cmd := c.of(&cobra.Command{Use: "check", Short: "Find every mistake and every overdue review, write nothing"})
	cmd.Flags().BoolVar(&c.strict, "strict", false, "fail for warnings too, overdue reviews among them")
	cmd.Flags().BoolVar(&c.external, "external", false, "ask the addresses of other hosts too whether they are still there")
	cmd.Flags().StringVar(&c.format, "format", formats[0], "how to print: text, json, or github for annotations of a workflow")
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

// isFormat tells whether a command can print so.
func isFormat(format string, known []string) error {
	if !slices.Contains(known, format) {
		return slipf("--format %q is not known; it is one of %s", format, strings.Join(known, ", "))
	}
	return nil
}

func (c *checkCommand) run([]string) error {
	if err := isFormat(c.format, formats); err != nil {
		return err
	}
	result, err := c.project.Build()
	if err != nil {
		return err
	}
	found, err := mistakes(result, playbook.DateOf(time.Now()))
	if err != nil {
		return err
	}
	if c.external {
		found = append(found, c.askOutside(result)...)
	}
	found = result.Tree.Heard(found).Sorted()
	errors, warnings := found.Errors(), len(found)-found.Errors()
	if errors > 0 || c.strict && warnings > 0 {
		c.code = exitMistakes
	}
	switch c.format {
	case "json":
		return found.JSON(c.stdout)
	case "github":
		found.Annotate(c.stdout)
	default:
		found.Print(c.stderr, -1)
	}
	if errors > 0 {
		fmt.Fprintf(c.stderr, "%s, %s in %s\n", diag.Count(errors, "mistake"), diag.Count(warnings, "warning"), diag.Count(len(result.Site.Pages), "page"))
		fmt.Fprintf(c.stderr, "\thint: fieldbook explain %s tells more, with an example\n", found[0].Code)
		return nil
	}
	fmt.Fprintf(c.stdout, "%s, no mistakes, %s\n", diag.Count(len(result.Site.Pages), "page"), diag.Count(warnings, "warning"))
	c.account(result, content.Unlinked)
	return nil
}
