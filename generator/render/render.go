// Package render executes the templates over the Site. Every page is a File
// whose content is made when somebody asks for it.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"fieldbook/generator/assets"
	"fieldbook/generator/brand"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// Renderer makes the files of one Site.
type Renderer struct{ *renderer }

// New gives the Renderer of a Site. addresses are those of the styles and
// scripts; root is the path of the site on its host, with a slash at its end,
// "" if it is not known; outline is the sum of all that pages are made of but for
// the texts of playbooks, zero if that is not known.
func New(s *site.Site, t *Templates, addresses map[string]string, b *brand.Brand, root string, outline playbook.Sum) Renderer {
	r := &renderer{site: s, templates: t, addresses: addresses, brand: b, root: root, outline: outline}
	r.terms = newTerms(s, r.link)
	for _, name := range playbook.Words {
		r.words = append(r.words, template.HTMLEscapeString(s.Words.Say(name)))
	}
	return Renderer{r}
}

// Page gives the file of a page: of the Site, or of an edited one that
// site.Edited gave.
func (r Renderer) Page(p *site.Page) output.File {
	f := output.Made(p.Address, func() ([]byte, error) { return r.page(p) })
	f.Of = r.of(p)
	return f
}

// Unneeded are the addresses of the styles and scripts for kinds of checklist
// pages that the site has none of.
func (r Renderer) Unneeded() []string {
	needed := map[string]bool{"home.js": scores(r.site), "actions.js": len(r.site.Checklists) > 0}
	for _, p := range slices.Concat(r.site.Pages, r.site.Forms) {
		if p.Checklist == nil {
			continue
		}
		needed[script(p)], needed[live(p)+".css"] = true, true
		for _, reader := range p.Checklist.Readers() {
			needed[reader] = true
		}
	}
	var out []string
	names := []string{"home.js", "actions.js", "dates.js"}
	for _, name := range append(playbook.ChecklistKind("").Values(), string(site.KindLeads), string(site.KindOrder), string(site.KindRuns), string(site.KindReport), string(site.KindForm)) {
		names = append(names, name+".js", name+assets.Plain+".js", name+".css")
	}
	for _, name := range names {
		if address := r.addresses[name]; address != "" && !needed[name] {
			out = append(out, address)
		}
	}
	return out
}

// Resources gives the files that pages refer to: assets and data.
func (r Renderer) Resources() []output.File {
	s := r.site
	files := slices.Clone(r.brand.Files)
	for _, a := range s.Assets {
		files = append(files, output.File{Path: a.Address, Open: func() (io.ReadSeekCloser, error) { return s.Open(a) }})
	}
	for _, p := range s.Checklists {
		files = append(files, output.Made(p.DataAddress(), func() ([]byte, error) { return r.checklistJSON(p) }))
	}
	if len(s.Checklists) > 0 {
		files = append(files, checklistSchema())
	}
	files = append(files, r.headers(), output.Made(site.ManifestAddress, r.manifest))
	return append(files, summaries(s)...)
}

// Pages gives the pages, the home page last, and then what refers to them and
// is referred to by none: redirects and the map of the site.
func (r Renderer) Pages() []output.File {
	var files []output.File
	for _, p := range r.site.Pages {
		if f, ok := r.Markdown(p); ok {
			files = append(files, f)
		}
	}
	for _, p := range r.site.Forms {
		files = append(files, r.Page(p))
	}
	for _, p := range slices.Backward(r.site.Pages) {
		files = append(files, r.Page(p))
	}
	for _, to := range r.site.Redirects {
		files = append(files, output.Made(to.From, func() ([]byte, error) { return r.redirect(to) }))
	}
	return slices.Concat(files, r.redirects(), r.guides())
}

type renderer struct {
	site      *site.Site
	templates *Templates
	addresses map[string]string
	brand     *brand.Brand
	root      string
	outline   playbook.Sum

	words      []string // playbook.Words in the site's language, as HTML
	terms      *terms
	navigation sync.Map // navKey → string
}

// link gives the address of target as written on a page: relative, but on the
// page for dead addresses, which is shown at any address.
func (r *renderer) link(from, target, fragment string) string {
	if from == site.NotFoundAddress && r.root != "" {
		return r.root + site.Link("index.html", target, fragment)
	}
	return site.Link(from, target, fragment)
}

// buffers keeps the memory of finished pages for the next ones.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (r *renderer) page(p *site.Page) ([]byte, error) {
	if p.Kind == site.KindForm {
		return r.form(p)
	}
	return r.execute(string(p.Kind), view{Page: p, renderer: r})
}

func (r *renderer) redirect(to site.Redirect) ([]byte, error) {
	return r.execute(string(redirect), redirectView{view{Page: &site.Page{Kind: redirect, Address: to.From, Title: to.To.Title}, renderer: r}, to.To})
}

// redirectView is what the template of a redirect sees.
type redirectView struct {
	view
	Target *site.Page
}

func (r *renderer) execute(name string, v any) ([]byte, error) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	set := r.templates.sets[name]
	if set == nil {
		return nil, fmt.Errorf("pages of the kind %q have no template: it is not in site.Kinds", name)
	}
	start := Layout
	if set.Lookup(Layout) == nil {
		start = name + ".html"
	}
	if err := set.ExecuteTemplate(b, start, v); err != nil {
		return nil, r.templates.problem(name+".html", err)
	}
	return bytes.Clone(b.Bytes()), nil
}

// body is the text of a playbook with every reference resolved, and the words
// of the glossary explained.
func (r *renderer) body(p *site.Page) template.HTML {
	return template.HTML(r.terms.explain(wholeHeadings(string(r.bodyFrom(p, p.Address))), p.Address))
}

// bodyFrom is the text of a playbook as it stands on the page at an address.
func (r *renderer) bodyFrom(p *site.Page, address string) template.HTML {
	if p.Playbook == nil {
		return ""
	}
	return template.HTML(r.text(p.Shown(), address))
}

// text fills the placeholders of a text that stands on the page at an address.
func (r *renderer) text(t site.Shown, address string) string {
	var b strings.Builder
	b.Grow(len(t.Body.HTML) + 64*len(t.Body.Links))
	_ = playbook.Render(&b, t.Body.HTML, func(want byte, i int) string { // a Builder takes everything
		switch want {
		case playbook.PlaceholderWord:
			return r.words[i]
		}
		if l := t.Body.Links[i]; l.Kind == playbook.LinkEmbed {
			return r.embed(t, l, i, address)
		}
		return r.fill(t.Page, address, t.Body.Links[i], want)
	})
	return b.String()
}

// deadWords stand in the place of a dead link that has none of its own: of a block
// nobody knows what it said.
func deadWords(l playbook.Link) string {
	if strings.HasPrefix(l.Target, playbook.AnyPage) {
		return "…"
	}
	return strings.TrimSuffix(path.Base(l.Target), ".md")
}

// fill gives what stands in a placeholder of the body. A dead link, which only a
// lenient build lets through, becomes a link that leads nowhere.
func (r *renderer) fill(p *site.Page, address string, l playbook.Link, want byte) string {
	target, ok := r.site.Resolver.Resolve(p, l)
	if want == playbook.PlaceholderAddress {
		if !ok {
			return ""
		}
		return template.HTMLEscapeString(r.link(address, target.Address(), target.Fragment))
	}
	if want == playbook.PlaceholderText {
		if !ok {
			return template.HTMLEscapeString(deadWords(l))
		}
		return template.HTMLEscapeString(target.Text)
	}
	if l.Kind == playbook.LinkImage {
		return r.image(address, l, target, ok)
	}
	if !ok {
		return `<a class="dead">`
	}
	class, title := "", l.Title
	switch l.Kind {
	case playbook.LinkCriterion:
		class = "bound"
		if item := target.Page.Checklist.Item(target.Fragment); title == "" && item != nil {
			title = item.Ask + ": " + item.Phrase
		}
	case playbook.LinkSource:
		class = "cite"
		if r.site.Sources.IsHouse(target.Fragment) {
			class = "cite house"
		}
		if title == "" {
			title = r.site.Sources.Say(target.Fragment)
		}
	}
	tag := `<a href="` + template.HTMLEscapeString(r.link(address, target.Address(), target.Fragment)) + `"`
	if class != "" {
		tag += ` class="` + class + `"`
	}
	if title != "" {
		tag += ` title="` + template.HTMLEscapeString(title) + `"`
	}
	return tag + ">"
}

func (r *renderer) image(address string, l playbook.Link, target site.Target, ok bool) string {
	if !ok || target.Asset == nil {
		return `<span class="dead">` + template.HTMLEscapeString(l.Alt) + `</span>`
	}
	tag := `<img src="` + template.HTMLEscapeString(r.link(address, target.Asset.Address, "")) + `" alt="` + template.HTMLEscapeString(l.Alt) + `" loading="lazy"`
	if l.Width != "" {
		tag += ` width="` + l.Width + `"`
	} else if target.Asset.Width > 0 && target.Asset.Height > 0 {
		tag += ` width="` + strconv.Itoa(target.Asset.Width) + `" height="` + strconv.Itoa(target.Asset.Height) + `"`
	}
	if l.Title != "" {
		tag += ` title="` + template.HTMLEscapeString(l.Title) + `"`
	}
	return tag + ">"
}
