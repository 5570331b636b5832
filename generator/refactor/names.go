package refactor

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
	"fieldbook/generator/slug"
)

// replaceAll writes a name in the place of another wherever that stands.
func (p *Plan) replaceAll(t refs.Thing, by string) {
	for _, m := range p.All(t) {
		p.replace(m, by)
	}
}

// plainYAML tells a name that says the same in YAML without quotes, also in brackets.
func plainYAML(name string) bool {
	var list []any
	var mapping map[string]any
	return yaml.Unmarshal([]byte("["+name+"]"), &list) == nil && len(list) == 1 && list[0] == name &&
		yaml.Unmarshal([]byte("key: "+name), &mapping) == nil && len(mapping) == 1 && mapping["key"] == name
}

// free tells what is against a name: that it needs quotes, or that another thing has it.
func (p *Plan) free(t refs.Thing, name, id string) error {
	if !plainYAML(name) {
		return refuse("choose one of letters and digits", "the name %q would have to be written in quotes", name)
	}
	if other, taken := p.Made(refs.Thing{Kind: t.Kind, ID: id}); taken && id != t.ID {
		return refuse("choose another name", "there is another %s %s: %s:%d:%d", t.Kind, name, p.Tree.Path(other.File), other.Ref.Pos.Line, other.Ref.Pos.Col)
	}
	return nil
}

// renameHeading changes a heading, and the anchors of the links that lead to it.
func (p *Plan) renameHeading(t refs.Thing, by string) error {
	file, id, _ := strings.Cut(t.ID, "#")
	said := p.Playbook(file)
	if said == nil {
		return refuse("name a .md file below the content folder", "no page %s", p.Tree.Path(file))
	}
	i := slices.IndexFunc(said.Sections, func(s playbook.Section) bool { return s.ID == id })
	if i < 1 {
		return refuse("the page's first heading is its title", "no heading %s", t.ID)
	}
	if strings.ContainsAny(by, "[]|#`*<>") {
		return refuse("write words alone", "a heading that links name has no markup")
	}
	anchor, before := slug.Of(by), said.Sections[i]
	for _, s := range said.Sections {
		switch where := p.Tree.Path(file); {
		case s.ID != id && s.Title == before.Title:
			return refuse("change it by hand", "the page has this heading twice, and their anchors are counted: %s:%d:%d", where, s.Pos.Line, s.Pos.Col)
		case s.ID != id && s.ID == anchor:
			return refuse("choose other words", "the page has another heading #%s: %s:%d:%d", anchor, where, s.Pos.Line, s.Pos.Col)
		}
	}
	own := slug.Of(before.Title) != id // it has an anchor of its own, which stays
	for _, m := range p.All(t) {
		switch {
		case m.Ref.Makes:
			p.replace(m, by)
		case own:
		case m.Written() == id || m.Ref.Link == nil || m.Ref.Link.Kind == playbook.LinkPath:
			p.replace(m, anchor)
		default: // a wiki link, which says the heading's words
			p.replace(m, by)
		}
	}
	if len(p.Left) > 0 && p.Left[0].Pos == before.Pos {
		return refuse("change it by hand", "the heading has markup: %s", p.Left[0].Where())
	}
	return nil
}

// renameCriterion changes a criterion's id wherever it stands, and keeps the old one
// as was, so that saved answers are found.
func (p *Plan) renameCriterion(t refs.Thing, by string) error {
	list, old, _ := strings.Cut(t.ID, "/")
	if wrong, hint := playbook.WrongID(by, "criterion"); wrong != "" {
		return refuse(hint, "%s", wrong)
	}
	if err := p.free(t, by, list+"/"+by); err != nil {
		return err
	}
	made, ok := p.Made(t)
	if !ok {
		return refuse("name one that has a checklist", "no criterion %s", t.ID)
	}
	p.replaceAll(t, by)
	at, insert := Noted(p.text(made.File), made.Ref.Name, "was", made.Ref.In.(*playbook.Criterion).Was, old)
	p.edit(made.File, at, 0, insert)
	return nil
}

// renameFact changes the id of a fact or a work wherever it stands.
func (p *Plan) renameFact(t refs.Thing, by string) error {
	if strings.ContainsAny(by, " #:()[]{},\"'/") {
		return refuse("an id has letters and digits", "%q is no id", by)
	}
	if err := p.free(t, by, by); err != nil {
		return err
	}
	p.replaceAll(t, by)
	return nil
}

// renameTerm changes a term in the glossary. Texts keep its old name, which becomes
// another one of the same thing.
func (p *Plan) renameTerm(t refs.Thing, by string) error {
	if err := p.free(t, by, strings.ToLower(by)); err != nil {
		return err
	}
	for _, other := range p.Site.Terms {
		for _, also := range other.Term.Also {
			if strings.EqualFold(also.Value, by) && !strings.EqualFold(other.Term.Term.Value, t.ID) {
				return refuse("choose another name", "the glossary has %s already: %s:%d:%d", by, p.Tree.Path(p.last), also.Pos.Line, also.Pos.Col)
			}
		}
	}
	made, ok := p.Made(t)
	if !ok {
		return refuse("name one of the glossary", "no term %s", t.ID)
	}
	p.replace(made, by)
	at, insert := Noted(p.text(made.File), made.Ref.Name, "also", made.Ref.In.(*playbook.Term).Also, made.Written())
	p.edit(made.File, at, 0, insert)
	return nil
}

// renameTag changes a tag wherever it stands: where there is such a one, they become one.
func (p *Plan) renameTag(t refs.Thing, by string) error {
	if err := p.free(t, by, t.ID); err != nil {
		return err
	}
	for _, m := range p.All(t) {
		text := p.text(m.File)
		if start, _, ok := m.Find(text); ok && start > 0 && text.All[start-1] == '#' && !page.IsTag(by) {
			return refuse("use letters, digits and hyphens", "%q cannot be a tag within a text: %s:%d:%d", by, p.Tree.Path(m.File), m.Ref.Pos.Line, m.Ref.Pos.Col)
		}
		p.replace(m, by)
	}
	return nil
}

// Title changes the title of a page where it is written, and the wiki links that say it.
func Title(n *refs.Names, file, by string) (*Plan, error) {
	return planned(n, by, func(p *Plan) error { return p.retitle(file, by) })
}

func (p *Plan) retitle(file, by string) error {
	p.last = file
	said := p.Playbook(file)
	if said == nil {
		return refuse("name a .md file below the content folder", "no page %s", p.Tree.Path(file))
	}
	write := func(at diag.Pos) {
		p.replace(refs.Mention{File: file, Ref: playbook.Ref{Name: playbook.Name{Value: said.Title, Span: diag.Span{Pos: at}}}, To: len(said.Title)}, by)
	}
	_, tree, _ := page.Front([]byte(p.text(file).All))
	if _, title := lookup(tree, "title"); title != nil {
		if !plainYAML(by) {
			return refuse("choose one of letters and digits", "the title would have to be written in quotes")
		}
		write(pos(title))
	}
	if first := said.Sections[0]; first.ID != "" {
		write(first.Pos)
	}
	if len(p.Edits[file]) == 0 {
		return refuse("write it by hand", "the title is not written in the page as it is read")
	}
	for _, m := range p.All(refs.Thing{Kind: playbook.RefPage, ID: file}) {
		if strings.EqualFold(m.Written(), said.Title) {
			p.replace(m, by)
		}
	}
	return nil
}
