// Scoring: every answer is an interval of one number, and so is the score; unknown is
// the widest. The credit of a value is 0 outside the limits, 1 inside the ideal span,
// and between them falls linearly to 0.5 at the limit; that of an interval is its lowest
// and highest. The score is Σ weight × credit ÷ Σ weight × 100, low and high, rounded
// half up; "n/a" leaves a criterion out of both sums, and so does an only_if that fails.
// One that is open leaves both possible: the score spans all completions, which
// completions.ts finds. A group scales the weights of its criteria, and has a score of
// its own by the same rules. A must that certainly is asked and fails rules out; one that
// may be and may fail keeps the verdict open. A decision is every rule that some
// completion of the answers leads to.

import { read, readable } from "./answer";
import { ends, type Choice } from "./completions";
import type { Interval, Known } from "./interval";
import { kindOf } from "./kinds";
import { Memo } from "./memo";
import { keptOf, type Checklist, type Criterion, type Rule } from "./model";
import { choices, gatesOf, nodes, type Given, type State } from "./only-if";

/** The answers of one run, by the ids of criteria. */
export type Answers = Record<string, string>;

/** What one criterion gave. */
export interface Part {
  criterion: Criterion;
  known: Known;
  credit: Interval; // of 0 to 1
  weight: number; // scaled by its group's
  state: State; // of its only_if
  applies: boolean; // for all that is known
  hangs: number[]; // the places of the criteria whose only_if its answer keeps open
  answered: boolean;
  later: boolean; // the answer is that it is not known: to be found out later
}

/** How a scorecard stands. */
export type Verdict = { kind: "nothing" } | { kind: "ruled-out"; by: string } | { kind: "decided"; say: string } | { kind: "undecided"; open: string[]; missing: number };

/** A score with all that led to it. */
export interface Score {
  low: number; // rounded half up, 0 to 100
  high: number;
  verdict: Verdict;
  next: string; // the criterion to ask next; "" when nothing would change
  answered: number;
  parts: Part[];
  choices: Choice[]; // the completions of the parts
}

/** The credit of one value, 0 to 1. */
export const credit = (c: Criterion, v: number): number => kindOf(c).credit(c, v);

/** The lowest and the highest credit over an interval: credit rises to the ideal span and falls after it. */
export function credits(c: Criterion, { low, high }: Interval): Interval {
  const ends = [credit(c, low), credit(c, high)];
  const [from, to] = kindOf(c).ideal(c);
  const touches = low <= to && high >= from;
  return { low: Math.min(...ends), high: touches ? Math.max(...ends, credit(c, Math.min(Math.max(from, low), high))) : Math.max(...ends) };
}

/** How many questions are asked, and how many of them have been gone through: that something is not known, or does not apply, was found out, too. */
export function progress(all: Part[]): { answered: number; asked: number } {
  const asked = all.filter((p) => p.state !== "failed");
  return { answered: asked.filter((p) => p.answered || p.later).length, asked: asked.length };
}

/** What each criterion gives. An answer that cannot be read counts as none. */
export const parts = (list: Checklist, answers: Answers, today: string): Part[] => complete(list, answers, today).parts;

/** What an answer says of its criterion. */
interface Heard extends Given {
  answered: boolean;
  later: boolean; // that it is not known
  credit: Interval; // if it applies
  like: string; // the same for answers that do the same to the score
}

/** What answers to a criterion said, as of a day. */
const heardOf = new WeakMap<Criterion, { today: string; heard: Memo<Heard> }>();

function hear(c: Criterion, text: string, today: string): Heard {
  let of = heardOf.get(c);
  if (of?.today !== today) heardOf.set(c, (of = { today, heard: new Memo() }));
  return of.heard.of(text, () => {
    const known = read(c, text, today);
    const given: Given = known === undefined ? { text: "", known: read(c, "", today)! } : { text, known };
    const credit = given.known === "na" ? { low: 0, high: 0 } : credits(c, given.known);
    const later = given.text === "?";
    const answered = given.text !== "" && !later;
    return { ...given, answered, later, credit, like: `${given.known === "na"} ${answered} ${later} ${credit.low} ${credit.high}` };
  });
}

/** Gives of answers a text that is the same where they score alike: what they are worth, and of those that others hang on what they say. */
export function likeness(list: Checklist, today: string): (answers: Answers) => string {
  const gates = gatesOf(list);
  const like = list.criteria.map((c) => (gates.has(c.id) ? (text: string) => text : (text: string) => hear(c, text, today).like));
  return (answers) => list.criteria.map((c, i) => like[i]!(storedOf(c, answers))).join("\n");
}

/** What each criterion gives, and the completions of them all. */
function complete(list: Checklist, answers: Answers, today: string): Pick<Score, "parts" | "choices"> {
  const said = list.criteria.map((c) => hear(c, storedOf(c, answers), today));
  const all = nodes(list, said);
  const scale = list.groups && new Map(list.groups.map((g) => [g.id, g.weight]));
  const parts = all.map(({ criterion: c, state, hangs }, i): Part => {
    const { known, answered, later, credit } = said[i]!;
    const applies = known !== "na" && state !== "failed";
    const weight = c.weight * (scale?.get(c.group ?? "") ?? 1);
    return { criterion: c, known, weight, state, hangs, applies, answered, later, credit: applies ? credit : { low: 0, high: 0 } };
  });
  return { parts, choices: choices(all, credits) };
}

/** What is kept of the answer to a criterion, under its id or an earlier one, whether it can be read today or not. */
export const storedOf = (c: Criterion, answers: Answers): string => keptOf(c, answers) ?? "";

/** The answer to a criterion; none, where what is kept is none to the criterion as it is today. */
export function answerOf(c: Criterion, answers: Answers): string {
  const text = storedOf(c, answers);
  return readable(c, text) ? text : "";
}

/** The criteria of which an answer is kept that is none to them as they are today: it counts as none, and stands there again once it can be read. */
export const unreadIn = (list: Checklist, answers: Answers): Criterion[] => list.criteria.filter((c) => !readable(c, storedOf(c, answers)));

/** The answers that can be read, under the ids that their criteria have today. */
export const heard = (list: Checklist, answers: Answers): Answers => Object.fromEntries(list.criteria.map((c) => [c.id, answerOf(c, answers)]).filter(([, answer]) => answer));

/** Scores a run. */
export function score(list: Checklist, answers: Answers, today: string): Score {
  const { parts, choices } = complete(list, answers, today);
  const whole = ends(choices, (at) => parts[at]!.weight);
  const [low, high] = [rounded(whole?.low), rounded(whole?.high)];
  const verdict: Verdict = whole ? judge(list, parts, low, high) : { kind: "nothing" };
  return { low, high, verdict, next: next(parts), answered: parts.filter((p) => p.answered).length, parts, choices };
}

/** A share of the weights as it is shown: rounded half up, whatever way it was summed. */
const rounded = (share = 0): number => Math.floor(share * 100 + 0.5 + 1e-9);

/** How a group stands. */
export interface GroupScore {
  id: string;
  low: number; // rounded half up, 0 to 100
  high: number;
  counts: boolean; // something in it has weight
  answered: number; // of those that may apply
  of: number;
}

/** How the groups of a checklist stand; what stands in none has the id "". */
export function groups(list: Checklist, s: Score): GroupScore[] {
  return ["", ...(list.groups ?? []).map((g) => g.id)].flatMap((id) => {
    const isOf = (p: Part): boolean => (p.criterion.group ?? "") === id;
    const own = s.parts.filter(isOf);
    const asked = own.filter((p) => p.state !== "failed");
    const whole = ends(s.choices, (at) => (isOf(s.parts[at]!) ? s.parts[at]!.weight : 0));
    return own.length > 0 ? [{ id, low: rounded(whole?.low), high: rounded(whole?.high), counts: whole !== undefined, answered: asked.filter((p) => p.answered).length, of: asked.length }] : [];
  });
}

function judge(list: Checklist, all: Part[], low: number, high: number): Verdict {
  const musts = all.filter((p) => p.criterion.must && p.applies); // one whose only_if is open is among them
  const failed = musts.find((p) => p.credit.high === 0 && p.state === "met");
  if (failed) return { kind: "ruled-out", by: failed.criterion.id };
  const bands = list.verdicts ?? [];
  const band = (v: number): number => Math.max(bands.findIndex((b) => v >= b.at), 0);
  const [best, worst] = [band(high), band(low)];
  if (best === worst && musts.every((p) => p.credit.low > 0)) return { kind: "decided", say: bands[best]?.say ?? "" };
  return { kind: "undecided", open: bands.slice(best, worst + 1).map((b) => b.say), missing: all.filter((p) => counts(all, p) && !p.answered).length };
}

/** Whether a criterion counts at all, by itself or for what hangs on it. */
const matters = (all: Part[], p: Part): boolean => Boolean(p.criterion.must) || p.weight > 0 || p.hangs.some((i) => matters(all, all[i]!));

/** Whether an answer would change what is open. */
const counts = (all: Part[], p: Part): boolean => p.applies && ((p.credit.high > p.credit.low && (p.weight > 0 || Boolean(p.criterion.must))) || (p.hangs.length > 0 && p.hangs.some((i) => matters(all, all[i]!))));

/** How much an answer may change: its own part, and all that hangs on it. */
const spread = (all: Part[], p: Part): number => p.hangs.reduce((sum, i) => sum + all[i]!.weight, (p.credit.high - p.credit.low) * p.weight);

/** The best next question of those that nobody was asked, and that nothing else decides whether to ask: musts first, then what may change most, then the order of the page. */
function next(all: Part[]): string {
  const wait = new Set(all.flatMap((gate) => (gate.applies && !gate.later ? gate.hangs : [])));
  const open = all.filter((p, at) => counts(all, p) && !p.later && !wait.has(at));
  open.sort((a, b) => Number(b.criterion.must ?? false) - Number(a.criterion.must ?? false) || spread(all, b) - spread(all, a));
  return open[0]?.criterion.id ?? "";
}

/** The place of a run among many, as one number: decided and not in the last band, undecided, in the last band, ruled out; then by the score. */
export function placeOf(list: Checklist): (s: Score) => number {
  const last = list.verdicts?.at(-1)?.say;
  const group = ({ verdict: v }: Score): number => (v.kind === "ruled-out" ? 3 : v.kind !== "decided" ? 1 : v.say === last ? 2 : 0);
  return (s) => (group(s) * 101 + 100 - s.low) * 101 + 100 - s.high;
}

/** The order of many runs; of one place, as they came. */
export function rank(list: Checklist, scores: Score[]): number[] {
  const place = placeOf(list);
  // One number for each, which sorts fifty thousand in a blink.
  const key = (s: Score, i: number): number => place(s) * scores.length + i;
  return Array.from(Float64Array.from(scores, key).sort(), (k) => k % scores.length);
}

/** Where a decision stands. */
export interface Outcome {
  open: number[]; // the rules that may still decide, from 0
  next: string; // the criterion that the earliest of them needs, of those that nobody was asked
  later: string[]; // those that they need and that are to be found out
  moot: string[]; // those of the rules that have no answer, and that none would change anything for
}

/** Follows the rules as far as the answers lead. */
export function decide(list: Checklist, answers: Answers, today: string): Outcome {
  const rules = list.rules ?? [];
  const certain = new Map<string, boolean>();
  const unknown = new Set<string>();
  const blank = new Set<string>();
  for (const p of parts(list, answers, today)) {
    if (p.later) unknown.add(p.criterion.id);
    else if (!p.answered) blank.add(p.criterion.id);
    if (!p.applies || p.credit.high === 0) certain.set(p.criterion.id, false);
    else if (p.credit.low > 0) certain.set(p.criterion.id, true);
  }
  const way: Way = { open: new Set(), asks: new Set(), cases: 0 };
  explore(rules, certain, way);
  const open = [...way.open].sort((a, b) => a - b);
  const ofRules = (some: Rule[]): string[] => [...new Set(some.flatMap((r) => (r.if ?? []).map((c) => c.id)))];
  const needed = open.length > 1 ? ofRules(open.map((i) => rules[i]!)).filter((id) => !certain.has(id)) : [];
  const moot = ofRules(rules).filter((id) => blank.has(id) && !way.asks.has(id));
  return { open, next: needed.find((id) => !unknown.has(id)) ?? "", later: needed.filter((id) => unknown.has(id)), moot };
}

const maxCases = 20_000; // beyond it, a rule that may be open is taken as open

/** What is found on the ways that are still open. */
interface Way {
  open: Set<number>; // rules
  asks: Set<string>; // questions: each is one where two ways part
  cases: number;
}

/** Finds every rule that some answer to the open questions leads to. */
function explore(rules: Rule[], known: Map<string, boolean>, way: Way): void {
  way.cases++;
  for (const [i, rule] of rules.entries()) {
    const conditions = rule.if ?? [];
    if (conditions.some((c) => known.has(c.id) && known.get(c.id) !== c.yes)) continue;
    const unknown = conditions.filter((c) => !known.has(c.id)).map((c) => c.id);
    if (unknown.length === 0) {
      way.open.add(i);
      return;
    }
    if (way.cases > maxCases) {
      way.open.add(i);
      for (const id of unknown) way.asks.add(id);
      continue;
    }
    way.asks.add(unknown[0]!);
    for (const yes of [true, false]) explore(rules, new Map(known).set(unknown[0]!, yes), way);
    return;
  }
}
