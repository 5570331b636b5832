// What tells runs of one name apart: who answered, when, and how far they are.

import type { Checklist } from "./model";
import { dayOf, type Run } from "./runs";
import { parts, progress } from "./score";
import * as t from "../words";

/** What is written behind a run's name where another has the same; "" where none has. */
export function apart(list: Checklist, runs: Run[], today: string): (run: Run) => string {
  const times = new Map<string, number>();
  for (const { name } of runs) times.set(name, (times.get(name) ?? 0) + 1);
  return (run) => {
    if (!run.name || times.get(run.name) === 1) return "";
    const { answered, asked } = progress(parts(list, run.answers, today));
    return [run.client?.who, dayOf(run, today), t.answeredOf(answered, asked)].filter(Boolean).join(" · ");
  };
}
