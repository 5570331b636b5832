package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"fieldbook/generator/browser"
	"fieldbook/generator/site"
)

type listIn struct{}

type listOut struct {
	Checklists []listed `json:"checklists"`
}

type listed struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Kind     string `json:"kind" jsonschema:"checklist, scorecard or decision"`
	About    string `json:"about,omitempty" jsonschema:"what one run judges"`
	Page     string `json:"page"`
	Criteria int    `json:"criteria" jsonschema:"how many"`
}

func (m *server) list(context.Context, *sdk.CallToolRequest, listIn) (*sdk.CallToolResult, listOut, error) {
	out := listOut{Checklists: []listed{}}
	for _, p := range m.site.Checklists {
		out.Checklists = append(out.Checklists, listed{p.Checklist.ID.Value, p.Title, string(p.Checklist.Kind), p.Checklist.About, p.Address, len(p.Checklist.Items)})
	}
	return nil, out, nil
}

type criteriaIn struct {
	Checklist string `json:"checklist" jsonschema:"its id, from list_checklists"`
}

type criteriaOut struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Kind     string      `json:"kind"`
	Criteria []criterion `json:"criteria"`
	Verdicts []string    `json:"verdicts,omitempty" jsonschema:"of a scorecard, each with the score from which it holds"`
	Rules    []string    `json:"rules,omitempty" jsonschema:"of a decision, in their order: the first that holds decides"`
}

type criterion struct {
	ID      string            `json:"id"`
	Ask     string            `json:"ask"`
	Limits  string            `json:"limits,omitempty"`
	Why     string            `json:"why,omitempty"`
	Hint    string            `json:"hint,omitempty"`
	Must    bool              `json:"must" jsonschema:"a definite fail rules out, whatever the score"`
	Weight  float64           `json:"weight" jsonschema:"its share of the score"`
	Options map[string]string `json:"options,omitempty" jsonschema:"what can be chosen, by id"`
	Answer  string            `json:"answer" jsonschema:"how an answer is written"`
}

func (m *server) criteria(_ context.Context, _ *sdk.CallToolRequest, in criteriaIn) (*sdk.CallToolResult, criteriaOut, error) {
	p, err := m.checklist(in.Checklist)
	if err != nil {
		return nil, criteriaOut{}, err
	}
	out := criteriaOut{ID: p.Checklist.ID.Value, Title: p.Title, Kind: string(p.Checklist.Kind), Criteria: []criterion{}}
	for _, item := range p.Checklist.Items {
		c := criterion{ID: item.ID.Value, Ask: item.Ask, Limits: item.Limits, Why: item.Why, Hint: item.Hint, Must: item.Must, Weight: item.Weight.Value, Answer: item.Kind.Form()}
		for _, o := range item.Options {
			if c.Options == nil {
				c.Options = map[string]string{}
			}
			c.Options[o.ID] = o.Label
		}
		out.Criteria = append(out.Criteria, c)
	}
	for _, b := range p.Checklist.Bands {
		out.Verdicts = append(out.Verdicts, fmt.Sprintf("from %d: %s", b.Low, b.Say))
	}
	for _, r := range p.Checklist.Rules {
		out.Rules = append(out.Rules, r.Outcome())
	}
	return nil, out, nil
}

func (m *server) checklist(id string) (*site.Page, error) {
	if p := m.site.Checklist(id); p != nil {
		return p, nil
	}
	var ids []string
	for _, p := range m.site.Checklists {
		ids = append(ids, p.Checklist.ID.Value)
	}
	return nil, missing("checklist", id, ids)
}

type scoreIn struct {
	Checklist string            `json:"checklist" jsonschema:"its id, from list_checklists"`
	Answers   map[string]string `json:"answers" jsonschema:"by the ids of criteria; list_criteria says how each is written"`
}

// scoreOut is what templates/assets/checklist/cli.ts makes.
type scoreOut struct {
	Unreadable []string `json:"unreadable" jsonschema:"answers that cannot be read or are to no criterion, and count as none"`
	Criteria   []struct {
		ID     string  `json:"id"`
		Ask    string  `json:"ask"`
		Answer string  `json:"answer"`
		Low    float64 `json:"low" jsonschema:"the least credit that it may have, 0 to 1"`
		High   float64 `json:"high" jsonschema:"the most credit that it may have, 0 to 1"`
		Must   bool    `json:"must"`
		OnlyIf string  `json:"only_if,omitempty" jsonschema:"whether what it is asked for is met, open or failed: then it does not count"`
	} `json:"criteria"`
	Next  string `json:"next" jsonschema:"the criterion to ask next; empty when nothing would change"`
	Score *struct {
		Low  int `json:"low"`
		High int `json:"high"`
	} `json:"score,omitempty" jsonschema:"of a scorecard, 0 to 100"`
	Groups map[string]struct {
		Low  int `json:"low"`
		High int `json:"high"`
	} `json:"groups,omitempty" jsonschema:"the score of each group, by its id"`
	Verdicts   []string `json:"verdicts,omitempty" jsonschema:"the verdict, or those that are still open"`
	RuledOutBy string   `json:"ruledOutBy,omitempty" jsonschema:"the must that fails"`
	Outcomes   []string `json:"outcomes,omitempty" jsonschema:"of a decision: the outcome, or those that are still open"`
}

const longestAnswers = 100_000 // bytes

func (m *server) score(_ context.Context, _ *sdk.CallToolRequest, in scoreIn) (*sdk.CallToolResult, scoreOut, error) {
	p, err := m.checklist(in.Checklist)
	if err != nil {
		return nil, scoreOut{}, err
	}
	model, err := json.Marshal(p.Checklist.Page.Checklist)
	if err != nil {
		return nil, scoreOut{}, err
	}
	answers, err := json.Marshal(in.Answers)
	if err != nil {
		return nil, scoreOut{}, err
	}
	if len(answers) > longestAnswers {
		return nil, scoreOut{}, fmt.Errorf("the answers have %d bytes, and may have %d", len(answers), longestAnswers)
	}
	if in.Answers == nil {
		answers = []byte("{}")
	}
	said, err := m.judge(string(model), string(answers))
	if err != nil {
		return nil, scoreOut{}, err
	}
	var out scoreOut
	err = json.Unmarshal([]byte(said), &out)
	return nil, out, err
}

// judge runs the pages' own scorer.
func (m *server) judge(model, answers string) (string, error) {
	m.engines.Lock()
	defer m.engines.Unlock()
	e, err := browser.New("checklist/cli.ts", m.site.Words)
	if err != nil {
		return "", err
	}
	defer e.Close()
	return e.Call("fieldbookJudge", model, answers, time.Now().Format(time.DateOnly))
}
