// The table that is taken along: the list's own columns, the record's id first, by which
// a customer database finds it again, and behind them what the scorecard and the reader
// say. As CSV or as a workbook, of a page or of the command line, it is the same table.

import type { Checklist, Criterion } from "../checklist/model";
import { inWords } from "../checklist/words";
import * as t from "../words";
import { stateOf } from "./calls";
import { recorded as ours, type Role } from "./columns";
import { write } from "./csv";
import { added, addedTo, cellsOf, type Lead, type Mapping } from "./rank";
import { stateWords } from "./states";
import type { Table } from "./table";
import { holds, workbookOf } from "./xlsxout";

/** A table to take along: its headings and rows, and which columns are texts, whatever digits they have. */
export interface Along {
  rows: string[][];
  asText: boolean[];
  separator: string;
}

/** What a page knows beside the list. */
export interface Beside {
  miles: Map<Lead, number>;
  /** Why a lead is ruled out by its distance; "" where it is not. */
  beyond(l: Lead): string;
}

/** A column that is not the file's. */
type Own = [heading: string, of: (l: Lead) => string];

/** Whether the reader recorded something of a lead that its file has not. */
export const hasChanged = (l: Lead): boolean => Boolean(l.said || l.note || JSON.stringify(l.call ?? {}) !== JSON.stringify(l.filed ?? {}));

/** The columns that are texts: how a lead is called, found and reached. */
const texts: Role["is"][] = ["name", "place", "phone", "email", "contact", "web", "recordId"];

/** The columns that have a role. */
const called = (m: Mapping, is: Role["is"]): number[] => m.roles.flatMap((r, i) => (r.is === is ? [i] : []));

/** The file's columns that are taken along, in their order. */
export function taken(table: Pick<Table, "headings">, m: Mapping, brief = false): number[] {
  const ids = called(m, "recordId");
  const short = brief && ids.length > 0;
  const before = (i: number): boolean => ours.includes(m.roles[i]!.is) || (m.roles[i]!.is === "keep" && added.includes(table.headings[i]!)); // of an earlier day
  return [...ids, ...(short ? called(m, "name") : table.headings.map((_, i) => i).filter((i) => !ids.includes(i) && !before(i)))];
}

/** The table of these leads. Of the file's columns brief leaves only the record's id and the name, if there is an id: the rest has not changed here, but may have there. */
export function along(list: Checklist, table: Table, m: Mapping, some: Lead[], beside?: Beside, brief = false): Along {
  const theirs = taken(table, m, brief);
  const own = [...answered(list, some), ...scored(list, beside), ...recorded(some, (is, heading) => table.headings[called(m, is)[0] ?? -1] ?? heading)];
  const headings = theirs.map((i) => table.headings[i]!);
  for (const [heading] of own) headings.push(free(heading, headings));
  const row = (l: Lead): string[] => {
    const cells = cellsOf(table, l);
    return [...theirs.map((i) => cells[i]!), ...own.map(([, of]) => of(l))];
  };
  return { rows: [headings, ...some.map(row)], asText: [...theirs.map((i) => texts.includes(m.roles[i]!.is)), ...own.map(() => false)], separator: table.separator };
}

/** A heading that none of the others is: a customer database takes no two alike. */
function free(heading: string, others: string[]): string {
  const taken = new Set(others.map((h) => h.toLowerCase()));
  let n = 1;
  const named = (): string => (n === 1 ? heading : `${heading} ${n}`);
  while (taken.has(named().toLowerCase())) n++;
  return named();
}

/** What the score adds. */
function scored(list: Checklist, beside?: Beside): Own[] {
  const of = once((l: Lead): string[] => {
    const [low, high, verdict, missing, next] = addedTo(list, l);
    const beyond = beside?.beyond(l) ?? "";
    return [low, high, beyond || verdict, missing, beyond ? "" : next];
  });
  const miles: Own[] = beside && beside.miles.size > 0 ? [[t.fileMiles, (l) => beside.miles.get(l)?.toFixed(1) ?? ""]] : [];
  return [...added.map((heading, i): Own => [heading, (l) => of(l)[i]!]), ...miles];
}

/** Asks once for what several columns want of one lead after the other. */
function once<T>(ask: (l: Lead) => T): (l: Lead) => T {
  let last: { of: Lead; is: T } | undefined;
  return (l) => (last?.of === l ? last : (last = { of: l, is: ask(l) })).is;
}

/** What was answered here, a column for each criterion of which something was. */
function answered(list: Checklist, some: Lead[]): Own[] {
  const ids = new Set(some.flatMap((l) => Object.keys(l.said ?? {})));
  return list.criteria
    .filter((c) => ids.has(c.id))
    .map((c): Own => [c.ask, (l) => plainly(c, l.said?.[c.id] ?? "")]);
}

/** An answer for a program: a number or a day as it is, all else in words. */
const plainly = (c: Criterion, answer: string): string => (/^[\d.-]*$/.test(answer) ? answer : inWords(c, answer));

/** How leads stand, when to call back, and the notes, under the file's own headings where it has columns of them. */
function recorded(some: Lead[], named: (is: Role["is"], heading: string) => string): Own[] {
  if (!some.some((l) => l.call || l.note)) return [];
  const state = (l: Lead): string => (stateOf(l) === "" ? "" : stateWords(stateOf(l)));
  return [[named("state", t.fileState), state], [named("callBack", t.fileDay), (l) => l.call?.day ?? ""], [named("note", t.fileNote), (l) => l.call?.note ?? l.note ?? ""]];
}

/** The table as CSV. */
export const asCSV = ({ rows, separator }: Along): string => write(rows, separator);

/** The table as a workbook; undefined if it is too large for one. */
export const asWorkbook = ({ rows, asText }: Along, sheet: string): Uint8Array | undefined => (holds(rows) ? workbookOf(sheet, rows, asText) : undefined);
