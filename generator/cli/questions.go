package cli

import (
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/findable"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refactor"
	"fieldbook/generator/refs"
	"fieldbook/generator/site"
)

// questionsCommand proposes what pages should be found by and are not.
type questionsCommand struct {
	renamer
	format string
	accept bool
}

func (c *questionsCommand) flags() *cobra.Command {
	cmd := c.in(&cobra.Command{
		Use:   "questions [FILE]...",
		Short: "Propose what pages should be found by and are not",
		Long: `Propose what pages should be found by and are not: what other pages call them in
their links, other names that the glossary gives, what their checklists judge and ask,
and their headings. Each is asked of the search; what leads to the page first is not
proposed, nor what is the title of another page, or said of several pages.`,
		Example: "  fieldbook questions\n  fieldbook questions content/finding/mail-lists.md --accept",
		Args:    cobra.ArbitraryArgs,
	})
	cmd.Flags().StringVar(&c.format, "format", "text", "how to print: text or json")
	cmd.Flags().BoolVar(&c.accept, "accept", false, "write what is proposed into the keywords of the pages")
	return cmd
}

func (c *questionsCommand) run(args []string) error {
	if err := isFormat(c.format, []string{"text", "json"}); err != nil {
		return err
	}
	c.project.Options.Drafts, c.project.Lenient = true, true
	result, err := c.project.Build()
	if err != nil {
		return err
	}
	pages, err := c.pages(result.Site, args)
	if err != nil {
		return err
	}
	find, end, err := findable.Search(result.Site)
	if err != nil {
		return err
	}
	defer end()
	finder, all := findable.Of(result.Site, func(p *site.Page) *playbook.Playbook { return p.Playbook }, find), []findable.Proposal{}
	for _, p := range pages {
		some, err := finder.Propose(p)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	if c.format == "json" {
		if err := c.printJSON(all); err != nil {
			return err
		}
	} else {
		for _, p := range all {
			fmt.Fprintf(c.stdout, "%s: %s\n", result.Tree.Path(p.Page), p)
		}
	}
	plan := refactor.New(refs.Of(result.Tree, result.Site))
	return c.carryOut(plan, all)
}

// pages are those of some files; all where none is named.
func (c *questionsCommand) pages(s *site.Site, files []string) (pages []*site.Page, err error) {
	if len(files) == 0 {
		return s.Order.Pages(), nil
	}
	for _, name := range files {
		p := s.PageOf(c.inContent(name, ""))
		if p == nil {
			return nil, slipf("%s is no page of the site", name)
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// carryOut writes what is accepted, and says how much there is.
func (c *questionsCommand) carryOut(plan *refactor.Plan, all []findable.Proposal) error {
	words := map[string][]string{}
	for _, p := range all {
		words[p.Page] = append(words[p.Page], p.Words)
	}
	if !c.accept {
		if len(all) > 0 && c.format == "text" {
			fmt.Fprintf(c.stdout, "%s for %s: --accept writes them into keywords\n", diag.Count(len(all), "proposal"), diag.Count(len(words), "page"))
		}
		return nil
	}
	for _, file := range slices.Sorted(maps.Keys(words)) {
		if err := plan.Keywords(file, words[file]...); err != nil {
			return err
		}
	}
	changed, err := plan.Write()
	if c.format == "text" {
		for _, file := range changed {
			fmt.Fprintln(c.stdout, "changed", plan.Tree.Path(file))
		}
	}
	return err
}
