package playbook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"fieldbook/generator/diag"
)

const maxOnOnePage = 9 // more criteria than this do not fit a printed page

// idPattern keeps ids usable as file names, anchors and words in an address.
var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// Validate reports what is wrong with a checklist that its own file can tell.
func (c *Checklist) Validate(r *diag.Reporter) {
	v := validation{c, r, c.misread(r.List())}
	v.id(c.ID, "checklist")
	v.long()
	if len(c.Criteria) == 0 && c.Criteria != nil {
		r.Errorf(c.Span, "no-criteria", "add at least one", "a checklist without criteria")
	}
	v.ids()
	v.groups()
	for i := range c.Criteria {
		v.criterion(&c.Criteria[i])
	}
	v.circles()
	v.verdicts()
	v.rules()
}

type validation struct {
	*Checklist
	r       *diag.Reporter
	misread map[diag.Pos]bool // criteria of which something could not be read: what they lack may follow from that
}

// misread gives the parts of the checklist, by their places, that hold a mistake.
func (c *Checklist) misread(told diag.List) map[diag.Pos]bool {
	var parts []diag.Pos
	for _, p := range c.Criteria {
		parts = append(parts, p.Pos)
	}
	for _, p := range c.Verdicts {
		parts = append(parts, p.Pos)
	}
	for _, p := range c.Rules {
		parts = append(parts, p.Pos)
	}
	slices.SortFunc(parts, diag.Pos.Compare)
	found := map[diag.Pos]bool{}
	for _, d := range told {
		i, here := slices.BinarySearchFunc(parts, d.Pos, diag.Pos.Compare)
		if here {
			i++
		}
		if d.Severity == diag.Error && i > 0 {
			found[parts[i-1]] = true
		}
	}
	return found
}

func (v validation) id(id Name, what string) {
	if wrong, hint := WrongID(id.Value, what); id.Value != "" && wrong != "" {
		v.r.Errorf(id.Span, "bad-id", hint, "%s", wrong)
	}
}

// WrongID tells why an id cannot be one, and what to do; empty if it can.
func WrongID(id, of string) (wrong, hint string) {
	switch {
	case !idPattern.MatchString(id):
		return fmt.Sprintf("the %s id %q is not well formed", of, id), "use small letters, digits and hyphens"
	case reserved(id):
		return fmt.Sprintf("the id %q is the generator's own", id), "give it another one"
	}
	return "", ""
}

// reserved are ids that the checklist's page, or the folder of checklists,
// already uses.
func reserved(id string) bool {
	return strings.HasPrefix(id, "fb-") || strings.HasPrefix(id, "rule-") || id == "index"
}

// ids finds ids that are there twice, or that clash with an earlier id.
func (v validation) ids() {
	seen := map[string]string{}
	claim := func(id Name, as string) {
		if id.Value == "" {
			return
		}
		if before, ok := seen[id.Value]; ok {
			v.r.Errorf(id.Span, "duplicate-id", "give each criterion an id of its own", "%s %q clashes with %s", as, id.Value, before)
			return
		}
		seen[id.Value] = as + " " + id.Value
	}
	for _, c := range v.Criteria {
		v.id(c.ID, "criterion")
		claim(c.ID, "id")
	}
	for _, c := range v.Criteria {
		for _, was := range c.Was {
			claim(was, "was")
		}
	}
}

func (v validation) criterion(c *Criterion) {
	if c.Why == "" {
		d := v.r.Warnf(c.Span, "no-why", "say in a sentence why it matters", "criterion %q has no why", c.ID)
		if edit, ok := c.Add("why", ""); ok {
			d.Fix("Add why", edit)
		}
	}
	if c.Weight.Value < 0 {
		v.r.Errorf(c.Weight.Span, "bad-weight", "0 is information only", "weight is below 0")
	}
	if !slices.Contains(c.Kind.Values(), string(c.Kind)) {
		return // which is told already; what else is wrong follows from it
	}
	v.foreign(c)
	v.limits(c)
	v.onlyIf(c)
	v.told(c)
	if v.misread[c.Pos] {
		return
	}
	criterionKinds.of(c.Kind).check(v, c)
}

func (v validation) yesNo(c *Criterion) {
	if c.Want == "no" && v.Kind.Ruled() {
		v.r.Errorf(c.Span, "wants-no", "turn the rules instead: {if: {"+c.ID.Value+": no}, …}", "criterion %q wants no, which means nothing to a %s", c.ID, v.Kind)
	}
}

// scored tells whether a criterion counts for a score.
func (v validation) scored(c *Criterion) bool { return v.Kind.Scores() && c.Weight.Value > 0 }

func (c *Criterion) unlimited() bool { return c.Min == nil && c.Max == nil && c.Ideal == nil }

// measured checks that a number that is scored has limits.
func (v validation) measured(c *Criterion) {
	if v.scored(c) && c.unlimited() {
		v.r.Errorf(c.Span, "no-limits", "add min or max, or weight: 0 for information only", "criterion %q is scored but has no limits", c.ID)
	}
}

// limits checks min ≤ ideal ≤ max.
func (v validation) limits(c *Criterion) {
	chain := []*Number{c.Min}
	for i := range c.Ideal {
		chain = append(chain, &c.Ideal[i])
	}
	chain = append(chain, c.Max)
	var last *Number
	for _, n := range chain {
		if n == nil {
			continue
		}
		if last != nil && n.Value < last.Value {
			v.r.Errorf(n.Span, "bad-limits", "min ≤ ideal ≤ max", "%v is less than %v before it", n.Value, last.Value)
			return
		}
		last = n
	}
}

// choice checks that one option is better than another.
func (v validation) choice(c *Criterion) {
	if len(c.Options) < 2 {
		v.r.Errorf(c.Span, "few-options", "add options: {id: label, …}", "choice %q has fewer than two options", c.ID)
		return
	}
	v.options(c)
	credited := c.Best.Value != ""
	for _, o := range c.Options {
		if o.Credit == nil {
			continue
		}
		credited = true
		if o.Credit.Value < 0 || o.Credit.Value > 1 {
			v.r.Errorf(o.Credit.Span, "bad-credit", "0 is none of the weight, 1 all of it", "credit %v is not between 0 and 1", o.Credit.Value)
		}
	}
	if !credited && v.scored(c) {
		v.r.Errorf(c.Span, "no-credit", "say which is best: best: "+c.Options[0].ID+", or give credits: "+c.Options[0].ID+": {say: …, credit: 1}", "choice %q is scored but no option has credit", c.ID)
	}
}

func (v validation) list(c *Criterion) {
	if len(c.Options) == 0 {
		v.r.Errorf(c.Span, "few-options", "add options: {id: label, …}", "list %q has no options", c.ID)
		return
	}
	for _, o := range c.Options {
		if o.Credit != nil {
			v.r.Errorf(o.Credit.Span, "wrong-kind", "set kind: choice, or leave the credit out: a list counts", "an option of list %q has a credit", c.ID)
		}
	}
	if v.scored(c) && c.unlimited() {
		v.r.Errorf(c.Span, "no-limits", "say how many count: min: 1", "list %q is scored but does not say how many count", c.ID)
	}
	v.options(c)
	limits := []*Number{c.Min, c.Max}
	for i := range c.Ideal {
		limits = append(limits, &c.Ideal[i])
	}
	for _, n := range limits {
		if n != nil && n.Value < 0 {
			v.r.Errorf(n.Span, "bad-count", "", "%v is less than none", n.Value)
		}
		if n != nil && n.Value > float64(len(c.Options)) {
			v.r.Errorf(n.Span, "bad-count", "", "%v is more than the %d options", n.Value, len(c.Options))
		}
	}
}

// options checks the ids and labels of options, and that the best is one.
func (v validation) options(c *Criterion) {
	var ids []string
	best := c.Best.Value == ""
	for _, o := range c.Options {
		v.id(Name{o.ID, o.Span}, "option")
		if o.ID == "" || o.Label == "" {
			v.r.Errorf(o.Span, "bad-option", "write id: label", "an option without id or label")
		}
		if o.ID == "none" {
			v.r.Errorf(o.Span, "bad-option", "name it otherwise", `"none" is the answer that nothing is ticked`)
		}
		ids = append(ids, o.ID)
		best = best || o.ID == c.Best.Value
	}
	if !best {
		v.r.Errorf(c.Best.Span, "unknown-option", "one of "+strings.Join(ids, ", "), "best %q is not an option", c.Best).Meant(diag.Nearest(c.Best.Value, ids))
	}
}

func (v validation) cadence(c *Criterion) {
	if c.Every.IsZero() && c.Every.Pos == (diag.Pos{}) {
		v.r.Errorf(c.Span, "no-period", "add every: 2 months, for example", "cadence %q has no period", c.ID)
	}
	if c.Count != nil && (c.Count.Value < 1 || c.Count.Value != float64(int(c.Count.Value))) {
		v.r.Errorf(c.Count.Span, "bad-count", "", "count wants a whole number from 1")
	}
}

// known tells whether the kind is one: of another, only that is told.
func (v validation) known() bool { return slices.Contains(v.Kind.Values(), string(v.Kind)) }

func (v validation) verdicts() {
	if !v.Kind.Scores() {
		if len(v.Verdicts) > 0 && v.known() {
			v.r.Errorf(v.Verdicts[0].Span, "wrong-kind", "set kind: "+strings.Join(checklistKinds.that(func(is checklistKind) bool { return is.scores }), " or "), "a %s has no verdicts", v.Kind)
		}
		return
	}
	if len(v.Verdicts) == 0 {
		v.r.Errorf(v.Span, "no-verdicts", "add verdicts: [{at: 50, say: …}, {at: 0, say: …}]", "a %s without verdicts", v.Kind)
		return
	}
	for i, band := range v.Verdicts {
		switch {
		case band.At.Value != float64(int(band.At.Value)):
			v.r.Errorf(band.At.Span, "bad-verdict", "scores are shown as whole numbers", "verdict at %v", band.At.Value)
		case band.At.Value > 100 || band.At.Value < 0:
			v.r.Errorf(band.At.Span, "bad-verdict", "a score lies between 0 and 100", "verdict at %v", band.At.Value)
		case i > 0 && band.At.Value >= v.Verdicts[i-1].At.Value:
			v.r.Errorf(band.At.Span, "bad-verdict", "order the bands from the highest down to 0", "verdicts do not descend")
		}
	}
	ends := func(band Verdict) bool { return band.At.Value == 0 } // where it is not the last, that is told above
	if last := v.Verdicts[len(v.Verdicts)-1]; !slices.ContainsFunc(v.Verdicts, ends) {
		v.r.Errorf(last.At.Span, "bad-verdict", "add a last band with at: 0", "verdicts do not descend to 0")
	}
}
