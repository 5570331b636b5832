// What `fieldbook mcp` scores with: the page's own scorer, in an engine without a
// browser.

import { readable } from "./answer";
import { typedAs } from "./kinds";
import type { Checklist, Criterion } from "./model";
import type { State } from "./only-if";
import { decide, groups, score, type Answers, type Score } from "./score";

/** What a run came to. */
interface Judged {
  /** Answers that cannot be read, or are to no criterion, and count as none. */
  unreadable: string[];
  /** What each criterion gave: a credit from 0 to 1, low and high; and what its only_if came to, where it has one. */
  criteria: { id: string; ask: string; answer: string; low: number; high: number; must: boolean; only_if?: State }[];
  /** The criterion to ask next; "" when nothing would change. */
  next: string;
  score?: { low: number; high: number };
  /** The score of each group by its id. */
  groups?: Record<string, { low: number; high: number }>;
  /** A scorecard's verdict, or those that are still open. */
  verdicts?: string[];
  ruledOutBy?: string;
  /** A decision's outcomes that are still open: one, when it is made. */
  outcomes?: string[];
}

/** An answer in the form in which it is kept, whatever way it was written. */
function kept(c: Criterion, text: string): string | undefined {
  if (readable(c, text)) return text;
  const typed = typedAs(c, text);
  return typed !== undefined && readable(c, typed) ? typed : undefined;
}

/** What a kind of checklist tells of answers. */
const told: Record<Checklist["kind"], (list: Checklist, s: Score, answers: Answers, today: string) => Partial<Judged>> = {
  checklist: () => ({}),
  scorecard(list, s) {
    const { low, high, verdict: v } = s;
    const verdicts = v.kind === "decided" ? [v.say] : v.kind === "undecided" ? v.open : undefined;
    const counted = list.groups && groups(list, s).filter((g) => g.id && g.counts);
    return { score: { low, high }, groups: counted && Object.fromEntries(counted.map((g) => [g.id, { low: g.low, high: g.high }])), verdicts, ruledOutBy: v.kind === "ruled-out" ? v.by : undefined };
  },
  decision(list, _, answers, today) {
    const { open, next } = decide(list, answers, today);
    return { next, outcomes: open.map((i) => list.rules![i]!.then ?? list.rules![i]!.else ?? "") };
  },
};

function judge(list: Checklist, given: Answers, today: string): Judged {
  const answers: Answers = {};
  const unreadable = Object.keys(given).filter((id) => !list.criteria.some((c) => c.id === id));
  for (const c of list.criteria) {
    const text = given[c.id] ?? "";
    const answer = kept(c, text);
    if (answer === undefined) unreadable.push(c.id);
    else answers[c.id] = answer;
  }
  const all = score(list, answers, today);
  return {
    unreadable,
    criteria: all.parts.map((p) => ({ id: p.criterion.id, ask: p.criterion.ask, answer: answers[p.criterion.id] ?? "", low: p.credit.low, high: p.credit.high, must: Boolean(p.criterion.must), only_if: p.criterion.only_if && p.state })),
    next: all.next,
    ...told[list.kind](list, all, answers, today),
  };
}

Object.assign(globalThis, {
  fieldbookJudge: (model: string, answers: string, today: string): string => JSON.stringify(judge(JSON.parse(model) as Checklist, JSON.parse(answers) as Answers, today)),
});
