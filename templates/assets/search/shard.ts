// Shards of postings, as generator/search/encode.go writes them.

import { impactLevels } from "./constants";
import { correctable, distance } from "./typos";

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

  /** The stems of words that are one slip from a word, each with such a form. */
  slips(word: string): [string, Group][] {
    const out = new Map<number, string>();
    if (!correctable(word)) return [];
    for (const [form, i] of this.forms) if (i !== this.forms.get(word) && Math.abs(form.length - word.length) < 2 && distance(word, form, 1) === 1) out.set(i, form);
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
export function bytes(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i);
    if (c >= 0xa1) c -= 0xa1 - 0x7f;
    out[i] = c - 35 - (c > 92 ? 1 : 0);
  }
  return out;
}
