package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
)

// Kind says which template shows a page.
type Kind string

// The kinds of page.
const (
	KindHome       Kind = "home"
	KindTopic      Kind = "topic"
	KindPlaybook   Kind = "playbook"
	KindChecklists Kind = "checklists"
	KindChecklist  Kind = "checklist"
	KindLeads      Kind = "leads"  // lists of leads, scored by a scorecard
	KindOrder      Kind = "order"  // how to order a list for a scorecard
	KindRuns       Kind = "runs"   // all that a browser keeps of a checklist: ranked, compared, archived
	KindReport     Kind = "report" // what is handed to the one who was judged
	KindForm       Kind = "form"   // a checklist as its client answers it; none of Site.Pages
	KindSources    Kind = "sources"
	KindGlossary   Kind = "glossary"
	KindTags       Kind = "tags"
	KindTag        Kind = "tag"
	KindNotFound   Kind = "404"
	KindBook       Kind = "print"
	KindSearch     Kind = "search"
)

// Kinds are all kinds of page.
var Kinds = []Kind{KindHome, KindTopic, KindPlaybook, KindChecklists, KindChecklist, KindLeads, KindOrder, KindRuns, KindReport, KindForm, KindSources, KindGlossary, KindTags, KindTag, KindNotFound, KindBook, KindSearch}

// Page is one HTML page of the site. What refers to it, and what it refers to,
// is looked up in the Site.
type Page struct {
	Kind    Kind
	Address string // below the site's root, with slashes, not escaped
	Title   string
	Short   string // its name in the navigation; empty for the title
	Summary string
	Topic   *Topic        // the folder it stands in, or its playbook does; nil outside the content
	Changed playbook.Date // the day of its file's last change; zero if none is known

	// What only pages of some kinds have.
	Playbook  *playbook.Playbook // the text of a home page, a topic or a playbook; nil if it has no file
	Checklist *Checklist         // of a checklist's page, and of its page of leads
	Tag       *Tag               // of a tag's page
}

// Checklist is what a checklist's page shows, and the page of the playbook that
// owns it.
type Checklist struct {
	*checklist.Page
	Owner *Page
	Order *checklist.Order // how to order a list for it; nil if nothing of it can be ordered
}

// Headings are the sections of the page that have a heading.
func (p *Page) Headings() []playbook.Section {
	if p.Playbook == nil || len(p.Playbook.Sections) < 2 {
		return nil
	}
	return p.Playbook.Sections[1:]
}

// Lead is the summary, where it is more than the text's first paragraph, which
// follows it.
func (p *Page) Lead() string {
	if p.Playbook != nil && !p.Playbook.OwnSummary {
		return ""
	}
	return p.Summary
}

// Draft tells a page that is published only because drafts were asked for.
func (p *Page) Draft() bool { return p.Playbook != nil && p.Playbook.Draft }

// Due is the day by which the page must be reviewed again; zero if it names no
// interval.
func (p *Page) Due() playbook.Date {
	if p.Playbook == nil || p.Playbook.Reviewed.IsZero() || p.Playbook.ReviewEvery.IsZero() {
		return playbook.Date{}
	}
	return p.Playbook.Reviewed.Add(p.Playbook.ReviewEvery)
}

// DataAddress is where a checklist stands as JSON.
func (p *Page) DataAddress() string { return strings.TrimSuffix(p.Address, ".html") + ".json" }

// MarkdownAddress is where a page stands as Markdown.
func (p *Page) MarkdownAddress() string { return strings.TrimSuffix(p.Address, ".html") + ".md" }

// Crumbs gives the index pages above p, from the home page down.
func (p *Page) Crumbs() []*Page {
	var up []*Page
	t := p.Topic
	if t != nil && t.Index.Address == p.Address {
		t = t.Parent
	}
	for ; t != nil; t = t.Parent {
		up = append(up, t.Index)
	}
	slices.Reverse(up)
	return up
}

// authored makes the pages that have a file, by their paths.
func (j *joiner) authored(o Options) (pages []*Page) {
	indexes := j.indexes()
	for _, p := range j.tree.Playbooks {
		if p.Draft && !o.Drafts {
			j.leftOut.Add(content.Drafts, p.Path)
			continue
		}
		page := &Page{Kind: KindPlaybook, Title: p.Title, Short: cmp.Or(p.Short, j.tree.Plan.Names[p.Path]), Summary: p.Summary, Playbook: p, Address: address(j.tree.Dialect.Place(p.Path)), Changed: o.Changed[p.Path]}
		if folder, ok := indexes[p]; ok {
			page.Address = norm.NFC.String(path.Join(folder, "index.html"))
			page.Kind = KindTopic
			if folder == "." {
				page.Kind = KindHome
			}
		}
		if page.Address == NotFoundAddress { // it replaces the one that is made
			page.Kind = KindNotFound
		}
		var ok bool
		if page.Address, ok = j.addresses.place(page.Address, j.tree.Path(p.Path), p.Path, diag.Span{}); ok {
			pages = append(pages, page)
		}
	}
	return pages
}

// indexNames are those of a folder's index, the surest first; Home in the folder of a
// whole wiki.
var indexNames = append(slices.Clone(slug.Indexes), "home")

// indexes gives the folders of which pages are the index: by one of these names,
// else by the folder's own, where the dialect has that.
func (j *joiner) indexes() map[*playbook.Playbook]string {
	out, taken := map[*playbook.Playbook]string{}, map[string]bool{}
	take := func(p *playbook.Playbook, folder string) {
		if _, has := out[p]; !has && !taken[folder] {
			out[p], taken[folder] = folder, true
		}
	}
	folders := map[string]bool{}
	for _, p := range j.tree.Playbooks {
		if d := j.tree.Dialect; d.IsHome(d.Place(p.Path)) {
			take(p, ".")
		}
		for folder := path.Dir(j.tree.Dialect.Place(p.Path)); !folders[folder] && folder != "."; folder = path.Dir(folder) {
			folders[folder] = true
		}
	}
	for _, name := range indexNames {
		for _, p := range j.tree.Playbooks {
			place := j.tree.Dialect.Place(p.Path)
			if folder := path.Dir(place); strings.EqualFold(slug.Stem(path.Base(place)), name) && (name != "home" || folder == ".") {
				take(p, folder)
			}
		}
	}
	for _, p := range j.tree.Playbooks {
		if folder := j.tree.Dialect.FolderOf(j.tree.Dialect.Place(p.Path)); folders[folder] {
			take(p, folder)
		}
	}
	return out
}

// address mirrors a file's path, in normal form C so that one name is one
// address whatever the disk makes of it.
func address(file string) string { return norm.NFC.String(slug.Stem(file) + ".html") }
