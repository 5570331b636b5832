// Two runs that are side by side are merged by choosing: first what differs, one tap a
// question.

import { element } from "../page/element";
import { say } from "../page/say";
import { merged, two } from "./merge";
import type { Checklist, Criterion } from "./model";
import type { Run, Runs } from "./runs";
import { answerOf, type Answers } from "./score";
import { told as inWords } from "./words";
import * as t from "../words";

/** The part of the page that merges. */
export class Merging {
  private stands = ""; // the runs of which it stands there
  private done: Run | undefined; // what was made, until others are set side by side
  private chosen: Answers = {};

  /** card is the page that shows a run; made is called once there is a new one. */
  constructor(
    private root: HTMLElement,
    private list: Checklist,
    private runs: Runs,
    private card: string,
    private made: () => void,
  ) {}

  /** Offers to merge runs, where they are two. What was begun stays as long as these are what they were. */
  show(runs: Run[], names: string[]): void {
    const stands = runs.length === 2 ? JSON.stringify([names, runs.map((r) => [r.id, r.answers])]) : "";
    if (stands === this.stands) return;
    this.stands = stands;
    this.chosen = {};
    this.root.replaceChildren();
    if (this.done) this.root.append(this.told(this.done));
    this.done = undefined;
    if (stands) this.root.append(button("merge", t.merge, () => this.begin(runs as [Run, Run], names)));
  }

  private begin(runs: [Run, Run], names: string[]): void {
    const { differs, single } = two(this.list, ...runs);
    const head = element("h3", "", differs.length > 0 ? t.mergeDiffers(differs.length) : t.mergeSame);
    head.tabIndex = -1;
    const open = element("p", "merge-open");
    open.setAttribute("role", "status");
    const told = (): void => {
      const n = differs.filter((c) => !this.chosen[c.id]).length;
      open.textContent = n > 0 ? t.mergeOpen(n) : "";
    };
    const make = button("primary merge-do", t.mergeDo, () => this.make(runs));
    this.root.replaceChildren(head, ...differs.map((c) => this.choice(c, runs, names, told)), ...(single > 0 ? [element("p", "", t.mergeRest(single))] : []), open, make);
    told();
    head.focus();
  }

  /** One answer that differs, to be chosen. */
  private choice(c: Criterion, runs: [Run, Run], names: string[], told: () => void): HTMLElement {
    const labels = runs.map((run, i) => {
      const answer = answerOf(c, run.answers);
      const box = Object.assign(document.createElement("input"), { type: "radio", name: `fb-merge-${c.id}` });
      box.addEventListener("change", () => {
        this.chosen[c.id] = answer;
        told();
      });
      return element("label", "merge-choice", box, element("span", "", element("b", "", inWords(c, answer)), " ", element("small", "", names[i]!)));
    });
    return element("fieldset", "", element("legend", "", c.ask), ...labels);
  }

  private make(runs: [Run, Run]): void {
    const run = merged(this.list, ...runs, this.chosen);
    this.runs.update((book) => book.runs.push(run));
    this.stands = "";
    this.done = run;
    this.root.replaceChildren(this.told(run));
    this.made();
    const told = this.root.querySelector<HTMLElement>(".merge-told");
    told?.closest<HTMLElement>("section")?.removeAttribute("hidden");
    told?.focus();
    say(t.mergeDone(run.name || t.unnamed));
  }

  /** Says, where it was made, that there is a new run, and leads to it. */
  private told(run: Run): HTMLElement {
    const link = Object.assign(element("a", "button", t.mergeShow), { href: this.card });
    link.addEventListener("click", () => this.runs.update((book) => (book.current = run.id)));
    const line = element("p", "merge-told", t.mergeDone(run.name || t.unnamed), " ", link);
    line.tabIndex = -1;
    return line;
  }
}

function button(className: string, words: string, act: () => void): HTMLButtonElement {
  const b = Object.assign(element("button", className, words), { type: "button" as const });
  b.addEventListener("click", act);
  return b;
}
