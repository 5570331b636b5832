package site

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/playbook"
)

// headings finds the sections of a page: a page that leads to many of its own would
// else look through all of them for each link.
type headings struct {
	ids   map[string]int // sections by anchor; -1 for an anchor of its author's
	lower map[string]int // … in small letters
	words map[string]int // … by title, as headingKey gives it
}

// headings are those of a page, kept for the next link to it.
func (r *Resolver) headings(p *playbook.Playbook) *headings {
	if kept, ok := r.kept.Load(p); ok {
		return kept.(*headings)
	}
	h := &headings{map[string]int{}, map[string]int{}, map[string]int{}}
	first := func(of map[string]int, key string, i int) {
		if _, taken := of[key]; !taken {
			of[key] = i
		}
	}
	for i, s := range p.Sections {
		first(h.ids, s.ID, i)
		first(h.lower, strings.ToLower(s.ID), i)
		if i > 0 && s.ID != "" { // the first is the page's title
			first(h.words, headingKey(s.Title), i)
		}
	}
	for _, a := range p.Anchors {
		first(h.ids, a, -1)
	}
	r.kept.Store(p, h)
	return h
}

// headingKey is the same for headings as those who link to them write them: without
// the signs that a link cannot hold.
func headingKey(s string) string {
	words := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" \t#^|:%[]\\", c) })
	return strings.ToLower(strings.ToUpper(norm.NFC.String(strings.Join(words, " "))))
}

// section gives the section that a wiki link means by its anchor or its title.
func (r *Resolver) section(page *Page, fragment string) (section int, found bool) {
	h, key := r.headings(page.Playbook), headingKey(fragment)
	first := page.Playbook.Sections[0]
	if first.ID != "" && (first.ID == fragment || headingKey(page.Title) == key) {
		return 0, true
	}
	byID, isID := h.ids[fragment]
	byWords, isTitle := h.words[key]
	if isID = isID && byID > 0; isID && (!isTitle || byID < byWords) {
		return byID, true
	}
	return byWords, isTitle
}
