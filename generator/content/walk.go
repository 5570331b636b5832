package content

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fieldbook/generator/diag"
)

// walker lists the files of a folder, following links that stay inside it.
type walker struct {
	dir         string // as the user named it
	root        string // without links
	pages       []string
	assets      []string
	diagnostics diag.List
}

func walk(dir string) (*walker, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	root, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return nil, err
	}
	w := &walker{dir: dir, root: root}
	w.folder("", []string{root})
	slices.Sort(w.pages)
	slices.Sort(w.assets)
	return w, nil
}

func (w *walker) report(file, hint, format string, args ...any) {
	r := diag.NewReporter(path.Join(filepath.ToSlash(w.dir), strings.ToValidUTF8(file, "�")))
	r.Errorf(diag.Pos{}, hint, format, args...)
	w.diagnostics = append(w.diagnostics, r.List()...)
}

// folder lists one folder; real holds the folders above it and itself, without
// links.
func (w *walker) folder(folder string, real []string) {
	entries, err := os.ReadDir(real[len(real)-1])
	if err != nil {
		w.report(folder, "check its permissions", "cannot be read: %v", reason(err))
		return
	}
	for _, e := range entries {
		if Ignored(e.Name()) {
			continue
		}
		file := path.Join(folder, e.Name())
		target := filepath.Join(real[len(real)-1], e.Name())
		switch mode := e.Type(); {
		case !utf8.ValidString(e.Name()):
			w.report(file, "rename the file", "the name is not UTF-8")
		case strings.ContainsFunc(e.Name(), unicode.IsControl):
			w.report(file, "rename the file", "the name holds a control character")
		case mode.IsDir():
			w.folder(file, append(slices.Clip(real), target))
		case mode&fs.ModeSymlink != 0:
			w.link(file, target, real)
		case mode.IsRegular():
			w.file(file)
		default:
			w.report(file, "remove it", "is neither a file nor a folder")
		}
	}
}

func (w *walker) file(file string) {
	switch {
	case file == ConfigFile, file == SourcesFile, file == GlossaryFile:
	case isPage(file):
		w.pages = append(w.pages, file)
	default:
		w.assets = append(w.assets, file)
	}
}

// link follows a symbolic link, unless it leaves the content or loops.
func (w *walker) link(file, name string, real []string) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		w.report(file, "remove the link or restore its target", "the symbolic link leads nowhere: %v", reason(err))
		return
	}
	if target != w.root && !strings.HasPrefix(target, w.root+string(filepath.Separator)) {
		w.report(file, "copy the file into the content folder", "the symbolic link leaves the content folder")
		return
	}
	info, err := os.Stat(target)
	switch {
	case err != nil:
		w.report(file, "check its permissions", "cannot be read: %v", reason(err))
	case info.IsDir() && slices.Contains(real, target):
		w.report(file, "remove the link", "the symbolic link leads back to a folder above it")
	case info.IsDir():
		w.folder(file, append(slices.Clip(real), target))
	case info.Mode().IsRegular():
		w.file(file)
	default:
		w.report(file, "remove it", "is neither a file nor a folder")
	}
}

// Ignored tells the names of hidden files, and of what editors leave beside a
// file: they are no part of the content.
func Ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") && len(name) > 1 ||
		strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, "___jb_tmp___") || strings.HasSuffix(name, "___jb_old___")
}
