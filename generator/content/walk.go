package content

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/input"
	"fieldbook/generator/slug"
)

// walker lists the files of a folder, following links that stay inside it.
type walker struct {
	input.Folder
	data        map[string]bool // the data files that are there
	pages       []string
	assets      []string
	dialect     *dialect.Dialect
	settings    dialect.Settings
	account     Account        // of what is left out
	visits      map[string]int // how often each folder was listed, by its place
	diagnostics diag.List
}

// maxVisits bounds how often links may lead to one folder: links that double
// the tree at each level would else never end.
const maxVisits = 32

func walk(folder input.Folder, d *dialect.Dialect, settings dialect.Settings, unsaved map[string][]byte) *walker {
	w := &walker{Folder: folder, dialect: d, settings: settings, data: map[string]bool{}, visits: map[string]int{}}
	w.folder("", []string{folder.Root()}, Reason{})
	for file := range unsaved { // also what is not on the disk yet
		if !slices.Contains(w.pages, file) && !slices.Contains(dataFiles, file) && slug.IsPage(file) && w.dialect.IsPage(file) && !w.dialect.Controls(file) && (w.dialect.Syntax.Ruby || !slug.IsTemplate(file)) {
			w.pages = append(w.pages, file)
		}
		if slices.Contains(dataFiles, file) {
			w.data[file] = true
		}
	}
	slices.Sort(w.pages)
	slices.Sort(w.assets)
	return w
}

// report tells why a file is left out. A lenient build goes on without it.
func (w *walker) report(file, hint, message string) {
	w.tell(diag.Diagnostic{Code: "left-out", Path: w.Path(diag.Printable(file)), Message: message, Hint: hint})
}

func (w *walker) tell(d diag.Diagnostic) {
	d.Soft = true
	w.diagnostics = append(w.diagnostics, d)
}

// folder lists one folder; places holds those of the folders above it and its
// own, without links. out is why its pages are left out; nothing where they are not.
func (w *walker) folder(folder string, places []string, out Reason) {
	place := places[len(places)-1]
	if w.visits[place]++; w.visits[place] > maxVisits {
		if w.visits[place] == maxVisits+1 {
			w.report(folder, "remove some of the links", "symbolic links lead to this folder too often")
		}
		return
	}
	entries, err := os.ReadDir(place)
	if err != nil {
		w.report(folder, "check its permissions", "cannot be read: "+input.Reason(err).Error())
		return
	}
	for _, e := range entries {
		if Ignored(e.Name()) && !w.dialect.Shows(e.Name()) {
			continue
		}
		file, target := path.Join(folder, e.Name()), filepath.Join(place, e.Name())
		if w.settings.Hidden != nil && w.settings.Hidden(file) {
			continue
		}
		switch mode := e.Type(); {
		case !utf8.ValidString(e.Name()):
			w.report(file, "rename the file", "the name is not UTF-8")
		case strings.ContainsFunc(e.Name(), unicode.IsControl):
			w.report(file, "rename the file", "the name holds a control character")
		case mode.IsDir():
			w.folder(file, append(slices.Clip(places), target), cmp.Or(out, w.leaves(file)))
		case mode&fs.ModeSymlink != 0:
			w.link(file, places, out)
		case mode.IsRegular():
			w.file(file, out)
		default:
			w.report(file, "remove it", input.NotAFile)
		}
	}
}

// Large tells a folder that holds at least some number of pages, whatever they are.
func Large(dir string, pages int) bool {
	_ = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case e.IsDir() && name != dir && Ignored(e.Name()):
			return fs.SkipDir
		case slug.IsPage(name):
			if pages--; pages <= 0 {
				return fs.SkipAll
			}
		}
		return nil // what cannot be read is told by whoever loads it
	})
	return pages <= 0
}

// leaves tells why the pages of a folder are left out; nothing where they are not.
func (w *walker) leaves(folder string) Reason {
	switch {
	case w.settings.Templates != nil && w.settings.Templates(folder):
		return Templates
	case w.settings.LeftOut != nil && w.settings.LeftOut(folder):
		return Excluded
	case w.dialect.IsTopic(folder), slices.Contains(w.settings.Collections, folder):
		return Reason{}
	}
	return Underscored
}

// file takes a file, whose folder's pages may be left out.
func (w *walker) file(file string, out Reason) {
	switch {
	case !w.dialect.IsPage(file):
		out = Underscored
	case w.settings.LeftOut != nil && w.settings.LeftOut(file):
		out = cmp.Or(out, Excluded)
	}
	switch {
	case slices.Contains(dataFiles, file):
		w.data[file] = true
	case meant(file) != "":
		w.diagnostics = append(w.diagnostics, diag.Diagnostic{Code: "not-read", Path: w.Path(file), Severity: diag.Warning, Message: "is not read", Hint: "did you mean " + meant(file) + "?"})
	case !slug.IsPage(file), slug.IsTemplate(file) && !w.dialect.Syntax.Ruby:
		w.assets = append(w.assets, file)
	case w.dialect.Controls(file):
	case slug.IsMDX(file) && !w.dialect.MDX:
		w.account.Add(Components, file)
		w.diagnostics = append(w.diagnostics, diag.Diagnostic{Code: "not-read", Path: w.Path(file), Severity: diag.Warning, Group: "mdx", Message: "an .mdx file is no page here", Hint: Components.Hint})
	case IsDrawing(file):
		w.account.Add(Drawings, file)
	case out != Reason{}:
		w.account.Add(out, file)
	default:
		w.pages = append(w.pages, file)
	}
}

// meant gives the data file that a file is meant to be, for which only its name
// is wrong; else "".
func meant(file string) string {
	for _, name := range dataFiles {
		if strings.EqualFold(file, name) || strings.EqualFold(file, strings.TrimSuffix(name, ".yaml")+".yml") {
			return name
		}
	}
	return ""
}

// link follows a symbolic link, unless it leaves the content or loops.
func (w *walker) link(file string, places []string, out Reason) {
	place, info, err := w.Stat(file)
	switch {
	case err != nil:
		w.tell(err.(diag.Diagnostic))
	case info.IsDir() && slices.Contains(places, place):
		w.report(file, "remove the link", "the symbolic link leads back to a folder above it")
	case info.IsDir():
		w.folder(file, append(slices.Clip(places), place), cmp.Or(out, w.leaves(file)))
	case info.Mode().IsRegular():
		w.file(file, out)
	default:
		w.report(file, "remove it", input.NotAFile)
	}
}

// Ignored tells the names of hidden files, of installed packages, and of what
// editors, office programs and desktops leave beside a file: they are no part
// of the content.
func Ignored(name string) bool {
	switch strings.ToLower(name) {
	case "node_modules", "thumbs.db", "ehthumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") && len(name) > 1 ||
		strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, "___jb_tmp___") || strings.HasSuffix(name, "___jb_old___")
}
