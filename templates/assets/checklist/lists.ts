// The kinds of checklist: what comes of their answers.

import { decide, score, type Answers, type Score } from "./score";
import type { Checklist } from "./types";
import { figure, verdictWords } from "./words";
import * as t from "../words";

/** What is to be known of a kind of checklist. */
export interface ListKind {
  /** Its runs have a score, by which they are ranked. */
  scored: boolean;
  /** What a run has led to, and what to do next, in a line each; empty where there is nothing to say. */
  outcome(list: Checklist, answers: Answers, today: string): string[];
  /** What is told of runs side by side before their answers: a head, and the words of each run. */
  compared: [head: string, of: (list: Checklist, s: Score, answers: Answers, today: string) => string][];
}

/** All kinds of checklist. */
export const lists: Record<Checklist["kind"], ListKind> = {
  checklist: { scored: false, outcome: () => [], compared: [] },
  scorecard: {
    scored: true,
    outcome(list, answers, today) {
      const s = score(list, answers, today);
      const { verdict: v } = s;
      const next = v.kind === "decided" ? list.verdicts?.find((band) => band.say === v.say)?.next : "";
      return [`${figure(s)} · ${verdictWords(list, v)}`, next ?? ""];
    },
    compared: [[t.score, (_, s) => figure(s)], [t.verdict, (list, s) => verdictWords(list, s.verdict)]],
  },
  decision: {
    scored: false,
    outcome(list, answers, today) {
      const open = decide(list, answers, today).open.map((i) => list.rules![i]!);
      return [open.map((rule) => rule.then ?? rule.else).join(" / "), (open.length === 1 && open[0]!.next) || ""];
    },
    compared: [[t.openRules, (list, _, answers, today) => decide(list, answers, today).open.map((r) => r + 1).join(", ")]],
  },
};
