package lsp

import (
	"io/fs"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
	"fieldbook/generator/site"
)

// names are those of the site, with the texts that the editor holds.
func (v *view) names() *refs.Names {
	return &refs.Names{Tree: v.Tree, Site: v.Site, Newer: v.page, Uses: v.uses, Read: func(file string) (refs.Text, error) {
		if t := v.textOf(file); t != nil {
			return t.Text, nil
		}
		return refs.Text{}, fs.ErrNotExist
	}}
}

// under gives what is named at a position, and the bytes of its name.
func (v *view) under(at position) (m refs.Mention, start, end int, ok bool) {
	offset := v.text.offset(at)
	var around refs.Mention // the last name of the link around the position
	var from, to int
	for _, m := range v.names().In(v.file) {
		start, end, ok := m.Find(v.text.Text)
		switch {
		case !ok:
		case start <= offset && offset <= end:
			return m, start, end, true
		case m.Ref.Link != nil && v.text.At(m.Place()) <= offset && offset <= linkEnd(v.text, end):
			around, from, to = m, start, end
		}
	}
	if around.Ref.Link != nil {
		return around, from, to, true
	}
	return v.termUnder(offset)
}

// linkEnd gives where a link ends that holds the byte at an offset.
func linkEnd(t *text, offset int) int {
	if i := strings.IndexAny(t.All[offset:], ")]\n"); i >= 0 {
		return offset + i
	}
	return len(t.All)
}

// termUnder gives the term of the glossary whose name stands at an offset of a page.
func (v *view) termUnder(offset int) (m refs.Mention, start, end int, ok bool) {
	if v.page == nil {
		return refs.Mention{}, 0, 0, false
	}
	line := v.text.LineAt(offset)
	text, from := v.text.line(line), v.text.Lines[line]
	asItStands := func(name string) string { return name }
	for at, t := range site.NewWords(v.Site.Terms, asItStands).In(text) {
		if start, end := from+at[0], from+at[1]; start <= offset && offset <= end {
			of := refs.Thing{Kind: playbook.RefTerm, ID: strings.ToLower(t.Term.Term.Value)}
			return refs.Mention{Of: of, File: v.file, Ref: playbook.Ref{Name: playbook.Name{Value: text[at[0]:at[1]]}}, To: end - start}, start, end, true
		}
	}
	return refs.Mention{}, 0, 0, false
}

// location gives the place of a name as the protocol has it; the rest of its line, where
// the file says it otherwise.
func (v *view) location(m refs.Mention) (location, bool) {
	t := v.textOf(m.File)
	if t == nil {
		return location{}, false
	}
	if start, end, ok := m.Find(t.Text); ok {
		return location{v.uri(m.File), t.span(start, end)}, true
	}
	return v.at(m.File, m.Place())
}

// made gives the place where a thing is made.
func (v *view) made(t refs.Thing) (location, bool) {
	file, _, _ := strings.Cut(t.ID, "#")
	switch t.Kind {
	case playbook.RefPage, playbook.RefAsset:
		return location{URI: v.uri(file)}, true
	case playbook.RefChecklist:
		if p := v.Site.Checklist(t.ID); p != nil {
			return v.at(p.Checklist.Owner.Playbook.Path, p.Checklist.ID.Pos)
		}
	case playbook.RefHeading, playbook.RefCriterion, playbook.RefFact, playbook.RefTerm, playbook.RefTag:
		if m, ok := v.names().Made(t); ok {
			return v.location(m)
		}
	}
	return location{URI: v.uri(file)}, t.Kind == playbook.RefHeading // the page's own title
}

// at gives a place of a file.
func (v *view) at(file string, pos diag.Pos) (location, bool) {
	t := v.textOf(file)
	if t == nil {
		return location{}, false
	}
	start := t.At(pos)
	return location{v.uri(file), t.span(start, t.End(t.LineAt(start)))}, true
}
