// Package refactor renames what has a name in a site, and mends all that names it:
// pages, criteria, facts, terms, tags and headings. Only the names change; every other
// byte of a file stays.
package refactor

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
)

// Edit replaces some bytes of a file.
type Edit struct {
	At, Length int
	By         string
}

// Plan is what a rename changes.
type Plan struct {
	*refs.Names
	Edits map[string][]Edit // by file, as it is called before
	Left  diag.List         // what names the thing and cannot be changed

	last string // the file that makes the thing: while it does, the rename can be begun again
	to   string // where that file moves; "" if it stays
	err  error  // the first file that cannot be read
	done map[place]bool
}

// Rename plans to give a thing another name. A *diag.Failure is a reason against it
// that the user can mend.
func Rename(n *refs.Names, t refs.Thing, to string) (*Plan, error) {
	return planned(n, to, func(p *Plan) error { return p.rename(t, to) })
}

// planned fills a Plan, if the new name is one.
func planned(n *refs.Names, to string, fill func(p *Plan) error) (*Plan, error) {
	if to == "" || strings.ContainsAny(to, "\r\n") {
		return nil, refuse("write it in one line", "%q is no name", to)
	}
	p := New(n)
	err := fill(p)
	if err = cmp.Or(p.err, err); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *Plan) rename(t refs.Thing, to string) error {
	if made, ok := p.Made(t); ok {
		p.last = made.File
	}
	if t.Kind == playbook.RefPage {
		return p.movePage(t.ID, to)
	}
	if !slices.Contains(p.Known(t.Kind), t.ID) {
		return refuse(cmp.Or(diag.Guess(t.ID, p.Known(t.Kind)), "fieldbook search finds it"), "no %s %s", t.Kind, t.ID)
	}
	switch t.Kind {
	case playbook.RefHeading:
		return p.renameHeading(t, to)
	case playbook.RefCriterion:
		return p.renameCriterion(t, to)
	case playbook.RefFact:
		return p.renameFact(t, to)
	case playbook.RefTerm:
		return p.renameTerm(t, to)
	case playbook.RefTag:
		return p.renameTag(t, to)
	case playbook.RefPage, playbook.RefAsset, playbook.RefChecklist:
	}
	return refuse("rename it by hand", "the name of a %s is not changed here", cmp.Or(string(t.Kind), "page that is made"))
}

func refuse(hint, format string, args ...any) error {
	return &diag.Failure{What: fmt.Sprintf(format, args...), Hint: hint}
}

// everywhere gives all that is named in any file.
func (p *Plan) everywhere() []refs.Mention {
	var out []refs.Mention
	for _, file := range p.Files() {
		out = append(out, p.In(file)...)
	}
	return out
}

// text reads a file.
func (p *Plan) text(file string) refs.Text {
	t, err := p.Read(file)
	p.err = cmp.Or(p.err, err)
	return t
}

// replace writes a name in the place of another. One that is not there as it was read
// is told instead.
func (p *Plan) replace(m refs.Mention, by string) {
	if m.Written() == by {
		return
	}
	start, end, ok := m.Find(p.text(m.File))
	if !ok {
		p.Left = append(p.Left, diag.Diagnostic{Path: p.Tree.Path(m.File), Span: diag.Span{Pos: m.Place()}, Code: "left-link", Severity: diag.Warning, Message: fmt.Sprintf("the name %q stays as it is", m.Ref.Value), Hint: "write " + m.Ref.Value[:m.From] + by + m.Ref.Value[m.To:]})
		return
	}
	p.edit(m.File, start, end-start, by)
}

// edit notes a change of a file once: several links may have the address of one line.
func (p *Plan) edit(file string, at, length int, by string) {
	if e := (Edit{at, length, by}); length == 0 || !p.done[place{file, at}] {
		p.done[place{file, at}] = true
		p.Edits[file] = append(p.Edits[file], e)
	}
}

// place is a byte of a file.
type place struct {
	file string
	at   int
}

// Changed are the files that change, in the order in which they are written: what makes the
// thing comes last, so that what was killed can be begun again.
func (p *Plan) Changed() []string {
	files := slices.Sorted(maps.Keys(p.Edits))
	if i := slices.Index(files, p.last); i >= 0 {
		files = append(slices.Delete(files, i, i+1), p.last)
	}
	return files
}

// Places counts the names that change, and what is written beside them.
func (p *Plan) Places() (n int) {
	for _, edits := range p.Edits {
		n += len(edits)
	}
	return n
}

// Sorted gives the edits of a file in their order.
func (p *Plan) Sorted(file string) []Edit {
	slices.SortStableFunc(p.Edits[file], func(a, b Edit) int { return a.At - b.At })
	return p.Edits[file]
}
