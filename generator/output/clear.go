package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"fieldbook/generator/diag"
)

// look finds out what stands in the folder: as far as files of this build or of
// earlier ones may stand there, all that is in a folder where a file must stand,
// and never through a link.
func (w *writer) look() error {
	folders := map[string]bool{}
	for _, list := range [][]string{w.wanted, w.old} {
		for _, file := range list {
			for up := path.Dir(file); up != "." && !folders[up]; up = path.Dir(up) {
				folders[up] = true
			}
		}
	}
	wanted := set(w.wanted)
	w.there = map[string]found{}
	var list func(folder string, whole bool) error
	list = func(folder string, whole bool) error {
		entries, err := w.entries(folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			w.there[name] = found{e.Mode(), e.Size(), e.ModTime().UnixNano()}
			if e.IsDir() && (folders[name] || whole || wanted[name]) {
				if err := list(name, whole || wanted[name]); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return list(".", false)
}

// entries gives what stands in a folder, each looked at from there.
func (w *writer) entries(folder string) ([]fs.FileInfo, error) {
	f, err := w.root.Open(folder)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return f.Readdir(-1)
}

// clear finds out, before anything is moved, whether the files can take their
// places: what is not this program's is never overwritten or removed.
func (w *writer) clear(changed []int, stale []string) error {
	ours := set(w.old)
	folders := map[string]bool{}
	for _, i := range changed {
		file := w.wanted[i]
		if err := w.clash(file, ours); err != nil {
			return err
		}
		folders[w.standing(file)] = true
	}
	for _, file := range stale {
		folders[path.Dir(file)] = true
	}
	for folder := range folders {
		if err := w.writable(folder); err != nil {
			return err
		}
	}
	return nil
}

// clash tells what stands in the way of a file.
func (w *writer) clash(file string, ours map[string]bool) error {
	for up := path.Dir(file); up != "."; up = path.Dir(up) {
		if mode, there := w.there[up]; there && !mode.IsDir() && !(mode.IsRegular() && ours[up]) {
			return w.inTheWay(up, mode.FileMode, "where the site needs a folder")
		}
	}
	mode, there := w.there[file]
	switch {
	case !there, mode.IsRegular() && ours[file]:
		return nil
	case mode.IsDir():
		for name, below := range w.there {
			if within(file, name) && !(below.IsDir() || below.IsRegular() && ours[name]) {
				return w.inTheWay(name, below.FileMode, "where the site needs the file "+file)
			}
		}
		return nil
	}
	return w.inTheWay(file, mode.FileMode, "where the site needs a file of its own")
}

func within(folder, name string) bool { return strings.HasPrefix(name, folder+"/") }

func (w *writer) inTheWay(name string, mode fs.FileMode, why string) error {
	what := kind(mode)
	if mode&(fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDevice|fs.ModeIrregular) != 0 {
		what = "something"
	}
	return &diag.Failure{
		What: fmt.Sprintf("%s is %s that this program did not make, %s", path.Join(w.dir, name), what, why),
		Hint: "move it away, or rename the page or the file that needs its place; nothing has changed",
	}
}

// standing gives the folder nearest to a file that is there already.
func (w *writer) standing(file string) string {
	up := path.Dir(file)
	for up != "." && !w.there[up].IsDir() {
		up = path.Dir(up)
	}
	return up
}

// probe is the name of a file that is made only to be removed.
const probe = ".fieldbook-probe"

// writable finds out whether files can be made and removed in a folder, by
// doing so: permission bits do not tell of read-only disks and access lists.
func (w *writer) writable(folder string) error {
	name := path.Join(folder, probe)
	_ = w.root.Remove(name) // a build may have been killed here
	f, err := w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = errors.Join(f.Close(), w.root.Remove(name))
	}
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return &diag.Failure{
		What: fmt.Sprintf("%s cannot be written to: %v", path.Join(w.dir, folder), err),
		Hint: "check its permissions; nothing has changed",
	}
}
