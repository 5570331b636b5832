// What `fieldbook score` runs: the page's own reader and scorer, in an engine
// without a browser.

import type { Checklist } from "../checklist/model";
import { parse, separatorOf, write, type Row } from "./csv";
import { looks } from "./looks";
import { added, addedTo, cellsOf, leads, mapping, type Lead } from "./rank";
import { table } from "./table";
import { rank } from "../checklist/score";

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
  /** The columns whose dates have two readings, with how many, and one of them. */
  open: string[];
  lines: { leads: number; skipped: number };
}

function finish<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

Object.assign(globalThis, {
  fieldbookScore(model: string, text: string, today: string): string {
    const list = JSON.parse(model) as Checklist;
    const separator = separatorOf(text);
    const records: Row[] = finish(parse(text, separator));
    const read = table(records, separator);
    const m = mapping(list, read);
    const all: Lead[] = finish(leads(list, read, m, today));
    const seen = finish(looks(list, read, m));
    const order = rank(list, all.map((l) => l.score)).map((i) => all[i]!);
    const result: Result = {
      csv: write([[...read.headings, ...added], ...order.map((l) => [...cellsOf(read, l), ...addedTo(list, l)])], read.separator),
      leads: order.map((l) => {
        const [, , verdict, missing, next] = addedTo(list, l) as [string, string, string, string, string];
        return { line: l.row.line, name: l.name, low: l.score.low, high: l.score.high, verdict, missing, next };
      }),
      columns: m.roles.flatMap((r, i) => (r.is === "criterion" ? [`${read.headings[i]}: ${r.id}`] : r.is === "option" ? [`${read.headings[i]}: ${r.id}, ${r.option}`] : [])),
      unused: read.headings.filter((_, i) => m.roles[i]!.is === "keep"),
      unreadable: all.flatMap((l) => l.unreadable.map((i) => `line ${l.row.line}, ${read.headings[i]}: ${l.row.cells[i]}`)),
      open: seen.flatMap(({ open }, i) => (open.count > 0 ? [`${read.headings[i]}: ${open.count}, such as ${open.cell}`] : [])),
      lines: { leads: all.length, skipped: read.skipped },
    };
    return JSON.stringify(result);
  },
});
