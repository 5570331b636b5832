// The rows of a list, ranked, as a list to call: what to ask first, how each lead
// stands and whom to call, the rows that are asked for, and the table to take along.

import { rank } from "../checklist/score";
import { bands } from "../checklist/bands";
import { format } from "../checklist/address";
import { figure } from "../checklist/words";
import { writing } from "../checklist/written";
import { criterion, type Checklist } from "../checklist/model";
import { download } from "../page/download";
import { closeMenus } from "../checklist/menus";
import { element } from "../page/element";
import { say } from "../page/say";
import { along, asCSV, asWorkbook, hasChanged } from "./along";
import { Runs } from "../checklist/runs";
import { unfolds } from "../checklist/proof-table";
import { Cases } from "./cases";
import { Calls, goesWithPlace, stateOf, type Call } from "./calls";
import { LeadSheet } from "./sheet";
import { dayWords, signs, stands, stateName, states, type State } from "./states";
import { asRuns, mostRuns, withRuns } from "./own";
import { inSlices, turn } from "./slices";
import { coordinates, distances, placeOf } from "./distance";
import { askFirst, type Lead, type Mapping } from "./rank";
import { Rows } from "./rows";
import { Sieve } from "./sieve";
import type { Table } from "./table";
import { ranks, sharing } from "./ties";
import { twins } from "./twins";
import { readDate } from "./value";
import { askPlaces } from "./places";
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
  private state: State | "" | undefined; // how a lead stands that is shown; undefined for all
  private calls: Calls | undefined;
  private sheet: LeadSheet;
  private askedOfAll = ""; // the criterion that nobody has answered, which is said once
  private back: (() => void) | undefined; // takes back what was recorded last
  private sieve: Sieve;
  private rows: Rows<Lead>;
  private miles = new Map<Lead, number>(); // from the home base that the reader sets
  private ranks: number[] = []; // of those that are shown, in the ranking; none in another order
  private prove: () => void; // shows anew whether the scorecard is right
  private most = Infinity; // miles: beyond it the reader rules out

  /** card is the address of the scorecard's page. */
  constructor(
    private list: Checklist,
    private root: HTMLElement,
    card: string,
    private today: () => string,
  ) {
    this.runs = new Runs(list, () => undefined);
    this.runs.follow(() => void this.merge()); // from another tab, where a lead is open
    addEventListener("storage", ({ key }) => this.calls?.concerns(key) && void this.merge());
    addEventListener("beforeunload", (event) => this.calls && !this.calls.kept && this.calls.unsaved > 0 && event.preventDefault());
    root.querySelector(".list-runs")!.addEventListener("click", () => {
      say(t.runsMade(asRuns(this.list, this.runs, this.shown)));
      void this.merge();
    });
    const rows = root.querySelector<HTMLElement>(".lead-rows")!;
    this.rows = new Rows<Lead>(rows, (l, at) => this.row(l, at), () => Number(root.querySelector<HTMLInputElement>(".print-rows")!.value) || 20);
    this.sieve = new Sieve(list, root, () => this.filter());
    this.sheet = new LeadSheet(root.querySelector<HTMLDialogElement>(".lead-why")!, list, today, {
      record: (l, change) => void this.record(l, change),
      undo: () => this.undo(),
      address: (l) => `${card}#${format(list, { answers: l.answers, name: l.name, note: l.call?.note ?? "", notes: {} }, true)}`,
      verdict: (l) => (this.beyond(l) ? this.words(l) : ""),
    });
    const cases = new Cases(list, today);
    this.prove = unfolds(root.querySelector(".proof"), list, () => cases.of(this.all));
    root.querySelector(".list-proof")!.addEventListener("click", () => this.showProof());
    root.querySelector(".list-verdict")!.addEventListener("change", ({ currentTarget }) => this.choose(() => (this.chosen = (currentTarget as HTMLSelectElement).value)));
    rows.addEventListener("keydown", (event) => this.key(event));
    for (const field of root.querySelectorAll(".list-distance input")) field.addEventListener("change", () => void this.measure());
    root.querySelector(".print")!.addEventListener("click", () => print());
    for (const button of root.querySelectorAll<HTMLElement>("[data-save]")) button.addEventListener("click", () => this.save(button.dataset.save as "csv" | "xlsx", "brief" in button.dataset));
    root.querySelector(".list-undone button")!.addEventListener("click", () => this.undo());
    root.querySelector(".ask-places")!.addEventListener("click", () => this.places());
    root.querySelector(".list-agree .agree")!.addEventListener("click", () => this.agreed());
    root.querySelector(".list-agree .later")!.addEventListener("click", () => this.refuse());
  }

  /** Shows scored rows, the best first. */
  async show(name: string, table: Table, mapping: Mapping, all: Lead[], kept: boolean): Promise<void> {
    this.name = name;
    this.calls = new Calls(this.list, name, all, () => this.gone());
    if (kept) this.calls.keep();
    this.state = undefined;
    this.refused = false;
    this.agree(false);
    this.told("");
    this.table = table;
    this.mapping = mapping;
    this.file = all;
    this.chosen = "";
    this.sieve.clear();
    this.root.querySelector("h2")!.textContent = t.leadCount(all.length);
    this.root.querySelector<HTMLElement>(".list-distance")!.hidden = !coordinates(table);
    await this.merge();
    const pairs = await inSlices(twins(table, all), () => undefined, () => this.file !== all);
    this.remarks(table, pairs ?? []);
    this.expires(table);
  }

  /** Ranks the leads, those that have a run of the reader's own as it stands. */
  private async merge(takenBack = false): Promise<void> {
    if (!this.table) return;
    const all = this.calls!.with(withRuns(this.list, this.runs, this.file, this.today()), this.today());
    await turn(); // each of these takes a while for many leads
    this.all = rank(this.list, all.map((l) => l.score)).map((i) => all[i]!);
    await turn();
    await this.measure();
    this.sheet.follow(this.all, takenBack);
  }

  /** Takes the home base and the bound that the reader sets. */
  private async measure(): Promise<void> {
    const value = (field: string): string => this.root.querySelector<HTMLInputElement>(field)!.value;
    const home = placeOf(value(".home-base"));
    this.miles = home && this.table ? distances(this.table, this.all, home) : new Map<Lead, number>();
    const most = Number(value(".most-miles").replace(",", "."));
    this.most = most > 0 ? most : Infinity;
    this.bar();
    this.remind();
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

  /** The filters, each with how many: buttons for how leads stand, a menu for their verdicts; none where all are alike. */
  private bar(): void {
    const stands = counts(this.all, stateOf);
    const there = states.filter((k) => stands.has(k));
    const button = (k: State | "" | undefined, words: string, n: number): HTMLElement => {
      const b = element("button", `pill ${k ?? "all"}`, `${words} `, element("strong", "", n.toLocaleString(t.language)));
      b.type = "button";
      b.setAttribute("aria-pressed", String(this.state === k));
      b.addEventListener("click", () => this.choose(() => (this.state = k)));
      return b;
    };
    const only = (words: string): HTMLElement => element("span", "pill", `${words} `, element("strong", "", this.all.length.toLocaleString(t.language)));
    this.root.querySelector(".state-filter")!.replaceChildren(...(there.length < 2 ? there.map((k) => only(stateName(k))) : [button(undefined, t.all, this.all.length), ...there.map((k) => button(k, stateName(k), stands.get(k)!))]));
    const judged = counts(this.all, (l) => this.partOf(l));
    const verdicts = this.parts().filter(([k]) => judged.has(k));
    const [menu, one] = this.root.querySelector(".verdict-filter")!.children as unknown as [HTMLSelectElement, HTMLElement];
    menu.hidden = verdicts.length < 2;
    menu.replaceChildren(new Option(t.allVerdicts, ""), ...verdicts.map(([k, words]) => new Option(`${words} (${judged.get(k)!.toLocaleString(t.language)})`, k)));
    menu.value = this.chosen;
    one.replaceChildren(...(verdicts.length < 2 ? verdicts.map(([, words]) => only(words)) : []));
    const decided = (stands.get("won") ?? 0) + (stands.get("lost") ?? 0) > 0;
    for (const part of [".proof", ".list-proof"]) this.root.querySelector<HTMLElement>(part)!.hidden = !decided;
    this.prove();
  }

  /** Filters by what the reader chooses. */
  private choose(choice: () => void): void {
    choice();
    this.told("");
    this.bar();
    this.filter();
  }

  /** Leads to what the list tells of its scorecard. */
  private showProof(): void {
    closeMenus();
    const section = this.root.querySelector(".proof")!;
    section.querySelector("details")!.open = true;
    section.scrollIntoView();
    section.querySelector("summary")!.focus({ preventScroll: true });
  }

  private ask(): void {
    const near = this.all.filter((l) => !this.beyond(l));
    const first = askFirst(this.list, near);
    const box = this.root.querySelector<HTMLElement>(".ask-first")!;
    box.hidden = !first;
    if (!first) return;
    box.querySelector(".question")!.textContent = first.criterion.ask;
    const places = new Set(first.leads.map((l) => l.place).filter(Boolean));
    const wide = goesWithPlace(this.list, first.criterion.id) && places.size > 1 && places.size <= mostPlaces;
    box.querySelector(".why")!.textContent = t.wouldDecide(first.leads.length, near.filter((l) => l.score.verdict.kind === "undecided").length);
    const button = box.querySelector<HTMLElement>(".show-lacking")!;
    button.dataset.id = first.criterion.id;
    button.textContent = t.showThe(first.leads.length);
    button.hidden = wide || first.leads.length === this.all.length;
    const some = box.querySelector<HTMLElement>(".ask-places")!;
    some.hidden = !wide;
    some.dataset.id = first.criterion.id;
    some.textContent = t.answerPlaces(places.size);
    this.askedOfAll = first.leads.length === near.length ? first.criterion.id : "";
  }

  /** Asks for each place what goes with it. */
  private places(): void {
    const { id } = this.root.querySelector<HTMLElement>(".ask-places")!.dataset;
    const c = id && criterion(this.list, id);
    if (!c) return;
    const lacking = this.all.filter((l) => l.place && !l.answers[c.id]);
    askPlaces(this.root.querySelector<HTMLDialogElement>(".place-answers")!, c, lacking, (place, answer) => {
      if (!this.calls!.answerPlace(c.id, place, answer)) this.told(t.listNotKept);
      this.agree(!this.calls!.kept);
      void this.merge();
    });
  }

  /** Tells when the broker's right to use the list ends: the first day that a row names. */
  private expires(table: Table): void {
    const at = table.headings.findIndex((h) => /expir/i.test(h));
    const cells = new Set(at < 0 ? [] : this.all.map((l) => l.row.cells[at] ?? ""));
    const by = writing(cells, t.language);
    const days = Array.from(cells).flatMap((cell) => {
      const said = readDate(cell, by);
      return typeof said === "object" ? said.answer.split("..").filter(Boolean).slice(0, 1) : []; // of two readings the first day
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
    const some = this.all.filter((l) => (!this.chosen || this.partOf(l) === this.chosen) && (this.state === undefined || stateOf(l) === this.state));
    this.shown = this.sieve.pick(some, this.miles);
    const take = this.root.querySelector<HTMLElement>(".list-runs")!;
    take.hidden = this.shown.length === 0 || this.shown.length > mostRuns;
    take.textContent = t.takeAsRuns(this.shown.length);
    const line = this.root.querySelector<HTMLElement>(".list-shown")!;
    const words = t.shownOf(this.shown.length, this.all.length);
    if (line.textContent !== words) say(words);
    line.textContent = words;
    line.hidden = this.shown.length === this.all.length;
    this.ties();
    this.rows.show(this.shown);
  }

  /** Says whom the score does not part, as long as the rows stand in its order. */
  private ties(): void {
    this.ranks = this.sieve.byScore ? ranks(this.shown.map((l) => l.score)) : [];
    const first = this.ranks.length > 0 ? sharing(this.ranks, 0) : 1;
    const line = this.root.querySelector<HTMLElement>(".list-ties")!;
    line.hidden = first < 2;
    line.textContent = first === this.shown.length ? t.allLevel(first) : t.firstLevel(first);
  }

  /** The place of a row: one that several share is marked as in tables of sports. */
  private placeOf(at: number): string {
    const place = this.ranks[at] ?? at + 1;
    const shared = place <= at || this.ranks[at + 1] === place;
    return shared ? `${place}=` : String(place);
  }

  private row(l: Lead, at: number): HTMLElement {
    const name = element("button", "lead-name", l.name || `${l.row.line}`);
    Object.assign(name, { type: "button", dir: "auto" });
    name.addEventListener("click", () => this.open(l));
    const item = element("li", "lead-row", element("span", "lead-at", this.placeOf(at)), name, this.about(l), this.reachable(l), bands(this.list, l.score), element("span", "lead-score", figure(l.score)), this.standing(l));
    item.dataset.verdict = this.beyond(l) ? "ruled-out" : l.score.verdict.kind;
    item.dataset.state = stateOf(l);
    return item;
  }

  /** What is known of a lead beside its answers, and what they came to. */
  private about(l: Lead): HTMLElement {
    const known = [l.place, this.miles.has(l) ? t.milesAway(Math.round(this.miles.get(l)!)) : "", l.missing.length > 0 ? t.missingOf(l.missing.length) : "", l.own ? t.ownRun : ""].filter(Boolean).join(" · ");
    const words = this.words(l);
    return element("span", "lead-place", known, known && words ? " · " : "", element("span", "lead-words", words));
  }

  /** How a lead is reached: by telephone before mail. */
  private reachable(l: Lead): HTMLElement {
    const phone = l.phones.find((p) => p.tel);
    if (phone) return Object.assign(element("a", "lead-phone", phone.say), { href: phone.tel });
    if (l.email) return Object.assign(element("a", "lead-phone", l.email), { href: `mailto:${encodeURIComponent(l.email)}` });
    return element("span", "lead-phone", l.phones[0]?.say ?? "");
  }

  /** How a lead stands: one tap says that it was called, and the arrow the rest; with the day and the note. */
  private standing(l: Lead): HTMLElement {
    const state = stateOf(l);
    const called = element("button", "lead-called", state === "" ? t.markCalled : `${signs[state]} ${stateName(state)}`);
    called.type = "button";
    called.setAttribute("aria-pressed", String(state !== ""));
    called.setAttribute("aria-label", `${called.textContent}: ${l.name}`);
    called.addEventListener("click", () => void this.set(l, state === "" ? "called" : ""));
    const select = element("select", "lead-state");
    select.setAttribute("aria-label", `${t.stateOf}: ${l.name}`);
    select.append(...states.map((k) => new Option(stateName(k), k)));
    select.value = state;
    select.addEventListener("change", () => void this.set(l, select.value as State | ""));
    const note = [state === "back" ? dayWords(l.call?.day) : "", l.call?.note ?? l.note ?? ""].filter(Boolean).join(" · ");
    return element("span", "lead-call", element("span", "lead-buttons", called, select), element("span", "lead-note", note));
  }

  /** Sets how a lead stands; to be called back, its day is asked. */
  private async set(l: Lead, state: State | ""): Promise<void> {
    const at = this.shown.indexOf(l);
    const held = document.activeElement?.closest(".lead-row") ? document.activeElement.classList[0] : undefined;
    await this.record(l, stands(l.call, state, this.today()));
    if (state === "back") this.open(this.all.find((x) => x.row === l.row) ?? l);
    else this.rowAt(at, held);
  }

  /** Records something of a lead, which can be taken back; the first time it is asked whether the list is to be kept. */
  private async record(l: Lead, change: Partial<Call>): Promise<void> {
    const { kept, undo } = this.calls!.record(l, change);
    this.back = undo;
    this.sheet.tell(kept ? (this.calls!.kept ? t.savedHere : t.notedHere) : t.listNotKept, true);
    this.told(kept ? `${l.name}: ${stateName(this.calls!.of(l).state ?? "")}` : t.listNotKept, true);
    this.agree(!this.calls!.kept);
    if (change.answers) await this.merge();
    else this.noted(l);
  }

  /** Shows what was recorded of one lead that changes no score: of fifty thousand, no other is touched. */
  private noted(l: Lead): void {
    const at = this.all.findIndex((x) => x.row === l.row);
    this.all[at] = this.calls!.with([{ ...this.all[at]!, call: undefined }], this.today())[0]!;
    this.bar();
    this.remind();
    this.filter();
    this.sheet.follow(this.all, false);
  }

  private undo(): void {
    this.back?.();
    this.back = undefined;
    this.told("");
    this.sheet.tell("");
    void this.merge(true);
  }

  private told(words: string, undoable = false): void {
    const line = this.root.querySelector<HTMLElement>(".list-undone")!;
    line.hidden = words === "";
    line.querySelector("span")!.textContent = words;
    line.querySelector<HTMLElement>("button")!.hidden = !undoable;
    if (words) say(words);
  }

  private refused = false; // the reader does not want this list to be kept

  /** Asks whether the list is to be kept, with what is recorded of it; never again once it was refused. */
  private agree(ask: boolean): void {
    this.root.querySelector<HTMLElement>(".list-agree")!.hidden = !ask || this.refused;
    this.remind();
  }

  private refuse(): void {
    this.refused = true;
    this.agree(false);
  }

  /** Tells that the browser no longer has what it kept, which this page still shows. */
  private gone(): void {
    this.refused = false;
    this.agree(true);
    this.told(t.keptGone);
    this.root.dispatchEvent(new CustomEvent("list-gone", { bubbles: true }));
  }

  /** Reminds of a copy where much would be lost, once nothing else is asked there. */
  private remind(): void {
    const n = this.calls!.unsaved;
    const line = this.root.querySelector<HTMLElement>(".list-remind")!;
    line.hidden = n < many || !this.root.querySelector<HTMLElement>(".list-agree")!.hidden;
    line.querySelector("span")!.textContent = t.changesUnsaved(n);
  }

  private agreed(): void {
    this.root.dispatchEvent(new CustomEvent("keep-list", { bubbles: true }));
  }

  /** Keeps what is recorded, since the list is kept. */
  keep(): void {
    const kept = this.calls!.keep();
    if (!kept) this.told(t.listNotKept);
    this.agree(!kept);
  }

  /** Takes away what is recorded. */
  erase(): void {
    this.calls?.erase();
    this.refused = false;
    void this.merge();
  }

  private open(l: Lead): void {
    this.told("");
    this.sheet.open(l, this.table!, this.mapping!);
  }

  /** Gives a part of a row the focus, on which keys act. */
  private rowAt(at: number, part = "lead-name"): void {
    this.rows.reach(Math.max(0, Math.min(at, this.shown.length - 1)))?.querySelector<HTMLElement>(`.${part}`)?.focus({ preventScroll: true });
  }

  /** Keys of the list, while it has the focus: j and k, and a letter for each state. */
  private key(event: KeyboardEvent): void {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || (target as Element).matches("input, select, textarea")) return;
    const item = (target as Element).closest(".lead-row");
    const at = item ? Number(item.getAttribute("aria-posinset")) - 1 : -1;
    const lead = this.shown[at];
    const keys: Record<string, State | ""> = { t: "", c: "called", b: "back", w: "won", l: "lost" };
    if (key === "j" || key === "k") this.rowAt(at + (key === "j" ? 1 : -1));
    else if (lead && Object.hasOwn(keys, key)) void this.set(lead, keys[key]!);
    else return;
    event.preventDefault();
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
        const next = v.kind === "undecided" && l.score.next !== this.askedOfAll && criterion(this.list, l.score.next);
        return next ? t.askNext + next.ask : "";
      }
    }
  }

  /** Saves leads as a table, brief if only what changed is asked for. */
  private save(as: "csv" | "xlsx", brief = false): void {
    const some = brief ? this.all.filter(hasChanged) : this.all;
    if (some.length === 0) return this.told(t.listUnchanged);
    const beyond = (l: Lead): string => (this.beyond(l) ? t.fileRuledOut(t.fileBeyond(this.most)) : "");
    const out = along(this.list, this.table!, this.mapping!, some, { miles: this.miles, beyond }, brief);
    const content = as === "csv" ? (brief ? "" : mark) + asCSV(out) : asWorkbook(out, this.list.id);
    if (content === undefined) return this.told(t.workbookTooLarge);
    download(`${this.name.replace(/\.\w+$/, "")}-${this.list.id}.${as}`, as === "csv" ? "text/csv" : workbookType, content);
    this.calls!.saved();
    this.remind();
  }
}

/** By it a spreadsheet tells the encoding; a database may take it for part of the first heading, the record's id. */
const mark = "\ufeff";

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** How many changes are many: of so many a copy is reminded of. */
const many = 20;

/** How many there are of each. */
function counts<T, K>(all: T[], of: (x: T) => K): Map<K, number> {
  const out = new Map<K, number>();
  for (const x of all) out.set(of(x), (out.get(of(x)) ?? 0) + 1);
  return out;
}

/** The most places of which a question is asked at once. */
const mostPlaces = 60;
