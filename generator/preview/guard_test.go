package preview

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/output"
	"fieldbook/generator/testfiles"
)

// ask sends a request with its own head lines, and gives the status.
func (r *running) ask(path string, head ...string) int {
	r.Helper()
	u, err := url.Parse(r.url)
	if err != nil {
		r.Fatal(err)
	}
	connection, err := net.Dial("tcp", u.Host)
	if err != nil {
		r.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	if !strings.HasPrefix(strings.Join(head, ""), "Host:") {
		head = append([]string{"Host: " + u.Host}, head...)
	}
	fmt.Fprintf(connection, "GET %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n", path, strings.ReplaceAll(strings.Join(head, "\r\n"), "SELF", u.Host))
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		r.Fatalf("%s: %v", path, err)
	}
	return response.StatusCode
}

// TestForeignRequests asks as pages of other sites would.
func TestForeignRequests(t *testing.T) {
	r := serve(t, some, nil)
	for _, test := range []struct {
		head   []string
		status int
	}{
		{nil, 200},
		{[]string{"Host: localhost:1313"}, 200},
		{[]string{"Host: [::1]:1313"}, 200},
		{[]string{"Host: handbook.localhost"}, 200},
		{[]string{"Host: evil.example"}, 403},
		{[]string{"Host: evil.example:1313"}, 403},
		{[]string{"Host: localhost.evil.example"}, 403},
		{[]string{"Host: 192.168.1.5:1313"}, 403}, // it listens to this computer alone
		{[]string{"Host: "}, 403},
		{[]string{"Origin: http://SELF"}, 200},
		{[]string{"Origin: http://evil.example"}, 403},
		{[]string{"Origin: null"}, 403},
		{[]string{"Origin: http://127.0.0.1:1"}, 403},
		{[]string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"}, 403},
		{[]string{"Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"}, 403},
		{[]string{"Origin: https://SELF"}, 403},
		{[]string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}, 200}, // a link that leads here
		{[]string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 403},
		{[]string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: object"}, 403},
		{[]string{"Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"}, 200},
	} {
		for _, path := range []string{"/index.html", "/-/client.js", "/search/index.js"} {
			if got := r.ask(path, test.head...); got != test.status {
				t.Errorf("%s with %q: %d, want %d", path, test.head, got, test.status)
			}
		}
	}
	for host, want := range map[string]bool{"192.168.1.5:1313": true, "[fe80::1]:1313": true, "evil.example": false, "laptop": true, "laptop.local": true, "localhost": true} {
		if got := (hosts{names: []string{"localhost", "laptop", "laptop.local"}, open: true}).allow(host); got != want {
			t.Errorf("open to the network, %s is allowed: %v", host, got)
		}
	}
}

// TestFrame lets the pages that were named show the preview, and read nothing of it.
func TestFrame(t *testing.T) {
	r := serve(t, some, func(o *Options) { o.Frame = "vscode-webview: vscode-file:" })
	for _, test := range []struct {
		head   []string
		status int
	}{
		{[]string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 200},
		{[]string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: object"}, 403},
		{[]string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: iframe"}, 403},
		{[]string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors"}, 403},
		{[]string{"Origin: vscode-webview://x"}, 403},
		{[]string{"Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 403},
		{[]string{"Host: evil.example", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 403},
	} {
		if got := r.ask("/index.html", test.head...); got != test.status {
			t.Errorf("%q: %d, want %d", test.head, got, test.status)
		}
	}
	response, err := http.Get(r.url + "index.html")
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	for _, h := range output.Headers {
		want := h[1]
		switch h[0] {
		case "X-Frame-Options":
			want = ""
		case "Content-Security-Policy":
			want += " vscode-webview: vscode-file:"
		}
		if got := response.Header.Get(h[0]); got != want {
			t.Errorf("%s is %q, want %q", h[0], got, want)
		}
	}
	for frame, want := range map[string]bool{"": true, "vscode-webview: vscode-file:": true, "https://*.example:8080": true, "x; script-src *": false, "x, y": false, "x\r\nSet-Cookie: y": false, "'none'": false, "é": false} {
		if FrameKnown(frame) != want {
			t.Errorf("%q may be sent: %v", frame, !want)
		}
	}
}

// TestHeaders holds each kind of answer against what hosts are asked to send.
func TestHeaders(t *testing.T) {
	r := serve(t, map[string]string{"one.md": "# One\n\n![x](x.svg) [y](y.html)\n", "x.svg": "<svg/>", "y.html": "<script>1</script>"}, nil)
	for _, address := range []string{"one.html", "x.svg", "y.html", "nowhere.html", "search/index.js", "-/client.js", "-/nowhere", "robots.txt"} {
		response, err := http.Get(r.url + address)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		for _, h := range output.Headers {
			if got := response.Header.Get(h[0]); got != h[1] {
				t.Errorf("%s: %s is %q", address, h[0], got)
			}
		}
	}
}

// TestNothingOutside asks for files that are no part of the site.
func TestNothingOutside(t *testing.T) {
	r := serve(t, some, nil)
	r.write(".secret", "x")
	for _, path := range []string{
		"/../index.md", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/a/../../x", "/content/index.md", "/a/none.md", "/site.yaml",
		"/.secret", "/assets/", "/search/", "/-/", "/-/client.ts", "/-/../index.html%00", "/%00", "/a%5cone.html", "/\u00e9", "/" + strings.Repeat("a", 5000),
	} {
		if got := r.ask(path); got == 200 || got >= 500 {
			t.Errorf("%.40s: %d", path, got)
		}
	}
	for path, want := range map[string]int{"/": 200, "/a/": 200, "/a": 302, "/a/one.html": 200, "/-/client.css": 200, "/-/source?page=a/one.html&line=3": 200, "/-/source?page=../x": 404} {
		if got := r.ask(path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}

// TestSource leads from places of pages to their files.
func TestSource(t *testing.T) {
	r := serve(t, map[string]string{
		"index.md":      "# Home\n",
		"a/one.md":      "---\nchecklist:\n  id: list\n  title: List\n  kind: checklist\n  criteria:\n    - {id: first, ask: Is it?}\n---\n\n# One\n\nText [](source:F1).\n",
		"sources.yaml":  "works:\n  - {id: w, title: Work}\nfacts:\n  - {id: F1, work: w, say: So.}\n",
		"glossary.yaml": "terms:\n  - {term: chair, meaning: A seat.}\n",
	}, func(o *Options) { o.Editor = "x://{path}:{line}:{col}" })
	for query, want := range map[string]string{
		"page=a/one.html&line=12":                   "a/one.md:12:1",
		"page=checklists/list.html&id=first":        "a/one.md:7:12",
		"page=checklists/list.html&id=other":        "a/one.md:3:3",
		"page=sources.html&id=F1":                   "sources.yaml:4:10",
		"page=sources.html&id=w":                    "sources.yaml:2:10",
		"page=glossary.html&id=chair":               "glossary.yaml:2:12",
		"page=index.html&line=99999999999999999999": "index.md:",
	} {
		if _, body := r.get("-/source?" + query); !strings.Contains(body, `"x://`) || !strings.Contains(body, "/content/"+want) {
			t.Errorf("%s leads to %s, want %s", query, body, want)
		}
	}
	s := &server{}
	for editor, want := range map[string]string{
		"vscode":  "vscode://file/a%20b/c&d.md:2:3",
		"idea":    "idea://open?file=/a%20b/c%26d.md&line=2&column=3",
		"sublime": "subl://open?url=file:///a%20b/c%26d.md&line=2&column=3",
		"":        "",
	} {
		s.options.Editor = editor
		if got := s.open("/a b/c&d.md", diag.Pos{Line: 2, Col: 3}); got != want {
			t.Errorf("%s opens %s, want %s", editor, got, want)
		}
	}
	for _, name := range EditorNames() {
		if !EditorKnown(name) || !strings.Contains(Editors[name], "{path}") || !strings.Contains(Editors[name], "{line}") {
			t.Errorf("%s cannot be used", name)
		}
	}
	if EditorKnown("vscodee") || EditorKnown("{path}") || !EditorKnown("a://{path}") {
		t.Error("an editor that is unknown is taken, or the other way round")
	}
}

// TestExcerpt keeps the caret below its letter.
func TestExcerpt(t *testing.T) {
	r := &running{T: t, dir: t.TempDir()}
	r.write("x.md", "first\n\tx: é𝒳 wrong\n"+strings.Repeat("long ", 60)+"HERE"+strings.Repeat(" long", 60)+"\nlast")
	for _, test := range []struct {
		line, col int
		letter    string
	}{{1, 1, "f"}, {2, 8, "w"}, {3, 301, "H"}, {4, 4, "t"}, {3, 1, "l"}, {3, 604, "g"}} {
		line, caret := excerpt(diag.Diagnostic{Path: r.path("x.md"), Span: diag.Span{Pos: diag.Pos{Line: test.line, Col: test.col}}})
		letters := []rune(line)
		at := len([]rune(caret)) - 1
		if at < 0 || at >= len(letters) || string(letters[at]) != test.letter || len(letters) > widest+1 || strings.Contains(line, "\t") {
			t.Errorf("%d:%d:\n%s\n%s", test.line, test.col, line, caret)
		}
	}
	for _, pos := range []diag.Pos{{}, {Line: 99, Col: 1}} {
		if line, caret := excerpt(diag.Diagnostic{Path: r.path("x.md"), Span: diag.Span{Pos: pos}}); line+caret != "" {
			t.Errorf("%v gives %q", pos, line)
		}
	}
}

// TestPhone tells other computers the way, and warns of it.
func TestPhone(t *testing.T) {
	r := serve(t, some, func(o *Options) { o.Addr = "0.0.0.0:0" })
	if !strings.HasPrefix(r.url, "http://127.0.0.1:") {
		t.Error(r.url)
	}
	said := func(text string) {
		r.soon("the terminal says "+text, func() bool { return strings.Contains(r.log.String(), text) })
	}
	said("warning: everybody in this network can read the site")
	if ip := ownAddress(); ip != "" {
		said("http://" + ip + ":")
		said("█")
	}
}

// bareServer is a server that has made its first build, and in which nothing else goes on.
func bareServer(f *folder) *server {
	f.Helper()
	s := &server{project: f.project, options: Options{Editor: "vscode"}, hosts: hosts{open: true}, index: newIndexer(), state: newState(), gate: &gate{}, browsers: map[*browser]struct{}{}, log: &terminal{out: io.Discard}}
	if err := s.start(); err != nil {
		f.Fatal(err)
	}
	return s
}

// asked gives what a server answers to a computer; of events, the first one.
func asked(s *server, from, path string) string {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	r := httptest.NewRequest("GET", path, nil).WithContext(ctx)
	r.Host, r.RemoteAddr = "127.0.0.1:1313", from
	w := &untilEvent{httptest.NewRecorder(), cancel}
	s.handler().ServeHTTP(w, r)
	return fmt.Sprint(w.Code, w.Header(), w.Body)
}

// untilEvent goes away when it has been told one event.
type untilEvent struct {
	*httptest.ResponseRecorder
	cancel func()
}

func (u *untilEvent) Write(data []byte) (int, error) {
	if bytes.HasPrefix(data, []byte("data: ")) {
		u.cancel()
	}
	return u.ResponseRecorder.Write(data)
}

// TestOnlyTheWriterIsTold asks for live.Everything, from this computer and from another one,
// of a site that has mistakes and pages that cannot be made: where it is on the disk and
// what is wrong in it, only the first is told.
func TestOnlyTheWriterIsTold(t *testing.T) {
	f := newFolder(t, map[string]string{
		"index.md": "# Home\n", "x.svg": "<svg/>", "one.md": "# One\n\n![x](x.svg)\n", "wrong.md": "---\norder: xylophone\n---\n\n# Wrong\n",
		"glossary.yaml": "terms:\n  - {term: chair, meaning: A seat.}\n",
	})
	f.project.Lenient = true
	f.project.Templates = testfiles.Folder(t, map[string]string{"glossary.html": `{{define "main"}}<h1>{{index .Title 99}}</h1>{{end}}`})
	s := bareServer(f)
	if s.wrong == nil || len(s.wrong.Warnings)+len(s.wrong.Mistakes) == 0 {
		t.Fatal("nothing is wrong")
	}
	told := map[string]bool{} // to the writer
	for writer, from := range map[bool]string{true: "127.0.0.1:5000", false: "192.168.1.7:5000"} {
		for _, path := range []string{"/", "/one.html", "/x.svg", "/glossary.html", "/nowhere.html", "/search.html", "/-/events", "/-/source?page=one.html&line=3", "/-/client.js", "/-/client.css", "/site.webmanifest"} {
			answer := asked(s, from, path)
			for _, secret := range []string{f.project.Content, f.project.Templates, "xylophone", "order wants"} {
				if !strings.Contains(answer, secret) {
					continue
				}
				if told[path] = told[path] || writer; !writer {
					t.Errorf("%s tells another computer of %s: %s", path, secret, answer)
				}
			}
		}
	}
	if !told["/glossary.html"] || !told["/-/events"] || !told["/-/source?page=one.html&line=3"] {
		t.Errorf("the writer is told at %v alone", told)
	}
}
