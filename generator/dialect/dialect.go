// Package dialect knows how other programs keep their Markdown. Each is one value,
// a Dialect, in a file of its own: by which files it is told, what its writers may
// write, what their front matter is called, and in which order it shows its pages.
// Whoever reads pages asks a field or a method, and never for a name.
//
// Front matter is translated to our keys before it is decoded, places kept. What a
// list of pages says (SUMMARY.md, nav, sidebars) gives the order.
package dialect

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"fieldbook/generator/fill"
	"fieldbook/generator/input"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// Dialect is a way to keep Markdown. The zero one is Fieldbook's own; each field says
// in what another differs.
type Dialect struct {
	Name    Name
	Program string // as people call it, in a list of programs
	Folder  string // what a folder of it is, in a sentence: "an Obsidian vault"

	signs []sign // the files that tell it
	like  like   // what its texts hold that plain Markdown does not

	// Which files are pages.
	MDX         bool     // .mdx files are
	hidden      []string // folders whose names begin with a dot and which hold what pages show
	controls    []string // files that are none but tell the program what to do with the others
	underscored bool     // those whose names begin with "_" are: generators leave them out, a vault knows no such custom
	settings    func(input.Folder) Settings
	beside      []served // what pages show of the project that they stand in

	// What pages and folders are called.
	place      func(file string) string // the path at which a page is published; nil for its own
	home       string                   // the page that readers begin with, by its place without an ending; "" for an index
	folderOf   func(file string) string // the folder that a page stands for, by its place; nil where only an index does
	nameOf     func(name string) string // how readers know a file, by its name without an ending; nil for its words
	FileIsName bool                     // by their files, as these are written, whatever headings say
	number     *regexp.Regexp           // by their files, without what an export puts behind names
	dated      *regexp.Regexp           // by their files, without the day that stands before names

	// What stands in a page.
	Syntax     syntax.Set        // what its writers use beside what is read everywhere
	InlineTags bool              // #words in the text are tags
	Properties bool              // key:: value at the beginning says what front matter does
	Titled     bool              // a wiki link without words says the title of its page, and not what is written
	Widths     bool              // the words of an image may end with its width: A plan|300
	keys       map[string]string // of front matter, by those of all programs that they stand for
	permalinks string            // what stands before an address that front matter says alone
	otherNames bool              // aliases are other names of the page, and no addresses

	// How pages are arranged.
	title  *setting                      // of the whole
	order  func(*Plan, project)          // reads the list of pages
	nest   func(*Plan, project, []Front) // arranges pages by what each says of its place; nil where none does
	byFile bool                          // pages that no list has stand in the order of their files' names

	old func(file string, s Settings) []string // the files that it wrote for a page, below s.Root; see old.go
}

// all are the dialects. Where the files or the texts of several stand beside each
// other, the first counts: Foam's notes are often published by Jekyll, whose
// _config.yml then stands beside them.
var all = []*Dialect{&obsidian, &mkDocs, &docusaurus, &hugo, &mdBook, &vitePress, &starlight, &gitHub, &notion,
	&zensical, &gitBook, &foam, &jekyll, &eleventy, &techDocs, &docsify, &logseq, &dendron, &nextra, &fumadocs,
}

// plain is Fieldbook's own.
var plain = &Dialect{}

// Name is the word for a dialect, by which readings are compared and kept.
type Name string

// Plain is Fieldbook's own.
const Plain Name = ""

// Plain tells Fieldbook's own dialect.
func (d *Dialect) Plain() bool { return d.Name == Plain }

// Named gives the dialect of a name: Fieldbook's own for one that nobody knows.
func Named(n Name) *Dialect {
	for _, d := range all {
		if d.Name == n {
			return d
		}
	}
	return plain
}

// Of gives the dialect of a word; its error says which there are.
func Of(word string) (*Dialect, error) {
	n := Name(strings.ToLower(strings.TrimSpace(word)))
	if !slices.Contains(append(n.Values(), "fieldbook", ""), string(n)) {
		return plain, fmt.Errorf("unknown dialect %q: one of %s", word, Words())
	}
	return Named(n), nil
}

// Values are the names as site.yaml may give them.
func (Name) Values() []string {
	return append([]string{"plain"}, each(func(d *Dialect) string { return string(d.Name) })...)
}

// Words are the names of the other programs' dialects, in a sentence.
func Words() string { return strings.Join(Plain.Values()[1:], ", ") }

// Programs are the other programs, in a sentence.
func Programs() string {
	programs := each(func(d *Dialect) string { return d.Program })
	last := len(programs) - 1
	return strings.Join(programs[:last], ", ") + " or " + programs[last]
}

// each gives what something is of each dialect.
func each[T any](of func(d *Dialect) T) (out []T) {
	for _, d := range all {
		out = append(out, of(d))
	}
	return out
}

// Set is the syntax of a file: .mdx has components everywhere.
func (d *Dialect) Set(file string) syntax.Set {
	s := d.Syntax
	mdx := slug.IsMDX(file)
	s.Components, s.Modules = s.Components || mdx, s.Modules || mdx
	return s
}

// Controls tells a file that is no page but tells the program what to do with
// the others.
func (d *Dialect) Controls(file string) bool {
	return slices.Contains(d.controls, path.Base(file)) || slices.ContainsFunc(strings.Split(path.Dir(file), "/"), d.Shows)
}

// Shows tells a hidden folder of which pages show the files.
func (d *Dialect) Shows(folder string) bool { return slices.Contains(d.hidden, folder) }

// IsPage tells whether a Markdown file is a page by its name, as IsTopic does for a
// folder; _index.md is the page of one.
func (d *Dialect) IsPage(file string) bool {
	return !d.Controls(file) && (d.IsTopic(file) || slug.Stem(path.Base(file)) == "_index")
}

// IsTopic tells whether the pages of a folder are published, by its name.
func (d *Dialect) IsTopic(folder string) bool {
	return d.underscored || !strings.HasPrefix(path.Base(folder), "_")
}

// Settings are what a folder's own files say.
type Settings struct {
	Templates   func(folder string) bool // tells folders of which no page is one; nil for none
	Collections []string                 // folders of pages though their names begin with "_"
	LeftOut     func(file string) bool   // tells files and folders that are not published, which is told; nil for none
	Joined      bool                     // the lines of a paragraph are, where Syntax has Breaks
	Root        string                   // the folder of the program's site that the pages stand in; "" for the site itself
	NotRun      []string                 // what the configuration names that computes pages or changes them, and is not run
	Computed    bool                     // pages are templates, too: {{ name }} and {% tag %} call the program
	Fill        *fill.Project            // what is put into pages before they are read; nil for nothing
	Flat        bool                     // the program wrote a page as a file of its name, and not as a folder's index
	Hidden      func(name string) bool   // tells files and folders that are the program's own; nil for none
}

// Settings reads those of a folder.
func (d *Dialect) Settings(folder input.Folder) (s Settings) {
	if d.settings != nil {
		s = d.settings(folder)
	}
	return s
}

// Place is the path at which a page is published: most programs take that of its file,
// as it is where nothing else would be left of its name.
func (d *Dialect) Place(file string) string {
	if d.place == nil {
		return file
	}
	place := strings.TrimPrefix(path.Clean("/"+d.place(file)), "/")
	if slug.Stem(path.Base(place)) == "" {
		return file
	}
	return place
}

// IsHome tells the page that readers begin with, by its place, where it is called
// otherwise than an index.
func (d *Dialect) IsHome(place string) bool {
	return d.home != "" && strings.EqualFold(slug.Stem(place), d.home)
}

// FolderOf is the folder that a page stands for because it has the folder's name; ""
// for a page that stands for none.
func (d *Dialect) FolderOf(file string) string {
	if d.folderOf == nil {
		return ""
	}
	return d.folderOf(file)
}

// within is the folder that a page of its name stands in.
func within(file string) string {
	stem := slug.Stem(file)
	if folder := path.Dir(stem); strings.EqualFold(path.Base(stem), path.Base(folder)) {
		return folder
	}
	return ""
}

// NameOf is how readers know a file or a folder, whose name is given without an
// ending: as it is written, or made of its words by the function.
func (d *Dialect) NameOf(name string, words func(string) string) string {
	switch {
	case d.nameOf != nil:
		return d.nameOf(name)
	case d.FileIsName:
		return name
	case d.Numbered():
		return d.number.ReplaceAllString(name, "")
	}
	if d.dated != nil {
		name = d.dated.ReplaceAllString(name, "")
	}
	return words(name)
}

// Numbered tells an export, which puts numbers behind the names of its files.
func (d *Dialect) Numbered() bool { return d.number != nil }

// WithoutNumber gives a name without the number that an export puts behind it, and
// the dialect of that export; the plain one for a name that has none.
func WithoutNumber(name string) (string, *Dialect) {
	for _, d := range all {
		if d.Numbered() && d.number.MatchString(name) {
			return d.number.ReplaceAllString(name, ""), d
		}
	}
	return name, plain
}
