// The index as the browser sees it: an overview, shards of postings, blocks of
// results and a dictionary, each loaded when it is first needed. The format is
// told in generator/search/encode.go.

import { fingerprint, impactLevels, kinds } from "./constants";
import { correct } from "./typos";

/** What is loaded first. */
export interface Overview {
  docs: number;
  kinds: number[];
  topics: { title: string; from: number; to: number }[];
  shards: string[];
  words: string;
  blocks: number[];
  pages: string;
  dict: string;
  alike: string[][]; // words that the glossary gives for one thing
  stopWords: string[]; // words of the language that tell too little to rank by
  useful: [string, string][]; // title and address of the pages to begin with
}

/** One document as it is shown: title, address, fragment, the titles above it, four values a section; of a part, title and address of the pages beside it. */
export type Shown = [string, string, string, string[], (number | string)[], [string, string][]?];

/** Fetches one part of the index: "m" overview, "w" shard, "p" block, "d" dictionary. */
export type Load = (name: string, part: number, mark: string) => Promise<unknown>;

/** The words that readers see at an address below the site's root; undefined where they cannot be had. */
export type Read = (url: string) => Promise<string | undefined>;

/** How a word stands in a document. */
export interface Posting {
  doc: number;
  impact: number;
  title: number; // words of the title that has it; 0 if the title has not
  passages: number[];
}

/** A stem: the forms that lead to it, and where it stands. */
export interface Group {
  forms: string[];
  df: number;
  postings: Posting[];
  /** Documents that have not the word, but whose neighbours have. */
  lent: Posting[];
}

/** An opened index. */
export class Index {
  private shards = new Map<number, Promise<Shard>>();
  private blocks = new Map<number, Promise<Shown[]>>();
  private corrections = new Map<string, string>();
  private words?: Promise<Map<string, number>>;
  /** How many parts could not be loaded since it was last set to 0. */
  failures = 0;

  constructor(
    readonly overview: Overview,
    private load: Load,
    readonly read: Read,
  ) {}

  static async open(load: Load, read: Read = async () => undefined): Promise<Index> {
    return new Index((await load("m", 0, "")) as Overview, load, read);
  }

  /** The shard that holds a word, and all words that begin like it. */
  shard(word: string): Promise<Shard> {
    let at = 0;
    for (const from of this.overview.shards) {
      if (!(from <= word)) break;
      at++;
    }
    const shard = keep(this.shards, at, async () => new Shard((await this.load("w", at, this.mark(this.overview.words, at))) as [string, string]));
    return shard.catch(() => this.without(new Shard(["", ""])));
  }

  /** A document as it is shown. */
  async shown(doc: number): Promise<Shown | undefined> {
    let block = 0;
    let first = 0;
    while (block < this.overview.blocks.length - 1 && doc >= first + this.overview.blocks[block]!) first += this.overview.blocks[block++]!;
    const docs = keep(this.blocks, block, async () => (await this.load("p", block, this.mark(this.overview.pages, block))) as Shown[]);
    return (await docs.catch(() => this.without([])))[doc - first];
  }

  /** The word that a misspelt one most likely meant, or "". */
  async corrected(word: string): Promise<string> {
    let meant = this.corrections.get(word);
    if (meant === undefined) {
      meant = correct(word, await this.dictionary());
      this.corrections.set(word, meant);
    }
    return meant;
  }

  /** The words that a misspelt one may have meant, with how common each is. */
  private dictionary(): Promise<Map<string, number>> {
    this.words ??= this.load("d", 0, this.overview.dict).then((text) => unfold(text as string));
    return this.words.catch(() => {
      this.words = undefined;
      this.corrections.clear();
      return this.without(new Map<string, number>());
    });
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

/** A stretch of the alphabet. */
export class Shard {
  private forms = new Map<string, number>();
  private starts: number[] = [];
  private groups: (Group | undefined)[] = [];
  private bytes: Uint8Array;

  constructor([text, postings]: [string, string]) {
    this.bytes = bytes(postings);
    const read = new Reader(this.bytes, 0);
    for (const [i, line] of (text ? text.split("\n") : []).entries()) {
      const [shared, ...rest] = line.split(",");
      for (const form of rest) this.forms.set(shared! + form, i);
      const length = read.number();
      this.starts.push(read.at);
      read.at += length;
    }
  }

  /** The stem that a form leads to. */
  find(form: string): Group | undefined {
    const i = this.forms.get(form);
    return i === undefined ? undefined : this.group(i);
  }

  /** The stems that have a form with this beginning, each with its shortest such form. */
  completions(prefix: string): [string, Group][] {
    const out = new Map<number, string>();
    for (const [form, i] of this.forms) {
      const before = out.get(i);
      if (form.startsWith(prefix) && (before === undefined || form.length < before.length)) out.set(i, form);
    }
    return [...out].map(([i, form]) => [form, this.group(i)]);
  }

  private group(i: number): Group {
    return (this.groups[i] ??= this.decode(i));
  }

  private decode(i: number): Group {
    const read = new Reader(this.bytes, this.starts[i]!);
    const group: Group = { forms: [...this.forms].filter(([, at]) => at === i).map(([form]) => form), df: read.number(), postings: [], lent: [] };
    const all: { posting: Posting; flags: number }[] = [];
    let doc = 0;
    for (let n = read.number(); n > 0; n--) all.push({ posting: { doc: (doc += read.number()), impact: 0, title: 0, passages: [] }, flags: 0 });
    for (const one of all) {
      one.flags = this.bytes[read.at++]!;
      one.posting.impact = (one.flags >> 4) / impactLevels;
    }
    for (const { posting, flags } of all) if (flags & 1) posting.title = read.number();
    for (const { posting, flags } of all) {
      let at = 0;
      for (let n = (flags >> 2) & 3; n > 0; n--) posting.passages.push((at += read.number()));
      (flags & 2 ? group.lent : group.postings).push(posting);
    }
    return group;
  }
}

/** Reads unsigned varints. */
class Reader {
  constructor(
    private bytes: Uint8Array,
    public at: number,
  ) {}

  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const b = this.bytes[this.at++] ?? 0;
      value += (b & 0x7f) * scale;
      if (b < 0x80) return value;
      scale *= 128;
    }
  }
}

/** The bytes of a text in which each is a character: from # on, without the backslash and what no text shows. */
function bytes(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i);
    if (c >= 0xa1) c -= 0xa1 - 0x7f;
    out[i] = c - 35 - (c > 92 ? 1 : 0);
  }
  return out;
}

/** Unfolds the dictionary: a capital for how common, a letter for how much is shared, the rest. */
function unfold(text: string): Map<string, number> {
  const out = new Map<string, number>();
  let last = "";
  for (const [, common, shared, rest] of text.matchAll(/([A-Z])([a-z])([^A-Z]*)/g)) {
    last = [...last].slice(0, shared!.charCodeAt(0) - 97).join("") + rest!;
    out.set(last, common!.charCodeAt(0) - 65);
  }
  return out;
}
