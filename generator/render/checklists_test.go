package render_test

import (
	"testing"

	"fieldbook/generator/build"
	"fieldbook/generator/testfiles"
)

// TestMarkdownOfChecklists is all that the Markdown of a scorecard, a decision and the
// sources says: each kind of criterion, and a bar, which would part a cell.
func TestMarkdownOfChecklists(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{
		"index.md": "# Home\n",
		"card.md": `---
title: Card
checklist:
  id: card
  kind: scorecard
  title: A card
  about: About | it
  criteria:
    - {id: near, ask: Near | far?, kind: number, max: 50, ideal: [0, 30], unit: min, must: true, weight: 2, why: Because, sources: [W1, H1]}
    - {id: size, ask: "Size?", kind: choice, best: mid, options: {small: Small, mid: Middle, big: {say: Big, credit: 0.5}}, why: Size}
    - {id: who, ask: "Who?", kind: list, options: {a: An A, b: A B}, min: 1, why: Them}
    - {id: end, ask: "When?", kind: date, min: 90, why: Time}
    - {id: bad, ask: "Bad?", want: no, why: No, weight: 0}
  verdicts: [{at: 75, say: Go, next: Call them, more: way.md}, {at: 0, say: Leave it}]
---
Text.
`,
		"way.md": `---
title: Way
checklist:
  id: way
  kind: decision
  criteria: [{id: one, ask: "One?", why: First}, {id: two, ask: "Two?", why: Second}]
  rules:
    - {if: {one: yes, two: no}, then: Do | it, next: Begin, more: card.md}
    - {if: {one: no}, then: Wait}
    - {else: Leave}
---
Text.
`,
		"sources.yaml": `works:
  - {id: W, title: Book | Two, by: Somebody, note: A note., url: "https://example.org/w"}
  - {id: H, title: House, house: true}
facts:
  - {id: W1, work: W, say: It holds., figures: 5 of 9}
  - {id: H1, work: H, say: We say so.}
`,
	})
	r, err := build.Project{Content: dir}.Build()
	if err != nil || len(r.Diagnostics) > 0 {
		t.Fatal(err, r.Diagnostics)
	}
	files := read(t, r.WithoutIndex())
	for name, want := range map[string]string{
		"checklists/card.md": `# A card

5 questions about one About | it, a score and a verdict.

| # | Question | Limit | Reason | Weight |
| --- | --- | --- | --- | --- |
| 1 | Near \| far? (**must**) | at most 50 min, ideally up to 30 min | Because [W1](../sources.html#W1) [H1](../sources.html#H1) | 2 |
| 2 | Size?: Small; Middle (best); Big |  | Size | 1 |
| 3 | Who?: An A; A B | at least 1 of 2 | Them | 1 |
| 4 | When? | at least 90 months from today | Time | 1 |
| 5 | Bad? | No is good | No | 0 |

## Verdict

Full points inside the ideal span, half at a limit, none outside it. Divide the points by those of the answered questions, times 100.

| Score | Verdict | Next |
| --- | --- | --- |
| 75–100 | Go | Call them [Way](../way.html) |
| 0–74 | Leave it |  |

[Card](../card.html)

## Sources

- [W1](../sources.html#W1): It holds. (Book | Two)
- [H1](../sources.html#H1): We say so. (House)
`,
		"checklists/way.md": `# Way

2 questions that lead to a decision.

| # | Question | Limit | Reason |
| --- | --- | --- | --- |
| 1 | One? |  | First |
| 2 | Two? |  | Second |

## Rules of the decision

Take the first row that fits every answer.

| Rule | If | Outcome | Next |
| --- | --- | --- | --- |
| 1 | One? **yes**; Two? **no** | Do \| it | Begin [Card](../card.html) |
| 2 | One? **no** | Wait |  |
| 3 | Otherwise: | Leave |  |

[Way](../way.html)
`,
		"sources.md": `# Sources

Every fact, where it comes from and where it is used.

## Book | Two

Somebody <https://example.org/w>

A note.

- W1: It holds. 5 of 9

## House

- H1: We say so.
`,
	} {
		if got := string(files[name]); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}
