package lsp

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"

	"fieldbook/generator/build"
)

// TestRandomEdits: after a thousand edits, of letters and of whole lines, in text and
// front matter, the editor has been told what a build of these texts says.
func TestRandomEdits(t *testing.T) {
	dir := folderOf(t)
	e := edit(t, dir)
	random := rand.New(rand.NewPCG(18, 1))
	base, err := build.Project{Content: dir}.Build()
	if err != nil {
		t.Fatal(err)
	}
	files := []string{"index.md", "well.md", "a/size.md", "a/index.md", "sources.yaml", "glossary.yaml", "site.yaml"}
	texts := map[string]*text{}
	for _, file := range files {
		texts[file] = newText(fileText(t, dir, file))
		e.open(file, texts[file].All)
	}
	pieces := []string{"x", "\n", "# H\n", "[a](a/size.md)", "[](criterion:card/drive)", "[](source:W2)", "[[well]]", "---\n", "title: x\n", "  - ", "😀", ": ", "\"", "{", "\t", "\r\n", "](", "`", "W1", "drive"}
	for i := range 1000 {
		file := files[random.IntN(len(files))]
		before := texts[file]
		at := random.IntN(len(before.All) + 1)
		s := before.span(at, min(len(before.All), at+random.IntN(6)))
		by := pieces[random.IntN(len(pieces))]
		switch {
		case i%10 == 9: // back to what it was
			s, by = before.span(0, len(before.All)), fileText(t, dir, file)
		case i%3 == 0:
			by = ""
		}
		texts[file] = before.edited(s, by)
		e.notify("textDocument/didChange", object{"textDocument": object{"uri": e.uri(file), "version": i}, "contentChanges": []object{{"range": s, "text": by}}})
		if i%50 != 49 {
			continue
		}
		unsaved := map[string]string{}
		for file, text := range texts {
			unsaved[file] = text.All
		}
		want := strings.Join(clean(t, base, dir, unsaved), "\n")
		for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
			e.mu.Lock()
			got := strings.Join(e.said(), "\n")
			e.mu.Unlock()
			if got == want {
				break
			}
			if time.Now().After(end) {
				t.Fatalf("after edit %d\n%s\nwant\n%s", i, got, want)
			}
		}
	}
}

// TestAnyRequest answers every request at every place of broken texts, with a result
// or an error, and goes on.
func TestAnyRequest(t *testing.T) {
	dir := folderOf(t)
	e := edit(t, dir)
	size := fileText(t, dir, "a/size.md")
	texts := []string{
		"", "\n", "---", "---\n", "---\n---\n", "---\n\t: [\n---\n", "---\nchecklist: {criteria: [{id: a, ", "\ufeff---\ntitle: x\n---\n😀[](criterion:", size[:len(size)/2], size[:200],
		strings.ReplaceAll(size, "\n", "\r\n"), strings.ReplaceAll(size, "\n", "\r"), "[[", "![[a|", "[a](", "[a](<", "[a]: ", "\x00", "\xff", strings.Repeat("[", 300), "# \n## \n", "---\nrules:\n- if:\n  -\n---\n", "- - - a: b: c: {[}]",
	}
	e.open("well.md", "x")
	asked := 0
	for _, text := range texts {
		e.change("well.md", text)
		for _, at := range []position{{}, {0, 3}, {1, 1}, {2, 4}, {9, 7}, {1 << 30, 1 << 30}, {-1, -5}} {
			for method := range requests {
				p := object{"textDocument": e.document("well.md"), "position": at, "newName": "new", "range": span{at, at}, "context": object{"diagnostics": []any{}}, "query": text, "files": []object{{"oldUri": e.uri("well.md"), "newUri": e.uri(text)}}}
				err := e.ask(method, p, nil)
				if err != nil && strings.Contains(err.Error(), "fault of fieldbook") {
					t.Fatalf("%s at %v of %q: %v", method, at, text, err)
				}
				if err != nil && strings.Contains(err.Error(), context.DeadlineExceeded.Error()) {
					t.Fatalf("%s at %v of %q is not answered", method, at, text)
				}
				asked++
			}
		}
	}
	if asked < 2000 {
		t.Errorf("%d requests", asked)
	}
}

// TestStrangeMessages: what is out of order, of a wrong type, unknown or foreign is
// refused or ignored, and the next request is answered.
func TestStrangeMessages(t *testing.T) {
	dir := folderOf(t)
	here, there := net.Pipe()
	go func() { _ = Serve(context.Background(), there, build.Project{}, "test") }()
	e := &editor{T: t, dir: dir, wrong: map[string][]diagnostic{}}
	e.conn = jsonrpc2.NewPeer(jsonrpc2.NewHeaderStream(here), jsonrpc2.WithCodec(codec{}))
	e.conn.Go(context.Background(), e.handle)
	defer func() { _ = e.conn.Close() }()
	refused := func(method string, p any) {
		t.Helper()
		if err := e.ask(method, p, nil); err == nil || strings.Contains(err.Error(), "fault of fieldbook") {
			t.Errorf("%s %v: %v", method, p, err)
		}
	}
	refused("textDocument/hover", object{}) // before initialize
	e.notify("textDocument/didOpen", object{})
	e.call("initialize", object{"rootUri": uriOf(dir), "rootPath": dir, "capabilities": object{}}, nil)
	refused("initialize", object{})
	refused("no/such", object{})
	refused("textDocument/hover", object{"textDocument": 7})
	refused("textDocument/completion", []int{1})
	refused("workspace/executeCommand", object{"command": "rm", "arguments": []any{"-r"}})
	e.notify("textDocument/didChange", object{"textDocument": object{"uri": e.uri("never-opened.md")}, "contentChanges": []object{{"text": "x"}}})
	e.notify("textDocument/didChange", "nonsense")
	e.notify("textDocument/didClose", e.document("never-opened.md"))
	e.notify("$/cancelRequest", object{"id": 1})
	e.notify("$/whatever", nil)
	for _, uri := range []string{"", "untitled:Untitled-1", "http://example.org/a.md", "file:///etc/passwd", "%zz", uriOf(filepath.Dir(dir))} {
		var got any
		if err := e.ask("textDocument/hover", object{"textDocument": object{"uri": uri}, "position": position{}}, &got); err != nil || got != nil {
			t.Errorf("%s: %v, %v", uri, got, err)
		}
	}
	e.open("well.md", "# Well\n\n"+strings.Repeat("A [b](a/size.md) word.\n\n"+strings.Repeat("Nothing but words in a long paragraph of a very long page. ", 40)+"\n\n", 10<<20/2400)) // 10 MB
	var list completionList
	e.call("textDocument/completion", object{"textDocument": e.document("well.md"), "position": position{3, 3}}, &list)
	e.call("shutdown", nil, nil)
	refused("textDocument/hover", object{})
	e.notify("exit", nil)
	select {
	case <-e.conn.Done():
	case <-time.After(patience):
		t.Error("it stays after exit")
	}
}

// TestBrokenPipe ends with its editor, and with what is no message, which it tells.
func TestBrokenPipe(t *testing.T) {
	for _, sent := range []string{"", "Content-Length: 100\r\n\r\n{", "nonsense\r\n\r\n", "Content-Length: 4\r\n\r\nnull", "Content-Length: -5\r\n\r\n"} {
		here, there := net.Pipe()
		ended := make(chan error, 1)
		go func() { ended <- Serve(context.Background(), there, build.Project{}, "test") }()
		go func() { _, _ = io.Copy(io.Discard, here) }()
		_, _ = here.Write([]byte(sent))
		_ = here.Close()
		select {
		case err := <-ended:
			if (err != nil) != (sent != "") {
				t.Errorf("after %q: %v", sent, err)
			}
		case <-time.After(patience):
			t.Fatalf("it goes on after %q", sent)
		}
	}
}

// TestTwoRoots: each folder is a site of its own, and one that holds none is left
// alone.
func TestTwoRoots(t *testing.T) {
	one, two := folderOf(t), folderOf(t)
	e := edit(t, one, two, t.TempDir())
	if err := os.WriteFile(filepath.Join(two, "only.md"), []byte("# Only here\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	e.notify("workspace/didChangeWatchedFiles", object{})
	e.soon("both are built", func() bool { return e.told >= 0 })
	var list completionList
	text := "# Well\n\nA [b]("
	at := newText(text).position(len(text))
	uri := uriOf(filepath.Join(two, "well.md"))
	e.notify("textDocument/didOpen", object{"textDocument": object{"uri": uri, "text": text}})
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		e.call("textDocument/completion", object{"textDocument": object{"uri": uri}, "position": at}, &list)
		if slices.ContainsFunc(list.Items, func(i completionItem) bool { return i.Label == "only.md" }) {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the second root has not its own pages", list)
		}
	}
	e.open("well.md", text)
	e.call("textDocument/completion", object{"textDocument": e.document("well.md"), "position": at}, &list)
	if slices.ContainsFunc(list.Items, func(i completionItem) bool { return i.Label == "only.md" }) {
		t.Error("the first root has the second's pages")
	}
	e.notify("workspace/didChangeWorkspaceFolders", object{"event": object{"added": []any{}, "removed": []object{{"uri": uriOf(two)}}}})
	var got any
	e.call("textDocument/completion", object{"textDocument": object{"uri": uri}, "position": at}, &got)
	if got != nil {
		t.Error("a folder that was closed is answered for", fmt.Sprint(got))
	}
}

// deaf is a connection that is read on after it was closed, as standard input is.
type deaf struct{ net.Conn }

// Close implements io.Closer.
func (deaf) Close() error { return nil }

// TestExit ends the server though its input stays open, as editors leave it.
func TestExit(t *testing.T) {
	for name, end := range map[string]func(conn jsonrpc2.Conn, stop func()){
		"exit": func(conn jsonrpc2.Conn, _ func()) {
			_, _ = conn.Call(context.Background(), "shutdown", nil, nil)
			_ = conn.Notify(context.Background(), "exit", nil)
		},
		"a signal": func(_ jsonrpc2.Conn, stop func()) { stop() },
	} {
		here, there := net.Pipe()
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() { ended <- Serve(ctx, deaf{there}, build.Project{}, "test") }()
		conn := jsonrpc2.NewPeer(jsonrpc2.NewHeaderStream(here), jsonrpc2.WithCodec(codec{}))
		conn.Go(context.Background(), func(context.Context, *jsonrpc2.Request) (any, error) { return nil, nil })
		var answer object
		if _, err := conn.Call(context.Background(), "initialize", object{}, &answer); err != nil {
			t.Fatal(err)
		}
		end(conn, stop)
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(5 * time.Second):
			t.Errorf("after %s it stays", name)
		}
		stop()
		_ = there.Close()
		_ = here.Close()
	}
}

// TestAllIsAnswered: what an editor asks is read while it reads no answers, and
// answered before the server ends.
func TestAllIsAnswered(t *testing.T) {
	dir := folderOf(t)
	here, there := net.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Serve(context.Background(), there, build.Project{}, "test") }()
	if err := here.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	send := func(format string, args ...any) {
		body := fmt.Sprintf(format, args...)
		if _, err := fmt.Fprintf(here, "Content-Length: %d\r\n\r\n%s", len(body), body); err != nil {
			t.Fatal(err)
		}
	}
	send(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"workspaceFolders":[{"uri":%q}],"capabilities":{}}}`, uriOf(dir))
	send(`{"jsonrpc":"2.0","method":"initialized","params":{}}`)
	for id := range 30 {
		send(`{"jsonrpc":"2.0","id":%d,"method":"textDocument/documentSymbol","params":{"textDocument":{"uri":%q}}}`, id+2, uriOf(filepath.Join(dir, "index.md")))
	}
	send(`{"jsonrpc":"2.0","id":98,"method":"workspace/executeCommand","params":{"command":%q,"arguments":["index.html"]}}`, showCommand)
	said := make(chan string, 1)
	go func() {
		var b bytes.Buffer
		_, _ = io.Copy(&b, here) // until it is closed
		said <- b.String()
	}()
	send(`{"jsonrpc":"2.0","id":99,"method":"shutdown"}`)
	send(`{"jsonrpc":"2.0","method":"exit"}`)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	_ = here.Close()
	all := <-said
	for _, part := range []string{`"id":98,"result"`, `"id":99,"result"`, "window/showDocument"} {
		if !strings.Contains(all, part) {
			t.Errorf("%s is not there", part)
		}
	}
	for id := range 30 {
		if !strings.Contains(all, fmt.Sprintf(`"id":%d,`, id+2)) && !strings.Contains(all, fmt.Sprintf(`"id":%d}`, id+2)) {
			t.Errorf("request %d is not answered", id+2)
		}
	}
}
