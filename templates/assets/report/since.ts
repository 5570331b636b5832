// What has become of a client since the run before: old answers beside the new ones.

import { keptOf, type Checklist, type Criterion } from "../checklist/model";
import { dayOf, type Agreed, type Run } from "../checklist/runs";
import { answerOf, score, type Part, type Score } from "../checklist/score";
import { tells } from "./findings";
import { steps, type Step } from "./plan";

/** What became of one answer; open is that what is known cannot tell, neither that nothing is better or worse in it. */
export type Went = "better" | "worse" | "same" | "open" | "neither";

/** An answer of today that is another one than before. */
export interface Change {
  criterion: Criterion;
  before: string;
  now: string;
  went: Went;
}

/** What was recommended. */
export interface Promise {
  criterion: Criterion;
  /** What was agreed on it, now or else before. */
  agreed: Agreed;
  /** It is done: somebody says so, or the answers of today do. */
  kept: boolean;
  /** It was said to be done, and the answers of today say that it is not. */
  again: boolean;
}

/** What has become since the run before. */
export interface Since {
  day: string;
  score: Score;
  changes: Change[];
  /** How many answers are what they were. */
  same: number;
  promises: Promise[];
}

/** Sets a run beside the one before it. */
export function since(list: Checklist, before: Run, run: Run, now: Score, today: string): Since {
  const day = dayOf(before, today);
  const then = score(list, before.answers, day);
  const all = list.criteria.map((criterion, i): Change => {
    const [a, b] = [answerOf(criterion, before.answers), answerOf(criterion, run.answers)];
    return { criterion, before: a, now: b, went: went(then.parts[i]!, now.parts[i]!, a === b) };
  });
  const answered = all.filter((c) => c.now !== ""); // the others are still open
  const changes = answered.filter((c) => c.before !== c.now || c.went !== "same");
  const promises = steps(then, before).map((step) => promised(step, run, now));
  return { day, score: then, changes, same: answered.length - changes.length, promises };
}

/** What has become of a recommendation of the run before. */
function promised({ criterion, agreed: before }: Step, run: Run, now: Score): Promise {
  const part = now.parts.find((p) => p.criterion === criterion)!;
  const isMet = part.answered && part.applies && part.credit.low === 1;
  const isLost = part.answered && part.applies && part.credit.high < 1;
  const agreed = keptOf(criterion, run.plan) ?? before;
  return { criterion, agreed, kept: isMet || (agreed.state === "done" && !isLost), again: agreed.state === "done" && isLost };
}

/** Better or worse is what is so whatever is still unknown. */
function went(a: Part, b: Part, alike: boolean): Went {
  if (!tells(b)) return alike ? "same" : "neither";
  if (!a.applies || !b.applies) return a.applies === b.applies ? "same" : "open";
  if (b.credit.low > a.credit.high) return "better";
  if (b.credit.high < a.credit.low) return "worse";
  return alike || (a.credit.low === b.credit.high && a.credit.high === b.credit.low) ? "same" : "open";
}
