package findable

import (
	"net/url"
	"os"
	"strings"

	"fieldbook/generator/browser"
	"fieldbook/generator/output"
	"fieldbook/generator/search"
	"fieldbook/generator/site"
)

const looked = 10 // hits: what stands below is not found

// Search finds in a site as its readers will, terms of the glossary left out: they
// explain a name, and lead to its page. Close it.
func Search(s *site.Site) (find Find, end func(), err error) {
	files := map[string]output.File{}
	for _, f := range search.Files(s, nil) {
		files[f.Path] = f
	}
	searcher, err := browser.OpenSearch(func(path string) ([]byte, error) {
		if f, ok := files[path]; ok {
			return f.Content()
		}
		return nil, os.ErrNotExist
	})
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
