// The index as the browser sees it: an overview, shards of postings, blocks of
// results and a dictionary, each loaded when it is first needed. The format is
// told in generator/search/encode.go.

import { fingerprint, kinds, signatureColumns } from "./constants";
import { bytes, Shard } from "./shard";
import { pairsOf } from "./signature";
import { correctable, halves, like, nearer, nearest, runTogether, slip, type Dictionary, type Meant } from "./typos";
import type { Word } from "./words";

/** What is loaded first. */
export interface Overview {
  docs: number;
  kinds: number[];
  topics: { title: string; page?: string; from: number; to: number }[];
  shards: string[];
  words: string;
  titles?: string | [string, string]; // earlier indexes have none
  blocks: number[];
  pages: string;
  letters: string[];
  dict: string;
  alike: string[][]; // words that the glossary gives for one thing
  links: string[]; // what may stand between the parts of a compound
  signed: string;
  stopWords: string[]; // words of the language that tell too little to rank by
  inflections?: string[]; // earlier indexes have none: endings by which forms of one word differ
  asking?: string[]; // earlier indexes have none: words of the language that say what is asked of a thing, and name none
  useful: [string, string][]; // title and address of the pages to begin with
}

/** One document as it is shown: title, address, fragment, the titles above it, four values a section; of a part, title and address of the pages beside it. */
export type Shown = [string, string, string, string[], (number | string)[], [string, string][]?];

/** Fetches one part of the index: "m" overview, "w" shard, "t" function words in titles, "p" block, "d" dictionary, "s" signatures. */
export type Load = (name: string, part: number, mark: string) => Promise<unknown>;

/** The words that readers see at an address below the site's root; undefined where they cannot be had. */
export type Read = (url: string) => Promise<string | undefined>;

const shortestPart = 4; // letters of a part of a compound
const compoundsUsed = 6; // each may load a shard
const halvesTried = 3; // each may load a shard
const anyFirstLetter = 6; // letters: of a shorter word too many others are one slip away

/** An opened index. */
export class Index {
  private shards = new Map<number, Promise<Shard>>();
  private titles = new Map<number, Promise<Shard>>();
  private blocks = new Map<number, Promise<Shown[]>>();
  private signatures = new Map<number, Promise<Uint8Array>>();
  private corrections = new Map<string, string>();
  private dictionaries = new Map<number, Promise<Dictionary>>();
  /** How many parts could not be loaded since it was last set to 0. */
  failures = 0;

  /** The function words of the site's language. */
  readonly small: Set<string>;

  constructor(
    readonly overview: Overview,
    private load: Load,
    readonly read: Read,
  ) {
    this.small = new Set(overview.stopWords);
  }

  static async open(load: Load, read: Read = async () => undefined): Promise<Index> {
    return new Index((await load("m", 0, "")) as Overview, load, read);
  }

  /** Whether two words are in one shard. */
  sameShard(a: string, b: string): boolean {
    return this.shardOf(a) === this.shardOf(b);
  }

  private shardOf(word: string): number {
    let at = 0;
    for (const from of this.overview.shards) {
      if (!(from <= word)) break;
      at++;
    }
    return at;
  }

  /** The shard that holds a word, and all words that begin like it. */
  shard(word: string): Promise<Shard> {
    const at = this.shardOf(word);
    const shard = keep(this.shards, at, async () => new Shard((await this.load("w", at, this.mark(this.overview.words, at))) as [string, string]));
    return shard.catch(() => this.without(new Shard(["", ""])));
  }

  /** The function words as titles have them: all that counts of them beside other words; undefined where the index tells them with the others alone. */
  async smallInTitles(): Promise<Shard | undefined> {
    const { titles } = this.overview;
    if (!titles) return undefined;
    return keep(this.titles, 0, async () => new Shard(typeof titles === "string" ? ((await this.load("t", 0, titles)) as [string, string]) : titles)).catch(() => this.without(undefined));
  }

  /** Tells the documents in which the words of a phrase may follow each other; undefined where that is not known. */
  async following(phrase: Word[]): Promise<((doc: number) => boolean) | undefined> {
    const pairs = this.overview.signed ? pairsOf(phrase) : [];
    if (pairs.length === 0) return undefined;
    const size = Math.ceil(this.overview.docs / 8);
    const columns = await Promise.all(
      pairs.map(async (pair) => {
        const part = Math.floor(pair / signatureColumns);
        const file = await keep(this.signatures, part, async () => bytes((await this.load("s", part, this.overview.signed)) as string)).catch(() => this.without(undefined));
        return file?.subarray((pair % signatureColumns) * size, ((pair % signatureColumns) + 1) * size);
      }),
    );
    return (doc) => columns.every((column) => !column || (column[doc >> 3]! >> (doc & 7)) & 1);
  }

  /** A document as it is shown. */
  async shown(doc: number): Promise<Shown | undefined> {
    let block = 0;
    let first = 0;
    while (block < this.overview.blocks.length - 1 && doc >= first + this.overview.blocks[block]!) first += this.overview.blocks[block++]!;
    const docs = keep(this.blocks, block, async () => (await this.load("p", block, this.mark(this.overview.pages, block))) as Shown[]);
    return (await docs.catch(() => this.without([])))[doc - first];
  }

  /** The word that a misspelt one most likely meant, the two that were run together, or "". */
  async corrected(word: string): Promise<string> {
    if (!correctable(word)) return "";
    let meant = this.corrections.get(word);
    if (meant === undefined) {
      const failures = this.failures;
      meant = (await this.meant(word))?.text ?? "";
      if (this.failures === failures) this.corrections.set(word, meant);
    }
    return meant;
  }

  /** Words that are a little like one that nothing is known of. */
  async like(word: string): Promise<string[]> {
    return correctable(word) ? like(word, await this.dictionary(this.part([...word][0]!))) : [];
  }

  /** The most common words that one which stands nowhere alone is a part of, in languages that write compounds as one word. */
  async compoundsOf(word: string): Promise<string[]> {
    if (this.overview.links.length === 0 || [...word].length < shortestPart) return [];
    const parts = await this.wholeDictionary();
    const all = parts.flatMap((part) => [...part]).filter(([form]) => form.length >= word.length + shortestPart - 1 && (form.includes(word)));
    return all.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, compoundsUsed).map(([form]) => form);
  }

  /** The form of a word that the site has, where it has not this one: company for companies. */
  async kin(word: string): Promise<string> {
    const endings = ["", ...(this.overview.inflections ?? [])];
    if (endings.length === 1 || [...word].length < shortestPart) return "";
    const known = await this.dictionary(this.part([...word][0]!));
    const stems = endings.filter((e) => word.endsWith(e)).map((e) => word.slice(0, word.length - e.length)).filter((s) => s.length >= shortestPart - 1);
    const forms = stems.sort((a, b) => b.length - a.length).flatMap((s) => endings.map((e) => s + e));
    return forms.find((f) => f !== word && known.has(f)) ?? "";
  }

  private async meant(word: string): Promise<Meant | undefined> {
    const [first, second] = [...word] as [string, string];
    const alike = await this.dictionary(this.part(first));
    let best = await this.better(nearest(word, alike), word, alike);
    // The slip may be in the first letter: the second may belong before it, or,
    // in a word that is long enough to be known again, any other may be meant.
    if (!best || best.rank > slip) best = nearer(best, nearest(word, await this.dictionary(this.part(second))));
    if (best || word.length < anyFirstLetter) return best;
    const parts = await this.wholeDictionary();
    return parts.map((part) => nearest(word, part)).reduce(nearer);
  }

  /** The best so far, or two words that were run together. */
  private async better(best: Meant | undefined, word: string, dictionary: Dictionary): Promise<Meant | undefined> {
    const likely = halves(word, dictionary, this.overview.links).filter(([, , common]) => !best || runTogether(common, common) < best.rank);
    const rights = await Promise.all(likely.slice(0, halvesTried).map(async ([left, right, common]) => ({ text: `${left} ${right}`, common, group: (await this.shard(right)).find(right) })));
    for (const { text, common, group } of rights) {
      const rank = group ? runTogether(common, Math.floor(Math.log2(group.df))) : Infinity;
      if (rank < (best?.rank ?? Infinity)) best = { text, rank };
    }
    return best;
  }

  /** The part of the dictionary with the words that begin with a letter. */
  private part(letter: string): number {
    return this.overview.letters.filter((from) => from <= letter).length;
  }

  private wholeDictionary(): Promise<Dictionary[]> {
    return Promise.all([...this.overview.letters, ""].map((_, part) => this.dictionary(part)));
  }

  private dictionary(part: number): Promise<Dictionary> {
    const words = keep(this.dictionaries, part, async () => unfold((await this.load("d", part, this.mark(this.overview.dict, part))) as string));
    return words.catch(() => this.without(new Map<string, number>()));
  }

  kind(doc: number): string {
    let k = kinds.length - 1;
    while (k > 0 && doc < this.overview.kinds[k]!) k--;
    return kinds[k]!;
  }

  /** The topic at the top that a document is in, or "". */
  topic(doc: number): string {
    return this.overview.topics.find((t) => doc >= t.from && doc < t.to)?.title ?? "";
  }

  /** Goes on without a part that cannot be loaded: what is there is still found. */
  private without<T>(instead: T): T {
    this.failures++;
    return instead;
  }

  private mark(marks: string, part: number): string {
    return marks.slice(part * fingerprint, (part + 1) * fingerprint);
  }
}

/** Keeps what is loaded, but not a failure: the next query tries again. */
function keep<T>(cache: Map<number, Promise<T>>, key: number, make: () => Promise<T>): Promise<T> {
  let value = cache.get(key);
  if (!value) {
    value = make();
    cache.set(key, value);
    value.catch(() => cache.delete(key));
  }
  return value;
}

/** Unfolds the dictionary: a capital for how common, a letter for how much is shared, the rest. */
function unfold(text: string): Dictionary {
  const out = new Map<string, number>();
  let last = "";
  for (const [, common, shared, rest] of text.matchAll(/([A-Z])([a-z])([^A-Z]*)/g)) {
    last = [...last].slice(0, shared!.charCodeAt(0) - 97).join("") + rest!;
    out.set(last, common!.charCodeAt(0) - 65);
  }
  return out;
}
