// Package watch tells of changes in the folders of a site, through the system
// where it can, else by looking at every file again and again.
package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	pollEvery  = 500 * time.Millisecond // where the system tells nothing
	awakeEvery = 10 * time.Second       // how often a sleep of the computer is looked for
	slept      = 5 * time.Second        // that the clock is ahead by after one
)

// Watcher tells of changes in the content and the templates.
type Watcher struct {
	// Changes gives each file or folder that has changed, by its absolute path
	// without links; "" means that anything may have.
	Changes chan string

	names   [2]string                       // of the content and the templates, as the user knows them; the second may be ""
	ignored func(name string) bool          // of a file or folder, by its last part
	failed  func(err error, setting string) // told when files must be polled

	mu   sync.Mutex
	real [2]string // the same without links, which may be turned

	notify  *fsnotify.Watcher // nil where files are polled
	poll    chan struct{}     // closed when polling begins
	polling atomic.Bool
	seen    map[string]stamp // of the last poll
}

// New begins to watch, so that no change after it is missed. templates may be
// "". Folders whose names are ignored are not looked into. failed is told why
// the system cannot watch, and which of its settings would let it, if one does;
// from then on files are polled.
func New(content, templates string, poll bool, ignored func(name string) bool, failed func(err error, setting string)) *Watcher {
	w := &Watcher{names: [2]string{absolute(content), absolute(templates)}, ignored: ignored, failed: failed, Changes: make(chan string, 1024), poll: make(chan struct{})}
	w.resolve()
	if poll {
		w.beginPolling()
		return w
	}
	var err error
	if w.notify, err = notifier(); err != nil {
		w.giveUp(err)
		return w
	}
	w.Sync()
	return w
}

var notifier = fsnotify.NewWatcher // which the system may refuse

func absolute(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil && dir != "" {
		return abs
	}
	return dir
}

// resolve finds out where the folders are, as far as they are there.
func (w *Watcher) resolve() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, name := range w.names {
		w.real[i] = name
		if resolved, err := filepath.EvalSymlinks(name); name != "" && err == nil {
			w.real[i] = resolved
		}
	}
}

// Roots gives the folders of the content and of the templates without links;
// the second may be "".
func (w *Watcher) Roots() (content, templates string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.real[0], w.real[1]
}

// folders gives the folders that are there to be watched.
func (w *Watcher) folders() []string {
	content, templates := w.Roots()
	if templates == "" {
		return []string{content}
	}
	return []string{content, templates}
}

// Close ends watching.
func (w *Watcher) Close() {
	if w.notify != nil {
		_ = w.notify.Close()
	}
}

// Sync watches every folder that is there, and no other. All are added again:
// one that was moved is watched under its new name, and another one under a
// name that was watched before.
func (w *Watcher) Sync() {
	if w.notify == nil || w.polling.Load() {
		return
	}
	w.resolve()
	here := map[string]bool{}
	for _, name := range w.names {
		if name != "" {
			here[filepath.Dir(name)] = true // tells when a link is turned
		}
	}
	for _, root := range w.folders() {
		here[filepath.Dir(root)] = true // tells when the folder itself comes or goes
		_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				if name != root && w.ignored(d.Name()) {
					return filepath.SkipDir
				}
				here[name] = true
			}
			return nil // what is gone meanwhile its parent tells
		})
	}
	for _, name := range w.notify.WatchList() {
		if !here[name] {
			_ = w.notify.Remove(name) // it may be gone already
		}
	}
	for name := range here {
		if err := w.notify.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			w.giveUp(err)
			return
		}
	}
}

// giveUp polls from now on, and says why.
func (w *Watcher) giveUp(err error) {
	if w.beginPolling() {
		w.failed(err, limitOf(err))
	}
}

// beginPolling looks at every file from now on; false if it does already.
func (w *Watcher) beginPolling() bool {
	if w.polling.Swap(true) {
		return false
	}
	w.seen = w.look()
	close(w.poll)
	return true
}

// limitOf gives the setting of Linux that lets a program watch more.
func limitOf(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "fs.inotify.max_user_watches=524288"
	case errors.Is(err, syscall.EMFILE):
		return "fs.inotify.max_user_instances=1024"
	}
	return ""
}

// Run passes changes on until ctx ends.
func (w *Watcher) Run(ctx context.Context) {
	go w.wake(ctx)
	var events chan fsnotify.Event
	var failures chan error
	if w.notify != nil {
		events, failures = w.notify.Events, w.notify.Errors
	}
	polls := stoppedTicker()
	defer polls.Stop()
	poll := w.poll
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-events:
			if !ok {
				return
			}
			w.note(ctx, e)
		case _, ok := <-failures:
			if !ok {
				return
			}
			w.send(ctx, "") // events may be lost: look at everything
		case <-poll:
			poll, events, failures = nil, nil, nil
			polls.Reset(pollEvery)
			w.send(ctx, "")
		case <-polls.C:
			w.compare(ctx)
		}
	}
}

func stoppedTicker() *time.Ticker {
	t := time.NewTicker(time.Hour)
	t.Stop()
	return t
}

func (w *Watcher) send(ctx context.Context, name string) {
	select {
	case w.Changes <- name:
	case <-ctx.Done():
	}
}

// note passes an event on. A folder is watched at once, together with what is
// in it already.
func (w *Watcher) note(ctx context.Context, e fsnotify.Event) {
	if slices.Contains(append(w.folders(), w.names[:]...), e.Name) { // it came or went
		w.send(ctx, "")
		return
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			w.Sync()
		}
	}
	w.send(ctx, e.Name)
}

// wake tells of anything when the computer was asleep: then changes can be
// missed. The clock for intervals stands still meanwhile, the other does not.
func (w *Watcher) wake(ctx context.Context) {
	ticker := time.NewTicker(awakeEvery)
	defer ticker.Stop()
	before := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			if ahead(before, now) > slept {
				w.send(ctx, "")
			}
			before = now
		}
	}
}

// ahead gives by how much the wall clock went on while the clock for intervals
// stood still.
func ahead(before, now time.Time) time.Duration {
	return now.Round(0).Sub(before.Round(0)) - now.Sub(before)
}

// stamp tells one state of a file from another.
type stamp struct {
	size int64
	time time.Time
	mode fs.FileMode
}

// look notes the state of every file.
func (w *Watcher) look() map[string]stamp {
	all := map[string]stamp{}
	w.resolve()
	for _, root := range w.folders() {
		_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // gone meanwhile
			}
			if info, err := os.Stat(name); err == nil {
				s := stamp{info.Size(), info.ModTime(), info.Mode()}
				if info.IsDir() {
					s.size, s.time = 0, time.Time{} // what is in it tells more
				}
				all[name] = s
			}
			return nil
		})
	}
	return all
}

// compare tells what has changed since the last look.
func (w *Watcher) compare(ctx context.Context) {
	now := w.look()
	for name, s := range now {
		if before, ok := w.seen[name]; !ok || before != s {
			w.send(ctx, name)
		}
	}
	for name := range w.seen {
		if _, ok := now[name]; !ok {
			w.send(ctx, name)
		}
	}
	w.seen = now
}
