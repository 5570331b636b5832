// What a reader asks for: words, "phrases", -words, and filters such as tag:sales.

import { words, type Word } from "./words";

/** How much is wanted of what is found, and filters beside those that are typed. */
export interface Options {
  limit?: number;
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
  words: Word[];
  phrases: Word[][];
  without: Word[];
  withoutPhrases: Word[][];
  filters: Filter[];
  /** Whether the last word may go on. */
  open: boolean;
}

const maxQuery = 1000; // characters: what is longer is pasted by accident
const maxWords = 150;

// Whichever begins first: within quotes, tag: is a word.
const filterOrPhrase = /(?<!\S)(-)?(kind|topic|tag):(?:["“”„]([^"“”„]+)["“”„]|([^\s"“”„]+))|((?:^|\s)-)?["“”„]([^"“”„]*)["“”„]/giu;

/** Takes a query apart. Any text is a query. */
export function parse(text: string): Query {
  text = String(text).slice(0, maxQuery).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, " ");
  const query: Query = { words: [], phrases: [], without: [], withoutPhrases: [], filters: [], open: false };
  const rest = text.replace(filterOrPhrase, (_, minus: string | undefined, name: string | undefined, quoted: string | undefined, bare: string | undefined, phraseMinus: string | undefined, phrase: string) => {
    if (name) {
      query.filters.push({ name: name.toLowerCase() as FilterName, value: (quoted ?? bare)!, not: Boolean(minus) });
      return " ";
    }
    const inside = words(phrase);
    if (phraseMinus) {
      if (inside.length > 1) query.withoutPhrases.push(inside);
      else query.without.push(...inside);
      return " ";
    }
    if (inside.length > 1) query.phrases.push(inside);
    query.words.push(...inside);
    return " ";
  });
  const plain = rest.replace(/(^|\s)-([\p{L}\p{N}][^\s]*)/gu, (_, before: string, word: string) => {
    query.without.push(...words(word));
    return before;
  });
  query.open = /[\p{L}\p{N}\p{M}]$/u.test(plain);
  query.words.push(...words(plain));
  // An s alone is what a lost apostrophe leaves of a possessive.
  query.words = query.words.filter((w, i) => i === 0 || w.text !== "s").slice(0, maxWords);
  return query;
}
