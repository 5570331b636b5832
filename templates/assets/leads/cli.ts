// What `fieldbook score` runs: the page's own reader and scorer, in an engine
// without a browser.

import type { Checklist } from "../checklist/model";
import { prove, type Proof } from "../checklist/proof";
import { along, asCSV, asWorkbook, type Along } from "./along";
import { parse, separatorOf } from "./csv";
import { Long } from "./long";
import { looks } from "./looks";
import { wonOrLost } from "./outcome";
import { addedTo, leads, mapping, withMeans, type Lead, type Mapping } from "./rank";
import { headingsOf, isSum, table, topOf, type Table } from "./table";
import { book, Unreadable, type Xml } from "./xlsx";
import { rank, score } from "../checklist/score";

/** What a list came to. */
interface Result {
  /** The list with the columns that are added, as CSV; the best lead first. */
  csv: string;
  leads: { line: number; name: string; low: number; high: number; verdict: string; missing: string; next: string }[];
  /** Each column that is scored, as heading: criterion. */
  columns: string[];
  /** The headings of those that are not. */
  unused: string[];
  unreadable: string[];
  /** What the page would ask of columns, and how they count until it is answered. */
  open: string[];
  lines: { leads: number; skipped: number };
}

/** What the outcomes of a list tell of its scorecard. */
interface Proven {
  headings: string[];
  /** Undefined unless just one column has the heading. */
  proof?: Proof;
  /** Cells that say neither won nor lost, and how many of each. */
  others: { says: string; leads: number }[];
  /** The questions that keep verdicts open, and of how many leads that were won or lost. */
  open: { id: string; leads: number }[];
  columns: string[];
}

function finish<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

/** Each column that is scored, as heading: criterion. */
const scored = (read: Table, m: Mapping): string[] =>
  m.roles.flatMap((r, i) => (r.is === "criterion" ? [`${read.headings[i]}: ${r.id}`] : r.is === "option" ? [`${read.headings[i]}: ${r.id}, ${r.option}`] : []));

/** Proves a scorecard by the column of that heading, which answers no criterion: it would part wins from losses best of all. */
function proven(list: Checklist, read: Table, today: string, heading: string): Proven {
  const bare = (text: string): string => text.trim().toLowerCase();
  const [at, ...more] = read.headings.flatMap((h, i) => (bare(h) === bare(heading) ? [i] : []));
  if (at === undefined || more.length > 0) return { headings: read.headings, others: [], open: [], columns: [] };
  const m = withMeans(list, read, mapping(list, read).means.map((x, i) => (i === at ? { role: { is: "keep" } } : x)));
  const others = new Map<string, number>();
  const open = new Map<string, number>();
  const count = (of: Map<string, number>, key: string): unknown => of.set(key, (of.get(key) ?? 0) + 1);
  const counts = (of: Map<string, number>): [key: string, leads: number][] => [...of].sort((a, b) => b[1] - a[1]);
  const cases = finish(leads(list, read, m, today)).map((l) => {
    const cell = (l.row.cells[at] ?? "").trim();
    const outcome = wonOrLost(cell, read.headings[at]!);
    if (!outcome && cell !== "") count(others, cell);
    if (outcome && l.score.verdict.kind === "undecided") for (const id of l.deciding.length > 0 ? l.deciding : l.missing) count(open, id);
    return { outcome, score: outcome ? score(list, l.answers, today) : l.score };
  });
  return {
    headings: read.headings,
    proof: prove(list, cases),
    others: counts(others).map(([says, leads]) => ({ says, leads })),
    open: counts(open).map(([id, leads]) => ({ id, leads })),
    columns: scored(read, m),
  };
}

/** Scores a list, the best lead first. */
function ranked(list: Checklist, read: Table, today: string): Result {
  const m = mapping(list, read);
  const all: Lead[] = finish(leads(list, read, m, today));
  const seen = finish(looks(list, read, m));
  const order = rank(list, all.map((l) => l.score)).map((i) => all[i]!);
  saved = along(list, read, m, order);
  return {
    csv: asCSV(saved),
    leads: order.map((l) => {
      const [, , verdict, missing, next] = addedTo(list, l);
      return { line: l.row.line, name: l.name, low: l.score.low, high: l.score.high, verdict, missing, next };
    }),
    columns: scored(read, m),
    unused: unused(read, m),
    unreadable: all.flatMap((l) => l.unreadable.map((i) => `line ${l.row.line}, ${read.headings[i]}: ${l.row.cells[i]}`)),
    open: seen.flatMap(({ open }, i) => asked(read, m, i, open)),
    lines: { leads: all.length, skipped: read.skipped },
  };
}

/** The headings of the columns that say nothing to the scorecard. */
const unused = (read: Table, m: Mapping): string[] => read.headings.filter((_, i) => m.roles[i]!.is === "keep");

/** What the page would ask of a column. */
const asked = (read: Table, m: Mapping, i: number, open: { count: number; cell: string }): string[] => [
  ...(open.count > 0 ? [`${read.headings[i]}: ${open.count} with two readings, such as ${open.cell}, which count as both`] : []),
  ...(m.alike[i] && read.headings.indexOf(read.headings[i]!) === i ? [`${read.headings[i]}: several columns of this heading, of which none counts where they differ`] : []),
];

declare const fieldbookXml: (part: string) => string;

/** An element as Go parsed it: its name, its attributes, and what it holds. */
type Parsed = [name: string, attributes: Record<string, string>, holds: (Parsed | string)[]];

/** Such an element, as it is read. */
const xml = ([localName, attributes, holds]: Parsed): Xml => ({
  localName,
  get textContent() {
    return holds.map((h) => (typeof h === "string" ? h : xml(h).textContent)).join("");
  },
  get children() {
    return holds.flatMap((h) => (typeof h === "string" ? [] : [xml(h)]));
  },
  getAttribute: (name) => attributes[name] ?? null,
});

/** A part of the workbook, which Go unpacks and parses. */
async function part(name: string): Promise<Xml | undefined> {
  const text = fieldbookXml(name);
  if (text === "damaged") throw new Unreadable("damaged");
  return text === "" ? undefined : xml(JSON.parse(text) as Parsed);
}

/** The list that is open; Go opens one before it asks anything. */
let held: Table;
/** What was ranked last. */
let saved: Along;
/** What became of the workbook that was opened last. */
let opened: { sheets: string[]; failure?: string };

/** Opens a sheet of the workbook that Go holds: the first, or the one of that name. */
async function openSheet(name: string): Promise<void> {
  const { sheets, rows } = await book(part);
  const at = name === "" ? 0 : sheets.indexOf(name);
  if (at >= 0) held = table(await rows(at));
  opened = { sheets };
}

/** The list of which Go has the text. */
let long: Long;

/** Takes a list by the cells of its headings, how many columns it has, and the rows at its top; gives how it is read. */
function take(model: string, today: string, [named, width, rows]: [string[], number, string[][]]) {
  const list = JSON.parse(model) as Checklist;
  const read = { headings: headingsOf(named, width), line: 0, rows: rows.map((cells) => ({ line: 0, cells })), skipped: 0, separator: "," };
  long = new Long(list, read, today);
  return { ...long.plan(), columns: scored(read, long.m), unused: unused(read, long.m), read: read.headings };
}

const chunk = 8192; // arguments that an engine passes at once

Object.assign(globalThis, {
  /** Opens a text. */
  fieldbookOpen(text: string): void {
    const separator = separatorOf(text);
    held = table(finish(parse(text, separator)), separator);
  },
  /** Begins to open a workbook; once it is done, fieldbookOpened tells what came of it, as JSON. */
  fieldbookOpenBook(name: string): void {
    openSheet(name).catch((failure: unknown) => (opened = { sheets: [], failure: failure instanceof Unreadable ? failure.why : "unread" }));
  },
  fieldbookOpened: (): string => JSON.stringify(opened),
  fieldbookSeparator: (head: string): string => separatorOf(head),
  fieldbookTop: (records: string): string => JSON.stringify(topOf((JSON.parse(records) as string[][]).map((cells) => ({ cells })))),
  fieldbookSums: (rows: string, full: number): string => JSON.stringify((JSON.parse(rows) as string[][]).map((cells) => isSum({ cells }, full))),
  fieldbookTake: (model: string, today: string, list: string): string => JSON.stringify(take(model, today, JSON.parse(list) as [string[], number, string[][]])),
  fieldbookHear: (column: number, cells: string): string => JSON.stringify(long.hear(column, JSON.parse(cells) as string[])),
  fieldbookStand: (rows: string): string => JSON.stringify(long.stand(JSON.parse(rows) as string[][])),
  fieldbookAsked: (columns: string): string => JSON.stringify((JSON.parse(columns) as { count: number; cell: string }[]).flatMap((open, i) => asked(long.table, long.m, i, open))),
  fieldbookScore: (model: string, today: string): string => JSON.stringify(ranked(JSON.parse(model) as Checklist, held, today)),
  /** Gives what was ranked as a workbook, whose bytes are the signs of the text; "" if it is too large for one. */
  fieldbookWorkbook: (sheet: string): string => {
    const bytes = asWorkbook(saved, sheet) ?? new Uint8Array();
    const parts: string[] = [];
    for (let at = 0; at < bytes.length; at += chunk) parts.push(String.fromCharCode(...bytes.subarray(at, at + chunk)));
    return parts.join("");
  },
  fieldbookProve: (model: string, today: string, heading: string): string => JSON.stringify(proven(JSON.parse(model) as Checklist, held, today, heading)),
});
