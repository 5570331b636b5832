// Ranking: how well a document answers a query, from the postings of its words.

import type { Group, Posting } from "./index";

/** A word of the query with all that may stand for it, each with how well it does. */
export interface Term {
  word: string;
  choices: { group: Group; worth: number }[];
  weight: number; // how much the word tells: its inverse document frequency
  common: boolean; // it stands nearly everywhere, and counts in titles alone
}

/** A document that answers. */
export interface Ranked {
  doc: number;
  score: number;
  passages: number[]; // pairs of a passage and what a word in it weighs
  byTitle: boolean; // its title answers better than any passage
}

// How much each sign counts beside the words themselves. Tuned on the titles of
// a handbook and on questions with judged answers (the Cranfield collection).
const titleMatters = 1.6; // a title that holds the whole query
const titleAnswers = 4; // words: a title answers a longer question less well
const exactTitle = 1.0; // … and nothing else
const commonInTitle = 0.3; // the least that a word tells in a title
const nearMatters = 0.25; // words in one passage
const pairsMatter = 0.1; // neighbours in the query that stand in one passage

/** How much a word tells (the idf of BM25). */
export function weight(df: number, docs: number): number {
  return Math.log(1 + (docs - df + 0.5) / (df + 0.5));
}

interface Found {
  score: number;
  covered: number; // weight of the words found
  inTitle: number; // weight of the words in the title
  titleWords: number; // how many those are
  titleLength: number;
  passages: number[]; // pairs of a passage and what a word in it weighs: there are few
  pairs: number; // weight of neighbours in the query that stand in one passage
  last: Posting; // of the last word found, and
  lastTerm: number; // which it was
}

/** Ranks the documents that have any of the terms, best first; worth 0 leaves one out. */
export function rank(terms: Term[], worthOf: (doc: number) => number): Ranked[] {
  const inText = (t: Term): number => (t.common ? 0 : t.weight);
  const inTitle = (t: Term): number => Math.max(t.weight, commonInTitle);
  const total = terms.reduce((sum, t) => sum + inText(t), 0);
  const titleTotal = terms.reduce((sum, t) => sum + inTitle(t), 0);
  const asked = Math.min(1, titleAnswers / Math.max(1, terms.filter((t) => !t.common).length));
  const found = new Map<number, Found>();
  for (const [i, term] of terms.entries()) {
    best(term, (posting, worth) => {
      let f = found.get(posting.doc);
      if (!f) found.set(posting.doc, (f = { score: 0, covered: 0, inTitle: 0, titleWords: 0, titleLength: 0, passages: [], pairs: 0, last: posting, lastTerm: i }));
      const w = inText(term) * worth;
      f.score += w * posting.impact;
      f.covered += w;
      if (posting.title) {
        f.inTitle += inTitle(term) * worth;
        f.titleWords++;
        f.titleLength = posting.title;
      }
      if (f.lastTerm === i - 1 && posting.passages.some((p) => f.last.passages.includes(p))) f.pairs += Math.min(w, inText(terms[i - 1]!));
      f.last = posting;
      f.lastTerm = i;
      for (const p of posting.passages) f.passages.push(p, w);
    });
  }
  const out: Ranked[] = [];
  for (const [doc, f] of found) {
    const worth = worthOf(doc);
    if (worth === 0) continue;
    let near = 0;
    for (let k = 0; k < f.passages.length; k += 2) near = Math.max(near, withNext(f.passages, f.passages[k]!));
    const title = f.inTitle / titleTotal;
    let score = (f.score + nearMatters * near * (f.covered / total) + pairsMatter * f.pairs) / total;
    score += titleMatters * asked * title * title * (0.5 + (0.5 * f.titleWords) / Math.max(f.titleLength, terms.length));
    if (title > 0.999 && f.titleLength === f.titleWords) score += exactTitle;
    out.push({ doc, score: score * worth, passages: f.passages, byTitle: title > 0.999 && f.inTitle >= near });
  }
  return out.sort((a, b) => b.score - a.score || a.doc - b.doc);
}

/** What stands in a passage. */
function within(passages: number[], passage: number): number {
  let sum = 0;
  for (let k = 0; k < passages.length; k += 2) if (passages[k] === passage) sum += passages[k + 1]!;
  return sum;
}

/** What stands in a passage: what begins in it may end in the next. */
function withNext(passages: number[], passage: number): number {
  const own = within(passages, passage);
  return own + 0.5 * Math.min(within(passages, passage + 1), own);
}

const alsoAnswers = 0.8; // of the best passage's weight

/** The passages that answer best, best first; -1 is the document's title. */
export function places({ passages, byTitle }: Ranked): number[] {
  const distinct = [...new Set(passages.filter((_, k) => k % 2 === 0))];
  const all = distinct.map((passage) => ({ passage, own: within(passages, passage), weight: withNext(passages, passage) }));
  all.sort((a, b) => b.weight - a.weight || a.passage - b.passage);
  const good = all.filter((p) => p.own >= all[0]!.own * alsoAnswers).map((p) => p.passage);
  return byTitle ? [-1, ...good] : good;
}

interface Standing {
  posting: Posting;
  worth: number;
}

/** Gives for each document the choice that stands best for a term. */
function best(term: Term, take: (posting: Posting, worth: number) => void): void {
  const [only, ...others] = term.choices;
  if (only && others.length === 0) {
    for (const posting of only.group.postings) take(posting, only.worth);
    return;
  }
  const out = new Map<number, Standing>();
  for (const { group, worth } of term.choices) {
    for (const posting of group.postings) {
      const before = out.get(posting.doc);
      if (!before || value(posting, worth) > value(before.posting, before.worth)) out.set(posting.doc, { posting, worth });
    }
  }
  for (const { posting, worth } of out.values()) take(posting, worth);
}

function value(posting: Posting, worth: number): number {
  return worth * (posting.impact + (posting.title ? 1 : 0));
}
