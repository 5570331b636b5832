// A date, or a span of dates, counted in months from today.

import { bounded, press, pressed } from "../chips";
import { dates, fromToday } from "../dates";
import type { DateCriterion } from "../types";
import { asWritten, isTyped, noUnit, understood, type Boxes, type Kind, type Line, type Typed } from "./kind";
import { credit, ideal, within } from "./measured";
import { typedDates } from "../written";
import * as t from "../../words";

export { limits as fields } from "./measured";

export const kind: Kind<DateCriterion> = {
  input: "date",
  limited: true,
  read: (_, text, today) => dates(text, today),
  unknown: () => ({ low: -Infinity, high: Infinity }),
  credit,
  ideal,
  yes: within,
  say: asWritten,
  unit: noUnit,
  dated: true,
};

export const typed: Typed<DateCriterion> = (_, text) => typedDates(text);

export const line: Line<DateCriterion> = { options: isTyped };

export const boxes: Boxes<DateCriterion> = {
  answer: (_, [field], box) => bounded(fieldbook.typedDates?.(field?.value ?? ""), pressed(box)),
  fill(_, field, answer, box) {
    press(box, answer === "?" ? "?" : "");
    field.value = answer === "?" ? "" : answer;
  },
  beside: (_, box, answer, known) => understood(box, known === "na" || answer === "?" ? "" : fromToday(known)),
  wants: t.writeDate,
  offers: [],
};
