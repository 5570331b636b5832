package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"

	"fieldbook/generator/preview"
)

// TestFrame shows the preview in a frame, as an editor does, and speaks with it both
// ways. The page around it is of another origin.
func TestFrame(t *testing.T) {
	var around string
	editor := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(out, `<!doctype html><body style="margin:0"><script>told = []; addEventListener("message", e => told.push(e.data.fieldbook))</script><iframe src=%q style="width:760px;height:400px;border:0"></iframe>`, around)
	}))
	defer editor.Close()
	w := write(t, func(o *preview.Options) { o.Frame = editor.URL })
	around = w.url + "sweet-spot/recognise.html"
	text, err := os.ReadFile(w.path("content/sweet-spot/recognise.md"))
	if err != nil {
		t.Fatal(err)
	}
	heading := 1 + strings.Count(string(text[:strings.LastIndex(string(text), "\n## ")+1]), "\n")

	p := open(t)
	p.do(chromedp.Navigate(editor.URL))
	soon(p, `told.some(t => t.page === "sweet-spot/recognise.html" && t.line === undefined)`, true)
	p.do(evaluated(fmt.Sprintf(`void frames[0].postMessage({ fieldbook: { line: %d } }, "*")`, heading)))
	p.do(chromedp.Sleep(300*time.Millisecond), chromedp.MouseClickXY(380, 220))
	soon(p, fmt.Sprintf(`told.some(t => t.by === "click" && t.page === "sweet-spot/recognise.html" && Math.abs(t.line - %d) < 5)`, heading), true)
	want(p, `told.some(t => t.by === "scroll")`, false) // it was led there

	p.do(chromedp.MouseEvent(chromedp.MouseWheel, 380, 220, func(e *input.DispatchMouseEventParams) { e.DeltaX, e.DeltaY = 1, -300 }))
	soon(p, fmt.Sprintf(`told.some(t => t.by === "scroll" && t.line > 1 && t.line < %d)`, heading), true)

	p.do(evaluated(fmt.Sprintf(`void frames[0].postMessage({ fieldbook: { line: %d } }, "*")`, heading)))
	p.do(chromedp.Sleep(300*time.Millisecond), chromedp.MouseClickXY(380, 220, func(e *input.DispatchMouseEventParams) { e.Modifiers = int64(chromedp.ModifierAlt) }))
	soon(p, `told.some(t => t.open?.startsWith("vscode://file/") && t.open.includes("/content/sweet-spot/recognise.md:"))`, true)
}

// TestPanel has the script of the extension's panel lead the frame to another page and
// to a line of it, and hears through it what is clicked there.
func TestPanel(t *testing.T) {
	source, err := os.ReadFile("../../editors/vscode/src/panel.ts")
	if err != nil {
		t.Fatal(err)
	}
	script := api.Transform(string(source), api.TransformOptions{Loader: api.LoaderTS, Format: api.FormatIIFE})
	if len(script.Errors) > 0 {
		t.Fatal(script.Errors)
	}
	var site string
	editor := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(out, `<!doctype html><body style="margin:0"><iframe src=%q data-site=%[1]q style="width:760px;height:400px;border:0"></iframe><script>told = []; acquireVsCodeApi = () => ({ postMessage: m => told.push(m) })</script><script>%[2]s</script>`, site, script.Code)
	}))
	defer editor.Close()
	w := write(t, func(o *preview.Options) { o.Frame = editor.URL })
	site = w.url
	const page = "sweet-spot/recognise.md"
	text, err := os.ReadFile(w.path("content/" + page))
	if err != nil {
		t.Fatal(err)
	}
	heading := 1 + strings.Count(string(text[:strings.LastIndex(string(text), "\n## ")+1]), "\n")
	p := open(t)
	p.do(chromedp.Navigate(editor.URL))
	var got bool
	for end := time.Now().Add(8 * time.Second); !got && time.Now().Before(end); {
		p.do(evaluated(fmt.Sprintf(`void postMessage({ page: "sweet-spot/recognise.html", line: %d }, "*")`, heading)))
		p.do(chromedp.Sleep(300*time.Millisecond), chromedp.MouseClickXY(380, 220)) // a click says what stands there; on the first page it may follow a link
		got = eval[bool](p, fmt.Sprintf(`told.some(t => t.by === "click" && t.page === "sweet-spot/recognise.html" && Math.abs(t.line - %d) < 5)`, heading))
	}
	if !got {
		t.Errorf("the panel does not show the line: %s", eval[string](p, `JSON.stringify(told)`))
	}
}

// TestNoFrame keeps the preview out of frames that nobody asked for.
func TestNoFrame(t *testing.T) {
	w := write(t, nil)
	editor := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(out, `<!doctype html><script>told = []; addEventListener("message", e => told.push(e.data))</script><iframe src=%q onload="loaded = true"></iframe>`, w.url)
	}))
	defer editor.Close()
	p := open(t)
	p.do(chromedp.Navigate(editor.URL))
	soon(p, `globalThis.loaded === true`, true) // an error page
	p.do(chromedp.Sleep(500 * time.Millisecond))
	want(p, `told.length`, 0.0)
}
