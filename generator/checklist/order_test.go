package checklist_test

import (
	"strings"
	"testing"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// TestOrder holds the bands that brokers sell against the numbers of the sample:
// what brings just what is wanted, what brings too many, and what is missed.
func TestOrder(t *testing.T) {
	tree, err := content.Load("../../content", content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if tree.Diagnostics.Errors() > 0 {
		t.Fatal(tree.Diagnostics)
	}
	pages, _ := checklist.Build(tree.Playbooks, i18n.New(i18n.Default), func(f string) string { return f })
	var card *checklist.Page
	for _, p := range pages {
		if p.ID.Value == "sweet-spot-client" {
			card = p
		}
	}
	o := card.Order(tree.Bands, pages)
	var got []string
	for _, s := range o.Selects {
		for _, b := range s.Sold {
			line := s.Item.ID.Value + " " + b.By + ": " + strings.Join(b.Exact, ", ") + " | " + strings.Join(b.Over, ", ") + " | " + b.Lost
			if b.Any {
				line += "any"
			}
			got = append(got, line)
		}
	}
	want := []string{
		"staff Data Axle, InfoUSA: C 10–19, D 20–49, E 50–99 | F 100–249 | 100",
		"staff ZoomInfo: 10–19, 20–49, 50–99 | 100–249 | 100",
		"staff D&B Hoovers:  |  | any",
		"staff LinkedIn: 11–50 | 2–10, 51–200 | 10, 51–100",
		"sales Data Axle, InfoUSA: C 1–2.5 million, D 2.5–5 million, E 5–10 million |  | ",
		"sales ZoomInfo: 1–5 million, 5–10 million |  | ",
		"sales D&B Hoovers:  |  | any",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if o.Radius == nil || o.Radius.Limits != "up to 50 miles" {
		t.Errorf("radius %+v", o.Radius)
	}
	if share := strings.Join(o.Selects[0].Shares, ""); !strings.HasPrefix(share, "19 % of the firms") {
		t.Errorf("share %q", share)
	}
	if len(o.Ask) != 5 || len(o.Points) != 17 {
		t.Errorf("%d to ask, %d points", len(o.Ask), len(o.Points))
	}
	// Another playbook, another order.
	limits := card.Item("staff")
	for i := range card.Items {
		if card.Items[i].ID.Value == "staff" {
			card.Items[i].Min, card.Items[i].Max = &playbook.Number{Value: 20}, nil
		}
	}
	if b := card.Order(tree.Bands, pages).Selects[0].Sold[1]; limits == nil || strings.Join(b.Exact, ", ") != "20–49, 50–99, 100–249, 250–499, 500–999, 1,000–4,999, 5,000–9,999, at least 10,000" || b.Lost != "" {
		t.Errorf("from 20 on: %+v", b)
	}
	// Nothing of it can be ordered.
	if o := card.Order(playbook.Bands{}, pages); o != nil {
		t.Errorf("without bands %+v", o)
	}
}

// TestSpan reads the bands of bands.yaml.
func TestSpan(t *testing.T) {
	for text, want := range map[string]playbook.Span{
		"10..19":      {Low: 10, High: 19},
		"C 10..19":    {Code: "C", Low: 10, High: 19},
		"1":           {Low: 1, High: 1},
		"..500_000":   {Low: 0, High: 500000},
		"1000000..1e": {},
		"19..10":      {},
		"..":          {},
		"ten":         {},
		"A B 1..2":    {},
	} {
		var s playbook.Span
		err := s.UnmarshalText([]byte(text))
		if (err == nil) != (want != playbook.Span{}) || err == nil && s != want {
			t.Errorf("%s: %+v %v", text, s, err)
		}
	}
}
