package cli

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/importer"
)

// importCommand brings what another program keeps.
type importCommand struct {
	*program
	importer.Options
}

func (c *importCommand) flags() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import SOURCE DIR",
		Short: "Bring what another program keeps: a folder of Markdown, an export, files of HTML, Word or OpenDocument",
		Long: "Bring what another program keeps into a new folder: a folder or an export of\n" +
			dialect.Programs() + ",\n" +
			"a .zip of Confluence or Google Docs, or .html, .docx, .odt and .md files.\n" +
			"Front matter gets our keys, links lead where they led, images come along. The report\n" +
			"counts what the source has, and what of it arrived. Nothing is written into the source.",
		Example: "  fieldbook import ~/vault handbook\n  fieldbook import export.zip handbook\n  cd handbook && fieldbook serve",
		Args:    cobra.ExactArgs(2),
	}
	cmd.Flags().StringVar(&c.From, "from", "", "the program that it is from: "+dialect.Words()+" (default: found by its files)")
	return cmd
}

func (c *importCommand) run(args []string) error {
	if _, err := dialect.Of(c.From); err != nil {
		return slipf("--from: %w", err)
	}
	c.Source, c.Dir = args[0], args[1]
	report, err := importer.Run(c.Options)
	if err != nil {
		return err
	}
	return c.tell(report)
}

// importWarnings is how many things to look at the terminal shows: the report has
// all.
const importWarnings = 10

// tell prints what was brought, and writes it all into a file beside the
// content.
func (c *importCommand) tell(r *importer.Report) error {
	const file = "import-report.txt"
	var b strings.Builder
	from := ""
	if !r.Dialect.Plain() {
		from = ", read as " + r.Dialect.Folder
	}
	fmt.Fprintf(&b, "%s and %s of %s%s; %s written anew\n", diag.Count(r.Pages, "page"), diag.Count(r.Files, "file"), filepath.ToSlash(c.Source), from, diag.Count(r.Links, "link"))
	for _, key := range slices.Sorted(maps.Keys(r.Keys)) {
		fmt.Fprintf(&b, "%s: in %s\n", key, diag.Count(r.Keys[key], "page"))
	}
	head := b.String()
	if len(r.Balance) > 0 {
		fmt.Fprintf(&b, "\nwhat the files that are no Markdown had, and what of it arrived:\n")
		for _, one := range r.Balance {
			fmt.Fprintln(&b, one)
		}
	}
	if len(r.Left) > 0 {
		fmt.Fprintf(&b, "\nleft behind, for no page refers to them:\n%s\n", strings.Join(r.Left, "\n"))
	}
	if len(r.Mistakes) > 0 {
		fmt.Fprintf(&b, "\nto look at, by the files of the source:\n")
		r.Mistakes.Sorted().Print(&b, -1)
	}
	if len(r.Errors) > 0 {
		fmt.Fprintf(&b, "\nto mend before it can be published, by the new files:\n")
		r.Errors.Print(&b, -1)
	}
	if err := os.WriteFile(filepath.Join(c.Dir, file), []byte(b.String()), 0o644); err != nil {
		return err
	}
	fmt.Fprint(c.stdout, head)
	if n := len(r.Left); n > 0 {
		fmt.Fprintf(c.stdout, "left behind, for no page refers to them: %s\n", diag.Count(n, "file"))
	}
	r.Mistakes.Sorted().Grouped().Print(c.stderr, importWarnings)
	lenient := ""
	if len(r.Errors) > 0 {
		lenient = " --lenient" // until they are mended
	}
	fmt.Fprintf(c.stdout, "all of it stands in %s; now: cd %s && fieldbook serve%s\n", filepath.ToSlash(filepath.Join(c.Dir, file)), filepath.ToSlash(c.Dir), lenient)
	return nil
}
