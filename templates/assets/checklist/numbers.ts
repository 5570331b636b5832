// Numbers as answers: 25, 10..19, 50.. and ..10, and the many ways in which
// people write them.

import * as t from "../words";

/** Parts 25, 10..19, 50.. and ..10 into their ends, "" for one that is open; undefined for what is no number. */
export function ends(text: string): [string, string] | undefined {
  const at = text.indexOf("..");
  const [low, high] = at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 2)];
  const decimal = /^-?\d+(?:\.\d+)?$/;
  const sound = (end: string): boolean => end === "" || decimal.test(end);
  return sound(low) && sound(high) && low + high !== "" ? [low, high] : undefined;
}

const scales: Record<string, number> = { k: 1e3, thousand: 1e3, m: 1e6, mio: 1e6, mn: 1e6, million: 1e6, millions: 1e6, b: 1e9, bn: 1e9, billion: 1e9 };

/** How far "about" reaches to both sides. */
const about = 0.1;

/** The longest number that is typed, in characters. */
const longestTyped = 100;

/** Turns what a person types into a number answer, "" for nothing, undefined for what is no number. */
export function typed(text: string, unit = ""): string | undefined {
  if (text.length > longestTyped) return undefined;
  let words = text.normalize("NFKC").toLowerCase().replace(/[−‒–—]/g, "-").replace(/’/g, "'").trim();
  words = withoutUnit(words, unit);
  words = words.replace(/[$€£¥]|\b(usd|eur|gbp|dollars?|euros?|people|pcs?)\b/g, " ").trim();
  words = words.replace(/^\(([\d.,' ]+)\)$/, "-$1"); // as accounts write a loss
  if (words === "") return "";
  if (words === "?" || wordsOf(t.sayDontKnow).includes(words)) return "?";
  if (words === "na" || words === "n/a" || words === t.na) return "na";
  return bounded(words) ?? range(words) ?? exact(words);
}

/** Takes the words of a unit out of a text, where they stand as words: the a of "$ a year" is none of about. */
function withoutUnit(text: string, unit: string): string {
  for (const word of unit.toLowerCase().split(/\s+/)) {
    if (word) text = text.replace(new RegExp(`(?<!\\p{L})${word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}(?!\\p{L})`, "gu"), " ");
  }
  return text;
}

/** How a number answer can be bounded: by the words behind the field. */
export type Bounding = "" | "more" | "less" | "about";

/** Bounds a plain number: 50 becomes 50.., ..50, or 45..55. */
export function bound(answer: string, by: Bounding): string {
  const v = Number(answer);
  if (answer === "" || !Number.isFinite(v)) return answer;
  switch (by) {
    case "":
      return answer;
    case "more":
      return orMore(v);
    case "less":
      return orLess(v);
    case "about":
      return near(v);
  }
}

/** Parts an answer into a plain number and its bounding; undefined when it is another span. */
export function unbound(answer: string): { number: string; by: Bounding } | undefined {
  const parts = ends(answer);
  if (!parts) return undefined;
  const [low, high] = parts;
  if (low === high) return { number: low, by: "" };
  if (high === "") return { number: low, by: "more" };
  if (low === "") return { number: high, by: "less" };
  const middle = plain((Number(low) + Number(high)) / 2);
  return bound(middle, "about") === answer ? { number: middle, by: "about" } : undefined;
}

/** What words before or behind a number make of it. */
type Bound = (v: number) => string;

const orMore: Bound = (v) => `${plain(v)}..`;
const orLess: Bound = (v) => `..${plain(v)}`;
const near: Bound = (v) => `${plain(v - Math.abs(v) * about)}..${plain(v + Math.abs(v) * about)}`;
const above: Bound = (v) => `${plain(beyond(v, 1))}..`;
const below: Bound = (v) => `..${plain(beyond(v, -1))}`;

/** The words of a list in the catalogue, the longest first. */
const wordsOf = (words: string): string[] => words.split(", ").sort((a, b) => b.length - a.length);

const before: [Bound, string[]][] = [
  [orMore, [">=", "≥", ...wordsOf(t.sayAtLeast)]],
  [orLess, ["<=", "≤", "..", ...wordsOf(t.sayAtMost)]],
  [above, [">", ...wordsOf(t.sayMoreThan)]],
  [below, ["<", ...wordsOf(t.sayLessThan)]],
  [near, ["~", ...wordsOf(t.sayAbout)]],
];
const behind: [Bound, string[]][] = [
  [orMore, ["+", "..", ...wordsOf(t.sayOrMore)]],
  [orLess, wordsOf(t.sayOrLess)],
];

/** Reads "at least 50" and "50 or more". */
function bounded(text: string): string | undefined {
  for (const [bound, words] of before) {
    for (const word of words) {
      const v = text.startsWith(word) ? amount(text.slice(word.length)) : undefined;
      if (v !== undefined) return bound(v);
    }
  }
  for (const [bound, words] of behind) {
    for (const word of words) {
      const v = text.endsWith(word) ? amount(text.slice(0, -word.length)) : undefined;
      if (v !== undefined) return bound(v);
    }
  }
  return undefined;
}

/** Reads "10 to 19", also with a word such as "from" before it. */
function range(text: string): string | undefined {
  for (const word of ["", ...wordsOf(t.sayAtLeast)]) {
    if (!text.startsWith(word)) continue;
    for (const between of ["..", "-", ...wordsOf(t.sayTo).map((w) => ` ${w} `)]) {
      const at = text.indexOf(between, word.length + 1);
      if (at < 0) continue;
      const [from, to] = [text.slice(word.length, at).trim(), text.slice(at + between.length).trim()];
      const high = amount(to);
      // "1 to 2.5m": the scale of the end is that of both.
      const scale = /[a-z]*$/.exec(to)![0];
      const low = /[a-z]$/.test(from) ? amount(from) : (amount(from + scale) ?? amount(from));
      if (low !== undefined && high !== undefined && low <= high) return `${plain(low)}..${plain(high)}`;
    }
  }
  return undefined;
}

function exact(text: string): string | undefined {
  const v = amount(text);
  return v === undefined ? undefined : plain(v);
}

/** The number next to v: "<10" is not 10. Whole numbers are counted in ones. */
function beyond(v: number, direction: number): number {
  return Number.isInteger(v) && Math.abs(v) < 1000 ? v + direction : v * (1 + direction * 1e-6);
}

function plain(v: number): string {
  return String(Math.round(v * 1e6) / 1e6);
}

/** Reads one number as people write it: 1.5M, 1,000,000, 1.000.000, 1 000. */
function amount(text: string): number | undefined {
  const m = /^(-?)([\d.,' ]+)\s*([a-z]*)\.?$/.exec(text.trim());
  if (!m || !/\d/.test(m[2]!) || (m[3] && !(m[3] in scales))) return undefined;
  let digits = m[2]!.replace(/[' ]/g, "");
  const dots = digits.split(".").length - 1;
  const commas = digits.split(",").length - 1;
  if (dots > 0 && commas > 0) {
    const point = digits.lastIndexOf(".") > digits.lastIndexOf(",") ? "." : ",";
    digits = digits.replaceAll(point === "." ? "," : ".", "").replace(",", ".");
  } else if (t.decimalComma && (dots > 1 || /^\d{1,3}\.\d{3}$/.test(digits))) {
    digits = digits.replaceAll(".", "").replace(",", ".");
  } else if (dots > 1) {
    digits = digits.replaceAll(".", "");
  } else if (commas > 1 || (!t.decimalComma && /^\d{1,3},\d{3}$/.test(digits))) {
    digits = digits.replaceAll(",", "");
  } else {
    digits = digits.replace(",", ".");
  }
  if (!/^\d*\.?\d*$/.test(digits)) return undefined;
  const v = Number(`${m[1]}${digits}`) * (m[3] ? scales[m[3]]! : 1);
  return Number.isFinite(v) && Math.abs(v) < 1e15 ? v : undefined;
}

/** A span as a person would say it. */
export function spanWords(answer: string): string {
  const [low, high] = ends(answer) ?? [answer, answer];
  if (low === high) return low;
  if (low && high) return t.rangeTo(low, high);
  return low ? t.orMoreThan(low) : t.upToValue(high);
}

/** Words whose figures have their thousands apart. */
export const grouped = (words: string): string => words.replace(/\d{4,}/g, (n) => Number(n).toLocaleString(t.language));

/** A number to one place. */
export function tenths(v: number): string {
  return String(Math.round(v * 10) / 10);
}
