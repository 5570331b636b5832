// Package site joins Playbooks and checklist pages into a Site: every page at
// its address, in reading order, with its topic, its neighbours and what
// refers to it. References are resolved by lookup; what was loaded is never
// rewritten.
//
// Join is the list of its parts in the order in which they depend on each
// other. Each part is complete when it is made.
package site

import (
	"os"
	"slices"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// Site is everything that is published.
type Site struct {
	playbook.Config
	Words      *i18n.Catalog
	Pages      []*Page // every page, playbooks and topics first in reading order
	Home       *Page
	Root       *Topic
	Order      Order
	Checklists []*Page // in the order of their playbooks
	Leads      []*Page // where lists are scored, one for each scorecard
	Runs       []*Page // where what a browser keeps of a checklist is compared, one for each
	Reports    []*Page // what is handed to the one who was judged, one for each checklist that has it
	Forms      []*Page // for those clients who answer a checklist; readers are not led there, so that they are none of Pages
	Orders     []*Page // how to order a list, one for each scorecard of which something can be ordered
	Sources    *Sources
	Terms      []*Term
	Tags       Tags
	Assets     []*Asset // those that are published, by address
	Redirects  []Redirect
	Resolver   *Resolver
	Citations  *Citations
	Menu       Menu
	Parts      []HomePart // of the home page, in their order
	LeftOut    content.Account

	dir         string
	made        map[string]*Page // by the address that templates and links name: sources.html and its kin
	unpublished []*Asset
	open        func(file string) (*os.File, error) // opens a file of the content
}

// HasWorker tells whether a service worker keeps the site for readers without a
// network.
func (s *Site) HasWorker() bool { return s.BaseURL.Value != "" && s.Offline }

// Options are what the user asked for.
type Options struct {
	BaseURL string                   // overrides the configuration's
	Drafts  bool                     // publish drafts
	Lenient bool                     // a page whose address is taken gets another
	Changed map[string]playbook.Date // the day of each file's last change; nil if none is known
}

// Join makes the Site of a loaded folder and its checklists, in the words of a
// language.
func Join(t *content.Tree, checklists []*checklist.Page, catalog *i18n.Catalog, o Options) (*Site, diag.List) {
	j := &joiner{tree: t, words: catalog, reporters: map[string]*diag.Reporter{}, leftOut: slices.Clone(t.LeftOut)}
	j.unsure = unsure(t.Playbooks)
	j.addresses = newAddresses(o.Lenient, j.report)
	s := &Site{Config: t.Config, Words: catalog, dir: t.Dir, open: t.Open, made: map[string]*Page{}}
	s.BaseURL = j.baseURL(t.Config.BaseURL, o)

	authored := j.authored(o)
	s.Root = j.topics(authored, t.Config.Title)
	s.Home = s.Root.Index
	s.Order = readingOrder(s.Root, t.Plan)
	s.Checklists = j.checklists(checklists, authored, s.Order)
	s.Runs = j.runs(s)
	s.Reports = j.reports(s)
	s.Forms = j.forms(s)
	s.Leads, s.Orders = j.leads(s, s.Checklists)
	s.Sources = j.sources()
	s.Tags = j.tags(s.Order.Pages())
	generated := j.generated(s, authored)
	s.Pages = slices.Concat(s.Order.Pages(), s.Checklists, s.Runs, s.Reports, s.Leads, s.Orders, generated)
	j.reserveFiles(len(s.Pages))

	assets := j.assets()
	s.Redirects = j.redirects(s.Order.Pages())
	s.Resolver = newResolver(s, t.Dialect, !t.Dialect.Plain() || o.Lenient, authored, j.leftOut, assets)
	s.Citations = j.cite(s)
	s.Terms = j.terms(s)
	s.Menu = j.menu(s)
	s.Parts = j.homeParts(t.Config.Home)
	s.Assets, s.unpublished = j.published(s, assets)
	s.LeftOut = j.account(s.unpublished)
	j.addresses.foldersApart()
	return s, j.diagnostics()
}

// Empty tells that a site has no page of its author's; nil if it has one.
func (s *Site) Empty() *diag.Diagnostic {
	if slices.ContainsFunc(s.Pages, func(p *Page) bool { return p.Playbook != nil }) {
		return nil
	}
	d := s.LeftOut.Empty(s.dir)
	return &d
}

// unsure tells that nobody knows which criteria there are: front matter cannot be
// read, or two checklists have one id. What is said of criteria may follow from that.
func unsure(playbooks []*playbook.Playbook) bool {
	seen := map[string]bool{}
	return slices.ContainsFunc(playbooks, func(p *playbook.Playbook) bool {
		if p.Checklist == nil {
			return p.Unread
		}
		id := p.Checklist.ID.Value
		twice := seen[id]
		seen[id] = true
		return twice || p.Unread
	})
}

// joiner is what each part is made with.
type joiner struct {
	tree      *content.Tree
	words     *i18n.Catalog
	addresses *addresses
	wanted    []*Asset                  // those that are referred to
	reporters map[string]*diag.Reporter // by file
	unsure    bool                      // nobody knows which criteria there are
	leftOut   content.Account
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
