// Fields in the plan of a report: when each recommendation is to be done, and by whom.

import type { Agreed } from "../checklist/runs";
import type { Report } from "./document";
import { quartersFrom } from "./plan";
import { stageWords } from "./words";
import * as t from "../words";

/** How many quarters are offered, this one the first. */
const offered = 6;

/** Where the two fields stand among the cells of a row. */
const whenCell = 3;
const whoCell = 4;

/** Puts fields into the plan of a report that is shown; agree is told of each change, by the id of the criterion. */
export function editable(text: HTMLElement, { sections }: Report, today: string, agree: (id: string, change: Partial<Agreed>) => void): void {
  const rows = text.querySelectorAll<HTMLTableRowElement>(".report-plan tbody tr");
  const steps = sections.find((s) => s.steps)?.steps ?? [];
  for (const [i, { criterion: c, agreed }] of steps.entries()) {
    const cells = rows[i]?.cells;
    if (!cells) continue;
    const when = document.createElement("select");
    const choices = choicesOf(agreed, today);
    when.append(...choices.map(([value, words]) => new Option(words, value)));
    when.value = valueOf(agreed);
    when.addEventListener("change", () => agree(c.id, read(when.value, agreed)));
    const who = Object.assign(document.createElement("input"), { type: "text", value: agreed.owner ?? "", autocomplete: "off", maxLength: 200 });
    who.addEventListener("change", () => agree(c.id, { owner: who.value.trim() || undefined }));
    for (const [field, at, words] of [[when, whenCell, t.planState], [who, whoCell, t.planOwner]] as const) {
      field.setAttribute("aria-label", `${words}: ${c.recommend!}`);
      field.dataset.key = `${c.id} ${at}`;
      cells[at]!.replaceChildren(field);
    }
  }
}

const valueOf = ({ state, quarter }: Agreed): string => (state === "planned" ? (quarter ?? state) : state);

/** What was chosen: a quarter, or a state; one that is done keeps the quarter that it was planned for. */
function read(value: string, agreed: Agreed): Partial<Agreed> {
  if (/-Q/.test(value)) return { state: "planned", quarter: value };
  return { state: value as Agreed["state"], quarter: value === "done" ? agreed.quarter : undefined };
}

/** All that may be chosen, with its words: what is chosen is among it, though its time has passed. */
function choicesOf(agreed: Agreed, today: string): [string, string][] {
  const quarters = [...new Set([...quartersFrom(today, offered), ...(agreed.quarter ? [agreed.quarter] : [])])].sort();
  return [
    ["open", t.stageOpen],
    ...quarters.map((quarter): [string, string] => [quarter, stageWords({ state: "planned", quarter })]),
    ["planned", t.stagePlanned],
    ["done", t.stageDone],
    ["declined", t.stageDeclined],
  ];
}
