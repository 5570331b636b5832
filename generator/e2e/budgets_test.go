package e2e

import (
	"compress/gzip"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	joined "fieldbook/generator/site"
)

// budgets are the rows of the tables of docs/design/budgets.md, by what their first cell says:
// what each may take at most, by the head of its column.
func budgets(t *testing.T) (names []string, most map[string]map[string]string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/design/budgets.md")
	if err != nil {
		t.Fatal(err)
	}
	most = map[string]map[string]string{}
	var heads []string
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cells[i]), "`")
		}
		switch {
		case !strings.HasPrefix(line, "|"):
			heads = nil
		case heads == nil:
			heads = cells
		case !strings.HasPrefix(line, "|--"):
			names, most[cells[0]] = append(names, cells[0]), map[string]string{}
			for i, cell := range cells {
				most[cells[0]][heads[i]] = cell
			}
		}
	}
	return names, most
}

// within prints what something takes beside what it may, and fails where it is more.
func within(t *testing.T, name string, most map[string]string, took map[string]float64) {
	t.Helper()
	var line []string
	for _, what := range slices.Sorted(maps.Keys(took)) {
		limit, err := strconv.ParseFloat(most[what], 64)
		line = append(line, fmt.Sprintf("%s %.0f of %s", what, took[what], most[what]))
		if err != nil || took[what] > limit {
			t.Errorf("%s: %s is %v, and may be %q", name, what, took[what], most[what])
		}
	}
	t.Logf("%s: %s", name, strings.Join(line, ", "))
}

// zipped serves a published folder as a host does that compresses.
func zipped(t *testing.T, dir string) (address string) {
	t.Helper()
	files := http.StripPrefix(subPath, folder(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".png") {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		zip := gzip.NewWriter(w)
		defer func() { _ = zip.Close() }()
		files.ServeHTTP(zippedAnswer{w, zip}, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + subPath
}

type zippedAnswer struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (a zippedAnswer) Write(b []byte) (int, error) { return a.zip.Write(b) }

func (a zippedAnswer) WriteHeader(code int) {
	a.Header().Del("Content-Length")
	a.ResponseWriter.WriteHeader(code)
}

// settled awaits what a page loads after itself.
const settled = `new Promise(done => { let last = -1; const look = () => { const now = performance.getEntriesByType("resource").length; document.readyState === "complete" && now === last ? done(true) : (last = now, setTimeout(look, 100)) }; look() })`

// drawn are the links, buttons and fields that are drawn on the page.
const drawn = `[...document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary)")].filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)`

// TestEachKind meets a page of each kind, in a narrow and in a wide window: it takes no
// more than docs/design/budgets.md lets it, a screen reader is told what it was, and it looks
// as it did.
func TestEachKind(t *testing.T) {
	dir, err := published()
	if err != nil {
		t.Fatal(err)
	}
	address := zipped(t, dir)
	names, most := budgets(t)
	took, kinds := map[string]map[string]float64{}, map[string]bool{}
	var p *tab
	for _, width := range []int{390, 1280} {
		p = open(t)
		p.inNotoSans()
		p.do(command(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})) // or a page takes what another has loaded
		p.do(chromedp.EmulateViewport(int64(width), 844), onDay("2026-11-30"))
		for _, name := range names {
			what := most[name]["what it is for"]
			if what == "" {
				continue
			}
			p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+name))
			eval[bool](p, settled)
			if took[name] == nil {
				took[name] = map[string]float64{}
				took[name]["bytes"] = eval[float64](p, `performance.getEntries().reduce((sum, e) => sum + (e.encodedBodySize ?? 0), 0)`)
				took[name]["requests"] = eval[float64](p, `1 + performance.getEntriesByType("resource").length`)
			}
			kinds[strings.TrimPrefix(eval[string](p, `document.body.className`), "kind-")] = true
			for measure, expression := range map[string]string{
				"height":   `document.documentElement.scrollHeight`,
				"top":      fmt.Sprintf(`scrollY + [...document.querySelectorAll(%q)].find(e => e.checkVisibility()).getBoundingClientRect().top`, what),
				"controls": drawn + `.length`,
			} {
				took[name][fmt.Sprint(measure, " ", width)] = eval[float64](p, expression)
			}
			file := strings.NewReplacer("/", "-", ".html", "").Replace(regexp.MustCompile("[?#].*").ReplaceAllString(name, ""))
			if width < 1000 {
				compareTree(p, file)
			}
			comparePicture(p, fmt.Sprint(file, "-", width), width)
		}
		p.quiet()
	}
	for _, kind := range joined.Kinds {
		if !kinds[string(kind)] {
			t.Errorf("no page of the kind %s has a budget", kind)
		}
	}
	took["in the middle"] = scorecardTakes(p, address)
	for _, name := range names {
		within(t, name, most[name], took[name])
	}
}

// scorecardTakes measures a scorecard in the middle of a call.
func scorecardTakes(p *tab, address string) map[string]float64 {
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#"+middle))
	took := map[string]float64{
		"number question": eval[float64](p, `Math.max(...[...document.querySelectorAll(".kind-of-number:not(.next)")].filter(e => e.querySelector("h2").getClientRects()[0].height < 30).map(e => e.offsetHeight))`),
		"seven questions": eval[float64](p, `document.querySelector(".criteria").offsetHeight`),
		"taps":            float64(tapped(p, address)),
	}
	maps.Copy(took, keyTakes(p))
	return took
}

// middle is a client of whom four answers are known, one as a bound and one in part.
const middle = "drive=50&computers=10&staff=50..&advisers=accountant,?"

// tapped is how often somebody taps until a client with a name has the answers of middle.
func tapped(p *tab, address string) int {
	p.do(evaluated(`localStorage.clear(), sessionStorage.clear()`), chromedp.Navigate(address+scorecard))
	taps := 0
	for _, step := range []struct{ at, keys string }{
		{".run-name", "Hartley"}, {"[name=drive]", "50"}, {"[name=computers]", "10"}, {"[name=staff]", "50"}, {"#staff [data-chip=more]", ""}, {"#advisers [value=accountant]", ""},
	} {
		p.do(chromedp.Click(step.at))
		taps++
		if step.keys != "" {
			p.do(chromedp.KeyEvent(step.keys))
		}
	}
	want(p, `(run => [run.name, ...["drive", "computers", "staff", "advisers"].map(id => id + "=" + run.answers[id])].join("&"))(JSON.parse(localStorage.getItem("`+runsKey+`")).runs[0])`, "Hartley&"+middle)
	return taps
}

// keyTakes writes into one of fifty questions: what a key makes, and how often it
// measures the page, which lays it out anew. How long it takes at a quarter of the
// speed is told to who looks, since it tells of the machine too.
func keyTakes(p *tab) map[string]float64 {
	text := "---\nchecklist:\n  id: fifty\n  kind: scorecard\n  criteria:\n"
	for i := range 50 {
		text += fmt.Sprintf("    - {id: q%d, ask: Question %[1]d?, kind: number, min: 0, ideal: [20, 60], max: 90, why: Because., hint: Ask.}\n", i)
	}
	fifty := siteOf(p.T, map[string]string{"a.md": text + "  verdicts: [{at: 75, say: Go}, {at: 0, say: Stay}]\n---\n"})
	p.do(chromedp.Navigate(fifty+"checklists/fifty.html"), chromedp.Click("[name=q25]"), evaluated(countKeys))
	eval[bool](p, `key(1), true`) // the first key after which this one has an answer
	took := map[string]float64{
		"elements of a key": eval[float64](p, `Math.max(...Array.from({length: 9}, (_, i) => key(10 + i).made))`),
		"measures of a key": eval[float64](p, `Math.max(...Array.from({length: 9}, (_, i) => key(20 + i).measured))`),
	}
	if testing.Verbose() {
		for _, width := range []int64{390, 1280} {
			p.do(chromedp.EmulateViewport(width, 844))
			p.Logf("a key at a quarter of the speed, %d pixels wide: %s", width, keyTime(p))
		}
	}
	return took
}

// keyTime is how long the main thread works on a key and its frame, in its own time,
// which others on the machine do not lengthen much: the script, the styles and the
// layout of sixty keys.
func keyTime(p *tab) string {
	p.do(command(performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}))
	worked := func() (sum float64) {
		p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			got, err := cdp.Call(ctx, t, performance.GetMetrics, cdp.Empty{})
			for _, m := range got.Metrics {
				if slices.Contains([]string{"ScriptDuration", "LayoutDuration", "RecalcStyleDuration"}, m.Name) {
					sum += m.Value
				}
			}
			return err
		}))
		return sum
	}
	frame := func(act string) float64 {
		before := worked()
		eval[bool](p, `(async () => { `+act+`; for (const _ of [1, 2]) await new Promise(requestAnimationFrame); return true })()`)
		return worked() - before
	}
	var times []float64
	for i := range 60 {
		times = append(times, 4000*(frame(fmt.Sprintf("write(%d)", 10+i))-frame("")))
	}
	slices.Sort(times)
	return fmt.Sprintf("%.1f ms (50 %%), %.1f ms (95 %%)", times[29], times[56])
}

// countKeys defines write, which writes into a field, and key, which gives what that took.
const countKeys = `{
	let measured = 0;
	const counted = (owner, name) => { const was = Object.getOwnPropertyDescriptor(owner, name), of = was.get ? "get" : "value", does = was[of]; Object.defineProperty(owner, name, {...was, [of]: function (...given) { measured++; return does.apply(this, given) }}) };
	for (const name of ["getBoundingClientRect", "getClientRects", "clientHeight", "scrollHeight", "scrollTop"]) counted(Element.prototype, name);
	for (const name of ["offsetHeight", "offsetWidth", "offsetTop"]) counted(HTMLElement.prototype, name);
	for (const name of ["scrollBy", "scrollY", "innerHeight", "getComputedStyle"]) counted(window, name);
	const watch = new MutationObserver(() => {}), field = document.activeElement;
	watch.observe(document.body, {childList: true, subtree: true});
	globalThis.write = value => { field.value = String(value), field.dispatchEvent(new Event("input", {bubbles: true})) };
	globalThis.key = value => {
		watch.takeRecords(), measured = 0;
		write(value);
		return {measured, made: watch.takeRecords().flatMap(m => [...m.addedNodes]).reduce((sum, n) => sum + (n.nodeType === 1 ? 1 + n.querySelectorAll("*").length : 0), 0)};
	};
}; 0`
