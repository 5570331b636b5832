package lsp

import (
	"cmp"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"go.lsp.dev/jsonrpc2"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refactor"
	"fieldbook/generator/refs"
	"fieldbook/generator/slug"
)

// refused tells why a request cannot be done.
func refused(why string) error { return jsonrpc2.NewError(requestFailed, why) }

func (v *view) prepareRename(p *placeParams) (any, error) {
	m, start, end, ok := v.renamed(p.Position)
	name := m.Written()
	switch {
	case !ok:
		return nil, refused("there is no name here that can be changed")
	case isTitle(m):
		name = v.page.Title
	case m.Of.Kind == playbook.RefPage:
		name = m.Of.ID
	case m.Of.Kind == playbook.RefAsset || m.Of.Kind == playbook.RefChecklist || m.Of.Kind == "":
		return nil, refused("the name of a " + cmp.Or(string(m.Of.Kind), "page that is made") + " is not changed here")
	}
	return prepared{v.text.span(start, end), name}, nil
}

// isTitle tells a page's title from a link to the page.
func isTitle(m refs.Mention) bool { return m.Of.Kind == playbook.RefPage && m.To == 0 }

// renamed gives what would be renamed at a position: what is named there, or the
// page's title.
func (v *view) renamed(at position) (m refs.Mention, start, end int, ok bool) {
	if m, start, end, ok = v.under(at); ok {
		return m, start, end, true
	}
	if m, ok = v.itself(at); ok {
		line := v.text.Lines[at.Line]
		return m, line, v.text.End(at.Line), true
	}
	return refs.Mention{}, 0, 0, false
}

func (v *view) rename(p *placeParams) (any, error) {
	m, _, _, ok := v.renamed(p.Position)
	if !ok {
		return nil, refused("there is no name here that can be changed so")
	}
	var plan *refactor.Plan
	var err error
	name := strings.TrimSpace(p.NewName)
	moves := m.Of.Kind == playbook.RefPage && !isTitle(m)
	switch {
	case isTitle(m):
		plan, err = refactor.Title(v.names(), v.file, name)
	case moves:
		if name = strings.TrimPrefix(filepath.ToSlash(name), "/"); !slug.IsPage(name) {
			name += ".md"
		}
		fallthrough
	default:
		plan, err = refactor.Rename(v.names(), m.Of, name)
	}
	if err != nil {
		return nil, v.refusal(err)
	}
	changes := v.edits(plan)
	if !moves {
		return workspaceEdit{Changes: changes}, nil
	}
	var steps []any
	for _, uri := range slices.Sorted(maps.Keys(changes)) {
		steps = append(steps, object{"textDocument": object{"uri": uri, "version": nil}, "edits": changes[uri]})
	}
	steps = append(steps, object{"kind": "rename", "oldUri": v.uri(m.Of.ID), "newUri": v.uri(name)})
	return object{"documentChanges": steps}, nil
}

// refusal says why a rename cannot be done, and how it can.
func (v *view) refusal(err error) error {
	if failure, ok := errors.AsType[*diag.Failure](err); ok {
		return refused(failure.What + ": " + failure.Hint)
	}
	return refused(err.Error())
}

// edits are those of files, by URI.
type edits map[string][]textEdit

func (v *view) edits(plan *refactor.Plan) edits {
	e := edits{}
	for _, file := range plan.Changed() {
		t := v.textOf(file)
		for _, one := range plan.Sorted(file) {
			e[v.uri(file)] = append(e[v.uri(file)], textEdit{t.span(one.At, one.At+one.Length), one.By})
		}
	}
	return e
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
				plan, err := refactor.Rename(v.names(), refs.Thing{Kind: playbook.RefPage, ID: page.Path}, to+rest)
				if err != nil {
					continue // the editor renames all the same, and the mistakes are told
				}
				for uri, list := range v.edits(plan) {
					all[uri] = joined(all[uri], list)
				}
			}
		}
	}
	return workspaceEdit{Changes: all}, nil
}
