package lsp

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// editor is the other end of the protocol.
type editor struct {
	*testing.T
	conn jsonrpc2.Conn
	dir  string // the content folder

	mu    sync.Mutex
	wrong map[string][]diagnostic // by file
	told  int
	shown []string // addresses
}

// edit opens a folder in an editor.
func edit(t *testing.T, folders ...string) *editor {
	t.Helper()
	here, there := net.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Serve(context.Background(), there, build.Project{}, "test") }()
	e := &editor{T: t, dir: contentOf(folders[0]), wrong: map[string][]diagnostic{}}
	e.conn = jsonrpc2.NewPeer(jsonrpc2.NewHeaderStream(here), jsonrpc2.WithCodec(codec{}))
	e.conn.Go(context.Background(), e.handle)
	t.Cleanup(func() {
		_ = e.conn.Close()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(patience):
			t.Error("the server goes on without its editor")
		}
	})
	var list []folder
	for _, dir := range folders {
		list = append(list, folder{URI: uriOf(dir)})
	}
	var answer object
	e.call("initialize", object{"processId": nil, "rootUri": nil, "workspaceFolders": list, "capabilities": object{}}, &answer)
	e.notify("initialized", object{})
	return e
}

func (e *editor) handle(_ context.Context, r *jsonrpc2.Request) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch r.Method() {
	case "textDocument/publishDiagnostics":
		p, err := params[publishParams](r)
		if err != nil {
			return nil, err
		}
		e.wrong[below(e.dir, fileOf(p.URI))] = p.Diagnostics
		e.told++
	case "window/showDocument":
		p, err := params[object](r)
		if err != nil {
			return nil, err
		}
		e.shown = append(e.shown, (*p)["uri"].(string))
		return object{"success": true}, nil
	}
	return nil, nil
}

const patience = 90 * time.Second

func (e *editor) ask(method string, p, result any) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := e.conn.Call(ctx, method, p, result)
	return err
}

func (e *editor) call(method string, p, result any) {
	e.Helper()
	if err := e.ask(method, p, result); err != nil {
		e.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) notify(method string, p any) {
	e.Helper()
	if err := e.conn.Notify(context.Background(), method, p); err != nil {
		e.Fatal(err)
	}
}

func (e *editor) uri(file string) string { return uriOf(filepath.Join(e.dir, file)) }

func (e *editor) document(file string) object { return object{"uri": e.uri(file)} }

// open opens a file, with the text of the disk or another one. A ‸ in the text is the
// cursor, whose position is given.
func (e *editor) open(file, text string) position {
	e.Helper()
	clean, at := cursor(text)
	e.notify("textDocument/didOpen", object{"textDocument": object{"uri": e.uri(file), "languageId": "markdown", "version": 1, "text": clean}})
	return at
}

func (e *editor) change(file, text string) position {
	e.Helper()
	clean, at := cursor(text)
	e.notify("textDocument/didChange", object{"textDocument": object{"uri": e.uri(file), "version": 2}, "contentChanges": []object{{"text": clean}}})
	return at
}

func cursor(text string) (string, position) {
	before, after, _ := strings.Cut(text, "‸")
	return before + after, newText(before + after).position(len(before))
}

// soon waits until something holds.
func (e *editor) soon(what string, holds func() bool) {
	e.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		e.mu.Lock()
		ok := holds()
		e.mu.Unlock()
		if ok {
			return
		}
	}
	e.Fatalf("not soon: %s; told %v", what, e.wrong)
}

// says waits until a file has diagnostics that hold a text.
func (e *editor) says(file, text string) diagnostic {
	e.Helper()
	var found diagnostic
	e.soon(file+" says "+text, func() bool {
		for _, d := range e.wrong[file] {
			if strings.Contains(d.Message, text) {
				found = d
				return true
			}
		}
		return false
	})
	return found
}

// folderOf is a content folder with a bit of everything.
func folderOf(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	for name, text := range map[string]string{
		"site.yaml":     "title: Site\n",
		"sources.yaml":  "works:\n  - {id: W, title: The work}\nfacts:\n  - {id: W1, work: W, say: A fact., figures: 10 to 20}\n  - {id: W2, work: W, say: Another fact.}\n",
		"glossary.yaml": "terms:\n  - term: sweet spot\n    meaning: Where all is well.\n",
		"index.md":      "# Home\n\nSee [the size](a/size.md#the-figures) and [[well]].[](source:W1)[](source:W2)\n",
		"a/index.md":    "# Topic\n",
		"a/size.md": "---\ntitle: Size\nsources: [W1]\ntags: [big]\nowner: lead\nchecklist:\n  id: card\n  kind: scorecard\n  criteria:\n    - id: drive\n      ask: How far?\n      kind: number\n      max: 50\n      ideal: [0, 30]\n      unit: min\n      why: Near is good.\n" +
			"    - {id: near, ask: Near?, why: Yes.}\n  verdicts:\n    - {at: 50, say: Good}\n    - {at: 0, say: Bad}\n---\n\nThe drive is [](criterion:drive#max), in the sweet spot.\n\n## The figures\n\nUp to [](criterion:card/drive#ideal).\n\n### Deeper\n\nText.\n",
		"well.md": "# Well\n\nA [link](a/size.md) and [up](a/size.md#the-figures).\n",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func fileText(t *testing.T, dir, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestDiagnostics are told while a text is typed, taken back when it is mended, also
// in other files, and are those of a build, word for word.
func TestDiagnostics(t *testing.T) {
	dir := folderOf(t)
	e := edit(t, filepath.Dir(dir))
	e.open("well.md", "# Well\n\n😀 A [link](a/sise.md).\n")
	d := e.says("well.md", `no page or file "a/sise.md"`)
	if d.Severity != 1 || d.Code != "dead-link" || d.Range.Start != (position{2, 5}) || d.Range.End != (position{2, 22}) || !strings.Contains(d.Message, "hint: did you mean a/size.md?") {
		t.Errorf("%+v", d)
	}
	e.change("well.md", "# Well\n\nMended.\n")
	e.soon("nothing is wrong", func() bool { return len(e.wrong["well.md"]) == 0 && e.wrong["well.md"] != nil })
	e.open("a/size.md", strings.Replace(fileText(t, dir, "a/size.md"), "## The figures", "## Figures", 1))
	e.says("index.md", "no heading #the-figures") // a page that is not open
	e.notify("textDocument/didClose", object{"textDocument": e.document("a/size.md")})
	e.soon("the disk counts again", func() bool { return len(e.wrong["index.md"]) == 0 })
	if err := os.WriteFile(filepath.Join(dir, "glossary.yaml"), []byte("terms: 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	e.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": e.uri("glossary.yaml"), "type": 2}}})
	e.says("glossary.yaml", "terms wants a list")
}

// TestAtOnce: what is wrong with a page is told before the site is built again.
func TestAtOnce(t *testing.T) {
	dir := folderOf(t)
	here, there := net.Pipe()
	s := newServer("test")
	s.rest = time.Hour
	ended := make(chan error, 1)
	go func() { ended <- s.serve(context.Background(), there) }()
	e := &editor{T: t, dir: dir, wrong: map[string][]diagnostic{}}
	e.conn = jsonrpc2.NewPeer(jsonrpc2.NewHeaderStream(here), jsonrpc2.WithCodec(codec{}))
	e.conn.Go(context.Background(), e.handle)
	e.call("initialize", object{"rootUri": uriOf(dir), "capabilities": object{}}, nil)
	e.call("workspace/symbol", object{}, nil) // the site is there
	e.open("well.md", "# Well\n\n[a](none.md), [](source:X9), [[nobody]]\n")
	e.says("well.md", `no page or file "none.md"`)
	e.says("well.md", `no source "X9"`)
	e.says("well.md", `no page "nobody"`)
	e.change("well.md", "---\ntitel: x\n---\n")
	e.says("well.md", `unknown key "titel"`)
	if err := e.conn.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// clean is what a build says of the files as the editor has them; base is one of the
// same templates.
func clean(t *testing.T, base *build.Result, dir string, unsaved map[string]string) []string {
	t.Helper()
	p := build.Project{Content: dir, Unsaved: map[string][]byte{}}
	p.Options.Drafts = true
	for file, text := range unsaved {
		p.Unsaved[file] = []byte(text)
	}
	r, err := p.Rebuild(base, build.Changed{Content: true})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range slices.Concat(r.Diagnostics, r.Site.Review(playbook.DateOf(time.Now()))) {
		out = append(out, fmt.Sprint(below(dir, d.Path), " ", d.Severity, " ", d.Message, " ", d.Hint))
	}
	slices.Sort(out)
	return out
}

// said is what the editor was told.
func (e *editor) said() []string {
	var out []string
	for file, list := range e.wrong {
		for _, d := range list {
			message, hint, _ := strings.Cut(d.Message, "\nhint: ")
			severity := "error"
			if d.Severity == 2 {
				severity = "warning"
			}
			out = append(out, fmt.Sprint(file, " ", severity, " ", message, " ", hint))
		}
	}
	slices.Sort(out)
	return out
}

// TestUTF16: the protocol counts units of UTF-16, our places letters, texts bytes; any
// end of line is one.
func TestUTF16(t *testing.T) {
	text := newText("\ufeffé😀b\r\nx\ry\n")
	for _, c := range []struct {
		at     position
		offset int
	}{{position{0, 0}, 0}, {position{0, 2}, 5}, {position{0, 4}, 9}, {position{0, 5}, 10}, {position{0, 99}, 10}, {position{1, 1}, 13}, {position{2, 1}, 15}, {position{9, 9}, 16}} {
		if got := text.offset(c.at); got != c.offset {
			t.Errorf("%v is byte %d, want %d", c.at, got, c.offset)
		}
		if c.at.Character < 9 && text.position(c.offset) != c.at {
			t.Errorf("byte %d is %v, want %v", c.offset, text.position(c.offset), c.at)
		}
	}
	if got := text.At(diag.Pos{Line: 1, Col: 3}); got != 9 {
		t.Errorf("the third letter is byte %d", got)
	}
}

// TestFolderComesLater: a folder that is not there when it is first built is an empty
// answer, not the end, and a site as soon as it is there.
func TestFolderComesLater(t *testing.T) {
	here, there := net.Pipe()
	defer func() { _, _ = here.Close(), there.Close() }()
	s := newServer("test")
	s.rest, s.ctx, s.conn = 0, context.Background(), jsonrpc2.NewPeer(jsonrpc2.NewHeaderStream(there), jsonrpc2.WithCodec(codec{}))
	go func() { _, _ = io.Copy(io.Discard, here) }()
	dir := filepath.Join(t.TempDir(), "later")
	r := newRoot(s, dir, dir)
	defer r.close()
	<-r.ready
	if v := r.view(context.Background(), "", nil); v != nil {
		t.Fatal("a folder that is not there is a site")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "index.md"), []byte("# Home\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		r.changed("", nil)
		if v := r.view(context.Background(), "", nil); v != nil {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the folder is there, and no site")
		}
	}
}
