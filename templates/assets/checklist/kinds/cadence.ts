// How long ago it was done: an answer is the last day.

import { dueWords, now, toICS } from "../calendar";
import { isDate, within } from "../dates";
import { point } from "../interval";
import { maybe, number, text } from "../shape";
import type { CadenceCriterion } from "../types";
import { asWritten, noUnit, type Boxes, type Kind, type Typed } from "./kind";
import { download } from "../../page/download";
import * as t from "../../words";

export const kind: Kind<CadenceCriterion> = {
  fields: { count: maybe(number), every: maybe(text) },
  read(c, text, today) {
    if (text === "no") return point(0);
    return isDate(text) ? point(within(text, c.every ?? "", today) ? 1 : 0) : undefined;
  },
  unknown: () => ({ low: 0, high: 1 }),
  credit: (_, v) => (v >= 1 ? 1 : 0),
  ideal: () => [1, Infinity],
  yes: () => [1, Infinity],
  step: 1,
  say: asWritten,
  unit: noUnit,
  dated: true,
};

export const typed: Typed<CadenceCriterion> = asWritten;

export const boxes: Boxes<CadenceCriterion> = {
  answer: (_, [field]) => field?.value ?? "",
  fill: (_, field, answer) => void (field.value = answer),
  beside(c, box, last, _, today) {
    const line = box.querySelector<HTMLElement>(".due-next");
    line?.replaceChildren();
    if (!line || !isDate(last)) return;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: t.addToCalendar });
    button.addEventListener("click", () => {
      download(`${c.id}.ics`, "text/calendar", toICS(c, last, location.href.replace(/#.*/, ""), now()));
    });
    line.append(dueWords(c, last, today), " ", button);
  },
  wants: "",
  offers: [],
};
