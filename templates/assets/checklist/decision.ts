// What the answers to a decision lead to: the outcome, and the way to it.

import type { Checklist, Rule } from "./model";
import { askNext, stepNext } from "./next";
import { decide, type Answers } from "./score";
import * as t from "../words";

/** Shows where the answers lead, and gives it as a sentence. */
export function showDecision(list: Checklist, answers: Answers, today: string): string {
  const rules = list.rules ?? [];
  const { open, next, later, moot } = decide(list, answers, today);
  const taken = open.length === 1 ? rules[open[0]!] : undefined;
  const output = document.getElementById("fb-outcome");
  if (!output) return "";
  output.dataset.open = open.map((i) => i + 1).join(" ");
  const words = taken ? (taken.then ?? taken.else ?? "") : t.openOutcomes(open.length, rules.length);
  output.textContent = words;
  document.querySelector(".outcome-now")!.classList.toggle("decided", Boolean(taken));
  document.querySelector(".decided-by")!.textContent = taken ? decidedBy(list, taken) : "";
  for (const i of rules.keys()) mark(i, open);
  const asked = (id: string) => list.criteria.find((c) => c.id === id)!;
  for (const c of list.criteria) document.getElementById(c.id)?.classList.toggle("unasked", moot.includes(c.id));
  stepNext(taken ? document.querySelector(`#rule-${open[0]! + 1} .next-step`) : null);
  askNext(next ? asked(next) : undefined, later.map(asked));
  const unasked = moot.map((id) => `“${asked(id).ask}”`).join(", ");
  return [taken ? t.decidedOn(words) : words, unasked && t.notAskedNow(unasked)].filter(Boolean).join(". ");
}

/** Names the answers that decided. */
function decidedBy(list: Checklist, rule: Rule): string {
  const answers = (rule.if ?? []).map((c) => `“${list.criteria.find((x) => x.id === c.id)?.ask ?? c.id}” ${c.yes ? t.yes : t.no}`);
  return answers.length > 0 ? t.decidedBy(answers.join(", ")) : t.decidedByNone;
}

/** Marks a stage of the way and its row of the table: passed by, taken, closed or open. */
function mark(i: number, open: number[]): void {
  const closed = !open.includes(i);
  const taken = !closed && open.length === 1;
  for (const place of document.querySelectorAll(`[data-rule="${i + 1}"]`)) {
    place.classList.toggle("closed", closed);
    place.classList.toggle("taken", taken);
    place.classList.toggle("passed", i < open[0]!); // answered otherwise: the way leads on
    const fate = place.querySelector(".fate");
    if (fate) fate.textContent = taken ? t.outcomeTaken : closed ? t.outcomeClosed : "";
  }
}
