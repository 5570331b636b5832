// Leads that have the same score, which a ranking must not pretend to tell apart.

import type { Score } from "../checklist/score";

const alike = (a: Score, b: Score): boolean => a.low === b.low && a.high === b.high && a.verdict.kind === b.verdict.kind;

/** The place of each in a ranking: those alike have one. */
export function ranks(ranked: Score[]): number[] {
  const out: number[] = [];
  for (const [i, s] of ranked.entries()) out.push(i > 0 && alike(ranked[i - 1]!, s) ? out[i - 1]! : i + 1);
  return out;
}

/** How many share the place of the one at an index. */
export function sharing(ranks: number[], at: number): number {
  let end = at;
  while (ranks[end] === ranks[at]) end++;
  return end - ranks[at]! + 1;
}
