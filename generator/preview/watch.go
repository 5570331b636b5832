package preview

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"fieldbook/generator/build"
)

// quiet is how long a burst of changes must pause before a build.
const quiet = 30 * time.Millisecond

// watch follows the content and the templates.
func watch(p build.Project) (*fsnotify.Watcher, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	for _, dir := range []string{p.Content, p.Templates} {
		if dir == "" {
			continue
		}
		if err := watchTree(w, dir); err != nil {
			_ = w.Close()
			return nil, err
		}
	}
	return w, nil
}

// watchTree follows a folder and those below it. Adding one that is already
// followed changes nothing.
func watchTree(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // gone meanwhile; its parent tells
		}
		if d.IsDir() {
			return w.Add(name)
		}
		return nil
	})
}

// follow rebuilds after each burst of changes.
func (s *server) follow(ctx context.Context, w *fsnotify.Watcher) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if e.Op == fsnotify.Chmod || strings.HasPrefix(filepath.Base(e.Name), ".") {
				continue
			}
			if e.Has(fsnotify.Create) {
				_ = watchTree(w, e.Name) // a file, or gone again: nothing to follow
			}
			timer.Reset(quiet)
		case err := <-w.Errors:
			fmt.Fprintln(s.log, "watching the files:", err)
			timer.Reset(quiet) // events may be lost: look at everything
		case <-timer.C:
			_ = s.rebuild() // only the first build's error ends the preview
		}
	}
}
