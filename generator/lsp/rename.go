package lsp

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.yaml.in/yaml/v4"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/move"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
)

// refused tells why a request cannot be done.
func refused(why string) error { return jsonrpc2.NewError(requestFailed, why) }

func (v *view) prepareRename(p *placeParams) (any, error) {
	m, start, end, ok := v.renamed(p.Position)
	if !ok {
		return nil, refused("there is no name here that can be changed")
	}
	name := m.written
	switch m.kind {
	case aPage:
		if name = m.id; m.at == (diag.Pos{}) {
			name = v.page.Title
		}
	case aFile, aChecklist:
		return nil, refused("the name of a " + string(m.kind) + " is not changed here")
	case aHeading, aCriterion, aFact, aTerm, aTag:
	}
	return prepared{v.text.span(start, end), name}, nil
}

// renamed gives what would be renamed at a position: what is named there, or the
// heading.
func (v *view) renamed(at position) (m mention, start, end int, ok bool) {
	if m, start, end, ok = v.under(at); ok {
		return m, start, end, true
	}
	if m, ok = v.itself(at); ok {
		line := v.text.lines[at.Line]
		return m, line, v.text.end(at.Line), true
	}
	return mention{}, 0, 0, false
}

func (v *view) rename(p *placeParams) (any, error) {
	m, _, _, ok := v.renamed(p.Position)
	name := strings.TrimSpace(p.NewName)
	if !ok || name == "" || strings.ContainsAny(name, "\r\n") {
		return nil, refused("there is no name here that can be changed so")
	}
	if m.kind != aHeading && m.kind != aPage && !plainYAML(name) {
		return nil, refused("the name would have to be written in quotes: choose one of letters and digits")
	}
	e := edits{}
	var err error
	switch m.kind {
	case aPage:
		if m.at == (diag.Pos{}) { // its title, not a link to it
			err = v.renameTitle(e, p.Position.Line, name)
			break
		}
		return v.moved(m.id, name)
	case aHeading:
		err = v.renameHeading(e, m.thing, name)
	case aCriterion:
		err = v.renameCriterion(e, m.thing, name)
	case aFact:
		err = v.renameFact(e, m.thing, name)
	case aTerm:
		err = v.renameTerm(e, m.thing, name)
	case aTag:
		v.replaceAll(e, m.thing, name)
	case aFile, aChecklist:
		err = refused("the name of a " + string(m.kind) + " is not changed here")
	}
	if err != nil {
		return nil, err
	}
	return workspaceEdit{Changes: e}, nil
}

// edits are those of files, by URI.
type edits map[string][]textEdit

func (v *view) add(e edits, file string, t *text, start, end int, by string) {
	uri := v.uri(file)
	e[uri] = append(e[uri], textEdit{t.span(start, end), by})
}

// replaceAll puts a name in the place of every mention of a thing.
func (v *view) replaceAll(e edits, t thing, by string) {
	for _, p := range v.all(t) {
		v.add(e, p.file, p.text, p.start, p.end, by)
	}
}

// plainYAML tells a name that says the same in YAML without quotes, also in brackets.
func plainYAML(name string) bool {
	var list []any
	var mapping map[string]any
	return yaml.Unmarshal([]byte("["+name+"]"), &list) == nil && len(list) == 1 && list[0] == name &&
		yaml.Unmarshal([]byte("key: "+name), &mapping) == nil && len(mapping) == 1 && mapping["key"] == name
}

// renameTitle changes the title of the view's page where it is written, and the wiki
// links that say it.
func (v *view) renameTitle(e edits, line int, by string) error {
	start, end := v.text.lines[line], v.text.end(line)
	switch written := v.text.string[start:end]; {
	case strings.HasPrefix(written, "# "):
		v.add(e, v.file, v.text, start+len("# "), end, by)
	case !plainYAML(by):
		return refused("the title would have to be written in quotes")
	default:
		v.add(e, v.file, v.text, start, end, "title: "+by)
	}
	for _, p := range v.all(thing{aPage, v.file}) {
		if strings.EqualFold(p.written, v.page.Title) {
			v.add(e, p.file, p.text, p.start, p.end, by)
		}
	}
	return nil
}

// renameHeading changes a heading, and the anchors of the links that lead to it.
func (v *view) renameHeading(e edits, t thing, by string) error {
	file, id, _ := strings.Cut(t.id, "#")
	p := v.playbook(file)
	if p == nil {
		return refused("there is no such page")
	}
	i := slices.IndexFunc(p.Sections, func(s playbook.Section) bool { return s.ID == id })
	if i < 0 {
		return refused("there is no such heading")
	}
	if strings.ContainsAny(by, "[]|#`*<>") {
		return refused("a heading that links name has no markup")
	}
	for _, s := range p.Sections {
		if s.ID != id && s.Title == p.Sections[i].Title {
			return refused("the page has this heading twice, and their anchors are counted: change it by hand")
		}
	}
	anchor := slug.Of(by)
	own := slug.Of(p.Sections[i].Title) != id // it has an anchor of its own, which stays
	if slices.ContainsFunc(p.Sections, func(s playbook.Section) bool { return s.ID == anchor && s.ID != id }) {
		return refused("the page has another heading #" + anchor)
	}
	for _, place := range v.all(t) {
		switch {
		case place.defines:
			v.add(e, place.file, place.text, place.start, place.end, by)
		case !own && strings.EqualFold(page.Unescape(place.written), id):
			v.add(e, place.file, place.text, place.start, place.end, anchor)
		case !own: // a wiki link, which says the heading's words
			v.add(e, place.file, place.text, place.start, place.end, by)
		}
	}
	return nil
}

// renameCriterion changes a criterion's id wherever it stands, and keeps the old one
// as was, so that saved answers are found.
func (v *view) renameCriterion(e edits, t thing, by string) error {
	list, old, _ := strings.Cut(t.id, "/")
	if wrong, hint := playbook.WrongID(by, "criterion"); wrong != "" {
		return refused(wrong + ": " + hint)
	}
	if v.criterion(list+"/"+by) != nil {
		return refused("the checklist has another criterion " + by)
	}
	v.replaceAll(e, t, by)
	for _, p := range v.Site.Checklists {
		if p.Checklist.ID.Value != list {
			continue
		}
		file := p.Checklist.Owner.Playbook.Path
		text, owner := v.textOf(file), v.playbook(file)
		if text == nil || owner == nil || owner.Checklist == nil {
			return refused("the page of the checklist cannot be read")
		}
		for _, c := range owner.Checklist.Criteria {
			if c.ID.Value == old {
				at, insert := wasOf(text, c, old)
				v.add(e, file, text, at, at, insert)
			}
		}
	}
	return nil
}

// wasOf gives where and how an earlier id is noted at a criterion.
func wasOf(t *text, c playbook.Criterion, old string) (at int, insert string) {
	if len(c.Was) > 0 {
		at = t.at(c.Was[0].Pos)
		line := t.lines[t.lineAt(at)]
		if dash := strings.LastIndex(t.string[line:at], "- "); dash >= 0 && strings.TrimSpace(t.string[line:line+dash]) == "" {
			return at, old + "\n" + t.string[line:line+dash] + "- "
		}
		return at, old + ", "
	}
	at = t.at(c.ID.Pos)
	line := t.lineAt(at)
	key := strings.LastIndex(t.string[t.lines[line]:at], "id:")
	if strings.Contains(t.string[t.lines[line]:at], "{") {
		end := at + len(old)
		if quote := t.string[at]; quote == '"' || quote == '\'' {
			end += 2
		}
		return end, ", was: [" + old + "]"
	}
	return t.end(line), "\n" + strings.Repeat(" ", max(key, 0)) + "was: [" + old + "]"
}

// renameFact changes the id of a fact or a work wherever it stands.
func (v *view) renameFact(e edits, t thing, by string) error {
	if v.Site.Sources.Has(by) {
		return refused("there is another source " + by)
	}
	if strings.ContainsAny(by, " #:()[]{},\"'/") {
		return refused("an id has letters and digits")
	}
	v.replaceAll(e, t, by)
	return nil
}

// renameTerm changes a term in the glossary. Texts keep its old name, which becomes
// another one of the same thing.
func (v *view) renameTerm(e edits, t thing, by string) error {
	text := v.textOf(content.GlossaryFile)
	if text == nil {
		return refused("there is no glossary")
	}
	if other := v.term(by); other != nil && !strings.EqualFold(other.Term.Term.Value, t.id) {
		return refused("the glossary has " + by + " already")
	}
	for _, term := range v.Tree.Glossary.Terms {
		if !strings.EqualFold(term.Term.Value, t.id) {
			continue
		}
		m := mention{thing: t, at: term.Term.Pos, written: term.Term.Value}
		start, end, ok := m.find(text)
		if !ok {
			return refused("the term is not where it was read")
		}
		v.add(e, content.GlossaryFile, text, start, end, by)
		if len(term.Also) == 0 {
			line := text.lineAt(start)
			key := strings.Index(text.line(line), "term:")
			if strings.Contains(text.line(line)[:max(key, 0)], "{") {
				v.add(e, content.GlossaryFile, text, end, end, ", also: ["+term.Term.Value+"]")
			} else {
				v.add(e, content.GlossaryFile, text, text.end(line), text.end(line), "\n"+strings.Repeat(" ", max(key, 0))+"also: ["+term.Term.Value+"]")
			}
			return nil
		}
		also := text.string[end:]
		if i := strings.Index(also, "also: ["); i >= 0 && i < farthest {
			at := end + i + len("also: [")
			v.add(e, content.GlossaryFile, text, at, at, term.Term.Value+", ")
		}
		return nil
	}
	return refused("there is no such term")
}

// moved renames the file of a page, and mends what leads to it.
func (v *view) moved(from, to string) (any, error) {
	to = strings.TrimPrefix(filepath.ToSlash(to), "/")
	if !strings.HasSuffix(to, ".md") {
		to += ".md"
	}
	changes, err := v.movedEdits(from, to)
	if err != nil {
		return nil, err
	}
	var steps []any
	for _, uri := range sortedKeys(changes) {
		steps = append(steps, object{"textDocument": object{"uri": uri, "version": nil}, "edits": changes[uri]})
	}
	steps = append(steps, object{"kind": "rename", "oldUri": v.uri(from), "newUri": v.uri(to)})
	return object{"documentChanges": steps}, nil
}

func (v *view) movedEdits(from, to string) (edits, error) {
	found, err := move.Edits(v.Tree, v.Site, from, to)
	if failure, ok := errors.AsType[*diag.Failure](err); ok {
		return nil, refused(failure.What + ": " + failure.Hint)
	}
	if err != nil {
		return nil, refused(err.Error())
	}
	e := edits{}
	for file, list := range found {
		data, err := v.Tree.Text(file)
		if err != nil {
			return nil, refused(err.Error())
		}
		t := newText(string(data))
		slices.SortFunc(list, func(a, b move.Edit) int { return a.At - b.At })
		for _, one := range list {
			v.add(e, file, t, one.At, one.At+one.Length, one.By)
		}
	}
	return e, nil
}

// joined adds the edits of another file that is renamed at once. Where both change the
// same name, it leads from one to the other: files that are moved together stay as they
// stand to each other, and the name as it is.
func joined(before, more []textEdit) []textEdit {
	for _, one := range more {
		n := len(before)
		before = slices.DeleteFunc(before, func(other textEdit) bool { return one.Range != (span{}) && other.Range == one.Range })
		if len(before) == n {
			before = append(before, one)
		}
	}
	return before
}

// renameFiles mends the links to pages whose files or folders an editor is about to rename, and
// lets their earlier addresses lead to them.
func renameFiles(views []*view, p *renameFilesParams) (any, error) {
	all := edits{}
	for _, f := range p.Files {
		for _, v := range views {
			from, to := below(v.root.content, fileOf(f.OldURI)), below(v.root.content, fileOf(f.NewURI))
			if from == "" || to == "" {
				continue
			}
			for _, page := range v.Tree.Playbooks { // a folder takes its pages along
				rest, inside := strings.CutPrefix(page.Path, from)
				if !inside || rest != "" && !strings.HasPrefix(rest, "/") {
					continue
				}
				changes, err := v.movedEdits(page.Path, to+rest)
				if err != nil {
					continue // the editor renames all the same, and the mistakes are told
				}
				for uri, list := range changes {
					all[uri] = joined(all[uri], list)
				}
			}
		}
	}
	return workspaceEdit{Changes: all}, nil
}
