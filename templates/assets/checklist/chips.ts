// The chips behind a field that is typed into: they bound what is typed, or say
// that nothing is known.

import { bound, spanWords, unbound, type Bounding } from "./numbers";
import * as t from "../words";

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
export function bounded(answer: string | undefined, chip: Chip): string | undefined {
  if (chip === "?") return answer === "" ? "?" : answer;
  return answer === undefined ? undefined : bound(answer, chip);
}

/** Shows a number as it is typed, and its bounding as a pressed chip. */
export function fillNumber(box: HTMLElement, input: HTMLInputElement, answer: string): void {
  const parts = unbound(answer);
  press(box, answer === "?" ? "?" : (parts?.by ?? ""));
  input.value = parts ? parts.number : answer && answer !== "?" ? answer === "na" ? t.na : spanWords(answer) : "";
}
