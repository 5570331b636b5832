package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"fieldbook/generator/testfiles"
)

// card is a scorecard of one id with criteria of a site's own.
func card(criteria string) map[string]string {
	return map[string]string{"a.md": "---\nchecklist:\n  id: fit\n  kind: scorecard\n  criteria: [" + criteria + "]\n  verdicts: [{at: 75, say: Go}, {at: 0, say: Leave it}]\n---\n"}
}

const (
	trade  = "{id: staff, ask: Staff?, kind: number, max: 50, why: x}, {id: near, ask: Near?, why: x}"
	garden = "{id: trees, ask: Trees?, kind: number, max: 50, why: x}, {id: pond, ask: Pond?, why: x}"
)

// sitesAt publishes sites below paths of one origin, and gives its address.
func sitesAt(t *testing.T, sites map[string]map[string]string) string {
	t.Helper()
	mux := http.NewServeMux()
	for path, pages := range sites {
		out := t.TempDir()
		if err := publish(testfiles.Folder(t, pages), out); err != nil {
			t.Fatal(err)
		}
		mux.Handle(path, http.StripPrefix(path, folder(out)))
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

const (
	list    = "checklists/fit.html"
	options = `[document.querySelector(".run-name").value, ...[...document.querySelectorAll(".run-list button")].map(o => o.textContent)].join()`
)

// TestSitesOfOneOriginKeepApart: two sites of one origin with a checklist of one
// id, even the same one, neither show nor change each other's runs, and neither
// offers the other's searches or lists.
func TestSitesOfOneOriginKeepApart(t *testing.T) {
	origin := sitesAt(t, map[string]map[string]string{"/a/": card(trade), "/b/": card(trade), "/": card(garden)})
	p := open(t)
	for _, path := range []string{"/a/", "/b/", "/"} {
		p.do(chromedp.Navigate(origin+path+list), chromedp.SendKeys(".run-name", "Client of "+path))
	}
	for _, path := range []string{"/a/", "/b/", "/"} {
		p.do(chromedp.Navigate(origin + path + list))
		want(p, options, "Client of "+path)
	}
	want(p, `Object.keys(localStorage).every(k => /^fieldbook \/(a\/|b\/|) /.test(k))`, true)
	p.quiet()
}

// TestEarlierRunsAreAdopted: runs that were kept before keys told their site go
// to the site whose criteria they have, once, and what is nobody's stays.
func TestEarlierRunsAreAdopted(t *testing.T) {
	origin := sitesAt(t, map[string]map[string]string{"/a/": card(trade), "/b/": card(garden)})
	p := open(t)
	p.do(chromedp.Navigate(origin + "/a/index.html"))
	eval[bool](p, `(localStorage.setItem("fieldbook-runs:fit", JSON.stringify({version: 1, current: "2", runs: [
		{id: "1", name: "Shop", answers: {staff: "7", near: "yes"}},
		{id: "2", name: "Park", answers: {trees: "9"}},
		{id: "3", name: "Stranger", answers: {moon: "1"}},
	]})), true)`)
	before := eval[string](p, `localStorage.getItem("fieldbook-runs:fit")`)
	p.do(chromedp.Navigate(origin + "/a/" + list))
	want(p, options+` + document.querySelector("[name=staff]").value`, "Shop7")
	p.do(inMenu(".run-delete"), chromedp.Reload())
	want(p, options, "") // once
	p.do(chromedp.Navigate(origin + "/b/" + list))
	want(p, options+` + document.querySelector("[name=trees]").value`, "Park9")
	want(p, `localStorage.getItem("fieldbook-runs:fit")`, before)
	p.quiet()
}

// TestEarlierRunsAreMovedWhereThereIsNoRoom for two copies of them.
func TestEarlierRunsAreMovedWhereThereIsNoRoom(t *testing.T) {
	origin := sitesAt(t, map[string]map[string]string{"/a/": card(trade), "/b/": card(garden)})
	p := open(t)
	p.do(chromedp.Navigate(origin + "/a/index.html"))
	eval[bool](p, `(localStorage.setItem("fieldbook-runs:fit", JSON.stringify({version: 1, current: "1", runs: [
		{id: "1", name: "Shop", notes: {gone: {text: "x".repeat(3e6)}}, answers: {staff: "7"}}, {id: "2", name: "Park", answers: {trees: "9"}}]})), true)`)
	p.do(chromedp.Navigate(origin+"/a/"+list), chromedp.SendKeys("[name=staff]", "0"), chromedp.Navigate(origin+"/b/"+list), chromedp.Navigate(origin+"/a/"+list))
	want(p, options+` + document.querySelector("[name=staff]").value + document.querySelector(".unread").hidden`, "Shop70true")
	p.do(chromedp.Navigate(origin + "/b/" + list))
	want(p, options, "Park")
	p.quiet()
}

// TestEarlierListsAreAdopted: so are lists of leads, what their columns mean, and
// the reader's searches.
func TestEarlierListsAreAdopted(t *testing.T) {
	origin := sitesAt(t, map[string]map[string]string{"/a/": card(trade), "/b/": card(garden)})
	p := open(t)
	p.do(chromedp.Navigate(origin + "/a/index.html"))
	eval[bool](p, `new Promise((done, fail) => {
		localStorage.setItem("fieldbook-columns:fit:Firm|Heads", JSON.stringify([{role: {is: "name"}}, {role: {is: "criterion", id: "staff"}}]));
		localStorage.setItem("fieldbook-searches", JSON.stringify(["ponds"]));
		const o = indexedDB.open("fieldbook-leads", 1);
		o.onupgradeneeded = () => o.result.createObjectStore("lists", {keyPath: ["card", "name"]});
		o.onsuccess = () => {
			const t = o.result.transaction("lists", "readwrite");
			t.objectStore("lists").put({card: "fit", name: "shops.csv", day: "2026-01-01", records: [], means: [{role: {is: "name"}}, {role: {is: "criterion", id: "staff"}}]});
			t.oncomplete = () => { o.result.close(); done(true) };
		};
		o.onerror = fail;
	})`)
	const kept = `[...document.querySelectorAll(".lists-kept li button:first-child")].map(b => b.textContent).join()`
	p.do(chromedp.Navigate(origin + "/a/checklists/fit-leads.html"))
	soon(p, kept, "shops.csv")
	const pasted = `(f => { f.value = "Firm,Heads\nA,7\n"; f.dispatchEvent(new Event("input", {bubbles: true})) })(document.getElementById("fb-paste"))`
	p.do(evaluated(pasted))
	soon(p, `document.querySelector(".list-columns tbody tr:nth-child(2) select")?.selectedOptions[0].textContent ?? ""`, "Staff?")
	p.do(chromedp.Navigate(origin+"/a/checklists/fit-leads.html"), chromedp.WaitVisible(".lists-kept button"), chromedp.Click(".lists-kept li button:last-child"))
	soon(p, kept, "")
	p.do(chromedp.Reload(), chromedp.Sleep(200*time.Millisecond))
	want(p, kept, "")
	p.do(chromedp.Navigate(origin+"/b/checklists/fit-leads.html"), evaluated(pasted))
	soon(p, `document.querySelectorAll(".list-columns tbody tr").length`, 2)
	want(p, `document.querySelector(".list-columns tbody tr:nth-child(2) select").selectedOptions[0].textContent`, "Kept, not scored")
	want(p, kept, "")
	p.quiet()
}

// TestPreviewsOfOneAddressKeepApart: one port previews one site today and another
// tomorrow.
func TestPreviewsOfOneAddressKeepApart(t *testing.T) {
	w, other := write(t, nil), copied(t)
	p := open(t)
	p.do(chromedp.Navigate(w.url+scorecard), chromedp.SendKeys(".run-name", "Near"))
	addr := w.url[len("http://") : len(w.url)-1]
	w.stop()
	other.lenient = true
	other.serve(addr, nil)
	p.do(chromedp.Navigate(other.url + scorecard))
	want(p, options, "")
	other.stop()
	w.serve(addr, nil)
	p.do(chromedp.Navigate(w.url + scorecard))
	want(p, options, "Near")
}

// TestSitesOnDiskKeepApart: the folder of a site read from disk is part of its keys.
func TestSitesOnDiskKeepApart(t *testing.T) {
	p := open(t)
	for i := range 2 {
		out := t.TempDir()
		if err := publish(testfiles.Folder(t, card(trade)), out); err != nil {
			t.Fatal(err)
		}
		p.do(chromedp.Navigate("file://" + out + "/" + list))
		want(p, options, "")
		p.do(chromedp.SendKeys(".run-name", fmt.Sprint("Client ", i)), chromedp.Reload())
		want(p, options, fmt.Sprint("Client ", i))
	}
}
