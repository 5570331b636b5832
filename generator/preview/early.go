package preview

import (
	"context"
	"path"
	"strings"
	"sync"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/live"
	"fieldbook/generator/output"
	"fieldbook/generator/slug"
)

// large is how many pages a site has whose first page does not wait for the
// others.
const large = 2_000

// early shows single pages of a large site before all are read: the one that is
// asked for and the indexes above it, in a site of these alone. Its lists and links
// are incomplete, which browsers are told. A nil early shows nothing.
type early struct {
	project build.Project
	gate    *gate
	over    chan struct{} // closed when the whole site is there

	mu     sync.Mutex
	result *build.Result
	asked  map[string]bool // addresses
	files  map[string]output.File
}

// gate lets what somebody waits for go first: while that is at work, no other page is
// begun to be read.
type gate struct{ mu sync.RWMutex }

// first does what somebody waits for.
func (g *gate) first(work func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	work()
}

// pass waits until nothing goes first.
func (g *gate) pass() {
	g.mu.RLock()
	defer g.mu.RUnlock()
}

// newEarly gives the early of a project, or nil if its site is small.
func newEarly(p build.Project, g *gate) *early {
	if !content.Large(p.Content, large) {
		return nil
	}
	e := &early{project: p, gate: g, over: make(chan struct{}), asked: map[string]bool{}}
	e.project.Lenient = true // links lead to pages that are not read yet
	e.project.Options.Lenient = true
	e.project.Only, e.project.Before = e.wanted, nil
	if e.look("index.html") != nil {
		return nil // the whole build tells what is wrong
	}
	return e
}

// wanted tells the pages that are read early. mu is held.
func (e *early) wanted(file string) bool {
	name := slug.Stem(file)
	if e.asked[name+".html"] {
		return true
	}
	if !slug.IsIndex(file) && !strings.EqualFold(name, "home") { // of a whole wiki
		return false
	}
	folder := path.Dir(file)
	for address := range e.asked {
		if folder == "." || strings.HasPrefix(address, folder+"/") {
			return true
		}
	}
	return false
}

// look builds the site of what has been asked for, with one page more. mu is held,
// or nobody else knows of it yet.
func (e *early) look(address string) (err error) {
	e.asked[address] = true
	e.gate.first(func() { err = e.build() })
	return err
}

// renew builds it again, because files have changed; it tells whether it could.
func (e *early) renew() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	failed := true
	e.gate.first(func() { failed = e.build() != nil })
	return !failed
}

// shown gives the site of what has been asked for.
func (e *early) shown() *build.Result {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.result
}

func (e *early) build() error {
	last, changed := &build.Result{}, live.Everything
	if e.result != nil {
		last, changed = e.result, build.Changed{Content: true}
	}
	next, err := e.project.Rebuild(last, changed)
	if err != nil {
		return err
	}
	e.result, e.files = next, output.ByPath(next.WithoutIndex())
	return nil
}

// here tells whether the whole site is still to come.
func (e *early) here() bool {
	if e == nil {
		return false
	}
	select {
	case <-e.over:
		return false
	default:
		return true
	}
}

// end makes room for the whole site.
func (e *early) end() {
	if e != nil {
		close(e.over)
	}
}

// layouts begins the first build of all with the layouts that are there.
func (e *early) layouts(none *build.Result) (*build.Result, build.Changed) {
	if e == nil {
		return none, live.Everything
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.result, build.Changed{Content: true}
}

// file gives a file early, or waits until the whole site is there.
func (e *early) file(ctx context.Context, address string) (output.File, bool) {
	if !e.here() {
		return output.File{}, false
	}
	e.mu.Lock()
	f, ok := e.files[address]
	if !ok && path.Ext(address) == ".html" && e.look(address) == nil {
		f, ok = e.files[address]
	}
	e.mu.Unlock()
	if ok {
		return f, true
	}
	select {
	case <-e.over:
	case <-ctx.Done():
	}
	return output.File{}, false
}
