// What has changed in a checklist since its answers were begun.

import { lists } from "./lists";
import type { Checklist, Criterion } from "./model";
import type { Run } from "./runs";
import { score } from "./score";
import { figure } from "./words";
import * as t from "../words";

/** A criterion as far as it bears on answers; runs that were begun in earlier versions hold its texts too. */
function bearing({ why, hint, help, finding, impact, recommend, effort, risk, internal, more, sources, columns, keywords, ...rest }: Criterion): string {
  return JSON.stringify(rest);
}

/** Says which criteria have changed since the run was begun, and what that did to the score; "" for none. */
export function sinceBegun(list: Checklist, run: Run, today: string): string {
  if (!run.model) return "";
  const before = new Map(run.model.criteria.map((c) => [c.id, bearing(c)]));
  const words: string[] = [];
  for (const c of list.criteria) {
    const earlier = [c.id, ...(c.was ?? [])].find((id) => before.has(id));
    if (earlier === undefined) words.push(t.isNew(c.ask));
    else if (before.get(earlier) !== bearing(c)) words.push(t.hasChanged(c.ask));
    if (earlier !== undefined) before.delete(earlier);
  }
  for (const id of before.keys()) words.push(t.isGone(run.model.criteria.find((c) => c.id === id)!.ask));
  if (words.length === 0) return "";
  const effect = lists[list.kind].scored ? ` ${t.scoreWas(figure(score(run.model, run.answers, today)), figure(score(list, run.answers, today)))}` : "";
  return t.sinceBegun(words.join("; ")) + effect;
}
