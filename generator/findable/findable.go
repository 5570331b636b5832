// Package findable proposes the words that the search should find a page by and does
// not: what other pages call it in their links to it, other names that the glossary
// gives for what its title names, what its checklist judges, its headings and its
// criteria. Each is asked of the search as a reader would; what leads to the page first
// is not proposed, nor what is the title of another page, or said of several. Nothing is
// computed from other words: who writes the site wrote all of it.
package findable

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fieldbook/generator/playbook"
	"fieldbook/generator/search"
	"fieldbook/generator/site"
)

// Find gives the addresses that a query leads to, best first.
type Find func(query string) ([]string, error)

// Proposal is what a page should be found by, and is not.
type Proposal struct {
	Page  string `json:"page"` // the file, below the content folder
	Words string `json:"words"`
	Why   Why    `json:"why"`
	By    string `json:"by"`    // who says so: the title of a page, the term, the heading or the criterion
	First string `json:"first"` // the address that is found first today; empty where there is none
	Place int    `json:"place"` // where the page stands today, from 1; 0 where it is not among the first
}

// Why is where a Proposal comes from.
type Why string

// The places that Proposals come from, the surest first.
const (
	Link      Why = "link"
	Term      Why = "term"
	About     Why = "about"
	Criterion Why = "criterion"
	Heading   Why = "heading"
)

var order = []Why{Link, Term, About, Criterion, Heading}

const (
	mostWords = 6 // of a proposal: what is longer is a sentence
	mostEach  = 5 // proposals for a page
)

// candidate is what a page may be called.
type candidate struct {
	words string
	why   Why
	by    string
	says  int // how many pages say so
}

// Finder proposes for the pages of a site.
type Finder struct {
	site    *site.Site
	find    Find
	telling func(text string) []string
	links   map[*site.Page][]candidate // what others call a page
	claimed map[string]map[*site.Page]bool
	titles  map[string]bool
}

// Of reads what the pages of a site call each other; read gives a page with the HTML of
// its text, nil where that shall not be looked at.
func Of(s *site.Site, read func(p *site.Page) *playbook.Playbook, find Find) *Finder {
	f := &Finder{s, find, search.Telling(s.Language.Value), map[*site.Page][]candidate{}, map[string]map[*site.Page]bool{}, map[string]bool{}}
	for _, p := range s.Pages {
		f.titles[f.same(p.Title)], f.titles[f.same(p.Short)] = true, true
		if p.Playbook == nil {
			continue
		}
		if text := read(p); text != nil {
			f.linksOf(p, text)
		}
		for _, section := range p.Playbook.Sections[1:] {
			f.claim(section.Title, p)
		}
	}
	return f
}

// linksOf notes what a page calls others.
func (f *Finder) linksOf(p *site.Page, text *playbook.Playbook) {
	for _, l := range linksOf(text) {
		if target, ok := f.site.Resolver.Resolve(p, l.Link); ok && target.Page != nil && target.Page != p {
			f.links[target.Page] = append(f.links[target.Page], candidate{words: l.text, why: Link, by: p.Title})
			f.claim(l.text, target.Page)
		}
	}
}

// same is what two texts have in common that say the same to the search.
func (f *Finder) same(text string) string {
	return strings.Join(f.telling(text), " ")
}

func (f *Finder) claim(words string, p *site.Page) {
	key := f.same(words)
	if f.claimed[key] == nil {
		f.claimed[key] = map[*site.Page]bool{}
	}
	f.claimed[key][p] = true
}

// Propose gives what a page should be found by and is not, the surest first.
func (f *Finder) Propose(p *site.Page) ([]Proposal, error) {
	var out []Proposal
	for _, c := range f.candidates(p) {
		if len(out) == mostEach {
			break
		}
		found, err := f.find(c.words)
		if err != nil {
			return out, err
		}
		place := 1 + slices.IndexFunc(found, func(address string) bool { return f.serves(p, address) })
		if place != 1 {
			out = append(out, Proposal{Page: p.Playbook.Path, Words: c.words, Why: c.why, By: c.by, First: strings.Join(found[:min(1, len(found))], ""), Place: place})
		}
	}
	return out, nil
}

// serves tells whether who comes to an address has found a page: it, or its checklist.
func (f *Finder) serves(p *site.Page, address string) bool {
	list := f.site.Resolver.ChecklistOf(p)
	return address == p.Address || list != nil && address == list.Address
}

// candidates are the names of a page that tell it from others, each once.
func (f *Finder) candidates(p *site.Page) []candidate {
	if p.Playbook == nil {
		return nil
	}
	known := map[string]bool{"": true}
	for _, k := range p.Playbook.Keywords {
		known[f.same(k)] = true
	}
	all := map[string]candidate{}
	for _, c := range slices.Concat(f.links[p], f.terms(p), ofChecklist(p), headings(p)) {
		c.words = strings.Join(strings.Fields(strings.Trim(c.words, " .,:;!?…\"“”")), " ")
		key := f.same(c.words)
		if known[key] || f.titles[key] || len(f.claimed[key]) > 1 || !isName(c.words) {
			continue
		}
		if before, ok := all[key]; ok {
			before.says++
			all[key] = before
			continue
		}
		c.says = 1
		all[key] = c
	}
	// One word is rarely a name, unless several pages or the glossary say so.
	maps.DeleteFunc(all, func(_ string, c candidate) bool {
		return c.why != Term && c.says < 2 && !strings.Contains(c.words, " ")
	})
	out := slices.Collect(maps.Values(all))
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(slices.Index(order, a.why)-slices.Index(order, b.why), b.says-a.says, strings.Compare(a.words, b.words))
	})
	return out
}

// isName tells words that may be a name from addresses, paths and sentences.
func isName(words string) bool {
	return len(strings.Fields(words)) <= mostWords && !strings.ContainsAny(words, "/\\@<>{}[]\"\x00") && !strings.Contains(words, ".html") && !strings.Contains(words, ".md")
}

// terms are other names that the glossary gives for what the title names.
func (f *Finder) terms(p *site.Page) (out []candidate) {
	title := f.same(p.Title)
	for _, t := range f.site.Terms {
		names := t.Names()
		if !slices.ContainsFunc(names, func(name string) bool { return f.mostOf(title, name) }) {
			continue
		}
		for _, name := range names {
			out = append(out, candidate{words: name, why: Term, by: t.Term.Term.Value})
		}
	}
	return out
}

// mostOf tells whether a name is at least half of what a title tells.
func (f *Finder) mostOf(title, name string) bool {
	name = f.same(name)
	return name != "" && strings.Contains(" "+title+" ", " "+name+" ") && 2*len(strings.Fields(name)) >= len(strings.Fields(title))
}

func ofChecklist(p *site.Page) (out []candidate) {
	c := p.Playbook.Checklist
	if c == nil {
		return nil
	}
	out = append(out, candidate{words: c.About, why: About, by: c.About})
	for _, item := range c.Criteria {
		out = append(out, candidate{words: cmp.Or(item.Short, item.Ask), why: Criterion, by: item.Ask})
	}
	return out
}

func headings(p *site.Page) (out []candidate) {
	for _, s := range p.Playbook.Sections[1:] {
		if s.Level <= 2 {
			out = append(out, candidate{words: s.Title, why: Heading, by: s.Title})
		}
	}
	return out
}

// String says a Proposal to a writer.
func (p Proposal) String() string {
	by := map[Why]string{
		Link: "links of “%s” say so", Term: "the glossary gives it for “%s”", About: "its checklist judges “%s”",
		Criterion: "its checklist asks “%s”", Heading: "its heading is “%s”",
	}[p.Why]
	today := "nothing is found today"
	switch {
	case p.Place > 0:
		today = fmt.Sprintf("it comes as number %d, %s first", p.Place, p.First)
	case p.First != "":
		today = p.First + " comes first"
	}
	return fmt.Sprintf("%q: "+by+"; %s", p.Words, p.By, today)
}
