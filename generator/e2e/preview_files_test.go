package e2e

import (
	"fmt"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"fieldbook/generator/preview"
)

// TestRenamedPage leads the browser to the new address (hugo#5266).
func TestRenamedPage(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/size.html")
	if err := os.Rename(w.path("content/sweet-spot/size.md"), w.path("content/sweet-spot/how-big.md")); err != nil {
		t.Fatal(err)
	}
	soon(p, `location.pathname + document.querySelector("h1")?.textContent`, "/sweet-spot/how-big.htmlSize in computers, people and sales")
}

// TestDeletedPage says so, and comes back with the file.
func TestDeletedPage(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/size.html")
	data, err := os.ReadFile(w.path("content/sweet-spot/size.md"))
	if err != nil || os.Remove(w.path("content/sweet-spot/size.md")) != nil {
		t.Fatal(err)
	}
	soon(p, `document.querySelector("h1").textContent`, "Page not found")
	want(p, `getComputedStyle(document.querySelector("h1")).fontFamily.includes("Palatino")`, true) // with the site's style
	w.put("content/sweet-spot/size.md", string(data))
	soon(p, `document.querySelector("h1").textContent`, "Size in computers, people and sales")
}

// TestEditsDuringABuild saves faster than the site can be built (hugo#6308,
// mkdocs#766): the last save is what stays.
func TestEditsDuringABuild(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	for i := range 60 {
		w.put("content/sweet-spot/distance.md", fmt.Sprintf("---\ntitle: Title %d\n---\n\nSave %d.\n", i/10, i))
		time.Sleep(time.Duration(i%7) * 5 * time.Millisecond)
	}
	soon(p, `document.querySelector(".prose").innerText + document.title + document.querySelector("[aria-current=page]").textContent`, "Save 59.Title 5 · FieldbookTitle 5")
	want(p, `kept`, true)
}

// TestEditorsSave saves as editors do: a new file takes the place of the old
// one, with swap and backup files beside it.
func TestEditorsSave(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	const page = "content/sweet-spot/distance.md"
	for i, save := range []func(text string){
		func(text string) { // most editors
			w.put(page+".tmp", text)
			w.rename(page+".tmp", page)
		},
		func(text string) { // Vim
			w.put("content/sweet-spot/.distance.md.swp", "swap")
			w.put("content/sweet-spot/4913", "")
			w.remove("content/sweet-spot/4913")
			w.rename(page, page+"~")
			w.put(page, text)
			w.remove(page + "~")
		},
		func(text string) { // Emacs
			w.put("content/sweet-spot/#distance.md#", "half")
			w.put(page, text)
			w.remove("content/sweet-spot/#distance.md#")
		},
		func(text string) { // JetBrains
			w.put(page+"___jb_tmp___", text)
			w.rename(page, page+"___jb_old___")
			w.rename(page+"___jb_tmp___", page)
			w.remove(page + "___jb_old___")
		},
	} {
		save(fmt.Sprintf("---\ntitle: Saved\n---\n\nBy editor %d.\n", i))
		soon(p, `document.querySelector(".prose")?.innerText`, fmt.Sprintf("By editor %d.", i))
	}
	soon(p, `document.querySelector(".topics").textContent.includes("4913") || document.querySelector(".topics").textContent.includes("jb")`, false)
	want(p, `kept`, true)
}

// TestFoldersMove moves a folder in, renames it and takes it away again.
func TestFoldersMove(t *testing.T) {
	w := write(t, nil)
	p := w.visit("index.html")
	if err := os.MkdirAll(w.path("made/deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	w.put("made/index.md", "# Moved in\n")
	w.put("made/deep/page.md", "# Deep page\n\nWords of it.\n")
	w.rename("made", "content/made")
	soon(p, `document.querySelector(".topics").textContent.includes("Moved in")`, true)
	deep := w.visit("made/deep/page.html")
	w.add("content/made/deep/page.md", "\nEdited where it is now.\n")
	soon(deep, text+`.includes("Edited where it is now.")`, true)
	w.rename("content/made", "content/renamed")
	soon(deep, `location.pathname`, "/renamed/deep/page.html")
	w.add("content/renamed/deep/page.md", "\nEdited after the move.\n")
	soon(deep, text+`.includes("Edited after the move.")`, true)
	if err := os.RemoveAll(w.path("content/renamed")); err != nil {
		t.Fatal(err)
	}
	soon(p, `document.querySelector(".topics").textContent.includes("Moved in")`, false)
	want(p, `kept`, true)
}

// TestLinkedPage stands in the content by a symbolic link.
func TestLinkedPage(t *testing.T) {
	w := write(t, nil)
	if err := os.Symlink(w.path("content/sweet-spot/distance.md"), w.path("content/near.md")); err != nil {
		t.Skip(err)
	}
	p := w.visit("index.html")
	soon(p, `fetch("/near.html").then(r => r.ok)`, true)
	p = w.visit("near.html")
	w.add("content/sweet-spot/distance.md", "\n\nBehind the link.\n")
	soon(p, text+`.includes("Behind the link.")`, true)
	want(p, `kept`, true)
}

// TestBranchSwitched changes a thousand files at once, the open page among them.
func TestBranchSwitched(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	if err := os.MkdirAll(w.path("content/branch"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 1000 {
		w.put(fmt.Sprintf("content/branch/page-%d.md", i), fmt.Sprintf("# Page %d\n", i))
	}
	w.add("content/sweet-spot/distance.md", "\n\nOn the branch.\n")
	soon(p, text+`.includes("On the branch.") && document.querySelector(".topics").textContent.includes("Branch")`, true)
	if err := os.RemoveAll(w.path("content/branch")); err != nil {
		t.Fatal(err)
	}
	soon(p, `document.querySelector(".topics").textContent.includes("Branch")`, false)
	want(p, `kept`, true)
}

// TestPolledDisk tells of no change.
func TestPolledDisk(t *testing.T) {
	w := write(t, func(o *preview.Options) { o.Poll = true })
	p := w.visit("sweet-spot/distance.html")
	w.add("content/sweet-spot/distance.md", "\n\nSeen by looking.\n")
	soon(p, text+`.includes("Seen by looking.")`, true)
	w.rename("content/sweet-spot/distance.md", "content/sweet-spot/far.md")
	soon(p, `location.pathname`, "/sweet-spot/far.html")
}

// TestSlowSave writes in pieces: the page is never left empty, and whole in the
// end (zola#2626).
func TestSlowSave(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	f, err := os.Create(w.path("content/sweet-spot/distance.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{"---\ntitle: Sl", "ow\n---\n\nThe first ", "half, and ", "the rest.\n"} {
		if _, err := f.WriteString(piece); err != nil {
			t.Fatal(err)
		}
		time.Sleep(40 * time.Millisecond)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	soon(p, `document.querySelector(".prose").innerText`, "The first half, and the rest.")
	soon(p, mistakes, "")
}

// TestServerRestarts on the same address: the open page follows again, and has
// not missed anything (zensical#574, as after a sleep).
func TestServerRestarts(t *testing.T) {
	w := write(t, nil)
	p := w.visit("sweet-spot/distance.html")
	addr := strings.TrimSuffix(strings.TrimPrefix(w.url, "http://"), "/")
	w.stop()
	w.add("content/sweet-spot/distance.md", "\n\nWritten while nobody served.\n")
	for range 50 { // the system may hold the port for a moment
		l, err := net.Listen("tcp", addr)
		if err == nil {
			_ = l.Close()
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	w.serve(addr, nil)
	soon(p, text+`.includes("Written while nobody served.")`, true)
	w.add("content/sweet-spot/distance.md", "\n\nWritten after.\n")
	soon(p, text+`.includes("Written after.")`, true)
	want(p, `kept`, true)
}
