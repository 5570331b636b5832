// A number, or a span of numbers.

import { bounded, fillNumber, pressed } from "../chips";
import type { Interval } from "../interval";
import { ends, grouped, spanWords, typed as typedNumber } from "../numbers";
import type { NumberCriterion } from "../types";
import { isTyped, understood, type Boxes, type Kind, type Line, type Typed } from "./kind";
import { credit, ideal, within } from "./measured";
import { write } from "../../page/element";
import * as t from "../../words";

export { limits as fields } from "./measured";

export const kind: Kind<NumberCriterion> = {
  input: "number",
  limited: true,
  read,
  unknown: (c) => ({ low: least(c), high: Infinity }),
  credit,
  ideal,
  yes: within,
  say: (_, answer) => spanWords(answer),
  unit: (c) => c.unit ?? "",
};

export const typed: Typed<NumberCriterion> = (c, text) => typedNumber(text, c.unit);

export const line: Line<NumberCriterion> = { options: isTyped };

export const boxes: Boxes<NumberCriterion> = {
  answer(c, [field], box) {
    const answer = bounded(typedNumber(field?.value ?? "", c.unit), pressed(box));
    return answer === undefined || ["", "?", "na"].includes(answer) || read(c, answer) ? answer : undefined;
  },
  fill: (_, field, answer, box) => fillNumber(box, field, answer),
  beside(c, box, answer) {
    const typed = box.querySelector<HTMLInputElement>(`[name="${c.id}"]`)!.value.trim();
    const more = answer && answer !== "?" && answer !== "na" && answer !== typed;
    bounds(box);
    understood(box, more ? `${grouped(spanWords(answer))} ${c.unit ?? ""}`.trim() : "");
  },
  wants: t.writeNumber,
  offers: [],
};

/** The least of what nobody has said: 0, but where the limit is there or below, there are numbers below it. */
const least = (c: NumberCriterion): number => ((c.min ?? 1) <= 0 ? -Infinity : 0);

function read(c: NumberCriterion, text: string): Interval | undefined {
  const parts = ends(text);
  if (!parts) return undefined;
  const high = parts[1] === "" ? Infinity : Number(parts[1]);
  const low = parts[0] === "" ? Math.min(least(c), high) : Number(parts[0]);
  const sound = (low >= 0 || c.min !== undefined) && low <= high && low < Infinity && (high < Infinity || parts[1] === ""); // a loss is below a lower limit; without one it is no answer
  return sound ? { low, high } : undefined;
}

/** Says in the field what bounds its number, where its unit stands otherwise. */
function bounds(box: HTMLElement): void {
  const unit = box.querySelector<HTMLElement>(".unit");
  const field = box.querySelector("input");
  const chip = pressed(box);
  write(unit, chip === "" || chip === "?" ? unit?.dataset.unit ?? "" : (box.querySelector("[aria-pressed=true]")?.textContent ?? ""));
  if (field) field.placeholder = chip === "?" ? t.dontKnow : t.add;
  box.querySelector(".field")?.classList.toggle("none", !field?.value);
}
