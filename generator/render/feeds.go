package render

import (
	"encoding/xml"
	"slices"
	"strings"

	"fieldbook/generator/output"
	"fieldbook/generator/site"
)

// absolute gives the full address of a file; empty without a base_url.
func absolute(s *site.Site, address string) string {
	if s.BaseURL.Value == "" {
		return ""
	}
	link := site.Link("index.html", address, "")
	if address == "index.html" {
		link = ""
	}
	return s.BaseURL.Value + link
}

// summaries are the files that tell other programs of all pages: pages refer
// to them.
func summaries(s *site.Site) []output.File {
	if s.BaseURL.Value == "" { // their addresses must be absolute
		return nil
	}
	files := []output.File{output.Made(site.OpenSearchAddress, func() ([]byte, error) { return openSearch(s) })}
	if len(dated(s)) > 0 {
		files = append(files, output.Made(site.FeedAddress, func() ([]byte, error) { return feed(s) }))
	}
	return files
}

// guides are the files that lead programs to the pages: no page refers to them.
func (r *renderer) guides() []output.File {
	s := r.site
	robots := "User-agent: *\nAllow: /\n"
	var files []output.File
	if s.BaseURL.Value != "" {
		robots += "Sitemap: " + absolute(s, site.SitemapAddress) + "\n"
		files = append(files, sitemaps(s, site.MostInSitemap)...)
		files = append(files, output.Made(site.LLMsAddress, func() ([]byte, error) { return llms(s) }))
		if len(s.Pages) <= mostInFull {
			files = append(files, output.Made(site.LLMsFullAddress, func() ([]byte, error) { return r.llmsFull() }))
		}
	}
	return append(files, output.Bytes(site.RobotsAddress, []byte(robots)))
}

// dated are the pages that tell when they were last reviewed.
func dated(s *site.Site) []*site.Page {
	var out []*site.Page
	for _, p := range s.Pages {
		if p.Playbook != nil && !p.Playbook.Reviewed.IsZero() {
			out = append(out, p)
		}
	}
	return out
}

// located is an entry of a sitemap, or of the index of several.
type located struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// sitemaps is the sitemap, as https://www.sitemaps.org/protocol.html has it; of more
// pages than one may have, several and their index.
func sitemaps(s *site.Site, most int) []output.File {
	pages := slices.DeleteFunc(slices.Clone(s.Pages), func(p *site.Page) bool { return p.Kind == site.KindNotFound })
	if len(pages) <= most {
		return []output.File{output.Made(site.SitemapAddress, func() ([]byte, error) { return sitemap(s, pages) })}
	}
	index := struct {
		XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []located `xml:"sitemap"`
	}{}
	var files []output.File
	for some := range slices.Chunk(pages, most) {
		part := site.SitemapPart(len(files) + 1)
		index.Maps = append(index.Maps, located{Loc: absolute(s, part)})
		files = append(files, output.Made(part, func() ([]byte, error) { return sitemap(s, some) }))
	}
	return append(files, output.Made(site.SitemapAddress, func() ([]byte, error) { return marshal(index) }))
}

func sitemap(s *site.Site, pages []*site.Page) ([]byte, error) {
	set := struct {
		XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []located `xml:"url"`
	}{}
	for _, p := range pages {
		e := located{Loc: absolute(s, p.Address)}
		if !p.Changed.IsZero() {
			e.LastMod = p.Changed.String()
		} else if p.Playbook != nil && !p.Playbook.Reviewed.IsZero() {
			e.LastMod = p.Playbook.Reviewed.String()
		}
		set.URLs = append(set.URLs, e)
	}
	return marshal(set)
}

// feed is an Atom feed (RFC 4287) of the pages by their last review.
func feed(s *site.Site) ([]byte, error) {
	type link struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	type entry struct {
		Title   string `xml:"title"`
		Link    link   `xml:"link"`
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary,omitempty"`
	}
	f := struct {
		XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Title    string   `xml:"title"`
		Subtitle string   `xml:"subtitle,omitempty"`
		Links    []link   `xml:"link"`
		ID       string   `xml:"id"`
		Updated  string   `xml:"updated"`
		Author   string   `xml:"author>name"`
		Entries  []entry  `xml:"entry"`
	}{
		Title: s.Title, Subtitle: s.Description, ID: s.BaseURL.Value, Author: s.Title,
		Links: []link{{"self", absolute(s, site.FeedAddress)}, {"alternate", s.BaseURL.Value}},
	}
	for _, p := range dated(s) {
		day := p.Playbook.Reviewed.String() + "T00:00:00Z"
		f.Updated = max(f.Updated, day)
		at := absolute(s, p.Address)
		f.Entries = append(f.Entries, entry{p.Title, link{Href: at}, at, day, p.Summary})
	}
	return marshal(f)
}

// openSearch lets a browser use the site as a search engine of its own; it
// follows https://github.com/dewitt/opensearch.
func openSearch(s *site.Site) ([]byte, error) {
	type address struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	return marshal(struct {
		XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string   `xml:"ShortName"`
		Description string   `xml:"Description"`
		URL         address  `xml:"Url"`
	}{ShortName: s.Title, Description: s.Description, URL: address{"text/html", absolute(s, s.Made(site.SearchAddress)) + "?q={searchTerms}"}})
}

func marshal(v any) ([]byte, error) {
	var b strings.Builder
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return []byte(b.String()), nil
}
