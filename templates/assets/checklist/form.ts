// The boxes of one criterion: what they say as an answer, and the other way.

import { bound, readable, typed, unbound, type Bounding } from "./answer";
import { typedDates } from "./dates";
import type { Criterion } from "./model";
import { answerWords } from "./words";

/** The box of "n/a", which stands apart from the others. */
const naBox = (c: Criterion): HTMLInputElement | null => document.querySelector(`[name="${c.id}.na"]`);

/** The answer that the boxes give; undefined when what is typed is no number. */
export function answerIn(box: HTMLElement, c: Criterion): string | undefined {
  if (naBox(c)?.checked) return "na";
  const inputs = [...box.querySelectorAll<HTMLInputElement>(`[name="${c.id}"]`)];
  switch (c.kind) {
    case "yesno":
    case "choice":
      return inputs.find((i) => i.checked)?.value ?? "";
    case "number": {
      const answer = bounded(typed(inputs[0]?.value ?? "", c.unit), pressed(box));
      return answer !== undefined && readable(c, answer) ? answer : undefined;
    }
    case "date":
      return bounded(typedDates(inputs[0]?.value ?? ""), pressed(box));
    case "cadence":
      return inputs[0]?.value ?? "";
    case "list": {
      const ticked = inputs.filter((i) => i.checked).map((i) => i.value);
      const all = box.querySelector<HTMLInputElement>(`[name="${c.id}.rest"]`)?.checked ?? false;
      if (ticked.length === 0) return all ? "none" : "";
      return ticked.join(",") + (all || ticked.length === inputs.length ? "" : ",?");
    }
  }
}

/** The chips behind a field: its boundings, and that nothing is known. */
export type Chip = Bounding | "?";

/** The chip that is pressed. */
export function pressed(box: HTMLElement): Chip {
  return (box.querySelector<HTMLElement>(".chip[aria-pressed=true]")?.dataset.chip ?? "") as Chip;
}

/** Presses a chip, and lets the others go. */
export function press(box: HTMLElement, chip: Chip): void {
  for (const other of box.querySelectorAll<HTMLElement>(".chip")) other.setAttribute("aria-pressed", String(other.dataset.chip === chip));
}

/** What a chip makes of a number that is typed. */
function bounded(answer: string | undefined, chip: Chip): string | undefined {
  if (chip === "?") return answer === "" ? "?" : answer;
  return answer === undefined ? undefined : bound(answer, chip);
}

/** Sets the boxes to an answer. */
export function fill(box: HTMLElement, c: Criterion, answer: string): void {
  const na = naBox(c);
  if (na) na.checked = answer === "na";
  const value = answer === "na" && na ? "" : answer;
  const ids = value.split(",");
  for (const input of box.querySelectorAll<HTMLInputElement>(`[name="${c.id}"]`)) {
    switch (c.kind) {
      case "yesno":
      case "choice":
      case "list":
        input.checked = ids.includes(input.value);
        break;
      case "number":
        fillNumber(box, input, c, value);
        break;
      case "date":
        press(box, value === "?" ? "?" : "");
        input.value = value === "?" ? "" : value;
        break;
      case "cadence":
        input.value = value;
        break;
      default:
        c satisfies never;
    }
  }
  const rest = box.querySelector<HTMLInputElement>(`[name="${c.id}.rest"]`);
  if (rest) rest.checked = value !== "" && !ids.includes("?");
}

/** Shows a number as it is typed, and its bounding as a pressed chip. */
export function fillNumber(box: HTMLElement, input: HTMLInputElement, c: Criterion, answer: string): void {
  const parts = unbound(answer);
  press(box, answer === "?" ? "?" : (parts?.by ?? ""));
  input.value = parts ? parts.number : answer && answer !== "?" ? answerWords(c, answer) : "";
}
