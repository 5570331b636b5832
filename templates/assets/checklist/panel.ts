// The part of the page below the criteria: the runs, their comparison, and
// taking them in and out.

import { download } from "../page/download";
import { say } from "../page/say";
import { fromJSON, merge, toCSV, toJSON } from "./files";
import { lists } from "./lists";
import type { Checklist } from "./model";
import { empty, type Run, type Runs } from "./runs";
import { answerOf, rank, score } from "./score";
import type { Prospects } from "./prospects";
import { answerWords, figure } from "./words";
import * as t from "../words";

/** What the panel asks of the page. */
export interface Host {
  today(): string;
  /** Shows another run, or the same one anew. */
  reload(): void;
}

/** How many runs are set side by side if none are chosen. */
const sideBySide = 3;

/** Fills a field with ids and their names; of thousands, only what differs is touched. */
function list(field: HTMLSelectElement, all: [string, string][], current: string): void {
  const there = [...field.options];
  for (const gone of there.slice(all.length)) gone.remove();
  for (const [i, [id, name]] of all.entries()) {
    const option = there[i];
    if (!option) field.append(new Option(name, id));
    else if (option.value !== id || option.text !== name) Object.assign(option, { value: id, text: name });
  }
  field.value = current;
}

const isBlank = (r: Run): boolean => !r.name && !r.note && Object.keys(r.answers).length === 0;

/** The panel of runs. */
export class Panel {
  private root: HTMLElement | null;
  private deleted: { run: Run; at: number; alone: boolean } | undefined;
  private prospects: Prospects | undefined;

  constructor(
    private list: Checklist,
    private runs: Runs,
    private host: Host,
    ranked?: typeof Prospects,
  ) {
    this.root = document.querySelector(".runs");
    this.prospects = ranked && new ranked(list, runs, {
      today: host.today,
      open: (id) => {
        this.open(id);
        document.querySelector(".subject")?.scrollIntoView({ block: "center" });
        document.querySelector<HTMLElement>(".run-name")?.focus({ preventScroll: true });
      },
      reload: () => this.show(),
    });
    this.on(".run-name", "input", (e) => this.change((r) => (r.name = (e as HTMLInputElement).value), false));
    document.querySelector<HTMLTextAreaElement>(".run-note")?.addEventListener("input", (e) => this.change((r) => (r.note = (e.target as HTMLTextAreaElement).value), false));
    // Below the last question too: who enters several starts the next from there.
    for (const button of [".run-new", ".run-next"]) this.on(button, "click", () => this.add(empty("", list), t.newRun));
    this.on(".run-copy", "click", () => this.copy());
    this.on(".run-delete", "click", () => this.remove());
    this.on(".run-undo", "click", () => this.undo());
    this.on(".run-json", "click", () => this.save("json", "application/json", toJSON(list, this.runs.book().runs)));
    this.on(".run-csv", "click", () => this.save("csv", "text/csv", "\ufeff" + toCSV(list, this.runs.book().runs, host.today())));
    this.on(".run-import", "change", (e) => void this.import(e as HTMLInputElement));
    this.on(".run-list", "change", (e) => this.open((e as HTMLSelectElement).value));
  }

  private on(selector: string, type: string, act: (element: Element) => void): void {
    const element = document.querySelector(selector);
    element?.addEventListener(type, () => act(element));
  }

  private current(): Run {
    const book = this.runs.book();
    return book.runs.find((r) => r.id === book.current)!;
  }

  private change(act: (run: Run) => void, reload = true): void {
    this.runs.update((book) => act(book.runs.find((r) => r.id === book.current)!));
    if (reload) this.host.reload();
    else this.show();
  }

  private add(run: Run, words: string): void {
    this.runs.update((book) => {
      book.runs.push(run);
      book.current = run.id;
    });
    this.host.reload();
    say(words);
    document.querySelector<HTMLInputElement>(".run-name")?.focus();
  }

  private open(id: string): void {
    this.runs.update((book) => (book.current = id));
    this.host.reload();
    say(t.runOpened(this.current().name || t.unnamed));
  }

  private copy(): void {
    const from = this.current();
    this.add({ ...structuredClone(from), id: empty("", this.list).id, name: t.copyOf(from.name || t.unnamed) }, t.runCopied);
  }

  private remove(): void {
    const run = this.current();
    this.runs.update((book) => {
      this.deleted = { run, at: book.runs.findIndex((r) => r.id === run.id), alone: book.runs.length === 1 };
      book.runs = book.runs.filter((r) => r.id !== run.id);
    });
    this.host.reload();
    say(t.runDeleted(run.name || t.unnamed));
    this.root?.querySelector<HTMLElement>(".run-undo")?.focus();
  }

  private undo(): void {
    const { deleted } = this;
    if (!deleted) return;
    this.deleted = undefined;
    this.runs.update((book) => {
      if (deleted.alone) book.runs = book.runs.filter((r) => !isBlank(r)); // the one that stood in for it
      book.runs.splice(deleted.at, 0, deleted.run);
      book.current = deleted.run.id;
    });
    this.host.reload();
    say(t.runBack);
  }

  private save(ending: string, type: string, text: string): void {
    download(`${this.list.id}.${ending}`, type, text);
  }

  private async import(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    const read = file.size > 20_000_000 ? { wrong: t.fileTooLarge } : fromJSON(this.list, await file.text());
    input.value = "";
    if ("wrong" in read) {
      this.tell(t.nothingChanged(read.wrong));
      return;
    }
    let words = "";
    this.runs.update((book) => {
      const { added, same, conflicts } = merge(book, read.runs, () => empty("", this.list).id);
      words = t.added(added, same);
      if (conflicts.length > 0) words += ` ${t.addedBeside(conflicts.join(", "))}`;
      if (read.lost) words += ` ${read.lost}`;
    });
    this.host.reload();
    this.tell(words);
  }

  private tell(text: string): void {
    const line = this.root?.querySelector(".run-told");
    if (line) line.textContent = text;
    say(text);
  }

  /** Shows the runs as they are stored. */
  show(): void {
    if (!this.root) return;
    const book = this.runs.book();
    const run = this.current();
    const set = (selector: string, value: string): void => {
      const field = document.querySelector<HTMLInputElement>(selector);
      if (field && field !== document.activeElement) field.value = value;
    };
    set(".run-name", run.name);
    set(".run-note", run.note);
    const subject = document.querySelector<HTMLInputElement>("#fb-subject");
    if (subject) subject.value = run.name;
    const select = document.querySelector<HTMLSelectElement>(".run-list");
    if (select) list(select, book.runs.map((r, i) => [r.id, r.name || t.runNumber(i + 1)]), book.current);
    const undo = this.root.querySelector<HTMLElement>(".run-undo");
    if (undo) undo.hidden = !this.deleted;
    const changed = this.root.querySelector(".run-changed");
    if (changed) changed.textContent = this.changed(run);
    this.prospects?.show();
    const chosen = book.runs.filter((r) => this.prospects?.chosen.has(r.id));
    this.compare(chosen.length > 1 ? chosen : book.runs.filter((r) => !r.archived).slice(0, sideBySide));
  }

  /** What has changed in the criteria since the run was begun, and what that did to the score. */
  private changed(run: Run): string {
    if (!run.model) return "";
    const before = new Map(run.model.criteria.map((c) => [c.id, JSON.stringify(c)]));
    const words: string[] = [];
    for (const c of this.list.criteria) {
      const earlier = [c.id, ...(c.was ?? [])].find((id) => before.has(id));
      if (earlier === undefined) words.push(t.isNew(c.ask));
      else if (before.get(earlier) !== JSON.stringify(c)) words.push(t.hasChanged(c.ask));
      if (earlier !== undefined) before.delete(earlier);
    }
    for (const id of before.keys()) words.push(t.isGone(run.model.criteria.find((c) => c.id === id)!.ask));
    if (words.length === 0) return "";
    const then = score(run.model, run.answers, this.host.today());
    const now = score(this.list, run.answers, this.host.today());
    const effect = lists[this.list.kind].scored ? ` ${t.scoreWas(figure(then), figure(now))}` : "";
    return t.sinceBegun(words.join("; ")) + effect;
  }

  /** Sets the runs side by side, the best first. */
  private compare(runs: Run[]): void {
    const table = this.root?.querySelector<HTMLElement>(".run-table");
    if (!table) return;
    table.hidden = runs.length < 2;
    if (runs.length < 2) return;
    const scores = runs.map((r) => score(this.list, r.answers, this.host.today()));
    const { scored, compared } = lists[this.list.kind];
    const order = scored ? rank(this.list, scores) : runs.map((_, i) => i);
    const row = (head: string, value: (i: number) => string): HTMLTableRowElement => {
      const tr = document.createElement("tr");
      const th = document.createElement("th");
      th.scope = "row";
      th.textContent = head;
      const values = order.map(value);
      const differ = values.some((v) => v !== values[0]);
      tr.append(th, ...values.map((v) => Object.assign(document.createElement("td"), { textContent: v, className: differ ? "differs" : "" })));
      return tr;
    };
    const rows = [row(t.run, (i) => runs[i]!.name || t.runNumber(i + 1))];
    for (const [head, of] of compared) rows.push(row(head, (i) => of(this.list, scores[i]!, runs[i]!.answers, this.host.today())));
    for (const c of this.list.criteria) rows.push(row(c.ask, (i) => answerWords(c, answerOf(c, runs[i]!.answers))));
    const body = document.createElement("tbody");
    body.append(...rows);
    table.querySelector("table")?.replaceChildren(body);
  }
}
