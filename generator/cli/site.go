package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/scaffold"
	"fieldbook/generator/site"
)

// siteFlags are those of every command that builds.
type siteFlags struct {
	*program
	project build.Project
	way     string // to the site from here
}

// of adds the flags to a command.
func (s *siteFlags) of(cmd *cobra.Command) *cobra.Command {
	f := cmd.Flags()
	contentFlag(cmd, &s.project.Content)
	f.StringVar(&s.project.Templates, "templates", "", "the folder of templates (default: templates/, or those built in)")
	f.StringVar(&s.project.Options.BaseURL, "base-url", "", "where the site will stand, instead of base_url in site.yaml")
	f.BoolVar(&s.project.Options.Drafts, "drafts", false, "publish drafts too")
	f.BoolVar(&s.project.Lenient, "lenient", false, "only warn of what is wrong in a page: no text and no front matter stops a build")
	f.BoolVar(&s.project.Internal, "internal", false, "publish what only the firm may read, too")
	f.StringVar(&s.project.From, "from", "", "the program whose Markdown it is: "+dialect.Words()+" (default: found by its files)")
	if cmd.Args == nil {
		cmd.Args = cobra.NoArgs
	}
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return s.prepare(cmd) }
	return s.kept(cmd)
}

// kept adds the flag of commands that keep what pages said for the next program.
func (s *siteFlags) kept(cmd *cobra.Command) *cobra.Command {
	none := cmd.Flags().Bool("no-cache", false, "read every page anew, and keep nothing of it for the next time")
	cmd.PersistentPreRun = func(*cobra.Command, []string) {
		if !*none {
			s.project.Cache = content.KeptCache()
		}
	}
	cmd.PostRun = func(*cobra.Command, []string) {
		if s.project.Cache != nil {
			_ = s.project.Cache.Save() // else the next time takes longer
		}
	}
	return cmd
}

// prepare checks the flags, and finds the templates.
func (s *siteFlags) prepare(cmd *cobra.Command) error {
	if b := s.project.Options.BaseURL; b != "" && !site.IsBase(b) {
		return fmt.Errorf("--base-url %q is not an address such as https://example.org/handbook/", b)
	}
	for _, name := range []string{"content", "templates", "out"} {
		if f := cmd.Flags().Lookup(name); f != nil && f.Changed && f.Value.String() == "" {
			return fmt.Errorf("--%s is empty", name)
		}
	}
	if _, err := dialect.Of(s.project.From); err != nil {
		return fmt.Errorf("--from: %w", err)
	}
	s.way = locate(cmd, &s.project.Content)
	s.project.Named = cmd.Flags().Changed("templates")
	if !s.project.Named {
		s.project.Templates = filepath.Join(s.way, "templates") // also one that comes while the site is shown
	}
	return nil
}

// clean prints what a build says, and tells whether it may be published.
func (s *siteFlags) clean(r *build.Result) bool {
	if s.project.Lenient && r.Diagnostics.Errors() == 0 {
		s.brief(r)
		return true
	}
	r.Diagnostics.Print(s.stderr, shownWarnings)
	if n := r.Diagnostics.Errors(); n > 0 {
		fmt.Fprintf(s.stderr, "%s: nothing was published\n", diag.Count(n, "mistake"))
		if !r.Tree.Dialect.Plain() && !slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && !d.Soft }) {
			fmt.Fprintln(s.stderr, "\thint: --lenient publishes it all the same, and only warns")
		}
		s.code = exitMistakes
		return false
	}
	return true
}

// brief says of a lenient build what was read, a line for each kind of what could not be,
// and what to do next: its user may not know a word of it yet.
func (s *siteFlags) brief(r *build.Result) {
	if said := r.ReadAs(); said != "" {
		fmt.Fprintln(s.stderr, said)
	}
	r.Diagnostics.Summarise(s.stderr, shownKinds)
	if len(r.Diagnostics) > 0 {
		fmt.Fprintln(s.stderr, "\thint: fieldbook check --lenient lists them all, and fieldbook explain CODE tells more of one")
	}
}

// shownKinds bounds the kinds of warnings of a lenient build, so that all that it says
// has a dozen lines.
const shownKinds = 4

// shownWarnings bounds what clean prints; check prints all.
const shownWarnings = 10

// account says which files are not published, and why: a line for each reason that
// is not told file by file.
func (s *siteFlags) account(r *build.Result, told ...content.Reason) {
	if s.project.Lenient {
		s.accountBriefly(r, told...)
		return
	}
	for _, l := range r.Site.LeftOut {
		if l.Told || slices.Contains(told, l.Reason) {
			continue
		}
		hint := ""
		if l.Hint != "" {
			hint = " (" + l.Hint + ")"
		}
		fmt.Fprintf(s.stdout, "left out: %s%s\n", l, hint)
	}
}

// accountBriefly says so in one line.
func (s *siteFlags) accountBriefly(r *build.Result, told ...content.Reason) {
	var groups []string
	for _, l := range r.Site.LeftOut {
		if !l.Told && !slices.Contains(told, l.Reason) {
			groups = append(groups, l.String())
		}
	}
	if len(groups) > 0 {
		fmt.Fprintln(s.stdout, "left out: "+strings.Join(groups, "; "))
	}
}

// contentFlag adds the flag that names the content folder.
func contentFlag(cmd *cobra.Command, folder *string) {
	cmd.Flags().StringVar(folder, "content", scaffold.Content, "the folder of Markdown")
}

// locate finds the site, unless its content is named: in this folder, or from a
// folder inside a site, in the nearest one above whose content has a site.yaml.
// It gives the way there.
func locate(cmd *cobra.Command, folder *string) string {
	if cmd.Flags().Changed("content") {
		return ""
	}
	if info, err := os.Stat(scaffold.Content); err == nil && info.IsDir() {
		return ""
	}
	dir, err := os.Getwd()
	for up := ".."; err == nil && filepath.Dir(dir) != dir; up = filepath.Join(up, "..") {
		if _, err := os.Stat(filepath.Join(up, scaffold.Content, content.ConfigFile)); err == nil {
			*folder = filepath.ToSlash(filepath.Join(up, scaffold.Content))
			return up
		}
		dir = filepath.Dir(dir)
	}
	return ""
}
