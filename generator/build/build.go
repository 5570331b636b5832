// Package build names the stages from the content folder to the published
// files, in their order. Files gives each after what it refers to, the home page
// last; of these, what is new before what replaces something. What a page's files
// were made of is remembered (memory.go), so that only others are made again; with
// templates of the owner's, which may look at any text, all are.
package build

import (
	"errors"
	"io/fs"
	"net/url"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"fieldbook/generator/assets"
	"fieldbook/generator/brand"
	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/gitlog"
	"fieldbook/generator/input"
	"fieldbook/generator/offline"
	"fieldbook/generator/output"
	"fieldbook/generator/render"
	"fieldbook/generator/search"
	"fieldbook/generator/site"
	"fieldbook/templates"
)

// Project is a content folder and how it is to be built.
type Project struct {
	Content     string // the content folder
	Templates   string // the templates folder; "" for those built into the program
	Named       bool   // the user has named that folder: it must hold templates
	Options     site.Options
	From        string                           // the program whose Markdown it is; "" for what the site or its files tell
	Lenient     bool                             // only warn of what other programs' Markdown may well hold, such as dead links
	Internal    bool                             // publish what only the firm may read
	Cache       *content.Cache                   // nil for a single build
	Preview     bool                             // it stands at the root of its host, whatever base_url says
	Lines       bool                             // note in the pages where each block begins in its file
	Precompress bool                             // write compressed copies too, which some hosts send
	Progress    func(what string, done, all int) // may be nil
	Memory      int64                            // what a site of some thousand pages may take, in bytes, before garbage is collected more often; 0 for no limit
	Only        func(file string) bool           // build these pages alone; nil for all
	Before      func()                           // called before each page is read, and may wait; nil: nothing comes first
	Unsaved     map[string][]byte                // what an editor holds in the place of files, by their paths below the content folder
	Bare        bool                             // only to look things up: no page can be made of it
}

// Result is a built site, with what each stage made, so that a later build
// repeats only what must be. Its files can be published when its Diagnostics
// hold no error.
type Result struct {
	Site        *site.Site
	Tree        *content.Tree
	Renderer    render.Renderer
	Brand       *brand.Brand
	Interface   *content.Interface
	Diagnostics diag.List

	options site.Options
	layouts *render.Templates
	own     bool // there are templates of the owner's
	bundle  *assets.Bundle
	said    struct{ content, templates diag.List }
}

// Files gives every file to publish, each after those that it refers to as far
// as such an order exists: pages refer to each other in circles. The home page,
// where readers enter, comes after all other pages.
func (r *Result) Files() []output.File { return r.with(r.Index()) }

func (r *Result) with(index []output.File) []output.File {
	return slices.Concat(r.resources(), index, r.Renderer.Pages())
}

// WithoutIndex gives the files but for the search index.
func (r *Result) WithoutIndex() []output.File { return r.with(nil) }

func (r *Result) resources() []output.File {
	unneeded := r.Renderer.Unneeded()
	files := slices.DeleteFunc(slices.Clone(r.bundle.Files), func(f output.File) bool { return slices.Contains(unneeded, f.Path) })
	return append(files, r.Renderer.Resources()...)
}

// Index gives the search index. It is made anew each time, which takes longer
// than all other stages.
func (r *Result) Index() []output.File { return search.Files(r.Site, nil) }

// Changed says which inputs may have changed since an earlier build.
type Changed struct{ Content, Templates bool }

// Build runs the stages. The error is the machine's; the authors' mistakes are
// in the Result.
func (p Project) Build() (*Result, error) {
	return p.Rebuild(&Result{}, Changed{Content: true, Templates: true})
}

// Rebuild runs the stages whose input may have changed since the last Result.
func (p Project) Rebuild(last *Result, changed Changed) (*Result, error) {
	next := *last
	if changed.Content {
		words, err := content.LoadInterface(p.Content)
		if err != nil {
			return nil, err
		}
		changed.Templates = changed.Templates || !words.Same(last.Interface)
		next.Interface = words
	}
	var stages errgroup.Group // the two do not touch each other
	if changed.Content {
		stages.Go(func() error { return p.join(&next) })
	}
	if changed.Templates {
		stages.Go(func() error { return p.layouts(&next) })
	}
	if err := stages.Wait(); err != nil {
		return nil, err
	}
	next.Renderer = render.New(next.Site, next.layouts, next.bundle.Addresses, next.Brand, p.root(next.Site), p.outline(&next))
	next.Diagnostics = p.judge(next.Tree, next.said.content, next.said.templates)
	return &next, nil
}

// root is the path of the site on its host; "" if it is not known.
func (p Project) root(s *site.Site) string {
	if p.Preview {
		return "/"
	}
	u, err := url.Parse(s.BaseURL.Value)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.EscapedPath()
}

// join runs the stages of the content.
func (p Project) join(r *Result) error {
	tree, err := content.Load(p.Content, content.Options{Cache: p.Cache, From: p.From, Lenient: p.Lenient, Internal: p.Internal, Lines: p.Lines, Only: p.Only, Before: p.Before, Unsaved: p.Unsaved, Bare: p.Bare, Progress: p.reading()})
	if err != nil {
		return err
	}
	if p.Preview {
		tree.Config.Offline = false
	}
	checklists, clashes := checklist.Build(tree.Playbooks, r.Interface.Words, tree.Path)
	options, unknown := p.changes(tree)
	options.Lenient = p.Lenient
	joined, dead := site.Join(tree, checklists, r.Interface.Words, options)
	look, ugly := brand.Make(tree)
	r.Tree, r.Site, r.Brand, r.options = tree, joined, look, options
	r.said.content = slices.Concat(r.Interface.Diagnostics, tree.Diagnostics, clashes, unknown, dead, ugly)
	if empty := joined.Empty(); empty != nil && p.Only == nil && p.judge(tree, r.said.content).Errors() == 0 {
		r.said.content = append(r.said.content, *empty)
	}
	return nil
}

// changes adds the days of the last changes to the options, if the site shows
// them.
func (p Project) changes(t *content.Tree) (site.Options, diag.List) {
	options := p.Options
	if !t.Config.LastChanged {
		return options, nil
	}
	days, reason := gitlog.Read(p.Content)
	if reason != "" {
		return options, diag.List{{Path: t.Path(content.ConfigFile), Code: "no-history", Severity: diag.Warning, Message: "last_changed shows no days: " + reason, Hint: "mend it, or remove last_changed"}}
	}
	options.Changed = days
	return options, nil
}

// layouts runs the stages of the templates.
func (p Project) layouts(r *Result) error {
	files, own, name, err := p.templates()
	if err != nil {
		return err
	}
	layouts, mistakes := render.Parse(files, own, name, r.Interface.Words)
	bundle, complaints, err := p.bundle(files, own != nil, name, r.Interface)
	if err != nil {
		return err
	}
	r.layouts, r.bundle, r.own = layouts, bundle, own != nil
	r.said.templates = slices.Concat(mistakes, complaints)
	return nil
}

// SourceMap gives the source map of a bundle, which nothing publishes, for whoever
// writes templates; nil if there is none at that address.
func (p Project) SourceMap(r *Result, address string) []byte {
	files, _, _, err := p.templates()
	if err != nil {
		return nil
	}
	return assets.SourceMap(files, r.Interface.Words, address)
}

// judge puts together what the stages say.
func (p Project) judge(t *content.Tree, lists ...diag.List) diag.List {
	all := slices.Concat(lists...)
	if p.Lenient {
		all = all.Lenient()
	}
	return t.Heard(all).Sorted().Grouped()
}

// templates gives the files of all templates, and of the owner's alone, which
// lie over those built in; and the folder's name.
func (p Project) templates() (all, own fs.FS, name string, err error) {
	if p.Templates == "" {
		return templates.Files, nil, "templates", nil
	}
	folder, err := input.Open(p.Templates)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, "", err
	}
	switch here := err == nil && templates.Meant(folder.FS(maxTemplate)); {
	case !here && !p.Named:
		return templates.Files, nil, "templates", nil
	case err != nil:
		return emptyFolder{}, emptyFolder{}, filepath.ToSlash(p.Templates), nil // which is the owner's to mend
	}
	if own = folder.FS(maxTemplate); templates.Same(own) {
		return templates.Files, nil, "templates", nil
	}
	return templates.Over(own), own, filepath.ToSlash(p.Templates), nil
}

// emptyFolder holds no file.
type emptyFolder struct{}

// Open implements fs.FS.
func (emptyFolder) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// maxTemplate bounds a file of the templates, in bytes.
const maxTemplate = 20 << 20

func (p Project) progress(what string) func(done, all int) {
	if p.Progress == nil {
		return nil
	}
	return func(done, all int) { p.Progress(what, done, all) }
}

// Publish writes a Result to the folder out. A mistake in a template that only
// shows now is given as Diagnostics, with nothing published.
func (p Project) Publish(r *Result, out string) (output.Stats, diag.List, error) {
	if err := p.apart(out); err != nil {
		return output.Stats{}, nil, err
	}
	index, keepIndex := p.index(r)
	files := r.with(index)
	if p.Precompress {
		files = output.Precompressed(files)
	}
	files = append(files, offline.Worker(r.Site))
	memory, keepMemory := p.memory(out)
	stats, err := output.Write(out, files, memory, p.progress("writing"))
	if mistake, ok := errors.AsType[diag.Diagnostic](err); ok {
		return stats, diag.List{mistake}, nil
	}
	if err == nil {
		keepIndex()
		keepMemory()
	}
	return stats, nil, err
}

// apart refuses an output folder that lies inside the content or the
// templates, or around them.
func (p Project) apart(out string) error {
	b, err := output.Resolve(out)
	if err != nil {
		return err
	}
	for _, in := range []string{p.Content, p.Templates} {
		if in == "" {
			continue
		}
		a, err := output.Resolve(in)
		if err != nil {
			return err
		}
		if input.Within(a, b) || input.Within(b, a) {
			return &diag.Failure{What: "the output folder " + out + " and " + in + " lie inside each other", Hint: "name another folder with --out"}
		}
	}
	return nil
}

// Samples gives one page of each kind: most mistakes in templates show in them.
func (r *Result) Samples() []*site.Page {
	var pages []*site.Page
	seen := map[site.Kind]bool{}
	for _, p := range slices.Concat(r.Site.Pages, r.Site.Forms) {
		if !seen[p.Kind] {
			seen[p.Kind] = true
			pages = append(pages, p)
		}
	}
	return pages
}

// Form makes the form of a checklist's page as one file without outside parts.
func (r *Result) Form(of *site.Page, l site.Letter) ([]byte, error) {
	parts := output.ByPath(r.bundle.Files)
	style, err := parts[r.bundle.Addresses["form.css"]].Content()
	if err != nil {
		return nil, err
	}
	script, err := parts[r.bundle.Addresses["form.js"]].Content()
	if err != nil {
		return nil, err
	}
	return r.Renderer.FormFile(site.FormOf(of), l, style, script)
}

// Try makes some pages and throws them away, so that mistakes in their
// templates show.
func (r *Result) Try(pages []*site.Page) diag.List {
	var found diag.List
	for _, p := range pages {
		_, err := r.Renderer.Page(p).Content()
		if mistake, ok := errors.AsType[diag.Diagnostic](err); ok {
			found = append(found, mistake)
		}
	}
	return found
}

// Check makes every file of a Result and throws it away, so that mistakes in
// templates show.
func (r *Result) Check() (diag.List, error) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range r.Files() {
		group.Go(func() error {
			_, err := f.Content()
			return err
		})
	}
	err := group.Wait()
	if mistake, ok := errors.AsType[diag.Diagnostic](err); ok {
		return diag.List{mistake}, nil
	}
	return nil, err
}
