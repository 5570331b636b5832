package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestLater uses what a scorecard loads when it is first wanted: not before, and where
// it cannot be had that is told, nothing is lost, and the next try may succeed.
func TestLater(t *testing.T) {
	dir, err := published()
	if err != nil {
		t.Fatal(err)
	}
	var lost atomic.Bool
	files := http.StripPrefix(subPath, folder(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if lost.Load() && (strings.Contains(r.URL.Path, "/actions-") || strings.Contains(r.URL.Path, "/reading-")) {
			panic(http.ErrAbortHandler) // as a network that is gone
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	p := open(t)
	const loads = `performance.getEntriesByType("resource").map(e => e.name.replace(/.*\/|-.*/g, "")).filter(name => ["actions", "reading", "dates", "dialog"].includes(name)).join()`
	p.do(chromedp.Navigate(server.URL + subPath + scorecard + "#drive=20"))
	eval[bool](p, settled)
	want(p, loads, "")
	lost.Store(true)
	p.do(chromedp.Click(".share"))
	soon(p, `document.querySelector(".unread:not([hidden])")?.textContent`, "This could not be loaded, and nothing is lost: try again when there is a network.")
	want(p, `document.querySelector("[name=drive]").value + document.querySelector("dialog").open`, "20false")
	lost.Store(false)
	p.do(chromedp.Click(".share"), chromedp.WaitVisible("dialog[open]"))
	want(p, `document.querySelector(".unread").hidden`, true)
	p.do(chromedp.Click("dialog .close"))
	lost.Store(true)
	p.do(chromedp.Click(".next .cite"), chromedp.WaitVisible(".fact")) // the link that it is
	lost.Store(false)
	p.do(chromedp.Navigate(server.URL+subPath+scorecard), chromedp.Click(".next .cite"), chromedp.WaitVisible(".source"))
	want(p, `document.querySelector("[name=drive]").value`, "20")
}

// TestStill opens a scorecard that has no answers: its script moves next to nothing.
func TestStill(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(before(`globalThis.shifts = 0, new PerformanceObserver(list => { for (const e of list.getEntries()) shifts += e.value }).observe({type: "layout-shift", buffered: true})`))
	for _, width := range []int64{390, 768, 1280} {
		for _, at := range []string{scorecard, decision, "checklists/where-to-find-clients.html"} {
			p.do(chromedp.EmulateViewport(width, 844), chromedp.Navigate(address+at))
			eval[bool](p, settled)
			if moved := eval[float64](p, `shifts`); moved > 0.02 {
				t.Errorf("%s at %d: a layout shift of %.3f", at, width, moved)
			}
		}
	}
	p.quiet()
}

// TestDates: what reads dates comes with a question for one, and with no other.
func TestDates(t *testing.T) {
	card := "---\nchecklist:\n  id: %\n  kind: scorecard\n  criteria:\n    - {id: when, ask: When?, kind: KIND}\n  verdicts: [{at: 75, say: Go}, {at: 0, say: Stay}]\n---\n"
	site := siteOf(t, map[string]string{
		"a.md": strings.NewReplacer("%", "dated", "KIND", "date, max: 12").Replace(card),
		"b.md": strings.NewReplacer("%", "plain", "KIND", "number, max: 12").Replace(card),
	})
	p := open(t)
	p.do(chromedp.Navigate(site+"checklists/dated.html"), chromedp.SendKeys("[name=when]", "Dec 2026"))
	soon(p, `JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith("runs:dated"))?.[1] ?? "{}").runs?.[0].answers.when`, "2026-12")
	p.do(chromedp.Navigate(site + "checklists/plain.html"))
	want(p, `document.querySelector('script[src*="/dates-"]') === null`, true)
	p.quiet()
}
