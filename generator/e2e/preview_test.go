package e2e

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"fieldbook/generator/build"
	"fieldbook/generator/preview"
	"fieldbook/generator/testfiles"
)

// writing is a copy of the repository's content that a preview follows.
type writing struct {
	*testing.T
	dir, url string
	lenient  bool
	stop     func()
}

// write begins a preview that only warns of mistakes in pages. Its templates are
// a copy too.
func write(t *testing.T, change func(*preview.Options)) *writing {
	t.Helper()
	w := copied(t)
	w.lenient = true
	w.serve("127.0.0.1:0", change)
	return w
}

// writeStrict begins a preview that a mistake in a page stops.
func writeStrict(t *testing.T) *writing {
	t.Helper()
	w := copied(t)
	w.serve("127.0.0.1:0", nil)
	return w
}

func copied(t *testing.T) *writing {
	t.Helper()
	if chromium == nil {
		open(t) // skips, or fails
	}
	w := &writing{T: t, dir: t.TempDir()}
	for folder, from := range map[string]string{"content": "../../content", "templates": "../../templates"} {
		if err := os.CopyFS(filepath.Join(w.dir, folder), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func (w *writing) serve(addr string, change func(*preview.Options)) {
	w.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	o := preview.Options{Addr: addr, Editor: "vscode", Log: io.Discard, Ready: func(url string) { ready <- url }}
	if change != nil {
		change(&o)
	}
	p := build.Project{Content: filepath.Join(w.dir, "content"), Templates: filepath.Join(w.dir, "templates"), Lenient: w.lenient}
	go func() { ended <- preview.Serve(ctx, p, o) }()
	select {
	case w.url = <-ready:
	case err := <-ended:
		cancel()
		w.Fatal(err)
	}
	w.stop = sync.OnceFunc(func() {
		cancel()
		<-ended
	})
	w.Cleanup(w.stop)
}

func (w *writing) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

// edit changes a file by replacing a text.
func (w *writing) edit(name, old, text string) {
	w.Helper()
	data, err := os.ReadFile(w.path(name))
	if err != nil || !strings.Contains(string(data), old) {
		w.Fatalf("no %q in %s (%v)", old, name, err)
	}
	w.put(name, strings.Replace(string(data), old, text, 1))
}

func (w *writing) put(name, text string) {
	w.Helper()
	if err := os.WriteFile(w.path(name), []byte(text), 0o644); err != nil {
		w.Fatal(err)
	}
}

func (w *writing) rename(from, to string) {
	w.Helper()
	if err := os.Rename(w.path(from), w.path(to)); err != nil {
		w.Fatal(err)
	}
}

func (w *writing) remove(name string) {
	w.Helper()
	if err := os.Remove(w.path(name)); err != nil {
		w.Fatal(err)
	}
}

func (w *writing) add(name, text string) {
	w.Helper()
	data, _ := os.ReadFile(w.path(name))
	w.put(name, string(data)+text)
}

// visit opens a page, and marks it so that a reload shows.
func (w *writing) visit(page string) *tab {
	w.Helper()
	p := open(w.T)
	p.do(chromedp.Navigate(w.url + page))
	soon(p, listening, true)
	p.do(evaluated(`void (globalThis.kept = true)`))
	return p
}

// listening is an expression: the preview follows on this page.
const listening = `typeof fieldbook === "object" && performance.getEntriesByType("resource").some(e => e.initiatorType === "fetch")`

// soon waits until an expression has a value.
func soon[T comparable](p *tab, expression string, value T) {
	p.Helper()
	var got T
	for end := time.Now().Add(8 * time.Second); time.Now().Before(end); time.Sleep(15 * time.Millisecond) {
		v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
		if got = v; err == nil && v == value {
			return
		}
	}
	p.Fatalf("%s is %v, want %v soon", expression, got, value)
}

// text is an expression: what the page says.
const text = `document.querySelector("main").innerText`

// mistakes is an expression: what the overlay says; "" while it is hidden.
const mistakes = `(s => !s || s.hidden ? "" : s.innerText)(document.querySelector("fieldbook-preview")?.shadowRoot.querySelector(".mistakes"))`

// TestSaveKeepsThePage edits a page while a reader is in the middle of it:
// scroll, disclosures, fields and the page itself stay (hugo#3824).
func TestSaveKeepsThePage(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/recognise.html")
	p.do(evaluated(`void document.querySelector(".site-footer").insertAdjacentHTML("beforeend", "<input id=own>")`),
		evaluated(`void (document.querySelector("#own").value = "typed", document.querySelector(".contents details").open = false, scrollTo(0, 400))`))
	want(p, `scrollY`, 400.0)
	w.edit("content/sweet-spot/recognise.md", "\n## ", "\n\nA paragraph that is new.\n\n## ")
	soon(p, text+`.includes("A paragraph that is new.")`, true)
	soon(p, `[...document.querySelectorAll("main p")].some(e => e.textContent === "A paragraph that is new." && e.getAnimations().length > 0)`, true)
	want(p, `[kept, document.querySelector("#own").value, document.querySelector(".contents details").open].join()`, "true,typed,false")
	// Blocks further down know their new lines.
	soon(p, `[...document.querySelectorAll("main [data-line]")].map(e => +e.dataset.line).every((line, i, all) => i === 0 || line >= all[i - 1])`, true)
	p.quiet()
}

// TestChangeOutOfSight is scrolled to.
func TestChangeOutOfSight(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/recognise.html")
	w.add("content/sweet-spot/recognise.md", "\n\nAt the very end.\n")
	soon(p, `(e => e ? e.getBoundingClientRect().top < innerHeight : false)([...document.querySelectorAll("main p")].find(e => e.textContent === "At the very end."))`, true)
	want(p, `scrollY > 100 && kept`, true)
}

// TestListsFollow looks at other pages than the one that is saved: they are
// not stale (hugo#7085), and a new page is in the navigation (quartz#1077).
func TestListsFollow(t *testing.T) {
	w := write(t, nil)
	topic, neighbour := w.visit("sweet-spot/index.html"), w.visit("sweet-spot/size.html")
	w.edit("content/sweet-spot/distance.md", "title: Why distance decides", "title: Near is dear")
	soon(topic, text+`.includes("Near is dear")`, true)
	soon(neighbour, `document.querySelector(".topics").textContent.includes("Near is dear")`, true)
	w.put("content/sweet-spot/brand-new.md", "# A page that is new\n\nWords.\n")
	soon(topic, text+`.includes("A page that is new")`, true)
	soon(neighbour, `document.querySelector(".topics").textContent.includes("A page that is new")`, true)
	if err := os.Remove(w.path("content/sweet-spot/brand-new.md")); err != nil {
		t.Fatal(err)
	}
	soon(neighbour, `document.querySelector(".topics").textContent.includes("A page that is new")`, false)
	want(neighbour, `kept`, true)
}

// TestMistakesOverThePage come and go by themselves.
func TestMistakesOverThePage(t *testing.T) {
	w := writeStrict(t)
	p := w.visit("sweet-spot/distance.html")
	good := eval[string](p, text)
	w.edit("content/sweet-spot/distance.md", "order: 2", "order: soon")
	soon(p, mistakes+`.includes("order wants a number") && `+mistakes+`.includes("distance.md:4:8") && `+mistakes+`.includes("order: soon\n       ^")`, true)
	want(p, text, good)
	p.do(evaluated(`document.querySelector("fieldbook-preview").shadowRoot.querySelector(".mistakes button").click()`))
	want(p, mistakes, "")
	want(p, `document.querySelector("fieldbook-preview").shadowRoot.querySelector(".corner").innerText`, "1 mistake")
	w.edit("content/sweet-spot/distance.md", "order: soon", "order: later")
	soon(p, mistakes+`.includes("order: later")`, true) // another one comes forward again
	w.edit("content/sweet-spot/distance.md", "order: later", "order: 2")
	soon(p, mistakes, "")
	// Warnings are a count.
	w.add("content/sweet-spot/distance.md", "\n\nA <script>line</script>.\n")
	soon(p, `document.querySelector("fieldbook-preview").shadowRoot.querySelector(".corner").innerText`, "1 warning")
	want(p, mistakes, "")
	p.quiet()
}

// TestTemplatesFollow changes a style, a script and a layout.
func TestTemplatesFollow(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/recognise.html")
	const place = `document.querySelectorAll("main h2")[1].getBoundingClientRect().top` // of what is being read
	p.do(evaluated(`scrollTo(0, 300)`))
	before := eval[float64](p, place)
	w.add("templates/assets/style.css", "\nh1 { letter-spacing: 7px }\n")
	soon(p, `getComputedStyle(document.querySelector("h1")).letterSpacing`, "7px")
	soon(p, `document.querySelectorAll("link[rel=stylesheet]").length`, 1)
	soon(p, fmt.Sprintf(`Math.abs(%s - %f) < 3`, place, before), true)
	want(p, `kept && scrollY > 0`, true)
	w.edit("templates/playbook.html", `<div class="prose">`, `<p>From the template.</p><div class="prose">`)
	soon(p, text+`.includes("From the template.")`, true)
	want(p, `kept`, true)
	w.edit("templates/playbook.html", `<p>From the template.</p>`, `<p>{{.NoSuchThing}}</p>`)
	soon(p, mistakes+`.includes("playbook.html:") && `+mistakes+`.includes("NoSuchThing")`, true)
	want(p, text+`.includes("From the template.")`, true)
	w.edit("templates/playbook.html", `<p>{{.NoSuchThing}}</p>`, ``)
	soon(p, mistakes, "")
	soon(p, text+`.includes("From the template.")`, false) // or it would go later, and the scroll with it
	// A script cannot be patched: the page is loaded anew, where it was.
	p.do(evaluated(`void (document.querySelector(".contents details").open = false, scrollTo(0, 300))`))
	scrolled := eval[float64](p, `scrollY`)
	w.add("templates/assets/main.ts", "\ndocument.documentElement.dataset.scripted = \"yes\";\n")
	soon(p, `document.documentElement.dataset.scripted === "yes" && !document.querySelector(".contents details").open`, true)
	soon(p, `scrollY`, scrolled)
	want(p, `typeof kept`, "undefined")
}

// TestDataFollows changes what touches every page.
func TestDataFollows(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	w.edit("content/site.yaml", "title: Fieldbook", "title: Notebook")
	soon(p, `document.querySelector(".brand").innerText.trim()`, "Notebook")
	w.edit("content/sources.yaml", "say: ", "say: Truly, ")
	w.edit("content/glossary.yaml", "meaning: ", "meaning: Truly, ")
	glossary := w.visit("glossary.html")
	soon(glossary, text+`.includes("Truly, ")`, true)
	want(p, `kept`, true)
}

// TestChecklistFollows answers a checklist whose criteria are being written:
// answers stay.
func TestChecklistFollows(t *testing.T) {
	w := write(t, nil)
	p := w.visit("checklists/sweet-spot-client.html")
	p.do(ticked(`#advisers input[value=accountant]`), chromedp.SendKeys(`#drive input[name=drive]`, "25"))
	w.edit("content/sweet-spot/recognise.md", "ask: ", "ask: Honestly, ")
	soon(p, text+`.includes("Honestly, ")`, true)
	soon(p, `[document.querySelector("#advisers input[value=accountant]").checked, document.querySelector("#drive input[name=drive]").value].join()`, "true,25")
	p.quiet()
}

// TestImageFollows shows an image anew when it is saved under the same name.
// TestPassingIdKeepsAnswers gives an option another id while the page is open, and takes
// that back: what had been chosen, by this client and by one that was put away, is told,
// kept, and stands there again.
func TestPassingIdKeepsAnswers(t *testing.T) {
	w := copied(t)
	w.add("content/choice.md", "---\nchecklist:\n  id: asks\n  kind: scorecard\n  criteria:\n    - {id: one, ask: Which?, kind: choice, options: {mid: Middle, top: Top}, best: mid, why: w}\n    - {id: two, ask: And?, why: w}\n  verdicts: [{at: 0, say: Any}]\n---\n\n# Asks\n")
	w.serve("127.0.0.1:0", nil)
	p := w.visit("checklists/asks.html")
	p.do(evaluated(`document.querySelector("[value=mid]").click()`), evaluated(`document.querySelector(".run-new").click()`), evaluated(`document.querySelector("[value=top]").click()`),
		evaluated(`(() => { const k = Object.keys(localStorage).find(k => k.endsWith("runs:asks")), b = JSON.parse(localStorage.getItem(k)); b.runs[0].archived = true; localStorage.setItem(k, JSON.stringify(b)) })()`))
	const kept = `JSON.parse(localStorage.getItem(Object.keys(localStorage).find(k => k.endsWith("runs:asks")))).runs.map(r => r.answers.one).join()`
	w.edit("content/choice.md", "mid: Middle, top: Top}, best: mid", "middle: Middle, upper: Top}, best: middle")
	soon(p, `document.querySelector(".run-changed").textContent`, "1 answer is none to the question as it is asked now. It is kept, and does not count: “Which?”. Since it was begun: “Which?” has changed. The score was 0–50, and is 0–100.")
	p.do(evaluated(`document.querySelector("[name=two]").click()`))
	want(p, kept, "mid,top")
	w.edit("content/choice.md", "middle: Middle, upper: Top}, best: middle", "mid: Middle, top: Top}, best: mid")
	soon(p, `document.querySelector("[value=top]").checked + document.querySelector(".run-changed").textContent`, "true")
	want(p, kept, "mid,top")
	p.quiet()
}

func TestImageFollows(t *testing.T) {
	w := write(t, nil)
	image := func(width int) string {
		return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="9"><rect width="9" height="9"/></svg>`, width)
	}
	w.put("content/plan.svg", image(20))
	w.put("content/picture.md", "# A picture\n\n![A plan](plan.svg)\n")
	p := w.visit("sweet-spot/distance.html")
	soon(p, `fetch("/picture.html").then(r => r.ok)`, true)
	p = w.visit("picture.html")
	soon(p, `document.images[0].naturalWidth`, 20)
	w.put("content/plan.svg", image(40))
	soon(p, `document.images[0].naturalWidth`, 40)
	want(p, `kept`, true)
}

// TestSearchFollows searches while pages are written: with the same index as
// the published site (starlight#310), the dialog open all the while.
func TestSearchFollows(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	p.do(slash(), chromedp.Sleep(wait), chromedp.KeyEvent("xylophone"))
	soon(p, `document.querySelector("dialog .status").textContent`, "Nothing found")
	w.add("content/sweet-spot/size.md", "\n\nNot even a xylophone.\n")
	w.add("content/sweet-spot/distance.md", "\n\nAnother sentence.\n")
	soon(p, text+`.includes("Another sentence.")`, true)
	want(p, `[document.querySelector("dialog").open, document.querySelector("dialog input").value].join()`, "true,xylophone")
	soon(p, `document.querySelector("dialog a.hit strong")?.textContent`, "Size in computers, people and sales")
	p.do(chromedp.KeyEvent(kb.Escape))
	p.quiet()
}

// TestFollow leads every browser to the page that is saved.
func TestFollow(t *testing.T) {
	w := write(t, func(o *preview.Options) { o.Follow = true })
	p, phone := w.visit("index.html"), w.visit("glossary.html")
	w.add("content/sweet-spot/size.md", "\n\nMore on size.\n")
	soon(p, `location.pathname + document.body?.innerText.includes("More on size.")`, "/sweet-spot/size.htmltrue")
	soon(phone, `location.pathname`, "/sweet-spot/size.html")
	soon(p, listening, true)
	w.put("content/finding/new-page.md", "# A new page\n\nWords.\n")
	soon(p, `location.pathname`, "/finding/new-page.html")
}

// TestSeveralBrowsers follow at once.
func TestSeveralBrowsers(t *testing.T) {
	w := write(t, nil)
	var tabs []*tab
	for range 4 {
		tabs = append(tabs, w.visit("sweet-spot/distance.html"))
	}
	w.add("content/sweet-spot/distance.md", "\n\nFor everybody.\n")
	for _, p := range tabs {
		soon(p, text+`.includes("For everybody.")`, true)
	}
}

// TestManyWindows has more windows open than a browser allows connections.
func TestManyWindows(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	p.do(evaluated(`void (globalThis.windows = Array.from({length: 9}, () => open(location.href)))`))
	soon(p, `windows.filter(w => w.document.readyState === "complete" && w.document.querySelector("main")).length`, 9)
	w.add("content/sweet-spot/distance.md", "\n\nFor every window.\n")
	soon(p, `[window, ...windows].every(w => w.document.hidden || w.document.querySelector("main").textContent.includes("For every window."))`, true)
	t.Log(eval[float64](p, `[window, ...windows].filter(w => !w.document.hidden).length`), "windows are in sight")
	// The one that listens goes: another one does.
	p.do(chromedp.Navigate("about:blank"))
	p = w.visit("sweet-spot/distance.html")
	w.put("content/sweet-spot/distance.md", "Only this.\n")
	soon(p, text+`.includes("Only this.")`, true)
}

// TestBrokenTemplateStays although other files are saved: the last good pages
// are served, and the mistake is shown, until it is mended.
func TestBrokenTemplateStays(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	w.edit("templates/playbook.html", `<article>`, `<article>{{.NoSuchThing}}`)
	soon(p, mistakes+`.includes("NoSuchThing")`, true)
	w.add("content/sweet-spot/distance.md", "\n\nWritten meanwhile.\n")
	soon(p, text+`.includes("Written meanwhile.")`, true)
	time.Sleep(300 * time.Millisecond)
	want(p, mistakes+`.includes("NoSuchThing")`, true)
	want(p, `fetch("/sweet-spot/size.html").then(r => r.status)`, 200)
	w.edit("templates/playbook.html", `<article>{{.NoSuchThing}}`, `<article>`)
	soon(p, mistakes, "")
	// One that fails for this page alone.
	w.edit("templates/playbook.html", `<article>`, `<article>{{if and (eq .Title "Why distance decides") (not .Headings)}}{{index .Headings 3}}{{end}}`)
	time.Sleep(300 * time.Millisecond)
	want(p, mistakes, "")
	w.put("content/sweet-spot/distance.md", "---\ntitle: Why distance decides\n---\n\nNo headings.\n")
	soon(p, mistakes+`.includes("playbook.html")`, true)
	want(p, text+`.includes("Written meanwhile.")`, true)
}

// TestResultsFollow keeps a page of results up to date.
func TestResultsFollow(t *testing.T) {
	w := write(t, nil)
	p := w.visit("search.html?q=quagga")
	soon(p, `document.querySelector("main .lead").textContent`, "Nothing found")
	w.add("content/sweet-spot/distance.md", "\n\nA quagga.\n")
	soon(p, `document.querySelector("main .lead")?.textContent`, "1 result")
	p.do(evaluated(`void (globalThis.kept = true)`), chromedp.Sleep(600*time.Millisecond))
	want(p, `kept`, true) // it is not loaded again and again
}

// TestAltClick opens the editor: here one whose addresses lead to a page.
func TestAltClick(t *testing.T) {
	w := write(t, func(o *preview.Options) { o.Editor = "http://127.0.0.1:9/?at={path}:{line}:{col}" })
	for _, test := range []struct{ page, click, want string }{
		{"sweet-spot/distance.html", `.prose > p:nth-of-type(2)`, "/content/sweet-spot/distance.md:"},
		{"checklists/sweet-spot-client.html", `#drive h2`, "/content/sweet-spot/recognise.md:"},
		{"glossary.html", `#chamber dd`, "/content/glossary.yaml:"},
		{"sources.html", `#S5`, "/content/sources.yaml:"},
	} {
		p := w.visit(test.page)
		p.do(evaluated(`void (globalThis.answers = [], globalThis.real = fetch, globalThis.fetch = (...a) => real(...a).then(async r => (answers.push(await r.clone().text()), r)))`))
		p.do(evaluated(fmt.Sprintf(`void document.querySelector(%q).dispatchEvent(new MouseEvent("click", {altKey: true, bubbles: true, cancelable: true, composed: true}))`, test.click)))
		soon(p, fmt.Sprintf(`globalThis.answers?.some(a => a.includes(%q)) || location.href.startsWith("chrome-error")`, test.want), true)
	}
}

// TestNothingOfThePreviewInABuild looks for its traces.
func TestNothingOfThePreviewInABuild(t *testing.T) {
	dir, _ := site(t)
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		for _, trace := range []string{"data-line", `"/-/`, "fieldbook-preview"} {
			if strings.Contains(string(data), trace) && filepath.Ext(name) != ".png" {
				t.Errorf("%s holds %s", name, trace)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestMissedSearches tells the writer what readers will look for in vain.
func TestMissedSearches(t *testing.T) {
	var log testfiles.Buffer
	w := write(t, func(o *preview.Options) { o.Log = &log })
	p := w.visit("index.html")
	p.do(slash(), chromedp.Sleep(wait), chromedp.KeyEvent("lanyard"), chromedp.Sleep(3*time.Second))
	if !strings.Contains(log.String(), "readers will look for: lanyard\n") {
		t.Errorf("the terminal says %s", log.String())
	}
	soon(p, `document.querySelector("fieldbook-preview").shadowRoot.textContent.includes("readers will look for: lanyard")`, true)
	want(p, `Promise.all(["lanyard", "LANYARD", "", "two\u001b[31m\nlines"].map((body) => fetch("/-/missed", { method: "POST", body }))).then(() => true)`, true)
	w.stop()
	if got := log.String(); strings.Count(got, "anyard\n")+strings.Count(got, "LANYARD") != 1 || !strings.HasSuffix(got, "readers will look for: lanyard, two [31m lines\n") {
		t.Errorf("the terminal says %q", got)
	}
}
