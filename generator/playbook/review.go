package playbook

import (
	"cmp"
	"slices"

	"fieldbook/generator/diag"
)

// Group is a part of a Checklist with a score of its own. Its Weight scales that of
// each of its criteria.
type Group struct {
	ID        Name   `json:"id" refers:"-" doc:"Stable name of the group; criteria name it." required:"true"`
	Title     string `json:"title" doc:"Its heading." required:"true"`
	Why       string `json:"why,omitempty" doc:"What it is about, in a sentence."`
	Weight    Number `json:"weight" doc:"By how much it scales the weight of each of its criteria." default:"1"`
	diag.Span `json:"-"`
}

// Report is what is handed to the one who was judged.
type Report struct {
	Title string `json:"title,omitempty" doc:"Its heading; {name} is the name of the one who was judged."`
	Intro Name   `json:"intro,omitzero" refers:"page" doc:"A page whose text stands before the findings, as a path of a .md file."`
}

// Reports tells whether there is a report: somebody wrote what to say in it.
func (c *Checklist) Reports() bool {
	return c.Report != nil || slices.ContainsFunc(c.Criteria, func(c Criterion) bool { return c.Finding != "" })
}

// DropInternal takes out what only the firm may read.
func (c *Checklist) DropInternal() {
	for i := range c.Criteria {
		c.Criteria[i].Internal = ""
	}
}

// Arrange puts the criteria into the order of their groups; those without one first.
func (c *Checklist) Arrange() {
	place := map[string]int{}
	for i, g := range c.Groups {
		place[g.ID.Value] = i + 1
	}
	slices.SortStableFunc(c.Criteria, func(a, b Criterion) int { return cmp.Compare(place[a.Group.Value], place[b.Group.Value]) })
}

// groups checks the groups, and that criteria stand in one that is there.
func (v validation) groups() {
	var ids []string
	for _, g := range v.Groups {
		v.id(g.ID, "group")
		if g.ID.Value != "" && slices.Contains(ids, g.ID.Value) {
			v.r.Errorf(g.ID.Span, "duplicate-id", "give each group an id of its own", "there are two groups %q", g.ID)
		}
		ids = append(ids, g.ID.Value)
		if g.Weight.Value < 0 {
			v.r.Errorf(g.Weight.Span, "bad-weight", "0 is information only", "weight is below 0")
		}
		in := func(c Criterion) bool { return c.Group.Value == g.ID.Value }
		if g.ID.Value != "" && !slices.ContainsFunc(v.Criteria, in) {
			v.r.Warnf(g.ID.Span, "empty-group", "write group: "+g.ID.Value+" at a criterion, or leave the group out", "no criterion stands in the group %q", g.ID)
		}
	}
	for _, c := range v.Criteria {
		if g := c.Group; g.Value != "" && !slices.Contains(ids, g.Value) {
			v.r.Errorf(g.Span, "unknown-group", "groups: has those that are there", "no group %q", g).Meant(diag.Nearest(g.Value, ids))
		}
	}
}

// long warns of a group, or of a page without groups, that is too long for one sheet.
func (v validation) long() {
	in := map[string]int{}
	for _, c := range v.Criteria {
		switch in[c.Group.Value]++; {
		case in[c.Group.Value] != maxOnOnePage+1:
		case len(v.Groups) > 0:
			v.r.Warnf(c.Span, "long-checklist", "split the group", "more than %d criteria in one group", maxOnOnePage)
		default:
			v.r.Warnf(c.Span, "long-checklist", "split it by the moment or the person that answers",
				"%d criteria on one checklist; more than %d do not fit one page", len(v.Criteria), maxOnOnePage)
		}
	}
}

// told checks what the report is to say of a criterion.
func (v validation) told(c *Criterion) {
	if c.Finding == "" && c.Impact+c.Recommend+c.Effort+c.Risk != "" {
		v.r.Warnf(c.Span, "no-finding", "add finding: what is wrong, in a sentence", "criterion %q says what follows from a finding, and has none", c.ID)
	}
}
