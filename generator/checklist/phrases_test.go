package checklist

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

func number(v float64) *playbook.Number { return &playbook.Number{Value: v} }

func both(low, high float64) []playbook.Number {
	return []playbook.Number{{Value: low}, {Value: high}}
}

// page builds the page of a checklist.
func page(c *playbook.Checklist) *Page {
	return build(&playbook.Playbook{FrontMatter: playbook.FrontMatter{Checklist: c}}, english())
}

func english() phraser { return phraser{i18n.New(i18n.Default)} }

func TestPhrases(t *testing.T) {
	options := playbook.Options{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	for _, test := range []struct {
		c              playbook.Criterion
		phrase, limits string
	}{
		{playbook.Criterion{Kind: playbook.KindNumber, Ask: "Size?", Min: number(10), Max: number(50), Unit: "PCs"}, "10–50 PCs", "10–50 PCs"},
		{playbook.Criterion{Kind: playbook.KindNumber, Max: number(50), Ideal: both(0, 30), Unit: "min"}, "at most 50 min", "at most 50 min, ideally up to 30 min"},
		{playbook.Criterion{Kind: playbook.KindNumber, Min: number(1e6)}, "at least 1 million", "at least 1 million"},
		{playbook.Criterion{Kind: playbook.KindNumber, Ideal: both(2, 3)}, "2–3", "ideally 2–3"},
		{playbook.Criterion{Kind: playbook.KindNumber, Min: number(7), Max: number(7)}, "7", "7"},
		{playbook.Criterion{Kind: playbook.KindNumber, Min: number(0), Max: number(9)}, "up to 9", "up to 9"},
		{playbook.Criterion{Kind: playbook.KindNumber, Ask: "IT budget?"}, "IT budget", ""},
		{playbook.Criterion{Kind: playbook.KindYesNo, Ask: "Is it near?"}, "is it near", ""},
		{playbook.Criterion{Kind: playbook.KindList, Min: number(2), Options: options}, "at least 2", "at least 2 of 3"},
		{playbook.Criterion{Kind: playbook.KindList, Min: number(1), Unit: "advisers", Options: options}, "at least 1 advisers", "at least 1 advisers"},
		{playbook.Criterion{Kind: playbook.KindCadence, Every: playbook.Period{N: 2, Unit: "month"}}, "once every 2 months", "once every 2 months"},
		{playbook.Criterion{Kind: playbook.KindCadence, Count: number(3), Every: playbook.Period{N: 1, Unit: "week"}}, "3 times every week", "3 times every week"},
	} {
		if got := english().phrase(test.c); got != test.phrase {
			t.Errorf("%+v: %q, want %q", test.c, got, test.phrase)
		}
		if got := english().limits(test.c); got != test.limits {
			t.Errorf("%+v: %q, want %q", test.c, got, test.limits)
		}
	}
}

func TestParts(t *testing.T) {
	item := Item{Criterion: playbook.Criterion{Kind: playbook.KindNumber, Max: number(50), Ideal: both(10, 30), Unit: "min"}, Phrase: "whole", words: english()}
	for part, want := range map[string]string{"": "whole", "max": "50 min", "ideal": "10–30 min", "min": "", "nonsense": ""} {
		if got, ok := item.Part(part); got != want || ok != (want != "") {
			t.Errorf("#%s is %q, %v", part, got, ok)
		}
	}
}

// ruler draws a scale as text: its ends, its stretches and labels.
func ruler(s *Scale) string {
	if s == nil {
		return "none"
	}
	var labels []string
	for _, l := range s.Labels {
		labels = append(labels, fmt.Sprintf("%s %s@%g/%s", l.Role, l.Text, l.At, l.Anchor))
	}
	return fmt.Sprintf("%g..%g limit %g+%g ideal %g+%g; %s", s.Low, s.High, s.Limit.From, s.Limit.Width, s.Ideal.From, s.Ideal.Width, strings.Join(labels, ", "))
}

func TestRulers(t *testing.T) {
	for _, test := range []struct {
		c    playbook.Criterion
		want string
	}{
		{playbook.Criterion{Kind: playbook.KindNumber, Max: number(50), Ideal: both(0, 30)}, "0..75 limit 0+66.67 ideal 0+40; limit 50@66.67/middle, ideal 0@0/start, ideal 30@40/middle, end 75@100/end"},
		{playbook.Criterion{Kind: playbook.KindNumber, Min: number(10), Max: number(50)}, "0..75 limit 13.33+53.34 ideal 13.33+53.34; limit 10@13.33/middle, limit 50@66.67/middle, end 0@0/start, end 75@100/end"},
		{playbook.Criterion{Kind: playbook.KindNumber, Min: number(1e6), Max: number(1e7)}, "0..1.5e+07 limit 6.67+60 ideal 6.67+60; limit 1M@6.67/middle, limit 10M@66.67/middle, end 15M@100/end"},
		{playbook.Criterion{Kind: playbook.KindNumber, Min: number(-10), Max: number(10)}, "-20..20 limit 25+50 ideal 25+50; limit −10@25/middle, limit 10@75/middle, end −20@0/start, end 20@100/end"},
		{playbook.Criterion{Kind: playbook.KindNumber, Min: number(5)}, "0..7.5 limit 66.67+33.33 ideal 66.67+33.33; limit 5@66.67/middle, end 0@0/start, end 7.5@100/end"},
		{playbook.Criterion{Kind: playbook.KindNumber, Max: number(0)}, "0..1.5 limit 0+0 ideal 0+0; limit 0@0/start, end 1.5@100/end"},
		{playbook.Criterion{Kind: playbook.KindList, Min: number(2), Options: make(playbook.Options, 6)}, "0..6 limit 33.33+66.67 ideal 33.33+66.67; limit 2@33.33/middle, end 0@0/start, end 6@100/end"},
		{playbook.Criterion{Kind: playbook.KindNumber}, "none"}, {playbook.Criterion{Kind: playbook.KindYesNo, Min: number(1)}, "none"}, {playbook.Criterion{Kind: playbook.KindCadence, Min: number(1)}, "none"},
		{playbook.Criterion{Kind: playbook.KindNumber, Max: number(1.7e308)}, "none"},
	} {
		if got := ruler(english().scale(test.c)); got != test.want {
			t.Errorf("%+v:\n%s, want\n%s", test.c, got, test.want)
		}
	}
	s := &Scale{Low: 10, High: 20}
	for v, want := range map[float64]float64{0: 0, 10: 0, 15: 50, 20: 100, 99: 100} {
		if got := s.Place(v); got != want {
			t.Errorf("%g stands at %g, want %g", v, got, want)
		}
	}
}

func TestFlow(t *testing.T) {
	yes := func(id string, is bool) playbook.Condition {
		return playbook.Condition{ID: playbook.Name{Value: id}, Yes: is}
	}
	p := page(&playbook.Checklist{Kind: playbook.KindDecision,
		Criteria: []playbook.Criterion{{ID: playbook.Name{Value: "a"}, Ask: "Are we here?"}, {ID: playbook.Name{Value: "b"}, Ask: "Is a question that is rather long asked in this place?"}},
		Rules:    []playbook.Rule{{If: playbook.Conditions{yes("a", true), yes("b", false)}, Then: "One outcome that needs more than one line"}, {If: playbook.Conditions{yes("b", true)}, Then: "Two"}, {Else: "Three"}}})
	var got []string
	f := p.Flow()
	for _, s := range f.Steps {
		got = append(got, fmt.Sprintf("%d %q %q %d-%d %d+%d mid %d base %d %d", s.Number, s.Question, s.Outcome, s.Top, s.Bottom, s.OutcomeTop, s.OutcomeHeight, s.Middle, s.QuestionBaseline, s.OutcomeBaseline))
	}
	want := []string{
		`1 ["Are we here? And not: is a question that" "is rather long asked in this place?"] ["One outcome that needs more" "than one line"] 1-59 75+58 mid 104 base 25 99`,
		`2 ["Is a question that is rather long asked" "in this place?"] ["Two"] 149-207 223+39 mid 242 base 173 247`,
		`3 [] ["Three"] 278-278 286+39 mid 305 base 0 310`,
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("step %d is\n%s, want\n%s", i+1, got[min(i, len(got)-1)], want[i])
		}
	}
	if f.Height != 326 || len(f.Steps) != 3 {
		t.Errorf("%d high, %d steps", f.Height, len(f.Steps))
	}
	if got := wrap("aaaa bbbbbbbbbbbb cc", 5); strings.Join(got, "|") != "aaaa|bbbbb|bbbbb|bb cc" {
		t.Errorf("%q", got)
	}
}

func TestBands(t *testing.T) {
	got := bands([]playbook.Verdict{{At: *number(75), Say: "A"}, {At: *number(40), Say: "B"}, {At: *number(0), Say: "C"}})
	want := []Band{{Low: 75, High: 100, Say: "A", Width: 25}, {Low: 40, High: 74, Say: "B", Width: 35}, {Low: 0, High: 39, Say: "C", Width: 40}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
}

func TestSummary(t *testing.T) {
	for _, test := range []struct {
		kind  playbook.ChecklistKind
		about string
		n     int
		want  string
	}{
		{playbook.KindChecklist, "", 1, "1 question, to tick."}, {playbook.KindScorecard, "client", 2, "2 questions about one client, a score and a verdict."},
		{playbook.KindDecision, "our firm", 3, "3 questions about our firm that lead to a decision."},
	} {
		p := page(&playbook.Checklist{Kind: test.kind, About: test.about, Criteria: make([]playbook.Criterion, test.n)})
		if got := p.Summary(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
