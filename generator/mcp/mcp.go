// Package mcp offers a site to programs that speak the Model Context Protocol
// (https://modelcontextprotocol.io), on standard input and output: to search it,
// to read its pages, and to score answers, by the same search and scorer as the
// pages. Nothing of it can be changed.
package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"fieldbook/generator/browser"
	"fieldbook/generator/diag"
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
	m := &server{site: s, pages: pages, index: sync.OnceValue(func() map[string]output.File { return output.ByPath(search.Files(s, nil)) })}
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

// Serve answers what comes in until that ends. A line that is none of the protocol
// ends it too, for nobody knows what the next one would mean.
func Serve(ctx context.Context, s *sdk.Server, in io.ReadCloser, out io.Writer) error {
	err := s.Run(ctx, transport{in, out})
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
	Answer    *browser.Answer `json:"answer,omitempty" jsonschema:"what answers the question by itself"`
	Hits      []hit           `json:"hits"`
	Total     int             `json:"total"`
	Corrected string          `json:"corrected,omitempty" jsonschema:"the query as it was understood, if a word was misspelt"`
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
	r, err := browser.Search(m.file, in.Query, limit)
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
	if p := m.site.At(path); p != nil {
		return m.pages.Page(p).Content()
	}
	return nil, os.ErrNotExist
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
	file, ok := m.pages.Markdown(p)
	if !ok {
		return nil, readOut{}, fmt.Errorf("%q is nothing without a browser", p.Title)
	}
	text, err := file.Content()
	return nil, readOut{p.Title, p.Address, string(text)}, err
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
	if hint := diag.Guess(name, names); hint != "" {
		text += "; " + hint
	}
	return errors.New(text)
}
