// Package content turns a folder of Markdown into Playbooks: one file, one
// Playbook, with every mistake of the file reported at its line and column.
// What a file says depends on that file alone, so each is cached by its path
// and its bytes, Diagnostics included.
package content

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/fill"
	"fieldbook/generator/input"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
)

// Files in the content folder that are data, not pages.
const (
	ConfigFile   = "site.yaml"
	SourcesFile  = "sources.yaml"
	GlossaryFile = "glossary.yaml"
	BandsFile    = "bands.yaml"
	WordsFile    = "words.yaml"
)

var dataFiles = []string{ConfigFile, SourcesFile, GlossaryFile, BandsFile, WordsFile}

// Tree is a loaded content folder.
type Tree struct {
	Dir         string // the folder as the user named it
	Dialect     *dialect.Dialect
	By          string       // the file that tells it; "" where somebody names it, or nothing tells one
	Plan        dialect.Plan // how another program arranges the pages
	Config      playbook.Config
	Sources     playbook.Sources
	Glossary    playbook.Glossary
	Bands       playbook.Bands
	Playbooks   []*playbook.Playbook // by path
	Assets      []Asset              // the other files, by path
	LeftOut     Account              // the files that are not published, as far as the folder tells
	Diagnostics diag.List
	Outline     playbook.Sum // of all but the texts of the pages and the words of the interface; zero if no cache keeps them

	folder   input.Folder
	options  Options
	decoded  string // the data files that were read, each with its SHA-256
	settings dialect.Settings
	beside   map[string]besideFile // assets that stand outside of the folder, by where pages name them
}

// Options say how a folder is loaded.
type Options struct {
	Cache    *Cache                 // nil for a single build
	From     string                 // the dialect; "" for what site.yaml or the files tell
	Lenient  bool                   // read what can be read, and only warn
	Internal bool                   // keep what only the firm may read
	Lines    bool                   // note in the HTML where each block begins in its file
	Progress func(done, all int)    // told how many of all pages are loaded; may be nil
	Only     func(file string) bool // load these pages alone; nil for all
	Before   func()                 // called before each page is read, and may wait; may be nil
	Unsaved  map[string][]byte      // what an editor holds in the place of files, by their paths below the folder
	Bare     bool                   // without the HTML and the Markdown of the texts
}

// Missing tells that there is no content folder of that name.
func Missing(dir string) *diag.Failure {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return &diag.Failure{What: dir + " is a file", Hint: "name the folder that it is in"}
	}
	here, _ := filepath.Abs(".")
	return &diag.Failure{
		What: "no content folder: looked for " + dir,
		Hint: "run it in the site's folder (this is " + here + "), name the folder with --content, or begin a site with fieldbook init",
	}
}

// open begins with a folder: with what its site.yaml says.
func open(dir string, o Options) (*Tree, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, Missing(dir)
	}
	folder, err := input.Open(dir)
	if err != nil {
		return nil, err
	}
	t := &Tree{Dir: dir, folder: folder, options: o}
	t.data(ConfigFile, isHere(folder, ConfigFile), &t.Config)
	return t, nil
}

// Load reads the folder. The error is the machine's; authors' mistakes are in
// the Tree.
func Load(dir string, o Options) (*Tree, error) {
	t, err := open(dir, o)
	if err != nil {
		return nil, err
	}
	if t.Dialect, err = t.dialect(); err != nil {
		return nil, err
	}
	t.settings = t.Dialect.Settings(t.folder)
	if o.Cache != nil {
		o.Cache.open(t)
	}
	w := walk(t.folder, t.Dialect, t.settings, o.Unsaved)
	t.Diagnostics, t.LeftOut = append(t.Diagnostics, w.diagnostics...), w.account
	t.data(SourcesFile, w.data[SourcesFile], &t.Sources)
	t.data(GlossaryFile, w.data[GlossaryFile], &t.Glossary)
	t.data(BandsFile, w.data[BandsFile], &t.Bands)
	w.assets = t.withBeside(w.assets)
	entries := t.readAll(w)
	if o.Cache != nil {
		o.Cache.forget(w.pages)
	}
	t.take(entries)
	if names := t.settings.NotRun; len(names) > 0 {
		t.Diagnostics = append(t.Diagnostics, diag.Diagnostic{Code: "not-run", Path: t.Path(t.By), Severity: diag.Warning, Message: "these of its plugins are not run: " + diag.Printable(strings.Join(names, ", ")), Hint: "what they make of pages is not there, and what calls them is left out"})
	}
	if pages := dialect.PagesIn(dir); pages != "" && t.Config.Dialect == "" {
		t.Diagnostics = append(t.Diagnostics, diag.Diagnostic{Code: "other-program", Path: dir, Severity: diag.Warning, First: true, Message: "the pages of this project are in " + pages + "/", Hint: "name that folder: --content " + path.Join(filepath.ToSlash(dir), pages)})
	}
	t.arrange(w.pages)
	t.Outline = t.outline()
	return t, nil
}

// readAll measures the assets and reads the pages, several at a time.
func (t *Tree) readAll(w *walker) []entry {
	t.Assets = make([]Asset, len(w.assets))
	entries := make([]entry, len(w.pages))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, file := range w.assets {
		group.Go(func() error {
			t.Assets[i] = t.measured(file)
			return nil
		})
	}
	var mu sync.Mutex
	done := 0
	for i, page := range w.pages {
		if t.options.Only != nil && !t.options.Only(page) {
			continue
		}
		group.Go(func() error {
			if t.options.Before != nil {
				t.options.Before()
			}
			entries[i] = t.load(page)
			if t.options.Progress != nil {
				mu.Lock()
				defer mu.Unlock()
				done++
				t.options.Progress(done, len(w.pages))
			}
			return nil
		})
	}
	_ = group.Wait() // nothing fails: what cannot be read is told
	return entries
}

// take keeps what the pages say, but for drawings, and proposes the dialect that most
// of them look like.
func (t *Tree) take(entries []entry) {
	looks := map[dialect.Name]int{}
	for _, e := range entries {
		if e.Playbook != nil {
			if _, drawing := e.Playbook.Params[drawingKey]; drawing {
				t.LeftOut.Add(Drawings, e.Playbook.Path)
				continue
			}
			t.Playbooks = append(t.Playbooks, e.Playbook)
		}
		t.Diagnostics = append(t.Diagnostics, e.Diagnostics...)
		looks[e.Looks]++
	}
	t.hint(looks)
}

// dialect is the one that the user names, or the site, or that the files tell of
// a folder which is no site of Fieldbook yet.
func (t *Tree) dialect() (*dialect.Dialect, error) {
	switch {
	case t.options.From != "":
		d, err := dialect.Of(t.options.From)
		if err != nil {
			return d, &diag.Failure{What: err.Error(), Hint: "see fieldbook build --help"}
		}
		return d, nil
	case t.Config.Dialect != "":
		d, _ := dialect.Of(t.Config.Dialect) // another word is told where it stands
		t.By = ConfigFile
		return d, nil
	case isHere(t.folder, ConfigFile):
		t.By = ConfigFile
		return dialect.Named(dialect.Plain), nil
	}
	d, by := dialect.Find(t.Dir)
	t.By = by
	return d, nil
}

// hint proposes the dialect that most pages look like, where none is named.
func (t *Tree) hint(looks map[dialect.Name]int) {
	if !t.Dialect.Plain() || t.options.From != "" || t.Config.Dialect != "" {
		return
	}
	if d := dialect.Likely(looks, len(t.Playbooks)); !d.Plain() {
		t.Diagnostics = append(t.Diagnostics, d.Hint(t.Dir, looks[d.Name]))
	}
}

// arrange takes the order of another program, and its title, or what the folder is
// called, where the site has none of its own.
func (t *Tree) arrange(pages []string) {
	aliases := map[string]string{}
	for _, p := range t.Playbooks {
		for _, alias := range p.Aliases {
			aliases[strings.Trim(alias.Value, "/")] = p.Path
		}
	}
	t.Plan = t.Dialect.Arrange(t.Dir, pages, aliases)
	var fronts []dialect.Front
	for _, p := range t.Playbooks {
		fronts = append(fronts, dialect.Front{Path: p.Path, Title: p.Title, Order: p.Order, Params: p.Params})
	}
	t.Dialect.Nest(&t.Plan, t.Dir, fronts)
	switch {
	case t.Config.Title != "":
	case t.Dialect.Plain() && !t.options.Lenient:
		t.Config.Title = "Fieldbook"
	default:
		t.Config.Title = cmp.Or(t.Plan.Title, dialect.Title(t.Dir))
	}
}

// isHere tells whether a file stands in the folder itself.
func isHere(folder input.Folder, file string) bool {
	_, err := os.Lstat(filepath.Join(folder.Root(), file))
	return !errors.Is(err, fs.ErrNotExist)
}

// Named tells that somebody has named the dialect.
func (t *Tree) Named() bool { return t.options.From != "" }

// Path gives a file below the folder as the user knows it.
func (t *Tree) Path(file string) string { return t.folder.Path(file) }

// TooLarge tells of an asset that is larger than the site allows, in bytes.
func (t *Tree) TooLarge(file string, size, limit int64) diag.Diagnostic {
	return t.folder.TooLarge(file, size, limit, "raise asset_limit in "+ConfigFile+", or keep it elsewhere and link to it there")
}

// Open opens a file below the folder, or one beside it that pages name as if it were.
// The error is a diag.Diagnostic.
func (t *Tree) Open(file string) (*os.File, error) {
	if b, ok := t.beside[file]; ok {
		return b.project.Open(b.file)
	}
	return t.folder.Open(file)
}

// Text gives the bytes of a file below the folder, as an editor holds it or as it is
// on the disk.
func (t *Tree) Text(file string) ([]byte, error) {
	if data, unsaved := t.options.Unsaved[file]; unsaved {
		return data, nil
	}
	return t.folder.Read(file, maxFile, "split it into several pages")
}

// FS gives the folder as a file system, for reading what the configuration
// names.
func (t *Tree) FS() fs.FS { return t.folder.FS(maxFile) }

// reading is how the folder's pages are read.
func (t *Tree) reading() page.Reading {
	return page.Reading{Dialect: t.Dialect.Name, RawHTML: t.Config.RawHTML, Lines: t.options.Lines, Joined: t.settings.Joined, Computed: t.settings.Computed, Lenient: t.options.Lenient, Internal: t.options.Internal, Bare: t.options.Bare}
}

// load gives one page, from the cache if its bytes are the same.
func (t *Tree) load(file string) entry {
	r := diag.NewReporter(t.Path(file))
	data, ok := t.read(file, "split it into several pages", r)
	if !ok {
		return entry{Diagnostics: r.List()}
	}
	filled := t.settings.Fill.Page(file, data)
	if t.options.Cache == nil {
		return read(t.reading(), file, data, filled, r)
	}
	return t.options.Cache.entry(t.reading(), file, data, filled, r)
}

// read reads one page. Where it is lenient, no mistake of its text stops a build,
// and a checklist with mistakes is left out.
func read(d page.Reading, file string, data []byte, filled *fill.Source, r *diag.Reporter) entry {
	e := entry{Playbook: page.ParseFilled(file, data, filled, d, r), Diagnostics: r.List()}
	if dialect.Named(d.Dialect).Plain() {
		e.Looks = dialect.Looks(data)
	}
	if !d.Lenient {
		return e
	}
	if p := e.Playbook; p != nil && p.Checklist != nil && e.Diagnostics.Errors() > 0 {
		p.Checklist = nil
	}
	for i := range e.Diagnostics {
		e.Diagnostics[i].Soft = true
	}
	return e
}

// Page reads one page of the folder again, as Load would; nil if it has no
// readable text.
func (t *Tree) Page(file string) (*playbook.Playbook, diag.List) {
	e := t.load(file)
	return e.Playbook, e.Diagnostics
}

// PageOf reads a page of the folder that an editor holds, as Load would.
func (t *Tree) PageOf(file string, unsaved []byte) (*playbook.Playbook, diag.List) {
	again := *t
	again.options.Unsaved = map[string][]byte{file: unsaved}
	return again.Page(file)
}

// Whole reads a page of the folder with the HTML of its text, also where Load left that
// out; nil if it cannot be read.
func (t *Tree) Whole(file string) *playbook.Playbook {
	again := *t
	again.options.Bare = false
	p, _ := again.Page(file)
	return p
}

// ChecklistIn gives the checklist of a text that a page has had; nil if it has none.
func (t *Tree) ChecklistIn(file string, text []byte) *playbook.Checklist {
	reading := t.reading()
	reading.Bare = true
	if p := page.Parse(file, text, reading, diag.NewReporter(file)); p != nil {
		return p.Checklist
	}
	return nil
}

// data decodes a YAML file into v; one that is not there leaves the defaults.
func (t *Tree) data(file string, there bool, v any) {
	r := diag.NewReporter(t.Path(file))
	defer func() { t.Diagnostics = append(t.Diagnostics, r.List()...) }()
	var raw []byte
	if there {
		var ok bool
		if raw, ok = t.read(file, "shorten it", r); ok {
			t.decoded += fmt.Sprintf("%s %x ", file, sha256.Sum256(raw))
		}
	}
	page.Data(raw, v, r)
	if c, ok := v.(interface{ Validate(r *diag.Reporter) }); ok {
		c.Validate(r)
	}
}

// maxFile bounds a page: beyond it no reader finds anything, and parsing it
// would stall the preview.
const maxFile = 10 << 20 // bytes

func (t *Tree) read(file, tooLarge string, r *diag.Reporter) ([]byte, bool) {
	if data, unsaved := t.options.Unsaved[file]; unsaved && len(data) <= maxFile {
		return data, true
	}
	data, err := t.folder.Read(file, maxFile, tooLarge)
	if err != nil {
		r.Add(err.(diag.Diagnostic))
	}
	return data, err == nil
}
