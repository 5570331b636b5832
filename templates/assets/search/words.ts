// How a query is cut into words: as the generator cuts the content, so that
// what is written is found. generator/search/words.go is the other half.

import { maxWord } from "./constants";

/** A word without capitals, accents and apostrophes. */
export function fold(word: string): string {
  return small(
    word
      .normalize("NFKD")
      .replace(/[\u0300-\u036f'’]/g, "")
      .normalize("NFC"),
  ).replace(/ß/g, "ss");
}

/** Small letters, whatever stands around them: a sigma at a word's end is the same letter. */
function small(text: string): string {
  return text.toLowerCase().replace(/ς/g, "σ");
}

// Scripts that put no spaces between words, and the mark of a long vowel in them.
const dense = "\\u30fc\\uff70\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Hangul}";
/** Tells text without spaces between its words. */
export const unspaced = new RegExp(`[${dense}]`, "u");
const pattern = new RegExp(`[${dense}][${dense}\\p{M}]*|\\p{No}|(?:(?![${dense}])[\\p{L}\\p{Nd}\\p{Nl}\\p{M}'’])+`, "gu");

/** A word of the query, with other spellings that mean it too. */
export interface Word {
  text: string;
  /** As it is spelt, when it has accents. */
  accented: string;
  /** The pieces of camelCase and of "30min", for when the whole is unknown. */
  pieces: string[];
}

/** The words of a text, in order. */
export function words(text: string): Word[] {
  const out: Word[] = [];
  for (const [part] of text.matchAll(pattern)) {
    if (unspaced.test(part)) {
      const letters = [...small(part.normalize("NFKC"))];
      if (letters.length === 1) out.push(plain(letters[0]!));
      for (let i = 0; i + 1 < letters.length; i++) out.push(plain(letters[i]! + letters[i + 1]!));
      continue;
    }
    const text = clip(fold(part.replace(/['’]s$/i, "")));
    if (!text) continue;
    const exact = small(part.normalize("NFC"));
    const accented = exact === small(part.normalize("NFKD")) ? "" : clip(exact);
    const pieces = (part.match(/\p{N}+|\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{N}\p{Lu}]+/gu) ?? []).map(fold).filter((p) => p.length > 1 || /\p{N}/u.test(p));
    out.push({ text, accented, pieces: pieces[0] === text ? [] : pieces });
  }
  return out;
}

/** A word with no other spellings. */
function plain(text: string): Word {
  return { text, accented: "", pieces: [] };
}

/** Cuts a word to the bytes of UTF-8 that the index keeps. */
function clip(word: string): string {
  let bytes = 0;
  let out = "";
  for (const letter of word) {
    const code = letter.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > maxWord) break;
    out += letter;
  }
  return out;
}
