// What the answers lead to: the score and its verdict; what to ask next, and
// what each answer would make of it.

import { bands } from "./bands";
import { showGroups } from "./groups";
import { boxesOf } from "./kinds";
import type { Checklist } from "./model";
import { askNext, fieldsOf, findLater, stepNext } from "./next";
import { score, type Answers, type Score } from "./score";
import { figure, verdictWords } from "./words";
import { element, write } from "../page/element";
import { found, the } from "../page/found";
import * as t from "../words";

/** Shows what the answers lead to, and gives it as a sentence. */
export function showScore(list: Checklist, answers: Answers, today: string): string {
  const s = score(list, answers, today);
  const output = document.getElementById("fb-score");
  if (!output) return "";
  const verdict = s.verdict.kind === "decided" ? s.verdict.say : s.verdict.kind === "ruled-out" ? `ruled-out:${s.verdict.by}` : s.verdict.kind;
  Object.assign(output.dataset, { low: String(s.low), high: String(s.high), verdict, next: s.next });
  write(output, figure(s));
  const words = verdictWords(list, s.verdict);
  write(the(".verdict"), s.verdict.kind === "undecided" ? t.undecidedWord : words); // how many are missing stands above
  the(".score-bands")?.replaceChildren(bands(list, s));
  for (const [i, name] of found(".band-names li").entries()) name.style.flexGrow = String((list.verdicts?.[i - 1]?.at ?? 100) - (list.verdicts?.[i]?.at ?? 0));
  the(".result")!.dataset.verdict = s.verdict.kind;
  the(".result")!.dataset.last = String(s.verdict.kind === "decided" && s.verdict.say === list.verdicts?.at(-1)?.say);
  stepNext(s.verdict.kind === "decided" ? document.querySelector(`tr[data-verdict="${CSS.escape(s.verdict.say)}"] .next-step`) : null);
  askNext(s.verdict.kind === "ruled-out" ? undefined : list.criteria.find((c) => c.id === s.next));
  whatIf(list, answers, today, s);
  if (!fieldbookPlain) showGroups(list, s);
  return s.verdict.kind === "nothing" ? words : t.percent(s.low === s.high ? s.low : t.rangeTo(s.low, s.high), words);
}

/** Offers the answers to the next question, and what each would make of the score; and names those to find out later. */
function whatIf(list: Checklist, answers: Answers, today: string, s: Score): void {
  const c = s.verdict.kind === "ruled-out" ? undefined : list.criteria.find((x) => x.id === s.next);
  const buttons = the(".ask-answers");
  buttons?.replaceChildren();
  for (const said of found(".then")) write(said, "");
  if (c) {
    for (const [answer, words] of boxesOf(c).offers) {
      const then = t.thenScore(figure(score(list, { ...answers, [c.id]: answer }, today)));
      const field = fieldsOf(c.id)?.querySelector<HTMLInputElement>(`[value=${answer}]`);
      const said = field?.parentElement?.querySelector(".then");
      if (said) said.textContent = then;
      const button = Object.assign(element("button", "", words, " ", element("small", "", then)), { type: "button" });
      button.addEventListener("click", () => field?.click());
      buttons?.append(button);
    }
  }
  const later = the(".find-later");
  if (!later) return;
  const unknown = s.parts.filter((p) => p.later && p.applies && p.credit.high > p.credit.low).map((p) => p.criterion);
  later.hidden = unknown.length === 0;
  later.replaceChildren(...findLater(unknown));
}
