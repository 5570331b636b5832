// The boxes of one criterion: what they say as an answer, and the other way.

import { readable, typed } from "./answer";
import type { Criterion } from "./model";
import { answerWords } from "./words";

/** The answer that the boxes give; undefined when what is typed is no number. */
export function answerIn(box: HTMLElement, c: Criterion): string | undefined {
  if (box.querySelector<HTMLInputElement>(`[name="${c.id}.na"]`)?.checked) return "na";
  const inputs = [...box.querySelectorAll<HTMLInputElement>(`[name="${c.id}"]`)];
  switch (c.kind) {
    case "yesno":
      return inputs.find((i) => i.checked)?.value ?? "";
    case "number": {
      const answer = typed(inputs[0]?.value ?? "", c.unit);
      return answer !== undefined && readable(c, answer) ? answer : undefined;
    }
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

/** Sets the boxes to an answer. */
export function fill(box: HTMLElement, c: Criterion, answer: string): void {
  const na = box.querySelector<HTMLInputElement>(`[name="${c.id}.na"]`);
  if (na) na.checked = answer === "na";
  const value = answer === "na" && na ? "" : answer;
  const ids = value.split(",");
  for (const input of box.querySelectorAll<HTMLInputElement>(`[name="${c.id}"]`)) {
    switch (c.kind) {
      case "yesno":
      case "list":
        input.checked = ids.includes(input.value);
        break;
      case "number":
        input.value = value && value !== "?" ? answerWords(c, value) : "";
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
