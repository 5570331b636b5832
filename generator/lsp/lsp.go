// Package lsp serves the knowledge base to editors by the Language Server Protocol:
// what is wrong while it is typed, what may be typed next, what a name means and
// where it is used. It makes no rules of its own: what is wrong is what a build
// says, and what may be typed is what the structs of package playbook and the site
// itself hold.
//
// Texts that an editor has open stand in the place of files (root.go). Requests are
// answered from a view: the last build, with the file's own text as it is now. Half a
// line of front matter is no YAML yet: yaml.go finds the place by indentation and
// brackets. Names come from package refs, renames from refactor. editors/vscode adds a
// look alone: the preview in a frame (serve --frame), led by the cursor.
package lsp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"go.lsp.dev/jsonrpc2"

	"fieldbook/generator/build"
)

// memoryLimit is what a site of 10,000 pages comes near, in bytes.
const memoryLimit = 350 << 20

// Serve speaks the protocol on a connection until its other end closes it, or what
// comes is none of the protocol. version is the program's; project says how sites
// are built, but for their folders.
func Serve(ctx context.Context, connection io.ReadWriteCloser, project build.Project, version string) error {
	debug.SetMemoryLimit(memoryLimit)
	s := newServer(version)
	s.project = project
	s.project.Memory = memoryLimit
	return s.serve(ctx, connection)
}

func newServer(version string) *server {
	s := &server{version: version, rest: rest, texts: map[string]*text{}, preview: defaultPreview, left: make(chan struct{})}
	s.leave = sync.OnceFunc(func() { close(s.left) })
	return s
}

func (s *server) serve(ctx context.Context, connection io.ReadWriteCloser) error {
	s.conn = jsonrpc2.NewPeer(jsonrpc2.NewHeaderStream(connection), jsonrpc2.WithCodec(codec{}))
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.ctx = ctx
	s.conn.Go(ctx, s.handle)
	select {
	case <-s.conn.Done():
	case <-s.left:
	case <-ctx.Done():
	}
	err := s.conn.Err()
	stop()
	s.close()
	go func() { _ = s.conn.Close() }() // which may wait for ever: standard input is not closed while it is read
	return err
}

// codec takes and gives texts that are not all UTF-8, as files may not be: the library's
// own would refuse the whole message.
type codec struct{}

// Marshal implements jsonrpc2.Codec.
func (codec) Marshal(v any) ([]byte, error) {
	if raw, ok := v.(jsonrpc2.RawMessage); ok {
		return raw, nil
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimRight(out.Bytes(), "\n"), err
}

// Unmarshal implements jsonrpc2.Codec.
func (codec) Unmarshal(data []byte, v any) error {
	if raw, ok := v.(*jsonrpc2.RawMessage); ok {
		*raw = bytes.Clone(data)
		return nil
	}
	return json.Unmarshal(data, v)
}

const defaultPreview = "http://127.0.0.1:1313/"

// server is one editor's.
type server struct {
	ctx     context.Context
	conn    jsonrpc2.Conn
	project build.Project
	version string
	rest    time.Duration // see rest
	left    chan struct{} // closed when the editor has said exit
	leave   func()

	answering sync.WaitGroup // requests that are answered apart

	mu       sync.Mutex
	begun    bool // initialize was answered
	ended    bool // shutdown was asked for
	watching bool // the editor tells of changed files when it is asked to
	preview  string
	roots    []*root
	texts    map[string]*text // open in the editor, by URI
}

// Codes of errors that the protocol adds to those of JSON-RPC.
const (
	notInitialized = jsonrpc2.ServerNotInitialized
	requestFailed  = jsonrpc2.Code(-32803)
)

// lastAnswers bounds how long an editor waits that shuts the server down.
const lastAnswers = 3 * time.Second

// handle answers a request. A notification is never answered, so that its errors
// have nowhere to go. What must be done in its order is done before the next message
// is read, and the answer is found and written while those are read: an editor that
// writes to us before it reads on is not waited for.
func (s *server) handle(ctx context.Context, r *jsonrpc2.Request) (result any, err error) {
	defer func() {
		if caught := recover(); caught != nil {
			result, err = nil, jsonrpc2.NewError(jsonrpc2.InternalError, fmt.Sprint("this is a fault of fieldbook: ", caught))
		}
		if !r.IsCall() {
			err = nil
		}
	}()
	answer := s.take(r)
	if r.IsCall() {
		s.apart(ctx)
	}
	return answer(ctx)
}

// answer finds what is answered to a request.
type answer func(ctx context.Context) (any, error)

// told answers with what is known.
func told(result any, err error) answer {
	return func(context.Context) (any, error) { return result, err }
}

// take does what a message must have done in its order.
func (s *server) take(r *jsonrpc2.Request) answer {
	method := r.Method()
	s.mu.Lock()
	begun, ended := s.begun, s.ended
	s.mu.Unlock()
	switch {
	case method == "exit":
		s.wait()
		s.leave()
		return told(nil, nil)
	case ended:
		return told(nil, jsonrpc2.NewError(jsonrpc2.InvalidRequest, "the server has been shut down"))
	case !begun && method != "initialize":
		return told(nil, jsonrpc2.NewError(notInitialized, "initialize comes first"))
	}
	if do, ok := notices[method]; ok {
		return do(s, r)
	}
	if do, ok := requests[method]; ok {
		return do(s, r)
	}
	return told(nil, jsonrpc2.ErrMethodNotFound)
}

// apart lets a request be answered while those behind it are read. Its context ends
// once the answer is written, not before.
func (s *server) apart(ctx context.Context) {
	s.answering.Add(1)
	jsonrpc2.Async(ctx)
	context.AfterFunc(ctx, s.answering.Done)
}

// wait lets what was asked before be answered, within bounds.
func (s *server) wait() {
	answered := make(chan struct{})
	go func() { s.answering.Wait(); close(answered) }()
	select {
	case <-answered:
	case <-time.After(lastAnswers):
	}
}

// handler takes a message: see [server.take].
type handler func(s *server, r *jsonrpc2.Request) answer

// params reads what a request brings.
func params[P any](r *jsonrpc2.Request) (*P, error) {
	p := new(P)
	raw := r.Params()
	if len(raw) == 0 || string(raw) == "null" {
		return p, nil
	}
	if err := (codec{}).Unmarshal(raw, p); err != nil {
		return nil, jsonrpc2.NewError(jsonrpc2.InvalidParams, err.Error())
	}
	return p, nil
}

// with takes a message with what it brings.
func with[P any](do func(s *server, p *P) answer) handler {
	return func(s *server, r *jsonrpc2.Request) answer {
		p, err := params[P](r)
		if err != nil {
			return told(nil, err)
		}
		return do(s, p)
	}
}

// inOrder takes what must be done before the next message is read.
func inOrder[P any](do func(*server, *P) (any, error)) handler {
	return with(func(s *server, p *P) answer { return told(do(s, p)) })
}

// named are the params of requests that concern one document.
type named interface{ uri() string }

func (p documentParams) uri() string { return p.TextDocument.URI }
func (p placeParams) uri() string    { return p.TextDocument.URI }
func (p rangeParams) uri() string    { return p.TextDocument.URI }
func (p addressParams) uri() string  { return p.URI }

// onFile answers a request on a file of a site, once that is built. Any other file is
// none of ours: the answer is nothing.
func onFile[P named](do func(v *view, p *P) (any, error)) handler {
	return with(func(s *server, p *P) answer {
		s.mu.Lock()
		open := s.texts[(*p).uri()]
		root, file := s.rootOf(fileOf((*p).uri()))
		s.mu.Unlock()
		if root == nil {
			return told(nil, nil)
		}
		return func(ctx context.Context) (any, error) {
			v := root.view(ctx, file, open)
			if v == nil {
				return nil, nil
			}
			return do(v, p)
		}
	})
}

// onSites answers a request on all sites.
func onSites[P any](do func(views []*view, p *P) (any, error)) handler {
	return with(func(s *server, p *P) answer {
		s.mu.Lock()
		roots := s.roots
		s.mu.Unlock()
		return func(ctx context.Context) (any, error) {
			var views []*view
			for _, root := range roots {
				if v := root.view(ctx, "", nil); v != nil {
					views = append(views, v)
				}
			}
			return do(views, p)
		}
	})
}

// notices are what is done in its order.
var notices = map[string]handler{
	"initialize":                          inOrder((*server).initialize),
	"initialized":                         inOrder((*server).initialized),
	"shutdown":                            inOrder((*server).shutdown),
	"textDocument/didOpen":                inOrder((*server).didOpen),
	"textDocument/didChange":              inOrder((*server).didChange),
	"textDocument/didClose":               inOrder((*server).didClose),
	"textDocument/didSave":                inOrder((*server).didSave),
	"workspace/didChangeWatchedFiles":     inOrder(func(s *server, _ *object) (any, error) { return nil, s.again() }),
	"workspace/didChangeWorkspaceFolders": inOrder((*server).didChangeFolders),
	"workspace/executeCommand":            inOrder((*server).execute),
	"workspace/didChangeConfiguration":    inOrder(func(*server, *object) (any, error) { return nil, nil }),
	"$/cancelRequest":                     inOrder(func(*server, *object) (any, error) { return nil, nil }), // answers come soon enough
	"$/setTrace":                          inOrder(func(*server, *object) (any, error) { return nil, nil }),
}

// requests are what is answered from a site.
var requests = map[string]handler{
	"textDocument/completion":     onFile((*view).complete),
	"textDocument/hover":          onFile((*view).hover),
	"textDocument/definition":     onFile((*view).definition),
	"textDocument/references":     onFile((*view).references),
	"textDocument/prepareRename":  onFile((*view).prepareRename),
	"textDocument/rename":         onFile((*view).rename),
	"textDocument/documentSymbol": onFile((*view).symbols),
	"textDocument/foldingRange":   onFile((*view).folding),
	"textDocument/documentLink":   onFile((*view).links),
	"textDocument/inlayHint":      onFile((*view).inlay),
	"textDocument/codeLens":       onFile((*view).lenses),
	"textDocument/codeAction":     onFile((*view).actions),
	"textDocument/formatting":     onFile((*view).format),
	"workspace/symbol":            onSites(workspaceSymbols),
	"workspace/willRenameFiles":   onSites(renameFiles),
	"fieldbook/address":           onFile((*view).address), // not of the protocol
}

func (s *server) initialize(p *initializeParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.begun {
		return nil, jsonrpc2.NewError(jsonrpc2.InvalidRequest, "initialize comes once")
	}
	s.begun = true
	s.watching = p.Capabilities.Workspace.DidChangeWatchedFiles.DynamicRegistration
	if p.Options.Preview != "" {
		s.preview = strings.TrimSuffix(p.Options.Preview, "/") + "/"
	}
	folders := p.WorkspaceFolders
	if len(folders) == 0 && p.RootURI != "" {
		folders = []folder{{URI: p.RootURI}}
	}
	if len(folders) == 0 && p.RootPath != "" {
		folders = []folder{{URI: uriOf(p.RootPath)}}
	}
	for _, f := range folders {
		s.add(fileOf(f.URI))
	}
	return object{
		"serverInfo": object{"name": "fieldbook", "version": s.version},
		"capabilities": object{
			"positionEncoding":           "utf-16",
			"textDocumentSync":           object{"openClose": true, "change": 2, "save": true},
			"completionProvider":         object{"triggerCharacters": []string{"(", "#", ":", "/", "[", " ", "-"}},
			"hoverProvider":              true,
			"definitionProvider":         true,
			"referencesProvider":         true,
			"renameProvider":             object{"prepareProvider": true},
			"documentSymbolProvider":     true,
			"workspaceSymbolProvider":    true,
			"foldingRangeProvider":       true,
			"documentLinkProvider":       object{},
			"inlayHintProvider":          true,
			"codeLensProvider":           object{},
			"codeActionProvider":         object{"codeActionKinds": []string{"quickfix", "refactor"}},
			"documentFormattingProvider": true,
			"executeCommandProvider":     object{"commands": []string{showCommand}},
			"workspace": object{
				"workspaceFolders": object{"supported": true, "changeNotifications": true},
				"fileOperations":   object{"willRename": object{"filters": []object{{"scheme": "file", "pattern": object{"glob": "**/*.{md,markdown,mdx}"}}, {"scheme": "file", "pattern": object{"glob": "**", "matches": "folder"}}}}},
			},
		},
	}, nil
}

// initialized asks to be told of files that change on the disk.
func (s *server) initialized(*object) (any, error) {
	s.mu.Lock()
	watching := s.watching
	s.mu.Unlock()
	if !watching {
		return nil, nil
	}
	registration := object{"registrations": []object{{
		"id": "files", "method": "workspace/didChangeWatchedFiles",
		"registerOptions": object{"watchers": []object{{"globPattern": "**/*"}}},
	}}}
	go func() { _, _ = s.conn.Call(s.ctx, "client/registerCapability", registration, nil) }() // an editor that refuses tells of saves
	return nil, nil
}

func (s *server) shutdown(*object) (any, error) {
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	s.wait()
	s.close()
	return nil, nil
}

// close ends the work on all sites, and keeps what was read.
func (s *server) close() {
	s.mu.Lock()
	roots := s.roots
	s.roots = nil
	s.mu.Unlock()
	for _, r := range roots {
		r.close()
	}
}

// add begins the work on the site of a folder. s.mu is held.
func (s *server) add(dir string) {
	content := contentOf(dir)
	if content == "" {
		return
	}
	for _, r := range s.roots {
		if r.content == content {
			return
		}
	}
	s.roots = append(s.roots, newRoot(s, dir, content))
}

// rootOf gives the site that a file belongs to, and its path below the content
// folder. s.mu is held.
func (s *server) rootOf(name string) (*root, string) {
	for _, r := range s.roots {
		if file := below(r.content, name); file != "" {
			return r, file
		}
	}
	return nil, ""
}

func (s *server) didChangeFolders(p *foldersParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range p.Event.Removed {
		content := contentOf(fileOf(f.URI))
		for i, r := range s.roots {
			if r.content == content {
				s.roots = append(s.roots[:i:i], s.roots[i+1:]...)
				go r.close()
				break
			}
		}
	}
	for _, f := range p.Event.Added {
		s.add(fileOf(f.URI))
	}
	return nil, nil
}

// put takes the text that an editor holds for a file; nil for none.
func (s *server) put(uri string, t *text) {
	s.mu.Lock()
	if t == nil {
		delete(s.texts, uri)
	} else {
		s.texts[uri] = t
	}
	root, file := s.rootOf(fileOf(uri))
	s.mu.Unlock()
	if root != nil {
		root.changed(file, t)
	}
}

func (s *server) didOpen(p *documentParams) (any, error) {
	t := newText(p.TextDocument.Text)
	t.version = &p.TextDocument.Version
	s.put(p.TextDocument.URI, t)
	return nil, nil
}

func (s *server) didChange(p *changeParams) (any, error) {
	s.mu.Lock()
	t := s.texts[p.TextDocument.URI]
	s.mu.Unlock()
	if t == nil {
		return nil, errors.New("it is not open")
	}
	for _, c := range p.ContentChanges {
		if c.Range == nil {
			t = newText(c.Text)
		} else {
			t = t.edited(*c.Range, c.Text)
		}
	}
	changed := *t
	changed.version = &p.TextDocument.Version
	s.put(p.TextDocument.URI, &changed)
	return nil, nil
}

func (s *server) didClose(p *documentParams) (any, error) {
	s.put(p.TextDocument.URI, nil)
	return nil, nil
}

func (s *server) didSave(*documentParams) (any, error) { return nil, s.again() }

// again builds all sites again: files may have changed on the disk.
func (s *server) again() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.roots {
		r.changed("", nil)
	}
	return nil
}

// showCommand shows a page of the site in a browser.
const showCommand = "fieldbook.show"

func (s *server) execute(p *commandParams) (any, error) {
	address, ok := "", len(p.Arguments) == 1
	if ok {
		address, ok = p.Arguments[0].(string)
	}
	if p.Command != showCommand || !ok {
		return nil, jsonrpc2.NewError(jsonrpc2.InvalidParams, "the command is "+showCommand+", with an address of the site")
	}
	s.mu.Lock()
	preview := s.preview
	s.mu.Unlock()
	show := object{"uri": preview + address, "external": true}
	go func() { _, _ = s.conn.Call(s.ctx, "window/showDocument", show, nil) }() // an editor that cannot says so itself
	return nil, nil
}
