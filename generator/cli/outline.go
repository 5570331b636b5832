package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// outlineCommand prints a site as a tree.
type outlineCommand struct{ siteFlags }

func (c *outlineCommand) flags() *cobra.Command {
	return c.of(&cobra.Command{Use: "outline", Short: "Print the tree of pages, with their checklists and what is overdue"})
}

func (c *outlineCommand) run([]string) error {
	c.project.Options.Drafts = true
	result, err := c.project.Build()
	if err != nil {
		return err
	}
	outline(c.stdout, result.Site, playbook.DateOf(time.Now()))
	if n := result.Diagnostics.Errors(); n > 0 {
		fmt.Fprintf(c.stderr, "%s: the command check tells them\n", diag.Count(n, "mistake"))
		c.code = exitMistakes
	}
	return nil
}

// outline prints a line a page: its title, its file, what is to say of it.
func outline(w io.Writer, s *site.Site, today playbook.Date) {
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for _, p := range s.Order.Pages() {
		depth := strings.Count(p.Address, "/")
		if p.Kind == site.KindTopic {
			depth-- // a topic stands beside the pages of the folder above
		}
		if p.Kind != site.KindHome {
			depth++
		}
		file := "(no file)"
		if p.Playbook != nil {
			file = p.Playbook.Path
		}
		fmt.Fprintf(table, "%s%s\t%s\t%s\n", strings.Repeat("  ", depth), p.Title, file, strings.Join(notes(s, p, today), ", "))
	}
	_ = table.Flush() // a Builder takes everything
	for line := range strings.Lines(text.String()) {
		fmt.Fprintln(w, strings.TrimRight(line, " \n"))
	}
}

func notes(s *site.Site, p *site.Page, today playbook.Date) []string {
	var notes []string
	if p.Draft() {
		notes = append(notes, "draft")
	}
	if list := s.Resolver.ChecklistOf(p); list != nil {
		notes = append(notes, fmt.Sprintf("%s %s", list.Checklist.Kind, list.Checklist.ID))
	}
	if due := p.Due(); !due.IsZero() {
		when := "review due " + due.String()
		if due.Time().Before(today.Time()) {
			when = "OVERDUE since " + due.String()
		}
		notes = append(notes, when)
	}
	if !p.Changed.IsZero() {
		notes = append(notes, "changed "+p.Changed.String())
	}
	return notes
}
