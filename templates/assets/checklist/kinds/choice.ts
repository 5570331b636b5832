// One of several options, each with its credit: an answer is the credit itself.

import type { Interval } from "../interval";
import { listOf, maybe, number, shape, text } from "../shape";
import type { ChoiceCriterion } from "../types";
import { asWritten, chosen, noUnit, ofCriterion, summed, tick, understood, type Boxes, type Kind, type Line, type Typed } from "./kind";
import * as t from "../../words";

/** What is read of such a criterion, beside what all have. */
export const fields = { options: maybe(listOf(shape({ id: text, label: text, credit: maybe(number) }))), best: maybe(text) };

export const kind: Kind<ChoiceCriterion> = {
  input: "one",
  read: (c, text) => oneOf(c, text.split("|")),
  unknown: (c) => oneOf(c, options(c, "")) ?? { low: 0, high: 1 },
  credit: (_, v) => v,
  ideal: () => [1, Infinity],
  yes: () => [Number.MIN_VALUE, Infinity],
  ways: (c, text, some) =>
    options(c, text).map((id) => ({ known: oneOf(c, [id]) ?? { low: 0, high: 1 }, has: some.map((set) => set.includes(id)) })),
  say,
  unit: noUnit,
};

export const typed: Typed<ChoiceCriterion> = asWritten;

export const line: Line<ChoiceCriterion> = { options: ofCriterion };

export const boxes: Boxes<ChoiceCriterion> = {
  answer: chosen,
  fill: tick,
  beside(c, box, answer) {
    if (answer === "na") return summed(box, t.na);
    understood(box, answer.includes("|") ? say(c, answer) : ""); // which no single box says
    summed(box, answer === "?" ? t.dontKnow : answer && say(c, answer));
  },
  wants: "",
  offers: [],
};

/** The options that an answer leaves possible. */
const options = (c: ChoiceCriterion, answer: string): string[] => (answer === "" || answer === "?" ? (c.options ?? []).map((o) => o.id) : answer.split("|"));

function say(c: ChoiceCriterion, answer: string): string {
  return answer.split("|").map((id) => c.options?.find((o) => o.id === id)?.label ?? id).join(" / ");
}

/** The lowest and the highest credit of some options; undefined for one that is none, and for no option at all. */
function oneOf(c: ChoiceCriterion, ids: string[]): Interval | undefined {
  const credits = ids.map((id) => {
    const o = (c.options ?? []).find((x) => x.id === id);
    return o && (o.credit ?? (o.id === c.best ? 1 : 0));
  });
  if (credits.length === 0 || credits.some((v) => v === undefined)) return undefined;
  return { low: Math.min(...(credits as number[])), high: Math.max(...(credits as number[])) };
}
