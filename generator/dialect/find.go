package dialect

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/input"
)

// sign are files that tell a dialect: in the content folder, or above it.
type sign struct {
	up        int            // how many folders above the content they may stand
	pages     string         // the folder of the pages, beside them in a whole project; "" for none
	says      *regexp.Regexp // what one must hold; nil for anything
	elsewhere *regexp.Regexp // what in one names another folder of the pages
	files     []string       // one that ends in a slash is a folder
	beside    string         // another file that must stand there; "" for none
	weak      bool           // others have such files too: it counts only where nothing else tells a dialect
}

// like is what the texts of a dialect hold that plain Markdown does not.
type like struct {
	has  []string // one of which must be there, which is found faster
	find *regexp.Regexp
}

func signs() []sign { return slices.Concat(each(func(d *Dialect) []sign { return d.signs })...) }

// PagesIn gives the folder of pages within a folder that is a whole project; "" if
// it is none.
func PagesIn(dir string) string {
	folder, err := input.Open(dir)
	if err != nil {
		return ""
	}
	for _, s := range signs() {
		file := s.in(folder)
		text, _ := read(folder, file)
		if pages := s.pagesBy(text); file != "" && pages != "." && fs.ValidPath(pages) && isFolder(folder, pages) {
			return pages
		}
	}
	return ""
}

// pagesBy is the folder of pages that a file of the sign tells; "." for its own.
func (s sign) pagesBy(text []byte) string {
	pages := s.pages
	if s.elsewhere != nil {
		if m := s.elsewhere.FindSubmatch(text); m != nil {
			pages = strings.TrimPrefix(string(m[1]), "/")
		}
	}
	return path.Clean(pages)
}

func isFolder(folder input.Folder, name string) bool {
	_, info, err := folder.Stat(strings.TrimSuffix(name, "/"))
	return err == nil && info.IsDir()
}

// Keeps tells a hidden folder that a program keeps its settings in.
func Keeps(name string) bool {
	return strings.HasPrefix(name, ".") && slices.ContainsFunc(signs(), func(s sign) bool {
		return slices.ContainsFunc(s.files, func(file string) bool { return strings.HasPrefix(file, name+"/") })
	})
}

// Find tells the dialect of a content folder by the files in it and above it, and by
// which: its path from the folder.
func Find(dir string) (d *Dialect, by string) {
	folders := above(dir)
	for _, weak := range []bool{false, true} {
		for up, folder := range folders {
			for _, d := range all {
				for _, s := range d.signs {
					if up > s.up || s.weak != weak {
						continue
					}
					if file := s.in(folder); file != "" {
						return d, strings.Repeat("../", up) + file
					}
				}
			}
		}
	}
	return plain, ""
}

// in gives the first of the files that stands in a folder; "" if none does.
func (s sign) in(folder input.Folder) string {
	if s.beside != "" {
		if _, _, err := folder.Stat(s.beside); err != nil {
			return ""
		}
	}
	for _, file := range s.files {
		if strings.HasSuffix(file, "/") && isFolder(folder, file) {
			return file
		}
		if data, ok := read(folder, file); ok && (s.says == nil || s.says.Match(data)) {
			return file
		}
	}
	return ""
}

// above gives the folder and the three above it.
func above(dir string) []input.Folder {
	var out []input.Folder
	for up := range 4 {
		folder, err := input.Open(dir + strings.Repeat("/..", up))
		if err != nil {
			break
		}
		out = append(out, folder)
	}
	return out
}

// nearest gives the folder and those above it, at most so many.
func nearest(folder input.Folder, most int) []input.Folder {
	folders := above(folder.Root())
	return folders[:min(most, len(folders))]
}

// maxSign bounds a file that tells of a dialect.
const maxSign = 1 << 20 // bytes

// read gives a small file of a folder, if it is there.
func read(folder input.Folder, file string) ([]byte, bool) {
	data, err := folder.Read(file, maxSign, "")
	return data, err == nil
}

// Looks tells the dialect that a page's text looks like; Plain if it is like
// none.
func Looks(text []byte) Name {
	for _, d := range all {
		if slices.ContainsFunc(d.like.has, func(part string) bool { return bytes.Contains(text, []byte(part)) }) && d.like.find.Match(text) {
			return d.Name
		}
	}
	return Plain
}

// likely is the part of the pages that must look like a dialect to take them for
// it.
const likely = 20 // one of so many

// Likely gives the dialect that most pages look like, of so many in all; the plain
// one if too few look like one.
func Likely(looks map[Name]int, pages int) *Dialect {
	best, most := plain, 1
	for _, d := range all {
		if n := looks[d.Name]; n > most && n*likely >= pages {
			best, most = d, n
		}
	}
	return best
}

// Hint proposes to name a dialect, for a folder of which so many pages look like
// one.
func (d *Dialect) Hint(dir string, pages int) diag.Diagnostic {
	return diag.Diagnostic{
		Path: dir, Code: "other-program", Severity: diag.Warning, First: true,
		Message: fmt.Sprintf("this looks like %s, in %d pages", d.Folder, pages),
		Hint:    fmt.Sprintf("build it with --from %s, or set dialect: %s in site.yaml", d.Name, d.Name),
	}
}
