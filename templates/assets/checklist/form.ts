// The boxes of one criterion: what they say as an answer, and the other way.

import { boxesOf } from "./kinds";
import type { Criterion } from "./model";

/** The box of "n/a", which stands apart from the others. */
export const naBox = (box: HTMLElement, c: Criterion): HTMLInputElement | null | undefined => box.closest(".criterion")?.querySelector(`[name="${c.id}.na"]`);

const fieldsIn = (box: HTMLElement, c: Criterion): HTMLInputElement[] => [...box.querySelectorAll<HTMLInputElement>(`[name="${c.id}"]`)];

/** The answer that the boxes give; undefined when what is typed cannot be read. */
export function answerIn(box: HTMLElement, c: Criterion): string | undefined {
  return naBox(box, c)?.checked ? "na" : boxesOf(c).answer(c, fieldsIn(box, c), box);
}

/** Sets the boxes to an answer. */
export function fill(box: HTMLElement, c: Criterion, answer: string): void {
  const na = naBox(box, c);
  if (na) na.checked = answer === "na";
  const value = answer === "na" && na ? "" : answer;
  for (const field of fieldsIn(box, c)) boxesOf(c).fill(c, field, value, box);
  const rest = box.querySelector<HTMLInputElement>(`[name="${c.id}.rest"]`);
  if (rest) rest.checked = value !== "" && !value.split(",").includes("?");
}
