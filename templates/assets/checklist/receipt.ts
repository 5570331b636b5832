// Why this score: the points of each criterion, and what may still change the
// verdict.

import type { Checklist } from "./model";
import { score, type Answers, type Score } from "./score";
import { points } from "./words";
import * as t from "../words";

/** Writes the receipt of a score below its verdict. */
export function receipt(list: Checklist, s: Score, answers: Answers, today: string): void {
  const table = document.querySelector<HTMLTableElement>(".receipt table");
  if (!table) return;
  table.replaceChildren(
    ...s.parts.filter((p) => p.criterion.weight > 0).map((p) => {
      const row = document.createElement("tr");
      const head = Object.assign(document.createElement("th"), { scope: "row", textContent: p.criterion.ask });
      const { given, why } = points(p);
      row.append(head, Object.assign(document.createElement("td"), { textContent: p.applies ? `${given} / ${p.criterion.weight}` : t.na, title: why }));
      return row;
    }),
  );
  const line = document.querySelector(".receipt .may-change");
  if (line) line.textContent = mayChange(list, s, answers, today);
}

/** The criteria whose answer alone would decide the verdict, or change it. */
function mayChange(list: Checklist, s: Score, answers: Answers, today: string): string {
  const say = (x: Score): string => (x.verdict.kind === "decided" ? x.verdict.say : x.verdict.kind);
  const asks = s.parts
    .filter((p) => p.applies && p.credit.high > p.credit.low)
    .filter((p) => s.verdict.kind === "undecided" || say(score(list, { ...answers, [p.criterion.id]: "na" }, today)) !== say(s))
    .map((p) => `${p.criterion.ask} (${t.narrows(Math.round(((p.credit.high - p.credit.low) * p.criterion.weight * 100) / Math.max(1, total(s))))})`);
  return asks.length > 0 ? t.mayChange + asks.join("; ") : "";
}

const total = (s: Score): number => s.parts.filter((p) => p.applies).reduce((sum, p) => sum + p.criterion.weight, 0);
