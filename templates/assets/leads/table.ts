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

/** How many records tell where the headings are, and how full lines usually are. */
export const tops = 200;

/** Where a list begins. */
export interface Top {
  /** The record of the headings; -1 if there is none. */
  heading: number;
  /** A line with as many filled cells is a lead, whatever it says. */
  full: number;
}

const filled = (r: Pick<Row, "cells">): number => r.cells.filter((c) => c.trim() !== "").length;

/** Finds the headings, in the records at the top: the first of the lines that has a name in most of its cells, and as many as the lines below it. */
export function topOf(records: Pick<Row, "cells">[]): Top {
  const widths = records.slice(0, tops).map(filled).sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length * 0.75)] ?? 0;
  const heading = records.slice(0, 30).findIndex((r) => filled(r) > 0 && filled(r) >= Math.min(usual, r.cells.length) * 0.6 && filled(r) >= Math.min(usual, 2) && r.cells.every(isName));
  return { heading, full: Math.max(2, usual * 0.6) };
}

/** The headings of so many columns. */
export const headingsOf = (named: string[], width: number): string[] => Array.from({ length: Math.min(width, mostColumns) }, (_, i) => (named[i] ?? "").replace(/\s+/g, " ").trim());

/** Reads records as a list with its headings. */
export function table(records: Row[], separator = ","): Table {
  const { heading, full } = topOf(records);
  const width = records.reduce((most, r) => Math.max(most, r.cells.length), 0);
  const rows = records.slice(heading + 1).filter((r) => r.cells.some((c) => c.trim() !== "") && !isSum(r, full));
  return { headings: headingsOf(records[heading]?.cells ?? [], width), line: records[heading]?.line ?? 0, rows, skipped: records.length - rows.length - (heading >= 0 ? 1 : 0), separator };
}

/** A heading is a name: no bare number, no address of mail. */
const isName = (cell: string): boolean => !/^[\s$€£]*[\d.,]+%?$/.test(cell) && !/\S@\S+\.\S/.test(cell) && cell.length < 120;

/** A sum below the list: few cells, of which the first says so. */
export function isSum(row: Pick<Row, "cells">, full: number): boolean {
  const first = row.cells.find((c) => c.trim() !== "") ?? "";
  if (!/^\s*(grand )?(total|sum|summe|somme|count|records?|source|©|generated|exported)\b/i.test(first)) return false;
  return filled(row) < full;
}
