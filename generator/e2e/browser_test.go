// Package e2e looks at the built site in a real browser. Without Chromium its
// tests are skipped; with CI set they fail instead.
package e2e

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"fieldbook/generator/build"
	joined "fieldbook/generator/site"
	"fieldbook/generator/testfiles"
)

// chromium is the one Chromium that all tests share, each in a profile of its
// own.
var chromium context.Context

func TestMain(m *testing.M) {
	code := func() int {
		if path := findChromium(); path != "" {
			options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
				chromedp.Flag("disable-quic", true),
				chromedp.Flag("font-render-hinting", "none"), // letters look alike in a browser with windows and in one without
				// Scrolling at once: a click must not chase its target.
				chromedp.Flag("force-prefers-reduced-motion", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
			allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
			defer stop()
			ctx, cancel := chromedp.NewContext(allocator)
			defer cancel()
			if chromedp.Do(ctx) == nil {
				chromium = ctx
			}
		}
		return m.Run()
	}()
	if publishedTo != "" {
		_ = os.RemoveAll(publishedTo) // the system's folder for such files is cleaned in the end
	}
	os.Exit(code)
}

// findChromium prefers the one without windows, in which tests take half the time.
func findChromium() string {
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// tab is one open page.
type tab struct {
	*testing.T
	ctx context.Context
	mu  sync.Mutex
	// said is what the page complained of: console errors and exceptions.
	said []string
}

// patience bounds one test's use of the browser.
const patience = 3 * time.Minute

func open(t *testing.T) *tab {
	t.Helper()
	if chromium == nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no Chromium here")
		}
		t.Skip("no Chromium here")
	}
	return begun(t, chromium, chromedp.WithNewBrowserContext())
}

// beside opens another tab of the same reader.
func beside(p *tab) *tab {
	p.Helper()
	return begun(p.T, p.ctx)
}

func begun(t *testing.T, parent context.Context, options ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, options...)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // makes the tab
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	t.Cleanup(stop)
	p := &tab{T: t, ctx: ctx}
	listen := func(event any) {
		text := ""
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			text = e.ExceptionDetails.Text
		case *log.EventEntryAdded:
			if e.Entry.Level == "error" || e.Entry.Level == "warning" {
				text = e.Entry.Text
			}
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError {
				text = "console.error"
			}
		default:
			return
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		if text != "" {
			p.said = append(p.said, text)
		}
	}
	if err := chromedp.Listen(ctx, listen); err != nil {
		t.Fatal(err)
	}
	p.do(command(log.Enable, cdp.Empty{}))
	return p
}

// command is an action that sends a plain command to the browser.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// do runs actions, and ends the test when one fails.
func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.Fatal(err)
	}
}

// eval gives the value of an expression; promises are awaited.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return v
}

// want holds an expression's value against what it should be.
func want[T comparable](p *tab, expression string, value T) {
	p.Helper()
	if got := eval[T](p, expression); got != value {
		p.Errorf("%s is %v, want %v", expression, got, value)
	}
}

// inNotoSans skips a test whose heights are those of that font where the system has
// another; CI installs it.
func (p *tab) inNotoSans() {
	p.Helper()
	if os.Getenv("CI") == "" && !eval[bool](p, `(c => { const width = font => { c.font = "40px " + font; return c.measureText("Where to find clients").width }; return width("system-ui") === width("Noto Sans") })(document.createElement("canvas").getContext("2d"))`) {
		p.Skip("the system font is not Noto Sans")
	}
}

// quiet fails the test if the page complained.
func (p *tab) quiet() {
	p.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, text := range p.said {
		p.Errorf("the page says: %s", text)
	}
}

var publishedTo string // "" until a test has asked for it

var published = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "fieldbook-e2e")
	if err != nil {
		return "", err
	}
	publishedTo = dir
	return dir, publish("../../content", dir)
})

// siteOptions say where the tests' server has a site.
var siteOptions = joined.Options{BaseURL: "https://example.org" + subPath}

func projectOf(content string) build.Project {
	return build.Project{Content: content, Templates: "../../templates", Options: siteOptions}
}

func publish(content, out string) error { return publishProject(projectOf(content), out) }

func publishProject(p build.Project, out string) error {
	r, err := p.Build()
	if err != nil {
		return err
	}
	_, _, err = p.Publish(r, out)
	return err
}

// site publishes the repository's content, and gives its folder and the
// address of a server that has it below a sub-path.
func site(t *testing.T) (dir, address string) {
	t.Helper()
	dir, err := published()
	if err != nil {
		t.Fatal(err)
	}
	return dir, served(t, dir)
}

// siteOf publishes a few pages, and gives the address of a server that has them.
func siteOf(t *testing.T, pages map[string]string) string {
	t.Helper()
	out := t.TempDir()
	if err := publish(testfiles.Folder(t, pages), out); err != nil {
		t.Fatal(err)
	}
	return served(t, out)
}

// subPath is where the tests' server has a site.
const subPath = "/some/path/"

// runsKey is where the browser keeps the runs of the sample's scorecard.
const runsKey = "fieldbook " + subPath + " runs:sweet-spot-client"

func served(t *testing.T, dir string) string {
	server := httptest.NewServer(http.StripPrefix(subPath, folder(dir)))
	t.Cleanup(server.Close)
	return server.URL + subPath
}

// folder serves a published folder as a host of pages does.
func folder(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(r.URL.Path))); err != nil {
			missing, _ := os.ReadFile(filepath.Join(dir, "404.html")) // an empty answer fails the test
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write(missing)
			return
		}
		files.ServeHTTP(w, r)
	})
}

// TestEveryPageIsQuiet opens every page from a server, and one of each folder from disk: nothing
// fails to load, and no policy is broken.
func TestEveryPageIsQuiet(t *testing.T) {
	dir, address := site(t)
	p := open(t)
	var pages []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".html") {
			rel, _ := filepath.Rel(dir, name)
			pages = append(pages, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil || len(pages) < 30 {
		t.Fatal(err, len(pages))
	}
	folders := map[string]bool{}
	for _, page := range pages {
		p.do(chromedp.Navigate(address + page))
		want(p, `document.querySelectorAll("h1").length`, 1)
		want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
		if folders[path.Dir(page)] || page == "404.html" { // whose addresses are as deep; the latter no disk shows
			continue
		}
		folders[path.Dir(page)] = true
		p.do(chromedp.Navigate("file://" + filepath.ToSlash(dir) + "/" + page))
		want(p, `getComputedStyle(document.querySelector("h1")).fontFamily.includes("Palatino")`, true)
	}
	p.quiet()
}

// TestDeadAddress shows the page for what is not there, with its style and its
// links, at an address below folders that are not there either.
func TestDeadAddress(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + "no/such/folder/page.html"))
	want(p, `document.querySelector("h1").textContent`, "Page not found")
	want(p, `getComputedStyle(document.querySelector("h1")).fontFamily.includes("Palatino")`, true)
	p.do(chromedp.Click("main a"))
	soon(p, `location.pathname`, subPath) // its index
}

// TestTickWithoutScript ticks and fills a checklist with scripts switched off.
func TestTickWithoutScript(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(withoutScript(), chromedp.Navigate(address+"checklists/sweet-spot-client.html"),
		chromedp.Click(`#advisers input[value=accountant]`), chromedp.Click(`#recurring input[value=yes]`),
		chromedp.SendKeys(`#drive input[name=drive]`, "25"))
	want(p, `document.querySelector("#advisers input").checked`, true)
	want(p, `document.querySelector("#recurring input").checked`, true)
	want(p, `document.querySelector("#drive input[name=drive]").value`, "25")
	want(p, `document.querySelectorAll(".criterion").length`, 7)
	want(p, `document.querySelectorAll("#drive svg.scale rect").length`, 2)
	p.quiet()
}

// TestSitePublished holds what a plain client gets.
func TestSitePublished(t *testing.T) {
	_, address := site(t)
	for page, text := range map[string]string{
		"index.html":                        "Rank a list of leads",
		"sources.html":                      `id="P1"`,
		"checklists/sweet-spot-client.json": `"id": "drive"`,
		"glossary.html":                     "PCs",
	} {
		response, err := http.Get(address + page)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || !strings.Contains(string(body), text) {
			t.Errorf("%s: no %q (%v)", page, text, err)
		}
	}
}

// TestComplaintsAreHeard makes sure that quiet pages are not merely unheard.
func TestComplaintsAreHeard(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + "index.html"))
	eval[bool](p, `new Promise(done => { const i = new Image(); i.onerror = () => setTimeout(() => done(true), 50); i.src = "missing.png"; document.body.append(i) })`)
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.said) == 0 {
		t.Error("a file that is missing was not noticed")
	}
}
