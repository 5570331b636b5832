package preview

import (
	"maps"
	"net"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/live"
	"fieldbook/generator/site"
	"fieldbook/generator/watch"
)

// server shows a state to browsers, and tells them when it changes.
type server struct {
	project  build.Project
	options  Options
	log      *terminal
	hosts    hosts
	index    *indexer
	misses   misses
	proposed proposer
	gate     *gate
	early    *early // nil on a small site
	run      string // names this run: another one has other indexes
	*state

	telling  sync.RWMutex // held while browsers are told
	wrong    *report      // what is wrong with the last build
	browsers map[*browser]struct{}
}

func newServer(p build.Project, o Options, listener net.Listener) *server {
	g := &gate{}
	s := &server{
		project: p, gate: g, options: o, log: &terminal{out: o.Log}, hosts: hostsOf(o.Addr, listener), index: newIndexer(), state: newState(),
		run: time.Now().Format(time.RFC3339Nano), browsers: map[*browser]struct{}{}, early: newEarly(p, g),
	}
	s.project.Before = func() {
		g.pass()
		if p.Before != nil {
			p.Before()
		}
	}
	s.index.done = func() { s.broadcast(event{}) }
	return s
}

// watch begins to watch the project's folders; the terminal tells why that takes longer
// where the system does not help.
func (s *server) watch() *watch.Watcher {
	return watch.New(s.project.Content, s.project.Templates, s.options.Poll, content.Ignored, s.log.cannotWatch)
}

// startNumber is that of the first build: what changes meanwhile, it may not have.
const startNumber = -1

// start makes the first build. The error is the machine's. A mistake that shows
// only when a template is executed is looked for later.
func (s *server) start() error {
	return s.rebuild(live.Batch{Number: startNumber, Changed: live.Everything})
}

// atOnce bounds how many pages are shown before the site is built again.
const atOnce = 20

// quick shows the pages of some files at once if nothing but their text has
// changed. It tells whether it did.
func (s *server) quick(b live.Batch) bool {
	start, files := time.Now(), slices.Sorted(maps.Keys(b.Files))
	_, good := s.builds()
	early := good == nil && s.early.here()
	if early {
		good = s.early.shown()
	}
	if good == nil || b.Changed.Templates || len(files) == 0 || len(files) > atOnce {
		return false
	}
	var made []edit
	var ok bool
	s.gate.first(func() { made, ok = edits(s.project, good, files, b.Number) })
	if !ok {
		if early && s.early.renew() {
			s.forget()
			s.broadcast(event{All: true})
		}
		return false
	}
	if addresses := s.edit(made); len(addresses) > 0 {
		s.index.postpone()
		s.broadcast(event{Changed: addresses, Shown: showing(good.Site, addresses)})
		s.log.changed(s.paths(files), time.Since(start))
	}
	return true
}

// rebuild builds the site again. The error is the machine's; what was there
// before stays.
func (s *server) rebuild(b live.Batch) error {
	start := time.Now()
	last, _ := s.builds()
	first := last.Site == nil
	if first {
		last, b.Changed = s.early.layouts(last)
	}
	next, err := s.project.Rebuild(last, b.Changed)
	if err != nil && first {
		return err // the preview has nothing to show
	}
	n := event{All: true}
	var moved map[string]string
	found := diag.List{{Path: s.project.Content}}
	if err != nil {
		found[0].Message = err.Error()
	} else {
		moved = s.moves(next)
		found = s.try(next, b, first)
		if !first && found.Errors() == 0 {
			s.announce(b, last, next, time.Since(start))
		}
	}
	s.report(found)
	if err == nil {
		s.log.proposed(aliases(next, moved))
		if s.advance(next, found, b.Number) {
			s.index.follow(next)
			n.Moved = moved
			n.Changed, n.Assets = addressesOf(next.Site, unshown(b, last, next))
			n.Shown = showing(next.Site, n.Changed)
		}
	}
	if first {
		s.log.started(next, time.Since(start), s.project.Lenient)
		s.early.end()
	}
	s.broadcast(n)
	return err
}

// report takes what is wrong now; the terminal tells what is new of it.
func (s *server) report(found diag.List) {
	wrong := s.reportOf(found.Sorted())
	s.telling.Lock()
	defer s.telling.Unlock()
	if !wrong.equal(s.wrong) {
		s.log.reported(s.wrong, wrong)
		s.wrong = wrong
	}
}

// try gives what is wrong with a build: what its stages say, or else what shows
// when its pages are made. Those that have changed are made each time, and one
// of each kind when the templates have changed; not at first, which must not
// wait for it.
func (s *server) try(next *build.Result, b live.Batch, first bool) diag.List {
	samples := s.samplesDue(b.Changed.Templates)
	if first || next.Diagnostics.Errors() > 0 {
		return next.Diagnostics
	}
	var pages []*site.Page
	if len(b.Files) <= atOnce {
		for file := range b.Files {
			if p := next.Site.PageOf(file); p != nil {
				pages = append(pages, p)
			}
		}
	}
	if samples {
		pages = append(pages, next.Samples()...)
	}
	found := next.Try(pages)
	if len(found) == 0 {
		s.sampled()
	}
	return append(found, next.Diagnostics...)
}

// announce says what has changed, but for what was shown at once.
func (s *server) announce(b live.Batch, last, next *build.Result, took time.Duration) {
	what := s.paths(unshown(b, last, next))
	if b.Number > 0 && b.Changed.Templates {
		what = append(what, "templates")
	}
	if len(what) > 0 {
		s.log.changed(what, took)
	}
}

// unshown gives the files that are not on the screen already, and that say
// something else than before.
func unshown(b live.Batch, last, next *build.Result) []string {
	var files []string
	for _, file := range slices.Sorted(maps.Keys(b.Files)) {
		page := next.Site.PageOf(file)
		same := page != nil && last.Site != nil && last.Site.PageOf(file) != nil && last.Site.PageOf(file).Playbook == page.Playbook
		if !b.Files[file] && !same {
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

// showing gives the pages that show the text of others: whoever looks at one
// need not be led away.
func showing(s *site.Site, addresses []string) []string {
	var out []string
	for _, p := range s.Order.Pages() {
		if !slices.Contains(addresses, p.Address) {
			continue
		}
		if list := s.Resolver.ChecklistOf(p); list != nil {
			out = append(out, list.Address)
		}
		if book := s.BookPage(); book != nil && !slices.Contains(out, book.Address) {
			out = append(out, book.Address)
		}
	}
	return out
}

// paths gives files below the content folder as the user knows them.
func (s *server) paths(files []string) []string {
	var out []string
	for _, file := range files {
		out = append(out, path.Join(filepath.ToSlash(s.project.Content), file))
	}
	return out
}
