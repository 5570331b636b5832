// The cells of a column as answers. How a column writes its numbers (its scale,
// its decimal sign, its codes) is decided from all its cells and its heading.

import type { NumberCriterion } from "../checklist/model";
import { writing, written, type First, type Writing } from "../checklist/written";
import { day } from "./xlsx";
import * as t from "../words";

/** How a column writes. */
export interface Style {
  /** What a number without a scale of its own is multiplied by: 1000 under "in 000s". */
  scale: number;
  /** The sign before decimals. */
  decimal: "." | ",";
  /** The table of its codes; "" for a column of figures. */
  codes: Codes | "";
  /** Bands that a spreadsheet turned into dates are turned back. */
  dates: boolean;
  /** How it writes dates. */
  writing: Writing;
}

/** How a column writes that says nothing of it. */
export const plainStyle: Style = { scale: 1, decimal: ".", codes: "", dates: false, writing: { first: "", short: true } };

/** What the reader knows better of how a column writes. */
export interface Reading extends Partial<Pick<Style, "scale" | "decimal" | "codes">> {
  /** What its dates begin with. */
  begins?: First;
  /** The reader's own words for answers: their cells in small letters, and "yes", "no", an option or "?". */
  words?: Record<string, string>;
}

/** What a cell says: an answer, nothing, or something that cannot be read. */
export type Cell = { answer: string } | "unknown" | "unreadable";

/** What is measured, by which headings, codes and zeros are known. */
export type Measure = "staff" | "sales" | "computers" | "drive" | "date" | "other";

/** Tells what a number measures, from its unit and its names. */
export function measureOf(c: NumberCriterion): Measure {
  const words = [c.unit ?? "", c.ask, c.id, ...(c.columns ?? [])].join(" ").toLowerCase();
  if (/\b(computers?|pcs?|workstations?|devices|rechner|ordinateurs|ordenadores)\b/.test(words)) return "computers";
  if (/\b(employees?|staff|headcount|people|mitarbeiter|salariés|effectif|empleados)\b/.test(words)) return "staff";
  if (/\b(sales|revenue|turnover|umsatz|chiffre|ingresos|dollars?|usd|eur|euros?)\b|[$€£]/.test(words)) return "sales";
  if (/\b(drive|driving|minutes?|min|fahrzeit)\b/.test(words)) return "drive";
  return "other";
}

const noData = new Set(["", "-", "--", "–", "—", "n/a", "#n/a", "na", "n.a.", "n.v.", "null", "nil", "nn", "?", "??", "not available", "not applicable", "unknown", "undisclosed", "unkn", "tbd", "tba", "k.a.", "none given", "no data", "#value!", "#ref!", "nan"]);

/** Tells a cell that stands for no data. */
export function isNoData(cell: string): boolean {
  return noData.has(cell.trim().toLowerCase());
}

/** The tables of codes, as answers: the letters that US brokers sell, of employees and of sales, and the classes of the French register of firms. */
export const codes = {
  staff: { A: "1..4", B: "5..9", C: "10..19", D: "20..49", E: "50..99", F: "100..249", G: "250..499", H: "500..999", I: "1000..4999", J: "5000..9999", K: "10000.." },
  sales: { A: "..500000", B: "500000..1000000", C: "1000000..2500000", D: "2500000..5000000", E: "5000000..10000000", F: "10000000..20000000", G: "20000000..50000000", H: "50000000..100000000", I: "100000000..500000000", J: "500000000..1000000000", K: "1000000000.." },
  tranches: { "00": "0", "01": "1..2", "02": "3..5", "03": "6..9", "11": "10..19", "12": "20..49", "21": "50..99", "22": "100..199", "31": "200..249", "32": "250..499", "41": "500..999", "42": "1000..1999", "51": "2000..4999", "52": "5000..9999", "53": "10000.." },
} satisfies Record<string, Record<string, string>>;

/** The name of a table of codes. */
export type Codes = keyof typeof codes;

/** The tables that a measure may be written in. */
export function codesOf(of: Measure): Codes[] {
  return of === "staff" ? ["staff", "tranches"] : of === "sales" ? ["sales"] : [];
}

/** Decides how a column writes. */
export function styleOf(heading: string, cells: string[], of: Measure): Style {
  if (of === "date") return { ...plainStyle, writing: writing(new Set(cells), t.language) };
  const said = cells.map((c) => c.trim()).filter((c) => !isNoData(c));
  const style: Style = { ...plainStyle, scale: scaleOf(heading), decimal: decimalOf(said) };
  if (said.length > 0) {
    if ((of === "staff" || of === "sales") && said.every((c) => /^[A-K]$/i.test(c))) style.codes = of;
    if (of === "staff" && /tranche/i.test(heading) && said.every((c) => c in codes.tranches)) style.codes = "tranches";
  }
  if (of === "staff") style.dates = said.some((c) => /^\d+\s*(-|to|–)\s*\d+$/i.test(c));
  return style;
}

/** What the heading says that figures are counted in. */
function scaleOf(heading: string): number {
  if (/\bth (usd|eur|gbp)\b|\b(in )?000'?s?\b|\bthousands?\b|\(k\)|\bT(€|EUR|USD)|\btsd\b/i.test(heading)) return 1e3;
  return /\(\$?M(M|io|il|n)?\.?\)|\b(in )?millions?\b|\bMio\.?(\s|$|\))/i.test(heading) ? 1e6 : 1;
}

/** The decimal sign of a column: a dot or comma that parts groups of three in every cell parts thousands. */
function decimalOf(cells: string[]): "." | "," {
  const all = cells.join(" ");
  const decimals = (sign: string): boolean => new RegExp(`\\d\\${sign}(\\d{1,2}|\\d{4,})(?!\\d)`).test(all);
  const groups = (sign: string): boolean => new RegExp(`(?<![\\d.,])\\d{1,3}(\\${sign}\\d{3})+(?![\\d])`).test(all);
  if (decimals(",") && !decimals(".")) return ",";
  return !decimals(".") && groups(".") && !groups(",") ? "," : ".";
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Reads a cell of a number criterion. */
export function readNumber(cell: string, style: Style, of: Measure): Cell {
  if (isNoData(cell)) return "unknown";
  const text = cell.normalize("NFKC").trim();
  const table: Record<string, string> = style.codes ? codes[style.codes] : {};
  const code = Object.hasOwn(table, text.toUpperCase()) ? table[text.toUpperCase()] : undefined;
  if (code) return { answer: code };
  if (/^-?[$€£]?0+([.,]0+)?$/.test(text) && (of === "staff" || of === "sales" || of === "computers" || text.length > 1)) return "unknown"; // a vendor's sign for no data
  if (of === "staff" && /^(self[- ]employed|myself only|sole (trader|proprietor))$/i.test(text)) return { answer: "1" };
  const turned = style.dates ? turnedBack(text) : "";
  if (turned) return { answer: turned };
  const span = spanOf(plainWords(text, of), style);
  return span === undefined ? "unreadable" : { answer: span };
}

/** Turns a band back that a spreadsheet took for a date: 19-Oct and Oct-19 were 10-19. */
export function turnedBack(text: string): string {
  const m = /^(\d{1,2})-([a-z]{3})$/i.exec(text) ?? /^([a-z]{3})-(\d{1,2})$/i.exec(text);
  if (!m) return "";
  const [day, name] = /^\d/.test(m[1]!) ? [m[1]!, m[2]!] : [m[2]!, m[1]!];
  const month = months.indexOf(name.toLowerCase()) + 1;
  const [low, high] = [month, Number(day)];
  return month > 0 && low < high ? `${low}..${high}` : "";
}

/** Takes away what is no figure: currencies, units, remarks in brackets. Amounts in brackets are below 0, as accounts write them. */
function plainWords(text: string, of: Measure): string {
  const words = text
    .toLowerCase()
    .replace(/[−‒–—]/g, "-")
    .replace(/^[\p{L} ]{3,}\.(?=\d)/u, "") // Employees.10to19
    .replace(/[$€£¥]|\b(usd|eur|gbp|chf|us|dollars?|euros?|employees?|employés?|salariés?|mitarbeiter|empleados|people|persons?|staff|computers?|pcs?|workstations?|minutes?|mins?|min|per|a|year|p\.a\.|annually|est\.?|approx\.?)(?![\p{L}])/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const amount = of === "sales" || of === "other" ? words.replace(/^\( ?([\d.,'’ ]+ ?[a-z]*\.?) ?\)$/, "-$1") : words;
  return amount.replace(/\([^)]*\)/g, " ").replace(/\s+/g, " ").trim();
}

const scales: Record<string, number> = { "": 1, k: 1e3, thousand: 1e3, tsd: 1e3, m: 1e6, mm: 1e6, mn: 1e6, mil: 1e6, mio: 1e6, million: 1e6, millions: 1e6, b: 1e9, bn: 1e9, bil: 1e9, mrd: 1e9, billion: 1e9, billions: 1e9 };
const number = "([\\d][\\d.,'’ \\u00a0]*(?:e[+-]?\\d+)?)\\s*([a-z]*)\\.?";
const one = new RegExp(`^${number}$`);
const two = new RegExp(`^(?:between )?${number} ?(?:-|\\.\\.|to|through|bis|à|and|y|et|und) ?${number}$`);
const below = /^(?:<=?|≤|less than|under|below|up to|fewer than|max\.?|moins de|unter|bis|weniger als|menos de|hasta) ?/;
const over = /^(?:>=?|≥|over|more than|above|at least|from|min\.?|plus de|über|mehr als|ab|más de|desde) ?/;
const more = / ?(?:\+|or more|and over|and more|plus|et plus|und mehr|o más)$/;
const minus = /^- ?/;
const near = /^(?:~|≈|about|circa|ca\.?|c\.|approximately|around|rund|etwa|environ|unos) ?/;

/** Reads one figure, or a span of two, as an answer. */
function spanOf(text: string, style: Style): string | undefined {
  let m = two.exec(text);
  if (m) return between(m, style);
  const rest = (pattern: RegExp): number | undefined => (pattern.test(text) ? figure(text.replace(pattern, ""), style) : undefined);
  let v = rest(below);
  if (v !== undefined) return `..${plain(v)}`;
  v = rest(over) ?? rest(more);
  if (v !== undefined) return `${plain(v)}..`;
  v = rest(near);
  if (v !== undefined) return `${plain(v * 0.9)}..${plain(v * 1.1)}`;
  const size = figure(text.replace(minus, ""), style);
  return size === undefined ? undefined : plain(minus.test(text) ? -size : size);
}

/** Reads a span. The scale behind its end is that of both, unless the first would then be beyond it: $500,000-1 Million. */
function between(m: RegExpExecArray, style: Style): string | undefined {
  const [, from, scale, to, last] = m;
  const high = scaled(to!, last!, style);
  const low = scale || !last ? scaled(from!, scale!, style) : within(scaled(from!, last, style), high) ?? scaled(from!, "", { ...style, scale: 1 });
  return low === undefined || high === undefined || low > high ? undefined : `${plain(low)}..${plain(high)}`;
}

const within = (v: number | undefined, most: number | undefined): number | undefined => (v !== undefined && most !== undefined && v <= most ? v : undefined);

function figure(text: string, style: Style): number | undefined {
  const m = one.exec(text.trim());
  return m ? scaled(m[1]!, m[2]!, style) : undefined;
}

function scaled(digits: string, word: string, style: Style): number | undefined {
  if (!(word in scales)) return undefined;
  const v = Number(plainDigits(digits, style.decimal));
  return Number.isFinite(v) && v < 1e15 ? v * (word ? scales[word]! : style.scale) : undefined;
}

/** Digits as a program writes them. */
function plainDigits(digits: string, decimal: "." | ","): string {
  const bare = digits.replace(/['’\s]/g, "");
  const group = decimal === "." ? "," : ".";
  if (/e[+-]?\d+$/.test(bare)) return bare.replace(",", ".");
  // A single sign that no column decided: three digits behind it are thousands.
  return bare.replaceAll(group, "").replace(decimal, ".");
}

const plain = (v: number): string => String(Math.round(v * 1e6) / 1e6);

const yes = new Set(["yes", "y", "true", "t", "1", "x", "✓", "✔", "ja", "j", "wahr", "oui", "o", "si", "sí", "s", "vrai", "verdadero"]);
const no = new Set(["no", "n", "false", "f", "0", "nein", "falsch", "non", "faux", "falso"]);

/** Reads yes or no, also in the reader's own words. */
export function readYesNo(cell: string, own: Record<string, string> = {}): Cell {
  const word = cell.normalize("NFKC").trim().toLowerCase();
  const said = Object.hasOwn(own, word) ? own[word] : undefined;
  if (said) return said === "?" ? "unknown" : { answer: said };
  if (isNoData(word)) return "unknown";
  return yes.has(word) ? { answer: "yes" } : no.has(word) ? { answer: "no" } : "unreadable";
}

/** Reads whether there is one of a kind: yes, no, or a name, which is yes. */
export function readOne(cell: string, own: Record<string, string> = {}): Cell {
  const said = readYesNo(cell, own);
  return said === "unreadable" && /^\p{Lu}/u.test(cell.trim()) ? { answer: "yes" } : said;
}

/** Reads the options that a cell names, also in the reader's own words; the others stay unknown. */
export function readOptions(cell: string, options: { id: string; label: string }[], own: Record<string, string> = {}): Cell {
  if (isNoData(cell)) return "unknown";
  const word = cell.trim().toLowerCase();
  const whole = Object.hasOwn(own, word) ? own[word] : undefined;
  if (whole) return whole === "?" ? "unknown" : { answer: `${whole},?` };
  const ids = new Set<string>();
  for (const part of cell.split(/[;,/|&+]|\band\b|\bund\b|\by\b|\bet\b/i)) {
    const named = part.trim().toLowerCase();
    if (!named) continue;
    const id = options.find((o) => alike(named, o))?.id;
    if (!id) return "unreadable";
    ids.add(id);
  }
  return ids.size > 0 ? { answer: [...options.map((o) => o.id).filter((id) => ids.has(id)), "?"].join(",") } : "unknown";
}

const professions: Record<string, RegExp> = { account: /^(cpa|accountants?|accounting|bookkeeper|steuerberater)/, attorney: /^(lawyers?|attorneys?|law|legal|solicitors?|anwalt)/ };

/** Whether a word means an option: its id, its label, a word of it, or a trade that it names. */
function alike(word: string, o: { id: string; label: string }): boolean {
  const label = o.label.toLowerCase();
  if (word === o.id || word === label || label.split(/\s+/).includes(word)) return true;
  return Object.entries(professions).some(([stem, pattern]) => label.includes(stem) && pattern.test(word));
}

/** Reads a date as its column writes them: 2024-09-15, 09/15/2024, 202409, Dec 2026, or the number by which a spreadsheet counts days. */
export function readDate(cell: string, by: Writing = writing([cell], t.language)): Cell {
  const text = cell.trim();
  if (isNoData(text) || /^[-/. :]*0[-0/. :]*$/.test(text)) return "unknown"; // 00/00/0000
  const answer = written(text, by) ?? serialDay(text);
  return answer === undefined ? "unreadable" : { answer };
}

/** The days that a spreadsheet's number may stand for: of 1950 to 2099. */
const serials = [18_264, 73_050] as const;

function serialDay(text: string): string | undefined {
  const n = /^\d{5}([.,]\d+)?$/.test(text) ? Math.floor(Number(text.replace(",", "."))) : 0;
  return n >= serials[0] && n <= serials[1] ? day(String(n), false) : undefined;
}
