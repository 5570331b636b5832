// Signatures: on a large site, the documents in which two words may follow each
// other. generator/search/signature.go tells how they are made.

import { signatureBits } from "./constants";
import { unspaced, type Word } from "./words";

/** The bit of two words, as the generator's pairOf gives it. */
export function pairOf(before: string, word: string): number {
  let hash = 0;
  for (const c of `${before} ${word}`) hash = (Math.imul(hash, 31) + c.codePointAt(0)!) >>> 0;
  hash = (hash ^ (hash >>> 15)) >>> 0;
  return (Math.imul(hash, 0x2c1b3c6d) >>> 12) % signatureBits;
}

/** The bits of the neighbours in a phrase; scripts without spaces have none. */
export function pairsOf(phrase: Word[]): number[] {
  const out: number[] = [];
  for (const [i, word] of phrase.entries()) {
    const before = phrase[i - 1];
    if (before && !unspaced.test(before.text) && !unspaced.test(word.text)) out.push(pairOf(before.text, word.text));
  }
  return out;
}
