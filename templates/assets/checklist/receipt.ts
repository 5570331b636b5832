// Why this score: the points of each criterion, and what may still change the
// verdict.

import { element } from "../page/element";
import type { Checklist } from "./model";
import { score, type Answers, type Part, type Score } from "./score";
import { points } from "./words";
import * as t from "../words";

/** Writes the receipt of a score into its box. */
export function writeReceipt(box: Element, list: Checklist, answers: Answers, today: string): void {
  const s = score(list, answers, today);
  box.querySelector("table")!.replaceChildren(...receiptRows(s, () => []));
  box.querySelector(".may-change")!.textContent = mayChange(list, s, answers, today);
}

/** The rows of a receipt: each criterion that has points, what said() tells of it, and what it gave. */
export function receiptRows(s: Score, said: (p: Part) => HTMLElement[]): HTMLElement[] {
  return s.parts.filter((p) => p.weight > 0).map((p) => {
    const head = element("th", "", p.criterion.ask);
    head.scope = "row";
    const { given, why } = points(p);
    const cell = element("td", "", p.applies ? `${given} / ${p.weight}` : t.na);
    cell.title = why;
    return element("tr", "", head, ...said(p), cell);
  });
}

/** The criteria whose answer alone would decide the verdict, or change it, as a sentence. */
export function mayChange(list: Checklist, s: Score, answers: Answers, today: string): string {
  const say = (x: Score): string => (x.verdict.kind === "decided" ? x.verdict.say : x.verdict.kind);
  const asks = s.parts
    .filter((p) => p.applies && p.credit.high > p.credit.low)
    .filter((p) => s.verdict.kind === "undecided" || say(score(list, { ...answers, [p.criterion.id]: "na" }, today)) !== say(s))
    .map((p) => `${p.criterion.ask} (${t.narrows(Math.round(((p.credit.high - p.credit.low) * p.weight * 100) / Math.max(1, total(s))))})`);
  return asks.length > 0 ? t.mayChange + asks.join("; ") : "";
}

const total = (s: Score): number => s.parts.filter((p) => p.applies).reduce((sum, p) => sum + p.weight, 0);
