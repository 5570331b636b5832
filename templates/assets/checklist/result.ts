// What the answers lead to: the score and its verdict; what to ask next, and
// what each answer would make of it.

import { boxesOf } from "./kinds";
import type { Checklist } from "./model";
import { askNext, fieldsOf, findLater, stepNext } from "./next";
import { receipt } from "./receipt";
import { score, type Answers, type Score } from "./score";
import { figure, verdictWords } from "./words";
import * as t from "../words";

/** Shows what the answers lead to, and gives it as a sentence. */
export function showScore(list: Checklist, answers: Answers, today: string): string {
  const s = score(list, answers, today);
  const output = document.getElementById("fb-score");
  if (!output) return "";
  const verdict = s.verdict.kind === "decided" ? s.verdict.say : s.verdict.kind === "ruled-out" ? `ruled-out:${s.verdict.by}` : s.verdict.kind;
  Object.assign(output.dataset, { low: String(s.low), high: String(s.high), verdict, next: s.next });
  output.textContent = figure(s);
  const words = verdictWords(list, s.verdict);
  const line = document.querySelector(".verdict");
  if (line) line.textContent = words;
  const reach = document.querySelector(".reach");
  reach?.setAttribute("x1", `${Math.max(0, s.low - 0.5)}%`);
  reach?.setAttribute("x2", `${Math.min(100, s.high + 0.5)}%`);
  document.querySelector<HTMLElement>(".result")!.dataset.verdict = s.verdict.kind;
  document.querySelector<HTMLElement>(".result")!.dataset.last = String(s.verdict.kind === "decided" && s.verdict.say === list.verdicts?.at(-1)?.say);
  stepNext(s.verdict.kind === "decided" ? document.querySelector(`tr[data-verdict="${CSS.escape(s.verdict.say)}"] .next-step`) : null);
  askNext(s.verdict.kind === "ruled-out" ? undefined : list.criteria.find((c) => c.id === s.next));
  whatIf(list, answers, today, s);
  receipt(list, s, answers, today);
  return s.verdict.kind === "nothing" ? words : t.percent(s.low === s.high ? s.low : t.rangeTo(s.low, s.high), words);
}

/** Offers the answers to the next question, and what each would make of the score; and names those to find out later. */
function whatIf(list: Checklist, answers: Answers, today: string, s: Score): void {
  const c = s.verdict.kind === "ruled-out" ? undefined : list.criteria.find((x) => x.id === s.next);
  const buttons = document.querySelector(".ask-answers");
  buttons?.replaceChildren();
  if (c) {
    for (const [answer, words] of boxesOf(c).offers) {
      const then = score(list, { ...answers, [c.id]: answer }, today);
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
      const small = Object.assign(document.createElement("small"), { textContent: t.thenScore(figure(then)) });
      button.append(" ", small);
      button.addEventListener("click", () => fieldsOf(c.id)?.querySelector<HTMLInputElement>(`[value=${answer}]`)?.click());
      buttons?.append(button);
    }
  }
  const later = document.querySelector<HTMLElement>(".find-later");
  if (!later) return;
  const unknown = s.parts.filter((p) => p.later && p.applies && p.credit.high > p.credit.low).map((p) => p.criterion);
  later.hidden = unknown.length === 0;
  later.replaceChildren(...findLater(unknown));
}
