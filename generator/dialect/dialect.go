// Package dialect knows how other programs keep their Markdown: by which files
// they are told, what their writers may write, what their front matter is
// called, and in which order they show their pages.
package dialect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
	"fieldbook/generator/input"
	"fieldbook/generator/syntax"
)

// Name is a way to keep Markdown.
type Name string

// The dialects. Plain is Fieldbook's own.
const (
	Plain      Name = ""
	Obsidian   Name = "obsidian"
	MkDocs     Name = "mkdocs"
	Docusaurus Name = "docusaurus"
	Hugo       Name = "hugo"
	MdBook     Name = "mdbook"
	VitePress  Name = "vitepress"
	Starlight  Name = "starlight"
	GitHub     Name = "github"
	Notion     Name = "notion"
)

// Names are all dialects but the plain one.
var Names = []Name{Obsidian, MkDocs, Docusaurus, Hugo, MdBook, VitePress, Starlight, GitHub, Notion}

// called is what a folder of a dialect is, in a sentence.
var called = map[Name]string{
	Obsidian: "an Obsidian vault", MkDocs: "a folder of MkDocs", Docusaurus: "a folder of Docusaurus", Hugo: "a folder of Hugo", MdBook: "a book of mdBook",
	VitePress: "a folder of VitePress", Starlight: "a folder of Starlight", GitHub: "a wiki of a code host", Notion: "an export of Notion",
}

// Says what a folder of the dialect is: "an Obsidian vault".
func (n Name) Says() string { return called[n] }

// Words are the names as a flag or a key may give them.
func (Name) Values() []string {
	var out []string
	for _, n := range Names {
		out = append(out, string(n))
	}
	return out
}

// Of gives the dialect of a word; its error says which there are.
func Of(word string) (Name, error) {
	n := Name(strings.ToLower(strings.TrimSpace(word)))
	if n == "plain" || n == "fieldbook" {
		return Plain, nil
	}
	if n != Plain && !slices.Contains(Names, n) {
		return Plain, fmt.Errorf("unknown dialect %q: one of %s", word, strings.Join(n.Values(), ", "))
	}
	return n, nil
}

// Syntax is what the writers of a dialect use beside what is read everywhere. mdx
// tells a file whose name ends so.
func (n Name) Syntax(mdx bool) syntax.Set {
	s := map[Name]syntax.Set{
		Obsidian:   {Comments: true, Blocks: true, Breaks: true},
		MkDocs:     {Admonitions: true, Attributes: true, Keys: true},
		Docusaurus: {Fences: true, Components: true, Modules: true},
		Hugo:       {Shortcodes: true, Attributes: true},
		MdBook:     {Includes: true},
		VitePress:  {Fences: true, Vue: true, Components: true},
		Starlight:  {Fences: true},
		GitHub:     {Liquid: true, Attributes: true, Reversed: true},
		Notion:     {Asides: true, Breaks: true},
	}[n]
	s.Components, s.Modules = s.Components || mdx, s.Modules || mdx
	return s
}

// ReadsMDX tells whether .mdx files are pages.
func (n Name) ReadsMDX() bool { return n == Docusaurus || n == Starlight || n == VitePress }

// Controls tells a file that is no page but tells the program what to do with
// the others.
func (n Name) Controls(file string) bool {
	switch base := path.Base(file); n {
	case MdBook:
		return base == "SUMMARY.md"
	case GitHub:
		return base == "_Sidebar.md" || base == "_Footer.md" || base == "_Header.md"
	}
	return false
}

// IsPage tells whether a Markdown file is a page by its name, as IsTopic does for a
// folder; _index.md is the page of one.
func (n Name) IsPage(file string) bool {
	return !n.Controls(file) && (n.IsTopic(file) || strings.TrimSuffix(path.Base(file), path.Ext(file)) == "_index")
}

// IsTopic tells whether the pages of a folder are published: generators leave
// those out whose names begin with "_", a vault knows no such custom.
func (n Name) IsTopic(folder string) bool {
	switch n {
	case Obsidian, MkDocs, Notion:
		return true
	}
	return !strings.HasPrefix(path.Base(folder), "_")
}

// Collections are the folders of pages that Jekyll is told of, though their names
// begin with "_".
func (n Name) Collections(folder input.Folder) []string {
	if n != GitHub {
		return nil
	}
	out := []string{"_posts"}
	data, _ := read(folder, "_config.yml")
	list := topLevel(data, "collections")
	if list == nil {
		return out
	}
	for i, c := range list.Content {
		if list.Kind == yaml.SequenceNode || i%2 == 0 {
			out = append(out, "_"+c.Value)
		}
	}
	return out
}

// FolderOf is the folder that a page stands for because it has the folder's name:
// within it, as Docusaurus and the folder notes of Obsidian have it, or beside it,
// as Notion exports it. It is "" for a page that stands for none.
func (n Name) FolderOf(file string) string {
	stem := strings.TrimSuffix(file, path.Ext(file))
	switch n {
	case Notion:
		return stem
	case Obsidian, Docusaurus:
		if folder := path.Dir(stem); strings.EqualFold(path.Base(stem), path.Base(folder)) {
			return folder
		}
	}
	return ""
}

// hash is the number that Notion puts behind a name.
var hash = regexp.MustCompile(`(?i)[ -]?[0-9a-f]{32}$|[ -]?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// WithoutNumber gives a name without the number that Notion puts behind it, and
// whether it had one.
func WithoutNumber(name string) (string, bool) {
	short := hash.ReplaceAllString(name, "")
	return short, short != name
}

// NameOf is how readers know a file or a folder, whose name is given without an
// ending: in a vault as it is written, else made of its words by the function.
func (n Name) NameOf(name string, words func(string) string) string {
	switch n {
	case Obsidian:
		return name
	case Notion:
		short, _ := WithoutNumber(name)
		return short
	}
	return words(name)
}

// Templates is the folder of a vault's templates, below the vault; "" if it names
// none.
func (n Name) Templates(folder input.Folder) string {
	if n != Obsidian {
		return ""
	}
	for _, file := range []string{".obsidian/templates.json", ".obsidian/plugins/templater-obsidian/data.json"} {
		var said struct {
			Folder    string `json:"folder"`
			Templater string `json:"templates_folder"`
		}
		if data, ok := read(folder, file); ok && json.Unmarshal(data, &said) == nil && said.Folder+said.Templater != "" {
			return strings.Trim(said.Folder+said.Templater, "/")
		}
	}
	return ""
}

// templatesName is what most vaults call the folder of their templates, with a
// number or a sign before it.
var templatesName = regexp.MustCompile(`(?i)^[^\pL]*templates?$`)

// IsTemplates tells whether a folder is that of a vault's templates: the one that
// its settings name, else one that is called so.
func (n Name) IsTemplates(folder, named string) bool {
	if n != Obsidian || named != "" {
		return named != "" && folder == named
	}
	return templatesName.MatchString(path.Base(folder))
}

// StrictBreaks tells whether a vault joins the lines of a paragraph, as CommonMark
// does; else each line stays one.
func StrictBreaks(dir string) bool {
	folder, err := input.Open(dir)
	if err != nil {
		return false
	}
	var said struct {
		Strict bool `json:"strictLineBreaks"`
	}
	data, ok := read(folder, ".obsidian/app.json")
	return ok && json.Unmarshal(data, &said) == nil && said.Strict
}

// sign is a file that tells a dialect: in the folder itself, or above it.
type sign struct {
	file string
	name Name
	up   int            // how many folders above the content it may stand
	says *regexp.Regexp // what it must hold; nil for anything
}

var signs = []sign{
	{".obsidian/app.json", Obsidian, 3, nil}, {".obsidian/workspace.json", Obsidian, 3, nil}, {".obsidian/appearance.json", Obsidian, 3, nil}, {".obsidian/core-plugins.json", Obsidian, 3, nil},
	{"mkdocs.yml", MkDocs, 2, nil}, {"mkdocs.yaml", MkDocs, 2, nil},
	{"book.toml", MdBook, 1, nil},
	{"docusaurus.config.js", Docusaurus, 2, nil}, {"docusaurus.config.ts", Docusaurus, 2, nil}, {"docusaurus.config.mjs", Docusaurus, 2, nil},
	{"website/docusaurus.config.js", Docusaurus, 1, nil}, {"website/docusaurus.config.ts", Docusaurus, 1, nil},
	{"hugo.toml", Hugo, 2, nil}, {"hugo.yaml", Hugo, 2, nil}, {"hugo.json", Hugo, 2, nil}, {"config.toml", Hugo, 2, regexp.MustCompile(`(?im)^\s*baseURL\s*=`)}, {"_index.md", Hugo, 0, nil},
	{".vitepress/config.js", VitePress, 2, nil}, {".vitepress/config.ts", VitePress, 2, nil}, {".vitepress/config.mts", VitePress, 2, nil}, {".vitepress/config/index.ts", VitePress, 2, nil},
	{"astro.config.mjs", Starlight, 3, regexp.MustCompile(`starlight`)}, {"astro.config.ts", Starlight, 3, regexp.MustCompile(`starlight`)},
	{"_Sidebar.md", GitHub, 0, nil}, {"_config.yml", GitHub, 1, nil},
}

// projects are the files of whole projects, and the folders of their pages.
var projects = []struct{ file, pages string }{
	{"mkdocs.yml", "docs"}, {"mkdocs.yaml", "docs"}, {"book.toml", "src"}, {"hugo.toml", "content"}, {"hugo.yaml", "content"},
	{"docusaurus.config.js", "docs"}, {"docusaurus.config.ts", "docs"}, {"website/docusaurus.config.js", "docs"}, {"website/docusaurus.config.ts", "docs"},
	{"astro.config.mjs", "src/content/docs"}, {"astro.config.ts", "src/content/docs"},
}

// PagesIn gives the folder of pages within a folder that is a whole project; "" if
// it is none.
func PagesIn(dir string) string {
	folder, err := input.Open(dir)
	if err != nil {
		return ""
	}
	for _, p := range projects {
		if _, ok := read(folder, p.file); !ok {
			continue
		}
		if _, info, err := folder.Stat(p.pages); err == nil && info.IsDir() {
			return p.pages
		}
	}
	return ""
}

// maxSign bounds a file that tells of a dialect.
const maxSign = 1 << 20 // bytes

// Found is a dialect, and the file that tells it.
type Found struct {
	Name Name
	By   string // the file, relative to the folder; "" if nothing tells
}

// Find tells the dialect of a content folder by the files in it and above it.
func Find(dir string) Found {
	for up, folder := range above(dir) {
		for _, s := range signs {
			if up > s.up {
				continue
			}
			data, ok := read(folder, s.file)
			if ok && (s.says == nil || s.says.Match(data)) {
				return Found{s.name, strings.Repeat("../", up) + s.file}
			}
		}
	}
	return Found{}
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

// read gives a small file of a folder, if it is there.
func read(folder input.Folder, file string) ([]byte, bool) {
	data, err := folder.Read(file, maxSign, "")
	return data, err == nil
}

// hints are what the text of a dialect holds that plain Markdown does not.
var hints = []struct {
	name Name
	has  []string // one of which must be there, which is found faster
	find *regexp.Regexp
}{
	{Obsidian, []string{"%%", " ^"}, regexp.MustCompile(`(?m)%%[^%\n]+%%|[ \t]\^[a-z0-9]{6}$`)},
	{MkDocs, []string{"!!!", "???"}, regexp.MustCompile(`(?m)^(!!!|\?\?\?\+?) \w+`)},
	{Hugo, []string{"{{<", "{{%"}, regexp.MustCompile(`\{\{[<%] ?/?\w`)},
	{Docusaurus, []string{":::"}, regexp.MustCompile(`(?m)^:::(note|tip|info|caution|danger|warning)\b`)},
	{VitePress, []string{":::"}, regexp.MustCompile(`(?m)^::: (tip|info|warning|danger|details|code-group)\b`)},
	{GitHub, []string{"{% ", "{{"}, regexp.MustCompile(`\{% \w+|\{\{ ?site\.`)},
	{MdBook, []string{"{{#"}, regexp.MustCompile(`\{\{#\w+`)},
}

// Looks tells the dialect that a page's text looks like; Plain if it is like
// none.
func Looks(text []byte) Name {
	for _, h := range hints {
		if slices.ContainsFunc(h.has, func(part string) bool { return bytes.Contains(text, []byte(part)) }) && h.find.Match(text) {
			return h.name
		}
	}
	return Plain
}

// likely is the part of the pages that must look like a dialect to take them for
// it.
const likely = 20 // one of so many

// Likely gives the dialect that most pages look like, of so many in all; Plain if
// too few look like one.
func Likely(looks map[Name]int, pages int) Name {
	best, most := Plain, 1
	for _, n := range Names {
		if looks[n] > most && looks[n]*likely >= pages {
			best, most = n, looks[n]
		}
	}
	return best
}

// Hint proposes to name a dialect, for a folder of which so many pages look like
// one.
func Hint(dir string, n Name, pages int) diag.Diagnostic {
	return diag.Diagnostic{
		Path: dir, Code: "other-program", Severity: diag.Warning, First: true,
		Message: fmt.Sprintf("this looks like %s, in %d pages", n.Says(), pages),
		Hint:    fmt.Sprintf("build it with --from %s, or set dialect: %s in site.yaml", n, n),
	}
}
