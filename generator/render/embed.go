package render

import (
	"fmt"
	"html/template"
	"path"
	"regexp"
	"slices"
	"strings"

	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// films and sounds are the files that a browser plays.
var (
	films  = []string{".mp4", ".webm", ".ogv", ".mov", ".mkv"}
	sounds = []string{".mp3", ".ogg", ".wav", ".m4a", ".flac", ".3gp"}
)

// embed shows a file or a page in its place; number tells the links of a page apart.
func (r *renderer) embed(from site.Shown, l playbook.Link, number int, address string) string {
	target, ok := r.site.Resolver.Resolve(from.Page, l)
	if !ok {
		return `<span class="dead">` + template.HTMLEscapeString(l.Target) + `</span>`
	}
	words := l.Alt
	if words == "" {
		words = target.Text
	}
	if target.Asset == nil {
		return r.embedPage(from, target, l, number, words, address)
	}
	to := template.HTMLEscapeString(r.link(address, target.Asset.Address, target.Fragment))
	switch ending := strings.ToLower(path.Ext(target.Asset.Address)); {
	case site.IsPicture(target.Asset.Address):
		if l.Alt == "" {
			l.Alt = strings.TrimSuffix(target.Text, path.Ext(target.Text))
		}
		return r.image(address, l, target, true)
	case slices.Contains(films, ending):
		return `<video src="` + to + `" controls preload="none"></video>`
	case slices.Contains(sounds, ending):
		return `<audio src="` + to + `" controls preload="none"></audio>`
	}
	return `<a href="` + to + `">` + template.HTMLEscapeString(words) + `</a>`
}

// embedPage shows the text of a page, or of one of its sections, with a link to
// where it stands.
func (r *renderer) embedPage(from site.Shown, target site.Target, l playbook.Link, number int, words, address string) string {
	link := `<a href="` + template.HTMLEscapeString(r.link(address, target.Page.Address, target.Fragment)) + `">` + template.HTMLEscapeString(words) + `</a>`
	text, ok := from.Embed(l, target)
	if !ok {
		return link
	}
	text.Body.HTML = anchors.ReplaceAllString(text.Body.HTML, "")
	text.Body.HTML = strings.ReplaceAll(text.Body.HTML, tabs, fmt.Sprintf("%s%d-", tabs, number))
	return "<div class=\"embed\">\n<p class=\"embed-from\">" + link + "</p>\n" + r.text(text, address) + "</div>"
}

// anchors are what a page has once: it is its own page that has them.
var anchors = regexp.MustCompile(` id="[^f"][^"]*"| id="f(?:[^b"][^"]*)?"| <a class="anchor"[^>]*>#</a>`)

// tabs begins the names of groups of tabs, which work in an embed too.
const tabs = "fb-tabs-"
