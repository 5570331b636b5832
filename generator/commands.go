package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/preview"
	"fieldbook/generator/render"
	"fieldbook/generator/schema"
	"fieldbook/generator/words"
)

// commands holds what the command line asked for. A command that ran sets
// code; an error that cobra returns is the user's slip.
type commands struct {
	stdout, stderr io.Writer
	code           int
	project        build.Project
	out            string
	preview        preview.Options
	open           bool
}

func (c *commands) root() *cobra.Command {
	root := &cobra.Command{
		Use:               "generator",
		Short:             "Markdown playbooks in, a static knowledge base with checklists out",
		Example:           "  go run ./generator serve    read and write the site at http://127.0.0.1:1313/\n  go run ./generator build    publish it to public/",
		Version:           version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SetOut(c.stdout)
	root.SetErr(c.stderr)
	root.AddCommand(c.buildCommand(), c.serveCommand(), c.checkCommand(), c.newCommand(), c.schemaCommand(), c.wordsCommand(), c.licensesCommand())
	return root
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return info.Main.Version + " " + info.GoVersion
}

// usage prints a slip of the command line, with a hint.
func (c *commands) usage(err error) {
	message := strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n\n", "\n")
	first, rest, _ := strings.Cut(message, "\n")
	fmt.Fprintln(c.stderr, "error:", first)
	if rest != "" {
		fmt.Fprintln(c.stderr, rest)
	}
	fmt.Fprintln(c.stderr, "\thint: generator --help lists the commands, generator COMMAND --help its flags")
}

// inputs adds the flags of every command that builds.
func (c *commands) inputs(cmd *cobra.Command) *cobra.Command {
	f := cmd.Flags()
	f.StringVar(&c.project.Content, "content", "content", "the folder of Markdown")
	f.StringVar(&c.project.Templates, "templates", "", "the folder of templates (default: templates/, or those built in)")
	f.StringVar(&c.project.Options.BaseURL, "base-url", "", "where the site will stand, instead of base_url in site.yaml")
	f.BoolVar(&c.project.Options.Drafts, "drafts", false, "publish drafts too")
	f.BoolVar(&c.project.Lenient, "lenient", false, "only warn of dead links, missing anchors and unknown keys")
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
	if addr := cmd.Flags().Lookup("addr"); addr != nil {
		if _, _, err := net.SplitHostPort(addr.Value.String()); err != nil {
			return fmt.Errorf("--addr %q is not HOST:PORT, such as 127.0.0.1:1313", addr.Value)
		}
	}
	if editor := cmd.Flags().Lookup("editor"); editor != nil && !preview.EditorKnown(editor.Value.String()) {
		hint := diag.DidYouMean(editor.Value.String(), preview.EditorNames())
		return fmt.Errorf("--editor %q is not known; it is one of %s, or an address with {path}\n%s", editor.Value, strings.Join(preview.EditorNames(), ", "), hint)
	}
	if !cmd.Flags().Changed("templates") {
		// Many projects have a folder of that name for something else.
		if _, err := os.Lstat(filepath.Join("templates", render.Layout)); err == nil {
			c.project.Templates = "templates"
		}
	}
	return nil
}

func (c *commands) buildCommand() *cobra.Command {
	cmd := c.inputs(&cobra.Command{
		Use:   "build",
		Short: "Publish the site to a folder",
		Long:  "Publish the site to a folder. With a mistake in the content nothing is written: the last good site stays.",
		RunE:  func(*cobra.Command, []string) error { c.build(); return nil },
	})
	cmd.Flags().StringVar(&c.out, "out", "public", "the folder to write")
	return cmd
}

// shownWarnings bounds what a build prints; check prints all.
const shownWarnings = 10

// A build lives for a second or two: collecting garbage less often is worth
// some memory, up to a limit that large sites come near.
const (
	gcPercent   = 300
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
	stats, mistakes, err := c.project.Publish(result, c.out)
	bar.end()
	if err != nil || len(mistakes) > 0 {
		c.fail(err, mistakes)
		return
	}
	fmt.Fprintf(c.stdout, "%d pages, %d checklists, %d files in %s: %d written, %d unchanged, %d removed, in %d ms\n",
		len(result.Site.Pages), len(result.Site.Checklists), stats.Written+stats.Kept, c.out,
		stats.Written, stats.Kept, stats.Deleted, time.Since(start).Milliseconds())
}

// clean prints what a build says, and tells whether it may be published.
func (c *commands) clean(r *build.Result, err error, warnings int) bool {
	if err != nil {
		c.fail(err, nil)
		return false
	}
	r.Diagnostics.Print(c.stderr, warnings)
	if n := r.Diagnostics.Errors(); n > 0 {
		fmt.Fprintf(c.stderr, "%s: nothing was published\n", count(n, "mistake"))
		c.code = exitMistakes
		return false
	}
	return true
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
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
	return c.inputs(&cobra.Command{
		Use:   "check",
		Short: "Find every mistake and every overdue review, write nothing",
		RunE: func(*cobra.Command, []string) error {
			result, err := c.project.Build()
			if err == nil {
				now := time.Now()
				review := result.Site.Review(playbook.Date{Year: now.Year(), Month: int(now.Month()), Day: now.Day()})
				result.Diagnostics = append(result.Diagnostics, review...)
			}
			if !c.clean(result, err, -1) {
				return nil
			}
			if mistakes, err := result.Check(); err != nil || len(mistakes) > 0 {
				c.fail(err, mistakes)
				return nil
			}
			fmt.Fprintf(c.stdout, "%d pages, no mistakes, %s\n", len(result.Site.Pages), count(len(result.Diagnostics), "warning"))
			return nil
		},
	})
}

func (c *commands) serveCommand() *cobra.Command {
	cmd := c.inputs(&cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser, and follow every change",
		RunE:  func(*cobra.Command, []string) error { c.serve(); return nil },
	})
	cmd.Flags().StringVar(&c.preview.Addr, "addr", "127.0.0.1:1313", "where to listen; 0.0.0.0:1313 lets a phone in the same network read along")
	cmd.Flags().BoolVar(&c.preview.Follow, "follow", false, "lead the browser to the page that was saved")
	cmd.Flags().BoolVar(&c.preview.Poll, "poll", false, "look for changes twice a second, for disks that do not tell of them")
	cmd.Flags().StringVar(&c.preview.Editor, "editor", "vscode", "the editor that Alt-click opens: "+strings.Join(preview.EditorNames(), ", ")+", or an address with {path}, {line} and {col}")
	cmd.Flags().BoolVar(&c.open, "open", false, "open the browser")
	return cmd
}

func (c *commands) serve() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c.preview.Log = c.stderr
	c.preview.Ready = func(address string) {
		fmt.Fprintf(c.stdout, "Fieldbook is at %s (Ctrl+C ends it)\n", address)
		if c.open {
			openBrowser(address)
		}
	}
	if err := preview.Serve(ctx, c.project, c.preview); err != nil {
		c.fail(err, nil)
	}
}

func (c *commands) schemaCommand() *cobra.Command {
	kinds := map[string]any{
		"playbook": playbook.FrontMatter{}, "site": playbook.Config{},
		"sources": playbook.Sources{}, "glossary": playbook.Glossary{},
	}
	return &cobra.Command{
		Use:       "schema [playbook|site|sources|glossary]",
		Short:     "Print the JSON Schema of the front matter, or of a YAML file",
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"playbook", "site", "sources", "glossary"},
		RunE: func(_ *cobra.Command, args []string) error {
			kind := "playbook"
			if len(args) > 0 {
				kind = args[0]
			}
			data, err := json.MarshalIndent(schema.JSON("Fieldbook "+kind, kinds[kind]), "", "  ")
			if err != nil {
				c.fail(err, nil)
				return nil
			}
			fmt.Fprintln(c.stdout, string(data))
			return nil
		},
	}
}

func (c *commands) wordsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "words [LANGUAGE]",
		Short: "Print the words of the interface, for a words.yaml of your own",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			language := words.Default
			if len(args) > 0 {
				language = args[0]
			}
			data, err := words.New(language).Source()
			if err != nil {
				c.fail(err, nil)
				return nil
			}
			fmt.Fprint(c.stdout, string(data))
			return nil
		},
	}
}

// licenses are those of the modules that the program is linked with.
//
//go:embed licenses.txt
var licenses string

func (c *commands) licensesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "licenses",
		Short: "Print the licences of what this program is made of",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprint(c.stdout, licenses)
			return nil
		},
	}
}

func (c *commands) newCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "new", Short: "Write a starting file", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		return errors.New("new what? playbook or checklist")
	}}
	for _, kind := range []string{"playbook", "checklist"} {
		var dir, title string
		sub := &cobra.Command{
			Use:     kind + " TOPIC/SLUG",
			Short:   "Write a commented " + kind + "; never overwrites",
			Example: "  generator new " + kind + ` finding/trade-fairs --title "Trade fairs"`,
			Args:    cobra.MatchAll(cobra.ExactArgs(1), func(_ *cobra.Command, args []string) error { return isSlugPath(args[0]) }),
			RunE: func(_ *cobra.Command, args []string) error {
				file, err := scaffold(dir, args[0], kind, title)
				if err != nil {
					c.fail(err, nil)
					return nil
				}
				fmt.Fprintln(c.stdout, "wrote", filepath.ToSlash(file))
				return nil
			},
		}
		sub.Flags().StringVar(&dir, "content", "content", "the folder of Markdown")
		sub.Flags().StringVar(&title, "title", "", "the page's title (default: made of SLUG)")
		cmd.AddCommand(sub)
	}
	return cmd
}
