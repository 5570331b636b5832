package preview

import (
	"net"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// server holds what browsers are shown.
type server struct {
	project build.Project
	options Options
	log     *terminal
	hosts   hosts
	index   *indexer
	run     string // names this run: another one has other indexes

	mu       sync.RWMutex
	latest   *build.Result          // the last one made; what is repeated of it, later ones need not
	good     *build.Result          // the last one without mistakes; nil until there is one
	files    map[string]output.File // of good, by address
	edited   map[string]edit        // pages that have a newer text than good, by address
	wrong    *report                // what is wrong with latest
	untried  bool                   // the templates of latest have made no page of each kind yet
	browsers map[*browser]struct{}
}

// edit is a page whose text has changed since the site was built.
type edit struct {
	file     output.File
	playbook *playbook.Playbook
	build    int // the first build that has it
}

func newServer(p build.Project, o Options, listener net.Listener) *server {
	s := &server{
		project: p, options: o, log: &terminal{out: o.Log}, hosts: hostsOf(o.Addr, listener), index: newIndexer(),
		run: time.Now().Format(time.RFC3339Nano), edited: map[string]edit{}, browsers: map[*browser]struct{}{},
	}
	s.index.done = func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.broadcast(event{})
	}
	return s
}

// everything is what the first build, and one after a doubt, must look at.
var everything = build.Changed{Content: true, Templates: true}

// start makes the first build. The error is the machine's. A mistake that shows
// only when a template is executed is looked for later.
func (s *server) start() error {
	return s.rebuild(batch{changed: everything})
}

// atOnce bounds how many pages are shown before the site is built again.
const atOnce = 20

// quick shows the pages of some files at once if nothing but their text has
// changed; number is the build that will have them. It tells whether it did.
func (s *server) quick(files []string, number int) bool {
	s.mu.RLock()
	good := s.good
	s.mu.RUnlock()
	if good == nil || len(files) == 0 || len(files) > atOnce {
		return false
	}
	start := time.Now()
	var pages []*site.Page
	var made []output.File
	for _, file := range files {
		if info, err := os.Stat(filepath.Join(s.project.Content, filepath.FromSlash(file))); err != nil || info.Size() == 0 {
			return false // an editor may be about to write it
		}
		p, said := good.Tree.Page(file)
		if s.project.Lenient {
			said = said.Lenient()
		}
		if p == nil || said.Errors() > 0 {
			return false
		}
		page, ok := good.Site.Edited(p)
		if !ok {
			return false
		}
		body, err := good.Renderer.Page(page).Content()
		if err != nil {
			return false
		}
		pages, made = append(pages, page), append(made, output.Bytes(page.Address, body))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var addresses []string
	for i, page := range pages {
		if !s.shown(page) {
			s.edited[page.Address] = edit{made[i], page.Playbook, number}
			addresses = append(addresses, page.Address)
		}
	}
	if len(addresses) > 0 {
		s.index.postpone()
		s.broadcast(event{Changed: addresses})
		s.log.changed(s.paths(files), time.Since(start))
	}
	return true
}

// shown tells whether a page's text is the one that is shown already: some
// editors touch a file more than once. The cache gives the same text as the
// same Playbook. s.mu is held.
func (s *server) shown(p *site.Page) bool {
	if e, ok := s.edited[p.Address]; ok {
		return e.playbook == p.Playbook
	}
	page := s.good.Site.PageOf(p.Playbook.Path)
	return page != nil && page.Playbook == p.Playbook
}

// batch is what has changed since the build before.
type batch struct {
	number  int             // of the build that follows it
	changed build.Changed   // what must be looked at
	files   map[string]bool // below the content folder; true for those that are on the screen already
}

// rebuild builds the site again. The error is the machine's; what
// was there before stays.
func (s *server) rebuild(b batch) error {
	start := time.Now()
	changed := b.changed
	s.mu.RLock()
	last := s.latest
	s.mu.RUnlock()
	if last == nil {
		last, changed = &build.Result{}, everything
	}
	next, err := s.project.Rebuild(last, changed)
	if err != nil && s.latest == nil {
		return err // the preview has nothing to show
	}
	var found diag.List
	if err != nil {
		found = diag.List{{Path: s.project.Content, Message: err.Error()}}
	} else {
		found = s.try(next, last, b)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if last.Site != nil && found.Errors() == 0 {
		s.announce(b, last, next, time.Since(start))
	}
	if wrong := s.report(found.Sorted()); !wrong.equal(s.wrong) {
		s.log.reported(s.wrong, wrong)
		s.wrong = wrong
	}
	n := event{All: true}
	if err == nil {
		s.latest = next
		if found.Errors() == 0 || s.good == nil && onlySoft(found) {
			n.Moved = s.take(next, b.number)
			n.Changed, n.Assets = addressesOf(next.Site, unshown(b, last, next))
		}
	}
	if last.Site == nil {
		s.log.started(next, time.Since(start))
	}
	s.broadcast(n)
	return err
}

// take shows a new site; number is its build's. It tells which pages have moved.
func (s *server) take(next *build.Result, number int) map[string]string {
	var to map[string]string
	if s.good != nil && s.good.Site != next.Site {
		to = moved(s.good.Site, next.Site, s.edited)
	}
	s.good = next
	s.files = map[string]output.File{}
	for _, f := range next.WithoutIndex() {
		s.files[f.Path] = f
	}
	for address, e := range s.edited {
		if e.build <= number {
			delete(s.edited, address)
		}
	}
	s.index.follow(next)
	return to
}

// onlySoft tells whether pages can be shown in spite of the mistakes.
func onlySoft(list diag.List) bool {
	for _, d := range list {
		if d.Severity == diag.Error && !d.Soft {
			return false
		}
	}
	return true
}

// try gives what is wrong with a build: what its stages say, or else what shows
// when its pages are made. Those that have changed are made each time, and one
// of each kind when the templates have changed; not at the start, which must
// not wait for it.
func (s *server) try(next, last *build.Result, b batch) diag.List {
	s.untried = s.untried || b.changed.Templates
	if last.Site == nil || next.Diagnostics.Errors() > 0 {
		return next.Diagnostics
	}
	var pages []*site.Page
	if len(b.files) <= atOnce {
		for file := range b.files {
			if p := next.Site.PageOf(file); p != nil {
				pages = append(pages, p)
			}
		}
	}
	if s.untried {
		pages = append(pages, next.Samples()...)
	}
	found := next.Try(pages)
	s.untried = s.untried && len(found) > 0
	return append(found, next.Diagnostics...)
}

// announce says what has changed, but for what was shown at once.
func (s *server) announce(b batch, last, next *build.Result, took time.Duration) {
	what := s.paths(unshown(b, last, next))
	if b.number > 0 && b.changed.Templates {
		what = append(what, "templates")
	}
	if len(what) > 0 {
		s.log.changed(what, took)
	}
}

// unshown gives the files that are not on the screen already, and that say
// something else than before.
func unshown(b batch, last, next *build.Result) []string {
	var files []string
	for _, file := range keys(b.files) {
		page := next.Site.PageOf(file)
		same := page != nil && last.Site != nil && last.Site.PageOf(file) != nil && last.Site.PageOf(file).Playbook == page.Playbook
		if !b.files[file] && !same {
			files = append(files, file)
		}
	}
	return files
}

// addressesOf gives the addresses of files: of pages, and of what stands in
// them.
func addressesOf(s *site.Site, files []string) (pages, assets []string) {
	for _, file := range files {
		if p := s.PageOf(file); p != nil {
			pages = append(pages, p.Address)
		}
	}
	for _, a := range s.Assets {
		if slices.Contains(files, a.Path) {
			assets = append(assets, a.Address)
		}
	}
	return pages, assets
}

// moved finds the pages that stand at another address than before, by their
// text, which may have been edited since.
func moved(before, now *site.Site, edited map[string]edit) map[string]string {
	texts := map[string]string{} // of pages that are new at their address
	old := map[string]bool{}
	for _, p := range before.Pages {
		old[p.Address] = true
	}
	here := map[string]bool{}
	for _, p := range now.Pages {
		here[p.Address] = true
		if text := text(p.Playbook); text != "" && !old[p.Address] {
			texts[text] = p.Address
		}
	}
	to := map[string]string{}
	for _, p := range before.Pages {
		last := p.Playbook
		if e, ok := edited[p.Address]; ok {
			last = e.playbook
		}
		if address, ok := texts[text(last)]; ok && !here[p.Address] {
			to[p.Address] = address
		}
	}
	return to
}

func text(p *playbook.Playbook) string {
	if p == nil {
		return ""
	}
	return p.Body.HTML
}

// paths gives files below the content folder as the user knows them.
func (s *server) paths(files []string) []string {
	var out []string
	for _, file := range files {
		out = append(out, path.Join(filepath.ToSlash(s.project.Content), file))
	}
	return out
}

// published gives a file of the site, if there is one of that name.
func (s *server) published(name string) (output.File, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if e, newer := s.edited[name]; newer {
		return e.file, true
	}
	f, ok := s.files[name]
	return f, ok
}
