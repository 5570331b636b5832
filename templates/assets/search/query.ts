// What a reader asks for: words, "phrases", -words, and filters.

import { words, type Word } from "./words";

/** A filter on what is found. */
export interface Options {
  limit?: number;
  kind?: string;
  topic?: string;
  tag?: string;
}

/** A query, taken apart. */
export interface Query {
  words: Word[];
  phrases: Word[][];
  without: Word[];
  withoutPhrases: Word[][];
  /** Whether the last word may go on. */
  open: boolean;
}

const maxQuery = 1000; // characters: what is longer is pasted by accident
const maxWords = 150;

/** Takes a query apart. Any text is a query. */
export function parse(text: string): Query {
  text = String(text).slice(0, maxQuery).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, " ");
  const query: Query = { words: [], phrases: [], without: [], withoutPhrases: [], open: /[\p{L}\p{N}\p{M}]$/u.test(text) };
  const rest = text.replace(/((?:^|\s)-)?["“”„]([^"“”„]*)["“”„]/g, (_, minus: string | undefined, phrase: string) => {
    const inside = words(phrase);
    if (minus) {
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
  query.words.push(...words(plain));
  // An s alone is what a lost apostrophe leaves of a possessive.
  query.words = query.words.filter((w, i) => i === 0 || w.text !== "s").slice(0, maxWords);
  return query;
}
