// Package output owns File, and is the only code that writes the published
// folder. Whatever happens while it writes, every file in the folder is whole,
// and the next build heals what is missing.
package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"
)

// File is one file of the site. Content is asked for when the file is wanted,
// possibly by several goroutines, and gives the same bytes each time.
type File struct {
	Path    string // below the site's root, with slashes
	Content func() ([]byte, error)
}

// Bytes is a File whose content is at hand.
func Bytes(path string, content []byte) File {
	return File{path, func() ([]byte, error) { return content, nil }}
}

// The generator's own folder inside the published one.
const (
	ownFolder = ".fieldbook"
	manifest  = ownFolder + "/manifest" // the paths written, one a line
	lockFile  = ownFolder + "/lock"
	stage     = ownFolder + "/stage" // files on their way
)

// Problem is a folder that cannot be written to, for a reason that its user
// can mend.
type Problem struct{ What, Hint string }

func (p *Problem) Error() string { return p.What }

// Stats counts what Write did.
type Stats struct{ Written, Kept, Deleted int }

// Write brings dir to hold the files and nothing else that an earlier Write
// put there. Files whose bytes are the same are not touched. progress, if not
// nil, is told how many of all files are ready.
func Write(dir string, files []File, progress func(done, all int)) (Stats, error) {
	if err := check(dir); err != nil {
		return Stats{}, err
	}
	if err := os.MkdirAll(filepath.Join(dir, ownFolder), 0o755); err != nil {
		return Stats{}, err
	}
	lock := flock.New(filepath.Join(dir, filepath.FromSlash(lockFile)))
	if err := lock.Lock(); err != nil { // waits for another build to end
		return Stats{}, err
	}
	defer func() { _ = lock.Unlock() }()
	w := &writer{dir: dir, progress: progress}
	defer func() { _ = os.RemoveAll(w.path(stage)) }()
	return w.write(files)
}

// check refuses a folder that the generator did not make.
func check(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return &Problem{dir + " is a file", "name a folder with --out"}
	}
	if _, err := os.Stat(filepath.Join(dir, ownFolder)); err == nil {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != ".gitignore" {
			return &Problem{fmt.Sprintf("%s holds files that this program did not make, such as %s", dir, e.Name()), "name an empty folder with --out, or empty this one"}
		}
	}
	return nil
}

type writer struct {
	dir      string
	progress func(done, all int)
	kept     atomic.Int64
}

func (w *writer) path(file string) string { return filepath.Join(w.dir, filepath.FromSlash(file)) }

// write stages every changed file first: until all are ready, nothing that
// readers see has changed.
func (w *writer) write(files []File) (Stats, error) {
	if err := os.RemoveAll(w.path(stage)); err != nil {
		return Stats{}, err
	}
	if err := os.MkdirAll(w.path(stage), 0o755); err != nil {
		return Stats{}, err
	}
	if err := w.stage(files); err != nil {
		return Stats{}, err
	}
	old := w.manifest()
	wanted := map[string]bool{}
	for _, f := range files {
		wanted[f.Path] = true
	}
	// Until the end the manifest names old and new files, so that a build after
	// a crash knows all that may be there.
	if err := w.list(union(old, wanted)); err != nil {
		return Stats{}, err
	}
	for _, first := range []string{"assets", "."} { // what pages load, then the pages
		if err := w.publish(first); err != nil {
			return Stats{}, err
		}
	}
	stats := Stats{Written: len(files) - int(w.kept.Load()), Kept: int(w.kept.Load())}
	for _, file := range old {
		if !wanted[file] && os.Remove(w.path(file)) == nil {
			stats.Deleted++
			w.removeEmpty(path.Dir(file))
		}
	}
	return stats, w.list(union(nil, wanted))
}

// stage writes every changed file below the stage folder, at its own path.
func (w *writer) stage(files []File) error {
	var done atomic.Int64
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range files {
		group.Go(func() error {
			if w.progress != nil {
				defer func() { w.progress(int(done.Add(1)), len(files)) }()
			}
			content, err := f.Content()
			if err != nil {
				return err
			}
			if w.same(f.Path, content) {
				w.kept.Add(1)
				return nil
			}
			name := w.path(path.Join(stage, f.Path))
			err = os.WriteFile(name, content, 0o644)
			if errors.Is(err, fs.ErrNotExist) {
				if err = os.MkdirAll(filepath.Dir(name), 0o755); err == nil {
					err = os.WriteFile(name, content, 0o644)
				}
			}
			return err
		})
	}
	return group.Wait()
}

func (w *writer) same(file string, content []byte) bool {
	name := w.path(file)
	info, err := os.Lstat(name)
	if err != nil || info.Size() != int64(len(content)) || !info.Mode().IsRegular() {
		return false
	}
	old, err := os.ReadFile(name)
	return err == nil && bytes.Equal(old, content)
}

// publish moves a staged file or folder to its place. A folder that is not
// there yet is moved whole.
func (w *writer) publish(name string) error {
	from, to := w.path(path.Join(stage, name)), w.path(name)
	staged, err := os.Lstat(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	there, err := os.Lstat(to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return os.Rename(from, to)
	case err != nil:
		return err
	case !staged.IsDir() && there.IsDir():
		w.removeStale(to)
		return os.Rename(from, to)
	case !staged.IsDir():
		return os.Rename(from, to)
	case !there.IsDir():
		if err := os.Remove(to); err != nil { // a stale file where a folder must stand
			return err
		}
		return os.Rename(from, to)
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := w.publish(path.Join(name, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// removeStale clears a folder of stale files where a file must stand;
// os.Remove leaves a folder that is not empty.
func (w *writer) removeStale(folder string) {
	for _, file := range w.manifest() {
		if name := w.path(file); strings.HasPrefix(name, folder+string(filepath.Separator)) {
			_ = os.Remove(name)
			w.removeEmpty(path.Dir(file))
		}
	}
	_ = os.Remove(folder)
}

// removeEmpty removes a folder and those above it, as far as they are empty.
func (w *writer) removeEmpty(folder string) {
	for ; folder != "." && folder != "/"; folder = path.Dir(folder) {
		if os.Remove(w.path(folder)) != nil {
			return
		}
	}
}

// manifest gives the files that earlier builds wrote.
func (w *writer) manifest() []string {
	data, err := os.ReadFile(w.path(manifest))
	if err != nil {
		return nil
	}
	var files []string
	for line := range strings.Lines(string(data)) {
		file := strings.TrimSuffix(line, "\n")
		if filepath.IsLocal(filepath.FromSlash(file)) {
			files = append(files, file)
		}
	}
	return files
}

func (w *writer) list(files []string) error {
	name := w.path(ownFolder + "/manifest.new")
	if err := os.WriteFile(name, []byte(strings.Join(files, "\n")+"\n"), 0o644); err != nil {
		return err
	}
	return os.Rename(name, w.path(manifest))
}

func union(a []string, b map[string]bool) []string {
	out := slices.Clone(a)
	for file := range b {
		out = append(out, file)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
