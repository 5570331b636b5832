package build

import (
	"slices"

	"fieldbook/generator/diag"
	"fieldbook/generator/gitlog"
	"fieldbook/generator/playbook"
)

// Renamed tells of checklists and criteria whose ids were changed since the last commit,
// so that the answers that readers keep under the old ones are lost. It asks git, and says nothing
// where there is none.
func (r *Result) Renamed() diag.List {
	var files []string
	owners, ids := map[string]*playbook.Playbook{}, map[string]*playbook.Playbook{}
	for _, c := range r.Site.Checklists {
		p := c.Checklist.Owner.Playbook
		files, owners[p.Path], ids[p.Checklist.ID.Value] = append(files, p.Path), p, p
	}
	var all diag.List
	texts := gitlog.Texts(r.Tree.Dir, files)
	for _, file := range files {
		before := r.Tree.ChecklistIn(file, texts[file])
		if before == nil {
			continue
		}
		told := diag.NewReporter(r.Tree.Path(file))
		now := owners[file].Checklist
		if old := before.ID.Value; old != now.ID.Value && ids[old] == nil && now.Shares(before) {
			told.Doubtf(now.ID.Span, "lost-answers", "write "+old+", and change the title alone", "the checklist %q was %s in the last commit: all that readers keep under it is lost", now.ID.Value, old)
		}
		for old, c := range now.Renamed(before) {
			d := told.Doubtf(c.ID.Span, "lost-answers", "add was: ["+old+"]", "the id %q was %s in the last commit: answers that readers keep under it are lost", c.ID.Value, old)
			if edit, ok := c.WithWas(old); ok {
				d.Fix("Keep the answers: was: ["+old+"]", edit)
			}
		}
		all = slices.Concat(all, told.List())
	}
	return all
}
