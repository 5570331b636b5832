// The checklist as the generator publishes it: checklists/<id>.json, and the
// same in the page.

import type { Checklist, Criterion, DateCriterion, ListCriterion, NumberCriterion } from "./types";

export type * from "./types";

/** A criterion whose answer is a number with limits. */
export type MeasuredCriterion = NumberCriterion | ListCriterion | DateCriterion;

/** The criterion of that id, or of that earlier id. */
export function criterion(list: Checklist, id: string): Criterion | undefined {
  return list.criteria.find((c) => c.id === id) ?? list.criteria.find((c) => c.was?.includes(id));
}

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

/** Tells whether a value from outside has a shape. */
type Check = (value: unknown) => boolean;

const text: Check = (v) => typeof v === "string";
const number: Check = (v) => Number.isFinite(v);
const truth: Check = (v) => typeof v === "boolean";
const oneOf = (...words: string[]): Check => (v) => words.some((w) => w === v);
const maybe = (check: Check): Check => (v) => v === undefined || check(v);
const listOf = (check: Check): Check => (v) => Array.isArray(v) && v.every(check);
const shape = (fields: Record<string, Check>): Check => (v) => typeof v === "object" && v !== null && Object.entries(fields).every(([key, check]) => check((v as Record<string, unknown>)[key]));

const common = { id: text, ask: text, was: maybe(listOf(text)), must: maybe(truth), weight: number };
const measured = { min: maybe(number), max: maybe(number), ideal: maybe((v) => listOf(number)(v) && (v as number[]).length === 2), unit: maybe(text) };

/** What the scorer reads of each kind. */
const criteria: Record<Criterion["kind"], Check> = {
  yesno: shape({ ...common, want: maybe(oneOf("yes", "no")) }),
  number: shape({ ...common, ...measured }),
  list: shape({ ...common, ...measured, options: maybe(listOf(shape({ id: text, label: text }))), best: maybe(text) }),
  choice: shape({ ...common, options: maybe(listOf(shape({ id: text, label: text, credit: maybe(number) }))), best: maybe(text) }),
  date: shape({ ...common, ...measured }),
  cadence: shape({ ...common, count: maybe(number), every: maybe(text) }),
};

const isCriterion: Check = (v) => shape({ kind: oneOf(...Object.keys(criteria)) })(v) && criteria[(v as Criterion).kind](v);

const isRule = shape({ if: maybe(listOf(shape({ id: text, yes: truth }))), then: maybe(text), else: maybe(text) });

/** Tells whether a value from outside is a checklist. */
export function isChecklist(value: unknown): value is Checklist {
  return shape({
    id: text, kind: oneOf("checklist", "scorecard", "decision"), title: text, about: maybe(text), criteria: listOf(isCriterion),
    verdicts: maybe(listOf(shape({ at: number, say: text }))), rules: maybe(listOf(isRule)),
  })(value);
}
