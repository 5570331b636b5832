// What the answers lead to: the score and its verdict; what to ask next, and
// what each answer would make of it.

import { bands, reach } from "./bands";
import { showGroups } from "./groups";
import { boxesOf } from "./kinds";
import type { Checklist, Criterion } from "./model";
import { askNext, fieldsOf, findLater, stepNext } from "./next";
import { score, type Answers, type Score } from "./score";
import { figure, verdictWords } from "./words";
import { element, set, write } from "../page/element";
import { found, the } from "../page/found";
import * as t from "../words";

/** Shows what the answers lead to, and gives it as a sentence. */
export function showScore(list: Checklist, answers: Answers, today: string): string {
  const s = score(list, answers, today);
  const output = document.getElementById("fb-score");
  if (!output) return "";
  const verdict = s.verdict.kind === "decided" ? s.verdict.say : s.verdict.kind === "ruled-out" ? `ruled-out:${s.verdict.by}` : s.verdict.kind;
  set(output, { "data-low": s.low, "data-high": s.high, "data-verdict": verdict, "data-next": s.next });
  write(output, figure(s));
  const words = verdictWords(list, s.verdict);
  write(the(".verdict"), s.verdict.kind === "undecided" ? t.undecidedWord : words); // how many are missing stands above
  drawBands(list, s);
  set(the(".result")!, { "data-verdict": s.verdict.kind, "data-last": String(s.verdict.kind === "decided" && s.verdict.say === list.verdicts?.at(-1)?.say) });
  stepNext(s.verdict.kind === "decided" ? document.querySelector(`tr[data-verdict="${CSS.escape(s.verdict.say)}"] .next-step`) : null);
  askNext(s.verdict.kind === "ruled-out" ? undefined : list.criteria.find((c) => c.id === s.next));
  whatIf(list, answers, today, s);
  if (!fieldbookPlain) showGroups(list, s);
  return s.verdict.kind === "nothing" ? words : t.percent(s.low === s.high ? s.low : t.rangeTo(s.low, s.high), words);
}

/** Draws the bands once, and then what a key moves over them. */
function drawBands(list: Checklist, s: Score): void {
  const box = the(".score-bands");
  if (box?.firstElementChild) return reach(box.firstElementChild, s);
  box?.append(bands(list, s));
  for (const [i, name] of found(".band-names li").entries()) name.style.flexGrow = String((list.verdicts?.[i - 1]?.at ?? 100) - (list.verdicts?.[i]?.at ?? 0));
}

/** Offers the answers to the next question, and what each would make of the score; and names those to find out later. */
function whatIf(list: Checklist, answers: Answers, today: string, s: Score): void {
  const c = s.verdict.kind === "ruled-out" ? undefined : list.criteria.find((x) => x.id === s.next);
  const buttons = the(".ask-answers");
  if (buttons && buttons.dataset.of !== (c?.id ?? "")) {
    buttons.dataset.of = c?.id ?? "";
    buttons.replaceChildren(...(c ? boxesOf(c).offers.map(([answer, words]) => offer(c, answer, words)) : []));
  }
  const said = new Map<Element, string>();
  for (const [i, [answer]] of (c ? boxesOf(c).offers : []).entries()) {
    const then = t.thenScore(figure(score(list, { ...answers, [c!.id]: answer }, today)));
    write(buttons?.children[i]?.querySelector("small"), then);
    const beside = fieldWith(c!, answer)?.parentElement?.querySelector(".then");
    if (beside) said.set(beside, then);
  }
  for (const then of found(".then")) write(then, said.get(then) ?? "");
  const later = the(".find-later");
  if (!later) return;
  const unknown = s.parts.filter((p) => p.later && p.applies && p.credit.high > p.credit.low).map((p) => p.criterion);
  if (unknown.length === 0 && later.hidden) return;
  later.hidden = unknown.length === 0;
  later.replaceChildren(...findLater(unknown));
}

/** The field of a criterion that gives an answer. */
const fieldWith = (c: Criterion, answer: string): HTMLInputElement | null | undefined => fieldsOf(c.id)?.querySelector<HTMLInputElement>(`[value=${answer}]`);

/** A button that gives an answer, and says what that would make of the score. */
function offer(c: Criterion, answer: string, words: string): HTMLButtonElement {
  const button = Object.assign(element("button", "", words, " ", element("small", "")), { type: "button" as const });
  button.addEventListener("click", () => fieldWith(c, answer)?.click());
  return button;
}
