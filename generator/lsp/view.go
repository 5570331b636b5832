package lsp

import (
	"context"
	"maps"
	"path"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
)

// view is a site as it stands at a moment, seen from one file of it.
type view struct {
	root *root
	*build.Result
	file     string // below the content folder; empty where no file is meant
	text     *text
	page     *playbook.Playbook // what the text says now; nil if it is no page
	unsaved  map[string]*text
	uses     *refs.Uses
	proposed *proposed
	lost     diag.List
}

// view gives the site for a request on a file, once it was built; nil if that cannot
// be.
func (r *root) view(ctx context.Context, file string, open *text) *view {
	select {
	case <-r.ready:
	case <-ctx.Done():
		return nil
	case <-r.ctx.Done():
		return nil
	}
	r.mu.Lock()
	v := &view{root: r, Result: r.result, file: file, text: open, unsaved: maps.Clone(r.unsaved), uses: r.uses, lost: r.lost, proposed: r.proposed}
	r.mu.Unlock()
	if v.Result == nil {
		return nil
	}
	if file == "" {
		return v
	}
	if v.text == nil {
		v.text = r.read(file)
	}
	if v.text == nil {
		return nil
	}
	if p := v.Site.PageOf(file); p != nil {
		v.page, _ = v.Tree.PageOf(file, []byte(v.text.All))
	}
	return v
}

// uri names a file of the site.
func (v *view) uri(file string) string {
	return uriOf(v.root.path(file))
}

// textOf gives the text of a file as the editor has it, or the disk.
func (v *view) textOf(file string) *text {
	if file == v.file && v.text != nil {
		return v.text
	}
	if t := v.unsaved[file]; t != nil {
		return t
	}
	return v.root.read(file)
}

// front gives the lines of the text that are front matter. A data file is all of it.
func (v *view) front() (first, last int, ok bool) {
	if path.Ext(v.file) == ".yaml" {
		return 0, len(v.text.Lines), true
	}
	return page.FrontLines([]byte(v.text.All))
}
