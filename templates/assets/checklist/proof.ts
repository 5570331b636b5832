// Whether a scorecard is right, as far as those tell that were won or lost: which of
// its verdicts and criteria part them, and whether another threshold would have parted
// them better. All of it is asked at once by Holm's way, so that of outcomes that chance
// alone gave anything is told in at most 5 of 100 sets. It tells of these cases, and
// of no other.

import { fisher, holm, share, shuffled, type Share } from "./chance";
import type { Checklist } from "./model";
import type { Outcome } from "./runs";
import type { Part, Score } from "./score";

/** How many must be won, and how many lost, before anything is told. */
export const least = 20;

/** What came of somebody: of some it is not known yet. */
export interface Case {
  outcome?: Outcome;
  score: Score;
}

/** What is proven of a scorecard. */
export interface Proof {
  won: number;
  lost: number;
  /** How many are lacking: with any, nothing else is told. */
  lacks: { won: number; lost: number };
  /** Those won or lost whose verdict is open: they are in no band. */
  undecided: number;
  bands: BandProof[];
  criteria: CriterionProof[];
  /** Thresholds that would have been better; of most scorecards none. */
  thresholds: ThresholdProof[];
}

/** Whether certainly more or fewer of some were won than of the others, or chance may have done it; none where there is nobody to compare. */
export type Parting = "more" | "fewer" | "chance" | "none";

/** The wins of a verdict. */
export interface BandProof {
  say: string; // "" for those ruled out
  wins: Share;
  parts: Parting; // them from those of all other verdicts
}

/** The wins of those that meet a criterion, and of those that do not. */
export interface CriterionProof {
  id: string;
  met: Share;
  unmet: Share;
  unknown: number; // of whom it is not known, or to whom it does not apply
  parts: Parting; // those that meet it from those that do not
}

/** A threshold that would have been better. */
export interface ThresholdProof {
  say: string; // the verdict that begins there
  now: Cut;
  better: Cut;
  /** What those thresholds cost that were each found without the cases that they were tried on. */
  unseen: { missed: number; called: number };
}

/** What it costs to call those from a score on: wins that are missed, losses that are called. */
export interface Cut {
  at: number;
  missed: number;
  called: number;
}

/** Tells what those that were won or lost say of a scorecard. */
export function prove(list: Checklist, all: Case[]): Proof {
  const ended = all.filter((c) => c.outcome !== undefined);
  const won = ended.filter(isWon).length;
  const lacks = { won: Math.max(0, least - won), lost: Math.max(0, least - (ended.length - won)) };
  const undecided = ended.filter(({ score: { verdict: v } }) => v.kind !== "decided" && v.kind !== "ruled-out").length;
  const proof: Proof = { won, lost: ended.length - won, lacks, undecided, bands: [], criteria: [], thresholds: [] };
  if (lacks.won + lacks.lost > 0) return proof;
  const asked = [...bands(list, ended, proof), ...criteria(list, ended, proof), ...thresholds(list, ended, proof)];
  const sure = holm(asked.map((a) => a.p));
  for (const [i, a] of asked.entries()) if (sure[i]) a.tell();
  return proof;
}

/** One test of all: what is told if it is no chance. */
interface Asked {
  p: number;
  tell(): void;
}

const isWon = (c: Case): boolean => c.outcome === "won";
const wins = (cases: Case[]): Share => share(cases.filter(isWon).length, cases.length);

/** Tests whether two shares differ; a side without a case tells nothing, whatever the outcomes are. */
function differs(a: Share, b: Share, into: { parts: Parting }): Asked[] {
  if (a.of === 0 || b.of === 0) return [];
  into.parts = "chance";
  return [{ p: fisher(a, b), tell: () => (into.parts = a.won * b.of > b.won * a.of ? "more" : "fewer") }];
}

/** The bands of the verdicts, and those ruled out if there are any. */
function bands(list: Checklist, ended: Case[], proof: Proof): Asked[] {
  const says = (c: Case): string | undefined => (c.score.verdict.kind === "decided" ? c.score.verdict.say : c.score.verdict.kind === "ruled-out" ? "" : undefined);
  const judged = ended.filter((c) => says(c) !== undefined);
  return [...(list.verdicts ?? []).map((v) => v.say), ""].flatMap((say) => {
    const that = (is: boolean): Share => wins(judged.filter((c) => (says(c) === say) === is));
    const band: BandProof = { say, wins: that(true), parts: "none" };
    if (say === "" && band.wins.of === 0) return [];
    proof.bands.push(band);
    return differs(band.wins, that(false), band);
  });
}

/** Whether a criterion is met for certain, or certainly not; undefined for what is not known. */
function meets({ applies, answered, credit }: Part): boolean | undefined {
  if (!applies || !answered || (credit.low === 0 && credit.high > 0)) return undefined;
  return credit.low > 0;
}

function criteria(list: Checklist, ended: Case[], proof: Proof): Asked[] {
  return list.criteria.flatMap(({ id }, i) => {
    const that = (met: boolean): Share => wins(ended.filter((c) => meets(c.score.parts[i]!) === met));
    const c: CriterionProof = { id, met: that(true), unmet: that(false), unknown: 0, parts: "none" };
    c.unknown = ended.length - c.met.of - c.unmet.of;
    proof.criteria.push(c);
    return differs(c.met, c.unmet, c);
  });
}

/** The thresholds between the verdicts, of those whose score is one number and that no must has ruled out. */
function thresholds(list: Checklist, ended: Case[], proof: Proof): Asked[] {
  const exact = ended.filter(({ score: s }) => s.verdict.kind === "decided" && s.low === s.high);
  const { won, of } = wins(exact);
  if (won < least || of - won < least) return [];
  const verdicts = list.verdicts ?? [];
  return verdicts.slice(0, -1).flatMap(({ say, at }, i) => {
    const found = better(exact, { now: at, from: verdicts[i + 1]!.at + 1, to: verdicts[i - 1] ? verdicts[i - 1]!.at - 1 : 100 });
    return [{ p: found?.p ?? 1, tell: () => void proof.thresholds.push({ say, ...found!.told }) }];
  });
}

/** The threshold that a verdict has, and those that it may have without passing its neighbours. */
interface Span {
  now: number;
  from: number;
  to: number;
}

/** How many parts the cases are dealt into, to try a threshold on those that it was not found by. */
const folds = 5;

/** A threshold that parts wins from losses better, also on cases that had no part in finding it. */
function better(exact: Case[], span: Span): { p: number; told: Omit<ThresholdProof, "say"> } | undefined {
  const all = tally(exact);
  const at = best(all, span);
  const tried = deal(exact).map(tally).map((unseen) => ({ unseen, at: best(without(all, unseen), span) }));
  const way = Math.sign(at - span.now);
  if (way === 0 || tried.some((t) => Math.sign(t.at - span.now) !== way)) return undefined;
  const costs = tried.map((t) => cost(t.unseen, t.at));
  const unseen = { missed: sum(costs.map((c) => c.missed)), called: sum(costs.map((c) => c.called)) };
  const now = cost(all, span.now);
  if (parted(all, unseen) <= parted(all, now)) return undefined;
  const told = { now: { at: span.now, ...now }, better: { at, ...cost(all, at) }, unseen };
  return { p: Math.min(1, unlikely(exact, at, span.now) * others(exact, span)), told };
}

/** How likely chance alone makes one threshold that much better than another: those between them, whose call it changes, are tested against all others. */
function unlikely(exact: Case[], at: number, now: number): number {
  const between = (c: Case): boolean => c.score.low >= Math.min(at, now) && c.score.low < Math.max(at, now);
  const [inside, outside] = [wins(exact.filter(between)), wins(exact.filter((c) => !between(c)))];
  return at < now ? fisher(inside, outside, "above") : fisher(outside, inside, "above");
}

/** How many thresholds call others than the one there is: of so many the best is taken, and that much likelier chance has made one as good. */
const others = (exact: Case[], { from, to }: Span): number => new Set(exact.map((c) => c.score.low).filter((at) => at >= from && at < to)).size;

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);

/** How many were won and lost below each score, from 0 to 101, below which are all. */
type Tally = Record<Outcome, number[]>;

function tally(cases: Case[]): Tally {
  const below = (outcome: Outcome): number[] => {
    const counts = new Array<number>(102).fill(0);
    for (const c of cases) if (c.outcome === outcome) counts[c.score.low + 1]!++;
    for (let at = 1; at < counts.length; at++) counts[at]! += counts[at - 1]!;
    return counts;
  };
  return { won: below("won"), lost: below("lost") };
}

const without = (all: Tally, some: Tally): Tally => ({ won: all.won.map((n, at) => n - some.won[at]!), lost: all.lost.map((n, at) => n - some.lost[at]!) });

/** What a threshold costs. */
const cost = ({ won, lost }: Tally, at: number): { missed: number; called: number } => ({ missed: won[at]!, called: lost[101]! - lost[at]! });

/** How well calls part wins from losses: the share of wins that is called less that of losses, times the numbers of both, which makes it a whole number. */
const parted = ({ won, lost }: Tally, { missed, called }: { missed: number; called: number }): number => (won[101]! - missed) * lost[101]! - called * won[101]!;

/** The threshold that parts best; of several the nearest to the one there is. */
function best(cases: Tally, { now, from, to }: Span): number {
  const worth = (at: number): number => parted(cases, cost(cases, at));
  let found = now;
  for (let far = 1; now - far >= from || now + far <= to; far++) {
    for (const at of [now - far, now + far]) if (at >= from && at <= to && worth(at) > worth(found)) found = at;
  }
  return found;
}

/** Deals cases by chance into parts that have alike many wins and losses, whatever order they come in. */
function deal(exact: Case[]): Case[][] {
  const out: Case[][] = Array.from({ length: folds }, () => []);
  for (const outcome of ["won", "lost"]) {
    const these = exact.filter((c) => c.outcome === outcome).sort((a, b) => a.score.low - b.score.low);
    for (const [i, c] of shuffled(these).entries()) out[i % folds]!.push(c);
  }
  return out;
}
