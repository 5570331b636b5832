package e2e

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestNamesAreAccepted: the preview tells by which names the search does not lead to the
// page; a press writes one into its keywords, and the search then leads there.
func TestNamesAreAccepted(t *testing.T) {
	w := write(t, nil)
	for _, name := range []string{"one", "two"} {
		w.put("content/"+name+".md", "# Page "+name+"\n\nSee the [lanyard desk](counter.md).\n")
	}
	w.put("content/counter.md", "---\ntitle: Where visitors sign in\ntags: [visits]\n---\n\nBy the door.\n")
	w.put("content/lanyards.md", "# Lanyard colours\n\nA desk has lanyards. A lanyard desk has more of them.\n")
	p := w.visit("counter.html")
	const within = `document.querySelector("fieldbook-preview").shadowRoot`
	soon(p, within+`.querySelector(".corner > button")?.textContent ?? ""`, "1 name does not lead here in the search")
	p.do(evaluated(within + `.querySelector(".corner > button").click()`))
	want(p, within+`.querySelector(".offers p").textContent.startsWith("\"lanyard desk\": links of “Page one” say so; ")`, true)
	p.do(evaluated(within + `.querySelector(".offers button").click()`))
	soon(p, within+`.querySelectorAll(".corner > button").length`, 0)
	file := w.path("content/counter.md")
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		if text, err := os.ReadFile(file); err == nil && strings.Contains(string(text), "\nkeywords: [lanyard desk]\n---\n") {
			break
		}
		if time.Now().After(end) {
			text, err := os.ReadFile(file)
			t.Fatalf("%s, %v", text, err)
		}
	}
	want(p, `fetch("/-/questions?page=counter.html&words=never", {method: "POST"}).then((r) => r.json()).then((all) => all.length)`, 0)
	if text, _ := os.ReadFile(file); strings.Contains(string(text), "never") {
		t.Errorf("what was not proposed is written: %s", text)
	}
}
