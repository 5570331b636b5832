// Dates as people and programs write them: 31.12.2026, 31-Dec-26, Dec 2026, Q1
// 2027, 01/27. Which of 03/04/2027 is the day is told by other dates beside it,
// else by the language; where neither does, both readings stay possible.

import { dates } from "./dates";
import * as t from "../words";

/** Which comes first in 03/04/2027; "" where nothing tells. */
export type First = "day" | "month" | "";

/** How a column writes its dates. */
export interface Writing {
  first: First;
  /** Two figures behind a month are its year: 01/27, Dec-26. */
  short: boolean;
}

/** The months in English, German and Spanish; three letters of one are enough. */
const months = (): string[][] => (parted ??= "january januar enero jänner|february februar febrero|march märz marzo maerz mrz|april abril|may mai mayo|june juni junio|july juli julio|august agosto|september septiembre setiembre|october oktober octubre|november noviembre|december dezember diciembre"
  .split("|")
  .map((names) => names.split(" ")));
let parted: string[][] | undefined;
const monthOf = (word: string): number => months().findIndex((names) => names.some((n) => n.startsWith(word))) + 1;

const day = "(?<d>\\d{1,2})";
const named = "\\{(?<m>\\d+)\\}";
const number = "(?<m>\\d{1,2})";
const year = "(?<y>\\d{4})";
const two = "(?<y>\\d\\d)";
const nth = "(?:st|nd|rd|th|er|\\.?[oa]|\\.)?"; // 1.º is 1.o by now
const quarter = `(?:(?<q>[1-4])${nth} ?(?:[qt]|quartal|quarter|trimestre)|(?:[qt]|quartal|quarter|trimestre) ?(?<p>[1-4]))`;

/** The shapes of a date: y is its year, q or p the quarter, m the month, d the day, a and b are one of these each. */
const shapes = (): RegExp[] => (compiled ??= [
  year,
  `${year}[-/.]${number}[-/.]${day}`,
  "(?<y>\\d{4})(?<m>\\d\\d)(?<d>\\d\\d)?",
  `(?<a>\\d{1,2})(?<s>[-/.]) ?(?<b>\\d{1,2})\\k<s> ?${year}`,
  `(?<a>\\d{1,2})(?<s>[/.]) ?(?<b>\\d{1,2})\\k<s> ?'?${two}`, // 26-12-31 could be of 2026 as well
  `${day}${nth}[- /.,]*${named}[- /.,]*(?<y>\\d{4}|'?\\d\\d)`,
  `${named}[- .]*${day}${nth},? ${year}`,
  `${named}[- /.,]*${year}`,
  `${year}[- /]${named}(?:[- /]${day})?`,
  `${number} ?[-/.] ?${year}`,
  `${year}[-/]${number}`,
  `(?:${named}\\.?(?: ?'|[-/])|(?<n>\\d\\d)/)(?<z>\\d\\d)`,
  `${quarter}[- /.,']*(?<y>\\d{4}|\\d\\d)`,
  `${year}[- /]*${quarter}`,
].map((shape) => new RegExp(`^(?:${shape})$`, "u")));
let compiled: RegExp[] | undefined;

/** The hour behind a day. */
const hour = /(?:,? |t)\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$/;

/** The longest date that is read, in characters. */
const longest = 60;

/** The parts of a date, by their letters. */
function partsOf(text: string): Record<string, string | undefined> | undefined {
  if (text.length > longest) return undefined;
  const plain = text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[‐-―−]/g, "-")
    .replace(/’/g, "'")
    .replace(hour, "")
    .replace(/\p{L}{3,}/gu, (word) => (monthOf(word) ? `{${monthOf(word)}}` : word))
    .replace(/ (?:del?|of) /g, " ")
    .replace(/\s+/g, " ");
  for (const shape of shapes()) {
    const m = shape.exec(plain);
    if (m) return m.groups;
  }
  return undefined;
}

const padded = (n: string): string => n.padStart(2, "0");

/** A year of two figures is one of 1970 to 2069. */
const whole = (y: string): string => (y.length === 2 ? `${Number(y) < 70 ? "20" : "19"}${y}` : y);

/** A day, a month, a quarter or a year as an answer; undefined for what the calendar lacks, and for a year that no list has. */
function answer(y: string, m?: string, d?: string, q?: string): string | undefined {
  const full = whole(y.replace("'", ""));
  const said = [full, ...(q ? [`Q${q}`] : m ? [padded(m)] : []), ...(d ? [padded(d)] : [])].join("-");
  return /^(19|20|21)/.test(full) && dates(said, "2000-01-01") ? said : undefined;
}

/** What a date says where the day comes first, and where the month does: both the same but for 03/04/2027. */
function readings(text: string, short: boolean): [string?, string?] {
  const { y, m, n, d, q, p, a, b, z } = partsOf(text) ?? {};
  if (z) return short ? twice(answer(z, m ?? n)) : [];
  if (!y) return [];
  return a ? [answer(y, b, a), answer(y, a, b)] : twice(answer(y, m, d, q ?? p));
}

const twice = (said?: string): [string?, string?] => [said, said];

/** Reads one date as an answer, a span of both readings where it has two; undefined for what is none. */
function one(text: string, { first, short }: Writing): string | undefined {
  const [dayFirst, monthFirst] = readings(text, short);
  if (!dayFirst || !monthFirst || dayFirst === monthFirst) return dayFirst ?? monthFirst;
  return first === "" ? [dayFirst, monthFirst].sort().join("..") : first === "day" ? dayFirst : monthFirst;
}

/** Reads a date, or a span of two, as an answer; undefined for what is none. */
export function written(text: string, by: Writing): string | undefined {
  const whole = one(text, by);
  if (whole) return whole;
  const between = ["..", ...t.sayTo.split(", ").map((w) => ` ${w} `), " - ", " – "].find((w) => text.toLowerCase().includes(w));
  const [from, to, more] = between ? text.toLowerCase().split(between) : [];
  if (from === undefined || to === undefined || more !== undefined) return undefined;
  const low = from.trim() === "" ? "" : one(from, by)?.split("..")[0];
  const high = to.trim() === "" ? "" : one(to, by)?.split("..").at(-1);
  const said = `${low}..${high}`;
  return low !== undefined && high !== undefined && (between === ".." || (low && high)) && dates(said, "2000-01-01") ? said : undefined;
}

/** Tells a date that has two readings. */
export function hasTwo(text: string): boolean {
  const by = (first: First): string | undefined => written(text, { first, short: true });
  return by("day") !== by("month");
}

/** What comes first in a language: English alone does not tell, nor do regions that write both. */
export function firstIn(language: string): First {
  if (/-US\b/.test(language)) return "month";
  return /^en$|-(CA|PH|PR|PA)\b/.test(language) ? "" : "day";
}

/**
 * Tells how a column writes its dates. A 13 among them tells the order of all;
 * without one, points part days first, and what else parts is the language's. Two
 * figures behind a month may be its days, where one of them is below 13.
 */
export function writing(cells: Iterable<string>, language: string): Writing {
  let [days, others, pointed, slashed] = [0, 0, 0, 0];
  let short = true;
  for (const cell of cells) {
    const { a, b, s, n, z } = partsOf(cell) ?? {};
    if (z && (Number(z) < 13 || Number(n ?? 1) > 12)) short = false;
    if (!a) continue;
    const [dayFirst, monthFirst] = readings(cell, true);
    if (dayFirst && !monthFirst) days++;
    if (monthFirst && !dayFirst) others++;
    if (s === ".") pointed++;
    else if (a !== b) slashed++;
  }
  const own = firstIn(language);
  if (days + others > 0) return { first: others === 0 ? "day" : days === 0 ? "month" : "", short };
  return { first: pointed > 0 && slashed === 0 ? (own === "month" ? "" : "day") : own, short };
}

/** Turns what a person types into a date answer, "" for nothing, undefined for what is no date, or may be two. */
export function typedDates(text: string): string | undefined {
  const words = text.trim();
  if (words === "" || words === "?") return words;
  const by = writing([words], t.language);
  return by.first === "" && hasTwo(words) ? undefined : written(words, by);
}
