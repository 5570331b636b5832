package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/input"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refactor"
	"fieldbook/generator/refs"
	"fieldbook/generator/slug"
)

// renamed are what the command rename takes, each as it is named on the command line.
var renamed = []struct {
	kind playbook.RefKind
	as   string
}{
	{playbook.RefPage, "its file"},
	{playbook.RefHeading, "PAGE#ANCHOR; its new words"},
	{playbook.RefCriterion, "CHECKLIST/ID"},
	{playbook.RefFact, "the id of a fact or a work"},
	{playbook.RefTerm, "its name in the glossary"},
	{playbook.RefTag, "its name"},
}

// renamer is what both commands share that rename something.
type renamer struct {
	siteFlags
	seenHere bool // a file was named from inside the content folder
}

// in adds what names the site to a command.
func (c *renamer) in(cmd *cobra.Command) *cobra.Command {
	cmd.PreRun = func(cmd *cobra.Command, _ []string) { locate(cmd, &c.project.Content) }
	contentFlag(cmd, &c.project.Content)
	return cmd
}

// moveCommand renames a page.
type moveCommand struct{ renamer }

func (c *moveCommand) flags() *cobra.Command {
	return c.in(&cobra.Command{
		Use:     "move OLD NEW",
		Short:   "Rename a page, mend the links to it, and let its old address lead to it",
		Example: "  fieldbook move finding/lists.md finding/mail-lists.md",
		Args:    cobra.ExactArgs(2),
	})
}

func (c *moveCommand) run(args []string) error {
	return c.rename(playbook.RefPage, args[0], args[1], false)
}

// renameCommand renames whatever has a name.
type renameCommand struct {
	renamer
	dry bool
}

// kinds are those of what can be renamed.
func (*renameCommand) kinds() (kinds []string) {
	for _, r := range renamed {
		kinds = append(kinds, string(r.kind))
	}
	return kinds
}

func (c *renameCommand) flags() *cobra.Command {
	long := "Rename a thing and all that names it. KIND OLD is one of:\n"
	for _, r := range renamed {
		long += fmt.Sprintf("\n  %-10s %s", r.kind, r.as)
	}
	cmd := c.in(&cobra.Command{
		Use:     "rename KIND OLD NEW",
		Short:   "Rename a page, heading, criterion, fact, term or tag, and all that names it",
		Long:    long + "\n\nAn earlier id of a criterion, name of a term or address of a page is kept, so that it is still found.",
		Example: "  fieldbook rename criterion sweet-spot/drive travel --dry-run\n  fieldbook rename heading size.md#the-figures \"All figures\"",
		Args:    cobra.ExactArgs(3),
	})
	cmd.Flags().BoolVar(&c.dry, "dry-run", false, "tell what would change, and change nothing")
	return cmd
}

func (c *renameCommand) run(args []string) error {
	if kinds := c.kinds(); !slices.Contains(kinds, args[0]) {
		return slipf("a %q cannot be renamed; it is one of %s\n%s", args[0], strings.Join(kinds, ", "), diag.Guess(args[0], kinds))
	}
	return c.rename(playbook.RefKind(args[0]), args[1], args[2], c.dry)
}

// rename plans a rename and carries it out, or tells it.
func (c *renamer) rename(kind playbook.RefKind, old, by string, dry bool) error {
	c.project.Options.Drafts, c.project.Lenient = true, true
	result, err := c.project.Build()
	if err != nil {
		return err
	}
	before, said := result.Diagnostics.Lenient(), [2]string{old, by}
	switch kind {
	case playbook.RefPage:
		old = c.inContent(old, "")
		by = c.inContent(by, old)
		said = [2]string{result.Tree.Path(old), result.Tree.Path(by)}
	case playbook.RefHeading:
		file, anchor, _ := strings.Cut(old, "#")
		old = c.inContent(file, "") + "#" + anchor
	case playbook.RefTerm, playbook.RefTag:
		old = strings.ToLower(old)
	case playbook.RefCriterion, playbook.RefFact, playbook.RefAsset, playbook.RefChecklist:
	}
	plan, err := refactor.Rename(refs.Of(result.Tree, result.Site), refs.Thing{Kind: kind, ID: old}, by)
	if err != nil {
		return err
	}
	done := fmt.Sprintf("renamed the %s %s to %s: %s", kind, said[0], said[1], diag.Count(plan.Places(), "place"))
	if kind == playbook.RefPage {
		done = fmt.Sprintf("moved %s to %s: %s", said[0], said[1], diag.Count(plan.Places(), "place"))
	}
	if dry {
		c.tellPlan(plan)
		fmt.Fprintln(c.stdout, "would have", done)
		plan.Left.Print(c.stderr, -1)
		return nil
	}
	changed, err := plan.Write()
	for _, file := range changed {
		fmt.Fprintln(c.stdout, "changed", result.Tree.Path(file))
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(c.stdout, done)
	plan.Left.Print(c.stderr, -1)
	return c.compare(before)
}

// tellPlan tells each change of a plan at its place.
func (c *renamer) tellPlan(plan *refactor.Plan) {
	for _, file := range plan.Changed() {
		text, _ := plan.Read(file) // it was read for the plan
		for _, e := range plan.Sorted(file) {
			change := fmt.Sprintf("%q becomes %q", text.All[e.At:e.At+e.Length], e.By)
			if e.Length == 0 {
				change = fmt.Sprintf("%q comes in", e.By)
			}
			fmt.Fprintln(c.stdout, diag.Diagnostic{Path: plan.Tree.Path(file), Span: diag.Span{Pos: text.Pos(e.At)}}.Where()+":", change)
		}
	}
}

// inContent gives a file that the user names, as a path below the content
// folder: from where they are if there is such a file, or from that folder. like
// is a file named before, whose folder one that ends in / takes it into.
func (c *renamer) inContent(name, like string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if strings.HasSuffix(name, "/") {
		name += path.Base(like)
	}
	if whole := name + ".md"; !slug.IsPage(name) && slug.Stem(whole) == name { // page.html is told
		name = whole
	}
	root := strings.TrimSuffix(c.project.Content, "/")
	if inside, ok := strings.CutPrefix(path.Clean(name), root+"/"); ok {
		return inside
	}
	// Inside the content folder, names are those that the user sees there.
	if here, ok := below(root); ok {
		if _, err := os.Stat(filepath.FromSlash(name)); err == nil || like != "" && c.seenHere {
			c.seenHere = true
			return path.Join(here, name)
		}
	}
	return strings.TrimPrefix(name, "./")
}

// below gives the current folder as a path below another one, if it lies there.
func below(folder string) (string, bool) {
	all, err := filepath.Abs(folder)
	here, also := os.Getwd()
	if err != nil || also != nil {
		return "", false
	}
	return input.Below(all, here)
}

// compare tells of dead links that a move has left behind: there should be none.
func (c *renamer) compare(before diag.List) error {
	after, err := c.project.Build()
	if err == nil && len(after.Diagnostics) > len(before) {
		after.Diagnostics.Print(c.stderr, -1)
	}
	return err
}
