// The lowest and the highest score over all completions of what is unknown. Criteria
// that no open requirement joins are completed each for itself. Those that one joins
// are completed together, over every way of the answers that others hang on: a
// criterion that fails only if it is asked cannot be both asked and left out. The
// score is a quotient, so its ends are found as those of a fractional program
// (W. Dinkelbach, On nonlinear fractional programming, Management Science 13, 1967):
// whichever completion is best for points − λ × weight, again, until λ stands.

import type { Interval } from "./interval";

/** One criterion of a completion. */
export interface Item {
  at: number; // its place in the checklist
  credit: Interval;
}

/** The completions of criteria that hang together, one of which comes true. */
export type Choice = Item[][];

/** The lowest and the highest share of the weights, 0 to 1; undefined where nothing has weight. */
export const ends = (choices: Choice[], weight: Weight): Interval | undefined =>
  fieldbookPlain || choices.every((of) => of.length === 1) ? endsOf(choices.flat(2).filter((i) => weight(i.at) > 0), weight) : endsOfChoices(choices, weight);

/** The weight of a criterion, by its place. */
type Weight = (at: number) => number;

/** The ends where it is open, too, what is asked. */
function endsOfChoices(choices: Choice[], weight: Weight): Interval | undefined {
  const counted = choices.map((of) => of.map((some) => some.filter((i) => weight(i.at) > 0))).filter((of) => of.some((some) => some.length > 0));
  if (counted.length === 0) return undefined;
  const high = end(counted, weight, (i) => i.credit.high);
  return { low: 1 - end(counted, weight, (i) => 1 - i.credit.low), high };
}

/** The ends where only credits are open. */
function endsOf(items: Item[], weight: Weight): Interval | undefined {
  const total = sum(items, (i) => weight(i.at));
  return items.length > 0 ? { low: sum(items, (i) => weight(i.at) * i.credit.low) / total, high: sum(items, (i) => weight(i.at) * i.credit.high) / total } : undefined;
}

/** The highest share, by a credit of each item. */
function end(choices: Choice[], weight: Weight, credit: (i: Item) => number): number {
  const points = (i: Item): number => weight(i.at) * credit(i);
  // Begun with all the weight that there may be, for a quotient wants some.
  let taken = choices.map((of) => best(of, (some) => sum(some, (i) => weight(i.at))));
  for (;;) {
    const share = quotient(taken.flat(), points, weight);
    const next = choices.map((of) => best(of, (some) => sum(some, (i) => points(i) - share * weight(i.at))));
    const better = quotient(next.flat(), points, weight);
    if (!(better > share + 1e-12)) return share;
    taken = next;
  }
}

const quotient = (some: Item[], points: (i: Item) => number, weight: Weight): number => sum(some, points) / sum(some, (i) => weight(i.at));

const best = (of: Choice, worth: (some: Item[]) => number): Item[] => of.reduce((a, b) => (worth(b) > worth(a) ? b : a));

/** Adds exactly alike whatever the order: the smallest first. */
function sum(some: Item[], value: (i: Item) => number): number {
  return some
    .map(value)
    .sort((a, b) => a - b)
    .reduce((a, b) => a + b, 0);
}
