// The rows of a list, ranked: a bar of verdicts that filters, what to ask first,
// the rows that are asked for, and the table to take along.

import { rank } from "../checklist/score";
import { bands } from "../checklist/bands";
import { format } from "../checklist/address";
import { figure } from "../checklist/words";
import { criterion, type Checklist } from "../checklist/model";
import { download } from "../page/download";
import { element } from "../page/element";
import { say } from "../page/say";
import { write } from "./csv";
import { Runs } from "../checklist/runs";
import { asRuns, mostRuns, withRuns } from "./own";
import { inSlices, turn } from "./slices";
import { coordinates, distances, placeOf } from "./distance";
import { added, addedTo, askFirst, cellsOf, type Lead, type Mapping } from "./rank";
import { Rows } from "./rows";
import { Sieve } from "./sieve";
import type { Table } from "./table";
import { twins } from "./twins";
import { readDate } from "./value";
import { showWhy } from "./why";
import * as t from "../words";

/** The most remarks that are listed. */
const listed = 1000;

/** The part of the page that shows the ranked rows. */
export class Ranking {
  private name = "";
  private file: Lead[] = []; // as the file alone has them
  private runs: Runs;
  private table: Table | undefined;
  private all: Lead[] = []; // in their order
  private shown: Lead[] = [];
  private mapping: Mapping | undefined;
  private chosen = ""; // the verdict that is filtered by
  private sieve: Sieve;
  private rows: Rows<Lead>;
  private miles = new Map<Lead, number>(); // from the home base that the reader sets
  private most = Infinity; // miles: beyond it the reader rules out

  /** card is the address of the scorecard's page. */
  constructor(
    private list: Checklist,
    private root: HTMLElement,
    private card: string,
    private today: () => string,
  ) {
    this.runs = new Runs(list, () => undefined);
    this.runs.follow(() => void this.merge()); // from another tab, where a lead is open
    root.querySelector(".list-runs")!.addEventListener("click", () => {
      say(t.runsMade(asRuns(this.list, this.runs, this.shown)));
      void this.merge();
    });
    this.rows = new Rows<Lead>(root.querySelector<HTMLElement>(".lead-rows")!, (l) => this.row(l));
    this.sieve = new Sieve(list, root, () => this.filter());
    for (const field of root.querySelectorAll(".list-distance input")) field.addEventListener("change", () => void this.measure());
    root.querySelector(".print")!.addEventListener("click", () => print());
    root.querySelector(".list-save")!.addEventListener("click", () => this.save());
    root.querySelector(".why-close")!.addEventListener("click", () => this.why().close());
  }

  /** Shows scored rows, the best first. */
  async show(name: string, table: Table, mapping: Mapping, all: Lead[]): Promise<void> {
    this.name = name;
    this.table = table;
    this.mapping = mapping;
    this.file = all;
    this.chosen = "";
    this.sieve.clear();
    this.root.querySelector("h2")!.textContent = t.leadsRanked(all.length);
    this.root.querySelector<HTMLElement>(".list-distance")!.hidden = !coordinates(table);
    await this.merge();
    const pairs = await inSlices(twins(table, all), () => undefined, () => this.file !== all);
    this.remarks(table, pairs ?? []);
    this.expires(table);
  }

  /** Ranks the leads, those that have a run of the reader's own as it stands. */
  private async merge(): Promise<void> {
    if (!this.table) return;
    const all = withRuns(this.list, this.runs, this.file, this.today());
    await turn(); // each of these takes a while for many leads
    this.all = rank(this.list, all.map((l) => l.score)).map((i) => all[i]!);
    await turn();
    await this.measure();
  }

  private why(): HTMLDialogElement {
    return this.root.querySelector<HTMLDialogElement>(".lead-why")!;
  }

  /** Takes the home base and the bound that the reader sets. */
  private async measure(): Promise<void> {
    const value = (field: string): string => this.root.querySelector<HTMLInputElement>(field)!.value;
    const home = placeOf(value(".home-base"));
    this.miles = home && this.table ? distances(this.table, this.all, home) : new Map<Lead, number>();
    const most = Number(value(".most-miles").replace(",", "."));
    this.most = most > 0 ? most : Infinity;
    this.bar();
    await turn();
    this.ask();
    await turn();
    this.sieve.offer(this.all, this.miles.size > 0);
    await turn();
    this.filter();
  }

  /** Whether a lead is beyond the bound; one whose distance is not known is not. */
  private beyond(l: Lead): boolean {
    return (this.miles.get(l) ?? 0) > this.most;
  }

  /** The verdicts in their order, by the name of their sign and colour, and in words. */
  private parts(): [string, string][] {
    const bands = (this.list.verdicts ?? []).map((v): [string, string] => [this.band(v.say), v.say]);
    return [...bands.slice(0, -1), ["undecided", t.undecidedWord], ...bands.slice(-1), ["ruled-out", t.ruledOutWord]];
  }

  private band(say: string): string {
    const at = (this.list.verdicts ?? []).findIndex((v) => v.say === say);
    return at === (this.list.verdicts ?? []).length - 1 ? "last" : `band-${at}`;
  }

  /** Which of the parts a lead is in. */
  private partOf(l: Lead): string {
    const v = l.score.verdict;
    if (this.beyond(l)) return "ruled-out";
    return v.kind === "decided" ? this.band(v.say) : v.kind;
  }

  private bar(): void {
    const counts = new Map<string, number>();
    for (const l of this.all) counts.set(this.partOf(l), (counts.get(this.partOf(l)) ?? 0) + 1);
    const count = (part: string): number => counts.get(part) ?? 0;
    const parts = this.parts();
    this.root.querySelector(".verdict-bar")!.replaceChildren(
      ...parts.filter(([part]) => count(part) > 0).map(([part]) => {
        const piece = element("span", `piece ${part}`);
        piece.style.flexGrow = String(count(part));
        return piece;
      }),
    );
    const button = (words: string, kind: string, n: number): HTMLElement => {
      const b = element("button", `verdict-part ${kind}`, `${words} `, element("strong", "", String(n)));
      b.type = "button";
      b.setAttribute("aria-pressed", String(this.chosen === kind));
      b.addEventListener("click", () => {
        this.chosen = kind;
        for (const other of this.root.querySelectorAll(".verdict-part")) other.setAttribute("aria-pressed", String(other === b));
        this.filter();
      });
      return b;
    };
    this.root.querySelector(".verdict-filter")!.replaceChildren(button(t.all, "", this.all.length), ...parts.map(([part, words]) => button(words, part, count(part))));
  }

  private ask(): void {
    const near = this.all.filter((l) => !this.beyond(l));
    const first = askFirst(this.list, near);
    const box = this.root.querySelector<HTMLElement>(".ask-first")!;
    box.hidden = !first;
    if (!first) return;
    box.querySelector(".question")!.textContent = first.criterion.ask;
    box.querySelector(".why")!.textContent = t.wouldDecide(first.leads.length, near.filter((l) => l.score.verdict.kind === "undecided").length);
    const button = box.querySelector<HTMLElement>(".show-lacking")!;
    button.dataset.id = first.criterion.id;
    button.textContent = t.showThe(first.leads.length);
  }

  /** Tells when the broker's right to use the list ends: the first day that a row names. */
  private expires(table: Table): void {
    const at = table.headings.findIndex((h) => /expir/i.test(h));
    const days = at < 0 ? [] : this.all.flatMap((l) => {
      const said = readDate(l.row.cells[at] ?? "");
      return typeof said === "object" ? [said.answer] : [];
    });
    const line = this.root.querySelector<HTMLElement>(".list-expires")!;
    line.hidden = days.length === 0;
    if (days.length > 0) line.textContent = t.listExpires(days.reduce((a, b) => (a < b ? a : b)));
  }

  /** Lists the cells that cannot be read, and the rows that may be there twice. */
  private remarks(table: Table, pairs: [Lead, Lead][]): void {
    const list = (selector: string, words: (n: number) => string, texts: string[]): void => {
      const details = this.root.querySelector<HTMLDetailsElement>(selector)!;
      details.hidden = texts.length === 0;
      details.querySelector("summary")!.textContent = words(texts.length);
      details.querySelector("ul")!.replaceChildren(...texts.slice(0, listed).map((text) => element("li", "", text)));
    };
    list(".list-unreadable", t.cellsInRows, this.all.flatMap((l) => l.unreadable.map((i) => t.inLine(l.row.line, table.headings[i]!, l.row.cells[i]!.slice(0, 80)))));
    list(".list-twins", t.possibleTwins, pairs.map(([one, two]) => t.twinOf(two.row.line, one.row.line, two.name)));
  }

  /** Shows the rows that the reader asks for. */
  private filter(): void {
    this.shown = this.sieve.pick(this.chosen ? this.all.filter((l) => this.partOf(l) === this.chosen) : this.all, this.miles);
    const take = this.root.querySelector<HTMLElement>(".list-runs")!;
    take.hidden = this.shown.length === 0 || this.shown.length > mostRuns;
    take.textContent = t.takeAsRuns(this.shown.length);
    const line = this.root.querySelector(".list-shown")!;
    const words = t.shownOf(this.shown.length, this.all.length);
    if (line.textContent !== words) say(words);
    line.textContent = words;
    this.rows.show(this.shown);
  }

  private row(l: Lead): HTMLElement {
    const address = `${this.card}#${format(this.list, { answers: l.answers, name: l.name, note: "", notes: {} }, true)}`;
    const link = Object.assign(element("a", "lead-name", l.name || `${l.row.line}`), { href: address, target: "_blank", dir: "auto" });
    const known = [l.place, this.miles.has(l) ? t.milesAway(Math.round(this.miles.get(l)!)) : "", l.missing.length > 0 ? t.missingOf(l.missing.length) : "", l.own ? t.ownRun : "", l.note ?? ""].filter(Boolean).join(", ");
    const why = element("button", "lead-score", figure(l.score));
    why.type = "button";
    why.setAttribute("aria-label", `${figure(l.score)}, ${t.why(l.name)}`);
    why.addEventListener("click", () => showWhy(this.why(), this.list, this.table!, this.mapping!, l, this.today(), address, this.beyond(l) ? this.words(l) : ""));
    const item = element("li", "lead-row", link, element("span", "lead-place", known), bands(this.list, l.score), why, element("span", "lead-words", this.words(l)));
    item.dataset.verdict = this.beyond(l) ? "ruled-out" : l.score.verdict.kind;
    return item;
  }

  /** How a lead stands, or what to ask. */
  private words(l: Lead): string {
    const v = l.score.verdict;
    if (this.beyond(l)) return t.beyondMiles(this.most);
    switch (v.kind) {
      case "decided":
        return v.say;
      case "ruled-out":
        return `${t.ruledOutWord}: ${criterion(this.list, v.by)?.ask ?? ""}`;
      case "undecided":
      case "nothing": {
        const next = v.kind === "undecided" && criterion(this.list, l.score.next);
        return next ? t.askNext + next.ask : v.kind;
      }
    }
  }

  private save(): void {
    const table = this.table!;
    const miles = this.miles.size > 0 ? [t.fileMiles] : [];
    const notes = this.all.some((l) => l.note) ? [t.fileNote] : [];
    const line = (l: Lead): string[] => {
      const [low, high, verdict, missing, next] = addedTo(this.list, l) as [string, string, string, string, string];
      const own = [low, high, this.beyond(l) ? t.fileRuledOut(t.fileBeyond(this.most)) : verdict, missing, this.beyond(l) ? "" : next];
      return [...cellsOf(table, l), ...own, ...miles.map(() => this.miles.get(l)?.toFixed(1) ?? ""), ...notes.map(() => l.note ?? "")];
    };
    download(`${this.name.replace(/\.\w+$/, "")}-${this.list.id}.csv`, "text/csv", "\ufeff" + write([[...table.headings, ...added, ...miles, ...notes], ...this.all.map(line)], table.separator));
  }
}
