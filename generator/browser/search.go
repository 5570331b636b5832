package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"fieldbook/generator/i18n"
	"fieldbook/generator/search"
)

// Result is what a query finds; templates/assets/search/search.ts makes it and
// says what each value is.
type Result struct {
	Hits      []Hit   `json:"hits"`
	Total     int     `json:"total"`
	More      bool    `json:"more"`
	Corrected string  `json:"corrected"`
	Likelier  string  `json:"likelier"`
	Loose     bool    `json:"loose"`
	Answer    *Answer `json:"answer,omitempty"`
	// Incomplete tells that a part of the index could not be read.
	Incomplete bool `json:"incomplete"`
	// Failure is set if the search could not be done.
	Failure string `json:"failure,omitempty"`
}

// Hit is a page, or a criterion, fact or term of one.
type Hit struct {
	URL     string   `json:"url"` // below the site's root
	Title   string   `json:"title"`
	Section string   `json:"section"`
	Excerpt string   `json:"excerpt"`
	Kind    string   `json:"kind"`
	Topic   string   `json:"topic"`
	Trail   []string `json:"trail"`
	Score   float64  `json:"score"`
	Lent    bool     `json:"lent"`
	Why     Why      `json:"why"`
}

// Why is what a score is made of: (words + lent + near + pairs + title + exact) ×
// kind + order + heading.
type Why struct {
	Words   float64 `json:"words"`
	Lent    float64 `json:"lent"`
	Near    float64 `json:"near"`
	Pairs   float64 `json:"pairs"`
	Title   float64 `json:"title"`
	Exact   float64 `json:"exact"`
	Kind    float64 `json:"kind"`
	Order   float64 `json:"order"`
	Heading float64 `json:"heading"`
	Found   []struct {
		Word   string  `json:"word"`
		Tells  float64 `json:"tells"`
		Impact float64 `json:"impact"`
		Title  bool    `json:"title"`
		Lent   bool    `json:"lent"`
	} `json:"found"`
}

// Answer is what answers a question by itself.
type Answer struct {
	URL     string `json:"url"`
	Title   string `json:"title"`
	Kind    string `json:"kind"`
	Excerpt string `json:"excerpt"`
}

// ErrNoIndex means that there is no search index in the folder.
var ErrNoIndex = errors.New("there is no search index here")

// Reader gives the content of a file of the site.
type Reader func(path string) ([]byte, error)

// Search answers a query from the files of a site.
func Search(read Reader, query string, limit int) (*Result, error) {
	s, err := OpenSearch(read)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Find(query, limit)
}

// Searcher answers many queries. It is not for several goroutines at once.
type Searcher struct{ *Engine }

// OpenSearch opens the index among the files of a site. Close it.
func OpenSearch(read Reader) (*Searcher, error) {
	if _, err := read(search.PartPath("m", 0, "")); err != nil {
		return nil, ErrNoIndex
	}
	e, err := New("search/cli.ts", i18n.New(i18n.Default))
	if err != nil {
		return nil, err
	}
	for name, f := range map[string]any{
		"fieldbookPart": func(name string, part int, mark string) string { return file(read, search.PartPath(name, part, mark)) },
		"fieldbookPage": func(address string) string { return text(read, address) },
	} {
		if err := e.Offer(name, f); err != nil {
			e.Close()
			return nil, err
		}
	}
	return &Searcher{e}, nil
}

// Find answers a query.
func (s *Searcher) Find(query string, limit int) (*Result, error) {
	if _, err := s.Call("fieldbookSearch", query, limit); err != nil {
		return nil, err
	}
	said, err := s.Call("fieldbookSaid")
	if err != nil {
		return nil, err
	}
	var r Result
	if err := json.Unmarshal([]byte(said), &r); err != nil {
		return nil, err
	}
	if r.Failure != "" {
		return nil, fmt.Errorf("the index cannot be searched: %s", r.Failure)
	}
	return &r, nil
}

// file is the text of a file; empty if it cannot be read.
func file(read Reader, path string) string {
	data, err := read(path)
	if err != nil {
		return ""
	}
	return string(data)
}

// text is what readers see of a page, or of the part of it that an address
// names; empty if there is none.
func text(read Reader, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	page, err := html.Parse(strings.NewReader(file(read, u.Path)))
	if err != nil {
		return ""
	}
	for n := range page.Descendants() {
		if u.Fragment == "" && n.DataAtom == atom.Article || u.Fragment != "" && attribute(n, "id") == u.Fragment {
			return seen(n)
		}
	}
	return ""
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func seen(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.DataAtom != atom.Script && d.Parent.DataAtom != atom.Style {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
