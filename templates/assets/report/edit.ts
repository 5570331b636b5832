// Fields in the plan of a report: when each recommendation is to be done, what became of
// it, and who does it. On paper its words stand in their place.

import { quarterWords } from "../checklist/days";
import { states, type Agreed } from "../checklist/runs";
import { element } from "../page/element";
import type { Report } from "./document";
import { quartersFrom, type Step } from "./plan";
import { agreedWords, stageWords } from "./words";
import * as t from "../words";

/** How many quarters are offered, this one the first. */
const offered = 6;

/** Where the fields stand among the cells of a row. */
const whenCell = 3;
const whoCell = 4;

/** Puts fields into the plan of a report that is shown; agree is told of each change, by the id of the criterion, and gives what is agreed now. */
export function editable(text: HTMLElement, { sections }: Report, today: string, agree: (id: string, change: Partial<Agreed>) => Agreed): void {
  const rows = text.querySelectorAll<HTMLTableRowElement>(".report-plan tbody tr");
  const steps = sections.find((s) => s.steps)?.steps ?? [];
  for (const [i, step] of steps.entries()) {
    const row = rows[i];
    if (row) new Fields(row, step, today, agree);
  }
}

/** The fields of one row. */
class Fields {
  private state = document.createElement("select");
  private quarter = document.createElement("select");
  private owner = Object.assign(document.createElement("input"), { type: "text", autocomplete: "off", maxLength: 200 });
  private said = [whenCell, whoCell].map(() => element("span", "plan-said"));

  constructor(
    row: HTMLTableRowElement,
    private step: Step,
    private today: string,
    private agree: (id: string, change: Partial<Agreed>) => Agreed,
  ) {
    this.state.append(...states.map((state) => new Option(stageWords({ state, quarter: "" }), state)));
    this.state.addEventListener("change", () => this.change(stated(this.state.value as Agreed["state"], this.agreed)));
    this.quarter.addEventListener("change", () => this.change(timed(this.quarter.value, this.agreed)));
    this.owner.addEventListener("change", () => this.change({ owner: this.owner.value.trim() || undefined }));
    this.put(row.cells[whenCell], 0, [this.quarter, "when", t.planState], [this.state, "state", t.planStage]);
    this.put(row.cells[whoCell], 1, [this.owner, "who", t.planOwner]);
    this.show();
  }

  private get agreed(): Agreed {
    return this.step.agreed;
  }

  private put(cell: HTMLElement | undefined, at: number, ...fields: [field: HTMLElement, key: string, words: string][]): void {
    for (const [field, key, words] of fields) {
      field.setAttribute("aria-label", `${words}: ${this.step.criterion.recommend!}`);
      field.dataset.key = `${this.step.criterion.id} ${key}`;
    }
    cell?.replaceChildren(this.said[at]!, element("span", "plan-fields screen-only", ...fields.map(([field]) => field)));
  }

  private change(change: Partial<Agreed>): void {
    this.step.agreed = this.agree(this.step.criterion.id, change);
    this.show();
  }

  private show(): void {
    const { state, quarter = "", owner = "" } = this.agreed;
    const quarters = [...new Set([...quartersFrom(this.today, offered), ...(quarter ? [quarter] : [])])].sort(); // what is chosen is among them, though its time has passed
    this.quarter.replaceChildren(new Option(t.noQuarter, ""), ...quarters.map((q) => new Option(quarterWords(q), q)));
    this.quarter.value = quarter;
    this.state.value = state;
    this.owner.value = owner;
    this.said[0]!.textContent = agreedWords(this.agreed);
    this.said[1]!.textContent = owner;
  }
}

/** What a quarter says of a state: that what was open is planned. */
const timed = (quarter: string, { state }: Agreed): Partial<Agreed> => ({ quarter: quarter || undefined, state: quarter && state === "open" ? "planned" : state });

/** What a state says of a quarter: what is open or declined has none. */
const stated = (state: Agreed["state"], { quarter }: Agreed): Partial<Agreed> => ({ state, quarter: state === "planned" || state === "done" ? quarter : undefined });
