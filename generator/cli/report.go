package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fieldbook/generator/browser"
	"fieldbook/generator/diag"
	"fieldbook/generator/site"
)

// reportCommand writes the report of a client's answers.
type reportCommand struct {
	siteFlags
	client string
	today  string
	output string
}

func (c *reportCommand) flags() *cobra.Command {
	cmd := c.of(&cobra.Command{
		Use:     "report CHECKLIST RUN.json",
		Short:   "Write the report of a client's answers, which a checklist's page saved as a file",
		Example: "  fieldbook report review answers.json -o report.docx\n  fieldbook report review answers.json --client \"Firm 1\" -o report.html\n  fieldbook report review - < answers.json",
		Args:    cobra.ExactArgs(2),
	})
	cmd.Flags().StringVar(&c.client, "client", "", "whose answers, by the `name`, where the file has those of several")
	cmd.Flags().StringVar(&c.today, "today", "", "report as of this `day`, such as 2026-11-21 (default: today)")
	cmd.Flags().StringVarP(&c.output, "output", "o", "", "write it to this `file` instead of printing it as Markdown: .docx, .html or .md")
	return cmd
}

func (c *reportCommand) run(args []string) error {
	id, file := args[0], args[1]
	today := cmp.Or(c.today, time.Now().Format(time.DateOnly))
	if _, err := time.Parse(time.DateOnly, today); err != nil {
		return slipf("--today %s is no day such as 2026-11-21", today)
	}
	kind := strings.TrimPrefix(strings.ToLower(filepath.Ext(cmp.Or(c.output, ".md"))), ".")
	if !slices.Contains(browser.ReportKinds, kind) {
		return slipf("--output %s is neither a .docx nor a .html nor a .md file", c.output)
	}
	if overwrites(c.output, file) {
		return slipf("--output %s is the file of the answers; name another file", c.output)
	}
	c.project.Options.Drafts = true
	result, err := c.project.Build()
	if err != nil {
		return err
	}
	page, err := reported(result.Site, id)
	if err != nil {
		return err
	}
	data, err := readFile(file)
	if err != nil {
		return slip{err}
	}
	model, setting := result.Renderer.Report(page)
	r, err := browser.Report(model, setting, result.Interface.Words, data, c.client, today, kind)
	if err != nil {
		return err
	}
	return c.tell(file, r)
}

// tell says what could not be read, and writes the report.
func (c *reportCommand) tell(file string, r *browser.Reported) error {
	if r.Lost != "" {
		fmt.Fprintf(c.stderr, "%s: warning: %s\n", file, r.Lost)
	}
	wrong, hint := r.Wrong, "save the answers with Share, File on the checklist's page"
	if wrong == "" && r.Text == "" {
		wrong, hint = "It has the answers of several clients.", "choose with --client; there are "+strings.Join(r.Names, ", ")
		switch {
		case len(r.Names) == 0:
			wrong, hint = "There are no answers in it.", "save them with Share, File on the checklist's page"
		case c.client != "":
			wrong = fmt.Sprintf("There is no client %q in it.", c.client)
			hint = cmp.Or(diag.Guess(c.client, r.Names), "there are "+strings.Join(r.Names, ", "))
		}
	}
	if wrong != "" {
		fmt.Fprintf(c.stderr, "%s: error: %s\n\thint: %s\n", file, wrong, hint)
		c.code = exitMistakes
		return nil
	}
	return c.deliver(r.File, c.output)
}

// reported finds the page of a checklist that has a report, by its id.
func reported(s *site.Site, id string) (*site.Page, error) {
	var ids []string
	for _, p := range s.Reports {
		if p.Checklist.ID.Value == id {
			return p, nil
		}
		ids = append(ids, p.Checklist.ID.Value)
	}
	switch {
	case s.Checklist(id) != nil:
		return nil, slipf("the checklist %q has no report\nwrite finding: at its criteria, or report:", id)
	case len(ids) == 0:
		return nil, slipf("there is no checklist with a report here\nwrite finding: at its criteria, or report:")
	}
	return nil, unknown("checklist", id, ids)
}
