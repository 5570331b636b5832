package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// german publishes the repository's content with a German interface.
func german(t *testing.T) string {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	if err := os.CopyFS(in, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(in, "site.yaml"), []byte("title: Handbuch\nlanguage: de\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := publish(in, out); err != nil {
		t.Fatal(err)
	}
	return served(t, out)
}

// TestGerman scores, searches and shares in German.
func TestGerman(t *testing.T) {
	address := german(t)
	p := open(t)
	p.do(chromedp.Navigate(address+scorecard), chromedp.SendKeys("[name=drive]", "höchstens 25"), chromedp.SendKeys("[name=sales]", "2,5 Mio. bis 3.000.000"), chromedp.SendKeys("[name=staff]", "mehr als 20"))
	want(p, `JSON.stringify(JSON.parse(localStorage.getItem("`+runsKey+`")).runs[0].answers)`, `{"drive":"..25","sales":"2500000..3000000","staff":"21.."}`)
	want(p, `document.querySelector(".progress").textContent`, "3 von 7 beantwortet")
	want(p, `(p => p.querySelector(".given").textContent + getComputedStyle(p.querySelector(".given"), "::after").content + p.querySelector(".points").textContent)(document.querySelector("#staff .weight"))`, `0–2" von "2`)
	// What the field shows after a reload is read again.
	p.do(chromedp.Reload())
	want(p, `document.querySelector("[name=staff]").value + "|" + document.querySelector("[name=drive]").value + "|" + document.querySelector("[name=sales]").value`, "21|25|2500000 bis 3000000")
	p.do(chromedp.SendKeys("[name=computers]", "1.500"), evaluated(`document.querySelector("[name=staff]").dispatchEvent(new Event("input", {bubbles: true}))`))
	want(p, `JSON.stringify(JSON.parse(localStorage.getItem("`+runsKey+`")).runs[0].answers)`, `{"drive":"..25","sales":"2500000..3000000","staff":"21..","computers":"1500"}`)
	p.do(chromedp.SendKeys("[name=drive]", "xyz"))
	want(p, `document.querySelector(".invalid").textContent`, "Schreiben Sie eine Zahl, etwa 25, 10 bis 19 oder 50 oder mehr.")
	p.do(chromedp.Navigate(address+"search.html?q=drive"), chromedp.WaitVisible(".results .hit"))
	want(p, `document.querySelector("h1").textContent + document.querySelector("[role=status]").textContent.replace(/\d+/, " N")`, "Treffer für „drive“ N Treffer")
	p.do(chromedp.Navigate(address+"checklists/partner-cadence.html"), evaluated(`(() => { const d = document.querySelector("[name=meet]"); d.value = "2020-12-31"; d.dispatchEvent(new Event("input", {bubbles: true})) })()`))
	want(p, `document.querySelector(".due-next").textContent.startsWith("Das nächste Mal am 28. Februar 2021, seit ")`, true)
	want(p, `document.documentElement.lang`, "de")
	p.quiet()
}

// TestCodeIsLeftToRight on a page that is read from right to left; links that stand
// alone begin where the page's lines begin.
func TestCodeIsLeftToRight(t *testing.T) {
	page := "# \u05d3\u05e3\n\n\u05d8\u05e7\u05e1\u05d8 `\"a\" --b=/usr/bin/x (c)` \u05e2\u05dd $d + e$ \u05e9\u05dc <kbd>(f)</kbd>.\n\n```sh\n\"g\" --h=/usr/bin/x \u05d0 (i)\n```\n\n    \"j\" (k)\n\n| \u05d0 |\n|---|\n| `\"l\" (m)` |\n"
	address := siteOf(t, map[string]string{"site.yaml": "language: he\ntitle: \u05e1\u05e4\u05e8\n", "index.md": "# \u05d1\u05d9\u05ea\n", "one.md": page, "two.md": "# \u05e9\u05e0\u05d9\n\n\u05d8\u05e7\u05e1\u05d8\n"})
	p := open(t)
	p.do(chromedp.Navigate(address + "one.html"))
	want(p, `document.dir`, "rtl")
	// Each letter of what is code, by where it stands in the text and on the screen.
	const backwards = `[...document.querySelectorAll(".prose :is(code, kbd, math)")].flatMap((code) => {
		const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT), all = [];
		for (let n; (n = walk.nextNode()); ) for (let i = 0; i < n.length; i++) {
			const range = new Range();
			range.setStart(n, i), range.setEnd(n, i + 1);
			if (n.data[i].trim()) all.push([n.data[i], range.getBoundingClientRect()]);
		}
		return all.filter(([, box], i) => i > 0 && box.left < all[i - 1][1].left - 1).map(([c]) => c + " in " + code.textContent.trim());
	}).join("; ")`
	want(p, `document.querySelectorAll(".prose :is(code, kbd, math)").length`, 6)
	want(p, backwards, "")
	want(p, `(pre => getComputedStyle(pre).direction + getComputedStyle(pre).textAlign)(document.querySelector("pre"))`, "ltrstart")
	p.do(chromedp.Navigate(address + "index.html"))
	want(p, `[...document.querySelectorAll("ul.pages li")].map(li => Math.round(li.getBoundingClientRect().right - li.querySelector("a").getBoundingClientRect().right)).join()`, "0,0")
	p.quiet()
}
