// Package brand makes a site look like its owner's: it derives the shades of
// their colour, checks their logo and icon, bundles their styles, and draws the
// card that stands for the site where it is shared.
package brand

import (
	"bytes"
	"fmt"
	"image"
	"io/fs"
	"path"
	"slices"
	"strings"

	"fieldbook/generator/assets"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
)

// DefaultAccent is the colour of a site that names none, as style/base.css has it.
const DefaultAccent = "#0a6650"

// Brand is what a site shows of its owner. Addresses are below the site's root;
// "" where there is nothing.
type Brand struct {
	Files    []output.File `sum:"-"` // which pages show by their addresses
	Style    string        // a style sheet to read after the one that is built in
	Rules    string        // what it says of colours and headings, without the owner's own files
	Logo     *Picture
	LogoDark *Picture // nil where the logo serves both schemes
	Alone    bool     // the logo shows the title itself
	Icon     *Picture
	Card     string
	Accent   string // as #rrggbb
	Head     string // HTML for the head of every page
}

// Picture is an image of the site.
type Picture struct {
	Address       string
	Type          string      // image/svg+xml or image/png
	Width, Height int         // in pixels; 0 if unknown
	pixels        image.Image `sum:"-"` // for the card
}

// maker makes a Brand.
type maker struct {
	*Brand
	*diag.Reporter
	files  fs.FS
	config playbook.Brand
}

// Make makes the Brand of a loaded folder.
func Make(t *content.Tree) (*Brand, diag.List) {
	m := &maker{&Brand{Accent: DefaultAccent, Alone: t.Config.Brand.LogoAlone}, diag.NewReporter(t.Path(content.ConfigFile)), t.FS(), t.Config.Brand}
	m.Logo, m.LogoDark, m.Icon = m.picture(m.config.Logo), m.picture(m.config.LogoDark), m.picture(m.config.Icon)
	m.Rules = m.colours() + m.headings()
	found := m.style(m.Rules, t)
	m.head()
	m.card(t.Config)
	return m.Brand, append(m.List(), found...)
}

// colours gives the rules that bring an accent and its shades.
func (m *maker) colours() string {
	accent := m.config.Accent
	if accent.IsZero() {
		return ""
	}
	p, nearest, err := paletteOf(accent.Value)
	switch {
	case err != nil && nearest != "":
		m.Errorf(accent.Span, "contrast", "the nearest that can be read is \""+nearest+"\"", "%v", err)
		return ""
	case err != nil:
		m.Errorf(accent.Span, "bad-colour", `write it as "#0a6650", in quotes`, "%v", err)
		return ""
	}
	m.Accent = p.Light
	return fmt.Sprintf(":root{--accent:light-dark(%s,%s);--accent-tint:light-dark(%s,%s)}@media print{:root,:root[data-theme]{--accent:%[1]s}}", p.Light, p.Dark, p.LightTint, p.DarkTint)
}

func (m *maker) headings() string {
	if m.config.Headings == "sans" {
		return ":root{--serif:var(--sans)}"
	}
	return ""
}

// style bundles the rules with the owner's files.
func (m *maker) style(rules string, t *content.Tree) diag.List {
	var names []string
	for _, n := range m.config.Styles {
		if path.Ext(n.Value) != ".css" {
			m.Errorf(n.Span, "wrong-file", "name a file such as brand.css", "%q is not a style sheet", n)
		} else if _, err := fs.Stat(m.files, clean(n.Value)); err == nil { // one that is not there is told by the site
			names = append(names, clean(n.Value))
		}
	}
	if rules == "" && len(names) == 0 {
		return nil
	}
	files, address, found := assets.Style(m.files, t.Dir, rules, names)
	m.Style = address
	for _, f := range files {
		m.publish(f)
	}
	return found
}

func clean(name string) string { return strings.TrimPrefix(path.Clean("/"+name), "/") }

// read gives a file that the configuration names; false if it is not there,
// which the site tells.
func (m *maker) read(name playbook.Name, most int64) ([]byte, bool) {
	info, err := fs.Stat(m.files, clean(name.Value))
	if name.IsZero() || err != nil || info.IsDir() {
		return nil, false
	}
	if info.Size() > most {
		m.Errorf(name.Span, "too-large", "make it smaller: every page loads it", "%q has %d kB; %d kB is the limit", name, info.Size()>>10, most>>10)
		return nil, false
	}
	data, err := fs.ReadFile(m.files, clean(name.Value))
	return data, err == nil
}

// The largest files that every page loads, and the largest card, in bytes.
const (
	maxPicture = 300 << 10
	maxHead    = 20 << 10
	maxCard    = 5 << 20
)

// publish adds a file, once: its address tells its content.
func (m *maker) publish(f output.File) {
	if !slices.ContainsFunc(m.Files, func(g output.File) bool { return g.Path == f.Path }) {
		m.Files = append(m.Files, f)
	}
}

// picture publishes an image that the configuration names; nil if it names
// none, or one that cannot be shown.
func (m *maker) picture(name playbook.Name) *Picture {
	data, ok := m.read(name, maxPicture)
	if !ok {
		return nil
	}
	p := &Picture{}
	switch strings.ToLower(path.Ext(name.Value)) {
	case ".svg":
		p.Type = "image/svg+xml"
		p.Width, p.Height, ok = content.SVG(bytes.NewReader(data))
		if ok && content.Scripted(bytes.NewReader(data)) {
			m.Errorf(name.Span, "scripted-image", "save it without scripts", "the image %q holds a script", name)
			return nil
		}
	case ".png":
		p.Type = "image/png"
		pixels, format, err := image.Decode(bytes.NewReader(data))
		if ok = err == nil && format == "png"; ok {
			p.pixels, p.Width, p.Height = pixels, pixels.Bounds().Dx(), pixels.Bounds().Dy()
		}
	default:
		ok = false
	}
	if !ok {
		m.Errorf(name.Span, "wrong-file", "save it as SVG or PNG", "%q is no image that can be shown here", name)
		return nil
	}
	p.Address = assets.Fingerprint(path.Base(clean(name.Value)), data)
	m.publish(output.Bytes(p.Address, data))
	return p
}

// card publishes the owner's card, or draws one.
func (m *maker) card(c playbook.Config) {
	if !m.config.Card.IsZero() {
		data, ok := m.read(m.config.Card, maxCard)
		if !ok {
			return
		}
		size, format, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || format != "png" {
			m.Errorf(m.config.Card.Span, "wrong-file", "save it as PNG", "%q is no PNG image", m.config.Card)
			return
		}
		if size.Width != cardWidth || size.Height != cardHeight {
			m.Warnf(m.config.Card.Span, "card-size", fmt.Sprintf("make it %d by %d pixels", cardWidth, cardHeight), "the card %q has %d by %d pixels", m.config.Card, size.Width, size.Height)
		}
		m.Card = assets.Fingerprint("card.png", data)
		m.publish(output.Bytes(m.Card, data))
		return
	}
	if m.config.Logo.IsZero() && m.config.Accent.IsZero() {
		return
	}
	var logo image.Image
	made := []byte(c.Title + "\x00" + c.Description + "\x00" + m.Accent)
	if m.Logo != nil {
		logo = m.Logo.pixels
		made = append(made, m.Logo.Address...)
	}
	if bold, regular, err := faces(); err != nil || !has(bold, c.Title) || !has(regular, c.Description) {
		return // the card that is built in says no words
	}
	m.Card = assets.Fingerprint("card.png", made)
	accent := m.Accent
	m.publish(output.Made(m.Card, func() ([]byte, error) { return card(c.Title, c.Description, accent, logo) }))
}

// head puts the owner's files into the head of every page.
func (m *maker) head() {
	for _, name := range m.config.Head {
		data, ok := m.read(name, maxHead)
		if !ok {
			continue
		}
		if what := stopped(string(data)); what != "" {
			m.Errorf(name.Span, "head-element", "it is for meta elements, and for links to other sites: styles and icons have keys of their own under brand", "%q holds %s", name, what)
			continue
		}
		m.Head += strings.TrimSpace(string(data)) + "\n"
	}
}
