package render

import (
	"bytes"
	"strings"

	"fieldbook/generator/site"
	"fieldbook/generator/slug"
)

// llms is the list of pages for programs that read, as https://llmstxt.org asks
// for it: topics with their pages in reading order, the checklists, and last
// what may be left out.
func llms(s *site.Site) ([]byte, error) {
	var b strings.Builder
	b.WriteString("# " + slug.OneLine(s.Title) + "\n")
	if s.Description != "" {
		b.WriteString("\n> " + slug.OneLine(s.Description) + "\n")
	}
	section := ""
	list := func(heading string, p *site.Page) {
		if heading != section {
			section = heading
			b.WriteString("\n## " + slug.OneLine(heading) + "\n\n")
		}
		b.WriteString("- [" + plainWords(p.Title) + "](" + absolute(s, p.MarkdownAddress()) + ")")
		if p.Summary != "" {
			b.WriteString(": " + plainWords(p.Summary))
		}
		b.WriteByte('\n')
	}
	for _, p := range s.Order.Pages() {
		if p.Playbook == nil || p == s.Home {
			continue
		}
		heading := s.Title // of pages outside the topics
		if top := p.Topic.Top(); top != nil {
			heading = top.Index.Title
		}
		list(heading, p)
	}
	for _, p := range s.Checklists {
		list(s.Words.Say("checklistsTitle"), p)
	}
	for _, p := range s.Pages {
		if p.Kind == site.KindSources || p.Kind == site.KindGlossary {
			list("Optional", p) // the format's own word
		}
	}
	return []byte(b.String()), nil
}

// mostInFull is how many pages a site may have whose whole text is one file: that of
// a larger one, of more than 50 MB, is read by nobody, and each page has its own.
const mostInFull = 10_000

// llmsFull is the text of all pages of llms, one after the other.
func (r *renderer) llmsFull() ([]byte, error) {
	var b bytes.Buffer
	add := func(p *site.Page) {
		if b.Len() > 0 {
			b.WriteString("\n---\n\n")
		}
		b.WriteString("<!-- " + absolute(r.site, p.Address) + " -->\n\n" + r.markdown(p))
	}
	for _, p := range r.site.Order.Pages() {
		add(p)
	}
	for _, p := range r.site.Checklists {
		add(p)
	}
	for _, p := range r.site.Pages {
		if p.Kind == site.KindSources || p.Kind == site.KindGlossary {
			add(p)
		}
	}
	return b.Bytes(), nil
}
