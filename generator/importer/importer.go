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

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/i18n"
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
	Mistakes diag.List      // what could not be brought, by the source's files and lines
}

// job is one import.
type job struct {
	Options
	Report
	*budget
	work    string            // the folder that everything is gathered in
	root    string            // the folder with the pages, as it is read
	below   string            // its path in the source
	made    map[string]string // files made of others, by what they were made of
	renamed map[string]string // pages and files by their path in root → in the new folder
	tree    *content.Tree
	site    *site.Site
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
	work := filepath.Join(temporary, "gathered")
	if err := os.Mkdir(work, 0o755); err != nil {
		return nil, err
	}
	j := &job{Options: o, budget: &budget{most: most}, work: work, Report: Report{Keys: map[string]int{}}, made: map[string]string{}, renamed: map[string]string{}}
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
		return nil, &diag.Failure{What: "there is no page in " + o.Source, Hint: "it must hold .md, .mdx, .html or .docx files"}
	}
	return &j.Report, j.publish(target)
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
	for _, a := range joined.Assets {
		j.renamed[a.Path] = names.free(j.assetName(a.Path))
	}
	return nil
}

// origin names a file as the source has it.
func (j *job) origin(file string) string {
	if from := j.made[file]; from != "" {
		file = from
	}
	if file == "" {
		return filepath.ToSlash(j.Source)
	}
	return path.Join(filepath.ToSlash(filepath.Base(j.Source)), j.below, file)
}

// newName is the path of a page in the new folder: without the numbers that an
// export adds to names, and with dashes where it was made of another file.
func (j *job) newName(file string) string {
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
	case j.hasFolder(j.Dialect.FolderOf(file)): // it stands for the folder of its name
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
