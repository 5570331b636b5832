package browser_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/browser"
	"fieldbook/generator/build"
	"fieldbook/generator/i18n"
	"fieldbook/generator/testfiles"
)

// review is a checklist with a report; secret stands wherever only the firm may read.
const review = `---
title: Review
checklist:
  id: review
  kind: scorecard
  groups: [{id: protect, title: Protect}]
  criteria:
    - {id: mfa, group: protect, ask: A second factor?, finding: No second factor., impact: Mailboxes open., recommend: Turn it on., effort: small, risk: high, sources: [S1], internal: %[1]s mfa}
    - {id: until, group: protect, ask: Repaired until, kind: date, min: 12, finding: The server is old., recommend: Plan a new one., sources: [H]}
    - {id: closed, group: protect, ask: Days until accounts are closed, kind: number, unit: days, max: 0, finding: Accounts stay open., recommend: Close them., risk: high, effort: large}
    - {id: open, ask: Open?, internal: %[1]s open, why: %[2]s why, hint: %[2]s hint, keywords: [%[2]s]}
  verdicts: [{at: 50, say: Good}, {at: 0, say: Bad}]
  report: {title: "Review of {name}", intro: intro.md}
---
# Review
Text.
`

// reviewed builds a site with a review, its firm's words among it.
func reviewed(t *testing.T) *build.Result {
	t.Helper()
	r, err := build.Project{Internal: true, Content: testfiles.Folder(t, map[string]string{
		"index.md": "# Home\n", "review.md": fmt.Sprintf(review, "planted-secret", "unneeded"),
		"intro.md":     "# Intro\n\nRead **this**, [there](index.md) and [outside](https://example.org/a?b=1&c=2).\n\n- one\n  - two\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
		"sources.yaml": "works: [{id: S, title: A guide, url: \"https://example.org/guide\"}, {id: H, title: House judgement, house: true}]\nfacts: [{id: S1, work: S, say: It helps.}]\n",
	})}.Build()
	if err != nil || r.Diagnostics.Errors() > 0 {
		t.Fatal(err, r.Diagnostics)
	}
	return r
}

// file is a file of runs.
func file(t *testing.T, runs ...map[string]any) []byte {
	t.Helper()
	data, err := json.Marshal(map[string]any{"format": "fieldbook-runs", "version": 1, "checklist": "review", "runs": runs})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func written(t *testing.T, r *build.Result, data []byte, client, kind string) *browser.Reported {
	t.Helper()
	model, setting := r.Renderer.Report(r.Site.Reports[0])
	out, err := browser.Report(model, setting, i18n.New(i18n.Default), data, client, "2026-11-30", kind)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestNothingInternalIsHandedOut plants words in a site that publishes what only the firm
// may read: they are in the checklist, and in nothing that its report is made of.
func TestNothingInternalIsHandedOut(t *testing.T) {
	r := reviewed(t)
	card, err := r.Renderer.Page(r.Site.Checklists[0]).Content()
	if err != nil || !strings.Contains(string(card), "planted-secret") {
		t.Error("the firm's own page lacks its words", err)
	}
	page, err := r.Renderer.Page(r.Site.Reports[0]).Content()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{"page": string(page)}
	run := map[string]any{"id": "a", "name": "Firm 1", "answers": map[string]string{"mfa": "no", "open": "no"}, "model": r.Site.Checklists[0].Checklist.Checklist}
	for _, kind := range browser.ReportKinds {
		all[kind] = string(written(t, r, file(t, run), "", kind).File)
		if !strings.Contains(all[kind], "No second factor.") {
			t.Errorf("%s has no finding", kind)
		}
	}
	for name, text := range all {
		for _, secret := range []string{"planted-secret", "unneeded"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s has %s", name, secret)
			}
		}
	}
}

// TestReport: whose report it is, and what it says; what comes from outside is text.
func TestReport(t *testing.T) {
	r := reviewed(t)
	no := map[string]string{"mfa": "no"}
	one := map[string]any{"id": "a", "name": "Firm 1", "answers": no, "changed": 1}
	two := map[string]any{"id": "b", "name": "Firm 1", "after": "a", "answers": map[string]string{"mfa": "yes"}, "changed": 1793000000000, "plan": map[string]any{"mfa": map[string]string{"state": "planned", "quarter": "2026-Q4", "owner": "Owner 1"}}}
	other := map[string]any{"id": "c", "name": "Firm 2", "answers": no}
	if got := written(t, r, file(t, one, other), "", "md"); got.Text != "" || strings.Join(got.Names, "|") != "Firm 1|Firm 2" {
		t.Errorf("%+v", got)
	}
	if got := written(t, r, []byte(`{"format":"fieldbook-runs","version":1,"checklist":"other","runs":[]}`), "", "md"); !strings.Contains(got.Wrong, "other") {
		t.Errorf("%+v", got)
	}
	text := written(t, r, file(t, one, two, other), "Firm 1", "md").Text // the run that was changed last
	for _, want := range []string{"# Review of Firm 1\n", "# Review of Firm 1\n\n30 November 2026\n", "Read **this**, there and [outside](<https://example.org/a?b=1&c=2>).", "- one\n   - two\n", "| 1 | 2 |", "## Since ", "| no | yes | better |", "| Turn it on. | Done | Owner 1 |"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	names := []string{`"quoted" 'name'`, "<script>alert(1)</script>", "😀 & co", "שלום", strings.Repeat("x", 200), "$& $1 {name}", ""}
	for _, name := range names {
		for _, answers := range []map[string]string{no, {}} {
			html := string(written(t, r, file(t, map[string]any{"id": "a", "name": name, "answers": answers}), "", "html").File)
			if strings.Contains(html, "<script") || strings.Count(html, "<h1") != 1 || !strings.Contains(html, "style-src 'sha256-") {
				t.Errorf("%q gives\n%s", name, html[strings.Index(html, "<main"):])
			}
			if len(written(t, r, file(t, map[string]any{"id": "a", "name": name, "answers": answers}), "", "docx").File) < 1000 {
				t.Errorf("%q gives no document", name)
			}
		}
	}
}

// TestReportTellsWhatWasSaid: notes stand with their findings, but for what is the firm's
// own, in each kind of file; answers are as people write them, and sources are works.
func TestReportTellsWhatWasSaid(t *testing.T) {
	r := reviewed(t)
	run := map[string]any{"id": "a", "name": "Firm 1", "answers": map[string]string{"mfa": "?", "until": "2027-03..2027-Q2", "closed": "1"}, "notes": map[string]any{
		"mfa":    map[string]string{"text": "Only the owner has one.\nInternal: they will not pay.\nNor next year.", "initials": "QX"},
		"closed": map[string]string{"text": "Seen on the list.", "date": "2026-11-30"},
	}, "plan": map[string]any{"until": map[string]string{"state": "done", "quarter": "2027-Q1"}}}
	text := written(t, r, file(t, run), "", "md").Text
	for _, want := range []string{
		"**Note:** Only the owner has one.\n", "**Note:** Seen on the list.", "*A second factor? unknown*", "*Repaired until: March 2027 to Q2 2027*", "*Days until accounts are closed: 1 day*",
		"| Possible: Turn it on. | high | small | Open |", "| Plan a new one. |  |  | Done, Q1 2027 |", "A guide",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Index(text, "Turn it on. |") > strings.Index(text, "Close them. |") {
		t.Error("what is quickly done comes after what is not")
	}
	for _, kind := range browser.ReportKinds {
		data := string(written(t, r, file(t, run), "", kind).File)
		if !strings.Contains(data, "Only the owner has one.") {
			t.Errorf("%s has no note", kind)
		}
		for _, own := range []string{"they will not pay", "Nor next year", "QX", "House judgement"} {
			if strings.Contains(data, own) {
				t.Errorf("%s has %q", kind, own)
			}
		}
	}
}

// TestReportOfNothing: without an answer that counts a report says so, and nothing else;
// what the run before was told of is not said to be open.
func TestReportOfNothing(t *testing.T) {
	r := reviewed(t)
	first := map[string]any{"id": "a", "name": "Firm 1", "answers": map[string]string{"mfa": "no", "closed": "9"}, "changed": 1, "plan": map[string]any{"mfa": map[string]string{"state": "declined"}}}
	if got, want := written(t, r, file(t, map[string]any{"id": "a", "name": "Firm 1", "answers": map[string]string{}}), "", "md").Text, "# Review of Firm 1\n\n30 November 2026\n\nNothing that counts is answered yet.\n"; got != want {
		t.Errorf("%s", got)
	}
	next := map[string]any{"id": "b", "name": "Firm 1", "after": "a", "changed": 2, "answers": map[string]string{}, "plan": map[string]any{"mfa": map[string]string{"state": "declined"}}}
	text := written(t, r, file(t, first, next), "", "md").Text
	for want, is := range map[string]bool{"Nothing that counts is answered yet.": true, "### What was to be done": true, "| Turn it on. | Declined |": true, "The score was": false, "How to read": false, "### Declined": true, "Still open": false} {
		if strings.Contains(text, want) != is {
			t.Errorf("%q is there, %t, in\n%s", want, !is, text)
		}
	}
	next["answers"] = map[string]string{"mfa": "no"}
	text = written(t, r, file(t, first, next), "", "md").Text
	if since, summary := strings.Index(text, "## Since"), strings.Index(text, "## Summary"); since < 0 || since > summary {
		t.Errorf("what has become since stands at %d, the summary at %d", since, summary)
	}
}
