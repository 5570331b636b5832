// The leads that were won or lost, to prove the scorecard by.

import { score, type Score } from "../checklist/score";
import type { Checklist } from "../checklist/model";
import type { Case } from "../checklist/proof";
import { stateOf } from "./calls";
import type { Lead } from "./rank";

/** Scores those leads anew of whom it is known what came of them, since a list keeps of each no more than figures; none twice. */
export class Cases {
  private scored = new WeakMap<Lead, Score>();

  constructor(
    private list: Checklist,
    private today: () => string,
  ) {}

  /** The cases among leads. */
  of(all: Lead[]): Case[] {
    return all.flatMap((l) => {
      const state = stateOf(l);
      return state === "won" || state === "lost" ? [{ outcome: state, score: this.score(l) }] : [];
    });
  }

  private score(l: Lead): Score {
    const s = this.scored.get(l) ?? score(this.list, l.answers, this.today());
    this.scored.set(l, s);
    return s;
  }
}
