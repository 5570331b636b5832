// The search: a query in, hits out.

import { answer, type Asked } from "./answer";
import { shownPassages } from "./constants";
import { around } from "./excerpt";
import { Index, type Group, type Overview, type Shown } from "./index";
import { parse, type Filter, type Options, type Query } from "./query";
import { byScore, noParts, places, rank, standing, weight, type Parts, type Ranked, type Term } from "./rank";
import { fold, words, type Word } from "./words";

/** A place in a page. */
export interface Place {
  url: string; // from the site's root
  section: string; // "" for the page's beginning
  excerpt: string;
}

/** A page by its name. */
export interface Link {
  title: string;
  url: string;
}

/** One answer: a page, or a criterion, fact or term of one, with the place that answers best. */
export interface Hit extends Place {
  title: string;
  kind: string;
  topic: string;
  trail: string[]; // titles of the pages above; of a part, its page is the last
  more: Place[]; // other sections that answer as well
  score: number;
  lent: boolean; // it has no word of the query, pages like it have
  beside: Link[]; // of a part: the pages that explain it, or rest on it
  /** What each part gave to the score, where that was asked for. */
  why?: Why;
}

/** What each part gave to a hit's score: (the sum of the parts) × kind + order + heading. */
export interface Why extends Parts {
  kind: number; // what a document of this kind is worth
  order: number; // the title has the query as it stands
  heading: number; // the heading has it
  /** The words of the query that stand in it: what each tells (idf), the impact with which it stands there (0 to 1), and whether the title has it. */
  found: { word: string; tells: number; impact: number; title: boolean; lent: boolean }[];
}

/** A criterion, a fact or a term that answers a question, in its own words. */
export interface Answer extends Place {
  title: string;
  kind: string;
  trail: string[];
  beside: Link[];
}

/** All answers, and the query as it was understood if a word was misspelt. */
export interface Result {
  hits: Hit[];
  total: number;
  /** Whether there may be more than total: a phrase was looked for in the best candidates alone. */
  more: boolean;
  corrected: string;
  /** What answers a question by itself, if that is sure; it is among the hits too. */
  answer?: Answer;
  /** Nothing holds the quoted words as they stand: these hits have them apart. */
  loose: boolean;
  /** The words that were found, as they may stand in a text. */
  words: string[];
  /** Whether a part of the index could not be loaded. */
  incomplete: boolean;
}

export type { Options };

const defaultLimit = 20;
const completionsUsed = 12;

/** Answers a query. cancelled is asked before each load; a cancelled search gives nothing. */
export async function search(index: Index, text: string, options: Options = {}, cancelled: () => boolean = () => false): Promise<Result> {
  const query = parse(text);
  const nothing: Result = { hits: [], total: 0, more: false, corrected: "", words: [], loose: false, incomplete: false };
  index.failures = 0;
  const all = query.words.length === 0 && query.filters.length > 0;
  if ((query.words.length === 0 && !all) || index.overview.docs === 0) return nothing;
  const { terms, corrections } = await understand(index, query, cancelled);
  if (cancelled() || (terms.length === 0 && !all)) return { ...nothing, incomplete: index.failures > 0 };
  markCommon(terms, index.overview);
  const allowed = await filter(index, query, options, cancelled);
  const worth = (may: (doc: number) => boolean) => (doc: number) => (may(doc) ? kindWorth[index.kind(doc)]! : 0);
  const phrased = await together(index, query.phrases);
  let ranked = all ? everything(index, allowed) : rank(terms, worth((doc) => allowed(doc) && phrased(doc)));
  const limit = Math.max(0, Math.floor(Number(options.limit ?? defaultLimit)) || 0);
  if (cancelled()) return nothing;
  let more = false;
  if (query.phrases.length > 0) ({ ranked, more } = await withPhrases(index, ranked, corrected(query.phrases, corrections), limit, cancelled));
  // Nothing holds the phrase word for word: what has its words answers better than nothing.
  const loose = query.phrases.length > 0 && ranked.length === 0 && !more && !cancelled();
  if (loose) ranked = rank(terms, worth(allowed));
  const found = new Set(terms.filter((t) => !t.common).flatMap((t) => t.choices.flatMap((c) => c.group.forms)));
  const asked = query.words.map((w) => w.text).join(" ");
  const sure = query.phrases.length === 0 && !all ? answer(ranked, (doc) => index.kind(doc), askedOf(query, terms, index)) : undefined;
  const hits = await show(index, ranked.slice(0, limit), found, asked);
  for (const { hit, from } of hits) {
    const [order, heading] = [inOrder(hit.title, asked), headingMatters * inOrder(hit.section, asked)];
    hit.score = rounded(hit.score + order + heading);
    if (options.explain) hit.why = { ...from.parts, kind: kindWorth[hit.kind]!, order, heading, found: terms.flatMap((t) => standing(t, from.doc)) };
  }
  return {
    hits: pagesFirst(hits.map(({ hit }) => hit).sort(byScore)),
    total: ranked.length,
    answer: sure && (await answered(index, sure)),
    more,
    corrected: corrections.size ? replaceWords(text, corrections) : "",
    words: [...found],
    loose,
    incomplete: index.failures > 0,
  };
}

const nearlyAsGood = 0.5; // of a fact's score

/** Puts a fact behind the best page that rests on it, if that answers nearly as well. */
function pagesFirst(hits: Hit[]): Hit[] {
  const out = [...hits];
  for (const fact of hits.filter((h) => h.kind === "source")) {
    const page = hits.find((h) => h.score >= nearlyAsGood * fact.score && fact.beside.some(({ url }) => url === h.url.replace(/#.*/, "")));
    if (!page || out.indexOf(page) < out.indexOf(fact)) continue;
    out.splice(out.indexOf(fact), 1);
    out.splice(out.indexOf(page) + 1, 0, fact);
  }
  return out;
}

/** How many words of a query tell something, and how many of those the site has. */
function askedOf(query: Query, terms: Term[], { overview }: Index): Asked {
  const small = new Set(overview.stopWords);
  const telling = new Set(query.words.map((w) => w.text).filter((w) => !small.has(w)));
  return { telling: telling.size, known: terms.filter((t) => !t.common).length };
}

/** An answer as it is shown; nothing if its block fails. */
async function answered(index: Index, { doc }: Ranked): Promise<Answer | undefined> {
  const shown = await index.shown(doc);
  if (!shown) return undefined;
  const [title, address, fragment, trail, parts, beside = []] = shown;
  return { url: urlOf(address, fragment), section: "", title, kind: index.kind(doc), trail, excerpt: String(parts[3] ?? ""), beside: links(beside) };
}

const links = (pages: [string, string][]): Link[] => pages.map(([title, address]) => ({ title, url: urlOf(address, "") }));

/** What filters alone leave, in the order of the site. */
function everything(index: Index, allowed: (doc: number) => boolean): Ranked[] {
  const docs = Array.from({ length: index.overview.docs }, (_, doc) => doc).filter(allowed);
  return docs.map((doc) => ({ doc, score: 0, passages: [], byTitle: true, lent: false, whole: false, titled: 0, named: false, parts: noParts }));
}

/** How much a document of a kind is worth: a page tells more than the fact behind it. */
const kindWorth: Record<string, number> = { playbook: 1, checklist: 1, criterion: 0.95, source: 0.7, term: 0.95 };

const wordsInOrder = 0.25; // what a title gains that has the query's words as they stand
const wordsFirst = 0.15; // … and begins with them

const headingMatters = 0.6; // of what a title gains

const rounded = (score: number): number => Math.round(score * 1000) / 1000;

/** What a title gains that holds the query as it stands. */
function inOrder(title: string, asked: string): number {
  const at = ` ${words(title)
    .map((w) => w.text)
    .join(" ")}`.indexOf(" " + asked);
  return at < 0 ? 0 : at === 0 ? wordsInOrder + wordsFirst : wordsInOrder;
}

/** Finds what each word of the query stands for. */
async function understand(index: Index, query: Query, cancelled: () => boolean): Promise<{ terms: Term[]; corrections: Map<string, string> }> {
  const corrections = new Map<string, string>();
  const docs = index.overview.docs;
  // All shards at once: their round trips do not add up.
  await Promise.all(query.words.flatMap((w) => [w.text, w.accented || w.text, ...alike(index, w.text)].map((form) => index.shard(form))));
  const small = new Set(index.overview.stopWords);
  const terms: Term[] = [];
  const times = new Map<string, number>();
  for (const w of query.words) times.set(w.text, (times.get(w.text) ?? 0) + 1);
  const add = (word: Word, choices: Term["choices"]): void => {
    if (choices.length === 0) return;
    const df = Math.max(0, ...choices.filter((c) => c.worth >= 0.7).map((c) => c.group.df));
    terms.push({ word: word.text, choices, weight: weight(Math.min(df || docs / 50, docs), docs) * saturated(times.get(word.text)!), common: false });
  };
  for (const [i, word] of query.words.entries()) {
    if (cancelled()) break;
    if (query.words.findIndex((w) => w.text === word.text) < i) continue; // it counts where it stands first
    const last = query.open && i === query.words.length - 1;
    const choices = await known(index, word, last);
    if (choices.length > 0) {
      add(word, choices);
      continue;
    }
    const meant = small.has(word.text) ? "" : await index.corrected(word.text);
    if (!meant || small.has(meant)) continue;
    corrections.set(word.text, meant);
    for (const part of words(meant)) add(word, (await known(index, part, false)).map((c) => ({ ...c, worth: c.worth * 0.8 })));
  }
  return { terms, corrections };
}

const repeated = 8; // k3: how much a word tells that a query repeats

/** How often a word counts that stands so often in the query: the second time less (BM25's k3). */
function saturated(n: number): number {
  return ((repeated + 1) * n) / (repeated + n);
}

const likeWorth = 0.7; // of another name for the same thing

/** Other names for what a word means, by the glossary. */
function alike({ overview }: Index, word: string): string[] {
  return overview.alike.filter((names) => names.includes(word)).flatMap((names) => names.filter((other) => other !== word));
}

/** The stems that a word leads to; the last word of a query may go on. */
async function known(index: Index, word: Word, open: boolean): Promise<{ group: Group; worth: number }[]> {
  const shard = await index.shard(word.text);
  const out: { group: Group; worth: number }[] = [];
  const add = (group: Group | undefined, worth: number): void => {
    if (group && !out.some((c) => c.group === group)) out.push({ group, worth });
  };
  const exact = shard.find(word.text);
  if (word.accented) add((await index.shard(word.accented)).find(word.accented), 1.5);
  add(exact, 1);
  if (!exact) for (const piece of word.pieces) add((await index.shard(piece)).find(piece), 0.5);
  for (const other of alike(index, word.text)) add((await index.shard(other)).find(other), likeWorth);
  if (open && word.text.length > 1) {
    const rest = shard.completions(word.text).filter(([form]) => form !== word.text);
    rest.sort(([a, x], [b, y]) => y.df / b.length - x.df / a.length);
    for (const [form, group] of rest.slice(0, completionsUsed)) {
      add(group, (exact ? 0.4 : 0.9) * Math.pow(word.text.length / form.length, exact ? 1 : 0.35));
    }
  }
  return out;
}

/**
 * Marks words that tell little, unless there are no others: more of them must
 * not change the order. These are the language's small words; one that stands
 * everywhere weighs little by itself.
 */
function markCommon(terms: Term[], { stopWords }: Overview): void {
  const stops = new Set(stopWords);
  const tellsLittle = (t: Term): boolean => stops.has(t.word);
  if (terms.every(tellsLittle)) return;
  for (const t of terms) t.common = tellsLittle(t);
}

/** The phrases as they were meant, where a word of them was misspelt. */
function corrected(phrases: Word[][], corrections: Map<string, string>): Word[][] {
  return phrases.map((p) => p.flatMap((w) => (corrections.has(w.text) ? words(corrections.get(w.text)!) : [w])));
}

/** Tells which documents may be shown. */
async function filter(index: Index, query: Query, options: Options, cancelled: () => boolean): Promise<(doc: number) => boolean> {
  const tests: ((doc: number) => boolean)[] = [];
  for (const word of query.without) {
    if (cancelled()) break;
    const docs = documentsOf([(await index.shard(word.text)).find(word.text)]);
    tests.push((doc) => !docs.has(doc));
  }
  for (const phrase of query.withoutPhrases) {
    const test = near(await groupsOf(index, phrase), () => true);
    tests.push((doc) => !test(doc));
  }
  const asked: Filter[] = [...query.filters];
  for (const name of ["kind", "topic", "tag"] as const) if (options[name]) asked.push({ name, value: options[name], not: false });
  for (const f of asked) {
    const test = await valued(index, f);
    tests.push(f.not ? (doc) => !test(doc) : test);
  }
  return (doc) => tests.every((test) => test(doc));
}

/** Tells the documents that have the value of a filter. A topic is known by its beginning, where none has the whole name. */
async function valued(index: Index, { name, value }: Filter): Promise<(doc: number) => boolean> {
  const wanted = fold(value);
  switch (name) {
    case "kind":
      return (doc) => index.kind(doc) === wanted;
    case "topic": {
      const { topics } = index.overview;
      const whole = topics.filter((t) => fold(t.title) === wanted);
      const spans = whole.length ? whole : topics.filter((t) => fold(t.title).startsWith(wanted));
      return (doc) => spans.some((t) => doc >= t.from && doc < t.to);
    }
    case "tag": {
      const docs = documentsOf([(await index.shard("#" + wanted)).find("#" + wanted)]);
      return (doc) => docs.has(doc);
    }
  }
}

const documentsOf = (groups: (Group | undefined)[]): Set<number> => new Set(groups.flatMap((g) => g?.postings.map((p) => p.doc) ?? []));

const groupsOf = (index: Index, phrase: Word[]): Promise<(Group | undefined)[]> => Promise.all(phrase.map(async (w) => (await index.shard(w.text)).find(w.text)));

/** Tells the documents in which all phrases may stand. */
async function together(index: Index, phrases: Word[][]): Promise<(doc: number) => boolean> {
  const tests: ((doc: number) => boolean)[] = [];
  for (const phrase of phrases) tests.push(near(await groupsOf(index, phrase)));
  return (doc) => tests.every((test) => test(doc));
}

/**
 * Tells the documents where the words of a phrase may stand in one passage, or in
 * two neighbours, or in the title. Of a word that stands in very many documents
 * the index names the best alone: it may stand in any other too.
 */
function near(groups: (Group | undefined)[], known = (g: Group): boolean => g.postings.length >= g.df): (doc: number) => boolean {
  const maps = groups.filter((g) => !g || known(g)).map((g) => new Map(g?.postings.map((p) => [p.doc, p])));
  return (doc) => {
    const postings = maps.map((m) => m.get(doc));
    if (postings.some((p) => !p)) return false;
    if (postings.every((p) => p!.title)) return true; // also where no word tells anything
    const rare = postings.filter((p) => p!.passages.length < shownPassages && !p!.title); // one with more may stand elsewhere too
    if (rare.length === 0) return true;
    return rare[0]!.passages.some((at) => rare.every((p) => [at - 1, at, at + 1].some((near) => p!.passages.includes(near))));
  };
}

const phraseCandidates = 240; // documents that are read to find a phrase, beyond those wanted
const atOnce = 16;

/**
 * Keeps the documents that hold every phrase word for word. The index tells
 * only that the words stand close together, so the best candidates are read;
 * where a page cannot be read, from disk for example, standing close must do.
 */
async function withPhrases(index: Index, ranked: Ranked[], asked: Word[][], limit: number, cancelled: () => boolean): Promise<{ ranked: Ranked[]; more: boolean }> {
  const phrases = asked.map((p) => p.map((w) => w.text).join(" "));
  const holds = async (r: Ranked): Promise<boolean> => {
    const shown = await index.shown(r.doc);
    if (!shown) return false;
    const [title, address, fragment] = shown;
    const text = await index.read(urlOf(address, fragment)).catch(() => undefined);
    if (text === undefined) return true;
    const spoken = ` ${words(`${title}\n${text}`)
      .map((w) => w.text)
      .join(" ")} `;
    return phrases.every((p) => spoken.includes(` ${p} `));
  };
  ranked = await likeliest(index, ranked, asked);
  const out: Ranked[] = [];
  let i = 0;
  for (; i < Math.min(ranked.length, limit + phraseCandidates) && out.length < limit && !cancelled(); i += atOnce) {
    const some = ranked.slice(i, i + atOnce);
    const kept = await Promise.all(some.map(holds));
    out.push(...some.filter((_, k) => kept[k]));
  }
  return { ranked: out, more: i < ranked.length };
}

/** Puts those first in which most words of the phrases are known to stand close to the rarest of them. */
async function likeliest(index: Index, ranked: Ranked[], asked: Word[][]): Promise<Ranked[]> {
  const sure = new Map<Ranked, number>(ranked.map((r) => [r, 0]));
  for (const phrase of asked) {
    const groups = (await groupsOf(index, phrase)).filter((g) => g !== undefined);
    const [rarest, ...others] = groups.sort((a, b) => a.df - b.df).map((g) => new Map(g.postings.map((p) => [p.doc, p])));
    for (const r of ranked) {
      const at = rarest?.get(r.doc);
      const close = others.filter((m) => at?.passages.some((x) => m.get(r.doc)?.passages.some((y) => Math.abs(x - y) < 2)));
      sure.set(r, sure.get(r)! + close.length);
    }
  }
  return ranked.map((r, i) => ({ r, i })).sort((a, b) => sure.get(b.r)! - sure.get(a.r)! || a.i - b.i).map(({ r }) => r);
}

/** Loads what is shown of the hits; one whose block fails is left out. */
async function show(index: Index, ranked: Ranked[], found: Set<string>, asked: string): Promise<{ hit: Hit; from: Ranked }[]> {
  const shown = await Promise.all(ranked.map((r) => index.shown(r.doc)));
  return ranked.flatMap((from, i) => {
    const doc = shown[i];
    return doc ? [{ hit: hit(index, from, doc, found, asked), from }] : [];
  });
}

const morePlaces = 2; // of one page

function hit(index: Index, r: Ranked, [title, address, fragment, trail, parts, beside = []]: Shown, found: Set<string>, asked: string): Hit {
  const place = (at: number): Place => {
    const section = String(parts[at + 1] ?? "");
    const anchor = fragment || String(parts[at + 2] ?? "");
    const text = String(parts[at + 3] || parts[3] || "");
    return { url: urlOf(address, anchor), section, excerpt: around(text, found) };
  };
  const [best, ...others] = [...new Set([...named(parts, asked), ...places(r).map((passage) => sectionOf(parts, passage))])];
  return { ...place(best ?? 0), title, kind: index.kind(r.doc), topic: index.topic(r.doc), trail, more: others.slice(0, morePlaces).map(place), score: r.score, lent: r.lent, beside: links(beside) };
}

/** The sections whose headings hold the query as it stands. */
function named(parts: Shown[4], asked: string): number[] {
  const out: number[] = [];
  for (let i = 0; asked && i < parts.length; i += 4) if (inOrder(String(parts[i + 1]), asked) > 0) out.push(i);
  return out;
}

function urlOf(address: string, fragment: string): string {
  const path = address.split("/").map(encodeURIComponent).join("/");
  return fragment ? `${path}#${encodeURIComponent(fragment)}` : path;
}

/** Where in a document's parts the section with a passage stands. */
function sectionOf(parts: Shown[4], passage: number): number {
  let at = 0;
  for (let i = 0; i < parts.length; i += 4) if ((parts[i] as number) <= passage) at = i;
  return at;
}

/** The text with its misspelt words replaced. */
function replaceWords(text: string, corrections: Map<string, string>): string {
  return text.replace(/[\p{L}\p{N}\p{M}'’]+/gu, (word) => corrections.get(words(word)[0]?.text ?? "") ?? word);
}
