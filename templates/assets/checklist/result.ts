// What the answers lead to: the score and its verdict, or the outcome; what to
// ask next, and what each answer would make of it.

import type { Checklist, Criterion } from "./model";
import { receipt } from "./receipt";
import { decide, score, type Answers, type Score } from "./score";
import { figure, verdictWords } from "./words";
import * as t from "../words";

/** The result of a run, beside its questions. */
export class Result {
  private answers: Answers = {};
  private today = "";

  /** box gives what holds the fields of a criterion. */
  constructor(
    private list: Checklist,
    private box: (id: string) => HTMLElement | undefined,
  ) {}

  /** Shows what the answers lead to, and gives it as a sentence. */
  show(answers: Answers, today: string): string {
    this.answers = answers;
    this.today = today;
    switch (this.list.kind) {
      case "checklist":
        return "";
      case "scorecard":
        return this.showScore();
      case "decision":
        return this.showDecision();
    }
  }

  private showScore(): string {
    const s = score(this.list, this.answers, this.today);
    const output = document.getElementById("score");
    if (!output) return "";
    const verdict = s.verdict.kind === "decided" ? s.verdict.say : s.verdict.kind === "ruled-out" ? `ruled-out:${s.verdict.by}` : s.verdict.kind;
    Object.assign(output.dataset, { low: String(s.low), high: String(s.high), verdict, next: s.next });
    output.textContent = figure(s);
    const words = verdictWords(this.list, s.verdict);
    const line = document.querySelector(".verdict");
    if (line) line.textContent = words;
    const reach = document.querySelector(".reach");
    reach?.setAttribute("x1", `${Math.max(0, s.low - 0.5)}%`);
    reach?.setAttribute("x2", `${Math.min(100, s.high + 0.5)}%`);
    document.querySelector<HTMLElement>(".result")!.dataset.verdict = s.verdict.kind;
    document.querySelector<HTMLElement>(".result")!.dataset.last = String(s.verdict.kind === "decided" && s.verdict.say === this.list.verdicts?.at(-1)?.say);
    this.stepNext(s.verdict.kind === "decided" ? `tr[data-verdict="${CSS.escape(s.verdict.say)}"]` : "");
    this.askNext(s.verdict.kind === "ruled-out" ? "" : s.next);
    this.whatIf(s);
    receipt(this.list, s, this.answers, this.today);
    return s.verdict.kind === "nothing" ? words : t.percent(s.low === s.high ? s.low : t.rangeTo(s.low, s.high), words);
  }

  private showDecision(): string {
    const { open, next } = decide(this.list, this.answers, this.today);
    const output = document.getElementById("outcome");
    if (!output) return "";
    output.dataset.open = open.map((i) => i + 1).join(" ");
    const words = open.map((i) => `${i + 1}. ${this.list.rules![i]!.then ?? this.list.rules![i]!.else}`);
    const items = words.map((text) => {
      const item = document.createElement("li");
      item.textContent = open.length > 1 ? text : text.replace(/^\d+\. /, ""); // a number means something among others alone
      return item;
    });
    const all = document.createElement("ul");
    all.append(...items);
    output.replaceChildren(open.length > 1 ? t.stillOpenOutcomes(open.length) : t.decided, all);
    output.classList.toggle("one", open.length === 1);
    this.stepNext(open.length === 1 ? `#rule-${open[0]! + 1}` : "");
    for (const [i] of (this.list.rules ?? []).entries()) {
      for (const mark of document.querySelectorAll(`#rule-${i + 1}, .flow-step[data-rule="${i + 1}"]`)) {
        mark.classList.toggle("closed", !open.includes(i));
        mark.classList.toggle("taken", open.length === 1 && open[0] === i);
        mark.classList.toggle("passed", i < open[0]!); // answered with no: the way leads on
      }
    }
    this.askNext(next);
    return open.length > 1 ? t.stillOpenOutcomes(open.length) : t.decidedOn(words[0] ?? "");
  }

  /** Shows the next step of a verdict or an outcome, as its row of the table has it. */
  private stepNext(row: string): void {
    const line = document.querySelector<HTMLElement>(".step-next");
    if (!line) return;
    const step = row ? document.querySelector(`${row} .next-step`) : null;
    line.hidden = !step;
    line.replaceChildren(...(step ? [...step.cloneNode(true).childNodes] : []));
  }

  /** Offers the answers to the next question, and what each would make of the score; and names those to find out later. */
  private whatIf(s: Score): void {
    const c = s.verdict.kind === "ruled-out" ? undefined : this.list.criteria.find((x) => x.id === s.next);
    const buttons = document.querySelector(".ask-answers");
    buttons?.replaceChildren();
    if (c?.kind === "yesno") {
      for (const [answer, words] of [["yes", t.yes], ["no", t.no]] as const) {
        const then = score(this.list, { ...this.answers, [c.id]: answer }, this.today);
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
        const small = Object.assign(document.createElement("small"), { textContent: t.thenScore(figure(then)) });
        button.append(" ", small);
        button.addEventListener("click", () => this.box(c.id)?.querySelector<HTMLInputElement>(`[value=${answer}]`)?.click());
        buttons?.append(button);
      }
    }
    const later = document.querySelector<HTMLElement>(".find-later");
    if (!later) return;
    const unknown = s.parts.filter((p) => p.later && p.applies && p.credit.high > p.credit.low);
    later.hidden = unknown.length === 0;
    later.replaceChildren(t.findLater);
    unknown.forEach((p, i) => later.append(i > 0 ? ", " : "", this.linkTo(p.criterion)));
  }

  /** A link that leads to a question and its field. */
  private linkTo(c: Criterion): HTMLAnchorElement {
    const link = Object.assign(document.createElement("a"), { href: `#${c.id}`, textContent: c.ask });
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the address keeps its answers
      document.querySelector(".result")?.classList.remove("open");
      const box = this.box(c.id);
      box?.scrollIntoView({ block: "center" });
      box?.querySelector<HTMLInputElement>("input")?.focus({ preventScroll: true });
    });
    return link;
  }

  private askNext(id: string): void {
    for (const marked of document.querySelectorAll(".criterion.next")) marked.classList.remove("next");
    const line = document.querySelector(".ask-next");
    if (!line) return;
    const c = this.list.criteria.find((x) => x.id === id);
    line.replaceChildren();
    if (!c) return;
    document.getElementById(id)?.classList.add("next");
    line.append(t.askNext, this.linkTo(c));
  }
}
