package playbook

import (
	"errors"
	"strings"

	"fieldbook/generator/diag"
)

// Checklist is a set of criteria that judge one thing: a client, our own firm,
// a campaign.
type Checklist struct {
	ID        Name          `json:"id" makes:"checklist" doc:"Stable name, also of the page checklists/<id>.html. Default: the file's name."`
	Kind      ChecklistKind `json:"kind" doc:"What the page does with the answers." default:"checklist"`
	Title     string        `json:"title" doc:"The checklist's name. Default: the playbook's title."`
	About     string        `json:"about,omitempty" doc:"What one run judges, such as client."`
	Use       string        `json:"use,omitempty" doc:"Do each as you read, or do all and then confirm." enum:"read-do,do-confirm"`
	When      string        `json:"when,omitempty" doc:"When to use it, in a sentence."`
	NotWhen   string        `json:"not_when,omitempty" doc:"When not to use it, in a sentence."`
	Groups    []Group       `json:"groups,omitempty" doc:"Parts of the page, in order, each with a score of its own."`
	Criteria  []Criterion   `json:"criteria" doc:"The questions, in order." required:"true"`
	Verdicts  []Verdict     `json:"verdicts,omitempty" doc:"The bands of a scorecard, from the highest down to 0."`
	Rules     []Rule        `json:"rules,omitempty" doc:"The rules of a decision, in order; the last one is else."`
	Report    *Report       `json:"report,omitempty" doc:"What is handed to the one who was judged. It is there, too, where a criterion has a finding."`
	Form      bool          `json:"form,omitempty" doc:"Whether it has a page that its client answers, checklists/<id>-form.html: questions, help and options alone."`
	Greeting  string        `json:"greeting,omitempty" doc:"What the form says to its client first, in a sentence or two."`
	Pitfalls  []Pitfall     `json:"pitfalls,omitempty" doc:"What goes wrong with it, each with its sources."`
	diag.Span `json:"-"`
}

// Pitfall is what goes wrong with a Checklist.
type Pitfall struct {
	Say       string `json:"say" doc:"The pitfall in a sentence." required:"true"`
	Sources   []Name `json:"sources,omitempty" refers:"fact" doc:"The facts it rests on, by their ids in sources.yaml."`
	diag.Span `json:"-"`
}

// Criterion is one question of a Checklist.
type Criterion struct {
	ID        Name          `json:"id" makes:"criterion" doc:"Stable name of the criterion; answers are kept under it." required:"true"`
	Ask       string        `json:"ask" doc:"The question, or what is asked for." required:"true"`
	Short     string        `json:"short,omitempty" doc:"The same in a word or three, for where there is room for no more. Default: ask."`
	Was       []Name        `json:"was,omitempty" refers:"-" doc:"Earlier ids, so that saved answers survive a rename."`
	Group     Name          `json:"group,omitzero" refers:"-" doc:"The id of the group that it stands in. Without one it stands before them all."`
	OnlyIf    OnlyIf        `json:"only_if,omitempty" alike:"if,when,asked_if,show_if,depends_on,requires,condition" doc:"What must be so for it to be asked: answers to other criteria, as id: yes, id: no, id: {min: 10, max: 50} or id: [option, option]."`
	Kind      CriterionKind `json:"kind" doc:"What an answer is." default:"yesno"`
	Min       *Number       `json:"min,omitempty" doc:"The lower limit: below it the criterion fails. Of a date, in months from today."`
	Max       *Number       `json:"max,omitempty" doc:"The upper limit: above it the criterion fails. Of a date, in months from today."`
	Ideal     []Number      `json:"ideal,omitempty" doc:"The ideal span, as [low, high]. Default: min to max." len:"2"`
	Unit      string        `json:"unit,omitempty" doc:"The unit of the number, such as min."`
	Want      string        `json:"want,omitempty" doc:"The good answer: a definite other one has no credit. Default: yes." enum:"yes,no"`
	Options   Options       `json:"options,omitempty" doc:"The things to tick or to choose, as id: label; of a choice also as id: {say: label, credit: 0.5}."`
	Best      Name          `json:"best,omitzero" refers:"-" doc:"The id of the option that is best: of a choice, it has all of the credit."`
	Count     *Number       `json:"count,omitempty" doc:"How many times in each period. Default: 1."`
	Every     Period        `json:"every,omitzero" doc:"The period of a cadence, such as 2 months."`
	Must      bool          `json:"must,omitempty" doc:"A definite fail overrides the score."`
	Weight    Number        `json:"weight" doc:"Share of the score; 0 is information only." default:"1"`
	Why       string        `json:"why,omitempty" doc:"The reason for the criterion."`
	Hint      string        `json:"hint,omitempty" doc:"Help in finding the answer, for whoever asks. It is not in the form."`
	Help      string        `json:"help,omitempty" doc:"Help in finding the answer, for the client who answers the form; without a hint, for whoever asks, too."`
	Finding   string        `json:"finding,omitempty" doc:"What the report says where credit is lost, in a sentence."`
	Impact    string        `json:"impact,omitempty" doc:"What that means for the one who is judged, in a sentence."`
	Recommend string        `json:"recommend,omitempty" doc:"What to do about it, in a sentence."`
	Effort    string        `json:"effort,omitempty" doc:"How much there is to do." enum:"small,medium,large"`
	Risk      string        `json:"risk,omitempty" doc:"How much is at stake as long as nothing is done." enum:"low,medium,high"`
	Internal  string        `json:"internal,omitempty" doc:"What only the firm may read. It is published by build --internal alone, and never handed out."`
	More      Name          `json:"more,omitzero" refers:"page" doc:"A playbook to read, as a path of a .md file."`
	Sources   []Name        `json:"sources,omitempty" refers:"fact" doc:"The facts it rests on, by their ids in sources.yaml."`
	Columns   []string      `json:"columns,omitempty" doc:"Headings that lead lists use for it."`
	Keywords  []string      `json:"keywords,omitempty" doc:"Other words that search should find it by."`
	diag.Span `json:"-"`
}

// Verdict is a band of a scorecard: Say holds from At up to the next band.
type Verdict struct {
	At        Number `json:"at" doc:"The lowest score of the band, 0 to 100." required:"true"`
	Say       string `json:"say" doc:"The verdict in words." required:"true"`
	Next      string `json:"next,omitempty" doc:"What to do next, in a sentence."`
	More      Name   `json:"more,omitzero" refers:"page" doc:"A page to read, as a path of a .md file."`
	diag.Span `json:"-"`
}

// Rule is one row of a decision: when every condition of If holds, Then is the
// outcome. The last rule has Else alone.
type Rule struct {
	If        Conditions `json:"if,omitempty" doc:"The answers that this rule needs, as id: yes or id: no."`
	Then      string     `json:"then,omitempty" doc:"The outcome when they are given."`
	Else      string     `json:"else,omitempty" doc:"The outcome when no rule before holds."`
	Next      string     `json:"next,omitempty" doc:"What to do next, in a sentence."`
	More      Name       `json:"more,omitzero" refers:"page" doc:"A playbook to read, as a path of a .md file."`
	Sources   []Name     `json:"sources,omitempty" refers:"fact" doc:"The facts it rests on, by their ids in sources.yaml."`
	diag.Span `json:"-"`
}

// Outcome is what the rule says, be it Then or Else.
func (r Rule) Outcome() string { return r.Then + r.Else }

// Option is one thing to tick in a list, or to choose.
type Option struct {
	ID        string  `json:"id"`
	Label     string  `json:"label"`
	Credit    *Number `json:"credit,omitempty"` // of a choice, 0 to 1
	diag.Span `json:"-"`
}

// Options are the things to tick, in order.
type Options []Option

// AddEntry takes the next "id: label".
func (o *Options) AddEntry(key, value string, at diag.Span) error {
	*o = append(*o, Option{ID: key, Label: value, Span: at})
	return nil
}

// Form says how Options are written.
func (Options) Form() string { return "write {id: label, id: label}" }

// AddStruct takes the next "id: {say: label, credit: 0.5}".
func (o *Options) AddStruct(key string, at diag.Span, decode func(v any)) {
	var f struct {
		Say    string  `json:"say" doc:"What the option says." required:"true"`
		Credit *Number `json:"credit" doc:"How much of the weight it gives, 0 to 1."`
	}
	decode(&f)
	if f.Say == "" {
		f.Say = key // that it is missing is told
	}
	*o = append(*o, Option{ID: key, Label: f.Say, Credit: f.Credit, Span: at})
}

// JSONSchema describes Options as a mapping.
func (Options) JSONSchema() map[string]any {
	full := map[string]any{
		"type": "object", "required": []string{"say"}, "additionalProperties": false,
		"properties": map[string]any{"say": map[string]any{"type": "string"}, "credit": map[string]any{"type": "number", "minimum": 0, "maximum": 1}},
	}
	return map[string]any{"type": "object", "additionalProperties": map[string]any{"anyOf": []any{map[string]any{"type": "string"}, full}}}
}

// WrittenSchema describes Options as they are published.
func (Options) WrittenSchema() map[string]any {
	return listOf(map[string]any{"id": map[string]any{"type": "string"}, "label": map[string]any{"type": "string"}, "credit": map[string]any{"type": "number", "minimum": 0, "maximum": 1}}, "id", "label")
}

// listOf is the JSON Schema of a list of objects.
func listOf(properties map[string]any, required ...string) map[string]any {
	return map[string]any{"type": "array", "items": map[string]any{"type": "object", "properties": properties, "required": required}}
}

// Condition is an answer that a Rule needs.
type Condition struct {
	ID  Name `json:"id" refers:"criterion"`
	Yes bool `json:"yes"`
}

// Conditions are the answers that a Rule needs, all of them.
type Conditions []Condition

// AddEntry takes the next "id: yes" or "id: no".
func (c *Conditions) AddEntry(key, value string, at diag.Span) error {
	yes := value == "yes" || value == "true"
	*c = append(*c, Condition{Name{key, at}, yes})
	if !yes && value != "no" && value != "false" {
		return errors.New("wants yes or no")
	}
	return nil
}

// Form says how Conditions are written.
func (Conditions) Form() string { return "write {id: yes} or {id: no}" }

// JSONSchema describes Conditions as a mapping to yes or no.
func (Conditions) JSONSchema() map[string]any {
	return map[string]any{"type": "object", "additionalProperties": map[string]any{"enum": []any{"yes", "no", true, false}}}
}

// Add gives the edit that adds a key behind the id of a criterion, as YAML; false if
// the id is not the first of its keys.
func (c *Criterion) Add(key, value string) (diag.Edit, bool) {
	const block, flow = len("id: "), len("{id: ")
	behind := diag.Span{Pos: c.ID.End, End: c.ID.End}
	switch written := key + ": " + value; {
	case c.ID.Line != c.Line || c.ID.End == (diag.Pos{}):
	case c.ID.Col-c.Col == block:
		return diag.Edit{Span: behind, Text: "\n" + strings.Repeat(" ", c.Col-1) + written}, true
	case c.ID.Col-c.Col == flow && value != "":
		return diag.Edit{Span: behind, Text: ", " + written}, true
	}
	return diag.Edit{}, false
}

// Find gives the criterion of that id, or of that earlier id.
func (c *Checklist) Find(id string) *Criterion {
	for i := range c.Criteria {
		if c.Criteria[i].ID.Value == id {
			return &c.Criteria[i]
		}
	}
	for i := range c.Criteria {
		for _, was := range c.Criteria[i].Was {
			if was.Value == id {
				return &c.Criteria[i]
			}
		}
	}
	return nil
}

// WrittenSchema describes Conditions as they are published.
func (Conditions) WrittenSchema() map[string]any {
	return listOf(map[string]any{"id": map[string]any{"type": "string"}, "yes": map[string]any{"type": "boolean"}}, "id", "yes")
}
