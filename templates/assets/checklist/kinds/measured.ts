// What the kinds have in common whose answer is a number with limits.

import { listOf, maybe, number, text } from "../shape";
import type { NumberCriterion } from "../types";

type Measured = Pick<NumberCriterion, "min" | "max" | "ideal">;

/** The limits, as they are published. */
export const limits = { min: maybe(number), max: maybe(number), ideal: maybe((v) => listOf(number)(v) && (v as number[]).length === 2), unit: maybe(text) };

/** 0 outside the limits, 1 inside the ideal span, in between from 1 down to 0.5 at the limit. */
export function credit(c: Measured, v: number): number {
  const { min = -Infinity, max = Infinity } = c;
  if (v < min || v > max) return 0;
  const [from, to] = ideal(c);
  if (v < from) return Number.isFinite(min) ? 1 - (0.5 * (from - v)) / (from - min) : 1;
  if (v > to) return Number.isFinite(max) ? 1 - (0.5 * (v - to)) / (max - to) : 1;
  return 1;
}

/** The span within the limits. */
export const within = ({ min = -Infinity, max = Infinity }: Measured): [number, number] => [min, max];

/** The ideal span, or min to max. */
export const ideal = (c: Measured): [number, number] => c.ideal ?? [c.min ?? -Infinity, c.max ?? Infinity];
