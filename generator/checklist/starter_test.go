package checklist_test

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/content"
	"fieldbook/generator/playbook"
	"fieldbook/generator/scaffold"
)

// review is the checklist that init --from review begins with.
func review(t *testing.T) *playbook.Checklist {
	t.Helper()
	dir := t.TempDir()
	if _, err := scaffold.Site(dir, scaffold.Options{Title: "Review", Language: "en", From: "review", Today: today}); err != nil {
		t.Fatal(err)
	}
	tree, err := content.Load(filepath.Join(dir, scaffold.Content), content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range tree.Playbooks {
		if p.Checklist != nil {
			return p.Checklist
		}
	}
	t.Fatal("no checklist")
	return nil
}

// TestReviewIsWhole: what counts stands in a group and has all that a report says of it,
// and only questions about the firm, which count nothing, decide what is asked.
func TestReviewIsWhole(t *testing.T) {
	list := review(t)
	kinds := map[string]bool{}
	in := map[string]int{}
	for _, c := range list.Criteria {
		kinds[string(c.Kind)] = true
		in[c.Group.Value]++
		for _, said := range []string{c.Finding, c.Impact, c.Recommend, c.Effort, c.Risk, c.Group.Value} {
			if (said == "") != (c.Weight.Value == 0) {
				t.Errorf("%s: finding, impact, recommend, effort, risk and group belong to what counts, and to nothing else", c.ID)
				break
			}
		}
		if c.Why == "" || c.Short == "" {
			t.Errorf("%s has no why, or no short", c.ID)
		}
		for _, need := range c.OnlyIf {
			if gate := list.Find(need.ID.Value); gate == nil || gate.Weight.Value != 0 {
				t.Errorf("%s hangs on %s, which counts itself", c.ID, need.ID)
			}
		}
	}
	if counting := len(list.Criteria) - in[""]; counting != 40 || len(list.Groups) != 6 || len(kinds) != len(playbook.KindYesNo.Values()) {
		t.Errorf("%d criteria in %d groups, of %d kinds; its pages say 40 in six, and each kind should be shown", counting, len(list.Groups), len(kinds))
	}
}

// extreme is the best or the worst answer to a criterion.
func extreme(c playbook.Criterion, best bool) string {
	switch credit := func(a, b playbook.Option) int { return cmp.Compare(a.Credit.Value, b.Credit.Value) }; {
	case c.Kind == playbook.KindChoice && best:
		return slices.MaxFunc(c.Options, credit).ID
	case c.Kind == playbook.KindChoice:
		return slices.MinFunc(c.Options, credit).ID
	case c.Kind == playbook.KindNumber && best && len(c.Ideal) > 0:
		return fmt.Sprint(c.Ideal[0].Value)
	case c.Kind == playbook.KindList && best:
		var ids []string
		for _, o := range c.Options {
			ids = append(ids, o.ID)
		}
		return strings.Join(ids, ",")
	}
	answers := map[playbook.CriterionKind][2]string{
		playbook.KindChoice:  {}, // above
		playbook.KindYesNo:   {"yes", "no"},
		playbook.KindNumber:  {"0", "99"},
		playbook.KindList:    {"", "none"},
		playbook.KindCadence: {today, "no"},
		playbook.KindDate:    {"2029-01-01", "2020-01-01"},
	}
	if best {
		return answers[c.Kind][0]
	}
	return answers[c.Kind][1]
}

// TestReviewScores: all at its best is 100 and all at its worst 0, for the firm that is
// asked everything and for the one that is asked least.
func TestReviewScores(t *testing.T) {
	e, list := scoring(t), review(t)
	load(t, e, list)
	for _, of := range []struct{ what, about string }{
		{"asked all", "staff=20 places=online,server remote=yes own-phones=yes website=yes cards=yes provider=yes"},
		{"asked least", "staff=1 places=computers remote=no own-phones=no website=no cards=no provider=no"},
	} {
		for best, want := range map[bool]string{true: "100–100 Good", false: "0–0 At risk"} {
			answers := of.about
			for _, c := range list.Criteria {
				if c.Weight.Value > 0 {
					answers += " " + c.ID.Value + "=" + extreme(c, best)
				}
			}
			if got := stand(t, e, "it-review", answers); got != want {
				t.Errorf("%s, at its best %t: %s, want %s", of.what, best, got, want)
			}
		}
		if got := stand(t, e, "it-review", of.about); !strings.HasPrefix(got, "0–100 ") {
			t.Errorf("%s, with nothing answered: %s", of.what, got)
		}
	}
}
