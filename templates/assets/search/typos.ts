// Corrections: the nearest word of a dictionary, by Damerau and Levenshtein's
// distance (optimal string alignment), or two words that were run together.

/** What a slip counts. */
export const slip = 20;
const apart = 25; // what a lost space counts: a little more than a slip
const shortestPart = 3; // letters: shorter words are within too many others
const twoSlips = 8; // letters: longer words may have two

/** What a word may have meant, with how far that is from it. */
export interface Meant {
  text: string;
  rank: number;
}

/** How common each word is: the binary logarithm of the documents that have it. */
export type Dictionary = Map<string, number>;

/** Whether a word can be corrected at all. */
export const correctable = (word: string): boolean => word.length >= 4 && !/\p{N}/u.test(word);

/** How many slips a word may have. */
export const slips = (word: string): number => (word.length < twoSlips ? 1 : 2);

/** The word of a dictionary that a misspelt one most likely meant. */
export function nearest(word: string, dictionary: Dictionary): Meant | undefined {
  const limit = slips(word);
  let best: Meant | undefined;
  for (const [text, common] of dictionary) {
    if (Math.abs(text.length - word.length) > limit) continue;
    const d = distance(word, text, limit);
    if (d > limit) continue;
    // A slip rarely hits the first letter, and common words are meant more often.
    const rank = d * slip + (text[0] === word[0] ? 0 : 6) - common;
    if (!best || rank < best.rank) best = { text, rank };
  }
  return best;
}

const offered = 3; // words
const further = 1; // slips more than a correction may have

/** The words of a dictionary that are a little like a word, the most alike first. */
export function like(word: string, dictionary: Dictionary): string[] {
  const limit = slips(word) + further;
  return [...dictionary]
    .filter(([text]) => Math.abs(text.length - word.length) <= limit)
    .map(([text, common]) => ({ text, common, slips: distance(word, text, limit) }))
    .filter(({ slips }) => slips <= limit)
    .sort((a, b) => a.slips * slip - a.common - (b.slips * slip - b.common))
    .slice(0, offered)
    .map(({ text }) => text);
}

/** The nearer of two, the first of equals. */
export function nearer(a: Meant | undefined, b: Meant | undefined): Meant | undefined {
  return a && b ? (b.rank < a.rank ? b : a) : (a ?? b);
}

/** Two words that one may be made of, the first of them in the dictionary, the most common first; links may stand between them. */
export function halves(word: string, dictionary: Dictionary, links: string[]): [left: string, right: string, common: number][] {
  const out: [string, string, number][] = [];
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    for (const link of ["", ...links]) {
      const left = word.slice(0, at - link.length);
      const common = dictionary.get(left);
      if (common !== undefined && left.length >= shortestPart && word.slice(left.length, at) === link) out.push([left, word.slice(at), common]);
    }
  }
  return out.sort((a, b) => b[2] - a[2]);
}

/** How far two words are from one that lacks the space between them. */
export const runTogether = (left: number, right: number): number => apart - Math.min(left, right);

/** The distance of two words, or more than limit. */
export function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2]! + 1);
      row.push(d);
      if (d < least) least = d;
    }
    if (least > limit) return least;
    before = last;
    last = row;
  }
  return last[b.length]!;
}
