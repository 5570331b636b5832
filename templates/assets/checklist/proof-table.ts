// What is proven of a scorecard, as tables to read: on the page of all its runs, and
// on that of a list.

import type { Share } from "./chance";
import type { Checklist } from "./model";
import { prove, type Case, type CriterionProof, type Parting, type Proof, type ThresholdProof } from "./proof";
import { drawing, element } from "../page/element";
import * as t from "../words";

/**
 * Proves a scorecard in a folded section of a page as soon as it is unfolded. What is
 * given shows it anew, when the cases have changed: it does nothing while it is folded.
 */
export function unfolds(section: HTMLElement | null, list: Checklist, cases: () => Case[]): () => void {
  const [details, told] = [section?.querySelector("details"), section?.querySelector(".proof-told")];
  if (!details || !told) return () => {};
  const show = (): void => {
    if (details.open) told.replaceChildren(...proofTables(list, prove(list, cases())));
  };
  details.addEventListener("toggle", show);
  return show;
}

/** Draws what is proven, or how many are lacking. */
export function proofTables(list: Checklist, p: Proof): HTMLElement[] {
  const ended = element("p", "", t.proofEnded(p.won, p.lost));
  if (p.lacks.won + p.lacks.lost > 0) {
    const lacking = [...(p.lacks.won > 0 ? [t.proofLacksWon(p.lacks.won)] : []), ...(p.lacks.lost > 0 ? [t.proofLacksLost(p.lacks.lost)] : [])];
    ended.append(" ", t.proofLacks(lacking.join(", ")));
    return [ended];
  }
  if (p.undecided > 0) ended.append(" ", t.proofUndecided(p.undecided));
  return [
    ended,
    element("p", "proof-note", t.proofSpan),
    table(t.proofVerdicts, [t.verdict, t.won], p.bands.map((b) => [name(b.say || t.ruledOutWord, b.parts, parting[b.parts]), shareOf(b.wins)])),
    table(t.proofCriteria, [t.criterionKind, t.proofMet, t.proofUnmet], p.criteria.map((c) => [question(list, c), shareOf(c.met), shareOf(c.unmet)])),
    ...(p.thresholds.length > 0 ? p.thresholds.map(threshold) : [element("p", "", t.proofNoBetter)]),
    element("p", "proof-note", t.proofOnly),
  ];
}

const parting: Record<Parting, string> = { more: t.proofMore, fewer: t.proofFewer, chance: t.proofChance, none: "" };
const metParting: Record<Parting, string> = { more: t.proofMetMore, fewer: t.proofMetFewer, chance: t.proofChance, none: "" };

/** A table with headings of columns and of rows. */
function table(caption: string, heads: string[], rows: (Node | string)[][]): HTMLTableElement {
  const head = (scope: string, inside: Node | string): HTMLElement => Object.assign(element("th", "", inside), { scope });
  const lines = rows.map(([first, ...cells]) => element("tr", "", head("row", first!), ...cells.map((c) => element("td", "", c))));
  return element("table", "", element("caption", "", caption), element("thead", "", element("tr", "", ...heads.map((h) => head("col", h)))), element("tbody", "", ...lines));
}

/** What a row is about, and below it what it parts. */
function name(words: string, parts: Parting, said: string): HTMLElement {
  const below = element("small", "", said);
  below.dataset.parts = parts;
  return element("span", "", words, below);
}

function question(list: Checklist, c: CriterionProof): HTMLElement {
  const ask = list.criteria.find((x) => x.id === c.id)?.ask ?? c.id;
  const cell = name(ask, c.parts, metParting[c.parts]);
  if (c.unknown > 0) cell.append(element("small", "", t.proofUnknown(c.unknown)));
  return cell;
}

/** A share in figures, its interval in figures, and both on a line from none to all. */
function shareOf(s: Share): HTMLElement {
  if (s.of === 0) return element("span", "", "–");
  const percent = (v: number): number => Math.round(v * 100);
  return element("span", "", t.shownOf(s.won, s.of), element("small", "", `${t.rangeTo(percent(s.low), percent(s.high))} %`), drawn(s));
}

function drawn(s: Share): SVGElement {
  const box = drawing("svg", { width: "100%", height: 10, "aria-hidden": "true" });
  const line = (name: string, x1: number, x2: number, y1: number, y2: number): void => void drawing("line", { class: name, x1: `${x1 * 100}%`, x2: `${x2 * 100}%`, y1, y2 }, box);
  line("all", 0, 1, 5, 5);
  line("span", s.low, s.high, 5, 5);
  line("share", s.won / s.of, s.won / s.of, 0, 10);
  return box;
}

/** A better threshold beside the one there is, with what each costs. */
function threshold({ say, now, better, unseen }: ThresholdProof): HTMLTableElement {
  const costs = ({ missed, called }: { missed: number; called: number }): string[] => [String(missed), String(called)];
  return table(t.proofBetter(say, better.at), [t.proofThreshold, t.proofMissed, t.proofCalled], [
    [t.proofNow(now.at), ...costs(now)],
    [String(better.at), ...costs(better)],
    [t.proofUnseen, ...costs(unseen)],
  ]);
}
