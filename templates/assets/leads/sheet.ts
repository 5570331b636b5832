// The sheet of one lead: why it has its score, and what the reader records of it.
// Opening it changes nothing.

import { now, onceICS } from "../checklist/calendar";
import { figure, inWords, verdictWords } from "../checklist/words";
import { answerOf, score } from "../checklist/score";
import { mayChange, receiptRows } from "../checklist/receipt";
import { typedAs } from "../checklist/kinds";
import type { Checklist, Criterion } from "../checklist/model";
import { takes, type Call } from "./calls";
import type { Lead, Mapping } from "./rank";
import type { Table } from "./table";
import { download } from "../page/download";
import { element } from "../page/element";
import * as t from "../words";

/** The dialog of one lead. */
export class LeadSheet {
  private lead: Lead | undefined;

  /** record writes down what the reader says of a lead. */
  constructor(
    private dialog: HTMLDialogElement,
    private list: Checklist,
    private today: () => string,
    private record: (l: Lead, change: Partial<Call>) => void,
  ) {
    dialog.querySelector(".why-close")!.addEventListener("click", () => dialog.close());
    const note = dialog.querySelector<HTMLTextAreaElement>(".call-note")!;
    note.addEventListener("change", () => this.lead && this.record(this.lead, { note: note.value.trim() }));
    const day = dialog.querySelector<HTMLInputElement>(".call-day")!;
    day.addEventListener("change", () => this.lead && this.record(this.lead, day.value ? { state: "back", day: day.value } : { day: undefined }));
    dialog.querySelector(".call-file")!.addEventListener("click", () => this.lead && day.value && download("call-back.ics", "text/calendar", callBack(this.lead, day.value, note.value)));
  }

  /** Opens the sheet of a lead; address is that of the scorecard with its answers, verdict how the list has it. */
  open(l: Lead, table: Table, m: Mapping, address: string, verdict: string): void {
    const { dialog } = this;
    this.lead = l;
    const s = score(this.list, l.answers, this.today());
    const set = (part: string, text: string): void => {
      const line = dialog.querySelector<HTMLElement>(part)!;
      line.textContent = text;
      line.hidden = text === "";
    };
    set("h2", l.name || `${l.row.line}`);
    set(".why-place", [l.contact, l.place].filter(Boolean).join(", "));
    set(".why-verdict", `${figure(s)} · ${verdict || verdictWords(this.list, s.verdict)}`);
    set(".may-change", mayChange(this.list, s, l.answers, this.today()));
    dialog.querySelector(".why-reach")!.replaceChildren(...reach(l));
    dialog.querySelector<HTMLTextAreaElement>(".call-note")!.value = l.call?.note ?? l.note ?? "";
    dialog.querySelector<HTMLInputElement>(".call-day")!.value = l.call?.day ?? "";
    dialog.querySelector("table")!.replaceChildren(
      ...receiptRows(s, ({ criterion: c }) => {
        const cells = m.roles.flatMap((r, i) => (("id" in r && r.id === c.id && l.row.cells[i]?.trim()) ? [`${table.headings[i]}: ${l.row.cells[i]!.trim().slice(0, 60)}`] : []));
        return [element("td", "", this.field(l, c), ...cells.map((cell) => element("small", "", cell)))];
      }),
    );
    dialog.querySelector<HTMLAnchorElement>(".why-open")!.href = address;
    if (!dialog.open) dialog.showModal();
  }

  /** The field in which an answer is given; of a kind that has no words of its own, the answer alone. */
  private field(l: Lead, c: Criterion): HTMLElement {
    const answer = answerOf(c, l.answers);
    const give = (said: string): void => this.record(l, { answers: { [c.id]: said } });
    if (c.kind === "yesno") {
      const select = element("select", "");
      select.append(new Option(t.unknown, "?"), new Option(t.yes, "yes"), new Option(t.no, "no"));
      select.value = answer === "yes" || answer === "no" ? answer : "?";
      select.setAttribute("aria-label", c.ask);
      select.addEventListener("change", () => give(select.value));
      return select;
    }
    if (c.kind !== "number" && c.kind !== "date") return element("span", "", inWords(c, answer));
    const field = Object.assign(element("input", ""), { type: "text", value: answer && answer !== "?" ? inWords(c, answer) : "", placeholder: t.unknown, autocomplete: "off" });
    field.setAttribute("aria-label", c.ask);
    field.addEventListener("change", () => {
      const said = typedAs(c, field.value.trim()) ?? "";
      const fits = field.value.trim() === "" || takes(this.list, c.id, said);
      field.setAttribute("aria-invalid", String(!fits));
      if (fits) give(said || "?");
    });
    return field;
  }
}

/** All ways to reach a lead. */
function reach(l: Lead): HTMLElement[] {
  const link = (words: string, href: string): HTMLElement => Object.assign(element("a", "", words), { href });
  const phones = l.phones.map((p) => (p.tel ? link(p.say, p.tel) : element("span", "", p.say)));
  const web = l.web ? [Object.assign(link(l.web.replace(/^https?:\/\//, ""), l.web), { target: "_blank", rel: "noopener noreferrer" })] : [];
  return [...phones, ...(l.email ? [link(l.email, `mailto:${encodeURIComponent(l.email)}`)] : []), ...web];
}

/** The day on which to call a lead back, for a calendar. */
function callBack(l: Lead, day: string, note: string): string {
  const said = [l.phones[0]?.say ?? "", note].filter(Boolean).join("\n");
  return onceICS(`${day}-${encodeURIComponent(l.name).slice(0, 60)}`, day, `${t.callBack}: ${l.name}`, said, now());
}
