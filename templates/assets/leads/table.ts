// A list as a table: which line has the headings, and which lines are leads.

import type { Row } from "./csv";

/** A list with its headings. */
export interface Table {
  headings: string[];
  /** The line of the headings, from 1; 0 if the file has none. */
  line: number;
  rows: Row[];
  /** Lines before the headings, blank ones, and sums below. */
  skipped: number;
  /** What parts the cells of a line, in the file and in what is made of it. */
  separator: string;
}

/** The most columns that a list may have. */
export const mostColumns = 2000;

/** Finds the headings: the first of the lines at the top that has a name in most of its cells, and as many as the lines below it. */
export function table(records: Row[], separator = ","): Table {
  const filled = (r: Row): number => r.cells.filter((c) => c.trim() !== "").length;
  const top = records.slice(0, 30);
  const widths = records.slice(0, 200).map(filled).sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length * 0.75)] ?? 0;
  const heading = top.findIndex((r) => filled(r) > 0 && filled(r) >= Math.min(usual, r.cells.length) * 0.6 && filled(r) >= Math.min(usual, 2) && r.cells.every(isName));
  const width = records.reduce((most, r) => Math.max(most, r.cells.length), 0);
  const named = heading >= 0 ? records[heading]!.cells : [];
  const headings = Array.from({ length: Math.min(width, mostColumns) }, (_, i) => (named[i] ?? "").replace(/\s+/g, " ").trim());
  const below = records.slice(heading + 1);
  const rows = below.filter((r) => r.cells.some((c) => c.trim() !== "") && !isSum(r, usual));
  return { headings, line: heading >= 0 ? records[heading]!.line : 0, rows, skipped: records.length - rows.length - (heading >= 0 ? 1 : 0), separator };
}

/** A heading is a name: no bare number, no address of mail. */
const isName = (cell: string): boolean => !/^[\s$€£]*[\d.,]+%?$/.test(cell) && !/\S@\S+\.\S/.test(cell) && cell.length < 120;

/** A sum below the list: few cells, of which the first says so. */
function isSum(row: Row, usual: number): boolean {
  const first = row.cells.find((c) => c.trim() !== "") ?? "";
  if (!/^\s*(grand )?(total|sum|summe|somme|count|records?|source|©|generated|exported)\b/i.test(first)) return false;
  return row.cells.filter((c) => c.trim() !== "").length < Math.max(2, usual * 0.6);
}
