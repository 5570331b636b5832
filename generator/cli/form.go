package cli

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/site"
)

// formCommand writes a checklist as its client answers it.
type formCommand struct {
	siteFlags
	out    string
	to, by string
}

func (c *formCommand) flags() *cobra.Command {
	cmd := c.of(&cobra.Command{
		Use:     "form CHECKLIST",
		Short:   "Write a checklist as one file for a client to answer: the questions alone",
		Long:    "Write a checklist as one file for a client to answer, to be attached to a mail. It holds questions, help and options, and no weight, limit or verdict. What comes back is opened on the checklist's page: a file there, or a link, for which base_url must say where the site stands.",
		Example: "  fieldbook form sweet-spot-client -o form.html\n  fieldbook form sweet-spot-client --base-url https://example.org/handbook/ > form.html\n  fieldbook form sweet-spot-client --to reviews@example.org --by 2026-12-15 -o form.html",
		Args:    cobra.ExactArgs(1),
	})
	cmd.Flags().StringVar(&c.to, "to", "", "the mail `address` that the answers go to (default: that of contact in site.yaml)")
	cmd.Flags().StringVar(&c.by, "by", "", "the `day` until which they are wanted, such as 2026-12-15")
	cmd.Flags().StringVarP(&c.out, "output", "o", "", "the `file` to write (default: standard output)")
	return cmd
}

func (c *formCommand) run(args []string) error {
	letter := site.Letter{To: c.to}
	if c.by != "" {
		if err := letter.By.UnmarshalText([]byte(c.by)); err != nil {
			return slipf("--by %s is no day such as 2026-12-15", c.by)
		}
	}
	result, err := c.project.Build()
	if err != nil || !c.clean(result) {
		return err
	}
	of, err := checklistPage(result.Site, args[0])
	if err != nil {
		return err
	}
	data, err := result.Form(of, letter)
	if mistake, ok := errors.AsType[diag.Diagnostic](err); ok {
		diag.List{mistake}.Print(c.stderr, -1)
		c.code = exitMistakes
		return nil
	}
	if err != nil {
		return err
	}
	return c.deliver(data, c.out)
}

// checklistPage finds the page of a checklist by its id.
func checklistPage(s *site.Site, id string) (*site.Page, error) {
	var ids []string
	for _, p := range s.Checklists {
		ids = append(ids, p.Checklist.ID.Value)
	}
	if at := slices.Index(ids, id); at >= 0 {
		return s.Checklists[at], nil
	}
	return nil, unknown("checklist", id, ids)
}
