// The checklist as the generator publishes it: checklists/<id>.json, and the
// same in the page.

import { fields } from "./kinds";
import { listOf, maybe, number, oneOf, shape, text, truth, type Check } from "./shape";
import type { Checklist, Criterion } from "./types";

export type * from "./types";

/** The criterion of that id, or of that earlier id. */
export function criterion(list: Checklist, id: string): Criterion | undefined {
  return list.criteria.find((c) => c.id === id) ?? list.criteria.find((c) => c.was?.includes(id));
}

/** What is kept of a criterion, under its id or an earlier one. */
export function keptOf<V>(c: Criterion, kept: Record<string, V> = {}): V | undefined {
  const id = [c.id, ...(c.was ?? [])].find((id) => Object.hasOwn(kept, id));
  return id === undefined ? undefined : kept[id];
}

/** What a criterion asks, in a few words where its writer gives them. */
export const short = (c: Criterion): string => c.short || c.ask;

/** Whether criteria are those of a checklist, which may have changed since: more than half of them are in it. */
export function known(list: Checklist, ids: string[]): boolean {
  return ids.length === 0 || ids.filter((id) => criterion(list, id)).length * 2 > ids.length;
}

/** Makes a checklist what another is, for all who hold it: its writer has changed it. */
export function become(list: Checklist, next: Checklist): void {
  const old: Partial<Checklist> = list;
  for (const key of Object.keys(old)) delete old[key as keyof Checklist];
  Object.assign(list, next);
}

const requirement = shape({ id: text, yes: maybe(truth), min: maybe(number), max: maybe(number), any: maybe(listOf(text)) });

const common = { id: text, ask: text, short: maybe(text), was: maybe(listOf(text)), must: maybe(truth), weight: number, group: maybe(text), only_if: maybe(listOf(requirement)) };

const isCriterion: Check = (v) => shape({ ...common, kind: oneOf(...Object.keys(fields)) })(v) && shape(fields[(v as Criterion).kind])(v);

const isRule = shape({ if: maybe(listOf(shape({ id: text, yes: truth }))), then: maybe(text), else: maybe(text) });

const listKinds: Record<Checklist["kind"], true> = { checklist: true, scorecard: true, decision: true };

/** Tells whether a value from outside is a checklist. */
export function isChecklist(value: unknown): value is Checklist {
  return shape({
    id: text, kind: oneOf(...Object.keys(listKinds)), title: text, about: maybe(text), criteria: listOf(isCriterion), groups: maybe(listOf(shape({ id: text, title: text, weight: number }))),
    verdicts: maybe(listOf(shape({ at: number, say: text }))), rules: maybe(listOf(isRule)),
  })(value);
}
