// What the live page says.

import { dateWords } from "./days";
import { kindOf } from "./kinds";
import { grouped, tenths } from "./numbers";
import type { Part, Verdict } from "./score";
import type { Checklist, Criterion } from "./types";
import * as t from "../words";

/** The verdict as one sentence. */
export function verdictWords(list: Checklist, v: Verdict): string {
  switch (v.kind) {
    case "nothing":
      return t.nothingToScore;
    case "decided":
      return v.say;
    case "ruled-out":
      return t.ruledOutBy(list.criteria.find((c) => c.id === v.by)?.ask ?? v.by);
    case "undecided":
      return v.missing > 0 ? t.undecided(v.missing) : t.undecidedInexact;
  }
}

/** An answer as a person would say it. */
export function answerWords(c: Criterion, answer: string): string {
  if (answer === "" || answer === "?") return t.unknown;
  if (answer === "na") return t.na;
  return kindOf(c).say(c, answer);
}

/** An answer as people write it: figures with their thousands, and their unit. */
export function inWords(c: Criterion, answer: string): string {
  const kind = kindOf(c);
  const plain = answerWords(c, answer);
  const words = kind.dated ? plain : grouped(plain);
  const unit = kind.unit(c);
  return unit && /\d/.test(answer) ? `${words} ${answer === "1" ? ofOne(unit) : unit}` : words;
}

/** A unit as it stands behind 1, where the language has another word for it. */
function ofOne(unit: string): string {
  const pair = t.unitsOfOne.split(", ").find((words) => words.startsWith(`${unit} `));
  return pair?.slice(unit.length + 1) ?? unit;
}

/** An answer as readers are told it: with its dates in words, which fields have as they are read back. */
export const told = (c: Criterion, answer: string): string => (kindOf(c).dated ? dateWords(answerWords(c, answer)) : inWords(c, answer));

/** A question with its answer, in a line. */
export const asked = (c: Criterion, answer: string): string => `${c.ask}${/[?!:.]$/.test(c.ask) ? "" : ":"} ${told(c, answer)}`;

/** The score as a figure: 31–91, or 95. */
export function figure({ low, high, verdict }: { low: number; high: number; verdict?: { kind: string } }): string {
  if (verdict?.kind === "nothing") return "–";
  return low === high ? String(low) : `${low}–${high}`;
}

/** The points of one criterion, and why. */
export function points({ criterion: c, credit, weight, applies, known }: Part): { given: string; why: string } {
  if (!applies) return { given: "", why: t.notCounted };
  const low = tenths(credit.low * weight);
  const high = tenths(credit.high * weight);
  const given = low === high ? low : `${low}–${high}`;
  if (known !== "na" && credit.low !== credit.high) return { given, why: "" };
  const { limited } = kindOf(c);
  if (credit.high === 0) return { given, why: limited ? (c.must ? t.outsideMust : t.outside) : c.must ? t.noPointsMust : t.noPoints };
  return { given, why: credit.low === 1 ? "" : limited ? t.notIdeal : t.somePoints };
}

/** How an answered criterion stands, in a word or two; one that is for information only stands nowhere. */
export function stateWords({ criterion: c, applies, credit, weight }: Part): string {
  if (!applies) return t.na;
  if (weight === 0 && !c.must) return "";
  if (credit.low !== credit.high) return t.stateOpen;
  const { limited } = kindOf(c);
  if (credit.high === 0) return limited ? t.stateOutside : t.stateNone;
  if (credit.low === 1) return limited ? t.stateIdeal : t.stateFull;
  return limited ? t.stateInside : t.stateSome;
}
