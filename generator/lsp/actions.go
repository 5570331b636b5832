package lsp

import (
	"slices"

	"fieldbook/generator/diag"
)

// wrong gives what is wrong with the view's file now.
func (v *view) wrong() diag.List {
	var all diag.List
	if v.page != nil {
		all = wrongWith(v.Result, v.file, v.text)
	}
	for _, d := range slices.Concat(v.Diagnostics, v.lost) {
		if below(v.root.content, d.Path) == v.file && !slices.ContainsFunc(all, d.Same) {
			all = append(all, d)
		}
	}
	return all
}

func (v *view) actions(p *rangeParams) (any, error) {
	out := []any{}
	for _, d := range v.wrong() {
		start, end := v.text.of(d.Span)
		if v.text.LineAt(end) < p.Range.Start.Line || v.text.LineAt(start) > p.Range.End.Line { // the whole line counts
			continue
		}
		for i, fix := range d.Fixes {
			out = append(out, object{
				"title": fix.Title, "kind": "quickfix", "isPreferred": i == 0,
				"diagnostics": []diagnostic{v.root.diagnostic(v.text, d)}, "edit": object{"documentChanges": v.steps(fix)},
			})
		}
	}
	return out, nil
}

// steps are what a fix does: it changes the view's file, or makes another.
func (v *view) steps(fix diag.Fix) []any {
	var steps []any
	here := []textEdit{}
	for _, e := range fix.Edits {
		if e.Path == "" {
			here = append(here, textEdit{v.text.span(v.text.of(e.Span)), e.Text})
			continue
		}
		uri := v.uri(below(v.root.content, e.Path))
		steps = append(steps, object{"kind": "create", "uri": uri, "options": object{"ignoreIfExists": true}},
			object{"textDocument": object{"uri": uri, "version": nil}, "edits": []textEdit{{NewText: e.Text}}})
	}
	if len(here) > 0 {
		steps = append(steps, object{"textDocument": object{"uri": v.uri(v.file), "version": v.text.version}, "edits": here})
	}
	return steps
}
