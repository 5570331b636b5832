package e2e

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// payloads are texts that would call alert if any part of the generator, or of
// the page's own scripts, let them through.
var payloads = []string{
	`<script>alert(1)</script>`, `<SCRIPT SRC=data:text/javascript,alert(1)></SCRIPT>`, `<img src=x onerror=alert(1)>`, `<img src=x onerror="alert(1)" //`,
	`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><animate onbegin=alert(1) attributeName=x dur=1s>`, `<body onload=alert(1)>`,
	`<iframe src=javascript:alert(1)></iframe>`, `<iframe srcdoc="<script>parent.alert(1)</script>">`, `<object data=javascript:alert(1)>`, `<embed src=javascript:alert(1)>`,
	`<a href=javascript:alert(1)>x</a>`, `<a href="java&#x0A;script:alert(1)">x</a>`, `<a href=" &#14; javascript:alert(1)">x</a>`, `<form action=javascript:alert(1)><input type=submit>`,
	`<details open ontoggle=alert(1)>`, `<input autofocus onfocus=alert(1)>`, `<video><source onerror=alert(1)>`, `<audio src=x onerror=alert(1)>`,
	`<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<style><img src="</style><img src=x onerror=alert(1)>"></style>`,
	`<template><script>alert(1)</script></template>`, `<xmp><img src=x onerror=alert(1)></xmp>`, `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`, `<base href=javascript:alert(1)//>`,
	`</script><script>alert(1)</script>`, `</title><script>alert(1)</script>`, `</style><script>alert(1)</script>`, `</textarea><script>alert(1)</script>`, `--><script>alert(1)</script>`, `]]><script>alert(1)</script>`,
	`" onmouseover=alert(1) autofocus onfocus=alert(1) x="`, `' onerror=alert(1) x='`, "` onerror=alert(1)", `"><img src=x onerror=alert(1)>`, `'><img src=x onerror=alert(1)>`,
	`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, `data:text/html,<script>parent.alert(1)</script>`, `vbscript:alert(1)`, "java\tscript:alert(1)",
	`{{alert(1)}}`, `${alert(1)}`, `<%= alert(1) %>`, `\u003cimg src=x onerror=alert(1)\u003e`, `&lt;img src=x onerror=alert(1)&gt;`, `&#60;script&#62;alert(1)&#60;/script&#62;`, `%3Cscript%3Ealert(1)%3C/script%3E`,
	`[x](javascript:alert(1))`, `![x](javascript:alert(1))`, `[x](<javascript:alert(1)>)`, `<javascript:alert(1)>`, `[x]: javascript:alert(1)`, `[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`,
	"```\n</code><script>alert(1)</script>\n```", "```js\"><script>alert(1)</script>\nx\n```", `# <script>alert(1)</script> {#x" onmouseover="alert(1)}`, `| <img src=x onerror=alert(1)> |`,
	`> [!NOTE]<script>alert(1)</script>`, `[^1]: <script>alert(1)</script>`, `$<img src=x onerror=alert(1)>$`, `<p style="background:url(javascript:alert(1))">x`, `<div style="animation-name:x" onanimationstart=alert(1)>`,
}

// attacked writes one payload into every place where an author's text goes, and
// gives the files, with how many places there are.
func attacked(payload string, n int) (files map[string]string, places int) {
	quoted, _ := json.Marshal(payload) // which is also a text in YAML
	q := string(quoted)
	page := strings.NewReplacer("Q", q, "N", fmt.Sprint(n)).Replace(`---
title: Q
summary: Q
tags: [Q]
keywords: [Q]
owner: Q
checklist:
  id: list-N
  kind: scorecard
  title: Q
  about: Q
  criteria:
    - {id: aN, ask: Q, kind: number, max: 50, ideal: [0, 30], unit: Q, why: Q, hint: Q}
    - {id: bN, ask: Q, kind: list, options: {x: Q, y: Q}, min: 1, why: Q, columns: [Q]}
    - {id: cN, ask: Q, why: Q}
  verdicts: [{at: 50, say: Q}, {at: 0, say: Q}]
---
`) + "# " + strings.ReplaceAll(payload, "\n", " ") + "\n\n" + payload + "\n\nwords " + payload + " words\n\n- " + payload +
		"\n\n[text](criterion:list-" + fmt.Sprint(n) + "/a" + fmt.Sprint(n) + ") [a " + payload + " b](index.md \"" + payload + "\") ![" + payload + "](x.png)\n\n[[index|" + payload + "]]\n"
	return map[string]string{fmt.Sprintf("p%d.md", n): page}, strings.Count(page, q) + strings.Count(page, payload)
}

// policyTag is what a page asks the browser to enforce.
var policyTag = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)

// TestNothingRuns builds a site whose every text is an attack, takes the policy
// away, and opens every page: no script but the site's own runs.
func TestNothingRuns(t *testing.T) {
	opened := map[string]string{} // what was the same before behaves as it did
	for _, raw := range []string{"false", "true"} {
		p := open(t)
		in, out := t.TempDir(), t.TempDir()
		write := func(name, text string) {
			if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		places := 0
		var works, facts, terms strings.Builder
		for n, payload := range payloads {
			files, more := attacked(payload, n)
			for name, text := range files {
				write(name, text)
			}
			q, _ := json.Marshal(payload)
			fmt.Fprintf(&works, "  - {id: W%d, title: %s, by: %s, note: %s, url: %s}\n", n, q, q, q, q)
			fmt.Fprintf(&facts, "  - {id: F%d, work: W%d, say: %s, figures: %s}\n", n, n, q, q)
			fmt.Fprintf(&terms, "  - {term: %s, also: [%s], meaning: %s}\n", q, q, q)
			places += more + 9
		}
		write("sources.yaml", "works:\n"+works.String()+"facts:\n"+facts.String())
		write("glossary.yaml", "terms:\n"+terms.String())
		write("index.md", "# Home\n")
		write("site.yaml", `{title: "<script>alert(1)</script>", description: "\"><img src=x onerror=alert(1)>", raw_html: `+raw+`, base_url: "https://example.org/", edit: "javascript:alert(1)//{path}", tasks: [{ask: "<svg onload=alert(1)>", page: index.md, summary: "</a><script>alert(1)</script>"}]}`)
		if places < 1000 {
			t.Errorf("only %d places", places)
		}
		project := projectOf(in)
		project.Lenient = true
		if err := publishProject(project, out); err != nil {
			t.Fatal(err)
		}
		var pages []string
		err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".html" {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			bare := policyTag.ReplaceAll(data, nil)
			if len(bare) == len(data) {
				t.Errorf("%s has no policy", name)
			}
			rel, _ := filepath.Rel(out, name)
			if opened[rel] != string(bare) {
				pages = append(pages, filepath.ToSlash(rel))
			}
			opened[rel] = string(bare)
			return os.WriteFile(name, bare, 0o644)
		})
		if err != nil || len(opened) < 2*len(payloads) || len(pages) == 0 {
			t.Fatal(err, len(opened), len(pages))
		}
		address := served(t, out)
		p.do(before(`globalThis.alert = () => localStorage.setItem("ran", (localStorage.getItem("ran") ?? "") + " " + location.pathname)`))
		for _, page := range pages {
			p.do(chromedp.Navigate(address + strings.ReplaceAll(page, "%", "%25")))
			// Whatever waits for a reader's hand, and addresses that are only followed.
			p.do(evaluated(`(() => { for (const e of document.querySelectorAll("*")) for (const type of ["mouseover", "focus", "toggle", "error", "load", "click"]) if (e.tagName !== "A" && e.tagName !== "BUTTON" && e.tagName !== "SUMMARY") e.dispatchEvent(new Event(type));
				for (const e of document.querySelectorAll("[href], [src], [action], [data], [formaction]")) for (const a of ["href", "src", "action", "data", "formaction"]) if (/^[\s\x00-\x20]*(javascript|vbscript|data):/i.test(e.getAttribute(a) ?? "")) alert() })()`))
		}
		// The search shows what it found, and answers are read from the address.
		for _, payload := range payloads[:12] {
			p.do(chromedp.Navigate(address + "search.html?q=" + strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", "#", "%23", "&", "%26").Replace(payload)))
			eval[bool](p, `fieldbook.search("script alert").then(() => true)`)
		}
		p.do(chromedp.Navigate(address + "checklists/list-0.html#a0=%3Cimg%20src=x%20onerror=alert(1)%3E&_name=%3Cimg%20src=x%20onerror=alert(1)%3E"))
		want(p, `localStorage.getItem("ran") ?? ""`, "")
		// What would run is noticed.
		if err := os.WriteFile(filepath.Join(out, "control.html"), []byte(`<img src=x onerror=alert(1)>`), 0o644); err != nil {
			t.Fatal(err)
		}
		p.do(chromedp.Navigate(address + "control.html"))
		want(p, `new Promise(done => setTimeout(() => done(localStorage.getItem("ran")), 200))`, " /some/path/control.html")
	}
}
