package playbook

import (
	"slices"

	"fieldbook/generator/diag"
)

// Renamed gives the criteria of which an earlier state of the checklist has the
// answers under another id that it knows no more, with that id: those that ask the
// same; else those that stand in the place of it.
func (c *Checklist) Renamed(before *Checklist) map[string]Criterion {
	found, taken := map[string]Criterion{}, map[string]bool{}
	match := func(same func(old, now int) bool) {
		for i, old := range before.Criteria {
			if _, done := found[old.ID.Value]; done || c.Find(old.ID.Value) != nil {
				continue
			}
			for k, now := range c.Criteria {
				if id := now.ID.Value; id != "" && !taken[id] && before.Find(id) == nil && same(i, k) {
					found[old.ID.Value], taken[id] = now, true
					break
				}
			}
		}
	}
	match(func(old, now int) bool { return before.Criteria[old].Ask == c.Criteria[now].Ask })
	if len(before.Criteria) == len(c.Criteria) {
		match(func(old, now int) bool { return old == now && before.Criteria[old].Kind == c.Criteria[now].Kind })
	}
	return found
}

// WithWas gives the edit that adds an earlier id to a criterion.
func (c *Criterion) WithWas(id string) (diag.Edit, bool) {
	if n := len(c.Was); n > 0 {
		last := c.Was[n-1].End
		return diag.Edit{Span: diag.Span{Pos: last, End: last}, Text: ", " + id}, last != diag.Pos{}
	}
	return c.Add("was", "["+id+"]")
}

// Shares tells whether both checklists ask for a criterion of one id.
func (c *Checklist) Shares(other *Checklist) bool {
	return slices.ContainsFunc(other.Criteria, func(o Criterion) bool { return c.Find(o.ID.Value) != nil })
}
