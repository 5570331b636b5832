// Leads and the reader's own runs of the scorecard: a lead becomes a run, and
// what is found out there comes back.

import type { Checklist } from "../checklist/model";
import { empty, type Runs } from "../checklist/runs";
import { heard, type Answers } from "../checklist/score";
import { standing, type Lead } from "./rank";

/** The most leads that become runs at once. */
export const mostRuns = 50;

/** Leads as the runs of their names have them; a name that stands twice in the list is nobody's. */
export function withRuns(list: Checklist, runs: Runs, all: Lead[], today: string): Lead[] {
  const names = new Map<string, number>();
  for (const l of all) names.set(l.name, (names.get(l.name) ?? 0) + 1);
  const own = new Map(runs.book().runs.filter((r) => r.name && (Object.keys(r.answers).length > 0 || r.note)).map((r) => [r.name, r]));
  return all.map((l) => {
    const run = names.get(l.name) === 1 ? own.get(l.name) : undefined;
    if (!run) return l;
    const said = heard(list, run.answers);
    const answers = { ...l.answers, ...said };
    return { ...l, answers, ...standing(list, answers, today), own: true, said: differing(said, l.answers), note: run.note };
  });
}

/** The answers that the list has not; undefined if it has all. */
function differing(said: Answers, had: Answers): Answers | undefined {
  const all = Object.entries(said).filter(([id, answer]) => had[id] !== answer);
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

/** Makes runs of leads that have none yet, and gives how many. */
export function asRuns(list: Checklist, runs: Runs, some: Lead[]): number {
  let n = 0;
  runs.update((book) => {
    const there = new Set(book.runs.map((r) => r.name));
    for (const l of some.slice(0, mostRuns)) {
      if (!l.name || there.has(l.name)) continue;
      book.runs.push({ ...empty(l.name, list), answers: { ...l.answers } });
      there.add(l.name);
      n++;
    }
  });
  return n;
}
