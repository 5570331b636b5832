// What is told beside a question before it is answered: an answer that a client gave when
// it was asked otherwise, and what was answered in the review before. It is taken over by
// one tap, each for itself, or a group's at once: of these, all in which nothing was open
// or promised.

import { element } from "../page/element";
import { say } from "../page/say";
import { readable } from "./answer";
import { askedNow, inFull } from "./client";
import { dayWords } from "./days";
import { keptOf, type Checklist, type Criterion } from "./model";
import { dayOf, type Run, type Runs } from "./runs";
import { answerOf, parts, storedOf, type Answers } from "./score";
import { inWords } from "./words";
import * as t from "../words";

/** What it asks of the page. */
export interface Teller {
  /** Shows the run anew. */
  reload(): void;
  /** Says what was done, and offers for a while to take it back. */
  undoable(words: string, back: () => void): void;
}

/** The run that one follows; undefined where it is the first, or the one before is gone. */
const before = (runs: Runs, run: Run): Run | undefined => (run.after ? runs.book().runs.find((r) => r.id === run.after) : undefined);

/** Which review of this client a run is, and when the one before was; "" for the first. */
export function followWords(runs: Runs, run: Run, today: string): string {
  const last = before(runs, run);
  if (!last) return "";
  const chain = new Set([run.id]);
  for (let r: Run | undefined = last; r && !chain.has(r.id); r = before(runs, r)) chain.add(r.id);
  return t.reviewNumber(chain.size, dayWords(dayOf(last, today)));
}

/** Tells it at each question; where nothing is to be told any more, nothing stands there. */
export function tellAtQuestions(list: Checklist, runs: Runs, page: Teller, today: string): void {
  const run = runs.current();
  const last = before(runs, run);
  for (const c of list.criteria) {
    const lines = [...heldLines(c, runs, run, page), ...(last ? lastLines(c, runs, run, last, page, today) : [])];
    put(document.getElementById(c.id)?.querySelector(".answer"), "told-at", lines);
  }
  for (const questions of document.querySelectorAll<HTMLElement>("ol.criteria")) {
    const well = last ? wentWell(list, run, last, today).filter((c) => questions.querySelector(`:scope > [id="${CSS.escape(c.id)}"]`)) : [];
    put(questions, "told-group", well.length > 0 ? [takeAll(well, runs, run, last!, page)] : []);
  }
}

/** Puts lines before an element, if they say something else than those that are there. */
function put(at: Element | null | undefined, className: string, lines: HTMLElement[]): void {
  const there = at?.previousElementSibling?.classList.contains(className) ? at.previousElementSibling : undefined;
  const made = element("div", className, ...lines);
  if (there?.textContent === made.textContent) return;
  there?.remove();
  if (lines.length > 0) at?.before(made);
}

function heldLines(c: Criterion, runs: Runs, { client }: Run, page: Teller): HTMLElement[] {
  const answer = client?.held && keptOf(c, client.held);
  if (!client || answer === undefined) return [];
  const settle = (taken: boolean) => (): void => {
    runs.updateRun((run) => {
      const { held = {}, left = {} } = run.client!;
      const id = Object.keys(held).find((key) => key === c.id || c.was?.includes(key))!;
      if (taken) run.answers[c.id] = answer;
      else left[id] = answer;
      run.client = { ...run.client!, held: Object.fromEntries(Object.entries(held).filter(([key]) => key !== id)), left };
    });
    page.reload();
    say(taken ? t.answerTaken : t.answerLeft);
  };
  const asked = client.asked && keptOf(c, client.asked);
  const person = client.who ?? t.holder;
  const then = asked ? { ...c, ...asked, options: Object.entries(asked.options ?? {}).map(([id, label]) => ({ id, label })) } : c;
  const words = t.quoted(inWords(then as Criterion, answer));
  const said = asked ? t.heldAs(person, words, inFull(asked)) : t.heldSince(person, words);
  const now = asked && inFull(asked) === inFull(askedNow(c)) ? ` ${t.heldOptions}` : "";
  return [element("p", "held", said + now, " ", ...(readable(c, answer) ? [button("take", t.takeAnswer, settle(true)), " "] : []), button("leave", t.leaveAnswer, settle(false)))];
}

function lastLines(c: Criterion, runs: Runs, run: Run, last: Run, page: Teller, today: string): HTMLElement[] {
  const answer = answerOf(c, last.answers);
  if (!answer) return [];
  const promised = keptOf(c, run.plan) ? ` ${t.wasPromised}` : "";
  const words = t.lastTime(dayWords(dayOf(last, today)), inWords(c, answer)) + promised;
  if (storedOf(c, run.answers) || answer === "?") return [element("p", "last", words)];
  const take = (): void => {
    runs.updateRun((r) => (r.answers[c.id] = answer));
    page.reload();
    say(t.takenOver(1));
  };
  return [element("p", "last", words, " ", button("take", t.asLastTime, take))];
}

/** The questions that are open now, and in which last time all was well: nothing open, and nothing to be done. */
function wentWell(list: Checklist, run: Run, last: Run, today: string): Criterion[] {
  return parts(list, last.answers, today)
    .filter(({ criterion: c, answered, applies, credit }) => answered && !storedOf(c, run.answers) && !keptOf(c, run.plan) && (!applies || credit.low === 1 || c.weight === 0))
    .map((p) => p.criterion);
}

function takeAll(some: Criterion[], runs: Runs, run: Run, last: Run, page: Teller): HTMLElement {
  const taken: Answers = Object.fromEntries(some.map((c) => [c.id, answerOf(c, last.answers)]));
  return button("take-all", t.asLastTimeAll(some.length), () => {
    runs.updateRun((r) => Object.assign(r.answers, taken));
    page.undoable(t.takenOver(some.length), () =>
      runs.update((book) => {
        const answers = book.runs.find((r) => r.id === run.id)?.answers ?? {};
        for (const id of Object.keys(taken)) if (answers[id] === taken[id]) delete answers[id];
      }),
    );
    page.reload();
  });
}

function button(className: string, words: string, act: () => void): HTMLButtonElement {
  const b = Object.assign(element("button", className, words), { type: "button" as const });
  b.addEventListener("click", act);
  return b;
}
