package preview

import (
	"context"
	"os"
	"strings"
	"sync"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/output"
	"fieldbook/generator/search"
	"fieldbook/generator/site"
)

// idle is how long nothing must change until the search index is made: it
// takes both more time and more memory than all else, and can wait.
const idle = 2 * time.Second

// indexer keeps the search index up to date in the background, and at once
// when somebody searches before there is one.
type indexer struct {
	mu     sync.Mutex
	result *build.Result          // what the index is to be of
	of     *site.Site             // what it is of
	files  map[string]output.File // the index
	before map[string]output.File // the one before, which open pages may still read
	number int                    // how many were made
	made   chan struct{}          // closed when there is an index
	wake   chan struct{}          // something has changed
	asked  chan struct{}          // somebody waits
	done   func()                 // called after each index
	counts search.Counts          // of make alone
}

func newIndexer() *indexer {
	return &indexer{made: make(chan struct{}), wake: make(chan struct{}, 1), asked: make(chan struct{}, 1), done: func() {}}
}

// follow makes the index of a new site, in time.
func (x *indexer) follow(r *build.Result) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.result = r
	signal(x.wake)
}

// postpone lets the writer's next saves go first.
func (x *indexer) postpone() { signal(x.wake) }

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default: // it is signalled already
	}
}

// run makes indexes until ctx ends.
func (x *indexer) run(ctx context.Context) {
	var due <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-x.wake:
			due = time.After(idle)
		case <-x.asked:
			x.make()
		case <-due:
			x.make()
		}
	}
}

// make makes the index if the site is another one.
func (x *indexer) make() {
	x.mu.Lock()
	r, of := x.result, x.of
	x.mu.Unlock()
	if r == nil || r.Site == of {
		return
	}
	files := output.ByPath(search.Files(r.Site, &x.counts))
	x.mu.Lock()
	first := x.files == nil
	x.number++
	x.of, x.files, x.before = r.Site, files, x.files
	x.mu.Unlock()
	if first {
		close(x.made)
	}
	x.done()
}

// count tells how many indexes were made.
func (x *indexer) count() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.number
}

// file gives a file of the index. Before there is one, it waits for it, if
// there is a site that it can be made of.
func (x *indexer) file(ctx context.Context, name string) (output.File, error) {
	x.mu.Lock()
	coming := x.result != nil
	x.mu.Unlock()
	if !coming || !strings.HasPrefix(name, search.Folder+"/") {
		return output.File{}, os.ErrNotExist
	}
	select {
	case <-x.made:
	default:
		signal(x.asked)
		select {
		case <-x.made:
		case <-ctx.Done():
			return output.File{}, ctx.Err()
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	f, ok := x.files[name]
	if !ok {
		f, ok = x.before[name]
	}
	if !ok {
		return output.File{}, os.ErrNotExist
	}
	return f, nil
}
