// Tables as text: comma, semicolon, tab or bar between the cells, quotes as in
// RFC 4180, and forgiving where real files are not: uneven rows, stray quotes,
// any end of line. Libraries would come with a package manager, which the front
// end does without, and of the small ones each joins or drops a dirty row.

import { defused } from "../page/formula";

/** One record of the file. */
export interface Row {
  /** Its first line in the file, from 1. */
  line: number;
  cells: string[];
}

/** The separators that are tried. */
export const separators = [",", ";", "\t", "|"] as const;

/** How many characters are read between two yields. */
const slice = 50_000;

/**
 * Reads all records; a blank line is one without cells. It yields now and then
 * how many characters were read, so that a page can answer in between.
 */
export function* parse(text: string, separator: string): Generator<number, Row[]> {
  const rows: Row[] = [];
  const plainEnd = ends(text, separator);
  let at = 0;
  let line = 1;
  let due = slice;
  while (at < text.length) {
    const row: Row = { line, cells: [] };
    for (;;) {
      const cell = text[at] === '"' ? quoted(text, at) : undefined;
      const end = cell ? cell.end : plainEnd(at);
      const value = cell ? cell.value : text.slice(at, end);
      line += cell ? cell.lines : 0;
      row.cells.push(value);
      at = end;
      if (text[at] !== separator) break;
      at++;
    }
    if (row.cells.length === 1 && row.cells[0] === "") row.cells = [];
    rows.push(row);
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    line++;
    if (at > due) {
      yield at;
      due = at + slice;
    }
  }
  return rows;
}

/** Tells where a cell without quotes ends; places are asked for in their order. Each sign is looked for once, by the engine: many times as fast as sign by sign. */
function ends(text: string, separator: string): (at: number) => number {
  const next = [separator, "\n", "\r"].map((sign) => ({ sign, at: -1 }));
  return (from) => {
    let end = text.length;
    for (const n of next) {
      if (n.at < from) n.at = text.indexOf(n.sign, from);
      if (n.at < 0) n.at = text.length;
      if (n.at < end) end = n.at;
    }
    return end;
  };
}

/** Reads a quoted cell; undefined if its quote never closes, or closes within a word: then it is text. */
function quoted(text: string, from: number): { value: string; end: number; lines: number } | undefined {
  let value = "";
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return undefined;
    value += text.slice(at, close);
    if (text[close + 1] !== '"') {
      at = close + 1;
      break;
    }
    value += '"';
    at = close + 2;
  }
  while (text[at] === " ") at++;
  const after = text[at];
  if (after !== undefined && !"\r\n".includes(after) && !separators.some((s) => s === after)) return undefined;
  return { value, end: at, lines: value.split(/\r\n|\r|\n/).length - 1 };
}

/** The separator that parts the most lines of the beginning into the same number of cells, above one. */
export function separatorOf(text: string): string {
  const head = text.slice(0, 64_000);
  let best = ",";
  let most = 0;
  for (const separator of separators) {
    const run = parse(head, separator);
    let step = run.next();
    while (!step.done) step = run.next();
    const counts = new Map<number, number>();
    for (const row of step.value) if (row.cells.length > 1) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
    for (const [cells, rows] of counts) {
      const weight = rows * Math.min(cells, 8);
      if (weight > most) [best, most] = [separator, weight];
    }
  }
  return best;
}

/** Figures, alone or as the two of a place: they stay as they are, also below 0. */
const figures = /^-?[\d.,]+([,;] *-?[\d.,]+)*$/;

/** Letters of ASCII, digits, spaces and dots are what they are, whatever reads them. */
const harmless = /^[\w .]*$/;

/** Writes rows as CSV (RFC 4180), with the separator that their list has. What a spreadsheet would run as a formula is made plain. */
export function write(rows: string[][], separator = ","): string {
  const cell = (v: string): string => {
    if (harmless.test(v)) return v;
    const safe = figures.test(v) ? v : defused(v);
    return /[",\r\n;]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((r) => r.map(cell).join(separator) + "\r\n").join("");
}
