// Why a row has its score: what its cells say, what each criterion gave, and
// what may still change it.

import { figure, inWords, verdictWords } from "../checklist/words";
import { answerOf, score } from "../checklist/score";
import { mayChange, receiptRows } from "../checklist/receipt";
import type { Checklist } from "../checklist/model";
import type { Lead, Mapping } from "./rank";
import type { Table } from "./table";
import { element } from "../page/element";

/** Opens the receipt of a lead; address is that of the scorecard with its answers, verdict how the list has it. */
export function showWhy(dialog: HTMLDialogElement, list: Checklist, table: Table, m: Mapping, l: Lead, today: string, address: string, verdict: string): void {
  const s = score(list, l.answers, today);
  const set = (part: string, text: string): void => {
    const line = dialog.querySelector<HTMLElement>(part)!;
    line.textContent = text;
    line.hidden = text === "";
  };
  set("h2", l.name || `${l.row.line}`);
  set(".why-place", l.place);
  set(".why-verdict", `${figure(s)} · ${verdict || verdictWords(list, s.verdict)}`);
  set(".may-change", mayChange(list, s, l.answers, today));
  set(".why-note", l.note ?? "");
  dialog.querySelector("table")!.replaceChildren(
    ...receiptRows(s, ({ criterion: c }) => {
      const answer = answerOf(c, l.answers);
      const cells = m.roles.flatMap((r, i) => (("id" in r && r.id === c.id && l.row.cells[i]?.trim()) ? [`${table.headings[i]}: ${l.row.cells[i]!.trim().slice(0, 60)}`] : []));
      return [element("td", "", inWords(c, answer), ...cells.map((cell) => element("small", "", cell)))];
    }),
  );
  dialog.querySelector<HTMLAnchorElement>(".why-open")!.href = address;
  dialog.showModal();
}
