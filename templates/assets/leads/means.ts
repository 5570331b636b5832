// The columns of a list, each with three of its values, what it means and how
// its cells were understood.

import type { Checklist } from "../checklist/model";
import { answerWords } from "../checklist/words";
import type { Role } from "./columns";
import { read, type Mapping } from "./rank";
import type { Table } from "./table";
import { isNoData, turnedBack } from "./value";
import * as t from "../words";

/** How many cells of a column are looked at for what is told of it. */
const looked = 5000;

/** The part of the page that explains the columns. */
export class Columns {
  constructor(
    private list: Checklist,
    private root: HTMLElement,
    private mean: (roles: Role[]) => void,
  ) {}

  /** Shows the columns of a list; filled counts their cells that hold something. */
  show(name: string, table: Table, m: Mapping, filled: number[]): void {
    const facts = this.root.querySelector(".list-facts")!;
    facts.querySelector("strong")!.textContent = name;
    facts.querySelector("span")!.textContent = [t.listFacts(table.rows.length, table.headings.length), ...(table.skipped > 0 ? [t.linesSkipped(table.skipped)] : [])].join(" · ");
    const focus = (document.activeElement as HTMLElement | null)?.dataset.column;
    this.root.querySelector("tbody")!.replaceChildren(...table.headings.map((heading, i) => this.row(heading, i, table, m, filled[i]!)));
    if (focus) this.root.querySelector<HTMLElement>(`[data-column="${focus}"]`)?.focus();
    const asked = new Set(m.roles.map((r) => (r.is === "criterion" || r.is === "option" ? r.id : "")));
    const missing = this.list.criteria.filter((c) => !asked.has(c.id)).map((c) => c.ask);
    this.root.querySelector(".list-missing")!.textContent = missing.length > 0 ? t.notInFile(missing.join(", ")) : "";
    this.root.querySelector(".list-rank")!.textContent = t.rankRows(table.rows.length);
  }

  private row(heading: string, i: number, table: Table, m: Mapping, filled: number): HTMLElement {
    const cells = table.rows.slice(0, looked).map((r) => (r.cells[i] ?? "").trim()).filter((c) => c !== "");
    const examples = [...new Set(cells)].slice(0, 3);
    const tr = document.createElement("tr");
    const head = Object.assign(document.createElement("th"), { scope: "row", textContent: heading || `${i + 1}` });
    const three = Object.assign(document.createElement("td"), { className: "examples" });
    three.append(...examples.map((e) => Object.assign(document.createElement("span"), { textContent: e.slice(0, 60) })));
    const means = document.createElement("td");
    means.append(this.choice(heading, i, m));
    const understood = document.createElement("td");
    understood.append(...this.understood(i, cells, m));
    tr.append(head, three, means, understood, Object.assign(document.createElement("td"), { textContent: filled.toLocaleString(t.language) }));
    return tr;
  }

  /** The field in which a column's meaning is chosen. */
  private choice(heading: string, i: number, m: Mapping): HTMLSelectElement {
    const roles: { words: string; role: Role }[] = [{ words: t.keepColumn, role: { is: "keep" } }, { words: t.nameColumn, role: { is: "name" } }, { words: t.placeColumn, role: { is: "place" } }];
    for (const c of this.list.criteria) {
      roles.push({ words: c.ask, role: { is: "criterion", id: c.id } });
      if (c.kind === "list") for (const o of c.options ?? []) roles.push({ words: t.optionOf(c.ask, o.label), role: { is: "option", id: c.id, option: o.id } });
    }
    const select = document.createElement("select");
    select.dataset.column = String(i);
    const now = JSON.stringify(m.roles[i]);
    select.append(...roles.map(({ words, role }) => new Option(words, JSON.stringify(role), false, JSON.stringify(role) === now)));
    select.classList.toggle("kept", m.roles[i]!.is === "keep");
    select.setAttribute("aria-label", heading || String(i + 1));
    select.addEventListener("change", () => this.mean(m.roles.map((r, at) => (at === i ? (JSON.parse(select.value) as Role) : r))));
    return select;
  }

  /** Says of a column that is scored how one cell was understood, and which are not. */
  private understood(i: number, cells: string[], m: Mapping): Node[] {
    const role = m.roles[i]!;
    if (role.is !== "criterion" && role.is !== "option") return [];
    const c = this.list.criteria.find((x) => x.id === role.id)!;
    const lines: Node[] = [];
    const line = (text: string, className = ""): void => void lines.push(Object.assign(document.createElement("p"), { textContent: text, className }));
    const read1 = cells.find((cell) => typeof read(this.list, m, i, cell) === "object");
    const said = read1 === undefined ? undefined : read(this.list, m, i, read1);
    line(typeof said === "object" ? t.understood(read1!, role.is === "option" ? said.answer : `${answerWords(c, said.answer).replace(/\d{4,}/g, (n) => Number(n).toLocaleString(t.language))} ${c.kind === "number" ? (c.unit ?? "") : ""}`.trim()) : t.nothingUnderstood);
    const turned = m.styles[i]!.dates ? cells.filter((cell) => turnedBack(cell)) : [];
    if (turned.length > 0) line(t.cellsTurned(turned.length, turned[0]!), "mind");
    const bad = cells.filter((cell) => !isNoData(cell) && read(this.list, m, i, cell) === "unreadable");
    if (bad.length > 0) line(t.cellsUnread(bad.length, bad[0]!.slice(0, 40)), "mind");
    return lines;
  }
}
