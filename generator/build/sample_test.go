package build

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// asked finds a criterion of the sample.
func asked(t *testing.T, s *site.Site, list, id string) playbook.Criterion {
	t.Helper()
	for _, p := range s.Checklists {
		if p.Checklist.ID.Value == list && p.Checklist.Item(id) != nil {
			return p.Checklist.Item(id).Criterion
		}
	}
	t.Fatalf("the sample has no criterion %s/%s", list, id)
	return playbook.Criterion{}
}

// facts are the facts of the sample, as sources.yaml lists them.
func facts(s *site.Site) []*site.Fact {
	var out []*site.Fact
	for _, w := range s.Sources.Works {
		out = append(out, w.Facts...)
	}
	return out
}

// TestSampleFacts holds the ids of the facts against the pages: each has its
// number in its work, and a page of text cites it, not a checklist alone.
func TestSampleFacts(t *testing.T) {
	s := built(t).Site
	for _, w := range s.Sources.Works {
		if want := map[string]int{"P": 12, "S": 18, "H": 0}; len(w.Facts) != want[w.ID.Value] {
			t.Errorf("the work %s has %d facts, want %d", w.ID, len(w.Facts), want[w.ID.Value])
		}
		for i, f := range w.Facts {
			if want := w.ID.Value + strconv.Itoa(i+1); f.ID.Value != want {
				t.Errorf("fact %d of %s is %s, want %s", i+1, w.ID, f.ID, want)
			}
			onPage := func(p *site.Page) bool { return p.Playbook != nil }
			if !slices.ContainsFunc(s.Citations.Citing(f.ID.Value), onPage) {
				t.Errorf("no page cites %s", f.ID)
			}
		}
		if w.House && len(s.Citations.Citing(w.ID.Value)) == 0 {
			t.Errorf("no page cites %s", w.ID)
		}
	}
}

var digits = regexp.MustCompile(`\b\d+(?:\.\d+)?`)

// numbers are those that stand in a text.
func numbers(t *testing.T, text string) []float64 {
	t.Helper()
	var out []float64
	for _, d := range digits.FindAllString(text, -1) {
		n, err := strconv.ParseFloat(d, 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// TestSampleFigures holds the figures of facts against the criteria that rest on
// them: what a source says and what the checklist asks for are the same numbers.
func TestSampleFigures(t *testing.T) {
	s := built(t).Site
	limits := func(c playbook.Criterion) []float64 { return []float64{c.Min.Value, c.Max.Value} }
	idealAndLimit := func(c playbook.Criterion) []float64 { return []float64{c.Ideal[1].Value, c.Max.Value} }
	const client, search, cadence = "sweet-spot-client", "where-to-find-clients", "partner-cadence"
	want := map[string]struct {
		list, criterion string
		figures         func(playbook.Criterion) []float64
	}{
		"P7": {cadence, "meet", func(c playbook.Criterion) []float64 { return []float64{c.Count.Value, float64(c.Every.N)} }},
		"P8": {cadence, "venues", func(c playbook.Criterion) []float64 { return []float64{float64(len(c.Options) - 1)} }}, // but for the best, which is P9
		"S5": {client, "drive", idealAndLimit},
		"S8": {search, "lists", func(c playbook.Criterion) []float64 {
			return append(limits(c), math.Round(c.Min.Value*1.609), math.Round(c.Max.Value*1.609)) // in kilometres
		}},
		"S9":  {search, "groups", idealAndLimit},
		"S10": {client, "computers", limits},
		"S11": {client, "staff", limits},
		"S12": {client, "sales", func(c playbook.Criterion) []float64 { return []float64{c.Min.Value / 1e6, c.Max.Value / 1e6} }},
		"S14": {client, "advisers", func(c playbook.Criterion) []float64 { return []float64{c.Min.Value} }},
		"S16": {search, "network", func(c playbook.Criterion) []float64 { return []float64{float64(len(c.Options))} }},
	}
	for _, f := range facts(s) {
		id := f.ID.Value
		w, ok := want[id]
		if !ok {
			if digits.MatchString(f.Say + f.Figures) {
				t.Errorf("%s has figures that nothing is held against: %s %s", id, f.Say, f.Figures)
			}
			continue
		}
		delete(want, id)
		c := asked(t, s, w.list, w.criterion)
		if !slices.ContainsFunc(c.Sources, func(n playbook.Name) bool { return n.Value == id }) {
			t.Errorf("%s/%s does not rest on %s", w.list, w.criterion, id)
		}
		figures := w.figures(c)
		if got := numbers(t, f.Figures); !slices.Equal(got, figures) {
			t.Errorf("%s has the figures %v, and %s/%s has %v", id, got, w.list, w.criterion, figures)
		}
		if got := numbers(t, f.Say); len(got) > 0 && !slices.Equal(got, figures) {
			t.Errorf("%s says %v, and %s/%s has %v", id, got, w.list, w.criterion, figures)
		}
	}
	for id := range want {
		t.Errorf("there is no fact %s", id)
	}
	// The five kinds are the same wherever they are named.
	for _, f := range facts(s) {
		for _, o := range asked(t, s, search, "network").Options {
			if f.ID.Value == "S16" && !strings.Contains(f.Say, o.Label) {
				t.Errorf("S16 does not name %s", o.Label)
			}
			if !slices.ContainsFunc(asked(t, s, client, "advisers").Options, func(a playbook.Option) bool { return a.ID == o.ID && a.Label == o.Label }) {
				t.Errorf("the scorecard does not name %s", o.Label)
			}
		}
	}
}

// typed are the numbers that a text may hold: those that no criterion has.
var typed = regexp.MustCompile(`1\.6 km|40 minutes|dollars of 2006`)

// spelt are numbers of the criteria in words.
var spelt = regexp.MustCompile(`(?i)\b(half an hour|an hour away|every other month|two months|ten|thirty|fifty|sixty|hundred)\b`)

// TestSampleBindsNumbers looks for numbers that are written where they should be
// bound to a criterion: a limit that changes must change everywhere.
func TestSampleBindsNumbers(t *testing.T) {
	look := func(where, text string) {
		text = typed.ReplaceAllString(text, "")
		for _, found := range [][]string{digits.FindAllString(text, -1), spelt.FindAllString(text, -1)} {
			if len(found) > 0 {
				t.Errorf("%s: bind %q to the criterion, or let typed name it: %s", where, found, text)
			}
		}
	}
	code := regexp.MustCompile("(?s)```.*?```|`[^`]*`")
	target := regexp.MustCompile(`\]\([^)]*\)`)
	listed := regexp.MustCompile(`(?m)^\d+\. `)
	for _, p := range built(t).Site.Pages {
		if c := p.Checklist; c != nil && c.Items != nil {
			for _, text := range textsOf(c) {
				look(p.Address, text)
			}
		}
		if p.Playbook == nil {
			continue
		}
		look(p.Address, p.Playbook.Title)
		look(p.Address, p.Playbook.Summary)
		data, err := os.ReadFile(filepath.Join(project().Content, filepath.FromSlash(p.Playbook.Path)))
		if err != nil {
			t.Fatal(err)
		}
		_, body, ok := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		if !ok {
			t.Fatalf("%s has no front matter", p.Playbook.Path)
		}
		for _, e := range []*regexp.Regexp{code, target, listed} {
			body = e.ReplaceAllString(body, "")
		}
		for line := range strings.Lines(body) {
			look(p.Playbook.Path, strings.TrimSpace(line))
		}
	}
}

// textsOf are all sentences of a checklist.
func textsOf(c *site.Checklist) []string {
	texts := []string{c.When, c.NotWhen}
	for _, item := range c.Items {
		texts = append(texts, item.Ask, item.Why, item.Hint)
	}
	for _, p := range c.Pitfalls {
		texts = append(texts, p.Say)
	}
	for _, v := range c.Verdicts {
		texts = append(texts, v.Say, v.Next)
	}
	for _, r := range c.Rules {
		texts = append(texts, r.Then, r.Else, r.Next)
	}
	return texts
}

// TestSampleChecklists tells when to use each, when not, and what goes wrong; and
// every verdict and outcome has its next step with its page.
func TestSampleChecklists(t *testing.T) {
	lists := built(t).Site.Checklists
	if len(lists) != 4 {
		t.Errorf("the sample has %d checklists", len(lists))
	}
	for _, p := range lists {
		c := p.Checklist
		if c.When == "" || c.NotWhen == "" || len(c.Pitfalls) == 0 {
			t.Errorf("%s does not tell when to use it, when not, or what goes wrong", c.ID)
		}
		for _, pitfall := range c.Pitfalls {
			if len(pitfall.Sources) == 0 {
				t.Errorf("%s: neither a source nor H: %s", c.ID, pitfall.Say)
			}
		}
		for _, v := range c.Verdicts {
			if v.Next == "" || v.More.Value == "" {
				t.Errorf("%s: no next step, or no page for it: %s", c.ID, v.Say)
			}
		}
		for _, r := range c.Rules {
			if r.Next == "" || r.More.Value == "" || len(r.Sources) == 0 {
				t.Errorf("%s: no next step, no page for it, or no source: %s%s", c.ID, r.Then, r.Else)
			}
		}
	}
}

// TestTemplatesKeepToReservedIDs: no id that a checklist's page uses for itself
// can be a criterion's.
func TestTemplatesKeepToReservedIDs(t *testing.T) {
	r := built(t)
	files := contents(t, r.Files())
	own := 0
	for _, list := range r.Site.Checklists {
		asked := map[string]bool{}
		for _, item := range list.Checklist.Items {
			asked[item.ID.Value] = true
		}
		for id := range parse(t, list.Address, files[list.Address]).ids {
			if asked[id] {
				continue
			}
			own++
			r := diag.NewReporter(list.Address)
			c := playbook.Checklist{Criteria: []playbook.Criterion{{ID: playbook.Name{Value: id}, Kind: playbook.KindYesNo, Why: "x"}}}
			c.Validate(r)
			if !slices.ContainsFunc(r.List(), func(d diag.Diagnostic) bool {
				return strings.Contains(d.Message, fmt.Sprintf("criterion id %q", id)) || strings.Contains(d.Message, fmt.Sprintf("the id %q", id))
			}) {
				t.Errorf("%s: a criterion may be called %q, which the page uses itself", list.Address, id)
			}
		}
	}
	if own == 0 {
		t.Error("no page has an id of its own")
	}
}
