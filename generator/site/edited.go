package site

import (
	"reflect"
	"slices"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// Edited gives the page of a file whose text has changed, as a copy that leaves
// the Site as it is. It gives false when more than the text has changed, so
// that the Site must be joined again first.
func (s *Site) Edited(p *playbook.Playbook) (*Page, bool) {
	page := s.PageOf(p.Path)
	if page == nil || !reflect.DeepEqual(withoutText(page.Playbook), withoutText(p)) {
		return nil, false
	}
	if s.unpublishedIn(page, p) {
		return nil, false
	}
	edited := *page
	edited.Playbook, edited.Summary = p, p.Summary
	return &edited, true
}

// Check tells what is wrong with the references of a page whose text is newer than
// the site, as Join would.
func (s *Site) Check(t *content.Tree, p *playbook.Playbook) diag.List {
	page := s.PageOf(p.Path)
	if page == nil {
		return nil
	}
	edited := *page
	edited.Playbook = p
	j := &joiner{tree: t, words: s.Words, reporters: map[string]*diag.Reporter{}}
	j.unsure = unsure(append(slices.DeleteFunc(slices.Clone(t.Playbooks), func(other *playbook.Playbook) bool { return other.Path == p.Path }), p))
	c := &citer{joiner: j, site: s, Citations: newCitations()}
	c.page(&edited)
	return j.diagnostics()
}

// withoutText is what a playbook's author says beside the text.
func withoutText(p *playbook.Playbook) playbook.FrontMatter {
	f := p.FrontMatter
	f.Tags = p.Tagged()
	if !p.OwnSummary {
		f.Summary = ""
	}
	return f
}
