package site

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/names"
	"fieldbook/generator/playbook"
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
	SitemapAddress    = "sitemap.xml"
	FeedAddress       = "feed.xml"
	OpenSearchAddress = "opensearch.xml"
	RobotsAddress     = "robots.txt"
)

// baseURL makes the address of the site end in a slash, and checks it.
func (j *joiner) baseURL() {
	b := j.BaseURL.Value
	if b == "" {
		return
	}
	u, err := url.Parse(b)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.ForceQuery || strings.Contains(b, "#") || strings.Contains(b, " ") || u.Hostname() == "" {
		j.report(content.ConfigFile).Errorf(j.BaseURL.Pos, "write it as https://example.org/handbook/", "base_url %q is not the address of a site", b)
		j.BaseURL.Value = ""
		return
	}
	j.BaseURL.Value = strings.TrimSuffix(b, "/") + "/"
}

func (j *joiner) checklistPages(pages []*checklist.Page) {
	for _, c := range pages {
		owner := j.byPath[norm.NFC.String(c.Playbook.Path)]
		if owner == nil { // a draft
			continue
		}
		p := &Page{
			Kind: KindChecklist, Title: c.Title(), Summary: c.Summary(), Checklist: c, Owner: owner, Topic: owner.Topic,
			Address: path.Join(checklistsFolder, c.ID.Value+".html"),
		}
		by := "the checklist of " + j.tree.Path(c.Playbook.Path)
		if !j.add(p, by, c.Playbook.Path, c.ID.Pos) {
			continue
		}
		j.reserve(p.DataAddress(), by, c.Playbook.Path, c.ID.Pos)
		j.checklists[c.ID.Value] = p
		j.Checklists = append(j.Checklists, p)
		owner.Checklist = c
	}
	slices.SortStableFunc(j.Checklists, func(a, b *Page) int {
		return slices.Index(j.Pages, a.Owner) - slices.Index(j.Pages, b.Owner)
	})
}

// DataAddress is where the checklist stands as JSON.
func (p *Page) DataAddress() string { return strings.TrimSuffix(p.Address, ".html") + ".json" }

// PageOf gives the page of a file below the content folder, or nil.
func (s *Site) PageOf(file string) *Page { return s.byPath[norm.NFC.String(file)] }

// ChecklistPage gives the page of the checklist that a playbook owns, or nil.
func (s *Site) ChecklistPage(c *checklist.Page) *Page {
	if c == nil {
		return nil
	}
	return s.checklists[c.ID.Value]
}

// sources ties facts to their works, and reports ids that are there twice.
func (j *joiner) sources() {
	r := j.report(content.SourcesFile)
	for _, w := range j.tree.Sources.Works {
		if j.works[w.ID.Value] != nil {
			r.Errorf(w.ID.Pos, "give each work an id of its own", "the work %q is there twice", w.ID)
			continue
		}
		work := &Work{Work: w}
		j.works[w.ID.Value] = work
		j.Works = append(j.Works, work)
	}
	for _, f := range j.tree.Sources.Facts {
		work := j.works[f.Work.Value]
		switch {
		case work == nil:
			r.Errorf(f.Work.Pos, diag.DidYouMean(f.Work.Value, keys(j.works)), "no work %q", f.Work)
		case j.facts[f.ID.Value] != nil || j.works[f.ID.Value] != nil:
			r.Errorf(f.ID.Pos, "give each fact an id of its own", "the id %q is there twice", f.ID)
		default:
			fact := &Fact{Fact: f, Of: work}
			j.facts[f.ID.Value] = fact
			work.Facts = append(work.Facts, fact)
		}
	}
}

func keys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// generated adds the pages that are made of the others. Their titles and
// summaries are words of the catalogue.
func (j *joiner) generated() {
	add := func(kind Kind, address, name string) {
		p := &Page{Kind: kind, Address: address, Title: j.Words.Say(name + "Title"), Summary: j.Words.Say(name + "Summary")}
		j.made[address] = p
		j.add(p, "the page "+p.Title, "", diag.Pos{})
	}
	if len(j.Checklists) > 0 {
		add(KindChecklists, ChecklistsAddress, "checklists")
	}
	if len(j.Works) > 0 {
		add(KindSources, SourcesAddress, "sources")
	}
	if len(j.tree.Glossary.Terms) > 0 {
		add(KindGlossary, GlossaryAddress, "glossary")
	}
	j.tags()
	if len(j.Tags) > 0 {
		add(KindTags, TagsAddress, "tags")
	}
	add(KindSearch, SearchAddress, "search")
	if j.HasBook() {
		add(KindBook, BookAddress, "book")
	}
	add(KindNotFound, NotFoundAddress, "notFound")
}

// reserved takes the addresses of the files that the generator adds for
// browsers, hosts and other programs.
func (j *joiner) reserved() {
	for _, address := range []string{SitemapAddress, FeedAddress, RobotsAddress, ManifestAddress, OpenSearchAddress, "_headers", "_redirects", "search/index.js"} {
		j.reserve(address, "a file that the generator makes", "", diag.Pos{})
	}
}

// tags groups the pages; tags that differ in capitals alone are one.
func (j *joiner) tags() {
	byName, taken := map[string]*Tag{}, map[string]bool{}
	for _, p := range j.Pages {
		if p.Playbook == nil {
			continue
		}
		for _, name := range p.Playbook.Tags {
			words := norm.NFC.String(name.Value)
			tag := byName[strings.ToLower(words)]
			if tag == nil {
				slug := names.Slug(words)
				for n := 1; taken[slug]; n++ { // C, C++ and C#
					slug = fmt.Sprintf("%s-%d", names.Slug(words), n)
				}
				taken[slug] = true
				tag = &Tag{Name: words}
				tag.Page = &Page{Kind: KindTag, Address: "tags/" + slug + ".html", Title: j.Words.Say("tagged", words), Summary: j.Words.Say("taggedSummary", words), Tag: tag}
				byName[strings.ToLower(words)] = tag
				j.Tags = append(j.Tags, tag)
			}
			if !slices.Contains(tag.Pages, p) {
				tag.Pages = append(tag.Pages, p)
				p.Tags = append(p.Tags, tag)
			}
		}
	}
	slices.SortFunc(j.Tags, func(a, b *Tag) int { return j.Words.Compare(a.Name, b.Name) })
	for _, t := range j.Tags {
		j.add(t.Page, "the tag "+t.Name, "", diag.Pos{})
	}
}

func (j *joiner) aliases() {
	for _, p := range j.Pages {
		if p.Playbook == nil {
			continue
		}
		for _, alias := range p.Playbook.Aliases {
			from := norm.NFC.String(strings.TrimPrefix(path.Clean("/"+alias.Value), "/"))
			if path.Ext(from) == ".html" && j.reserve(from, "the alias of "+j.tree.Path(p.Playbook.Path), p.Playbook.Path, alias.Pos) {
				j.Redirects = append(j.Redirects, Redirect{from, p})
			}
		}
	}
}

// glossary makes the terms, by name.
func (j *joiner) glossary() {
	r := j.report(content.GlossaryFile)
	seen, taken := map[string]bool{}, map[string]bool{}
	for _, t := range j.tree.Glossary.Terms {
		if seen[strings.ToLower(t.Term.Value)] {
			r.Errorf(t.Term.Pos, "keep one of the two", "the term %q is there twice", t.Term)
			continue
		}
		seen[strings.ToLower(t.Term.Value)] = true
		id := names.Slug(t.Term.Value)
		for n := 1; taken[id]; n++ {
			id = fmt.Sprintf("%s-%d", names.Slug(t.Term.Value), n)
		}
		taken[id] = true
		term := &Term{Term: t, ID: id}
		if t.More.Value != "" {
			if target := j.more(content.GlossaryFile, t.More); target.Page != nil {
				term.More = target.Page
			}
		}
		j.Terms = append(j.Terms, term)
	}
	slices.SortFunc(j.Terms, func(a, b *Term) int {
		return j.Words.Compare(a.Term.Term.Value, b.Term.Term.Value)
	})
}

// Due is the day by which the page must be reviewed again; zero if it names no
// interval.
func (p *Page) Due() playbook.Date {
	if p.Playbook == nil || p.Playbook.Reviewed.IsZero() || p.Playbook.ReviewEvery.IsZero() {
		return playbook.Date{}
	}
	return p.Playbook.Reviewed.Add(p.Playbook.ReviewEvery)
}

// Say gives the words of a fact, or the title of a work.
func (s *Site) Say(id string) string {
	if f := s.facts[id]; f != nil {
		return f.Say
	}
	if w := s.works[id]; w != nil {
		return w.Title
	}
	return ""
}

// Overviews are the pages made of all the others, in the order of navigation.
func (s *Site) Overviews() []*Page {
	var out []*Page
	for _, address := range []string{ChecklistsAddress, GlossaryAddress, SourcesAddress, TagsAddress} {
		if p := s.made[address]; p != nil {
			out = append(out, p)
		}
	}
	return out
}

// maxBook is how many pages are still a book that somebody would print.
const maxBook = 300

// HasBook tells whether the site has a page to print it whole.
func (s *Site) HasBook() bool { return len(s.byPath) > 0 && len(s.byPath) <= maxBook }

// BookPage is that page, or nil.
func (s *Site) BookPage() *Page { return s.made[BookAddress] }

// IsHouse tells whether a source is the house's own judgement.
func (s *Site) IsHouse(id string) bool {
	if f := s.facts[id]; f != nil {
		return f.Of.House
	}
	return s.works[id] != nil && s.works[id].House
}
