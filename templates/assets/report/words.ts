// What a report says in a word or two.

import { quarterWords } from "../checklist/days";
import type { Criterion } from "../checklist/model";
import type { Agreed } from "../checklist/runs";
import type { Stage } from "./plan";
import type { Went } from "./since";
import * as t from "../words";

export const risks: Record<NonNullable<Criterion["risk"]>, string> = { low: t.levelLow, medium: t.levelMedium, high: t.levelHigh };

export const efforts: Record<NonNullable<Criterion["effort"]>, string> = { small: t.levelSmall, medium: t.levelMedium, large: t.levelLarge };

export const wentWords: Record<Went, string> = { better: t.wentBetter, worse: t.wentWorse, same: t.wentSame, open: t.wentOpen, neither: "" };

/** When a recommendation is to be done, or what became of it. */
export function stageWords({ state, quarter }: Pick<Stage, "state" | "quarter">): string {
  if (state === "planned") return quarter ? quarterWords(quarter) : t.stagePlanned;
  return { open: t.stageOpen, done: t.stageDone, declined: t.stageDeclined }[state];
}

/** What was agreed on a recommendation: when, and what became of it. */
export function agreedWords({ state, quarter = "" }: Agreed): string {
  const words = stageWords({ state, quarter });
  return state === "done" && quarter ? `${words}, ${quarterWords(quarter)}` : words;
}

/** Ends a text as a sentence. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
