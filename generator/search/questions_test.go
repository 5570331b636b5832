package search

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestReadersQuestions asks the sample what readers ask, in their own words.
// The questions were written by somebody who had not read the ranking, with the
// places that answer each; a page answers in any of its sections.
func TestReadersQuestions(t *testing.T) {
	data, err := os.ReadFile("testdata/questions.json")
	if err != nil {
		t.Fatal(err)
	}
	var questions []struct {
		Ask     string
		Answers []string
	}
	if err := json.Unmarshal(data, &questions); err != nil {
		t.Fatal(err)
	}
	b := newBrowser(t, Files(joined(t, sample), nil))
	first, three, wrong := 0, 0, 0
	for _, q := range questions {
		answers := func(url string) bool {
			page, _, _ := strings.Cut(url, "#")
			return slices.Contains(q.Answers, url) || slices.Contains(q.Answers, page)
		}
		r := b.find(q.Ask, nil)
		var shown []string
		if r.Answer != nil {
			shown = append(shown, r.Answer.URL)
			if !answers(r.Answer.URL) {
				wrong++
			}
		}
		for _, h := range r.Hits {
			shown = append(shown, h.URL)
		}
		at := slices.IndexFunc(shown, answers)
		if at == 0 {
			first++
		}
		if at >= 0 && at < 3 {
			three++
		} else {
			t.Logf("%s: %q", q.Ask, shown[:min(len(shown), 3)])
		}
	}
	n := len(questions)
	t.Logf("%d of %d first, %d in the first three; %d answers that are none", first, n, three, wrong)
	if n < 60 || first*100 < n*85 || three*100 < n*97 || wrong > 2 {
		t.Errorf("%d of %d first, %d in the first three; %d answers that are none", first, n, three, wrong)
	}
}

// TestAnswers gives the answer in its words, with the page beside it, or none.
func TestAnswers(t *testing.T) {
	b := newBrowser(t, Files(joined(t, sample), nil))
	for query, want := range map[string][3]string{
		"How far may a client be?":   {"checklists/sweet-spot-client.html#drive", "at most 50 min, ideally up to 30 min", "sweet-spot/distance.html"},
		"how far may a cleint be":    {"checklists/sweet-spot-client.html#drive", "at most 50 min, ideally up to 30 min", "sweet-spot/distance.html"},
		"what is a chamber?":         {"glossary.html#chamber", "The local association of businesses", "partnerships/meeting-candidates.html"},
		"partner or contractor?":     {"glossary.html#contractor", "A person or firm", "partnerships/contractors.html"},
		"line up subcontractors":     {"sources.html#P5", "Starting an IT", "partnerships/do-we-need-partners.html"},
		"where to find clients":      {}, // a page's title
		"contractors for the gaps":   {},
		"how far is the moon":        {}, // the site knows too little of it
		`"how far" client`:           {}, // somebody looks for a text
		"what of it":                 {},
		"tag:networking":             {},
		"clients":                    {},
		"client partner list score":  {},
		"how may the quick brown ox": {},
	} {
		got := b.find(query, nil).Answer
		switch {
		case want[0] == "" && got != nil:
			t.Errorf("%s is answered by %v", query, got)
		case want[0] == "":
		case got == nil || got.URL != want[0] || !strings.HasPrefix(got.Excerpt, want[1]) || len(got.Beside) == 0 || got.Beside[0].URL != want[2]:
			t.Errorf("%s is answered by %+v, want %v", query, got, want)
		}
	}
}
