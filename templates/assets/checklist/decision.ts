// What the answers to a decision lead to: the outcome, and the way to it.

import type { Checklist, Rule } from "./model";
import { askNext, stepNext, toAsk } from "./next";
import { decide, type Answers } from "./score";
import * as t from "../words";

/** Shows where the answers lead, and gives it as a sentence. */
export function showDecision(list: Checklist, answers: Answers, today: string): string {
  const rules = list.rules ?? [];
  const { open, next, later: unknown } = decide(list, answers, today);
  const taken = open.length === 1 ? rules[open[0]!] : undefined;
  const output = document.getElementById("fb-outcome");
  if (!output) return "";
  output.dataset.open = open.map((i) => i + 1).join(" ");
  const words = taken ? (taken.then ?? taken.else ?? "") : t.openOutcomes(open.length, rules.length);
  output.textContent = words;
  document.querySelector(".outcome-now")!.classList.toggle("decided", Boolean(taken));
  document.querySelector(".decided-by")!.textContent = taken ? decidedBy(list, taken) : "";
  for (const i of rules.keys()) mark(answers, i, open);
  const step = taken ? document.querySelector(`#rule-${open[0]! + 1} .next-step`) : null;
  const asked = list.criteria.find((c) => c.id === next);
  stepNext(step);
  const later = unknown.map((id) => list.criteria.find((c) => c.id === id)!);
  askNext(asked, later);
  document.querySelector(".foot strong")!.textContent = words;
  const ask = toAsk(asked, later);
  document.querySelector(".foot span")!.replaceChildren(...(ask.length > 0 ? ask : (step?.cloneNode(true).childNodes ?? [])));
  return taken ? t.decidedOn(words) : words;
}

/** Names the answers that decided. */
function decidedBy(list: Checklist, rule: Rule): string {
  const answers = (rule.if ?? []).map((c) => `“${list.criteria.find((x) => x.id === c.id)?.ask ?? c.id}” ${c.yes ? t.yes : t.no}`);
  return answers.length > 0 ? t.decidedBy(answers.join(", ")) : t.decidedByNone;
}

/** Marks a stage of the way and its row of the table: passed by, taken, closed or open. */
function mark(answers: Answers, i: number, open: number[]): void {
  const decided = open.length === 1;
  const taken = decided && open[0] === i;
  const closed = !open.includes(i);
  for (const place of document.querySelectorAll(`[data-rule="${i + 1}"]`)) {
    place.classList.toggle("closed", closed);
    place.classList.toggle("taken", taken);
    place.classList.toggle("passed", i < open[0]!); // answered otherwise: the way leads on
    const asks = [...place.querySelectorAll(".criterion")];
    place.classList.toggle("unasked", decided && i > open[0]! && asks.length > 0 && !asks.some((c) => answers[c.id]));
    const fate = place.querySelector(".fate");
    if (fate) fate.textContent = taken ? t.outcomeTaken : closed ? t.outcomeClosed : t.outcomeOpen;
  }
}
