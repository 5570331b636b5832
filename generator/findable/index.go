package findable

import (
	"net/url"
	"os"
	"slices"
	"strings"

	"fieldbook/generator/browser"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/search"
	"fieldbook/generator/site"
)

const looked = 10 // hits: what stands below is not found

// Search finds in a site as its readers will. Close it.
func Search(s *site.Site) (find Find, end func(), err error) {
	files := map[string]output.File{}
	for _, f := range search.Files(s, nil) {
		files[f.Path] = f
	}
	return Index(func(path string) ([]byte, error) {
		if f, ok := files[path]; ok {
			return f.Content()
		}
		return nil, os.ErrNotExist
	})
}

// Index is Search for a site whose index is there. Terms of the glossary are left out:
// they explain a name, and lead to its page.
func Index(read func(path string) ([]byte, error)) (find Find, end func(), err error) {
	searcher, err := browser.OpenSearch(read)
	if err != nil {
		return nil, nil, err
	}
	find = func(query string) (out []string, err error) {
		r, err := searcher.Find(query+" ", looked)
		if err != nil {
			return nil, err
		}
		for _, h := range r.Hits {
			page, _, _ := strings.Cut(h.URL, "#")
			if address, err := url.PathUnescape(page); err == nil && h.Kind != "term" {
				out = append(out, address)
			}
		}
		return out, nil
	}
	return find, searcher.Close, nil
}

// MostAtOnce is of how many pages a writer waits for what is found: some two seconds.
// For a larger site it is proposed at the command line.
const MostAtOnce = 1000

// ForPage proposes for one page of a site. Of the others those are read whole that link
// to it.
func ForPage(s *site.Site, p *site.Page, whole func(file string) *playbook.Playbook, find Find) ([]Proposal, error) {
	naming := s.Citations.Backlinks(p)
	read := func(other *site.Page) *playbook.Playbook {
		if slices.Contains(naming, other) {
			return whole(other.Playbook.Path)
		}
		return nil
	}
	return Of(s, read, find).Propose(p)
}
