// Package output owns File, and is the only code that writes the published
// folder. Whatever happens while it writes, every file in the folder is whole,
// nothing is referred to before it is there, nothing outside the folder is
// touched, and the next build heals what is missing.
//
// Changed files are staged, held against what stands at their places, and only then
// moved, in the order in which they are given: each after what it refers to. Stale ones
// go last. No order helps where new pages refer to each other in circles, or where a file
// takes the place of a folder. The manifest lists what was written, old and new until the
// end, and is not trusted: what no build writes is never deleted for it. A Memory of what
// files were made of spares making them again.
package output

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"

	"fieldbook/generator/diag"
)

// Stats counts what Write did.
type Stats struct{ Written, Kept, Deleted int }

// Write brings dir to hold the files and nothing else that an earlier Write
// put there. Files whose bytes are the same are not touched. Files are given in
// the order of their publishing: each after those that it refers to. memory, if
// not nil, is what earlier Writes to the folder left in it, and is brought up to
// this one. progress, if not nil, is told how many of all files are ready. A
// *diag.Failure is a reason that the user can mend; then nothing has changed.
func Write(dir string, files []File, memory Memory, progress func(done, all int)) (Stats, error) {
	return write(dir, files, memory, progress, func() {})
}

// write calls step before each change that readers or the next build can see.
func write(dir string, files []File, memory Memory, progress func(done, all int), step func()) (Stats, error) {
	root, err := open(dir)
	if err != nil {
		return Stats{}, err
	}
	defer func() { _ = root.Close() }()
	lock := flock.New(filepath.Join(root.Name(), filepath.FromSlash(lockFile)))
	if err := lock.Lock(); err != nil { // waits for another build to end
		return Stats{}, err
	}
	defer func() { _ = lock.Unlock() }()
	defer func() { _ = root.RemoveAll(stageFolder) }()
	w := &writer{dir: dir, root: root, memory: memory, progress: progress, step: step}
	stats, err := w.write(files)
	if errors.Is(err, syscall.ENOSPC) {
		hint := "make room; " + dir + " is as it was"
		if w.begun {
			hint = "make room and build again; until then some files of " + dir + " are new and some as they were"
		}
		err = &diag.Failure{What: err.Error(), Hint: hint}
	}
	return stats, err
}

type writer struct {
	dir      string // as its user named it
	root     *os.Root
	memory   Memory
	progress func(done, all int)
	step     func()

	folder *os.Root // where files are staged, as long as they are
	wanted []string // the files to be there, in the order of publishing
	old    []string // the files of earlier builds
	there  map[string]found
	kept   []bool  // of wanted: those that are there with the same bytes
	sums   []Sum   // of wanted, where somebody asks for them
	days   []int64 // of wanted: when they were written, in nanoseconds since 1970, as far as it is sure
	begun  bool    // readers may see a change
	gone   int     // how many stale files were removed
}

// write stages every changed file first: until all are ready and the way is
// clear, nothing that readers see has changed.
func (w *writer) write(files []File) (Stats, error) {
	var err error
	if w.old, err = readManifest(w.root); err != nil {
		return Stats{}, err
	}
	for _, f := range files {
		w.wanted = append(w.wanted, f.Path)
	}
	if err := w.look(); err != nil {
		return Stats{}, err
	}
	if err := w.stage(files); err != nil {
		return Stats{}, err
	}
	changed := w.changed()
	stale := w.stale()
	if err := w.clear(changed, stale); err != nil {
		return Stats{}, err
	}
	// Until the end the manifest names old and new files, so that a build after
	// a crash knows all that may be there.
	w.step()
	if err := writeManifest(w.root, union(w.old, w.wanted)); err != nil {
		return Stats{}, err
	}
	w.begun = true
	for _, i := range changed {
		if err := w.publish(i); err != nil {
			return Stats{}, err
		}
	}
	for _, file := range stale {
		w.step()
		w.remove(file)
	}
	w.prune()
	w.step()
	err = writeManifest(w.root, w.wanted)
	w.remember(files)
	return Stats{Written: len(changed), Kept: len(files) - len(changed), Deleted: w.gone}, err
}

// changed gives the staged files, as indexes of wanted, in the order of their
// publishing: those that are new before those that replace others, because only
// these are referred to by what readers have; and each after what it refers to.
func (w *writer) changed() []int {
	var fresh, replaced []int
	for i, file := range w.wanted {
		switch _, there := w.there[file]; {
		case w.kept[i]:
		case there:
			replaced = append(replaced, i)
		default:
			fresh = append(fresh, i)
		}
	}
	return append(fresh, replaced...)
}

// stale gives the files of earlier builds that are not wanted any more, each
// before what it refers to.
func (w *writer) stale() []string {
	wanted := set(w.wanted)
	var files []string
	for _, file := range slices.Backward(w.old) {
		if mode, there := w.there[file]; there && mode.IsRegular() && !wanted[file] {
			files = append(files, file)
		}
	}
	return files
}

// found is what stands at a path.
type found struct {
	fs.FileMode
	size int64
	day  int64 // of its last change, in nanoseconds since 1970
}

// staged is where the file of an index of wanted stands until it is published.
func staged(i int) string { return stageFolder + "/" + strconv.Itoa(i) }

// stage writes every changed file into the stage folder.
func (w *writer) stage(files []File) error {
	if err := w.root.RemoveAll(stageFolder); err != nil {
		return err
	}
	if err := w.root.Mkdir(stageFolder, 0o755); err != nil {
		return err
	}
	folder, err := w.root.OpenRoot(stageFolder) // so that no path is walked for each file
	if err != nil {
		return err
	}
	w.folder = folder
	defer func() { _ = folder.Close() }()
	w.kept, w.sums, w.days = make([]bool, len(files)), make([]Sum, len(files)), make([]int64, len(files))
	told := slices.ContainsFunc(files, func(f File) bool { return f.summary != nil })
	err = w.each(files, func(i int, f File) error {
		if f.summary != nil {
			return nil
		}
		if w.sums[i], w.days[i], w.kept[i] = w.asLeft(f); w.kept[i] {
			return nil
		}
		content, err := f.Open()
		if err != nil {
			return err
		}
		if told || w.memory.wants(f) {
			w.sums[i], err = sum(f.Path, content)
		}
		return errors.Join(err, w.stageOne(i, f.Path, content))
	})
	if err != nil {
		return err
	}
	sums := slices.DeleteFunc(slices.Clone(w.sums), func(s Sum) bool { return s.Path == "" })
	for i, f := range files {
		if f.summary == nil {
			continue
		}
		data, err := f.summary(sums)
		if err != nil {
			return err
		}
		if err := w.stageOne(i, f.Path, inMemory{bytes.NewReader(data), data}); err != nil {
			return err
		}
	}
	return nil
}

// each does something for all files, several at once, and tells how far it is.
func (w *writer) each(files []File, do func(i int, f File) error) error {
	var done atomic.Int64
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		group.Go(func() error {
			if w.progress != nil {
				defer func() { w.progress(int(done.Add(1)), len(files)) }()
			}
			return do(i, f)
		})
	}
	return group.Wait()
}

// stageOne stages a file if it has changed, and closes its content.
func (w *writer) stageOne(i int, file string, content io.ReadSeekCloser) error {
	var err error
	if w.kept[i], err = w.same(file, content); err == nil && !w.kept[i] {
		w.days[i], err = w.put(i, content)
	}
	return errors.Join(err, content.Close())
}

// sum reads a content for its Sum, and leaves it at its beginning.
func sum(file string, content io.ReadSeeker) (Sum, error) {
	hash := sha256.New()
	size, err := io.Copy(hash, content)
	if err != nil {
		return Sum{}, err
	}
	_, err = content.Seek(0, io.SeekStart)
	return Sum{file, size, [sha256.Size]byte(hash.Sum(nil))}, err
}

// put stages a content, and gives the day that its file keeps when it is moved.
func (w *writer) put(i int, content io.Reader) (day int64, err error) {
	f, err := w.folder.OpenFile(strconv.Itoa(i), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(f, content)
	if info, err := f.Stat(); err == nil {
		day = info.ModTime().UnixNano()
	}
	return day, errors.Join(err, f.Close())
}

// pieces are what contents are compared in.
var pieces = sync.Pool{New: func() any { return new([2][32 << 10]byte) }}

// same tells whether a file is there with that content, which is left at its
// beginning.
func (w *writer) same(file string, content io.ReadSeeker) (bool, error) {
	if mode, ok := w.there[file]; !ok || !mode.IsRegular() {
		return false, nil
	}
	f, err := w.root.Open(file)
	if err != nil {
		return false, nil // it is replaced, if that can be
	}
	defer func() { _ = f.Close() }()
	size, err := content.Seek(0, io.SeekEnd)
	if err != nil {
		return false, err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	if info, err := f.Stat(); err != nil || info.Size() != size {
		return false, nil
	}
	equal := equal(f, content)
	_, err = content.Seek(0, io.SeekStart)
	return equal, err
}

// equal compares two contents piece by piece.
func equal(a, b io.Reader) bool {
	p := pieces.Get().(*[2][32 << 10]byte)
	defer pieces.Put(p)
	for {
		n, errA := io.ReadFull(a, p[0][:])
		m, errB := io.ReadFull(b, p[1][:])
		if !bytes.Equal(p[0][:n], p[1][:m]) {
			return false
		}
		if errA != nil || errB != nil {
			ended := func(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }
			return ended(errA) && ended(errB)
		}
	}
}

// publish moves a staged file to its place, and stale files out of its way.
func (w *writer) publish(i int) error {
	w.step()
	file := w.wanted[i]
	for up := path.Dir(file); up != "."; up = path.Dir(up) {
		if mode, ok := w.there[up]; ok && mode.IsRegular() { // a folder is needed there now
			w.remove(up)
		}
	}
	if w.there[file].IsDir() {
		for _, name := range append(w.below(file), file) {
			w.remove(name)
		}
	}
	err := w.root.Rename(staged(i), file)
	if errors.Is(err, fs.ErrNotExist) {
		if err = w.root.MkdirAll(path.Dir(file), 0o755); err == nil {
			err = w.root.Rename(staged(i), file)
		}
	}
	return err
}

// below gives what stands below a folder, each folder after what is in it.
func (w *writer) below(folder string) []string {
	var names []string
	for name := range w.there {
		if within(folder, name) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	return names
}

// remove removes a stale file, or an empty folder. What cannot be removed stays in
// nobody's way.
func (w *writer) remove(file string) {
	if w.root.Remove(file) != nil {
		return
	}
	if w.there[file].IsRegular() {
		w.gone++
	}
	delete(w.there, file)
}

// prune removes the folders of earlier builds' files that are empty now, whoever
// emptied them.
func (w *writer) prune() {
	wanted := set(w.wanted)
	for _, file := range slices.Backward(w.old) {
		if wanted[file] {
			continue
		}
		for up := path.Dir(file); up != "." && w.there[up].IsDir() && w.root.Remove(up) == nil; up = path.Dir(up) {
			delete(w.there, up)
		}
	}
}
