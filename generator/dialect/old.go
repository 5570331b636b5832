package dialect

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/input"
	"fieldbook/generator/slug"
)

// What a program wrote for a page is where readers' links and bookmarks lead: each
// such file is an earlier address of the page. Hosts give one file at several
// addresses (a/b/ and a/b/index.html, a/b and a/b.html), so that the name of the file
// stands for all of them, and nothing is needed where ours has it too.

// oldFiles gives the files that a program wrote for a page, below the root of its
// site; an address that ends in a slash is that of the folder's index.
func oldFiles(old func(string, Settings) []string, file string, s Settings) (out []string) {
	for _, address := range old(norm.NFC.String(file), s) {
		if strings.HasSuffix(address, "/") {
			address += "index.html"
		}
		if address = strings.TrimPrefix(path.Clean("/"+s.Root+"/"+address), "/"); strings.HasSuffix(address, ".html") {
			out = append(out, address)
		}
	}
	return out
}

// keepOld notes the earlier addresses of all pages: those of the program's rules, and
// those of front matter below the folder that the pages stood in.
func (p *Plan) keepOld(d *Dialect, from project, aliases map[string]string) {
	if d.old == nil {
		return
	}
	settings := d.Settings(from.folders[0])
	for _, page := range from.find.pages {
		for _, address := range oldFiles(d.old, page, settings) {
			p.was(address, page)
		}
	}
	if settings.Root == "" {
		return
	}
	for alias, page := range aliases {
		p.was(path.Join(settings.Root, alias), page)
	}
}

// was notes an earlier address of a page.
func (p *Plan) was(address, page string) {
	if p.Old == nil {
		p.Old = map[string][]string{}
	}
	if !slices.Contains(p.Old[page], address) {
		p.Old[page] = append(p.Old[page], address)
		slices.Sort(p.Old[page]) // in the order of no map
	}
}

// moved takes earlier addresses from a mapping of them to pages.
func (p *Plan) moved(n *yaml.Node, find *finder) {
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		was, page := strings.Trim(n.Content[i].Value, "/"), find.page(n.Content[i+1].Value)
		if was == "" || page == "" || strings.ContainsAny(was, ":?#*") {
			continue
		}
		if path.Ext(was) != ".html" {
			was = path.Join(was, "index.html")
		}
		p.was(path.Clean(was), page)
	}
}

// layout is what a program's configuration says of the files that it writes.
type layout struct {
	files []string       // the first that is there, in the folder or above it
	flat  *regexp.Regexp // what says that a page is a file of its name
	root  *regexp.Regexp // its first group is the folder of the pages; nil for the site itself
	usual string         // that folder, where nothing is said
}

// settings reads them.
func (l layout) settings(folder input.Folder) Settings {
	text := project{folders: above(folder.Root())}.first(l.files...)
	s := Settings{Flat: l.flat.Match(text), Root: l.usual}
	if l.root != nil {
		if m := l.root.FindSubmatch(text); m != nil {
			s.Root = strings.Trim(string(m[1]), "/")
		}
	}
	return s
}

// pageAt gives the file of a page by its path without an ending: the index of a folder
// of its name, or where a program is told so, a file.
func (s Settings) pageAt(stem string) string {
	if s.Flat {
		return stem + ".html"
	}
	return path.Join(stem, "index.html")
}

// indexOr gives the index of the folder for a page with one of these names, and
// another's as pageAt does.
func (s Settings) indexOr(stem string, indexes ...string) string {
	if slices.Contains(indexes, path.Base(stem)) {
		return path.Join(path.Dir(stem), "index.html")
	}
	return s.pageAt(stem)
}

// mkDocsOld: a/b.md is a/b/index.html, or a/b.html.
func mkDocsOld(file string, s Settings) []string {
	return []string{s.indexOr(slug.Stem(file), "index", "README")}
}

// hugoOld: letters become small, and of other signs few stay.
func hugoOld(file string, s Settings) []string {
	stem := strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case unicode.IsLetter(c), unicode.IsDigit(c), unicode.IsMark(c), strings.ContainsRune("./_#+~-@", c):
			return unicode.ToLower(c)
		}
		return -1
	}, slug.Stem(file))
	return []string{s.indexOr(hyphens.ReplaceAllString(stem, "-"), "index", "_index")}
}

// hyphens are several, of which one stays.
var hyphens = regexp.MustCompile(`-{2,}`)

// numbered is a name with a number before it that Docusaurus takes away; it leaves
// those of days and versions.
var (
	numbered = regexp.MustCompile(`^\d+\s*[-_.]+\s*([^-_.\s].*)$`)
	dated    = regexp.MustCompile(`^\d+[-_.]\d+`)
)

// docusaurusOld: names are without their numbers, and a page with the name of its
// folder is the folder's.
func docusaurusOld(file string, s Settings) []string {
	parts := strings.Split(slug.Stem(file), "/")
	for i, part := range parts {
		if m := numbered.FindStringSubmatch(part); m != nil && !dated.MatchString(part) {
			parts[i] = m[1]
		}
	}
	stem := path.Join(parts...)
	name := strings.ToLower(path.Base(stem))
	if len(parts) > 1 && name == strings.ToLower(parts[len(parts)-2]) || name == "index" || name == "readme" {
		return []string{s.indexOr(stem, path.Base(stem))}
	}
	return []string{s.pageAt(stem)}
}

// starlightOld: each name is one that GitHub would make an anchor of.
func starlightOld(file string, s Settings) []string {
	parts := strings.Split(slug.Stem(file), "/")
	for i, part := range parts {
		parts[i] = slug.Of(part)
	}
	return []string{s.indexOr(path.Join(parts...), "index")}
}

// fileOld: a page is a file of its name; README is one of them for some programs, and
// to others the index.
func fileOld(indexes ...string) func(string, Settings) []string {
	return func(file string, s Settings) []string {
		s.Flat = true
		return []string{s.indexOr(slug.Stem(file), indexes...)}
	}
}
