// Ranking: how well a document answers a query, from the postings of its words.

import type { Group, Posting } from "./shard";

/** A stem that may stand for a word of the query, and how well it does: 1 is the word itself. */
export interface Choice {
  group: Group;
  worth: number;
}

/** A word of the query with all that may stand for it. */
export interface Term {
  word: string;
  choices: Choice[];
  weight: number; // how much the word tells: its inverse document frequency
  common: boolean; // it stands nearly everywhere, and counts in titles alone
}

/** A document that answers. */
export interface Ranked {
  doc: number;
  score: number;
  passages: number[]; // pairs of a passage and what a word in it weighs
  byTitle: boolean; // its title answers better than any passage
  lent: boolean; // it has no word of the query, its neighbours have: it stands below all that have one
  whole: boolean; // it has every word that tells something
  titled: number; // how much of what tells something its title has, 0 to 1
  named: boolean; // the query has its whole title
  parts: Parts;
}

/** What each sign gave to a score: their sum, times the worth of the kind, is the score. */
export interface Parts {
  words: number; // that stand in it, with what its neighbours add to them (BM25F)
  lent: number; // words that its neighbours have, and it has not
  near: number; // words in one passage
  pairs: number; // neighbours in the query that stand in one passage
  title: number; // words in the title
  exact: number; // a title that is the query
}

/** Of what was found by a filter alone. */
export const noParts: Parts = { words: 0, lent: 0, near: 0, pairs: 0, title: 0, exact: 0 };

// How much each sign counts beside the words themselves. Tuned on the titles of
// a handbook and on questions with judged answers (Cranfield, Medline, CACM,
// TIME, cystic fibrosis).
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

/** The sums of a document over the words of the query. */
interface Sums {
  words: number; // how many that tell something
  score: number;
  lent: number;
  covered: number; // weight of the words found
  titled: number; // weight of those in the title
  inTitle: number; // … with what common words weigh there
  titleWords: number; // how many those are
  titleLength: number;
}

/** What stands near each other in a document. */
interface Near {
  passages: number[]; // pairs of a passage and what a word in it weighs: there are few
  pairs: number; // weight of neighbours in the query that stand in one passage
  last: Posting | undefined; // of the last word found, and
  lastTerm: number; // which it was
}

const inText = (t: Term): number => (t.common ? 0 : t.weight);
const inTitle = (t: Term): number => Math.max(t.weight, commonInTitle);

/** The best documents, best first, how many there are in all, and how many of those are no tail of weak ones. */
export interface Ranking {
  ranked: Ranked[];
  total: number;
  strong: number;
}

/** Ranks the documents that have any of the terms, at least so many of them as are wanted; worth 0 leaves one out. */
export function rank(terms: Term[], worthOf: (doc: number) => number, most = Infinity): Ranking {
  const ranked: Ranked[] = [];
  const measure = measureOf(terms);
  const { worth, sums, own, total, strong } = candidates(terms, worthOf, measure, most);
  const close = nearness(terms, worth);
  for (const [doc, w] of worth.entries()) {
    if (!w) continue;
    const f = sums(doc);
    const { passages, pairs } = close.get(doc) ?? { passages: [], pairs: 0 };
    let near = 0;
    for (let k = 0; k < passages.length; k += 2) near = Math.max(near, withNext(passages, passages[k]!));
    const parts = measure.parts(f, near, pairs);
    ranked.push({
      doc,
      score: sum(parts) * w,
      passages,
      byTitle: f.inTitle > 0.999 * measure.titleTotal && f.inTitle >= near,
      lent: !own(doc),
      whole: f.words === measure.telling,
      titled: f.titled / measure.total,
      named: f.titleWords > 0 && f.titleWords === f.titleLength,
      parts,
    });
  }
  return { ranked: ranked.sort((a, b) => byScore(a, b) || a.doc - b.doc), total, strong };
}

const sum = (p: Parts): number => p.words + p.lent + p.near + p.pairs + p.title + p.exact;

/** The documents that may be among the best. */
interface Candidates {
  worth: Float64Array; // of each document; 0 of those that cannot be among the best
  sums(doc: number): Sums;
  own(doc: number): boolean; // it has a word itself
  total: number; // how many there are in all
  strong: number; // how many of them are not weak
}

/**
 * Adds up what stands of the terms in each document. What stands near each other
 * is dear to find out, and gives little: it is looked at only where it can decide.
 */
function candidates(terms: Term[], worthOf: (doc: number) => number, measure: Measure, most: number): Candidates {
  const groups = terms.flatMap((t) => t.choices.map((c) => c.group));
  const docs = Math.max(0, ...groups.flatMap((g) => [g.postings, g.lent]).map((p) => (p.at(-1)?.doc ?? -1) + 1));
  const seen = new Uint8Array(docs); // 1: it has a word, 2: its neighbours have
  const column = (): Float64Array => new Float64Array(docs);
  const [words, score, lent, covered, titled, inTitleOf, titleWords, titleLength] = [column(), column(), column(), column(), column(), column(), column(), column()];
  for (const term of terms) {
    best(term, ({ doc, impact, title }, worth) => {
      seen[doc] = 1;
      const w = inText(term) * worth;
      score[doc]! += w * impact;
      covered[doc]! += w;
      if (!term.common) words[doc]!++;
      if (!title) return;
      titled[doc]! += w;
      inTitleOf[doc]! += inTitle(term) * worth;
      titleWords[doc]!++;
      titleLength[doc] = title;
    });
    if (term.common) continue;
    for (const { group, worth } of term.choices) {
      for (const { doc, impact } of group.lent) {
        seen[doc] ||= 2;
        lent[doc]! += term.weight * worth * impact;
      }
    }
  }
  const sums = (doc: number): Sums => ({
    words: words[doc]!, score: score[doc]!, lent: lent[doc]!, covered: covered[doc]!, titled: titled[doc]!, inTitle: inTitleOf[doc]!, titleWords: titleWords[doc]!, titleLength: titleLength[doc]!,
  });
  const worth = column();
  const least = column();
  let total = 0;
  for (let doc = 0; doc < docs; doc++) {
    if (!seen[doc] || !(worth[doc] = worthOf(doc))) continue;
    total++;
    least[doc] = sum(measure.parts(sums(doc), 0, 0)) * worth[doc]! + (seen[doc] === 1 ? ownFirst : 0);
  }
  const out = { worth, sums, own: (doc: number) => seen[doc] === 1, total, strong: strongOf(least, worth, total) };
  if (total <= most) return out;
  const wanted = least.slice().sort()[docs - most]!;
  for (let doc = 0; doc < docs; doc++) {
    const c = covered[doc]!;
    if (least[doc]! + ((nearAtMost * c * c) / measure.total + pairsMatter * c) / measure.total < wanted) worth[doc] = 0;
  }
  return out;
}

const weak = 0.24; // of the best score: what has less is there by chance words
const noTail = 10; // hits: so many are looked through, whatever they are

/** How many documents are not weak, by the least that they score: where any has a word itself, what is lent is weak. */
function strongOf(least: Float64Array, worth: Float64Array, total: number): number {
  const best = least.reduce((a, b) => Math.max(a, b), 0);
  const from = best < ownFirst ? 0 : ownFirst;
  const strong = least.reduce((n, score, doc) => n + Number(worth[doc]! > 0 && score - from >= weak * (best - from)), 0);
  return Math.max(strong, Math.min(total, noTail));
}

const ownFirst = 1000; // more than any score
const nearAtMost = 1.5 * nearMatters; // in one passage and the next

/** Orders what was found: what has only what its neighbours lend comes last. */
export function byScore(a: { score: number; lent: boolean }, b: { score: number; lent: boolean }): number {
  return Number(a.lent) - Number(b.lent) || b.score - a.score;
}

/** Finds what stands near each other in the documents that are wanted. */
function nearness(terms: Term[], wanted: Float64Array): Map<number, Near> {
  const found = new Map<number, Near>();
  for (const [i, term] of terms.entries()) {
    best(term, (posting, worth) => {
      if (!wanted[posting.doc]) return;
      let f = found.get(posting.doc);
      if (!f) found.set(posting.doc, (f = { passages: [], pairs: 0, last: undefined, lastTerm: -1 }));
      const w = inText(term) * worth;
      if (f.last && f.lastTerm === i - 1 && posting.passages.some((p) => f.last!.passages.includes(p))) f.pairs += Math.min(w, inText(terms[i - 1]!));
      f.last = posting;
      f.lastTerm = i;
      for (const p of posting.passages) f.passages.push(p, w);
    });
  }
  return found;
}

/** Tells what each sign gives, by the words of the query. */
interface Measure {
  total: number; // what its words weigh
  titleTotal: number; // … and in titles
  telling: number; // how many words tell something
  parts(f: Sums, near: number, pairs: number): Parts;
}

function measureOf(terms: Term[]): Measure {
  const total = terms.reduce((all, t) => all + inText(t), 0);
  const titleTotal = terms.reduce((all, t) => all + inTitle(t), 0);
  const telling = terms.filter((t) => !t.common).length;
  const asked = Math.min(1, titleAnswers / Math.max(1, telling));
  const parts: Measure["parts"] = (f, near, pairs) => {
    const title = f.inTitle / titleTotal;
    return {
      words: f.score / total,
      lent: f.lent / total,
      near: (nearMatters * near * (f.covered / total)) / total,
      pairs: (pairsMatter * pairs) / total,
      title: titleMatters * asked * title * title * (0.5 + (0.5 * f.titleWords) / Math.max(f.titleLength, terms.length)),
      exact: title > 0.999 && f.titleLength === f.titleWords ? exactTitle : 0,
    };
  };
  return { total, titleTotal, telling, parts };
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

interface Chosen {
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
  const out = new Map<number, Chosen>();
  for (const { group, worth } of term.choices) {
    for (const posting of group.postings) {
      const before = out.get(posting.doc);
      if (!before || value(posting, worth) > value(before.posting, before.worth)) out.set(posting.doc, { posting, worth });
    }
  }
  for (const { posting, worth } of out.values()) take(posting, worth);
}

/** How a word of the query stands in a document. */
export interface Standing {
  word: string;
  tells: number; // its weight
  impact: number; // 0 to 1, times how well it stands for the word
  title: boolean;
  lent: boolean;
}

/** How a term stands in a document, for a reader who asks why; nothing if it does not. */
export function standing(term: Term, doc: number): Standing[] {
  const all = term.choices.flatMap(({ group, worth }) =>
    [group.postings, group.lent].flatMap((postings) =>
      postings.filter((p) => p.doc === doc).map((p) => ({ word: term.word, tells: inText(term), impact: p.impact * worth, title: p.title > 0, lent: postings === group.lent })),
    ),
  );
  return all.sort((a, b) => b.impact - a.impact).slice(0, 1);
}

function value(posting: Posting, worth: number): number {
  return worth * (posting.impact + (posting.title ? 1 : 0));
}
