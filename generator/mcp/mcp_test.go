package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"fieldbook/generator/build"
	"fieldbook/generator/testfiles"
)

// client is a real client of a server of the sample.
func client(t *testing.T) *sdk.ClientSession {
	t.Helper()
	r, err := build.Project{Content: "../../content"}.Build()
	if err != nil {
		t.Fatal(err)
	}
	here, there := sdk.NewInMemoryTransports()
	server, err := New(r.Site, r.Renderer, "test").Connect(t.Context(), there, nil)
	if err != nil {
		t.Fatal(err)
	}
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = session.Close()
		_ = server.Wait()
	})
	return session
}

// call calls a tool; the answer is its structured content, or what was wrong.
func call(t *testing.T, c *sdk.ClientSession, tool string, arguments any) (answer, wrong string) {
	t.Helper()
	r, err := c.CallTool(context.Background(), &sdk.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		return "", err.Error()
	}
	if r.IsError {
		return "", r.Content[0].(*sdk.TextContent).Text
	}
	data, err := json.Marshal(r.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	return string(data), ""
}

// TestTools calls every tool.
func TestTools(t *testing.T) {
	c := client(t)
	tools, err := c.ListTools(t.Context(), nil)
	if err != nil || len(tools.Tools) != 5 {
		t.Fatalf("%v: %v", err, tools)
	}
	for _, tool := range tools.Tools {
		if !tool.Annotations.ReadOnlyHint || tool.Description == "" || tool.OutputSchema == nil {
			t.Errorf("%+v", tool)
		}
	}
	for _, test := range []struct {
		tool, arguments string
		want            []string
	}{
		{"search", `{"query": "list radius mlies", "limit": 3}`, []string{`"answer":{`, "up to 50 miles", `"corrected":"list radius miles"`, `"page":"checklists/where-to-find-clients.html#lists"`}},
		{"search", `{"query": "\"hour behind the wheel\""}`, []string{`"total":1`, "sweet-spot/distance.html"}},
		{"search", `{"query": "qzxjwv"}`, []string{`"hits":[]`, `"total":0`}},
		{"read_page", `{"page": "sweet-spot/distance.md"}`, []string{"# Why distance decides", "is ideal, and [50 min](https://fieldbook.example/checklists/sweet-spot-client.html#drive", "## What being near gives\\n", `"page":"sweet-spot/distance.html"`}},
		{"read_page", `{"page": "/sweet-spot/distance#x"}`, []string{"# Why distance decides"}},
		{"read_page", `{"page": "why distance decides"}`, []string{"# Why distance decides"}},
		{"list_checklists", `{}`, []string{`"id":"sweet-spot-client"`, `"kind":"decision"`, `"criteria":7`}},
		{"list_criteria", `{"checklist": "sweet-spot-client"}`, []string{`"limits":"at most 50 min, ideally up to 30 min"`, `"must":true`, `"accountant":"accounting firm"`, `"from 75: Sweet spot"`, `"answer":"yes, no, ? or na"`}},
		{"list_criteria", `{"checklist": "partner-readiness"}`, []string{"Have good contractors lined up now", "Start without partners"}},
		{"score", `{"checklist": "sweet-spot-client", "answers": {"drive": "25 min", "computers": "about 20", "staff": "many", "nope": "1"}}`, []string{`"answer":"18..22"`, `"unreadable":["nope","staff"]`, `"verdicts":["Sweet spot","Worth a talk","Not a sweet spot"]`, `"next":"advisers"`, `"score":{"high":100,"low":31}`}},
		{"score", `{"checklist": "sweet-spot-client", "answers": {"drive": "51"}}`, []string{`"ruledOutBy":"drive"`}},
		{"score", `{"checklist": "partner-readiness", "answers": {"weak": "yes", "demand": "yes"}}`, []string{`"outcomes":["Have good contractors lined up now"]`, `"next":""`}},
		{"score", `{"checklist": "partner-cadence", "answers": {}}`, []string{`"unreadable":[]`, `"next":"meet"`}},
	} {
		answer, wrong := call(t, c, test.tool, json.RawMessage(test.arguments))
		for _, want := range test.want {
			if !strings.Contains(answer, want) {
				t.Errorf("%s %s lacks %s: %s%s", test.tool, test.arguments, want, answer, wrong)
			}
		}
	}
	// What only a browser can use, or shows when it is asked to, is left out.
	answer, _ := call(t, c, "read_page", json.RawMessage(`{"page": "sweet-spot/distance.html"}`))
	for _, idle := range []string{"The place from which you set out", "[#]"} {
		if strings.Contains(answer, idle) {
			t.Errorf("the page has %q: %s", idle, answer)
		}
	}
}

// TestBadCalls refuses what cannot be meant, says why, and goes on.
func TestBadCalls(t *testing.T) {
	c := client(t)
	for _, test := range []struct{ tool, arguments, want string }{
		{"search", `{}`, "query"}, {"search", `{"query": 7}`, "query"}, {"search", `{"query": "x", "limit": 51}`, "limit is 51, and may be 1 to 50"}, {"search", `{"query": "x", "limit": -1}`, "limit is -1"}, {"search", `{"query": "x", "more": 1}`, "more"},
		{"read_page", `{"page": "sweet-spot/distanse.html"}`, "did you mean sweet-spot/distance.html"}, {"read_page", `{"page": ""}`, `there is no page ""`}, {"read_page", `{"page": "search.html"}`, "is nothing without a browser"}, {"read_page", `{"page": "../../etc/passwd"}`, "there is no page"},
		{"list_criteria", `{"checklist": "sweetspot-client"}`, "did you mean sweet-spot-client"}, {"score", `{"checklist": "sweet-spot-client", "answers": {"drive": 25}}`, "answers"}, {"score", `{"checklist": "sweet-spot-client", "answers": []}`, "answers"},
		{"nothing", `{}`, "nothing"},
	} {
		if answer, wrong := call(t, c, test.tool, json.RawMessage(test.arguments)); !strings.Contains(wrong, test.want) {
			t.Errorf("%s %s: %q %q, want %q", test.tool, test.arguments, answer, wrong, test.want)
		}
	}
	huge := strings.Repeat("x", 10<<20)
	for tool, arguments := range map[string]any{
		"search": map[string]any{"query": huge}, "read_page": map[string]any{"page": huge},
		"score": map[string]any{"checklist": "sweet-spot-client", "answers": map[string]string{"drive": huge}},
	} {
		if answer, wrong := call(t, c, tool, arguments); len(answer)+len(wrong) > 10_000 || len(answer)+len(wrong) == 0 {
			t.Errorf("%s of 10 MB gives %d bytes", tool, len(answer)+len(wrong))
		}
	}
	if answer, wrong := call(t, c, "search", map[string]any{"query": "drive", "limit": 1}); !strings.Contains(answer, "#drive") {
		t.Errorf("after all that: %s%s", answer, wrong)
	}
}

// TestAnswersBeforeTheEnd: what was asked is answered, also to a caller that closes
// its end at once, or breaks off in the middle of a line.
func TestAnswersBeforeTheEnd(t *testing.T) {
	r, err := build.Project{Content: "../../content"}.Build()
	if err != nil {
		t.Fatal(err)
	}
	const calls = 4
	asked := `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}` + "\n" + `{"jsonrpc":"2.0","method":"notifications/initialized"}` + "\n"
	for i := range calls {
		asked += fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"search","arguments":{"query":"drive"}}}`+"\n", i+1)
	}
	asked += `{"jsonrpc":"2.0","id":-1,"method":"subscriptions/listen","params":{}}` + "\n" // which is answered when it is given up
	for _, end := range []string{"", `{"jsonrpc":"2.0","id":`} {
		var out testfiles.Buffer
		err := Serve(t.Context(), New(r.Site, r.Renderer, "test"), io.NopCloser(strings.NewReader(asked+end)), &out)
		if (err != nil) != (end != "") {
			t.Errorf("%q ends with %v", end, err)
		}
		answers := 0
		for line := range strings.Lines(out.String()) {
			var m struct {
				ID     int
				Result any
			}
			if err := json.Unmarshal([]byte(line), &m); err != nil {
				t.Fatal(err)
			}
			if m.ID >= 0 && m.Result != nil {
				answers++
			}
		}
		if answers != calls+1 {
			t.Errorf("%q: %d answers to %d calls: %.500s", end, answers, calls+1, out.String())
		}
	}
	// Nobody waits for answers that cannot be written.
	if err := Serve(t.Context(), New(r.Site, r.Renderer, "test"), io.NopCloser(strings.NewReader(asked)), full{}); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("a full disk ends with %v", err)
	}
}

// full takes nothing.
type full struct{}

// Write implements io.Writer.
func (full) Write([]byte) (int, error) { return 0, fs.ErrClosed }
