package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"fieldbook/generator/testfiles"
)

// host serves folders of one origin, and can be cut off.
type host struct {
	*testing.T
	url   string
	mu    sync.Mutex
	down  bool
	asked []string          // paths
	spoil map[string]string // what stands in the place of files
}

// hostOf serves folders, each below a path such as /one/.
func hostOf(t *testing.T, folders map[string]string) *host {
	h := &host{T: t, spoil: map[string]string{}}
	mux := http.NewServeMux()
	for path, dir := range folders {
		mux.Handle(path, http.StripPrefix(path, http.FileServer(http.Dir(dir))))
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.asked = append(h.asked, r.URL.Path)
		down, instead := h.down, h.spoil[r.URL.Path]
		h.mu.Unlock()
		switch {
		case down:
			panic(http.ErrAbortHandler) // as if there were no network
		case instead != "":
			_, _ = w.Write([]byte(instead))
		default:
			w.Header().Set("Cache-Control", "no-cache")
			r.Header.Del("If-Modified-Since") // sites are published twice in a second here
			mux.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	h.url = server.URL
	return h
}

func (h *host) cut(down bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.down = down
}

func (h *host) wasAsked(path string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Contains(h.asked, path)
}

// offlineSite is a small site that a worker keeps.
func offlineSite() map[string]string {
	return map[string]string{
		"index.md":     "# Start\n\nThe first text. See [another](two/other.md).\n",
		"two/index.md": "# Two\n\nA topic.\n",
		"two/other.md": "---\ntitle: Other\nchecklist:\n  id: card\n  kind: scorecard\n  title: The card\n  criteria:\n    - {id: near, ask: Is it near?}\n  verdicts:\n    - {at: 0, say: Fine}\n---\n\nA zebra stands here.\n",
	}
}

// offlineHost publishes the site below a path of a host, and opens a tab.
func offlineHost(t *testing.T, path string) (h *host, p *tab, content, out string) {
	t.Helper()
	p = open(t)
	content, out = testfiles.Folder(t, offlineSite()), t.TempDir()
	if err := publish(content, out); err != nil {
		t.Fatal(err)
	}
	return hostOf(t, map[string]string{path: out}), p, content, out
}

// active is an expression: the worker keeps the site.
const active = `navigator.serviceWorker.getRegistration().then((r) => Boolean(r?.active && navigator.serviceWorker.controller))`

// keep uses a page, and waits for the worker.
func keep(p *tab) {
	p.Helper()
	p.do(chromedp.Click("h1"))
	soon(p, active, true)
}

// names is an expression: how many caches there are.
const names = `caches.keys().then((names) => names.length)`

// TestWithoutNetwork visits a site once, and uses it without a network: pages, a reload,
// search and scores.
func TestWithoutNetwork(t *testing.T) {
	const path = "/any/path/"
	h, p, _, _ := offlineHost(t, path)
	p.do(chromedp.Navigate(h.url+path), chromedp.Sleep(wait))
	if h.wasAsked(path + "sw.js") {
		t.Error("the worker is asked for before the page is used")
	}
	keep(p)
	soon(p, `document.querySelector(".site-footer").innerText.includes("Ready without a network")`, true)
	h.cut(true)
	p.do(chromedp.Reload())
	want(p, `document.querySelector("h1").textContent`, "Start")
	p.do(chromedp.Click("h1"), chromedp.Sleep(wait))
	want(p, `document.body.innerText.includes("Ready without a network")`, false) // it was told
	p.do(chromedp.Navigate(h.url + path + "two/other.html"))
	want(p, `document.querySelector("main").innerText.includes("A zebra stands here")`, true)
	want(p, `getComputedStyle(document.querySelector("h1")).fontFamily.includes("Palatino")`, true)
	want(p, `fieldbook.search("zebra").then((r) => r.hits[0].title)`, "Other")
	want(p, `fieldbook.search('"zebra stands here"').then((r) => r.total + " " + r.loose)`, "1 false")
	p.do(chromedp.Navigate(h.url+path+"checklists/card.html"), chromedp.Click(`input[name=near][value=yes]`))
	soon(p, `document.querySelector("main").innerText.includes("Fine")`, true)
	p.do(chromedp.Navigate(h.url + path + "checklists/card-leads.html"))
	bring(p, "list.csv", "Name,Is it near?\nBeta,no\nAlpha,yes\n")
	soon(p, `document.querySelector(".list-rank")?.getClientRects().length`, 1)
	p.do(chromedp.Click(".list-rank"))
	soon(p, `[...document.querySelectorAll(".lead-row")].map(r => r.querySelector(".lead-name").textContent + " " + r.querySelector(".lead-score").textContent).join("|")`, "Alpha 100|Beta 0")
	p.do(chromedp.Navigate(h.url + path + "two/")) // an address without a file's name
	want(p, `document.querySelector("h1").textContent`, "Two")
	p.do(chromedp.Navigate(h.url + path + "search.html?q=zebra"))
	soon(p, `document.querySelector("main a.hit")?.textContent.includes("Other") ?? false`, true)
	p.do(chromedp.Navigate(h.url + path + "no/such.html"))
	want(p, `document.querySelector("h1").textContent`, "Page not found")
	p.do(chromedp.Navigate(h.url + path + "two/other.md")) // which is there, for programs
	want(p, `document.querySelector(".not-there").hidden + " " + document.querySelector(".not-kept").hidden`, "true false")
}

// TestLargeSiteInPart: of a site too large to be kept whole the frame, the
// checklists and what was read are there; of any other page it is said that it is
// not kept, since nobody knows whether there is one.
func TestLargeSiteInPart(t *testing.T) {
	p := open(t)
	files, out := offlineSite(), t.TempDir()
	files["two/film.bin"] = strings.Repeat("not much to see", 1<<20)
	files["two/third.md"] = "# Third\n\nA [film](film.bin).\n"
	files["two/fourth.md"] = "# Fourth\n"
	if err := publish(testfiles.Folder(t, files), out); err != nil {
		t.Fatal(err)
	}
	h := hostOf(t, map[string]string{"/kb/": out})
	p.do(chromedp.Navigate(h.url + "/kb/"))
	keep(p)
	p.do(chromedp.Navigate(h.url + "/kb/two/third.html"))
	h.cut(true)
	p.do(chromedp.Reload())
	want(p, `document.querySelector("h1").textContent`, "Third")
	p.do(chromedp.Navigate(h.url + "/kb/two/fourth.html"))
	want(p, `[...document.querySelectorAll("main .lead")].filter((e) => e.checkVisibility()).map((e) => e.textContent).join()`, "There is no network, and this page has not been read on this device before.")
	p.do(chromedp.Navigate(h.url+"/kb/checklists/card.html"), chromedp.Click(`input[name=near][value=yes]`))
	soon(p, `document.querySelector("main").innerText.includes("Fine")`, true)
	p.do(chromedp.Navigate(h.url + "/kb/checklists/card-leads.html"))
	want(p, `document.querySelector("h1").textContent`, "Lead lists")
	soon(p, `Boolean(document.querySelector("main textarea")?.checkVisibility())`, true)
}

// TestNewerVersion shows one version until the reader asks for the newer one, and
// takes an older one back.
func TestNewerVersion(t *testing.T) {
	h, p, content, out := offlineHost(t, "/")
	p.do(chromedp.Navigate(h.url + "/"))
	keep(p)
	change := func(from, to string) {
		t.Helper()
		name := filepath.Join(content, "index.md")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		testfiles.Write(t, name, strings.Replace(string(text), from, to, 1))
		if err := publish(content, out); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range [][2]string{{"The first text", "The second text"}, {"The second text", "The first text"}} {
		change(step[0], step[1])
		p.do(chromedp.Navigate(h.url + "/two/"))
		p.do(chromedp.Click("h1"))
		soon(p, `document.querySelector(".newer-version")?.textContent ?? ""`, "A newer version of this site is here. Show it Later")
		p.do(chromedp.Navigate(h.url + "/"))
		want(p, `document.querySelector("main").innerText.includes("`+step[0]+`")`, true) // until it is asked for
		p.do(chromedp.Click("h1"))
		soon(p, `Boolean(document.querySelector(".newer-version"))`, true)
		p.do(chromedp.Click(".newer-version button"))
		soon(p, `document.querySelector("main").innerText.includes("`+step[1]+`")`, true)
		soon(p, names, 1)
	}
}

// TestMixedVersionIsRefused keeps nothing of a site of which a file is of
// another version, and goes on without.
func TestMixedVersionIsRefused(t *testing.T) {
	h, p, _, _ := offlineHost(t, "/")
	h.spoil["/two/other.html"] = "<title>Of another version</title>"
	p.do(chromedp.Navigate(h.url+"/"), chromedp.Click("h1"))
	for range 40 {
		if h.wasAsked("/two/other.html") {
			break
		}
		p.do(chromedp.Sleep(wait / 4))
	}
	p.do(chromedp.Sleep(2 * wait)) // what would be kept is kept by then
	want(p, `navigator.serviceWorker.getRegistration().then((r) => Boolean(r?.active || r?.installing || r?.waiting))`, false)
	want(p, names, 0)
	p.do(chromedp.Navigate(h.url + "/two/"))
	want(p, `document.querySelector("h1").textContent`, "Two")
}

// TestFullQuota goes on where the browser gives no room.
func TestFullQuota(t *testing.T) {
	h, p, _, _ := offlineHost(t, "/")
	quota := 1000.0
	p.do(chromedp.Navigate(h.url+"/"), command(storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: h.url, QuotaSize: &quota}), chromedp.Click("h1"), chromedp.Sleep(2*wait))
	want(p, `navigator.serviceWorker.getRegistration().then((r) => Boolean(r?.active))`, false)
	p.do(chromedp.Navigate(h.url + "/two/"))
	want(p, `document.querySelector("h1").textContent`, "Two")
}

// TestOfflineOff removes the worker and what it kept from readers, once the site
// wants none; that of another site of the origin stays.
func TestOfflineOff(t *testing.T) {
	p := open(t)
	content, one, two := testfiles.Folder(t, offlineSite()), t.TempDir(), t.TempDir()
	for _, out := range []string{one, two} {
		if err := publish(content, out); err != nil {
			t.Fatal(err)
		}
	}
	h := hostOf(t, map[string]string{"/one/": one, "/two/": two})
	for _, path := range []string{"/one/", "/two/"} {
		p.do(chromedp.Navigate(h.url + path))
		keep(p)
	}
	want(p, names, 2)
	testfiles.Write(t, filepath.Join(content, "site.yaml"), "offline: false\n")
	if err := publish(content, one); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(h.url + "/one/"))
	soon(p, names, 1)
	soon(p, `navigator.serviceWorker.getRegistrations().then((all) => all.map((r) => new URL(r.scope).pathname).join())`, "/two/")
	p.do(chromedp.Navigate(h.url+"/one/"), chromedp.Click("h1"), chromedp.Sleep(wait))
	want(p, names, 1)
	h.cut(true)
	p.do(chromedp.Navigate(h.url + "/two/"))
	want(p, `document.querySelector("h1").textContent`, "Start")
}
