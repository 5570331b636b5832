package dialect

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/input"
	"fieldbook/generator/slug"
)

// Plan is how a project of another program arranges its pages.
type Plan struct {
	Title    string              // of the whole; "" if it says none
	Sequence []string            // the paths of pages in their order; those left out follow theirs
	Labels   map[string]string   // names of folders
	Names    map[string]string   // names of pages in the list, by path
	Orders   map[string]float64  // places of folders
	ByFile   bool                // pages without a place stand in the order of their files' names
	Old      map[string][]string // earlier addresses of pages, by path: the files that the program wrote for them
}

// Arrange reads how a project shows its pages, which are given by their paths;
// aliases are their other addresses.
func (d *Dialect) Arrange(dir string, pages []string, aliases map[string]string) Plan {
	p := Plan{Labels: map[string]string{}, Names: map[string]string{}, Orders: map[string]float64{}, ByFile: d.byFile}
	if d.title == nil && d.order == nil && d.old == nil {
		return p // and nothing above the folder is looked at
	}
	from := project{above(dir), newFinder(pages)}
	if len(from.folders) == 0 {
		return p
	}
	p.Title = from.setting(d.title)
	for alias, page := range aliases {
		name := strings.TrimSuffix(strings.TrimSuffix(alias, ".html"), "/index")
		if from.find.by[name] == "" {
			from.find.by[name] = page
		}
	}
	if d.order != nil {
		d.order(&p, from)
	}
	p.keepOld(d, from, aliases)
	return p
}

// linksOf reads the order of a page of links, which stands beside the others.
func linksOf(file string) func(*Plan, project) {
	return func(p *Plan, from project) {
		if data, ok := read(from.folders[0], file); ok {
			p.Sequence = from.find.links(data)
		}
	}
}

// project is what an order is read from: the folder of the pages, and those above it.
type project struct {
	folders []input.Folder
	find    *finder
}

// setting is what a program's configuration says.
type setting struct {
	find  *regexp.Regexp // its first group is the value
	files []string       // the first that is there
}

// first gives the first of these files that is there.
func (from project) first(files ...string) []byte {
	for _, folder := range from.folders {
		for _, file := range files {
			if data, ok := read(folder, file); ok {
				return data
			}
		}
	}
	return nil
}

// all gives all of these files that are there, one after another.
func (from project) all(files ...string) []byte {
	var all []byte
	for _, folder := range from.folders {
		for _, file := range files {
			data, _ := read(folder, file)
			all = append(all, data...)
		}
	}
	return all
}

func (from project) setting(s *setting) string {
	if s == nil {
		return ""
	}
	if m := s.find.FindSubmatch(from.first(s.files...)); m != nil {
		return strings.TrimSpace(string(m[1]))
	}
	return ""
}

// finder finds pages by how lists name them.
type finder struct {
	pages []string
	by    map[string]string // by path, without ending, as an address
}

func newFinder(pages []string) *finder {
	f := &finder{pages: pages, by: map[string]string{}}
	for _, p := range pages {
		file := norm.NFC.String(p)
		stem := slug.Stem(file)
		f.by[file], f.by[stem] = p, p
		plain := numbers.ReplaceAllString("/"+stem, "/")[1:] // 01-intro is intro to Docusaurus
		if f.by[plain] == "" {
			f.by[plain] = p
		}
		if slug.IsIndex(file) {
			f.by[strings.TrimPrefix(path.Dir(file), ".")] = p
		}
	}
	return f
}

var numbers = regexp.MustCompile(`/\d+\s*[-_.]+\s*`)

// page gives the page that a list names; "" if it names none.
func (f *finder) page(name string) string {
	name, _, _ = strings.Cut(name, "#")
	name = strings.Trim(strings.TrimPrefix(name, "./"), "/")
	name = strings.TrimSuffix(name, ".html")
	return f.by[norm.NFC.String(name)]
}

// folder gives the pages of a folder, for lists that name it as a whole.
func (f *finder) folder(name string) []string {
	var out []string
	for _, p := range f.pages {
		if strings.HasPrefix(p, strings.Trim(name, "/")+"/") {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, byFile)
	return out
}

var markdownLink = regexp.MustCompile(`\]\(<?([^)>\s]+)|\[\[([^\]|]+\|)?([^\]|]+)\]\]`)

// links gives the pages that a text of Markdown links to, each once.
func (f *finder) links(text []byte) []string {
	var out []string
	for _, m := range markdownLink.FindAllSubmatch(text, -1) {
		name := string(m[1])
		if name == "" {
			name = strings.ReplaceAll(string(m[3]), " ", "-")
		}
		out = once(out, f.page(unescaped(name)))
	}
	return out
}

// unescaped is an address without its percent escapes; as it is where they are wrong.
func unescaped(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

var quotedText = regexp.MustCompile(`(base|directory|dirName|autogenerate)?['"]?\s*:?\s*(?:['"` + "`" + `])([\w./ -]+)(?:['"` + "`" + `])`)

// quoted gives the pages that the quoted texts of a program name, in their order:
// nobody can read a list that a program makes, but its names stand there. Where
// one stands several times, the last counts: before the lists of a side stand
// the few of the top.
func (f *finder) quoted(program []byte) []string {
	var out, bases []string
	for _, m := range quotedText.FindAllSubmatch(program, -1) {
		name := string(m[2])
		switch string(m[1]) {
		case "base":
			bases = append(bases, name)
			continue
		case "directory", "dirName", "autogenerate":
			for _, p := range f.folder(name) {
				out = last(out, p)
			}
			continue
		}
		p := f.page(name)
		for i := len(bases) - 1; i >= 0 && p == ""; i-- { // a base is a beginning, not always a folder
			p = f.page(bases[i] + name)
		}
		out = last(out, p)
	}
	return out
}

func last(list []string, page string) []string {
	if page == "" {
		return list
	}
	return append(slices.DeleteFunc(list, func(p string) bool { return p == page }), page)
}

func once(list []string, page string) []string {
	if page == "" || slices.Contains(list, page) {
		return list
	}
	return append(list, page)
}

// byFile orders pages by the names of their files, an index first.
func byFile(a, b string) int {
	key := func(p string) string {
		dir, base := path.Split(p)
		if slug.IsIndex(base) {
			return dir
		}
		return dir + base
	}
	return strings.Compare(key(a), key(b))
}

// topLevel gives the value of a key of a YAML text, also where other keys hold
// what only another program reads.
func topLevel(data []byte, key string) *yaml.Node {
	m := regexp.MustCompile(`(?m)^` + key + `:[ \t]*\r?\n((?:[ \t]*-.*\r?\n?|[ \t]+.*\r?\n?|[ \t]*#.*\r?\n?|[ \t]*\r?\n)+)`).FindSubmatch(data)
	var n yaml.Node
	if m == nil || yaml.Unmarshal(m[1], &n) != nil || len(n.Content) == 0 {
		return nil
	}
	return n.Content[0]
}
