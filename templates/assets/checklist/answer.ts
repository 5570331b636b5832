// Answers, as they stand in an address and in storage: short texts that a
// person can read and write. "" is no answer.
//
//	yes  no  na  ?              any criterion
//	25  10..19  50..  ..10      a number, or a list's count
//	a,b  a,?  none              a list: those ticked; "?": the others are unknown
//	mid  mid|small              a choice; "|": one of these
//	2026-11-03                  a cadence: the last date
//	2027  2027-Q1  2027-03  2027-03-15  2027-03..2027-06  2027-03..   a date

import type { ChoiceCriterion, Criterion, ListCriterion, NumberCriterion } from "./model";
import { dates } from "./dates";
import * as t from "../words";

/** An interval of one number: what is known of an answer. */
export interface Interval {
  low: number;
  high: number;
}

/** What an answer says: an interval, or that the criterion does not apply. */
export type Known = Interval | "na";

/** The longest answer that is read, in characters: a longer one is nobody's. */
const longest = 2000;

/** Reads an answer; undefined for one that cannot be read. today is a day such as 2026-11-03. */
export function read(c: Criterion, text: string, today: string): Known | undefined {
  if (text.length > longest) return undefined;
  if (text === "na") return "na";
  if (text === "" || text === "?") return unknown(c);
  switch (c.kind) {
    case "yesno":
      return text === "yes" ? point(1) : text === "no" ? point(0) : undefined;
    case "number":
      return span(c, text);
    case "list":
      return list(c, text);
    case "choice":
      return choice(c, text.split("|"));
    case "date":
      return dates(text, today);
    case "cadence":
      if (text === "no") return point(0);
      return isDate(text) ? point(within(text, c.every ?? "", today) ? 1 : 0) : undefined;
  }
}

const point = (v: number): Interval => ({ low: v, high: v });

/** Tells whether an answer can be read. */
export function readable(c: Criterion, text: string): boolean {
  return read(c, text, "") !== undefined; // whatever the day is
}

/** The least that a number may be: below 0 only where the limit is. */
const least = (c: NumberCriterion): number => Math.min(0, c.min ?? 0);

function unknown(c: Criterion): Interval {
  switch (c.kind) {
    case "yesno":
    case "cadence":
      return { low: 0, high: 1 };
    case "number":
      return { low: least(c), high: Infinity };
    case "date":
      return { low: -Infinity, high: Infinity };
    case "list":
      return { low: 0, high: (c.options ?? []).length };
    case "choice":
      return choice(c, (c.options ?? []).map((o) => o.id)) ?? { low: 0, high: 1 };
  }
}

/** The lowest and the highest credit of some options; undefined for one that is none. */
function choice(c: ChoiceCriterion, ids: string[]): Interval | undefined {
  const credits = ids.map((id) => {
    const o = (c.options ?? []).find((x) => x.id === id);
    return o && (o.credit ?? (o.id === c.best ? 1 : 0));
  });
  if (credits.some((v) => v === undefined)) return undefined;
  return { low: Math.min(...(credits as number[])), high: Math.max(...(credits as number[])) };
}

/** Parts 25, 10..19, 50.. and ..10 into their ends, "" for one that is open; undefined for what is no number. */
export function ends(text: string): [string, string] | undefined {
  const at = text.indexOf("..");
  const [low, high] = at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 2)];
  const decimal = /^-?\d+(?:\.\d+)?$/;
  const sound = (end: string): boolean => end === "" || decimal.test(end);
  return sound(low) && sound(high) && low + high !== "" ? [low, high] : undefined;
}

/** Reads a number answer. */
function span(c: NumberCriterion, text: string): Interval | undefined {
  const parts = ends(text);
  if (!parts) return undefined;
  const low = parts[0] === "" ? least(c) : Number(parts[0]);
  const high = parts[1] === "" ? Infinity : Number(parts[1]);
  const sound = least(c) <= low && low <= high && low < Infinity && (high < Infinity || parts[1] === "");
  return sound ? { low, high } : undefined;
}

/** Reads the ids of ticked options. */
function list(c: ListCriterion, text: string): Interval | undefined {
  if (text === "none") return point(0);
  const ids = new Set(text.split(","));
  const rest = ids.delete("?");
  const options = new Set((c.options ?? []).map((o) => o.id));
  for (const id of ids) if (!options.has(id)) return undefined;
  return { low: ids.size, high: rest ? options.size : ids.size };
}

/** Tells a day of the calendar. */
export function isDate(text: string): boolean {
  const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return m !== null && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;
}

/** The day that is a period such as "2 month" after another; a day that its month lacks becomes the month's last. */
export function after(day: string, period: string): string {
  const [count, unit] = period.split(" ");
  const n = Number(count);
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const utc = (d: Date): string => d.toISOString().slice(0, 10);
  if (unit === "day" || unit === "week") return utc(new Date(Date.UTC(year, month - 1, date + n * (unit === "week" ? 7 : 1))));
  const months = month - 1 + n * (unit === "year" ? 12 : 1);
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return utc(new Date(Date.UTC(year, months, Math.min(date, last))));
}

/** Whether the period since a day has not passed yet. */
export function within(day: string, period: string, today: string): boolean {
  return after(day, period) >= today;
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
