package compat

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/browser"
	"fieldbook/generator/browser/jstest"
	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/output"
	"fieldbook/generator/testfiles"
)

// months are the folders of testdata.
func months(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("testdata/*")
	if err != nil || len(all) == 0 {
		t.Fatal(err, all)
	}
	return all
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// opened has a checklist, and the storage of a browser with some texts in it.
func opened(t *testing.T, month string, stored map[string]string) *jstest.Engine {
	t.Helper()
	e := jstest.New(t, "../../templates/assets", `
		import { Runs } from "./checklist/runs";
		import { fromJSON } from "./checklist/files";
		import { parse } from "./checklist/address";
		import { become } from "./checklist/model";
		const structured = (value) => JSON.parse(JSON.stringify(value));
		globalThis.opened = {
			runs: (list) => new Runs(JSON.parse(list), (words) => { throw new Error(words) }).book(),
			file: (list, text) => fromJSON(JSON.parse(list), text),
			address: (list, text) => parse(JSON.parse(list), text, "2026-11-30"),
			passing(before, now) {
				let told = "";
				const list = structured(before);
				const runs = new Runs(list, (words) => (told += words));
				const stores = (next) => {
					become(list, structured(next));
					runs.renew();
					runs.update((book) => (book.current = book.runs[0].id));
				};
				stores(before);
				stores(now);
				stores(before);
				return { told, runs: runs.book().runs.map((r) => [r.answers, r.notes, r.plan]) };
			},
		};`)
	texts, _ := json.Marshal(stored)
	e.Run(`for (const area of ["localStorage", "sessionStorage"]) {
		const texts = area === "localStorage" ? ` + string(texts) + ` : {};
		globalThis[area] = { getItem: (key) => texts[key] ?? null, setItem: (key, text) => { texts[key] = String(text) }, removeItem: (key) => { delete texts[key] } };
	}`)
	return e
}

// card is the checklist of a month as it is today.
func card(t *testing.T, month string) string {
	t.Helper()
	r, err := build.Project{Content: month + "/content"}.Build()
	if err != nil || r.Diagnostics.Errors() > 0 {
		t.Fatal(err, r.Diagnostics)
	}
	model, err := json.Marshal(r.Site.Checklists[0].Checklist.Checklist)
	if err != nil {
		t.Fatal(err)
	}
	return string(model)
}

func opens(t *testing.T, e *jstest.Engine, what, list, text, want string) {
	t.Helper()
	said := fmt.Sprint(e.Run(fmt.Sprintf("JSON.stringify(opened.%s(%q, %q))", what, list, text)))
	var got, meant any
	if json.Unmarshal([]byte(said), &got) != nil || json.Unmarshal([]byte(want), &meant) != nil {
		t.Fatalf("%s gives %s", text, said)
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(meant)
	if string(a) != string(b) {
		t.Errorf("%s of %s is\n%s\nwant\n%s", what, text, a, b)
	}
}

// TestRuns opens the runs that a browser keeps, under the key of today and under
// that of before keys told their site; answers keep the ids that their criteria had.
func TestRuns(t *testing.T) {
	for _, month := range months(t) {
		list, text := card(t, month), read(t, month+"/runs.json")
		for _, key := range []string{"fieldbook / runs:card", "fieldbook-runs:card"} {
			opens(t, opened(t, month, map[string]string{key: text}), "runs", list, "", text)
		}
	}
}

// TestFiles opens a file of runs that a reader saved.
func TestFiles(t *testing.T) {
	for _, month := range months(t) {
		opens(t, opened(t, month, nil), "file", card(t, month), read(t, month+"/file.json"),
			`{"runs": [{"id": "a", "name": "Alder", "note": "", "answers": {"computers": "25", "near": "na"}, "notes": {"near": {"text": "by the bridge", "initials": "", "date": ""}}}], "lost": ""}`)
	}
}

// TestAddresses opens the addresses that readers sent each other.
func TestAddresses(t *testing.T) {
	want := []string{
		`{"answers": {"size": "25", "near": "yes", "adviser": "accountant"}, "name": "", "note": "", "notes": {}, "unread": []}`,
		`{"answers": {"size": "10..20", "near": "?", "since": "2026-01-31"}, "name": "", "note": "", "notes": {}, "unread": []}`,
		`{"answers": {"size": "..30", "near": "na"}, "name": "Alder & Co", "note": "Met in May.", "notes": {"near": {"text": "by the bridge"}}, "unread": []}`,
	}
	for _, month := range months(t) {
		e, list := opened(t, month, nil), card(t, month)
		for i, address := range strings.Fields(read(t, month+"/addresses.txt")) {
			opens(t, e, "address", list, address, want[i])
		}
	}
}

// TestPublished searches a site of then, and builds over it: what it wrote and is no
// more goes, and what others put there stays.
func TestPublished(t *testing.T) {
	for _, month := range months(t) {
		public := filepath.Join(t.TempDir(), "public")
		if err := os.CopyFS(public, os.DirFS(month+"/published")); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(public+"/_fieldbook", public+"/.fieldbook"); err != nil {
			t.Fatal(err)
		}
		found, err := browser.Search(func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(public, name)) }, "zebra", 5)
		if err != nil || len(found.Hits) != 1 || found.Hits[0].URL != "card.html" {
			t.Errorf("%s: %+v, %v", month, found, err)
		}
		testfiles.Write(t, public+"/theirs.html", "by hand")
		in := t.TempDir()
		testfiles.Write(t, in+"/index.md", "# Home\n")
		r, err := build.Project{Content: in}.Build()
		if err != nil {
			t.Fatal(err)
		}
		stats, err := output.Write(public, r.Files(), nil, func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		for name, stays := range map[string]bool{"gone.html": false, "card.html": false, "theirs.html": true, "index.html": true} {
			if _, err := os.Stat(filepath.Join(public, name)); (err == nil) != stays {
				t.Errorf("%s: %s is there: %t (%+v)", month, name, err == nil, stats)
			}
		}
	}
}

// TestCaches builds with a cache of then: whatever is in it, the site is the same.
func TestCaches(t *testing.T) {
	for _, month := range months(t) {
		want := made(t, build.Project{Content: month + "/content"})
		folder := testfiles.Cache(t)
		cache := content.KeptCache()
		first := made(t, build.Project{Content: month + "/content", Cache: cache})
		if err := cache.Save(); err != nil {
			t.Fatal(err)
		}
		ours, err := filepath.Glob(folder + "/*/*/*")
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := filepath.Glob(month + "/cache/*/*")
		if err != nil || len(theirs) == 0 {
			t.Fatal(err, theirs)
		}
		for i, place := range ours { // each is in the place of one of today
			if info, err := os.Stat(place); err == nil && !info.IsDir() {
				testfiles.Write(t, place, read(t, theirs[i%len(theirs)]))
			}
		}
		second := made(t, build.Project{Content: month + "/content", Cache: content.KeptCache()})
		if !slices.Equal(first, want) || !slices.Equal(second, want) {
			t.Errorf("%s: the site is another", month)
		}
	}
}

// made are the files of a site with what they hold.
func made(t *testing.T, p build.Project) []string {
	t.Helper()
	r, err := p.Build()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range r.Files() {
		data, err := f.Content()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f.Path+"\n"+string(data))
	}
	return out
}
