// Yes or no.

import { point } from "../interval";
import { maybe, oneOf } from "../shape";
import type { YesnoCriterion } from "../types";
import { asWritten, chosen, noUnit, nothing, tick, type Boxes, type Kind, type Line, type Typed } from "./kind";
import * as t from "../../words";

/** What is read of such a criterion, beside what all have. */
export const fields = { want: maybe(oneOf("yes", "no")) };

export const kind: Kind<YesnoCriterion> = {
  input: "one",
  read: (_, text) => (text === "yes" ? point(1) : text === "no" ? point(0) : undefined),
  unknown: () => ({ low: 0, high: 1 }),
  credit: (c, v) => ((c.want === "no" ? v <= 0 : v >= 1) ? 1 : 0),
  ideal: (c) => (c.want === "no" ? [-Infinity, 0] : [1, Infinity]),
  yes: () => [1, Infinity],
  step: 1,
  say: asWritten,
  unit: noUnit,
};

export const typed: Typed<YesnoCriterion> = asWritten;

const yesOrNo: [string, string][] = [["yes", t.yes], ["no", t.no]];

export const line: Line<YesnoCriterion> = { options: () => yesOrNo };

export const boxes: Boxes<YesnoCriterion> = { answer: chosen, fill: tick, beside: nothing, wants: "", offers: yesOrNo };
