package render

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"

	"fieldbook/generator/brand"
	"fieldbook/generator/checklist"
	"fieldbook/generator/output"
	"fieldbook/generator/site"
)

// formView is what the template of a form sees.
type formView struct {
	view
	Form   checklist.Form
	Letter site.Letter
	Inline *embedded // of a file without outside parts; nil for a page of the site
}

// formView fills in what the site says.
func (r *renderer) formView(p *site.Page, l site.Letter, in *embedded) formView {
	l.To = cmp.Or(l.To, r.site.Contact.Mail.Value)
	v := formView{view{Page: p, renderer: r}, p.Checklist.Form(), l, in}
	v.Form.To = l.To
	return v
}

// From is who reads the answers.
func (v formView) From() string { return cmp.Or(v.site.Contact.Name, v.site.Title) }

// embedded are the style and the script of such a file, which stand in it.
type embedded struct {
	Style  template.CSS
	Script template.JS
}

// form makes a form as a page of the site.
func (r *renderer) form(p *site.Page) ([]byte, error) {
	return r.execute(string(site.KindForm), r.formView(p, site.Letter{}, nil))
}

// FormFile makes a form as one file without outside parts, to be attached to a mail.
func (r Renderer) FormFile(p *site.Page, l site.Letter, style, script []byte) ([]byte, error) {
	in := &embedded{template.CSS(string(style) + r.brand.Rules), template.JS(script)}
	return r.execute(string(site.KindForm), r.renderer.formView(p, l, in))
}

// Policy lets a file run what stands in it, and nothing else, by its sum: the one
// exception to the rule that no page has a script or a style inside.
func (v formView) Policy() string {
	if v.Inline == nil {
		return output.Policy
	}
	return fmt.Sprintf("default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'",
		output.PolicySum(string(v.Inline.Script)), output.PolicySum(string(v.Inline.Style)))
}

// Picture is the address of a picture, or the picture itself.
func (v formView) Picture(p *brand.Picture) (template.URL, error) {
	at := slices.IndexFunc(v.brand.Files, func(f output.File) bool { return f.Path == p.Address })
	if v.Inline == nil || at < 0 {
		return v.Link(p.Address), nil
	}
	data, err := v.brand.Files[at].Content()
	return template.URL("data:" + p.Type + ";base64," + base64.StdEncoding.EncodeToString(data)), err
}

// OpensAt is where answers are opened: from the page beside it; from a file by the
// site's full address, "" where none is known.
func (v formView) OpensAt() template.URL {
	if v.Inline != nil {
		return template.URL(absolute(v.site, v.Scorecard().Address))
	}
	return v.To(v.Scorecard())
}
