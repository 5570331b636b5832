// Answers: a question that a criterion, a fact or a term answers by itself is
// answered before the pages, in their words. Only when it is sure: a wrong
// answer above the pages is worse than none.

import type { Ranked } from "./rank";

// How sure it must be. Held on questions that readers asked of the sample.
const inTitle: Record<string, number> = { criterion: 0.2, term: 0.35, source: 0.35 }; // of the query, in its title
const among = 0.8; // of the score of what is found first
const ahead = 1.5; // times the score of the next that has every word

/** How many of a query's words tell something, and how many of those the site has. */
export interface KnownWords {
  telling: number;
  known: number;
  /** Whether it begins as a question does. */
  asks: boolean;
}

/** The criterion, fact or term that is the answer, if one is for sure. */
export function answer(ranked: Ranked[], kind: (doc: number) => string, words: KnownWords): Ranked | undefined {
  if (words.telling === 0 || words.known < words.telling) return undefined; // who founded the chamber?
  return term(ranked, kind) ?? part(ranked, kind, words);
}

const everything = 0.99; // of what the query tells: worths and rounding take a little

/** A term, where the query says nothing but names of terms. */
function term(ranked: Ranked[], kind: (doc: number) => string): Ranked | undefined {
  const named = ranked.filter((r) => r.named && kind(r.doc) === "term");
  return named.reduce((sum, r) => sum + r.titled, 0) >= everything ? named[0] : undefined;
}

/** A part that has every word of the query, if no other does as well. */
function part(ranked: Ranked[], kind: (doc: number) => string, words: KnownWords): Ranked | undefined {
  const [best, next] = ranked.filter((r) => r.whole && kind(r.doc) in inTitle);
  // A page whose title is the query is what was looked for.
  if (!best || best.score < among * ranked[0]!.score || (ranked[0]!.titled > everything && best.titled < everything)) return undefined;
  const alone = !next || best.score >= ahead * next.score || best.titled >= ahead * next.titled + 0.01;
  if (!alone) return undefined;
  if (kind(best.doc) === "source" && (words.telling < 2 || words.asks)) return undefined; // one word is a topic, and a question wants more than a fact that has its words
  return best.titled >= (words.known > 1 ? inTitle[kind(best.doc)]! : inTitle.term!) ? best : undefined;
}
