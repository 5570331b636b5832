// Package site joins Playbooks and checklist pages into a Site: every page at
// its address, in reading order, with its topic, its neighbours and what
// refers to it. References are resolved by lookup; what was loaded is never
// rewritten.
package site

import (
	"os"
	"path"
	"reflect"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/words"
)

// Site is everything that is published.
type Site struct {
	playbook.Config
	Words      *words.Catalog
	Pages      []*Page // every page, playbooks and topics first in reading order
	Home       *Page
	Root       *Topic
	Checklists []*Page
	Works      []*Work
	Terms      []*Term
	Tags       []*Tag
	Assets     []*Asset // those that are published, by address
	Redirects  []Redirect

	dir        string
	byPath     map[string]*Page       // by the path of the .md file
	byName     map[string][]*Page     // by title, file name or path, in small letters
	byBase     map[string][]*Page     // by file name with its ending, for hints
	assets     map[string]*Asset      // by path
	checklists map[string]*Page       // by id
	facts      map[string]*Fact       // by id
	works      map[string]*Work       // by id
	addresses  map[string]reservation // by address
	folded     map[string]reservation // by address in small letters
	folders    map[string]*Topic      // by path
	made       map[string]*Page       // by address: sources.html and its kin
	drafts     map[string]struct{}    // paths of the drafts left out

	unpublished []*Asset
	open        func(file string) (*os.File, error) // opens a file of the content
}

// Kind says which template shows a page.
type Kind string

// The kinds of page.
const (
	KindHome       Kind = "home"
	KindTopic      Kind = "topic"
	KindPlaybook   Kind = "playbook"
	KindChecklists Kind = "checklists"
	KindChecklist  Kind = "checklist"
	KindSources    Kind = "sources"
	KindGlossary   Kind = "glossary"
	KindTags       Kind = "tags"
	KindTag        Kind = "tag"
	KindNotFound   Kind = "404"
	KindBook       Kind = "print"
	KindSearch     Kind = "search"
)

// Page is one HTML page of the site.
type Page struct {
	Kind      Kind
	Address   string // below the site's root, with slashes, not escaped
	Title     string
	Summary   string
	Playbook  *playbook.Playbook // nil on a page made by the generator alone
	Topic     *Topic             // the folder it stands in; nil outside the content
	Checklist *checklist.Page    // on a checklist page
	Owner     *Page              // on a checklist page: the playbook that owns it
	Tag       *Tag               // on a tag's page
	Prev      *Page
	Next      *Page
	Backlinks []*Page // pages that link here, by title
	Related   []*Page // as the front matter names them
	Facts     []*Fact // that it cites, by id
	Works     []*Work // that it cites as a whole
	Tags      []*Tag
}

// Topic is a folder of the content.
type Topic struct {
	Path   string // "" for the content folder itself
	Index  *Page
	Parent *Topic
	Topics []*Topic
	Pages  []*Page // without the index
}

// Top is the topic below the root that a topic is in, or itself; nil for the
// root, and for none.
func (t *Topic) Top() *Topic {
	if t == nil || t.Parent == nil {
		return nil
	}
	for t.Parent.Parent != nil {
		t = t.Parent
	}
	return t
}

// Tag is a word that groups pages.
type Tag struct {
	Name  string
	Page  *Page
	Pages []*Page
}

// Work is a work that facts come from, with its facts.
type Work struct {
	playbook.Work
	Facts   []*Fact
	CitedBy []*Page // pages that cite the work itself
}

// Fact is a fact with the pages that cite it.
type Fact struct {
	playbook.Fact
	Of      *Work
	CitedBy []*Page // playbooks and checklist pages
	Asked   []Asked // criteria that rest on it
}

// Asked is a criterion that rests on a fact.
type Asked struct {
	Page *Page
	Item *checklist.Item
}

// Term is a glossary entry at its anchor.
type Term struct {
	playbook.Term
	ID   string
	More *Page // nil if it names none
}

// Redirect leads from an earlier address to a page.
type Redirect struct {
	From string
	To   *Page
}

// reservation remembers whose an address is.
type reservation struct {
	address string
	by      string // as a person knows it
}

// Options are what the user asked for.
type Options struct {
	BaseURL string // overrides the configuration's
	Drafts  bool   // publish drafts
}

// Join makes the Site of a loaded folder and its checklists, in the words of a
// language.
func Join(t *content.Tree, checklists []*checklist.Page, catalog *words.Catalog, o Options) (*Site, diag.List) {
	s := &Site{
		Config: t.Config, Words: catalog, dir: t.Dir, open: t.Open,
		byPath: map[string]*Page{}, byName: map[string][]*Page{}, byBase: map[string][]*Page{},
		assets: map[string]*Asset{}, checklists: map[string]*Page{}, facts: map[string]*Fact{}, works: map[string]*Work{},
		addresses: map[string]reservation{}, folded: map[string]reservation{}, folders: map[string]*Topic{}, made: map[string]*Page{}, drafts: map[string]struct{}{},
	}
	if o.BaseURL != "" {
		s.BaseURL.Value = o.BaseURL
	}
	j := &joiner{Site: s, tree: t, reporters: map[string]*diag.Reporter{}}
	j.baseURL()
	j.playbooks(o.Drafts)
	j.topics()
	j.readingOrder()
	j.checklistPages(checklists)
	j.sources()
	j.generated()
	j.reserved()
	j.assetFiles()
	j.aliases()
	j.references()
	j.glossary()
	j.published()
	j.foldersApart()
	return s, j.diagnostics()
}

// joiner fills a Site, once.
type joiner struct {
	*Site
	tree      *content.Tree
	reporters map[string]*diag.Reporter // by file
}

// report gives the Reporter of a file below the content folder.
func (j *joiner) report(file string) *diag.Reporter {
	r := j.reporters[file]
	if r == nil {
		r = diag.NewReporter(j.tree.Path(file))
		j.reporters[file] = r
	}
	return r
}

func (j *joiner) diagnostics() diag.List {
	var all diag.List
	for _, r := range j.reporters {
		all = append(all, r.List()...)
	}
	return all.Sorted()
}

// add takes a page's address and puts it on the site.
func (j *joiner) add(p *Page, by, file string, at diag.Pos) bool {
	if !j.reserve(p.Address, by, file, at) {
		return false
	}
	j.Pages = append(j.Pages, p)
	return true
}

func (j *joiner) playbooks(drafts bool) {
	indexes := map[string]bool{} // folders that have an index.md
	for _, p := range j.tree.Playbooks {
		if isIndex(p.Path, "index") {
			indexes[path.Dir(p.Path)] = true
		}
	}
	for _, p := range j.tree.Playbooks {
		if p.Draft && !drafts {
			j.drafts[norm.NFC.String(p.Path)] = struct{}{}
			continue
		}
		page := &Page{Kind: KindPlaybook, Title: p.Title, Summary: p.Summary, Playbook: p, Address: address(p.Path)}
		// A README stands for a folder's index, as it does on code hosts.
		readme := isIndex(p.Path, "readme") && !indexes[path.Dir(p.Path)]
		if readme {
			page.Address = path.Join(path.Dir(page.Address), "index.html")
		}
		if readme || isIndex(p.Path, "index") {
			page.Kind = KindTopic
			if path.Dir(p.Path) == "." {
				page.Kind = KindHome
			}
		}
		if !j.add(page, j.tree.Path(p.Path), p.Path, diag.Pos{}) {
			continue
		}
		j.byPath[norm.NFC.String(p.Path)] = page
		j.name(page)
	}
}

func isIndex(file, name string) bool {
	base := path.Base(file)
	return strings.EqualFold(strings.TrimSuffix(base, path.Ext(base)), name)
}

// address mirrors a file's path, in normal form C so that one name is one
// address whatever the disk makes of it.
func address(file string) string {
	return norm.NFC.String(strings.TrimSuffix(file, path.Ext(file)) + ".html")
}

// name lets wiki links and hints find a page.
func (j *joiner) name(p *Page) {
	file := norm.NFC.String(p.Playbook.Path)
	names := []string{p.Title, path.Base(file), strings.TrimSuffix(path.Base(file), path.Ext(file)), file, strings.TrimSuffix(file, path.Ext(file))}
	seen := map[string]bool{}
	for _, n := range names {
		if key := strings.ToLower(n); !seen[key] {
			seen[key] = true
			j.byName[key] = append(j.byName[key], p)
		}
	}
	j.byBase[strings.ToLower(path.Base(file))] = append(j.byBase[strings.ToLower(path.Base(file))], p)
}

// Edited gives the page of a file whose text has changed, as a copy that leaves
// the Site as it is. It gives false when more than the text has changed, so
// that the Site must be joined again first.
func (s *Site) Edited(p *playbook.Playbook) (*Page, bool) {
	page := s.byPath[norm.NFC.String(p.Path)]
	if page == nil || !reflect.DeepEqual(withoutText(page.Playbook), withoutText(p)) {
		return nil, false
	}
	if s.unpublishedIn(page, p) {
		return nil, false
	}
	edited := *page
	edited.Playbook, edited.Summary = p, p.Summary
	return &edited, true
}

// withoutText is what a playbook's author says beside the text.
func withoutText(p *playbook.Playbook) playbook.FrontMatter {
	f := p.FrontMatter
	if !p.OwnSummary {
		f.Summary = ""
	}
	return f
}

// Headings are the sections of the page that have a heading.
func (p *Page) Headings() []playbook.Section {
	if p.Playbook == nil || len(p.Playbook.Sections) < 2 {
		return nil
	}
	return p.Playbook.Sections[1:]
}
