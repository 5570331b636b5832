// The sheet of one lead: why it has its score, and what the reader records of it.
// Opening it changes nothing.

import { now, onceICS } from "../checklist/calendar";
import { figure, verdictWords } from "../checklist/words";
import { answerOf, score, type Part } from "../checklist/score";
import { mayChange, receiptRows } from "../checklist/receipt";
import type { Checklist } from "../checklist/model";
import { stateOf, type Call } from "./calls";
import { field } from "./field";
import { signs, stands, stateName, states, type State } from "./states";
import type { Lead, Mapping } from "./rank";
import type { Table } from "./table";
import { download } from "../page/download";
import { element } from "../page/element";
import * as t from "../words";

/** What the sheet asks of the list that it belongs to. */
export interface Acts {
  /** Records what the reader says of a lead; answers come to those there are. */
  record(l: Lead, change: Partial<Call>): void;
  /** Takes back what was recorded last. */
  undo(): void;
  /** The address of the scorecard with the answers of a lead. */
  address(l: Lead): string;
  /** The verdict that the list alone has of a lead; "" where the score tells. */
  verdict(l: Lead): string;
}

/** The dialog of one lead. */
export class LeadSheet {
  private lead: Lead | undefined;

  constructor(
    private dialog: HTMLDialogElement,
    private list: Checklist,
    private today: () => string,
    private acts: Acts,
  ) {
    this.find(".why-close").addEventListener("click", () => dialog.close());
    this.find(".why-undo").addEventListener("click", () => acts.undo());
    this.find(".why-states").append(...states.map((state) => this.button(state)));
    const note = this.find<HTMLTextAreaElement>(".call-note");
    note.addEventListener("change", () => this.lead && acts.record(this.lead, { note: note.value.trim() }));
    const day = this.find<HTMLInputElement>(".call-day");
    day.addEventListener("change", () => this.lead && day.value && acts.record(this.lead, { state: "back", day: day.value }));
    this.find(".call-file").addEventListener("click", () => this.lead && day.value && download("call-back.ics", "text/calendar", callBack(this.lead, day.value, note.value)));
    const left = (): void => void (dialog.open && (document.activeElement as HTMLElement | null)?.blur()); // what is half written is taken
    dialog.addEventListener("cancel", left);
    addEventListener("pagehide", left);
  }

  private find<E extends HTMLElement = HTMLElement>(part: string): E {
    return this.dialog.querySelector<E>(part)!;
  }

  private button(state: State | ""): HTMLElement {
    const b = element("button", "pill", state === "" ? stateName(state) : `${signs[state]} ${stateName(state)}`);
    Object.assign(b, { type: "button", value: state });
    b.addEventListener("click", () => this.lead && this.acts.record(this.lead, stands(this.lead.call, state, this.today())));
    return b;
  }

  /** Opens the sheet of a lead. */
  open(l: Lead, table: Table, m: Mapping): void {
    this.lead = l;
    this.tell("");
    this.set("h2", l.name || `${l.row.line}`);
    this.set(".why-place", [l.contact, l.place].filter(Boolean).join(", "));
    this.find(".why-reach").replaceChildren(...reach(l));
    const cells = (p: Part): string[] => m.roles.flatMap((r, i) => ("id" in r && r.id === p.criterion.id && l.row.cells[i]?.trim() ? [`${table.headings[i]}: ${l.row.cells[i]!.trim().slice(0, 60)}`] : []));
    this.asks = () => this.find("table").replaceChildren(
      ...receiptRows(score(this.list, this.lead!.answers, this.today()), (p) => {
        const { criterion: c } = p;
        const asked = field(c, answerOf(c, this.lead!.answers), (answer) => this.acts.record(this.lead!, { answers: { [c.id]: answer } }));
        return [element("td", "", asked, ...cells(p).map((cell) => element("small", "", cell)))];
      }),
    );
    this.fill();
    if (!this.dialog.open) this.dialog.showModal();
  }

  private asks = (): void => undefined; // writes the questions of the lead that is open

  private set(part: string, text: string): void {
    const line = this.find(part);
    line.textContent = text;
    line.hidden = text === "";
  }

  /** Fills all fields with what is recorded. */
  private fill(): void {
    const { call, note } = this.lead!;
    this.find<HTMLTextAreaElement>(".call-note").value = call?.note ?? note ?? "";
    this.asks();
    this.stand();
  }

  /** Shows how the lead stands; fields that may be in use are left alone. */
  private stand(): void {
    const l = this.lead!;
    const s = score(this.list, l.answers, this.today());
    for (const b of this.dialog.querySelectorAll<HTMLButtonElement>(".why-states button")) b.setAttribute("aria-pressed", String(b.value === stateOf(l)));
    this.find(".why-back").hidden = stateOf(l) !== "back";
    this.find<HTMLInputElement>(".call-day").value = l.call?.day ?? "";
    this.set(".why-verdict", `${figure(s)} · ${this.acts.verdict(l) || verdictWords(this.list, s.verdict)}`);
    this.set(".may-change", mayChange(this.list, s, l.answers, this.today()));
    const rows = this.find("table").querySelectorAll("tr");
    for (const [i, fresh] of receiptRows(s, () => []).entries()) rows[i]?.lastElementChild?.replaceWith(fresh.lastElementChild!);
    this.find<HTMLAnchorElement>(".why-open").href = this.acts.address(l);
  }

  /** Follows what has become of the leads: of the one that is open, and all of it where it was taken back. */
  follow(all: Lead[], takenBack: boolean): void {
    const found = this.dialog.open && all.find((l) => l.row === this.lead?.row);
    if (!found) return;
    this.lead = found;
    if (takenBack) this.fill();
    else this.stand();
  }

  /** Says what became of what the reader recorded. */
  tell(words: string, undoable = false): void {
    this.find(".why-told span").textContent = words;
    this.find(".why-undo").hidden = !undoable;
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
