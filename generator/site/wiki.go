package site

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
)

// wikiFile finds the file that a wiki link or an embed names: by its path, or the
// nearest of its name.
func (r *Resolver) wikiFile(from *Page, target string) (Target, bool) {
	name, fragment := target, ""
	if len(r.byFile[strings.ToLower(path.Base(norm.NFC.String(name)))]) == 0 { // else the file's name holds the sign
		name, fragment, _ = strings.Cut(name, "#")
	}
	named := len(name)
	name, fragment = strings.TrimSpace(norm.NFC.String(name)), norm.NFC.String(fragment)
	if path.Ext(name) == "" || slug.IsPage(name) {
		return Target{}, false
	}
	for _, full := range []string{path.Join(path.Dir(from.Playbook.Path), name), strings.TrimPrefix(name, "/")} {
		if a := r.assets[norm.NFC.String(full)]; a != nil {
			return Target{Asset: a, Fragment: fragment, Named: named, Text: path.Base(name)}, true
		}
	}
	found := r.byFile[strings.ToLower(path.Base(name))]
	if content.IsDrawing(name + ".md") { // shown as the picture that is exported beside it
		for _, ending := range []string{".svg", ".png"} {
			found = append(found, r.byFile[strings.ToLower(path.Base(name)+ending)]...)
		}
	}
	if len(found) == 0 {
		return Target{}, false
	}
	near := slices.MinFunc(found, func(a, b *Asset) int {
		return cmp.Or(distance(from, a.Address)-distance(from, b.Address), strings.Compare(a.Address, b.Address))
	})
	return Target{Asset: near, Fragment: fragment, Named: named, Text: path.Base(name)}, true
}

// wiki resolves [[page#heading]]: by title, file name or path, whatever the
// capitals. The nearest of several is taken.
func (r *Resolver) wiki(from *Page, target string) (Target, *diag.Diagnostic) {
	if name, ok := strings.CutPrefix(target, playbook.AnyPage); ok {
		return r.block(name)
	}
	named := r.named(target)
	name := strings.TrimSpace(norm.NFC.String(target[:named]))
	fragment := strings.TrimSpace(strings.TrimPrefix(norm.NFC.String(target[named:]), "#"))
	page := from
	if name != "" {
		var dead *diag.Diagnostic
		if page, dead = r.pageNamed(from, name, target); dead != nil {
			return Target{}, dead
		}
	}
	t := Target{Page: page, Named: named, Text: page.Title}
	if r.foreign && !r.titled && name != "" { // in a vault a link says what is written
		t.Text = name
		if fragment != "" {
			t.Text += " > " + strings.ReplaceAll(fragment, "#", " > ")
		}
	}
	if fragment == "" || page.Playbook == nil {
		return t, nil
	}
	if i := strings.LastIndexByte(fragment, '#'); i >= 0 && !strings.HasPrefix(fragment, "^") {
		fragment = strings.TrimSpace(fragment[i+1:]) // a heading within a heading
	}
	if i, ok := r.section(page, fragment); ok {
		section := page.Playbook.Sections[i]
		t.Fragment = section.ID
		switch {
		case name == "" && i == 0: // the first heading, which is the title
			t.Text = page.Title
		case name == "":
			t.Text = section.Title
		}
		return t, nil
	}
	if headingKey(page.Title) == headingKey(fragment) {
		return t, nil
	}
	t.Fragment = fragment
	return r.anchor(t, target)
}

// named tells how many bytes of a wiki link are the page's name: the longest that a
// page has, for a name may hold the sign that parts it from a heading, as "C# notes"
// does.
func (r *Resolver) named(target string) int {
	for end := len(target); end >= 0; end = strings.LastIndexByte(target[:end], '#') {
		if name := strings.TrimPrefix(strings.TrimSpace(target[:end]), "/"); len(r.byName[nameKey(name)]) > 0 {
			return end
		}
	}
	name, _, _ := strings.Cut(target, "#")
	return len(name)
}

// pageNamed finds the page of a name: the nearest of several.
func (r *Resolver) pageNamed(from *Page, name, target string) (*Page, *diag.Diagnostic) {
	found := r.byName[nameKey(strings.TrimPrefix(name, "/"))]
	if beside := r.byPath[path.Join(path.Dir(from.Playbook.Path), name)]; beside != nil && len(found) == 0 {
		found = []*Page{beside}
	}
	if len(found) == 0 {
		if dead := r.left(name, target); dead != nil {
			return nil, dead
		}
		low := strings.ToLower(name)
		near := r.didYouMean(func() []string { return slices.Sorted(maps.Keys(r.byName)) }, low, strings.ReplaceAll(low, " ", "-"))
		return nil, meant(wrong("dead-link", "", "no page %q", name), near, near+strings.TrimPrefix(target, name))
	}
	return slices.MinFunc(found, func(a, b *Page) int {
		return cmp.Or(distance(from, a.Address)-distance(from, b.Address), strings.Compare(a.Address, b.Address))
	}), nil
}

// blocks notes the blocks of a page that references name wherever they stand.
func (r *Resolver) blocks(p *Page) {
	for _, q := range p.Playbook.Quotable {
		r.byBlock[q.Anchor] = Target{Page: p, Fragment: q.Anchor, Text: cmp.Or(q.Text, p.Title)}
	}
}

// block resolves the reference to a block by its name alone: it is shown as its words.
func (r *Resolver) block(name string) (Target, *diag.Diagnostic) {
	t, ok := r.byBlock["^"+name]
	if !ok {
		return Target{}, wrong("dead-heading", "link to its page instead", "no block of the id %s", name)
	}
	return t, nil
}

// Namesakes are the pages that a wiki link of a name may mean.
func (r *Resolver) Namesakes(name string) []*Page { return r.byName[nameKey(name)] }

// namesakes are the pages that a wiki link may mean, the page itself left out.
func (r *Resolver) namesakes(from *Page, target string) []*Page {
	name := strings.TrimSpace(target[:r.named(target)])
	var out []*Page
	for _, p := range r.byName[nameKey(name)] {
		if p != from {
			out = append(out, p)
		}
	}
	return out
}
