// What the words of a query stand for: stems of the index, other names, words
// that go on, are misspelt, written as one or apart.

import type { Index } from "./index";
import type { Group, Shard } from "./shard";
import type { Asked, Query } from "./query";
import { weight, type Choice, type Term } from "./rank";
import { words, type Word } from "./words";

/** A query as the index knows it. */
export interface Understood {
  terms: Term[];
  /** What misspelt words were taken for. */
  corrections: Map<string, string>;
  /** What rare words may have meant instead, which are one slip from a common one. */
  likelier: Map<string, string>;
}

// How well a word is stood for by …
const correctedWorth = 0.8; // what it was taken for
const likeWorth = 0.7; // another name for the same thing
const joinedWorth = 0.5; // one word that is written as two
const likelierWorth = 0.1; // what it may have meant
const pieceWorth = 0.8; // a piece of camelCase, or of digits and letters
const partWorth = 0.6; // a compound that it is a part of
const alsoWorth = 0.9; // another spelling
const accentedWorth = 1.5; // its own spelling, beside that without accents

const completionsUsed = 12;
const mayGoOn = 5; // words: at the end of a longer question a function word is whole

/** Finds what each word of the query stands for. */
export async function understand(index: Index, query: Query, cancelled: () => boolean): Promise<Understood> {
  const last = query.open && query.words.length <= mayGoOn ? query.words.at(-1) : undefined;
  const plainly = (w: Asked): boolean => w !== last && index.small.has(w.text) && !w.accented && !w.whole && w.or.length === 0 && alike(index, w.text).length === 0;
  const brief = query.words.some(plainly) && !query.words.every(plainly);
  // All shards at once: their round trips do not add up.
  const all = query.words.filter((w) => !brief || !plainly(w)).flatMap((w) => [w, ...w.or]);
  const forms = all.flatMap((w) => [w.whole || w.text, w.accented || w.text, ...w.also, ...alike(index, w.text)]);
  const [titles] = await Promise.all([brief ? index.smallInTitles() : undefined, ...forms.map((form) => index.shard(form))]);
  const out = await termsOf(index, query, cancelled, (w) => (plainly(w) ? titles : undefined));
  // The site has no other word of these: all that is known of them counts.
  const alone = titles && out.terms.every((t) => index.small.has(t.word));
  const found = alone ? await termsOf(index, query, cancelled, () => undefined) : out;
  markCommon(found.terms, index.small);
  return found;
}

/** Finds the terms; of a word that titles has for it, titles alone are asked. */
async function termsOf(index: Index, query: Query, cancelled: () => boolean, titles: (word: Asked) => Shard | undefined): Promise<Understood> {
  const out: Understood = { terms: [], corrections: new Map(), likelier: new Map() };
  let named = 0; // the word up to which a name reaches that the index has
  for (const [i, word] of query.words.entries()) {
    if (cancelled()) break;
    if (i < named) continue;
    const whole = await name(index, word);
    if (whole) {
      out.terms.push(term(index, { ...word, text: word.whole || word.capitals! }, [whole], 1));
      named = i + word.spans;
      continue;
    }
    const times = query.words.filter((w) => w.text === word.text).length;
    if (query.words.findIndex((w) => w.text === word.text) < i) continue; // it counts where it stands first
    const small = titles(word);
    if (small) {
      const group = small.find(word.text);
      if (group) out.terms.push(term(index, word, [{ group, worth: 1 }], times));
      continue;
    }
    const choices = await known(index, word, query.open && i === query.words.length - 1);
    if (!index.small.has(word.text)) choices.push(...(await asOne(index, query.words, i)), ...(await likelier(index, word, out)));
    if (choices.length > 0) out.terms.push(term(index, word, choices, times));
    else if (!index.small.has(word.text)) for (const part of await unknown(index, word, out)) out.terms.push(term(index, word, part, times));
  }
  return out;
}

function term({ overview: { docs } }: Index, { text }: Word, choices: Choice[], times: number): Term {
  const df = Math.max(0, ...choices.filter((c) => c.worth >= likeWorth).map((c) => c.group.df));
  return { word: text, choices: distinct(choices), weight: weight(Math.min(df || docs / 50, docs), docs) * saturated(times), common: false };
}

/** Of what leads to one stem, the first. */
function distinct(choices: Choice[]): Choice[] {
  return choices.filter((c, i) => choices.findIndex((d) => d.group === c.group) === i);
}

const repeated = 8; // k3: how much a word tells that a query repeats

/** How often a word counts that stands so often in the query: the second time less (BM25's k3). */
function saturated(n: number): number {
  return ((repeated + 1) * n) / (repeated + n);
}

/** Other names for what a word means, by the glossary. */
function alike({ overview }: Index, word: string): string[] {
  return overview.alike.filter((names) => names.includes(word)).flatMap((names) => names.filter((other) => other !== word));
}

/** The stems that a word leads to, or an alternative; the last word of a query may go on. */
async function known(index: Index, asked: Asked, open: boolean): Promise<Choice[]> {
  const out: Choice[] = [];
  const add = async (form: string, worth: number): Promise<void> => {
    const group = (await index.shard(form)).find(form);
    if (group) out.push({ group, worth });
  };
  for (const word of [asked, ...asked.or]) {
    if (word.accented) await add(word.accented, accentedWorth);
    await add(word.text, 1);
    for (const other of word.also) await add(other, alsoWorth);
    for (const other of alike(index, word.text)) await add(other, likeWorth);
  }
  return open && asked.text.length > 1 ? [...out, ...(await completions(index, asked.text))] : out;
}

/** The name that a word makes with its signs or its neighbours, if the index has it. */
async function name(index: Index, { text, whole, capitals, or }: Asked): Promise<Choice | undefined> {
  const as = whole || (index.small.has(text) && capitals) || "";
  const group = as && or.length === 0 ? (await index.shard(as)).find(as) : undefined;
  return group && { group, worth: 1 };
}

/** What a word that the index has not may stand for: each of its pieces, the compounds that it is a part of, or what was meant. */
async function unknown(index: Index, word: Asked, out: Understood): Promise<Choice[][]> {
  const pieces = await Promise.all(word.pieces.map((piece) => known(index, { ...word, text: piece, accented: "", also: [], or: [] }, false)));
  if (pieces.some((p) => p.length > 0)) return pieces.filter((p) => p.length > 0).map((p) => p.map((c) => ({ ...c, worth: c.worth * pieceWorth })));
  const kin = await index.kin(word.text);
  const group = kin ? (await index.shard(kin)).find(kin) : undefined;
  if (group) return [[{ group, worth: alsoWorth }]];
  const compounds = await Promise.all((await index.compoundsOf(word.text)).map(async (form) => (await index.shard(form)).find(form)));
  const parted = compounds.filter((group) => group !== undefined).map((group) => ({ group, worth: partWorth }));
  return parted.length > 0 ? [parted] : corrected(index, word, out);
}

/** The words that begin like one which is being typed. */
async function completions(index: Index, text: string): Promise<Choice[]> {
  const shard = await index.shard(text);
  const exact = shard.find(text) !== undefined;
  if (exact && /\d$/.test(text)) return []; // v2 is no beginning of v20
  const all = shard.completions(text).filter(([form]) => form !== text);
  all.sort(([a, x], [b, y]) => y.df / b.length - x.df / a.length);
  return all.slice(0, completionsUsed).map(([form, group]) => ({ group, worth: (exact ? 0.4 : 0.9) * Math.pow(text.length / form.length, exact ? 1 : 0.35) }));
}

/** A word that is written as two: with its neighbour it is one in the index. Nothing is loaded for it. */
async function asOne(index: Index, all: Word[], i: number): Promise<Choice[]> {
  const out: Choice[] = [];
  for (const [a, b] of [[all[i - 1], all[i]], [all[i], all[i + 1]]]) {
    if (!a || !b || index.small.has(a.text) || index.small.has(b.text) || !index.sameShard(a.text, a.text + b.text)) continue;
    const group = (await index.shard(a.text)).find(a.text + b.text);
    if (group) out.push({ group, worth: joinedWorth });
  }
  return out;
}

const rare = 2; // documents that have a word which may be a slip of somebody's
const farMore = 20; // times as many have the word that was meant

/** A far more common word, one slip from a rare one that no title has. */
async function likelier(index: Index, { text }: Word, { likelier }: Understood): Promise<Choice[]> {
  const shard = await index.shard(text);
  const own = shard.find(text);
  if (!own || own.df > rare || own.postings.some((p) => p.title)) return [];
  const best = shard.slips(text).filter(([, group]) => group.df >= farMore * own.df).sort(([, a], [, b]) => b.df - a.df)[0];
  if (!best) return [];
  likelier.set(text, best[0]);
  return [{ group: best[1], worth: likelierWorth }];
}

/** What a misspelt word was taken for: the stems of each word that it is. */
async function corrected(index: Index, word: Word, { corrections }: Understood): Promise<Choice[][]> {
  const meant = await index.corrected(word.text);
  if (!meant) return [];
  corrections.set(word.text, meant);
  const parts = await Promise.all(words(meant).map((part) => known(index, { ...part, or: [] }, false)));
  return parts.filter((p) => p.length > 0).map((part) => part.map((c) => ({ ...c, worth: c.worth * correctedWorth })));
}

/**
 * Marks words that tell little, unless there are no others: more of them must
 * not change the order. These are the language's small words; one that stands
 * everywhere weighs little by itself.
 */
function markCommon(terms: Term[], small: Set<string>): void {
  const tellsLittle = (t: Term): boolean => small.has(t.word);
  if (terms.every(tellsLittle)) return;
  for (const t of terms) t.common = tellsLittle(t);
}

/** The stems of some words; undefined for one that the index has not. */
export const groupsOf = (index: Index, all: Word[]): Promise<(Group | undefined)[]> => Promise.all(all.map(async (w) => (await index.shard(w.text)).find(w.text)));
