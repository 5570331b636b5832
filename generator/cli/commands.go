package cli

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/preview"
	"fieldbook/generator/scaffold"
)

// commands holds what the command line asked for. A command that ran sets
// code; an error that cobra returns is the user's slip.
type commands struct {
	stdout   *results
	stderr   io.Writer
	code     int
	project  build.Project
	out      string
	preview  preview.Options
	open     bool
	seenHere bool // a file was named from inside the content folder
	noCache  bool
}

func (c *commands) root() *cobra.Command {
	root := &cobra.Command{
		Use:               "fieldbook",
		Short:             "Markdown playbooks in, a static knowledge base with checklists out",
		Example:           "  fieldbook init handbook    begin a site\n  fieldbook serve            read and write it at http://127.0.0.1:1313/\n  fieldbook build            publish it to public/",
		Version:           version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SetOut(c.stdout)
	root.SetErr(c.stderr)
	root.AddCommand(c.initCommand(), c.importCommand(), c.newCommand(), c.serveCommand(), c.checkCommand(), c.explainCommand(), c.buildCommand(), c.outlineCommand(), c.scoreCommand(), c.searchCommand(), c.mcpCommand(), c.lspCommand(), c.moveCommand(), c.renameCommand(), c.schemaCommand(), c.wordsCommand(), c.licensesCommand())
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" { // which would print its help for a shell that it does not know
			cmd.RunE = func(_ *cobra.Command, args []string) error {
				return errors.New(strings.TrimSpace("completion for which shell? bash, zsh, fish or powershell\n" + diag.DidYouMean(diag.Nearest(strings.Join(args, " "), []string{"bash", "zsh", "fish", "powershell"}))))
			}
			cmd.Args = cobra.ArbitraryArgs
		}
	}
	return root
}

// release is the version of a release, which its build sets.
var release string

// version tells the version, and what is known of the commit and its day.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return cmp.Or(release, "unknown")
	}
	parts := []string{cmp.Or(release, info.Main.Version)}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			parts = append(parts, "commit "+s.Value[:min(len(s.Value), 12)])
		case "vcs.time":
			parts = append(parts, s.Value)
		case "vcs.modified":
			if s.Value == "true" {
				parts = append(parts, "changed since")
			}
		}
	}
	return strings.Join(append(parts, info.GoVersion), ", ")
}

// usage prints a slip of the command line, with a hint.
func (c *commands) usage(err error) {
	message := strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n\n", "\n")
	first, rest, _ := strings.Cut(message, "\n")
	fmt.Fprintln(c.stderr, "error:", first)
	if rest != "" {
		fmt.Fprintln(c.stderr, rest)
	}
	fmt.Fprintln(c.stderr, "\thint: fieldbook --help lists the commands, fieldbook COMMAND --help its flags")
}

// contentFlag adds the flag that names the content folder.
func (c *commands) contentFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.project.Content, "content", scaffold.Content, "the folder of Markdown")
}

// inputs adds the flags of every command that builds.
func (c *commands) inputs(cmd *cobra.Command) *cobra.Command {
	f := cmd.Flags()
	c.contentFlag(cmd)
	f.StringVar(&c.project.Templates, "templates", "", "the folder of templates (default: templates/, or those built in)")
	f.StringVar(&c.project.Options.BaseURL, "base-url", "", "where the site will stand, instead of base_url in site.yaml")
	f.BoolVar(&c.project.Options.Drafts, "drafts", false, "publish drafts too")
	f.BoolVar(&c.project.Lenient, "lenient", false, "only warn of what is wrong in a page: no text and no front matter stops a build")
	f.StringVar(&c.project.From, "from", "", "the program whose Markdown it is: "+dialect.Words()+" (default: found by its files)")
	f.BoolVar(&c.noCache, "no-cache", false, "read every page anew, and keep nothing of it for the next time")
	cmd.Args = cobra.NoArgs
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return c.prepare(cmd) }
	return cmd
}

// prepare checks the flags, and finds the templates.
func (c *commands) prepare(cmd *cobra.Command) error {
	if b := c.project.Options.BaseURL; b != "" {
		if u, err := url.Parse(b); err != nil || u.Hostname() == "" || u.RawQuery != "" || strings.ContainsAny(b, "?# ") || u.Scheme != "http" && u.Scheme != "https" {
			return fmt.Errorf("--base-url %q is not an address such as https://example.org/handbook/", b)
		}
	}
	for _, name := range []string{"content", "templates", "out"} {
		if f := cmd.Flags().Lookup(name); f != nil && f.Changed && f.Value.String() == "" {
			return fmt.Errorf("--%s is empty", name)
		}
	}
	if _, err := dialect.Of(c.project.From); err != nil {
		return fmt.Errorf("--from: %w", err)
	}
	if addr := cmd.Flags().Lookup("addr"); addr != nil {
		_, port, err := net.SplitHostPort(addr.Value.String())
		if _, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil {
			return fmt.Errorf("--addr %q is not HOST:PORT, such as 127.0.0.1:1313; a port is at most 65535", addr.Value)
		}
	}
	if frame := cmd.Flags().Lookup("frame"); frame != nil && !preview.FrameKnown(frame.Value.String()) {
		return fmt.Errorf("--frame %q is not a list of sources, such as https://example.org, with spaces between them", frame.Value)
	}
	if editor := cmd.Flags().Lookup("editor"); editor != nil && !preview.EditorKnown(editor.Value.String()) {
		hint := diag.DidYouMean(diag.Nearest(editor.Value.String(), preview.EditorNames()))
		return fmt.Errorf("--editor %q is not known; it is one of %s, or an address with {path}\n%s", editor.Value, strings.Join(preview.EditorNames(), ", "), hint)
	}
	if !c.noCache {
		c.project.Cache = content.KeptCache()
	}
	root := c.locate(cmd)
	if out := cmd.Flags().Lookup("out"); out != nil && !out.Changed {
		c.out = filepath.Join(root, "public")
	}
	c.project.Named = cmd.Flags().Changed("templates")
	if !c.project.Named {
		c.project.Templates = filepath.Join(root, "templates") // also one that comes while the site is shown
	}
	return nil
}

// locate finds the site, unless its content is named: in this folder, or from a
// folder inside a site, in the nearest one above whose content has a site.yaml.
// It gives the way there.
func (c *commands) locate(cmd *cobra.Command) string {
	if cmd.Flags().Changed("content") {
		return ""
	}
	if info, err := os.Stat(scaffold.Content); err == nil && info.IsDir() {
		return ""
	}
	dir, err := os.Getwd()
	for up := ".."; err == nil && filepath.Dir(dir) != dir; up = filepath.Join(up, "..") {
		if _, err := os.Stat(filepath.Join(up, scaffold.Content, content.ConfigFile)); err == nil {
			c.project.Content = filepath.ToSlash(filepath.Join(up, scaffold.Content))
			return up
		}
		dir = filepath.Dir(dir)
	}
	return ""
}
