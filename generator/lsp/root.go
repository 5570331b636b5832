package lsp

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/findable"
	"fieldbook/generator/input"
	"fieldbook/generator/live"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
)

// rest is how long nothing must be typed until the site is built again, which takes
// longer the larger it is.
const rest = 80 * time.Millisecond

// root is the site of one folder of an editor. A change of a text is answered twice,
// as in the preview: at once for the page alone, and for the whole site when nothing
// is typed for a moment.
type root struct {
	server  *server
	dir     string // where the site's owner runs the program
	content string // the content folder
	project build.Project

	ctx   context.Context
	stop  context.CancelFunc
	done  chan struct{} // closed when run has ended
	ready chan struct{} // closed when the site was built for the first time

	changes *live.Site

	mu       sync.Mutex
	unsaved  map[string]*text // what the editor holds, by path below the content folder
	stale    bool             // more has changed than what was built
	result   *build.Result
	uses     *refs.Uses      // of result
	proposed *proposed       // for result's pages
	lost     diag.List       // what is said of result's criteria that have other ids now
	told     map[string]bool // URIs that have diagnostics
}

// contentOf finds the content folder of a folder that an editor has open: in it, the
// folder itself, or around it; empty if there is none.
func contentOf(dir string) string {
	if dir == "" {
		return ""
	}
	here := func(name string) bool { _, err := os.Stat(name); return err == nil }
	if inside := filepath.Join(dir, "content"); isDir(inside) {
		return inside
	}
	for up := dir; ; up = filepath.Dir(up) {
		if here(filepath.Join(up, content.ConfigFile)) {
			return up
		}
		if filepath.Dir(up) == up {
			break
		}
	}
	if content.Large(dir, 1) {
		return dir
	}
	return ""
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// below gives a path below a folder, with slashes; empty if it is not there.
func below(dir, name string) string {
	if file, ok := input.Below(dir, name); ok && file != "." {
		return file
	}
	return ""
}

func newRoot(s *server, dir, folder string) *root {
	r := &root{server: s, dir: dir, content: folder, project: s.project, done: make(chan struct{}), ready: make(chan struct{}), unsaved: map[string]*text{}, stale: true, told: map[string]bool{}}
	if site := filepath.Dir(folder); filepath.Base(folder) == "content" {
		r.dir = site
	}
	r.project.Content, r.project.Options.Drafts, r.project.Bare = folder, true, true
	if templates := filepath.Join(r.dir, "templates"); isDir(templates) {
		r.project.Templates = templates
	}
	if r.project.Cache == nil {
		r.project.Cache = content.NewCache()
	}
	for uri, t := range s.texts {
		if file := below(folder, fileOf(uri)); file != "" {
			r.unsaved[file] = t
		}
	}
	r.changes = live.New(r.glance, r.build)
	r.changes.Rest = s.rest
	r.ctx, r.stop = context.WithCancel(s.ctx)
	go r.run()
	return r
}

func (r *root) close() {
	r.stop()
	<-r.done
}

// changed takes the text that the editor holds for a file, nil for what is on the
// disk; without a name, anything may have changed there.
func (r *root) changed(file string, t *text) {
	r.mu.Lock()
	switch {
	case file == "":
	case t == nil:
		delete(r.unsaved, file)
		file = ""
	default:
		r.unsaved[file] = t
	}
	r.stale = true
	r.mu.Unlock()
	r.changes.Note(build.Changed{Content: true}, file)
}

// run builds the site whenever it has changed, until it is closed.
func (r *root) run() {
	defer close(r.done)
	first := make(chan struct{})
	go func() {
		defer close(first)
		_ = r.build(live.Batch{}) // it stays unknown, and is built again when it changes
		close(r.ready)
		_ = r.project.Cache.Save() // else the next start takes longer
	}()
	r.changes.Run(r.ctx, first)
	<-first
	_ = r.project.Cache.Save()
}

// build builds the site of all texts, and tells all that is wrong. The error is the
// machine's: the folder is gone, and what was known of it stays.
func (r *root) build(b live.Batch) error {
	r.mu.Lock()
	p, last := r.project, r.result
	p.Unsaved = map[string][]byte{}
	for file, t := range r.unsaved {
		p.Unsaved[file] = []byte(t.All)
	}
	r.stale = false
	r.mu.Unlock()
	if last == nil {
		last, b.Changed = &build.Result{}, live.Everything
	}
	next, err := p.Rebuild(last, b.Changed)
	if err != nil {
		return err
	}
	lost := next.Renamed()
	r.mu.Lock()
	r.result, r.uses, r.lost, r.proposed = next, &refs.Uses{}, lost, &proposed{of: map[string][]findable.Proposal{}}
	newer := r.stale // the next build tells
	r.mu.Unlock()
	if !newer {
		r.tell(next.Tree.Heard(slices.Concat(next.Diagnostics, next.Site.Review(playbook.DateOf(time.Now())), lost)).Sorted())
	}
	return nil
}

// glance tells at once what is wrong with the pages whose text has changed.
func (r *root) glance(b live.Batch) bool {
	r.mu.Lock()
	result, unsaved := r.result, maps.Clone(r.unsaved)
	r.mu.Unlock()
	for file := range b.Files {
		if t := unsaved[file]; t != nil && result != nil && result.Site.PageOf(file) != nil {
			r.publish(file, t, wrongWith(result, file, t).Sorted())
		}
	}
	return true
}

// wrongWith gives what is wrong with a page of a site that says something else now.
func wrongWith(result *build.Result, file string, now *text) diag.List {
	said, found := result.Tree.PageOf(file, []byte(now.All))
	if said == nil {
		return found
	}
	return result.Tree.Heard(slices.Concat(found, result.Site.Check(result.Tree, said)), said)
}

// tell publishes diagnostics of all files, and takes back those of files that have
// none any more.
func (r *root) tell(found diag.List) {
	byFile := map[string]diag.List{}
	for _, d := range found {
		file := below(filepath.ToSlash(r.content), d.Path)
		if file == "" {
			file = d.Path // of the templates, or of the folder itself
		}
		byFile[file] = append(byFile[file], d)
	}
	r.mu.Lock()
	told, unsaved := r.told, maps.Clone(r.unsaved)
	r.told = map[string]bool{}
	for file := range byFile {
		r.told[file] = true
	}
	r.mu.Unlock()
	for file := range told {
		if byFile[file] == nil {
			r.publish(file, nil, nil)
		}
	}
	for file, list := range byFile {
		t := unsaved[file]
		if t == nil {
			t = r.read(file)
		}
		r.publish(file, t, list)
	}
}

// path gives the name on the disk of a file below the content folder, or of one that
// is named in full.
func (r *root) path(file string) string {
	name := filepath.FromSlash(file)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(r.content, name)
}

// read gives the text of a file on the disk; nil if it cannot be read.
func (r *root) read(file string) *text {
	data, err := os.ReadFile(r.path(file))
	if err != nil {
		return nil
	}
	return newText(string(data))
}

// publish tells what is wrong with one file.
func (r *root) publish(file string, t *text, list diag.List) {
	r.mu.Lock()
	if len(list) > 0 {
		r.told[file] = true
	}
	r.mu.Unlock()
	p := publishParams{URI: uriOf(r.path(file)), Diagnostics: []diagnostic{}}
	for _, d := range list {
		p.Diagnostics = append(p.Diagnostics, r.diagnostic(t, d))
	}
	_ = r.server.conn.Notify(r.ctx, "textDocument/publishDiagnostics", p) // the editor may be gone
}

// diagnostic says what the program would at a terminal, in the folder of the site.
func (r *root) diagnostic(t *text, d diag.Diagnostic) diagnostic {
	message := d.Message
	if d.Hint != "" {
		message += "\nhint: " + d.Hint
	}
	folder := filepath.ToSlash(r.dir) + "/"
	out := diagnostic{Severity: 1, Source: "fieldbook", Code: d.Code, Message: strings.ReplaceAll(message, folder, "")}
	if d.Severity == diag.Warning {
		out.Severity = 2
	}
	if t != nil {
		out.Range = t.span(t.of(d.Span))
	}
	return out
}
