// Whose answers these are: a line with the name, the others behind a chevron,
// and what can be done with them behind three dots.

import { apart } from "./apart";
import { element } from "../page/element";
import { say } from "../page/say";
import { closeMenus } from "./menus";
import type { Checklist } from "./model";
import { empty, isBlank, lastChangedFirst, nameOf, type Run, type Runs } from "./runs";
import { today } from "../page/today";
import * as t from "../words";

/** What the line asks of the page. */
export interface Host {
  /** Shows another run, or the same one anew. */
  reload(): void;
  /** Says what was done, and offers for a while to take it back. */
  undoable(words: string, back: () => void): void;
}

/** How many of the others the menu names; the page of all has every one. */
const mostNamed = 8;

/** The line of whose answers these are. */
export class Subject {
  constructor(
    private list: Checklist,
    private runs: Runs,
    private host: Host,
  ) {
    const on = (selector: string, type: string, act: (field: HTMLInputElement) => void): void => {
      for (const field of document.querySelectorAll<HTMLInputElement>(selector)) field.addEventListener(type, () => act(field));
    };
    on(".run-name", "input", ({ value }) => this.change((r) => (r.name = value)));
    on(".run-note", "input", ({ value }) => this.change((r) => (r.note = value)));
    on(".run-new", "click", () => this.add(empty("", this.list), t.newRun)); // at the foot of the page too: who enters several starts the next from there
    on(".run-copy", "click", () => this.copy());
    on(".clear", "click", () => this.clear());
    on(".run-delete", "click", () => this.remove());
    document.querySelector(".run-list")?.addEventListener("click", ({ target }) => {
      const { run } = (target as HTMLElement).closest<HTMLElement>("[data-run]")?.dataset ?? {};
      if (run) this.open(run);
    });
  }

  private current(): Run {
    return this.runs.current();
  }

  private change(act: (run: Run) => void): void {
    this.runs.updateRun(act);
    this.show();
  }

  private add(run: Run, words: string): void {
    this.runs.begin(run);
    this.shown(words);
    const name = document.querySelector<HTMLInputElement>(".run-name");
    name?.scrollIntoView({ block: "center", behavior: "instant" });
    name?.focus({ preventScroll: true });
  }

  private open(id: string): void {
    this.runs.update((book) => (book.current = id));
    this.shown(t.runOpened(this.current().name || t.unnamed));
  }

  private shown(words: string): void {
    closeMenus();
    this.host.reload();
    say(words);
  }

  private copy(): void {
    const from = this.current();
    this.add({ ...structuredClone(from), id: empty("", this.list).id, name: t.copyOf(from.name || t.unnamed) }, t.runCopied);
  }

  private clear(): void {
    const before = structuredClone(this.current());
    this.runs.updateRun((r) => Object.assign(r, { answers: {}, notes: {}, note: "", model: this.list, client: undefined }));
    this.host.undoable(t.startedOver, () => this.runs.update((book) => Object.assign(book.runs.find((r) => r.id === before.id) ?? {}, before)));
  }

  private remove(): void {
    const run = this.current();
    const { runs } = this.runs.book();
    const at = runs.findIndex((r) => r.id === run.id);
    const alone = runs.length === 1;
    this.runs.update((book) => (book.runs = book.runs.filter((r) => r.id !== run.id)));
    this.host.undoable(t.runDeleted(run.name || t.unnamed), () =>
      this.runs.update((book) => {
        if (alone) book.runs = book.runs.filter((r) => !isBlank(r)); // the one that stood in for it
        book.runs.splice(at, 0, run);
        book.current = run.id;
      }),
    );
  }

  /** Shows whose answers these are, as it is stored. */
  show(): void {
    const { runs } = this.runs.book();
    const run = this.current();
    const set = (selector: string, value: string): void => {
      const field = document.querySelector<HTMLInputElement>(selector);
      if (field && field !== document.activeElement) field.value = value;
    };
    set(".run-name", run.name);
    set(".run-note", run.note);
    set("#fb-subject", run.name);
    const write = (selector: string, words: string): void => document.querySelectorAll(selector).forEach((e) => (e.textContent = words));
    write(".run-whose", run.name && `${run.name} · `);
    const entered = lastChangedFirst(runs).filter((r) => !r.archived && !isBlank(r));
    write(".run-count", entered.length > 1 ? `\u00a0(${entered.length})` : "");
    const marks = apart(this.list, runs, today());
    const others = entered.filter((r) => r.id !== run.id).slice(0, mostNamed);
    document.querySelector(".run-list")?.replaceChildren(...others.map((r) => element("li", "", this.choice(r, runs.indexOf(r), marks(r)))));
  }

  private choice(run: Run, at: number, mark: string): HTMLElement {
    const button = element("button", "", nameOf(run, at), ...(mark ? [" ", element("small", "", mark)] : []));
    button.type = "button";
    button.dataset.run = run.id;
    return button;
  }
}
