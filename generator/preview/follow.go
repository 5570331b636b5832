package preview

import (
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/input"
	"fieldbook/generator/live"
	"fieldbook/generator/watch"
)

const (
	settle = 3 * time.Millisecond  // without a change, until pages are shown
	rest   = 60 * time.Millisecond // after pages were shown at once, until the site is built again
)

// follow shows what has changed, as the watcher tells it, also while the first build is
// made; started is closed after that.
func (s *server) follow(ctx context.Context, w *watch.Watcher, started <-chan struct{}) {
	changes := live.New(s.quick, func(b live.Batch) error {
		b.Changed.Templates = b.Changed.Templates || b.Number == 0 // start has not executed them
		w.Sync()
		return s.rebuild(b)
	})
	changes.Settle, changes.Rest, changes.Idle = settle, rest, idle
	go changes.Run(ctx, started)
	for {
		select {
		case <-ctx.Done():
			return
		case name := <-w.Changes:
			note(changes, w, name)
		}
	}
}

// note takes a change; "" means that anything may have changed.
func note(changes *live.Site, w *watch.Watcher, name string) {
	content, templates := w.Roots()
	file, inContent := input.Below(content, name)
	layout, inTemplates := input.Below(templates, name)
	switch {
	case name == "":
		changes.Note(live.Everything, "")
	case inContent && hidden(file), inTemplates && hidden(layout):
	case inContent:
		changes.Note(build.Changed{Content: true}, file)
	case inTemplates:
		changes.Note(build.Changed{Templates: true}, "")
	}
}

// hidden tells files that are no part of the content.
func hidden(file string) bool {
	return slices.ContainsFunc(strings.Split(path.Clean(file), "/"), func(part string) bool { return part != "." && content.Ignored(part) })
}
