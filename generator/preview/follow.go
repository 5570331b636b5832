package preview

import (
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"fieldbook/generator/content"
	"fieldbook/generator/input"
	"fieldbook/generator/watch"
)

const (
	settle     = 3 * time.Millisecond   // without a change, until pages are shown
	settleMost = 100 * time.Millisecond // … at the latest
	rest       = 60 * time.Millisecond  // after pages were shown at once, until the site is built again, and as long as that takes
	burst      = 30 * time.Millisecond  // without a change, until the site is built again
)

// follow shows what has changed, as the watcher tells it, also while the first build is
// made; started is closed after that.
func (s *server) follow(ctx context.Context, w *watch.Watcher, started <-chan struct{}) {
	f := &follower{server: s, watcher: w, quiet: stopped(), build: stopped(), built: make(chan error, 1), files: map[string]bool{}, next: batch{files: map[string]bool{}}}
	f.next.changed.Templates = true // start has not executed them
	f.building = true
	for {
		select {
		case <-ctx.Done():
			return
		case <-started:
			started, f.building = nil, false
			f.build.Reset(idle)
			if f.again {
				f.again = false
				f.build.Reset(burst)
			}
		case name := <-w.Changes:
			f.note(name)
		case <-f.quiet.C:
			f.show()
		case <-f.build.C:
			f.rebuild()
		case err := <-f.built:
			f.building, f.took = false, time.Since(f.began)
			if err != nil {
				f.next.changed = everything // as soon as anything changes
			}
			if f.again {
				f.again = false
				f.build.Reset(burst)
			}
		}
	}
}

func stopped() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// follower gathers changes until they are shown.
type follower struct {
	*server
	watcher *watch.Watcher

	files    map[string]bool // below the content folder, since the last show
	first    time.Time       // when the first of them changed
	other    bool            // more has changed than files of pages
	quiet    *time.Timer     // ends when it is time to show
	next     batch           // since the last build
	build    *time.Timer     // ends when it is time to build
	building bool
	began    time.Time     // of the last build
	took     time.Duration // by the last build
	again    bool          // another build is due after this one
	built    chan error
}

// note takes a change; "" means that anything may have changed.
func (f *follower) note(name string) {
	content, templates := f.watcher.Roots()
	file, inContent := input.Below(content, name)
	layout, inTemplates := input.Below(templates, name)
	switch {
	case name == "":
		f.other, f.next.changed = true, everything
	case inContent && hidden(file), inTemplates && hidden(layout):
		return
	case inContent:
		f.next.changed.Content = true
		f.files[file] = true
	case inTemplates:
		f.other, f.next.changed.Templates = true, true
	default:
		return
	}
	if f.first.IsZero() {
		f.first = time.Now()
	}
	if time.Since(f.first) < settleMost {
		f.quiet.Reset(settle)
	}
}

// hidden tells files that are no part of the content.
func hidden(file string) bool {
	return slices.ContainsFunc(strings.Split(path.Clean(file), "/"), func(part string) bool { return part != "." && content.Ignored(part) })
}

// show shows what can be shown at once, and asks for a build of all.
func (f *follower) show() {
	files := keys(f.files)
	delay, shown := burst, !f.other && f.quick(files, f.next.number)
	if shown {
		delay = rest + f.took // on a large site a build would be in the way of the next save
	}
	for _, file := range files {
		f.next.files[file] = shown // what it says now, whatever was half written before
	}
	f.files, f.first, f.other = map[string]bool{}, time.Time{}, false
	f.build.Reset(delay)
}

// rebuild builds the site in the background, one build at a time.
func (f *follower) rebuild() {
	if f.building {
		f.again = true
		return
	}
	b := f.next
	f.next = batch{number: b.number + 1, files: map[string]bool{}}
	f.building, f.began = true, time.Now()
	go func() {
		f.watcher.Sync()
		f.built <- f.server.rebuild(b)
	}()
}

func keys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
