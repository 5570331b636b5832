// Package mcp offers a site to programs that speak the Model Context Protocol
// (https://modelcontextprotocol.io), on standard input and output: to search it,
// to read its pages, and to score answers, by the same search and scorer as the
// pages. Nothing of it can be changed.
package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"fieldbook/generator/ask"
	"fieldbook/generator/diag"
	"fieldbook/generator/engine"
	"fieldbook/generator/markdown"
	"fieldbook/generator/output"
	"fieldbook/generator/render"
	"fieldbook/generator/search"
	"fieldbook/generator/site"
)

// server answers from one site.
type server struct {
	site    *site.Site
	pages   render.Renderer
	index   func() map[string]output.File
	engines sync.Mutex // the scorer is one at a time
}

// New makes a server of a site; version is the program's.
func New(s *site.Site, pages render.Renderer, version string) *sdk.Server {
	m := &server{site: s, pages: pages, index: sync.OnceValue(func() map[string]output.File {
		files := map[string]output.File{}
		for _, f := range search.Files(s) {
			files[f.Path] = f
		}
		return files
	})}
	out := sdk.NewServer(&sdk.Implementation{Name: "fieldbook", Title: s.Title, Version: version}, &sdk.ServerOptions{
		Instructions: "The knowledge base “" + s.Title + "”. Search it, read whole pages as Markdown, list the checklists with their criteria, and score answers by them.",
	})
	sdk.AddTool(out, tool("search", "Search the knowledge base as its readers do: words, whole questions, \"phrases\", -words, tag:, kind:, topic:. A question that a criterion, a fact or a term answers for sure comes with that answer."), m.search)
	sdk.AddTool(out, tool("read_page", "Read a page as Markdown."), m.read)
	sdk.AddTool(out, tool("list_checklists", "List the checklists, scorecards and decisions."), m.list)
	sdk.AddTool(out, tool("list_criteria", "List the criteria of a checklist, with their limits, reasons, and how an answer is written."), m.criteria)
	sdk.AddTool(out, tool("score", "Score answers by a scorecard, follow a decision, or tick a checklist. What is not answered stays unknown: a score is an interval, and the verdicts and outcomes are those that are still open."), m.score)
	return out
}

// Serve answers on standard input and output until it ends.
func Serve(ctx context.Context, s *sdk.Server) error {
	err := s.Run(ctx, &sdk.StdioTransport{})
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func tool(name, description string) *sdk.Tool {
	no := false
	return &sdk.Tool{Name: name, Description: description, Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &no}}
}

const mostHits = 50

type searchIn struct {
	Query string `json:"query" jsonschema:"what to look for"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many hits, 1 to 50; 10 if it is left out"`
}

type searchOut struct {
	Answer    *ask.Answer `json:"answer,omitempty" jsonschema:"what answers the question by itself"`
	Hits      []hit       `json:"hits"`
	Total     int         `json:"total"`
	Corrected string      `json:"corrected,omitempty" jsonschema:"the query as it was understood, if a word was misspelt"`
}

type hit struct {
	Page    string `json:"page" jsonschema:"its address, for read_page"`
	Title   string `json:"title"`
	Section string `json:"section,omitempty"`
	Kind    string `json:"kind" jsonschema:"playbook, checklist, criterion, source or term"`
	Excerpt string `json:"excerpt"`
}

func (m *server) search(_ context.Context, _ *sdk.CallToolRequest, in searchIn) (*sdk.CallToolResult, searchOut, error) {
	limit := in.Limit
	if limit == 0 {
		limit = 10
	}
	if limit < 1 || limit > mostHits {
		return nil, searchOut{}, fmt.Errorf("limit is %d, and may be 1 to %d", in.Limit, mostHits)
	}
	r, err := ask.Search(m.file, in.Query, limit)
	if err != nil {
		return nil, searchOut{}, err
	}
	out := searchOut{Answer: r.Answer, Hits: []hit{}, Total: r.Total, Corrected: r.Corrected}
	for _, h := range r.Hits {
		out.Hits = append(out.Hits, hit{h.URL, h.Title, h.Section, h.Kind, h.Excerpt})
	}
	return nil, out, nil
}

// file gives a file of the site: of the index, or a page.
func (m *server) file(path string) ([]byte, error) {
	if f, ok := m.index()[path]; ok {
		return f.Content()
	}
	if p := m.at(path); p != nil {
		return m.pages.Page(p).Content()
	}
	return nil, os.ErrNotExist
}

func (m *server) at(address string) *site.Page {
	i := slices.IndexFunc(m.site.Pages, func(p *site.Page) bool { return p.Address == address })
	if i < 0 {
		return nil
	}
	return m.site.Pages[i]
}

type readIn struct {
	Page string `json:"page" jsonschema:"its address such as sweet-spot/distance.html, its file such as sweet-spot/distance.md, or its title"`
}

type readOut struct {
	Title    string `json:"title"`
	Page     string `json:"page"`
	Markdown string `json:"markdown"`
}

func (m *server) read(_ context.Context, _ *sdk.CallToolRequest, in readIn) (*sdk.CallToolResult, readOut, error) {
	p, err := m.page(in.Page)
	if err != nil {
		return nil, readOut{}, err
	}
	data, err := m.pages.Page(p).Content()
	if err != nil {
		return nil, readOut{}, err
	}
	text, err := articleOf(data)
	return nil, readOut{p.Title, p.Address, text}, err
}

// page finds a page by what a caller may call it.
func (m *server) page(name string) (*site.Page, error) {
	wanted, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(name), "/"), "#")
	var names []string
	for _, p := range m.site.Pages {
		file := ""
		if p.Playbook != nil {
			file = p.Playbook.Path
		}
		if wanted != "" && (p.Address == wanted || strings.TrimSuffix(p.Address, ".html") == wanted || file == wanted || strings.EqualFold(p.Title, wanted)) {
			return p, nil
		}
		names = append(names, p.Address)
	}
	return nil, missing("page", name, names)
}

const longestName = 100 // bytes of a name that is repeated in an error

// missing says that there is nothing of a name, and what may have been meant.
func missing(what, name string, names []string) error {
	if len(name) > longestName {
		return fmt.Errorf("there is no %s of a name of %d bytes", what, len(name))
	}
	text := fmt.Sprintf("there is no %s %q", what, name)
	if hint := diag.DidYouMean(name, names); hint != "" {
		text += "; " + hint
	}
	return errors.New(text)
}

// articleOf is the text of a page as Markdown, without what only a browser can
// use.
func articleOf(page []byte) (string, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return "", err
	}
	article := doc
	var idle []*html.Node
	for n := range doc.Descendants() {
		if onAsking(n) {
			idle = append(idle, n)
		}
		switch n.DataAtom {
		case atom.Article:
			article = n
		case atom.Script, atom.Style, atom.Button, atom.Input, atom.Textarea, atom.Select, atom.Svg, atom.Nav, atom.Dialog, atom.Label:
			idle = append(idle, n)
		}
	}
	for _, n := range idle {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	return markdown.From(article)
}

// onAsking tells what a browser shows when somebody asks: a term's meaning, the
// link of a heading.
func onAsking(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "class" && (a.Val == "meaning" || a.Val == "anchor") {
			return true
		}
	}
	return false
}

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

// forms say how an answer to each kind of criterion is written; answer.ts reads
// them.
var forms = map[string]string{
	"yesno":   "yes, no, ? or na",
	"number":  "a number such as 25, a span such as 10..20, 10.. or ..20, ? or na",
	"list":    "ids of options joined by commas, with ? among them if the others are unknown; none, ? or na",
	"choice":  "the id of an option, several that are possible joined by |, ? or na",
	"date":    "a day, month, quarter or year such as 2027-03-15, 2027-03, 2027-Q1, a span such as 2027-03..2027-06, ? or na",
	"cadence": "the day on which it was last done, such as 2026-11-21, ? or na",
}

func (m *server) criteria(_ context.Context, _ *sdk.CallToolRequest, in criteriaIn) (*sdk.CallToolResult, criteriaOut, error) {
	p, err := m.checklist(in.Checklist)
	if err != nil {
		return nil, criteriaOut{}, err
	}
	out := criteriaOut{ID: p.Checklist.ID.Value, Title: p.Title, Kind: string(p.Checklist.Kind), Criteria: []criterion{}}
	for _, item := range p.Checklist.Items {
		c := criterion{ID: item.ID.Value, Ask: item.Ask, Limits: item.Limits, Why: item.Why, Hint: item.Hint, Must: item.Must, Weight: item.Weight.Value, Answer: forms[string(item.Kind)]}
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
	var ids []string
	for _, p := range m.site.Checklists {
		if p.Checklist.ID.Value == id {
			return p, nil
		}
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
	} `json:"criteria"`
	Next  string `json:"next" jsonschema:"the criterion to ask next; empty when nothing would change"`
	Score *struct {
		Low  int `json:"low"`
		High int `json:"high"`
	} `json:"score,omitempty" jsonschema:"of a scorecard, 0 to 100"`
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
	e, err := engine.New("checklist/cli.ts", m.site.Words)
	if err != nil {
		return "", err
	}
	defer e.Close()
	return e.Call("fieldbookJudge", model, answers, time.Now().Format(time.DateOnly))
}
