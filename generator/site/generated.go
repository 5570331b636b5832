package site

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
)

// Addresses of the pages that the generator makes.
const (
	checklistsFolder  = "checklists"
	ChecklistsAddress = checklistsFolder + "/index.html"
	SourcesAddress    = "sources.html"
	GlossaryAddress   = "glossary.html"
	TagsAddress       = "tags.html"
	NotFoundAddress   = "404.html"
	BookAddress       = "print.html"
	SearchAddress     = "search.html"
	ManifestAddress   = "site.webmanifest"
	WorkerAddress     = "sw.js"
	SitemapAddress    = "sitemap.xml"
	FeedAddress       = "feed.xml"
	OpenSearchAddress = "opensearch.xml"
	RobotsAddress     = "robots.txt"
	LLMsAddress       = "llms.txt"
	LLMsFullAddress   = "llms-full.txt"
	SchemaAddress     = "checklist.schema.json" // of the checklists that are published as JSON
)

// baseURL gives the address of the site, with a slash at its end; empty if
// none is known, or none that can be one.
func (j *joiner) baseURL(b playbook.Name, o Options) playbook.Name {
	b.Value = cmp.Or(o.BaseURL, b.Value)
	if b.Value == "" {
		return b
	}
	if !IsBase(b.Value) {
		j.report(content.ConfigFile).Errorf(b.Span, "bad-address", "write it as https://example.org/handbook/", "base_url %q is not the address of a site", b.Value)
		return playbook.Name{}
	}
	b.Value = strings.TrimSuffix(b.Value, "/") + "/"
	return b
}

// IsBase tells an address at which a site can stand.
func IsBase(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && !strings.ContainsAny(address, "?# ")
}

// checklists makes the pages of the checklists whose playbooks are published,
// in the order of these.
func (j *joiner) checklists(all []*checklist.Page, authored []*Page, order Order) []*Page {
	owners := map[string]*Page{}
	for _, p := range authored {
		owners[p.Playbook.Path] = p
	}
	var out []*Page
	for _, c := range all {
		owner := owners[c.Playbook.Path]
		if owner == nil { // a draft
			continue
		}
		p := &Page{
			Kind: KindChecklist, Title: c.Title(), Summary: c.Summary(), Checklist: &Checklist{Page: c, Owner: owner}, Topic: owner.Topic,
			Address: path.Join(checklistsFolder, c.ID.Value+".html"),
		}
		by := "the checklist of " + j.tree.Path(c.Playbook.Path)
		var ok bool
		if p.Address, ok = j.addresses.place(p.Address, by, c.Playbook.Path, c.ID.Span); ok {
			j.addresses.reserve(p.DataAddress(), by, c.Playbook.Path, c.ID.Span)
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b *Page) int {
		return order.at[a.Checklist.Owner.Address] - order.at[b.Checklist.Owner.Address]
	})
	return out
}

// runs makes the pages of what a browser keeps of each checklist.
func (j *joiner) runs(s *Site) (runs []*Page) {
	for _, c := range s.Checklists {
		all := j.words.Say("allKept")
		if c.Checklist.OfClients() {
			all = j.words.Say("allClients")
		}
		if p := j.beside(s, c, KindRuns, all, j.words.Say("runsSummary")); p != nil {
			runs = append(runs, p)
		}
	}
	return runs
}

// reports makes the pages of what is handed to those who were judged.
func (j *joiner) reports(s *Site) (reports []*Page) {
	for _, c := range s.Checklists {
		if !c.Checklist.Reports() {
			continue
		}
		if p := j.beside(s, c, KindReport, j.words.Say("reportHeading"), j.words.Say("reportSummary")); p != nil {
			reports = append(reports, p)
		}
	}
	return reports
}

// forms makes the pages of the checklists that their clients answer.
func (j *joiner) forms(s *Site) (forms []*Page) {
	for _, c := range s.Checklists {
		if !c.Checklist.Checklist.Form {
			continue
		}
		p := FormOf(c)
		if j.make(s, p, "the form of "+j.tree.Path(c.Checklist.Playbook.Path), c.Checklist.Playbook.Path, c.Checklist.ID.Span) {
			forms = append(forms, p)
		}
	}
	return forms
}

// Letter is what goes with a form to its client.
type Letter struct {
	To string        // the mail address that the answers go to; "" for that of the site's contact
	By playbook.Date // the day until which they are wanted
}

// FormOf gives the page on which a client answers a checklist, be it published or not.
func FormOf(c *Page) *Page {
	return &Page{Kind: KindForm, Title: c.Title, Checklist: c.Checklist, Topic: c.Topic, Address: strings.TrimSuffix(c.Address, ".html") + "-" + string(KindForm) + ".html"}
}

// leads makes the pages of a scorecard for lists: where they are scored, and how
// to order one.
func (j *joiner) leads(s *Site, checklists []*Page) (leads, orders []*Page) {
	all := make([]*checklist.Page, len(checklists))
	for i, c := range checklists {
		all[i] = c.Checklist.Page
	}
	for _, c := range checklists {
		if !c.Checklist.Kind.Scores() {
			continue
		}
		if p := j.beside(s, c, KindLeads, j.words.Say("leadLists"), j.words.Say("leadsSummary")); p != nil {
			leads = append(leads, p)
		}
		c.Checklist.Order = c.Checklist.Page.Order(j.tree.Bands, all)
		if c.Checklist.Order == nil {
			continue
		}
		if p := j.beside(s, c, KindOrder, j.words.Say("orderHeading"), j.words.Say("orderSummary")); p != nil {
			orders = append(orders, p)
		}
	}
	return leads, orders
}

// beside makes a page that stands beside a checklist's, under a heading of its own;
// nil if its address is taken.
func (j *joiner) beside(s *Site, c *Page, kind Kind, heading, summary string) *Page {
	p := &Page{
		Kind: kind, Title: heading + ": " + c.Title, Short: heading, Summary: summary, Checklist: c.Checklist, Topic: c.Topic,
		Address: strings.TrimSuffix(c.Address, ".html") + "-" + string(kind) + ".html",
	}
	if !j.make(s, p, "the page "+string(kind)+" of "+j.tree.Path(c.Checklist.Playbook.Path), c.Checklist.Playbook.Path, c.Checklist.ID.Span) {
		return nil
	}
	return p
}

// make gives a page that the generator makes its address, and lets templates and
// links find it by the one that was meant. It tells whether it could.
func (j *joiner) make(s *Site, p *Page, by, file string, at diag.Span) bool {
	named, ok := p.Address, false
	if p.Address, ok = j.addresses.place(named, by, file, at); ok {
		s.made[named] = p
	}
	return ok
}

// Made gives the address of a page that the generator makes by the one that it has
// unless an author's page has that. A file's is its own.
func (s *Site) Made(address string) string {
	if p := s.made[address]; p != nil {
		return p.Address
	}
	return address
}

// generated makes the pages that are made of the others. Their titles and
// summaries are words of the catalogue.
func (j *joiner) generated(s *Site, authored []*Page) []*Page {
	var pages []*Page
	add := func(there bool, kind Kind, address, name string) {
		p := &Page{Kind: kind, Address: address, Title: j.words.Say(name + "Title"), Summary: j.words.Say(name + "Summary")}
		if there && j.make(s, p, "the page "+p.Title, "", diag.Span{}) {
			pages = append(pages, p)
		}
	}
	add(len(s.Checklists) > 0, KindChecklists, ChecklistsAddress, "checklists")
	add(len(s.Sources.Works) > 0, KindSources, SourcesAddress, "sources")
	add(len(j.tree.Glossary.Terms) > 0, KindGlossary, GlossaryAddress, "glossary")
	pages = append(pages, j.tagPages(s)...)
	add(len(s.Tags.All) > 0, KindTags, TagsAddress, "tags")
	add(true, KindSearch, SearchAddress, "search")
	add(s.HasBook(), KindBook, BookAddress, "book")
	if own := slices.IndexFunc(authored, func(p *Page) bool { return p.Kind == KindNotFound }); own >= 0 {
		s.made[NotFoundAddress] = authored[own]
		return append(pages, authored[own])
	}
	add(true, KindNotFound, NotFoundAddress, "notFound")
	return pages
}

// MostInSitemap is how many addresses one sitemap may have, by its protocol.
const MostInSitemap = 50_000

// SitemapPart is the address of one of several sitemaps, from 1.
func SitemapPart(n int) string { return "sitemap-" + strconv.Itoa(n) + ".xml" }

// reserveFiles takes the addresses of the files that the generator adds for
// browsers, hosts and other programs.
func (j *joiner) reserveFiles(pages int) {
	for n := 1; pages > MostInSitemap && (n-1)*MostInSitemap < pages; n++ {
		j.addresses.reserve(SitemapPart(n), "a file that the generator makes", "", diag.Span{})
	}
	for _, address := range []string{SitemapAddress, FeedAddress, RobotsAddress, LLMsAddress, LLMsFullAddress, SchemaAddress, ManifestAddress, WorkerAddress, OpenSearchAddress, "_headers", "_redirects", "search/index.js"} {
		j.addresses.reserve(address, "a file that the generator makes", "", diag.Span{})
	}
}

// Redirect leads from an earlier address to a page.
type Redirect struct {
	From string
	To   *Page
}

// redirects lead from what pages ask for, and then from what another program wrote for
// them, as far as nobody else stands there.
func (j *joiner) redirects(pages []*Page) []Redirect {
	out := j.aliases(pages)
	if j.tree.Plan.Old == nil {
		return out
	}
	for _, p := range pages {
		if p.Playbook == nil {
			continue
		}
		for _, from := range j.tree.Plan.Old[p.Playbook.Path] {
			if from != p.Address && len(path.Base(from)) <= longestName && j.addresses.inTheWay(from) == "" && !j.addresses.taken(from) {
				j.addresses.reserve(from, "what the other program wrote of "+j.tree.Path(p.Playbook.Path), p.Playbook.Path, diag.Span{})
				out = append(out, Redirect{from, p})
			}
		}
	}
	return out
}

// aliases are the redirects that pages ask for.
func (j *joiner) aliases(pages []*Page) []Redirect {
	var out []Redirect
	for _, p := range pages {
		if p.Playbook == nil {
			continue
		}
		for _, alias := range p.Playbook.Aliases {
			from := clean(alias.Value)
			if from == p.Address {
				continue // it has moved back
			}
			if !j.tree.Dialect.Plain() && j.addresses.taken(from) {
				continue // another program lets the page itself come first
			}
			if path.Ext(from) == ".html" && j.addresses.reserve(from, "the alias of "+j.tree.Path(p.Playbook.Path), p.Playbook.Path, alias.Span) {
				out = append(out, Redirect{from, p})
			}
		}
	}
	return out
}

// At gives the page at an address, or nil.
func (s *Site) At(address string) *Page {
	for _, p := range s.Pages {
		if p.Address == address {
			return p
		}
	}
	return nil
}

// PageOf gives the page of a file below the content folder, or nil.
func (s *Site) PageOf(file string) *Page { return s.Resolver.byPath[norm.NFC.String(file)] }

// Taken tells who has the address that a file would get, but for a page itself;
// "" if nobody.
func (s *Site) Taken(file string, but *Page) string {
	wanted := address(file)
	if surest := slices.Index(indexNames, nameKey(slug.Stem(path.Base(file)))); surest == 0 || surest == 1 { // a README may be a page beside it
		wanted = path.Join(path.Dir(wanted), "index.html")
	}
	for _, p := range s.Pages {
		if p != but && strings.EqualFold(p.Address, wanted) && (p.Playbook != nil || p.Kind != KindTopic && p.Kind != KindHome) {
			return "the page " + p.Title
		}
	}
	for _, r := range s.Redirects {
		if r.To != but && strings.EqualFold(r.From, wanted) {
			return "an alias of " + r.To.Playbook.Path
		}
	}
	return ""
}

// Overviews are the pages made of all the others, in the order of navigation.
func (s *Site) Overviews() []*Page {
	var out []*Page
	for _, address := range overviews {
		if p := s.made[address]; p != nil {
			out = append(out, p)
		}
	}
	return out
}

// maxBook is how many pages are still a book that somebody would print.
const maxBook = 300

// HasBook tells whether the site has a page to print it whole.
func (s *Site) HasBook() bool {
	n := 0
	for _, p := range s.Order.Pages() {
		if p.Playbook != nil {
			n++
		}
		if n > maxBook {
			return false
		}
	}
	return n > 0
}

// BookPage is that page, or nil.
func (s *Site) BookPage() *Page { return s.made[BookAddress] }
