// Corrections: the nearest word of the dictionary, by Damerau and Levenshtein's
// distance (optimal string alignment).

const apart = 25; // what a lost space counts: a little more than a slip
const shortestPart = 3; // letters: shorter words are within too many others

/** The word that a misspelt one most likely meant, or the two that were run together; "" for none. */
export function correct(word: string, dictionary: Map<string, number>): string {
  if (word.length < 4 || /\p{N}/u.test(word)) return "";
  const limit = word.length < 8 ? 1 : 2;
  let best = "";
  let bestRank = Infinity;
  for (const [candidate, common] of dictionary) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const d = distance(word, candidate, limit);
    if (d > limit) continue;
    // A slip rarely hits the first letter, and common words are meant more often.
    const rank = d * 20 + (candidate[0] === word[0] ? 0 : 6) - common;
    if (rank < bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    const rank = apart - Math.min(dictionary.get(left) ?? -Infinity, dictionary.get(right) ?? -Infinity);
    if (rank < bestRank) {
      best = `${left} ${right}`;
      bestRank = rank;
    }
  }
  return best;
}

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
