package dialect

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/input"
)

// Plan is how a project of another program arranges its pages.
type Plan struct {
	Title    string             // of the whole; "" if it says none
	Sequence []string           // the paths of pages in their order; those left out follow theirs
	Labels   map[string]string  // names of folders
	Names    map[string]string  // names of pages in the list, by path
	Orders   map[string]float64 // places of folders
	ByFile   bool               // pages without a place stand in the order of their files' names
}

// Arrange reads how a project shows its pages, which are given by their paths;
// aliases are their other addresses.
func (n Name) Arrange(dir string, pages []string, aliases map[string]string) Plan {
	p := Plan{Labels: map[string]string{}, Names: map[string]string{}, Orders: map[string]float64{}, ByFile: n != Plain && n != Hugo && n != GitHub}
	folders := above(dir)
	if n == Plain || len(folders) == 0 {
		return p
	}
	find := newFinder(pages)
	for alias, page := range aliases {
		name := strings.TrimSuffix(strings.TrimSuffix(alias, ".html"), "/index")
		if find.by[name] == "" {
			find.by[name] = page
		}
	}
	switch n {
	case MdBook:
		if data, ok := read(folders[0], "SUMMARY.md"); ok {
			p.Sequence = find.links(data)
		}
		p.Title = setting(folders, `(?m)^title\s*=\s*"([^"]+)"`, "book.toml")
	case GitHub:
		if data, ok := read(folders[0], "_Sidebar.md"); ok {
			p.Sequence = find.links(data)
		}
		p.Title = setting(folders, `(?m)^title:\s*["']?([^"'\n]+)`, "_config.yml")
	case MkDocs:
		p.mkdocs(folders, find, pages)
	case Docusaurus:
		p.categories(folders[0], pages)
		p.Sequence = find.quoted(script(folders, "sidebars.js", "sidebars.ts", "sidebars.json", "website/sidebars.js", "website/sidebars.ts", "website/sidebars.json"))
		p.Title = setting(folders, `(?m)^\s*title:\s*['"]([^'"]+)`, "docusaurus.config.js", "docusaurus.config.ts", "website/docusaurus.config.js", "website/docusaurus.config.ts")
	case Starlight:
		p.Sequence = find.quoted(script(folders, "astro.config.mjs", "astro.config.ts"))
		p.Title = setting(folders, `starlight\(\{[^}]*?\btitle:\s*['"]([^'"]+)`, "astro.config.mjs", "astro.config.ts")
	case VitePress:
		p.Sequence = find.quoted(scripts(folders, "config.ts", "config.js", ".vitepress/config.js", ".vitepress/config.ts", ".vitepress/config.mts", ".vitepress/config/index.ts", ".vitepress/config/en.ts"))
		p.Title = setting(folders, `\btitle:\s*['"]([^'"]+)`, ".vitepress/config.js", ".vitepress/config.ts", ".vitepress/config.mts", ".vitepress/config/index.ts")
	case Hugo:
		p.Title = setting(folders, `(?m)^title\s*[=:]\s*['"]?([^'"\n]+)`, "hugo.toml", "hugo.yaml", "config.toml")
	}
	return p
}

// script gives the first of these files that is there.
func script(folders []input.Folder, files ...string) []byte {
	for _, folder := range folders {
		for _, file := range files {
			if data, ok := read(folder, file); ok {
				return data
			}
		}
	}
	return nil
}

// scripts gives all of these files that are there, one after another.
func scripts(folders []input.Folder, files ...string) []byte {
	var all []byte
	for _, folder := range folders {
		for _, file := range files {
			data, _ := read(folder, file)
			all = append(all, data...)
		}
	}
	return all
}

func setting(folders []input.Folder, pattern string, files ...string) string {
	if m := regexp.MustCompile(pattern).FindSubmatch(script(folders, files...)); m != nil {
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
		stem := strings.TrimSuffix(file, path.Ext(file))
		f.by[file], f.by[stem] = p, p
		plain := numbers.ReplaceAllString("/"+stem, "/")[1:] // 01-intro is intro to Docusaurus
		if f.by[plain] == "" {
			f.by[plain] = p
		}
		switch strings.ToLower(path.Base(stem)) {
		case "index", "readme", "_index":
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

func unescaped(s string) string { return strings.ReplaceAll(s, "%20", " ") }

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
		switch strings.ToLower(strings.TrimSuffix(base, path.Ext(base))) {
		case "index", "readme", "_index":
			base = ""
		}
		return dir + base
	}
	return strings.Compare(key(a), key(b))
}

// mkdocs reads the navigation of mkdocs.yml, and of .pages in folders.
func (p *Plan) mkdocs(folders []input.Folder, find *finder, pages []string) {
	data := script(folders, "mkdocs.yml", "mkdocs.yaml")
	if m := regexp.MustCompile(`(?m)^site_name:\s*["']?([^"'\n#]+)`).FindSubmatch(data); m != nil {
		p.Title = strings.TrimSpace(string(m[1]))
	}
	if nav := topLevel(data, "nav"); nav != nil {
		p.nav(nav, find)
	}
	for _, page := range pages {
		folder := path.Dir(page)
		if _, done := p.Orders[folder]; done {
			continue
		}
		list, ok := read(folders[0], path.Join(folder, ".pages"))
		if !ok {
			continue
		}
		p.Orders[folder] = 0
		var said struct {
			Title string
			Nav   []yaml.Node
		}
		if yaml.Unmarshal(list, &said) != nil {
			continue
		}
		p.Labels[folder] = said.Title
		for i := range said.Nav {
			p.Sequence = once(p.Sequence, find.page(path.Join(folder, lastText(&said.Nav[i]))))
		}
	}
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

func (p *Plan) nav(n *yaml.Node, find *finder) {
	switch n.Kind {
	case yaml.SequenceNode:
		for _, c := range n.Content {
			p.nav(c, find)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if page := find.page(n.Content[i+1].Value); page != "" {
				p.Names[page] = n.Content[i].Value
			}
			p.nav(n.Content[i+1], find)
		}
	case yaml.ScalarNode:
		p.Sequence = once(p.Sequence, find.page(n.Value))
	}
}

func lastText(n *yaml.Node) string {
	for n.Kind == yaml.MappingNode && len(n.Content) == 2 {
		n = n.Content[1]
	}
	return n.Value
}

// categories reads the names and places of folders from _category_.json.
func (p *Plan) categories(root input.Folder, pages []string) {
	seen := map[string]bool{}
	for _, page := range pages {
		for folder := path.Dir(page); folder != "." && !seen[folder]; folder = path.Dir(folder) {
			seen[folder] = true
			var said struct {
				Label    string  `json:"label" yaml:"label"`
				Position float64 `json:"position" yaml:"position"`
			}
			if data, ok := read(root, folder+"/_category_.json"); ok {
				_ = json.Unmarshal(data, &said) // one that cannot be read says nothing
			} else if data, ok := read(root, folder+"/_category_.yml"); ok {
				_ = yaml.Unmarshal(data, &said)
			}
			if said.Label != "" {
				p.Labels[folder] = said.Label
			}
			if said.Position != 0 {
				p.Orders[folder] = said.Position
			}
		}
	}
}
