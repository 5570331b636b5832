// Package importer makes a folder of Fieldbook of what another program keeps: a
// folder of Markdown, a zip of Notion or Confluence, files of HTML and Word. It
// never writes into the source.
//
// What is brought is first unpacked into a folder of its own, with HTML and Word
// turned into Markdown (gather.go); then it is read as its dialect, and each page
// is written with our front matter and with links that lead where they led
// (write.go).
package importer

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/i18n"
	"fieldbook/generator/importer/markdown"
	"fieldbook/generator/input"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// Options say what is brought, and where to.
type Options struct {
	Source string // a folder, a zip or a single file
	Dir    string // the folder that becomes a site; its content must be empty
	From   string // the dialect; "" for what the files tell
}

// Report is what an import came to.
type Report struct {
	Dialect  *dialect.Dialect
	Pages    int
	Files    int            // images and other files that pages refer to
	Links    int            // that were written anew
	Keys     map[string]int // of front matter, as "description → summary", and how often
	Left     []string       // files that no page refers to
	Balance  []Balance      // what the files that are no Markdown had, and what of it arrived
	Mistakes diag.List      // what could not be brought, by the source's files and lines
	Errors   diag.List      // what a strict check of the new folder still finds
}

// job is one import.
type job struct {
	Options
	Report
	*budget
	work     string                       // the folder that everything is gathered in
	root     string                       // the folder with the pages, as it is read
	below    string                       // its path in the source
	made     map[string]string            // files made of others, by what they were made of
	renamed  map[string]string            // pages and files by their path in root → in the new folder
	led      map[string]bool              // files that links lead to as the source spells them
	composed map[string]string            // files by their paths in the composed form of Unicode
	mended   map[diag.Span]bool           // links of a page, and whether they led nowhere
	ids      map[string]map[string]string // anchors of a page by the names that its source has for them
	converted
	tree *content.Tree
	site *site.Site
}

// converted is what is known of the files that are no Markdown, by their paths.
type converted struct {
	called   string            // what the export calls all of it
	becomes  map[string]string // the page that each is made
	instead  map[string]string // the file whose page stands in the place of its own
	filed    map[string]place  // by what the export says of its pages
	byID     map[string]string // pages of Confluence, by their folder and number
	tallies  map[string]*tally
	headings map[string][]markdown.Heading
	wanted   map[string]bool // names of places that links lead to
}

func newConverted() converted {
	return converted{"", map[string]string{}, map[string]string{}, map[string]place{}, map[string]string{}, map[string]*tally{}, map[string][]markdown.Heading{}, map[string]bool{}}
}

// Run brings the source into the folder. The error is the machine's or a
// diag.Failure.
func Run(o Options) (*Report, error) { return run(o, most) }

func run(o Options, most limits) (*Report, error) {
	target := filepath.Join(o.Dir, "content")
	if entries, err := os.ReadDir(target); err == nil && len(entries) > 0 {
		return nil, &diag.Failure{What: filepath.ToSlash(target) + " has something in it", Hint: "name another folder: import never overwrites"}
	}
	if within(o.Dir, o.Source) {
		return nil, &diag.Failure{What: "the new folder would lie in the source", Hint: "name a folder beside it"}
	}
	temporary, err := os.MkdirTemp("", "fieldbook-import-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(temporary) }()
	work := filepath.Join(temporary, "of", "its", "project", "gathered") // so deep that no file of the machine's tells a dialect
	if err := os.MkdirAll(work, 0o755); err != nil {
		return nil, err
	}
	j := &job{Options: o, budget: &budget{most: most}, work: work, Report: Report{Keys: map[string]int{}}, made: map[string]string{}, renamed: map[string]string{}, led: map[string]bool{}, composed: map[string]string{}, mended: map[diag.Span]bool{}, ids: map[string]map[string]string{}, converted: newConverted()}
	if err := j.gather(work); err != nil {
		return nil, err
	}
	if err := j.read(); err != nil {
		return nil, err
	}
	if j.Pages = len(j.tree.Playbooks); j.Pages == 0 {
		if len(j.Mistakes) > 0 {
			return nil, j.Mistakes[0]
		}
		return nil, &diag.Failure{What: "there is no page in " + o.Source, Hint: "it must hold .md, .mdx, .html, .docx or .odt files"}
	}
	if err := j.publish(target); err != nil {
		return &j.Report, err
	}
	return &j.Report, j.check(target)
}

// check reads the new folder as strictly as a build does that publishes it.
func (j *job) check(target string) error {
	tree, err := content.Load(target, content.Options{})
	if err != nil {
		return err
	}
	_, dead := site.Join(tree, nil, i18n.New(tree.Config.Language.Value), site.Options{})
	for _, d := range slices.Concat(tree.Diagnostics, dead).Sorted() {
		if d.Severity == diag.Error {
			j.Errors = append(j.Errors, d)
		}
	}
	return nil
}

// within tells a file or folder that lies in a folder, or is it.
func within(name, folder string) bool {
	a, err1 := filepath.Abs(name)
	b, err2 := filepath.Abs(folder)
	_, inside := input.Below(b, a)
	return errors.Join(err1, err2) == nil && inside
}

// read reads what was gathered as its dialect, and finds where its links lead.
func (j *job) read() error {
	tree, err := content.Load(j.root, content.Options{From: j.From, Lenient: true})
	if err != nil {
		return err
	}
	j.tree, j.Dialect = tree, tree.Dialect
	joined, dead := site.Join(tree, nil, i18n.New(tree.Config.Language.Value), site.Options{Drafts: true, Lenient: true})
	j.site = joined
	said := slices.Concat(tree.Diagnostics, dead).Lenient().Sorted()
	for _, d := range said {
		if !slices.Contains([]diag.Code{"unpublished", "unknown-key", "unused-key"}, d.Code) && path.Base(d.Path) != content.ConfigFile {
			d.Path = j.origin(strings.TrimPrefix(strings.TrimPrefix(d.Path, filepath.ToSlash(j.root)), "/"))
			j.Mistakes = append(j.Mistakes, d)
		}
	}
	for _, l := range joined.LeftOut {
		if l.Reason != content.Unlinked && !l.Told {
			j.Mistakes = append(j.Mistakes, diag.Diagnostic{Path: j.Source, Code: "left-out", Severity: diag.Warning, Message: "left out: " + l.String(), Hint: l.Hint})
		}
	}
	names := taken{}
	for _, p := range tree.Playbooks {
		j.renamed[p.Path] = names.free(j.newName(p.Path))
	}
	used := map[string]bool{}
	for _, a := range joined.Assets {
		used[a.Path] = true
		j.renamed[a.Path] = names.free(j.assetName(a.Path))
	}
	j.spelled(used, names)
	j.weigh()
	return nil
}

// spelled finds the files that links lead to by spellings which our own reader does not
// try.
func (j *job) spelled(used map[string]bool, names taken) {
	there := map[string]string{}
	for _, a := range j.tree.Assets {
		j.composed[norm.NFC.String(a.Path)] = a.Path
		if !used[a.Path] {
			there[norm.NFC.String(a.Path)] = a.Path
		}
	}
	for _, p := range j.tree.Playbooks {
		from := p.Path
		if made := j.made[from]; made != "" {
			from = made
		}
		for _, l := range p.Body.Links {
			if len(there) == 0 || l.Kind != playbook.LinkPath && l.Kind != playbook.LinkImage {
				continue
			}
			for _, name := range spellings(l.Target) {
				full := norm.NFC.String(path.Join(path.Dir(from), name))
				if file := there[full]; file != "" {
					j.led[file] = true
					j.renamed[file] = names.free(j.assetName(file))
					delete(there, full)
					break
				}
			}
		}
	}
}

// origin names a file as the source has it.
func (j *job) origin(file string) string {
	if from := j.made[file]; from != "" {
		file = from
	}
	if file == "" || file == filepath.Base(j.Source) {
		return filepath.ToSlash(j.Source) // which is this file alone
	}
	return path.Join(filepath.ToSlash(filepath.Base(j.Source)), j.below, file)
}

// newName is the path of a page in the new folder: without the numbers that an
// export adds to names, and with dashes where it was made of another file.
func (j *job) newName(file string) string {
	if at, filed := j.filed[j.made[file]]; filed {
		return at.file
	}
	if !j.Dialect.Numbered() && j.made[file] == "" {
		return file
	}
	var parts []string
	for part := range strings.SplitSeq(strings.TrimSuffix(file, path.Ext(file)), "/") {
		parts = append(parts, cleaned(cleanSlug(part)))
	}
	out := strings.Join(parts, "/")
	switch {
	case !j.Dialect.Numbered():
	case !strings.Contains(file, "/") && j.atRoot() == 1: // the page of all others
		out = "index"
	case j.hasFolder(j.Dialect.FolderOf(j.Dialect.Place(file))): // it stands for the folder of its name
		out += "/index"
	}
	return out + ".md"
}

// atRoot counts the pages that stand in no folder.
func (j *job) atRoot() int {
	n := 0
	for _, p := range j.tree.Playbooks {
		if !strings.Contains(p.Path, "/") {
			n++
		}
	}
	return n
}

// hasFolder tells whether pages stand in a folder.
func (j *job) hasFolder(folder string) bool {
	return slices.ContainsFunc(j.tree.Playbooks, func(p *playbook.Playbook) bool { return strings.HasPrefix(p.Path, folder+"/") })
}

// notThere tells a file that is not there from other errors.
func notThere(err error) bool { return errors.Is(err, fs.ErrNotExist) }
