package render

import (
	"fmt"
	"html/template"
	"strings"

	"fieldbook/generator/site"
)

// chapter is one page in the printed book.
type chapter struct {
	*site.Page
	ID    string // its anchor in the book
	First bool   // of a topic
	Body  template.HTML
}

// Book is every playbook and topic in reading order, its anchors made unique
// and its headings one level lower. One topic can be printed alone: its
// chapters stand together in a part.
func (v view) Book() []part {
	var parts []part
	for i, p := range v.site.Pages {
		if p.Playbook == nil && p.Kind != site.KindTopic {
			continue
		}
		top := p.Topic.Top()
		if n := len(parts); n == 0 || parts[n-1].Topic != top {
			parts = append(parts, part{Topic: top, ID: partID(top)})
		}
		id := fmt.Sprintf("page-%d", i)
		last := &parts[len(parts)-1]
		last.Chapters = append(last.Chapters, chapter{p, id, p.Topic != nil && p.Topic.Index == p, v.chapterBody(p, id)})
	}
	return parts
}

// part is a topic at the top with its chapters; the home page has none.
type part struct {
	Topic    *site.Topic
	ID       string
	Chapters []chapter
}

func partID(t *site.Topic) string {
	if t == nil {
		return "start"
	}
	return "topic-" + strings.ReplaceAll(t.Path, "/", "-")
}

// PartID is the anchor of the page's topic in the book.
func (v view) PartID() string { return partID(v.Topic.Top()) }

// lower moves headings down by one level.
var lower = strings.NewReplacer("<h1", "<h2", "</h1", "</h2", "<h2", "<h3", "</h2", "</h3", "<h3", "<h4", "</h3", "</h4",
	"<h4", "<h5", "</h4", "</h5", "<h5", "<h6", "</h5", "</h6")

func (v view) chapterBody(p *site.Page, id string) template.HTML {
	body := string(v.bodyFrom(p, v.Address))
	body = strings.NewReplacer(` id="`, ` id="`+id+`-`, ` for="`, ` for="`+id+`-`, `href="#`, `href="#`+id+`-`).Replace(body)
	return template.HTML(lower.Replace(body))
}

// HasBook tells whether the site has a page to print it whole.
func (v view) HasBook() bool { return v.site.HasBook() }

// BookPage is that page.
func (v view) BookPage() *site.Page { return v.site.BookPage() }
