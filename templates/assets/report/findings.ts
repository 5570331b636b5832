// What a run comes to for the one who was judged: what is wrong, for certain or perhaps,
// what matters most first; what is still open, and what does not apply.

import type { Criterion } from "../checklist/model";
import type { Part, Score } from "../checklist/score";

/** What a criterion has lost. */
export interface Finding {
  criterion: Criterion;
  part: Part;
  /** It has lost credit whatever is still unknown; else it may have. */
  certain: boolean;
  /** The weight that it has lost for certain. */
  lost: number;
}

/** What a run comes to. */
export interface Findings {
  /** What matters most comes first. */
  found: Finding[];
  /** Asked, and answered by nobody. */
  open: Criterion[];
  /** Those that do not apply. */
  apart: Criterion[];
}

/** How many are told before all others. */
const most = 3;

/** The findings of a scored run. */
export function findings({ parts }: Pick<Score, "parts">): Findings {
  const found = parts.filter(isFound).map((part): Finding => ({ criterion: part.criterion, part, certain: isCertain(part), lost: part.weight * (1 - part.credit.high) }));
  return {
    found: found.sort(byMatter), // of two alike, the first of the page stays first
    open: parts.filter((p) => p.applies && !isFound(p) && !p.answered && tells(p)).map((p) => p.criterion),
    apart: parts.filter((p) => !p.applies).map((p) => p.criterion),
  };
}

/** The most important ones: the certain come before those that are only possible. */
export const first = ({ found }: Findings): Finding[] => [...found.filter((f) => f.certain), ...found.filter((f) => !f.certain)].slice(0, most);

/** Whether anything is answered that a report can tell of. */
export const hasBegun = ({ parts }: Pick<Score, "parts">): boolean => parts.some((p) => (p.answered || p.later) && (tells(p) || !parts.some(tells)));

/** Whether credit is lost whatever is still unknown. */
const isCertain = (p: Part): boolean => p.state === "met" && p.applies && p.credit.high < 1;

/** Whether credit is lost, or may be by what somebody answered. */
const isFound = (p: Part): boolean => tells(p) && (isCertain(p) || (p.applies && p.credit.low < 1 && (p.answered || p.later)));

/** Whether a criterion judges: one that is for information only has nothing to lose. */
export const tells = ({ criterion: c, weight }: Part): boolean => Boolean(c.finding) || Boolean(c.must) || weight > 0;

const risks = ["high", "medium", "low"];
const efforts = ["small", "medium", "large"];

/** The place of a word in a scale; what says nothing comes last. */
const place = (scale: string[], word?: string): number => (word && scale.includes(word) ? scale.indexOf(word) : scale.length);

/** Where more is at stake comes first. */
export const byRisk = (a: Criterion, b: Criterion): number => place(risks, a.risk) - place(risks, b.risk);

/** What takes less comes first. */
export const byEffort = (a: Criterion, b: Criterion): number => place(efforts, a.effort) - place(efforts, b.effort);

/** What matters most: what is at stake, then what is lost. */
const byMatter = (a: Finding, b: Finding): number => byRisk(a.criterion, b.criterion) || b.lost - a.lost || byEffort(a.criterion, b.criterion);
