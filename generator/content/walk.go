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
	"fieldbook/generator/dialect"
	"fieldbook/generator/input"
)

// walker lists the files of a folder, following links that stay inside it.
type walker struct {
	input.Folder
	data        map[string]bool // the data files that are there
	pages       []string
	assets      []string
	dialect     dialect.Name
	templates   string         // the folder of a vault's templates, which are no pages
	visits      map[string]int // how often each folder was listed, by its place
	diagnostics diag.List
}

// maxVisits bounds how often links may lead to one folder: links that double
// the tree at each level would else never end.
const maxVisits = 32

func walk(folder input.Folder, d dialect.Name, unsaved map[string][]byte) *walker {
	w := &walker{Folder: folder, dialect: d, templates: d.Templates(folder), data: map[string]bool{}, visits: map[string]int{}}
	w.folder("", []string{folder.Root()}, true)
	for file := range unsaved { // also what is not on the disk yet
		if !slices.Contains(w.pages, file) && !slices.Contains(dataFiles, file) && isPage(file) && w.dialect.IsPage(file) {
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

func (w *walker) report(file, hint, message string) {
	w.diagnostics = append(w.diagnostics, diag.Diagnostic{Path: w.Path(printable(file)), Message: message, Hint: hint})
}

// printable gives a file's name as a terminal can show it.
func printable(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return '�'
		}
		return c
	}, strings.ToValidUTF8(name, "�"))
}

// folder lists one folder; places holds those of the folders above it and its
// own, without links. withPages is false where Markdown is no page.
func (w *walker) folder(folder string, places []string, withPages bool) {
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
		if Ignored(e.Name()) {
			continue
		}
		file, target := path.Join(folder, e.Name()), filepath.Join(place, e.Name())
		switch mode := e.Type(); {
		case !utf8.ValidString(e.Name()):
			w.report(file, "rename the file", "the name is not UTF-8")
		case strings.ContainsFunc(e.Name(), unicode.IsControl):
			w.report(file, "rename the file", "the name holds a control character")
		case mode.IsDir():
			w.folder(file, append(slices.Clip(places), target), withPages && w.isTopic(file))
		case mode&fs.ModeSymlink != 0:
			w.link(file, places, withPages)
		case mode.IsRegular():
			w.file(file, withPages)
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
		case isPage(name):
			if pages--; pages <= 0 {
				return fs.SkipAll
			}
		}
		return nil // what cannot be read is told by whoever loads it
	})
	return pages <= 0
}

// isTopic tells whether the pages of a folder are published: by a custom of
// many generators, not those of one that begins with "_". Where the folder is
// another program's, its own custom counts.
func (w *walker) isTopic(folder string) bool {
	if w.dialect != dialect.Plain {
		return w.dialect.IsTopic(folder) && folder != w.templates
	}
	return !strings.HasPrefix(path.Base(folder), "_")
}

func (w *walker) file(file string, withPages bool) {
	switch {
	case slices.Contains(dataFiles, file):
		w.data[file] = true
	case meant(file) != "":
		w.diagnostics = append(w.diagnostics, diag.Diagnostic{Path: w.Path(file), Severity: diag.Warning, Message: "is not read", Hint: "did you mean " + meant(file) + "?"})
	case isMDX(file) && !w.dialect.ReadsMDX():
		w.diagnostics = append(w.diagnostics, diag.Diagnostic{
			Path: w.Path(file), Severity: diag.Warning, Group: "mdx", Message: "an .mdx file is no page here", Hint: "build with --from docusaurus, starlight or vitepress, or rename it to .md",
		})
	case !isPage(file):
		w.assets = append(w.assets, file)
	case !w.dialect.IsPage(file):
	case withPages:
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
func (w *walker) link(file string, places []string, withPages bool) {
	place, info, err := w.Stat(file)
	switch {
	case err != nil:
		w.diagnostics = append(w.diagnostics, err.(diag.Diagnostic))
	case info.IsDir() && slices.Contains(places, place):
		w.report(file, "remove the link", "the symbolic link leads back to a folder above it")
	case info.IsDir():
		w.folder(file, append(slices.Clip(places), place), withPages && w.isTopic(file))
	case info.Mode().IsRegular():
		w.file(file, withPages)
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
