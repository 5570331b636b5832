// Package playbook is the domain as plain values: a Playbook is what one
// Markdown file says, a Checklist the structured criteria in its front matter.
// Everything here is immutable once loaded.
package playbook

import (
	"crypto/sha256"
	"path"
	"strings"

	"fieldbook/generator/diag"
)

// Playbook is one Markdown file.
type Playbook struct {
	Path string // below the content folder, with slashes: sweet-spot/size.md
	FrontMatter
	Unread     bool // the front matter could not be read: nobody knows what it says
	OwnSummary bool // Summary is the author's, not the first paragraph
	Body       Body
	Sections   []Section // the lead first (with no ID), then one a heading
	Anchors    []string  // those of an author's HTML
	Quotable   []Quote   // the blocks that other pages may show in the place of a reference
	Outside    []Outside `sum:"-"` // the addresses of other hosts, as they stand
	Silence    []Name    `sum:"-"` // the codes of warnings that its author does not want to hear

	// Of a page that a cache keeps; else zero.
	Sum     Sum `sum:"-"` // of its file
	Outline Sum `sum:"-"` // of all that it says but for its texts, which are tagged
}

// Sum is a SHA-256: what has the same Sum is the same. Zero is of nothing.
type Sum [sha256.Size]byte

// Outside is an address of another host that a page refers to.
type Outside struct {
	URL string // with http or https
	diag.Span
}

// FrontMatter is what stands between the --- lines of a Markdown file.
type FrontMatter struct {
	Title       string     `json:"title" doc:"The page's name. Default: the first heading, or the file's name."`
	Short       string     `json:"short" doc:"The page's name in the navigation. Default: the title."`
	Summary     string     `json:"summary" doc:"One sentence for lists, search and the page's description. Default: the first paragraph." alike:"description,abstract,excerpt"`
	Order       float64    `json:"order" doc:"The place among the pages of its folder, low first. Default: after those that have one, by title."`
	Tags        []Name     `json:"tags" refers:"tag" doc:"Words that group pages across topics."` // those in the text of a vault too, each time
	Keywords    []string   `json:"keywords" doc:"Other words that search should find this page by."`
	Owner       string     `json:"owner" doc:"Who keeps this page right."`
	Reviewed    Date       `json:"reviewed" doc:"The day of the last review, such as 2026-11-03." alike:"date,lastmod,updated"`
	ReviewEvery Period     `json:"review_every" doc:"How often it must be reviewed, such as 6 months."`
	Draft       bool       `json:"draft" doc:"Leave this page out unless drafts are asked for."`
	Aliases     []Name     `json:"aliases" refers:"-" doc:"Earlier addresses of this page, which lead here."`
	Names       []string   `json:"names" doc:"Other names of this page, by which [[wiki links]] find it."`
	Related     []Name     `json:"related" refers:"page" doc:"Other pages to read, as paths of .md files."`
	Sources     []Name     `json:"sources" refers:"fact" doc:"The facts this page rests on, by their ids in sources.yaml."`
	Params      Params     `json:"params" doc:"Anything else, for templates of your own."`
	Checklist   *Checklist `json:"checklist" doc:"The structured criteria that become a checklist page."`
}

// Section is a heading and the text below it, up to the next heading.
type Section struct {
	ID    string // the heading's anchor; empty for the lead
	Level int    // 1 to 6; 0 for the lead
	Title string // plain text
	Text  string `sum:"-"` // plain text, blocks apart by newlines; with placeholders, see Playbook.Plain
	diag.Span
}

// Quote is what a block says that has a name.
type Quote struct {
	Anchor string // ^ and the name
	Text   string // plain, with nothing in the place of what must be looked up
}

// Tagged are the tags of a page, each once and wherever they stand.
func (p *Playbook) Tagged() []Name {
	var out []Name
	seen := map[string]bool{}
	for _, t := range p.Tags {
		if !seen[t.Value] {
			seen[t.Value] = true
			out = append(out, Name{Value: t.Value})
		}
	}
	return out
}

// Slug is the file's name without its ending: size for sweet-spot/size.md.
func (p *Playbook) Slug() string {
	name := strings.TrimSuffix(path.Base(p.Path), ".erb")
	return strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), ".html")
}

// Body is the page's text, as HTML and as its author's Markdown, with a placeholder
// where something must be looked up in the whole site: see Render.
type Body struct {
	HTML     string `sum:"-"`
	Markdown string `sum:"-"`
	Links    []Link
	Unused   []Link // what is defined for links, and used by none
	Parts    []Part `sum:"-"`
}

// Part is what other pages can embed of a page: a section with those below it, a
// named paragraph or a point of a list. It is whole elements of HTML.
type Part struct {
	ID          string // the anchor of the section, or ^ and the name of the block
	Start, Stop int    // bytes of HTML
	Open, Close string // what stands around it, so that nothing is left open
}

// Excerpt gives the HTML of a Part; all of it if there is none of that id.
func (b Body) Excerpt(id string) string {
	for _, p := range b.Parts {
		if p.ID == id && id != "" {
			return p.Open + b.HTML[p.Start:p.Stop] + p.Close
		}
	}
	return b.HTML
}

// Placeholder marks a place in Body.HTML: Placeholder, a letter that says what is wanted,
// the decimal index of the Link or the word, Placeholder. NUL cannot occur in HTML, and loading
// refuses it in Markdown.
const Placeholder = "\x00"

// What a placeholder wants: the start tag of a Link, the text of one that has none, its
// address alone, or one of Words; and in Markdown what follows a link's words, or an
// embed.
const (
	PlaceholderTag     = 't'
	PlaceholderText    = 'x'
	PlaceholderWord    = 'w'
	PlaceholderAddress = 'a'
	PlaceholderTail    = 'm'
)

// Words are those of the interface that stand in the text of a page, by their
// names in the catalogue; a placeholder wants the word of an index.
var Words = []string{"linkToSection", "table", "toDo", "done", "calloutNote", "calloutTip", "calloutImportant", "calloutWarning", "calloutCaution"}

// LinkKind says what the target of a Link is.
type LinkKind uint8

// The kinds of Link.
const (
	LinkPath      LinkKind = iota // a path or an anchor: ../size.md#people
	LinkWiki                      // a page by title, file name or path: [[size#people]]
	LinkCriterion                 // criterion:sweet-spot-client/computers
	LinkSource                    // source:S5
	LinkImage                     // an image beside the page
	LinkEmbed                     // an image, a file or a page to show in its place: ![[size#people]]
)

// Link is a reference that only the whole site can resolve.
type Link struct {
	Kind   LinkKind
	Block  bool   // it stands alone, so that a whole page can stand in its place
	Empty  bool   // it has no text of its own
	At     Extent `sum:"-"` // where Target is written; zero where nobody knows
	Target string // as written, decoded
	Title  string // the title in quotes after the target
	Alt    string // the text of an image
	Width  string // of an image, in pixels; empty for its own
	diag.Span
}

// AnyPage stands before the name of a block in the Target of a link: it may be on any page.
const AnyPage = "^^"

// Extent is where a name stands in a line of a file, in characters.
type Extent struct{ Line, Col, Length int32 }

// Span is the place as a Diagnostic has it.
func (e Extent) Span() diag.Span {
	at := diag.Pos{Line: int(e.Line), Col: int(e.Col)}
	return diag.Span{Pos: at, End: diag.Pos{Line: at.Line, Col: at.Col + int(e.Length)}}
}
