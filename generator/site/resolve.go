package site

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// Target is where a reference leads.
type Target struct {
	Page     *Page  // nil for an asset
	Asset    *Asset // nil for a page
	Fragment string // an anchor, without #
	Text     string // what to show when the reference has no text
}

// Address is the target's address below the site's root, without the anchor.
func (t Target) Address() string {
	if t.Asset != nil {
		return t.Asset.Address
	}
	return t.Page.Address
}

// wrong tells why a reference leads nowhere; whoever knows where it is written
// adds its place.
func wrong(hint, format string, args ...any) *diag.Diagnostic {
	return &diag.Diagnostic{Message: fmt.Sprintf(format, args...), Hint: hint, Soft: true}
}

// Resolve finds where a link of a page leads. It gives false for a dead one,
// which Join has reported.
func (s *Site) Resolve(from *Page, l playbook.Link) (Target, bool) {
	t, p := s.resolve(from, l)
	return t, p == nil
}

func (s *Site) resolve(from *Page, l playbook.Link) (Target, *diag.Diagnostic) {
	switch l.Kind {
	case playbook.LinkCriterion:
		return s.criterion(from, l.Target)
	case playbook.LinkSource:
		return s.source(l.Target)
	case playbook.LinkWiki:
		return s.wiki(from, l.Target)
	}
	return s.path(from, l.Target)
}

// path resolves a link as written in a file: relative to it, or from the
// content folder when it begins with a slash.
func (s *Site) path(from *Page, link string) (Target, *diag.Diagnostic) {
	name, fragment, _ := strings.Cut(link, "#")
	name, _, _ = strings.Cut(name, "?")
	name, fragment = content.Unescape(name), content.Unescape(fragment)
	if name == "" {
		return s.anchor(Target{Page: from, Fragment: fragment}, link)
	}
	folder := path.Dir(from.Playbook.Path)
	full := path.Join(folder, name)
	if strings.HasPrefix(name, "/") {
		full = path.Join(".", name)
	}
	full = norm.NFC.String(full)
	if full == ".." || strings.HasPrefix(full, "../") {
		return Target{}, wrong("link to a file inside it", "the link %q leaves the content folder", link)
	}
	if t, ok := s.file(full); ok {
		t.Fragment = fragment
		return s.anchor(t, link)
	}
	if whole := norm.NFC.String(path.Join(folder, content.Unescape(link))); s.byPath[whole] != nil {
		return Target{Page: s.byPath[whole]}, nil // its name holds a # or a ?
	}
	if _, draft := s.drafts[full]; draft {
		return Target{}, wrong("publish it, or build with --drafts", "the link %q leads to a draft", link)
	}
	return Target{}, wrong(s.suggest(from, full), "no page or file %q", link)
}

// file finds a page or an asset by its path in the content folder: the file
// itself, a folder's index, or a page written without .md or as .html.
func (s *Site) file(full string) (Target, bool) {
	if p := s.byPath[full]; p != nil {
		return Target{Page: p}, true
	}
	if a := s.assets[full]; a != nil {
		return Target{Asset: a}, true
	}
	if full == "." {
		return Target{Page: s.Home}, true
	}
	if t := s.folders[full]; t != nil {
		return Target{Page: t.Index}, true
	}
	stem := strings.TrimSuffix(full, ".html")
	if p := s.byPath[stem+".md"]; p != nil {
		return Target{Page: p}, true
	}
	if p := s.checklists[strings.TrimPrefix(stem, checklistsFolder+"/")]; p != nil && strings.HasPrefix(stem, checklistsFolder+"/") {
		return Target{Page: p}, true
	}
	if base := path.Base(full); isIndex(base, "index") || isIndex(base, "readme") {
		folder := path.Dir(full)
		if folder == "." {
			folder = ""
		}
		if t := s.folders[folder]; t != nil {
			return Target{Page: t.Index}, true
		}
	}
	if p := s.made[full]; p != nil {
		return Target{Page: p}, true
	}
	return Target{}, false
}

// anchor checks that the target has the heading.
func (s *Site) anchor(t Target, link string) (Target, *diag.Diagnostic) {
	if t.Page == nil || t.Fragment == "" || t.Page.Playbook == nil {
		return t, nil
	}
	var ids []string
	for _, section := range t.Page.Playbook.Sections {
		if section.ID == t.Fragment {
			return t, nil
		}
		ids = append(ids, section.ID)
	}
	return t, wrong(diag.DidYouMean(t.Fragment, ids), "no heading #%s for the link %q", t.Fragment, link)
}

// suggest names a page with the same file name elsewhere, or one whose path is
// almost the same.
func (s *Site) suggest(from *Page, full string) string {
	base := strings.ToLower(path.Base(full))
	if same := s.byBase[base]; len(same) > 0 {
		return fmt.Sprintf("did you mean %s?", relative(path.Dir(from.Playbook.Path), same[0].Playbook.Path))
	}
	var near []string
	if t := s.folders[strings.TrimPrefix(path.Dir(full), ".")]; t != nil {
		for _, p := range t.Pages {
			near = append(near, path.Base(p.Playbook.Path))
		}
	}
	return diag.DidYouMean(path.Base(full), near)
}

// wiki resolves [[page#heading]]: by title, file name or path, whatever the
// capitals. The nearest of several is taken.
func (s *Site) wiki(from *Page, target string) (Target, *diag.Diagnostic) {
	name, fragment, _ := strings.Cut(target, "#")
	name, fragment = strings.TrimSpace(norm.NFC.String(name)), strings.TrimSpace(fragment)
	page := from
	if name != "" {
		found := s.byName[strings.ToLower(strings.TrimPrefix(name, "/"))]
		if len(found) == 0 {
			return Target{}, wrong(diag.DidYouMean(strings.ToLower(name), keys(s.byName)), "no page %q", name)
		}
		page = slices.MinFunc(found, func(a, b *Page) int {
			return cmp.Or(distance(from, a)-distance(from, b), strings.Compare(a.Address, b.Address))
		})
	}
	t := Target{Page: page, Text: page.Title}
	if fragment == "" {
		return t, nil
	}
	for _, section := range page.Playbook.Sections {
		if section.ID != "" && (section.ID == fragment || strings.EqualFold(section.Title, fragment)) {
			t.Fragment = section.ID
			if name == "" {
				t.Text = section.Title
			}
			return t, nil
		}
	}
	t.Fragment = fragment
	return s.anchor(t, target)
}

// distance counts the folders between two pages.
func distance(a, b *Page) int {
	return strings.Count(relative(path.Dir(a.Address), path.Dir(b.Address)), "/")
}

// criterion resolves checklist/criterion, or criterion alone inside the
// playbook that owns the checklist; #min, #max or #ideal picks one number.
func (s *Site) criterion(from *Page, target string) (Target, *diag.Diagnostic) {
	name, part, _ := strings.Cut(target, "#")
	list, id, found := strings.Cut(name, "/")
	if !found {
		if from.Checklist == nil {
			return Target{}, wrong("write criterion:checklist/criterion", "this page owns no checklist for criterion %q", name)
		}
		list, id = from.Checklist.ID.Value, list
	}
	page := s.checklists[list]
	if page == nil {
		return Target{}, wrong(diag.DidYouMean(list, keys(s.checklists)), "no checklist %q", list)
	}
	item := page.Checklist.Item(id)
	if item == nil {
		var ids []string
		for _, i := range page.Checklist.Items {
			ids = append(ids, i.ID.Value)
		}
		return Target{}, wrong(cmp.Or(diag.DidYouMean(id, ids), "one of "+strings.Join(ids, ", ")), "no criterion %q in the checklist %s", id, list)
	}
	text, ok := item.Part(part)
	if !ok {
		return Target{}, wrong("a part is #min, #max or #ideal", "criterion %q has no %s", id, part)
	}
	return Target{Page: page, Fragment: item.ID.Value, Text: text}, nil
}

// source resolves the id of a fact or of a work.
func (s *Site) source(id string) (Target, *diag.Diagnostic) {
	if s.facts[id] == nil && s.works[id] == nil {
		if len(s.works) == 0 {
			return Target{}, wrong("list it in sources.yaml", "no source %q", id)
		}
		return Target{}, wrong(diag.DidYouMean(id, append(keys(s.facts), keys(s.works)...)), "no source %q", id)
	}
	return Target{Page: s.made[SourcesAddress], Fragment: id, Text: id}, nil
}

// relative gives the path from a folder to a file, both below the root.
func relative(folder, file string) string {
	from, to := strings.Split(folder, "/"), strings.Split(file, "/")
	if folder == "" || folder == "." {
		from = nil
	}
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// Link gives the address of target as written on a page at from: relative, and
// escaped.
func Link(from, target, fragment string) string {
	folder := path.Dir(from)
	link := relative(folder, target)
	if from == target && fragment != "" {
		link = ""
	}
	parts := strings.Split(link, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	link = strings.Join(parts, "/")
	if first := parts[0]; strings.Contains(first, ":") {
		link = "./" + link // not a scheme
	}
	if fragment != "" {
		link += "#" + url.PathEscape(fragment)
	}
	return link
}
