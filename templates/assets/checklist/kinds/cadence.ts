// How long ago it was done: an answer is the last day.

import { isDate, within } from "../dates";
import { dueWords } from "../due";
import { point } from "../interval";
import { maybe, number, text } from "../shape";
import type { CadenceCriterion } from "../types";
import { asWritten, chosen, isTyped, noUnit, type Boxes, type Kind, type Line, type Typed } from "./kind";
import { element } from "../../page/element";
import * as t from "../../words";

/** What is read of such a criterion, beside what all have. */
export const fields = { count: maybe(number), every: maybe(text) };

export const kind: Kind<CadenceCriterion> = {
  input: "day",
  read(c, text, today) {
    if (text === "no") return point(0);
    return isDate(text) ? point(within(text, c.every ?? "", today) ? 1 : 0) : undefined;
  },
  unknown: () => ({ low: 0, high: 1 }),
  credit: (_, v) => (v >= 1 ? 1 : 0),
  ideal: () => [1, Infinity],
  yes: () => [1, Infinity],
  step: 1,
  say: (_, answer) => (answer === "no" ? t.never : answer),
  unit: noUnit,
  dated: true,
};

export const typed: Typed<CadenceCriterion> = asWritten;

export const line: Line<CadenceCriterion> = { options: isTyped, type: "date" };

export const boxes: Boxes<CadenceCriterion> = {
  answer: (c, fields) => chosen(c, fields) || (fields[0]?.value ?? ""),
  fill(_, field, answer) {
    if (field.type === "radio") field.checked = field.value === answer;
    else field.value = isDate(answer) ? answer : "";
  },
  beside(c, box, last, _, today) {
    box.querySelector("[type=date]")?.classList.toggle("none", !isDate(last)); // which paper leaves blank
    const line = box.querySelector<HTMLElement>(".due-next");
    line?.replaceChildren();
    if (!line || !isDate(last)) return;
    const button = Object.assign(element("button", "to-calendar", t.addToCalendar), { type: "button" });
    line.append(dueWords(c, last, today), " ", button);
  },
  wants: "",
  offers: [],
};
