// Runs side by side.

import { element } from "../page/element";
import { lists } from "./lists";
import { short, type Checklist } from "./model";
import type { Run } from "./runs";
import { answerOf, rank, score } from "./score";
import { told } from "./words";
import * as t from "../words";

/** Sets runs side by side in a table, the best first: what differs stands out. names has what to call each. It gives how many rows are alike. */
export function compare(table: HTMLTableElement, list: Checklist, runs: Run[], names: string[], today: string): number {
  const scores = runs.map((r) => score(list, r.answers, today));
  const { scored, compared } = lists[list.kind];
  const order = scored ? rank(list, scores) : runs.map((_, i) => i);
  const heads = order.map((i) => Object.assign(element("th", "", names[i]!), { scope: "col" }));
  const row = (head: string, value: (i: number) => string): HTMLTableRowElement => {
    const values = order.map(value);
    const differ = values.some((v) => v !== values[0]);
    const cells = values.map((v, at) => {
      const cell = element("td", differ && v !== t.unknown ? "differs" : "", v);
      cell.dataset.of = names[order[at]!]!; // which a narrow page writes before it
      return cell;
    });
    return element("tr", differ ? "" : "alike", Object.assign(element("th", "", head), { scope: "row" }), ...cells);
  };
  const rows = compared.map(([head, of]) => row(head, (i) => of(list, scores[i]!, runs[i]!.answers, today)));
  for (const c of list.criteria) rows.push(row(short(c), (i) => told(c, answerOf(c, runs[i]!.answers))));
  table.replaceChildren(element("thead", "", element("tr", "", element("td", ""), ...heads)), element("tbody", "", ...rows));
  return rows.filter((r) => r.className === "alike").length;
}
