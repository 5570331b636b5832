// The page of leads: a file in, its columns explained, its rows ranked.

import { looks } from "./looks";
import { mostColumns, table, type Table } from "./table";
import { parse, separatorOf, separators, type Row } from "./csv";
import { decode, encodings, isText, type Encoding } from "./decode";
import { closeMenus, watchMenus } from "../checklist/menus";
import { isChecklist, known, type Checklist } from "../checklist/model";
import { criteriaOf, leads, mapping, withMeans, type Lead, type Mapping, type Means } from "./rank";
import { Columns } from "./means";
import { Ranking } from "./ranking";
import { sample } from "./sample";
import { inSlices, turn } from "./slices";
import * as last from "./last";
import { adopt, keep, kept, names, remove, removeAll, type Kept } from "./store";
import { isLocked, isZip, Unreadable, workbook, type Workbook } from "./xlsx";
import { element } from "../page/element";
import { say } from "../page/say";
import { inPlace } from "../page/sign";
import * as storage from "../page/storage";
import { today } from "../page/today";
import * as t from "../words";

/** The largest file that is read, in bytes. */
const largest = 200 * 1024 * 1024;

/** Brings the page to life. */
export function start(): void {
  const model: unknown = JSON.parse(document.getElementById("fb-checklist")?.textContent ?? "null");
  if (isChecklist(model)) new Page(model).begin();
}

/** What the open list was read from, to be read anew as the reader says: bytes or text, or a workbook. */
interface Source {
  bytes?: Uint8Array;
  text?: string;
  book?: Workbook;
}

class Page {
  private root = document.querySelector<HTMLElement>("article.leads")!;
  private table: Table | undefined;
  private records: Row[] = []; // all that the file holds
  private source: Source = {};
  private name = "";
  private isKept = false;
  private mapping: Mapping | undefined;
  private job = 0; // the work that counts; earlier work stops
  private columns: Columns;
  private ranking: Ranking;

  constructor(private list: Checklist) {
    this.columns = new Columns(list, this.find(".list-columns"), (means) => this.mean(means));
    this.ranking = new Ranking(list, this.find(".list-ranked"), this.root.dataset.card ?? "", today);
  }

  private find<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.root.querySelector<E>(selector)!;
  }

  /** Listens for files, pasted text and the samples. */
  begin(): void {
    const field = this.find<HTMLInputElement>(".list-file");
    field.addEventListener("change", () => field.files?.[0] && void this.open(field.files[0]));
    this.root.addEventListener("dragover", (event) => event.preventDefault());
    this.root.addEventListener("drop", (event) => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) void this.open(file);
    });
    const paste = this.find<HTMLTextAreaElement>("#fb-paste");
    const pasted = (): unknown => paste.value.includes("\n") && !this.find(".list-open").hidden && this.read(t.pastedList, { text: paste.value });
    paste.addEventListener("input", pasted);
    addEventListener("pageshow", pasted); // a browser fills the field again for who comes back
    for (const button of this.root.querySelectorAll<HTMLElement>(".list-sample")) button.addEventListener("click", () => void this.read("sample.csv", { text: sample(Number(button.dataset.sample)) }));
    this.find(".list-rank").addEventListener("click", () => void this.rank());
    for (const again of this.root.querySelectorAll(".list-again")) again.addEventListener("click", () => this.show("list-open"));
    this.find(".list-erase").addEventListener("click", () => void this.erase());
    this.find(".erase-all button").addEventListener("click", () => void removeAll(this.list.id).then(() => this.showKept(), () => this.tell(t.listNotKept)));
    this.root.addEventListener("list-gone", () => this.isGone());
    this.root.addEventListener("keep-list", () => void this.keep(this.find(".list-keep")));
    watchMenus();
    this.find(".list-back").addEventListener("click", () => this.show("list-columns"));
    this.find(".list-keep").textContent = t.keepList;
    this.find(".list-keep").addEventListener("click", (event) => void this.keep(event.target as HTMLElement));
    void adopt(this.list).then(() => this.showKept()).then(() => this.openNamed());
    const on = (field: string, act: (value: string) => void): void => {
      const select = this.find<HTMLSelectElement>(field);
      select.addEventListener("change", () => act(select.value));
    };
    this.find(".list-encoding").append(...encodings.map((e) => new Option(e)));
    this.find(".list-separator").append(...separators.map((s) => new Option(s === "\t" ? t.tab : s, s)));
    on(".list-encoding", (e) => void this.decoded(e as Encoding));
    on(".list-separator", (separator) => void this.read(this.name, this.source, separator));
    on(".list-sheet", (at) => void this.sheet(Number(at)));
  }

  private tell(text: string): void {
    const line = this.find(".list-told");
    line.textContent = text;
    line.hidden = text === "";
  }

  /** Shows one part of the page, and leads there. */
  private show(part: string): void {
    for (const p of ["list-open", "list-columns", "list-ranked"]) this.find(`.${p}`).hidden = p !== part;
    this.root.dataset.shows = part;
    this.find(`.${part}`).querySelector<HTMLElement>("h2, input")?.focus();
    scrollTo({ top: 0 });
  }

  /** Offers the lists that are kept in this browser. */
  private async showKept(): Promise<void> {
    const all = await names(this.list.id).catch(() => []);
    const button = (words: string, act: () => void): HTMLElement => {
      const b = element("button", "", words);
      b.type = "button";
      b.addEventListener("click", act);
      return b;
    };
    this.find(".lists-kept-label").hidden = all.length === 0;
    const eraser = this.find<HTMLDetailsElement>(".erase-all");
    eraser.hidden = all.length === 0 && !records(this.list.id);
    eraser.open = false;
    this.find(".lists-kept").replaceChildren(
      ...all.map((name) => {
        const gone = button(t.deleteList, () => void remove(this.list.id, name).then(() => this.showKept()));
        gone.setAttribute("aria-label", `${t.deleteList}: ${name}`);
        return element("li", "", button(name, () => void kept(this.list.id, name).then((k) => k && this.reopen(k))), " ", gone);
      }),
    );
  }

  /** Opens the kept list that the address names, as the home page leads to it. */
  private async openNamed(): Promise<void> {
    const name = new URLSearchParams(location.hash.slice(1)).get("list");
    const list = name === null ? undefined : await kept(this.list.id, name).catch(() => undefined);
    if (list && !this.table) await this.reopen(list);
  }

  private async reopen(list: Kept): Promise<void> {
    this.job++;
    this.source = {};
    await this.take(list.name, list.records, list.means);
    this.isKept = true;
    await this.rank(); // it opens as it was left
    this.isLast();
    say(t.listKeptOn(list.day));
  }

  /** Takes the open list away, with all that is recorded of it. */
  private async erase(): Promise<void> {
    closeMenus();
    this.ranking.erase();
    await remove(this.list.id, this.name).catch(() => undefined);
    this.isGone();
    this.show("list-open");
  }

  /** Keeps the open list in this browser, since the reader asks for it. */
  private async keep(button: HTMLElement): Promise<void> {
    if (!this.mapping) return;
    await keep({ card: this.list.id, name: this.name, day: today(), records: this.records, means: this.mapping.means }).then(
      () => {
        inPlace(button, `✓ ${t.listKept}`);
        this.isKept = true;
        this.ranking.keep();
        void navigator.storage?.persist?.(); // the browser may say no
        say(t.listKept);
        this.isLast();
        void this.showKept();
      },
      () => this.tell(t.listNotKept),
    );
  }

  /** What was kept of the open list is no longer there. */
  private isGone(): void {
    this.isKept = false;
    inPlace(this.find(".list-keep"), t.keepList);
    void this.showKept();
  }

  /** Lets the home page lead back to the open list. */
  private isLast(): void {
    last.remember({ card: this.list.id, name: this.name, leads: this.table?.rows.length ?? 0 });
  }

  private async open(file: File): Promise<void> {
    if (file.size > largest) return this.tell(t.listTooLarge);
    this.tell(t.readingList);
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.name = file.name;
    if (isLocked(bytes)) return this.tell(t.workbookLocked);
    if (isZip(bytes)) return this.book(bytes);
    this.source = { bytes };
    await this.decoded();
  }

  private async book(bytes: Uint8Array): Promise<void> {
    const book = await workbook(bytes).catch((e: unknown) => this.unread(e));
    if (!book) return;
    this.source = { book };
    this.find(".list-sheet").replaceChildren(...book.sheets.map((name, i) => new Option(name, String(i))));
    await this.sheet(0);
  }

  private async sheet(at: number): Promise<void> {
    this.job++;
    const rows = await this.source.book?.rows(at).catch((e: unknown) => this.unread(e));
    if (rows) await this.take(this.name, rows);
  }

  /** Tells why a workbook cannot be read. */
  private unread(e: unknown): void {
    const why = e instanceof Unreadable ? e.why : undefined;
    this.tell(why === "damaged" ? t.workbookDamaged : why === "wide" ? t.workbookWide : t.workbookUnread);
  }

  /** Reads the file's bytes, in an encoding that the reader names or as they look. */
  private async decoded(as?: Encoding): Promise<void> {
    const { bytes } = this.source;
    if (!bytes) return;
    const { text, encoding } = await decode(bytes, as);
    if (!isText(text)) return this.tell(t.noTable);
    this.find<HTMLSelectElement>(".list-encoding").value = encoding;
    await turn();
    await this.read(this.name, { bytes, text });
  }

  private async read(name: string, source: Source, by?: string): Promise<void> {
    const { text } = source;
    if (text === undefined) return;
    const job = ++this.job;
    this.source = source;
    this.tell(t.readingList);
    const separator = by ?? separatorOf(text);
    this.find<HTMLSelectElement>(".list-separator").value = separator;
    await turn();
    const rows = await inSlices(parse(text, separator), () => undefined, () => job !== this.job);
    if (rows) await this.take(name, rows);
  }

  /** Takes a list, with what its columns mean where that is known. */
  private async take(name: string, rows: Row[], known?: Means[]): Promise<void> {
    await turn();
    const read = table(rows, this.source.text === undefined ? undefined : this.find<HTMLSelectElement>(".list-separator").value);
    if (read.rows.length === 0 || read.headings.length >= mostColumns) return this.tell(read.rows.length === 0 ? t.noLeads : t.noTable);
    this.name = name;
    this.isKept = false;
    this.table = read;
    this.records = rows;
    inPlace(this.find(".list-keep"), t.keepList);
    const means = known ?? remembered(this.list, read.headings);
    this.mapping = means ? withMeans(this.list, read, means) : mapping(this.list, read);
    const offer = (field: string, offered: boolean): void => void (this.find(field).parentElement!.hidden = !offered);
    offer(".list-encoding", this.source.bytes !== undefined);
    offer(".list-separator", this.source.text !== undefined);
    offer(".list-sheet", (this.source.book?.sheets.length ?? 0) > 1);
    if (await this.explain()) this.show("list-columns");
  }

  /** Shows what the columns mean; false if other work has begun. */
  private async explain(): Promise<boolean> {
    const { table: read, mapping: m } = this;
    if (!read || !m) return false;
    const job = ++this.job;
    const seen = await inSlices(looks(this.list, read, m), () => undefined, () => job !== this.job);
    if (!seen) return false;
    this.tell("");
    this.columns.show(this.name, read, m, seen);
    return true;
  }

  /** The reader says what the columns mean; it is remembered for the next list with these headings. */
  private mean(means: Means[]): void {
    if (!this.table) return;
    this.mapping = withMeans(this.list, this.table, means);
    remember(this.list, this.table.headings, means);
    void this.explain();
  }

  private async rank(): Promise<void> {
    const { table: read, mapping: m } = this;
    if (!read || !m) return;
    const job = ++this.job;
    const all = await inSlices<Lead[]>(leads(this.list, read, m, today()), (n) => this.tell(t.scoringList(n, read.rows.length)), () => job !== this.job);
    if (!all) return;
    this.tell("");
    await this.ranking.show(this.name, read, m, all, this.isKept);
    this.show("list-ranked");
    say(t.leadsRanked(all.length));
  }
}

/** Whether something is recorded of any list, also of one that is not kept. */
function records(card: string): boolean {
  try {
    return storage.callsOf(card).length > 0;
  } catch {
    return false; // this browser stores nothing
  }
}

const columns = (list: Checklist, headings: string[]): storage.Place => storage.columns(list.id, headings, (text) => known(list, criteriaOf(JSON.parse(text) as Means[])));

function remember(list: Checklist, headings: string[], means: Means[]): void {
  try {
    columns(list, headings).write(JSON.stringify(means));
  } catch {
    // Without storage the columns are guessed anew.
  }
}

function remembered(list: Checklist, headings: string[]): Means[] | undefined {
  try {
    const means = JSON.parse(columns(list, headings).read() ?? "null") as Means[] | null;
    return Array.isArray(means) && means.length === headings.length && means.every((x) => x?.role) ? means : undefined;
  } catch {
    return undefined;
  }
}
