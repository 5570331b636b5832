// Which criteria are asked: `only_if` names answers to others, all of which must be so.
// What does not apply fulfils nothing, so that what hangs on it does not apply either.
// While an answer leaves a requirement open, the criterion may be asked or not. Those
// that open requirements join are then completed together, over every way in which the
// answers that others hang on may be completed: a criterion that fails if it is asked,
// and another that decides whether it is, cannot both be at their best.

import type { Choice, Item } from "./completions";
import type { Interval, Known } from "./interval";
import { kindOf } from "./kinds";
import type { Checklist, Criterion, Requirement } from "./types";

/** Whether what a criterion requires is so. */
export type State = "met" | "open" | "failed";

/** An answer, as it is kept and as it is read. */
export interface Given {
  text: string;
  known: Known;
}

/** A way in which an answer may be completed: what it is then, and which of the requirements on it are met. */
interface Way {
  known: Interval;
  meets: boolean[];
}

/** A criterion, and what hangs on it. */
interface Node {
  criterion: Criterion;
  given: Given;
  on: Requirement[]; // the requirements on it
  needs: { of: number; at: number }[]; // its own: of which criterion, and which requirement on that
  ways: Way[];
  state: State;
  hangs: number[]; // the places of those whose state it keeps open
}

const none: never[] = [];

/** The criteria that others hang on, by their ids. */
export const gatesOf = (list: Checklist): Set<string> => new Set(list.criteria.flatMap((c) => (c.only_if ?? []).map((r) => r.id)));

/** The criteria of a checklist, each with the state that the answers leave it in; those that others hang on come first. */
export const nodes = (list: Checklist, given: Given[]): Node[] => (fieldbookPlain || !list.criteria.some((c) => c.only_if) ? alone(list, given) : hanging(list, given));

/** Criteria of which none hangs on another: most lists, with thousands of leads. */
const alone = (list: Checklist, given: Given[]): Node[] => list.criteria.map((criterion, i) => ({ criterion, given: given[i]!, on: none, needs: none, ways: none, state: "met", hangs: none }));

function hanging(list: Checklist, given: Given[]): Node[] {
  const all = list.criteria.map((criterion, i): Node => ({ criterion, given: given[i]!, on: [], needs: [], ways: [], state: "met", hangs: [] }));
  const places = new Map(list.criteria.map((c, i) => [c.id, i]));
  for (const node of all) {
    for (const r of node.criterion.only_if ?? []) {
      const of = places.get(r.id);
      if (of !== undefined) node.needs.push({ of, at: all[of]!.on.push(r) - 1 });
    }
  }
  for (const n of all) if (n.on.length > 0) n.ways = waysOf(n);
  const known = new Set<number>();
  for (const i of inOrder(all)) {
    const n = all[i]!;
    n.needs = n.needs.filter((need) => known.has(need.of)); // in a circle, which is a mistake, somebody begins
    n.state = stateOf(all, n);
    const gates = new Set(n.needs.filter((need) => stateOfNeed(all, need) === "open").map((need) => need.of));
    if (n.state === "open") for (const gate of gates) all[gate]!.hangs.push(i);
    known.add(i);
  }
  return all;
}

/** The places of criteria, each behind those that it hangs on. */
function inOrder(all: Node[]): number[] {
  const order = new Set<number>();
  const entered = new Set<number>();
  const enter = (i: number): void => {
    if (entered.has(i)) return;
    entered.add(i);
    for (const { of } of all[i]!.needs) enter(of);
    order.add(i);
  };
  all.forEach((_, i) => enter(i));
  return [...order];
}

/** What the requirements of a criterion come to, those before it being known. */
function stateOf(all: Node[], n: Node): State {
  const states = n.needs.map((need) => stateOfNeed(all, need));
  return states.includes("failed") ? "failed" : states.includes("open") ? "open" : "met";
}

function stateOfNeed(all: Node[], need: Node["needs"][number]): State {
  const gate = all[need.of]!;
  const some = gate.ways.filter((w) => w.meets[need.at]).length;
  if (gate.state === "failed" || some === 0) return "failed";
  return gate.state === "met" && some === gate.ways.length ? "met" : "open";
}

/** The ways of an answer; none where its criterion does not apply. */
function waysOf({ criterion: c, given: { text, known }, on }: Node): Way[] {
  if (known === "na") return [];
  const chosen = kindOf(c).ways?.(c, text === "?" ? "" : text, on.map((r) => r.any ?? []));
  return (chosen ?? [{ known, has: [] }]).flatMap((way) => cells(c, way.known, on).map((cell) => ({ known: cell, meets: on.map((r, i) => (r.any ? (way.has[i] ?? false) : meets(c, cell, r))) })));
}

/** The span of values that a requirement is about. */
const span = (c: Criterion, r: Requirement): [number, number] => (r.yes === undefined ? [r.min ?? -Infinity, r.max ?? Infinity] : kindOf(c).yes(c));

/** Whether the values of a cell meet a requirement: all or none of them do. */
function meets(c: Criterion, { low, high }: Interval, r: Requirement): boolean {
  const [from, to] = span(c, r);
  const value = Number.isFinite(low) ? low : high;
  return (value >= from && value <= to) === (r.yes ?? true);
}

/** Cuts an interval where a requirement begins or ends to be met. */
function cells(c: Criterion, { low, high }: Interval, on: Requirement[]): Interval[] {
  const starts = on
    .filter((r) => !r.any)
    .map((r) => span(c, r))
    .flatMap(([from, to]) => [from, to + step(c, to)])
    .filter((v) => v > low && v <= high && v < Infinity);
  const all = [low, ...[...new Set(starts)].sort((a, b) => a - b)];
  return all.map((from, i) => ({ low: from, high: i + 1 < all.length ? Math.max(from, all[i + 1]! - step(c, all[i + 1]!)) : high }));
}

/** How far a value is from the next; where they lie close, so near that no score tells them apart. */
const step = (c: Criterion, v: number): number => kindOf(c).step ?? Math.max(1, Math.abs(v)) * 1e-9;

/** More completions of criteria that hang together are not gone through: then each is completed for itself, which finds all scores that there may be, and perhaps others. */
const most = 4096;

/** The completions of all criteria, those together that hang together. */
export function choices(all: Node[], credit: (c: Criterion, known: Interval) => Interval): Choice[] {
  const item: Itemized = (at, known) => ({ at, credit: credit(all[at]!.criterion, known) });
  return fieldbookPlain || all.every((n) => n.state !== "open") ? [[certain(all, item)]] : open(all, item);
}

/** Makes a criterion an item of a completion. */
type Itemized = (at: number, known: Interval) => Item;

/** Where it is certain which criteria are asked, they are one completion. */
function certain(all: Node[], item: Itemized): Item[] {
  const sure: Item[] = [];
  all.forEach((n, at) => n.state === "met" && n.given.known !== "na" && sure.push(item(at, n.given.known)));
  return sure;
}

function open(all: Node[], item: Itemized): Choice[] {
  const sure: Item[] = [];
  const out: Choice[] = [[sure]];
  for (const group of joined(all)) {
    const [at] = group as [number];
    const { given, state } = all[at]!;
    if (group.length > 1) out.push(...together(all, group, item));
    else if (given.known !== "na" && state !== "failed") sure.push(item(at, given.known));
  }
  return out;
}

/** The criteria in groups, each of those that open requirements join; in a group, in the order in which they hang. */
function joined(all: Node[]): number[][] {
  const leader = all.map((_, i) => i);
  const lead = (i: number): number => (leader[i] === i ? i : (leader[i] = lead(leader[i]!)));
  all.forEach((n, i) => n.hangs.forEach((on) => (leader[lead(on)] = lead(i))));
  const groups = new Map<number, number[]>();
  for (const i of inOrder(all)) groups.set(lead(i), [...(groups.get(lead(i)) ?? []), i]);
  return [...groups.values()];
}

/** The completions of a group. */
function together(all: Node[], group: number[], item: Itemized): Choice[] {
  const cases = new Map(group.map((at) => [at, casesOf(all[at]!, (known) => item(at, known))]));
  const out: Choice = [];
  const taken = new Map<number, boolean[]>(); // what is met of the requirements on those that apply
  const isMet = ({ of, at }: Node["needs"][number]): boolean => (cases.has(of) ? (taken.get(of)?.[at] ?? false) : stateOfNeed(all, { of, at }) === "met");
  const go = (k: number, items: Item[]): void => {
    if (out.length > most) return;
    const at = group[k];
    if (at === undefined) return void out.push(items);
    taken.delete(at);
    if (all[at]!.given.known === "na" || !all[at]!.needs.every(isMet)) return go(k + 1, items);
    for (const one of cases.get(at)!) {
      taken.set(at, one.meets);
      go(k + 1, [...items, one.item]);
    }
    taken.delete(at);
  };
  go(0, []);
  return out.length > most ? apart(all, group, item) : [out];
}

/** The items that a criterion may be, one for each set of requirements that may be met by it. */
function casesOf(n: Node, item: (known: Interval) => Item): { meets: boolean[]; item: Item }[] {
  const cases = new Map<string, { meets: boolean[]; item: Item }>();
  for (const { known, meets } of n.ways.length > 0 || n.given.known === "na" ? n.ways : [{ known: n.given.known, meets: [] }]) {
    const now = item(known);
    const before = cases.get(meets.join())?.item.credit ?? now.credit;
    cases.set(meets.join(), { meets, item: { ...now, credit: { low: Math.min(before.low, now.credit.low), high: Math.max(before.high, now.credit.high) } } });
  }
  return [...cases.values()];
}

/** The completions of a group that is too large, each criterion for itself. */
const apart = (all: Node[], group: number[], item: Itemized): Choice[] =>
  group.flatMap((at): Choice[] => {
    const { given, state } = all[at]!;
    if (given.known === "na" || state === "failed") return [];
    return [state === "open" ? [[item(at, given.known)], []] : [[item(at, given.known)]]];
  });
