// What is to be done: each recommendation with what was agreed on it, and what of it goes
// on into the next run.

import { keptOf, type Checklist, type Criterion } from "../checklist/model";
import { empty, type Agreed, type Plan, type Run } from "../checklist/runs";
import { score, type Score } from "../checklist/score";
import { byEffort, byRisk, findings, type Finding } from "./findings";

/** A recommendation on its way. */
export interface Step {
  criterion: Criterion;
  agreed: Agreed;
  /** What it is recommended for; undefined where it was promised before, and is not answered anew. */
  finding?: Finding;
}

/** Steps that are to be done by one time, or that have come to one end. */
export interface Stage {
  state: Agreed["state"];
  /** Of planned ones: the quarter, if there is one. */
  quarter: string;
  steps: Step[];
}

/** What was agreed on a criterion; nothing yet is open. */
export const agreedOn = (run: Pick<Run, "plan">, c: Criterion): Agreed => keptOf(c, run.plan) ?? { state: "open" };

/** Whether anything was agreed on a recommendation at all. */
const isAgreed = ({ state, owner }: Agreed): boolean => state !== "open" || owner !== undefined;

/** What is at stake comes first, of that what takes little, then what has lost most. */
const inOrder = (a: Step, b: Step): number => byRisk(a.criterion, b.criterion) || byEffort(a.criterion, b.criterion) || (b.finding?.lost ?? 0) - (a.finding?.lost ?? 0);

/** The recommendations of a scored run, and those on which something was agreed before, until an answer settles them; in the order of the plan. */
export function steps(s: Score, run: Pick<Run, "plan">): Step[] {
  const { found } = findings(s);
  const now = found.map((finding): Step => ({ criterion: finding.criterion, agreed: agreedOn(run, finding.criterion), finding }));
  const before = s.parts
    .filter((p) => isAgreed(agreedOn(run, p.criterion)) && p.applies && p.credit.low < 1 && !found.some((f) => f.part === p))
    .map((p): Step => ({ criterion: p.criterion, agreed: agreedOn(run, p.criterion) }));
  return [...now, ...before].filter((step) => step.criterion.recommend).sort(inOrder); // of two alike, the first of the page stays first
}

const ends: Agreed["state"][] = ["open", "done", "declined"];

/** The steps by when they are planned for, then those that are open, done and declined. */
export function stages(all: Step[]): Stage[] {
  const planned = all.filter((s) => s.agreed.state === "planned");
  const quarters = [...new Set(planned.map((s) => s.agreed.quarter ?? ""))].sort((a, b) => Number(a === "") - Number(b === "") || (a < b ? -1 : 1));
  const due = quarters.map((quarter): Stage => ({ state: "planned", quarter, steps: planned.filter((s) => (s.agreed.quarter ?? "") === quarter) }));
  const others = ends.map((state): Stage => ({ state, quarter: "", steps: all.filter((s) => s.agreed.state === state) }));
  return [...due, ...others].filter((stage) => stage.steps.length > 0);
}

/** The quarter of a day, and those that follow it. */
export function quartersFrom(today: string, count: number): string[] {
  const first = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  return Array.from({ length: count }, (_, i) => `${Math.floor((first + i) / 4)}-Q${((first + i) % 4) + 1}`);
}

/** The run that follows one: of the same client, without answers; what was agreed and is not done goes on, that it was declined too. */
export function followUp(list: Checklist, run: Run, today: string): Run {
  const left = steps(score(list, run.answers, today), run).filter(({ agreed }) => isAgreed(agreed) && agreed.state !== "done");
  const plan: Plan = Object.fromEntries(left.map((s) => [s.criterion.id, s.agreed]));
  return { ...empty(run.name, list), after: run.id, plan };
}
