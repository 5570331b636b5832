// How a query is cut into words: as the generator cuts the content, so that
// what is written is found. generator/search/words.go is the other half, and forms.go
// the table that both have.

import { maxWord } from "./constants";
import { articles, elided, endings, endingSigns, letters, longestCapitals, longestSigned, magnitudes, marks, shortName, umlauts, vowels } from "./forms";

const cls = (ranges: number[][]): string => ranges.map((r) => r.map((c) => `\\u{${c.toString(16)}}`).join("-")).join("");
const oneOf = (all: string[]): string => [...all].sort((a, b) => b.length - a.length).join("|");
const mark = new RegExp(`[${cls(marks)}'’]`, "gu");
const letter = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");
const umlaut = new RegExp(`[${Object.keys(umlauts).join("")}]`, "gu");
const article = new RegExp(`^(?:${oneOf(articles)})(?=..)`, "u");
const elision = new RegExp(`^(?:${oneOf(elided)})['’](?=[${vowels}][\\p{L}\\p{M}]{2})`, "iu");
const ending = new RegExp(`^(?:${oneOf(endings)})$`);

/** A word without capitals, accents and apostrophes. */
export function fold(word: string): string {
  return small(word.normalize("NFKD").replace(mark, "").normalize("NFC")).replace(letter, (c) => letters[c as keyof typeof letters]);
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
  /** Its other spellings: with an umlaut as two letters, without an article, as a number. */
  also: string[];
  /** The pieces of camelCase and of "30min", for when the whole is unknown. */
  pieces: string[];
  /** The name that it makes with its signs or with the next words, which counts instead: C++, R&D, 1,000,000. */
  whole: string;
  /** How many words that is. */
  spans: number;
  /** As it is written, if in capitals: a name, though the word may be a small one. */
  capitals?: string;
}

/** The words of a text, in order. */
export function words(text: string): Word[] {
  const out: Word[] = [];
  let before = ""; // the word before, as it is written
  let end = 0; // where it ends
  for (const match of text.matchAll(pattern)) {
    const [part] = match;
    if (unspaced.test(part)) {
      const letters = [...small(part.normalize("NFKC"))];
      if (letters.length === 1) out.push(plain(letters[0]!));
      for (let i = 0; i + 1 < letters.length; i++) out.push(plain(letters[i]! + letters[i + 1]!));
      continue;
    }
    const sign = text.slice(end, match.index);
    if (sign.length === 1 && endingSigns.includes(sign) && [...before].length >= 3 && ending.test(part)) {
      out.at(-1)!.also.push(...otherForms(before, part));
      end = match.index + part.length;
      continue;
    }
    const word = wordOf(part);
    if (!word) continue;
    out.push(word);
    named(word, text, match.index, part);
    [before, end] = [part, match.index + part.length];
  }
  return out;
}

/** The forms that an ending behind a sign stands for: Kundinnen, Kunden. */
const otherForms = (word: string, ending: string): string[] => [ending, ...(ending.startsWith("in") && !word.endsWith("er") ? ["e", "en"] : [])].map((e) => fold(word + e));

/** One word; undefined where nothing is left of it. */
function wordOf(part: string): Word | undefined {
  const whole = part.replace(elision, "");
  const text = clip(fold(whole.replace(/['’]s$/i, "")));
  if (!text) return undefined;
  const exact = small(whole.normalize("NFC"));
  const accented = exact === small(whole.normalize("NFKD")) && exact === exact.replace(letter, "") ? "" : clip(exact);
  const pieces = (whole.match(/\p{N}+|\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{N}\p{Lu}]+/gu) ?? []).map(fold).filter((p) => p.length > 1 || /\p{N}/u.test(p));
  const [, number = "", unit = ""] = /^([\d.,]+)(\p{L}+)$/u.exec(whole) ?? [];
  const also = [text.replace(article, ""), clip(fold(exact.replace(umlaut, (c) => umlauts[c as keyof typeof umlauts]))), times(number, small(unit))];
  return { ...plain(text), accented: accented === text ? "" : accented, also: [...new Set(also)].filter((w) => w && w !== text), pieces: pieces[0] === text ? [] : pieces };
}

const dotted = new RegExp(`^(?=.{3,${maxWord}}(?![\\p{L}\\p{N}.]))(?:[a-z0-9]*\\.[a-z0-9]+)+(?![\\p{L}\\p{N}])`, "iu");
const signs = /^(?:\+\+|#)/;
const allied = new RegExp(`^&[a-z]{1,${longestSigned}}(?![\\p{L}\\p{N}])`, "iu");

/** Finds the name that a word makes with the signs around it, or the number of which it is the first digits. */
function named(word: Word, text: string, at: number, part: string): void {
  const rest = text.slice(at + part.length);
  const begins = at === 0 || /[\s(]/.test(text[at - 1]!);
  const letters = begins && /^[a-z]+$/i.test(part);
  if (letters && part.length <= shortName && signs.test(rest)) Object.assign(word, { text: word.text + signs.exec(rest)![0], pieces: [word.text] });
  if (letters && part.length <= longestSigned && allied.test(rest)) Object.assign(word, { whole: word.text + allied.exec(rest)![0].toLowerCase(), spans: 2 });
  const start = text[at - 1] === "." ? at - 1 : at;
  const dots = start === 0 || /[\s(]/.test(text[start - 1]!) ? dotted.exec(text.slice(start))?.[0] : undefined;
  if (dots) Object.assign(word, { whole: dots.toLowerCase(), spans: dots.split(".").filter(Boolean).length });
  if (/^[A-Z]+$/.test(part) && part.length > 1 && part.length <= longestCapitals && /[a-z]|^[A-Z]+$/.test(text)) word.capitals = part;
  const groups = /^\d{1,3}$/.test(part) && !/[\d.,]/.test(text[at - 1] ?? "") ? /^([,.'’])\d{3}(?:\1\d{3})*(?![\d\p{L}]|[,.]\d)/u.exec(rest)?.[0] : undefined;
  if (groups) Object.assign(word, { whole: part + groups.replace(/\D/g, ""), spans: 1 + groups.length / 4 });
}

/** A number times what it is counted in; "" for what is none. */
function times(number: string, unit: string): string {
  const by = magnitudes[unit as keyof typeof magnitudes] ?? 0;
  const n = Number(number.replace(",", "."));
  return number && by && n > 0 && n * by <= 1e15 ? String(n * by) : "";
}

const acronym = /^[a-z]{2,6} \d{2,}$/;

/** Finds the numbers and names that two words are together: 1 million, ISO 27001. */
export function numbers<W extends Word>(all: W[]): W[] {
  for (const [i, word] of all.entries()) {
    const next = all[i + 1];
    const pair = `${word.text} ${next?.text ?? ""}`;
    const n = !next || word.whole ? "" : acronym.test(pair) ? pair.replace(" ", "") : /^\d+$/.test(word.text) ? times(word.text, next.accented || next.text) : "";
    if (n) Object.assign(word, { whole: n, spans: 2 });
  }
  return all;
}

/** A word with no other spellings. */
function plain(text: string): Word {
  return { text, accented: "", also: [], pieces: [], whole: "", spans: 1 };
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
