// What there is to say of each column: how full it is, how its cells were
// understood, and which were not.

import type { Checklist } from "../checklist/model";
import { hasTwo } from "../checklist/written";
import { isRead } from "./columns";
import { read, type Mapping } from "./rank";
import type { Table } from "./table";
import { isNoData, turnedBack } from "./value";

/** What was seen in one column. */
export interface Look {
  filled: number;
  /** How many of its cells are answers. What is neither an answer nor bad is unknown. */
  read: number;
  /** Three different values. */
  examples: string[];
  /** A cell that was understood, and as which answer. */
  understood?: { cell: string; answer: string };
  /** Cells that cannot be read: how many, and some different ones. */
  bad: { count: number; cells: string[] };
  /** Bands that had become dates: how many, and one of them. */
  turned: { count: number; cell: string };
  /** Dates of which nothing tells whether the day comes first: how many, and one of them. */
  open: { count: number; cell: string };
}

const examples = 3;
const differentBad = 8;

/** Looks at all cells; it yields now and then how many rows are seen. */
export function* looks(list: Checklist, table: Table, m: Mapping): Generator<number, Look[]> {
  const all: Look[] = table.headings.map(() => ({ filled: 0, read: 0, examples: [], bad: { count: 0, cells: [] }, turned: { count: 0, cell: "" }, open: { count: 0, cell: "" } }));
  for (const [at, row] of table.rows.entries()) {
    for (const [i, look] of all.entries()) {
      const cell = (row.cells[i] ?? "").trim();
      if (cell !== "") see(look, cell, list, m, i);
    }
    if (at % 200 === 199) yield at;
  }
  return all;
}

/** Whether nothing tells if the day comes first in this cell. */
export const isOpen = (m: Mapping, i: number, cell: string): boolean => m.measures[i] === "date" && m.styles[i]!.writing.first === "" && hasTwo(cell);

function see(look: Look, cell: string, list: Checklist, m: Mapping, i: number): void {
  look.filled++;
  if (look.examples.length < examples && !look.examples.includes(cell)) look.examples.push(cell);
  if (!isRead(m.roles[i]!)) return;
  const said = read(list, m, i, cell);
  if (said === "unknown" && isNoData(cell)) return;
  if (m.styles[i]!.dates && turnedBack(cell)) {
    look.turned.count++;
    look.turned.cell ||= cell;
  }
  if (isOpen(m, i, cell)) {
    look.open.count++;
    look.open.cell ||= cell;
  }
  if (typeof said === "object") {
    look.read++;
    look.understood ??= { cell, answer: said.answer };
  }
  if (said !== "unreadable") return;
  look.bad.count++;
  if (look.bad.cells.length < differentBad && !look.bad.cells.includes(cell)) look.bad.cells.push(cell);
}
