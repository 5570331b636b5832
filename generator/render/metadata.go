package render

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"fieldbook/generator/assets"
	"fieldbook/generator/output"
	"fieldbook/generator/site"
)

// StructuredData describes the page to search engines, as schema.org has it:
// its breadcrumbs, and the article or the list that it is. Without a base_url
// there is nothing to say, because addresses must be absolute.
func (v view) StructuredData() any {
	if v.site.BaseURL.Value == "" {
		return nil
	}
	graph := []any{v.breadcrumbs()}
	switch {
	case v.Kind == site.KindPlaybook:
		graph = append(graph, v.article())
	case v.Kind == site.KindChecklist:
		graph = append(graph, v.itemList())
	case v.Kind == site.KindHome:
		graph = []any{map[string]any{"@type": "WebSite", "name": v.site.Title, "description": v.site.Description, "url": v.site.BaseURL.Value, "inLanguage": v.site.Language}}
	}
	return map[string]any{"@context": "https://schema.org", "@graph": graph}
}

func (v view) breadcrumbs() any {
	var items []any
	for i, p := range append(v.Crumbs(), v.Page) {
		items = append(items, map[string]any{"@type": "ListItem", "position": i + 1, "name": p.Title, "item": absolute(v.site, p.Address)})
	}
	return map[string]any{"@type": "BreadcrumbList", "itemListElement": items}
}

func (v view) article() any {
	a := map[string]any{"@type": "Article", "headline": v.Title, "description": v.Summary, "url": absolute(v.site, v.Address), "inLanguage": v.site.Language,
		"publisher": map[string]any{"@type": "Organization", "name": v.site.Title}}
	if v.Playbook.Owner != "" {
		a["author"] = map[string]any{"@type": "Organization", "name": v.Playbook.Owner}
	}
	if !v.Playbook.Reviewed.IsZero() {
		a["dateModified"] = v.Playbook.Reviewed.String()
	}
	return a
}

func (v view) itemList() any {
	var items []any
	for _, item := range v.Page.Checklist.Items {
		items = append(items, map[string]any{"@type": "ListItem", "position": item.Number, "name": item.Ask, "url": absolute(v.site, v.Address) + "#" + item.ID.Value})
	}
	return map[string]any{"@type": "ItemList", "name": v.Title, "description": v.Summary, "numberOfItems": len(items), "itemListElement": items}
}

// Card is the full address of the picture that stands for the site where it
// is shared; empty without a base_url.
func (v view) Card() string {
	return absolute(v.site, cmp.Or(v.brand.Card, v.addresses["card.png"]))
}

// headers are what hosts that read _headers send with each file.
func (r *renderer) headers() output.File {
	root := cmp.Or(r.root, "/")
	var b strings.Builder
	b.WriteString(root + "*\n")
	for _, h := range output.Headers {
		b.WriteString("  " + h[0] + ": " + h[1] + "\n")
	}
	b.WriteString(root + assets.Folder + "/*\n  Cache-Control: public, max-age=31536000, immutable\n")
	return output.Bytes("_headers", []byte(b.String()))
}

// redirects lead from earlier addresses on hosts that read _redirects.
func (r *renderer) redirects() []output.File {
	if len(r.site.Redirects) == 0 {
		return nil
	}
	var b strings.Builder
	root := cmp.Or(r.root, "/")
	for _, to := range r.site.Redirects {
		from := site.Link("index.html", to.From, "")
		if path.Base(from) == "index.html" { // readers were at the folder
			from = strings.TrimSuffix(from, "index.html")
		}
		b.WriteString(root + from + " " + root + site.Link("index.html", to.To.Address, "") + " 301\n")
	}
	return []output.File{output.Bytes("_redirects", []byte(b.String()))}
}

// manifest follows https://www.w3.org/TR/appmanifest/.
func (r *renderer) manifest() ([]byte, error) {
	s := r.site
	type icon struct {
		Src   string `json:"src"`
		Sizes string `json:"sizes"`
		Type  string `json:"type"`
	}
	icons := []icon{
		{r.addresses["icon.svg"], "any", "image/svg+xml"},
		{r.addresses["icon-192.png"], "192x192", "image/png"},
		{r.addresses["icon-512.png"], "512x512", "image/png"},
	}
	if own := r.brand.Icon; own != nil {
		size := "any"
		if own.Type == "image/png" {
			size = fmt.Sprintf("%dx%d", own.Width, own.Height)
		}
		icons = []icon{{own.Address, size, own.Type}}
	}
	return json.MarshalIndent(map[string]any{
		"name": s.Title, "short_name": s.Title, "description": s.Description, "lang": s.Language,
		"start_url": "index.html", "scope": "./", "display": "minimal-ui",
		"background_color": "#fbfaf5", "theme_color": r.brand.Accent,
		"icons": icons,
	}, "", "  ")
}
