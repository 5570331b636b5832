package lsp

import (
	"fmt"
	"slices"
	"sync"

	"fieldbook/generator/diag"
	"fieldbook/generator/findable"
	"fieldbook/generator/refactor"
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
	return append(out, v.findable(p)...), nil
}

// findable offers in the front matter to let the search find the page by what it should
// be found by and is not; in a page without it, on the first line.
func (v *view) findable(p *rangeParams) []any {
	first, last, ok := v.front()
	if v.page == nil || p.Range.Start.Line < first || p.Range.Start.Line > last || !ok && p.Range.Start.Line > 0 {
		return nil
	}
	var out []any
	for _, one := range v.proposals() {
		at, insert, ok := refactor.Keywords(v.text.Text, one.Words)
		if !ok {
			return nil
		}
		edits := []textEdit{{v.text.span(at, at), insert}}
		out = append(out, object{"title": fmt.Sprintf("Let the search find this page by “%s”", one.Words), "kind": "refactor",
			"edit": object{"documentChanges": []any{object{"textDocument": object{"uri": v.uri(v.file), "version": v.text.version}, "edits": edits}}}})
	}
	return out
}

// proposed are the proposals for pages that somebody asked for, of one build.
type proposed struct {
	mu sync.Mutex
	of map[string][]findable.Proposal // by file
}

// proposals are what the page should be found by and is not, as the site was built last,
// each page once a build; none where the search cannot be asked: nobody waits for them.
func (v *view) proposals() []findable.Proposal {
	if len(v.Site.Pages) > findable.MostAtOnce {
		return nil
	}
	v.proposed.mu.Lock()
	defer v.proposed.mu.Unlock()
	all, known := v.proposed.of[v.file]
	if !known {
		all = v.propose()
		v.proposed.of[v.file] = all
	}
	return all
}

func (v *view) propose() []findable.Proposal {
	find, end, err := findable.Search(v.Site)
	if err != nil {
		return nil
	}
	defer end()
	all, err := findable.ForPage(v.Site, v.Site.PageOf(v.file), v.Tree.Whole, find)
	if err != nil {
		return nil
	}
	return all
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
