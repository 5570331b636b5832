// What a reader asks for: words, "phrases", -words, and filters such as tag:sales.

import { numbers, words, type Word } from "./words";

/** How much is wanted of what is found, and filters beside those that are typed. */
export interface Options {
  limit?: number;
  /** Whether weak hits are wanted too. */
  weak?: boolean;
  kind?: string;
  topic?: string;
  tag?: string;
  /** Whether each hit shall tell what its score is made of. */
  explain?: boolean;
}

export type FilterName = "kind" | "topic" | "tag";

/** A filter on what is found: what has this value, or (not) what has another. */
export interface Filter {
  name: FilterName;
  value: string;
  not: boolean;
}

/** A query, taken apart. */
export interface Query {
  /** Each with what may stand instead of it (OR). */
  words: Asked[];
  /** Of each, one of some phrases must stand word for word. */
  phrases: Word[][][];
  without: Word[];
  withoutPhrases: Word[][];
  filters: Filter[];
  /** Whether the last word may go on. */
  open: boolean;
}

/** A word that is asked for. */
export interface Asked extends Word {
  or: Word[];
}

const maxQuery = 1000; // characters: what is longer is pasted by accident
const maxWords = 150;

const quote = "\"“”„";
// Whichever begins first: a filter (within quotes, tag: is a word), a phrase, a
// word to leave out, others, a quote without its other.
const pattern = new RegExp(
  [
    `(?<!\\S)(?<not>-)?(?<name>kind|topic|tag):(?:[${quote}](?<quoted>[^${quote}]+)[${quote}]|(?<bare>[^\\s${quote}]+))`,
    `(?<without>(?<!\\S)-)?[${quote}](?<phrase>[^${quote}]*)[${quote}]`,
    `(?<!\\S)-(?<left>[\\p{L}\\p{N}][^\\s]*)`,
    `(?<plain>[^\\s${quote}]+)`,
    `[${quote}]`,
  ].join("|"),
  "giu",
);

/** Takes a query apart. Any text is a query. */
export function parse(text: string): Query {
  text = String(text).slice(0, maxQuery).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, " ");
  const query: Query = { words: [], phrases: [], without: [], withoutPhrases: [], filters: [], open: false };
  const items: Word[][] = []; // what is asked for: a phrase, or a word
  const either: boolean[] = []; // of each item, whether it is an alternative to the one before
  let or = false;
  for (const { groups: g } of text.matchAll(pattern)) {
    const { name, phrase, left, plain } = g!;
    if (name) query.filters.push({ name: name.toLowerCase() as FilterName, value: (g!.quoted ?? g!.bare)!, not: Boolean(g!.not) });
    else if (left !== undefined) query.without.push(...words(left));
    else if (phrase !== undefined && g!.without) leaveOut(query, words(phrase));
    else if (plain === "OR" && items.length > 0) {
      or = true;
      continue;
    } else {
      const parts = phrase === undefined ? words(plain ?? "").map((w) => [w]) : [words(phrase)];
      for (const [i, part] of parts.entries()) {
        if (part.length === 0) continue;
        items.push(part);
        either.push(or && i === 0);
      }
    }
    or = false;
  }
  join(query, items, either);
  query.open = /[\p{L}\p{N}\p{M}]$/u.test(text) && !/(?:^|\s)-[^\s]*$/.test(text) && !filterAtEnd.test(text);
  // An s alone is what a lost apostrophe leaves of a possessive.
  query.words = numbers(query.words.filter((w, i) => i === 0 || w.text !== "s")).slice(0, maxWords);
  return query;
}

const filterAtEnd = /(?:^|\s)(?:kind|topic|tag):[^\s]*$/i;

function leaveOut(query: Query, phrase: Word[]): void {
  if (phrase.length > 1) query.withoutPhrases.push(phrase);
  else query.without.push(...phrase);
}

/** Puts alternatives together: words with words; where one is a phrase, one of them must stand. */
function join(query: Query, items: Word[][], either: boolean[]): void {
  for (let i = 0; i < items.length; ) {
    let end = i + 1;
    while (either[end]) end++;
    const some = items.slice(i, end);
    if (some.some((item) => item.length > 1)) {
      query.phrases.push(some);
      query.words.push(...some.flat().map((w) => ({ ...w, or: [] })));
    } else {
      const [first, ...others] = some.map(([w]) => w!);
      query.words.push({ ...first!, or: others });
    }
    i = end;
  }
}
