// The columns of a list, each with three of its values, what it means and how
// its cells were understood.

import { criterion, type Checklist } from "../checklist/model";
import { inWords } from "../checklist/words";
import { isRead, plain, type Role } from "./columns";
import type { Look } from "./looks";
import type { Outcome } from "./outcome";
import { columnAt, columnsOf, type Mapping, type Means } from "./rank";
import { readerOf, wordFields, yesNo, type Field } from "./readers";
import { stateWords, type State } from "./states";
import type { Table } from "./table";
import { element } from "../page/element";
import * as t from "../words";

/** What a column may be for, in words. */
const called: Record<(typeof plain)[number], string> = { keep: t.keepColumn, name: t.nameColumn, place: t.placeColumn, phone: t.phoneColumn, email: t.emailColumn, contact: t.contactColumn, web: t.webColumn, recordId: t.idColumn, outcome: t.cameOut, state: t.stateColumn, callBack: t.dayColumn, note: t.noteColumn };

const ended: Record<Outcome, string> = { won: t.won, lost: t.lost, open: t.stillOpenRun };

/** The part of the page that explains the columns. */
export class Columns {
  private opened = new Set<number>(); // the columns whose reading the reader is changing

  constructor(
    private list: Checklist,
    private root: HTMLElement,
    private mean: (means: Means[]) => void,
  ) {}

  /** Shows the columns of a list, with what was seen in them. */
  show(name: string, table: Table, m: Mapping, looks: Look[]): void {
    const facts = this.root.querySelector(".list-facts")!;
    facts.querySelector("strong")!.textContent = name;
    facts.querySelector("span")!.textContent = [t.listFacts(table.rows.length, table.headings.length), ...(table.skipped > 0 ? [t.linesSkipped(table.skipped)] : [])].join(" · ");
    const focus = (document.activeElement as HTMLElement | null)?.dataset.column;
    this.root.querySelector("tbody")!.replaceChildren(...table.headings.map((heading, i) => this.row(heading, i, table, m, looks[i]!)));
    if (focus) this.root.querySelector<HTMLElement>(`[data-column="${focus}"]`)?.focus();
    const asked = new Set(m.roles.map((r) => (r.is === "criterion" || r.is === "option" ? r.id : "")));
    const missing = this.list.criteria.filter((c) => !asked.has(c.id)).map((c) => c.ask);
    this.root.querySelector(".list-missing")!.textContent = missing.length > 0 ? t.notInFile(missing.join(", ")) : "";
    this.root.querySelector(".list-rank")!.textContent = t.rankRows(table.rows.length);
  }

  private row(heading: string, i: number, table: Table, m: Mapping, look: Look): HTMLElement {
    const tr = document.createElement("tr");
    const head = element("th", "", heading || `${i + 1}`);
    head.scope = "row";
    const three = element("td", "examples", ...look.examples.map((e) => element("span", "", e.slice(0, 60))));
    tr.append(head, three, element("td", "", this.choice(heading, i, m)), element("td", "", ...this.understood(table, i, m, look)), element("td", "", this.filled(table, i, m, look)));
    return tr;
  }

  /** How full a column is; of one that is read, what became of each row. */
  private filled(table: Table, i: number, m: Mapping, look: Look): string {
    return isRead(m.roles[i]!) ? t.cellsOf(look.read, table.rows.length - look.read - look.bad.count, look.bad.count) : look.filled.toLocaleString(t.language);
  }

  /** The field in which a column's meaning is chosen. */
  private choice(heading: string, i: number, m: Mapping): HTMLSelectElement {
    const roles: { words: string; role: Role }[] = plain.map((is) => ({ words: called[is], role: { is } }));
    for (const c of this.list.criteria) {
      roles.push({ words: c.ask, role: { is: "criterion", id: c.id } });
      for (const o of readerOf(c).parts(c)) roles.push({ words: t.optionOf(c.ask, o.label), role: { is: "option", id: c.id, option: o.id } });
    }
    const select = document.createElement("select");
    select.dataset.column = String(i);
    const now = JSON.stringify(m.roles[i]);
    select.append(...roles.map(({ words, role }) => new Option(words, JSON.stringify(role), false, JSON.stringify(role) === now)));
    select.classList.toggle("kept", m.roles[i]!.is === "keep");
    select.setAttribute("aria-label", heading || String(i + 1));
    select.addEventListener("change", () => this.set(m, i, { role: JSON.parse(select.value) as Role }));
    return select;
  }

  private set(m: Mapping, i: number, means: Means): void {
    this.mean(m.means.map((before, at) => (at === i ? means : before)));
  }

  /** Says of a column that is read how one cell was understood, and which are not. */
  private understood(table: Table, i: number, m: Mapping, look: Look): Node[] {
    const role = m.roles[i]!;
    if (!isRead(role)) return [];
    const lines: Node[] = [];
    const line = (text: string, className = ""): void => void lines.push(element("p", className, text));
    const said = look.understood;
    line(said ? t.understood(said.cell, this.inWords(role, said.answer)) : t.nothingUnderstood);
    const all = columnsOf(m, role);
    if (m.alike[i]) line(t.headingTwice, "mind");
    if (all.length > 1) lines.push(this.first(table, i, m, all));
    if (look.turned.count > 0) line(t.cellsTurned(look.turned.count, look.turned.cell), "mind");
    if (look.open.count > 0) line(t.datesOpen(look.open.count, look.open.cell), "mind");
    if (look.bad.count > 0) line(t.cellsUnread(look.bad.count, look.bad.cells[0]!.slice(0, 40)), "mind");
    lines.push(...this.change(i, m, look));
    return lines;
  }

  private inWords(role: Role, answer: string): string {
    if (role.is === "criterion") return inWords(criterion(this.list, role.id)!, answer);
    return role.is === "outcome" ? ended[answer as Outcome] : role.is === "state" ? stateWords(answer as State) : answer;
  }

  /** Asks which of several columns of one role counts first. */
  private first(table: Table, i: number, m: Mapping, all: number[]): HTMLElement {
    const role = m.roles[i]!;
    const radio = element("input", "");
    Object.assign(radio, { type: "radio", name: `fb-first-${role.is}${"id" in role ? role.id : ""}`, checked: all[0] === i && !m.alike[i] });
    radio.dataset.column = `${i} first`;
    radio.addEventListener("change", () => this.mean(m.means.map((x, at) => (all.includes(at) ? { ...x, first: at === i } : x))));
    return element("label", "first", radio, ` ${t.countsFirst} `, ...(all[0] === i || role.is === "phone" ? [] : [element("span", "", t.whereOtherSilent(table.headings[all[0]!]!))]));
  }

  /** Fields in which the reader says how a column writes. */
  private change(i: number, m: Mapping, look: Look): Node[] {
    const means = m.means[i]!;
    const fields = this.fields(i, m, look.bad.cells).map(({ label, options, now, set }) => {
      const select = document.createElement("select");
      select.dataset.column = `${i} ${label}`;
      select.append(...options.map(([text, value]) => new Option(text, value, false, value === now)));
      select.addEventListener("change", () => this.set(m, i, { ...means, ...set(select.value) }));
      return element("label", "", `${label} `, select);
    });
    if (fields.length === 0) return [];
    const details = element("details", "", element("summary", "", t.changeReading), ...fields);
    details.open = this.opened.has(i) || look.open.count > 0; // what is asked stands open
    details.addEventListener("toggle", () => (details.open ? this.opened.add(i) : this.opened.delete(i)));
    return [details];
  }

  private fields(i: number, m: Mapping, bad: string[]): Field[] {
    const role = m.roles[i]!;
    const column = columnAt(m, i);
    switch (role.is) {
      case "criterion": {
        const c = criterion(this.list, role.id)!;
        return readerOf(c).fields(c, column, bad);
      }
      case "option":
        return wordFields(yesNo, column, bad);
      case "outcome":
        return wordFields(Object.entries(ended).map(([value, words]) => [words, value]), column, bad);
      default:
        return [];
    }
  }
}
