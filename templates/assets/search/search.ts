// The search: a query in, hits out. query.ts takes the text apart, understand.ts finds
// what each word stands for, filter.ts what may be shown, rank.ts has the formula and its
// constants, phrase.ts reads the best pages to hold a phrase word for word, answer.ts
// decides whether one entry is the answer, show.ts makes the hits. The command line runs
// the same files.

import { answer, type KnownWords } from "./answer";
import { filter, together, unsure, type Test } from "./filter";
import type { Index } from "./index";
import { holding } from "./phrase";
import { parse, type Options, type Query } from "./query";
import { noParts, rank, type Ranked, type Ranking, type Term } from "./rank";
import { answered, kindWorth, ordered, show, type Answer, type Hit, type Link, type Place, type Why } from "./show";
import { understand } from "./understand";
import { words, type Word } from "./words";

/** All that answers a query. */
export interface Result {
  hits: Hit[];
  total: number;
  /** How many of these are no tail of weak hits: the others are given where they are asked for. */
  strong: number;
  /** Whether there may be more than total: a phrase was looked for in the best candidates alone. */
  more: boolean;
  /** The query as it was understood, if a word was misspelt, or "". */
  corrected: string;
  /** The query with what a rare word may have meant instead, or "": its hits are among these. */
  likelier: string;
  /** What answers a question by itself, if that is sure; it is among the hits too. */
  answer?: Answer;
  /** Nothing holds the quoted words as they stand: these hits have them apart. */
  loose: boolean;
  /** The words that were found, as they may stand in a text. */
  words: string[];
  /** Where nothing was found: words of the site that are a little like those asked for. */
  near: string[];
  /** Whether a part of the index could not be loaded. */
  incomplete: boolean;
}

export type { Answer, Hit, Link, Options, Place, Why };

const defaultLimit = 20;
const nearTried = 4; // words
const answersAmong = 50; // documents: an answer is one of the best

/** Answers a query. cancelled is asked before each load; a cancelled search gives nothing. */
export async function search(index: Index, text: string, options: Options = {}, cancelled: () => boolean = () => false): Promise<Result> {
  const query = parse(text);
  const nothing: Result = { hits: [], total: 0, strong: 0, more: false, corrected: "", likelier: "", words: [], near: [], loose: false, incomplete: false };
  index.failures = 0;
  const all = query.words.length === 0 && query.filters.length > 0;
  if ((query.words.length === 0 && !all) || index.overview.docs === 0) return nothing;
  const { terms, corrections, likelier } = await understand(index, query, cancelled);
  if (cancelled()) return nothing;
  if (terms.length === 0 && !all) return { ...nothing, near: await nearWords(index, query), incomplete: index.failures > 0 };
  const allowed = await filter(index, query, options, cancelled);
  const limit = Math.max(0, Math.floor(Number(options.limit ?? defaultLimit)) || 0);
  const { ranked, total, strong, more, loose } = all ? everything(index, allowed) : await find(index, terms, corrected(query.phrases, corrections), await unsure(index, query), allowed, limit, cancelled);
  if (cancelled()) return nothing;
  const found = new Set(terms.filter((t) => !t.common).flatMap((t) => t.choices.flatMap((c) => c.group.forms)));
  const sure = query.phrases.length === 0 && !all ? answer(ranked, (doc) => index.kind(doc), knownWords(query, terms, index)) : undefined;
  return {
    hits: await show(index, ranked.slice(0, options.weak ? limit : Math.min(limit, strong)), { terms, found, inOrder: ordered(correct(query.words, corrections), query.open, index.small), explain: Boolean(options.explain) }),
    total,
    strong,
    answer: sure && (await answered(index, sure, found)),
    more,
    corrected: corrections.size ? replaceWords(text, corrections) : "",
    likelier: likelier.size ? replaceWords(text, likelier) : "",
    words: [...found],
    near: ranked.length === 0 && !more ? await nearWords(index, query) : [],
    loose,
    incomplete: index.failures > 0,
  };
}

/** Words of the site that are a little like those of a query that finds nothing. */
async function nearWords(index: Index, query: Query): Promise<string[]> {
  const unknown = query.words.slice(0, nearTried).map((w) => w.text);
  return [...new Set((await Promise.all(unknown.map((w) => index.like(w)))).flat())];
}

/** What filters alone leave, in the order of the site. */
function everything(index: Index, allowed: Test): Found {
  const ranked = others(index, [], allowed);
  return { ranked, total: ranked.length, strong: ranked.length, more: false, loose: false };
}

/** The documents that may be shown and have not been ranked. */
function others(index: Index, ranked: Ranked[], may: Test): Ranked[] {
  const known = new Set(ranked.map((r) => r.doc));
  const docs = Array.from({ length: index.overview.docs }, (_, doc) => doc).filter((doc) => !known.has(doc) && may(doc));
  return docs.map((doc) => ({ doc, score: 0, passages: [], byTitle: true, lent: false, whole: false, titled: 0, named: false, parts: noParts }));
}

/** What was found of a query. */
interface Found extends Ranking {
  more: boolean;
  loose: boolean;
}

/** Ranks what may be shown, and holds it to the phrases and to the words to leave out. */
async function find(index: Index, terms: Term[], phrases: Word[][][], without: Set<string>, allowed: Test, limit: number, cancelled: () => boolean): Promise<Found> {
  const ranking = (may: Test, most: number): Ranking => rank(terms, (doc) => (may(doc) ? kindWorth[index.kind(doc)]! : 0), most);
  const most = Math.max(limit, answersAmong);
  if (phrases.length === 0 && without.size === 0) return { ...ranking(allowed, most), more: false, loose: false };
  const phrased = await together(index, phrases);
  const may: Test = (doc) => allowed(doc) && phrased(doc);
  const { ranked } = ranking(may, Infinity);
  // A word in very many documents has postings for the best of them alone.
  if (index.overview.signed && phrases.length > 0) ranked.push(...others(index, ranked, may));
  const held = await holding(index, ranked, phrases, without, limit, cancelled);
  if (phrases.length === 0 || held.ranked.length > 0 || held.more || cancelled()) return { ...held, total: held.ranked.length, strong: held.ranked.length, loose: false };
  // Nothing holds the phrases word for word: what has their words answers better than nothing.
  return { ...ranking(allowed, most), more: false, loose: true };
}

/** How many words of a query tell something, and how many of those the site has. A number that it has not may be the reader's own. */
function knownWords(query: Query, terms: Term[], { small, overview }: Index): KnownWords {
  const had = new Set(terms.filter((t) => !t.common).map((t) => t.word));
  const telling = [...new Set(query.words.map((w) => w.text))].filter((w) => !small.has(w) && !overview.asking?.includes(w) && (had.has(w) || !/^\d+$/.test(w)));
  return { telling: telling.length, known: telling.filter((w) => had.has(w)).length, asks: !telling.includes(query.words[0]!.text) };
}

/** The phrases as they were meant, where a word of them was misspelt. */
function corrected(phrases: Word[][][], corrections: Map<string, string>): Word[][][] {
  return phrases.map((alternatives) => alternatives.map((p) => correct(p, corrections)));
}

/** Words as they were meant. */
const correct = (all: Word[], corrections: Map<string, string>): Word[] => all.flatMap((w) => (corrections.has(w.text) ? words(corrections.get(w.text)!) : [w]));

/** The text with some of its words replaced. */
function replaceWords(text: string, by: Map<string, string>): string {
  return text.replace(/[\p{L}\p{N}\p{M}'’]+/gu, (word) => by.get(words(word)[0]?.text ?? "") ?? word);
}
