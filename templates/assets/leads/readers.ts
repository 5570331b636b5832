// How the columns of a list are read as answers: by kind of criterion.

import { answerWords } from "../checklist/words";
import type { Of } from "../checklist/kinds";
import type { Criterion, Option } from "../checklist/model";
import { codes, codesOf, measureOf, readDate, readNumber, readOptions, readYesNo, type Cell, type Codes, type Measure, type Reading, type Style } from "./value";
import { hasTwo, type First } from "../checklist/written";
import * as t from "../words";

/** A column of a criterion, as far as it is read. */
export interface Column {
  style: Style;
  measure: Measure;
  /** The reader's own words for answers. */
  words: Record<string, string>;
}

/** A field in which the reader says how a column is read. */
export interface Field {
  label: string;
  options: [words: string, value: string][];
  now: string;
  set(value: string): Reading;
}

/** How a kind is read. */
interface Reader<C extends Criterion> {
  /** What it measures. */
  measure(c: C): Measure;
  /** The options that may have columns of their own. */
  parts(c: C): Option[];
  /** Reads a cell. */
  read(c: C, cell: string, column: Column): Cell;
  /** What the reader may say of a column; bad are cells that cannot be read. */
  fields(c: C, column: Column, bad: string[]): Field[];
}

const other = (): Measure => "other";
const whole = (): Option[] => [];

/** Fields in which the reader says what cells mean. */
export const wordFields = (options: [string, string][], { words }: Column, bad: string[]): Field[] =>
  [...new Set([...Object.keys(words), ...bad.map((b) => b.toLowerCase())].slice(0, 8))].map((cell) => ({
    label: `“${cell.slice(0, 40)}”`,
    options: [["", ""], [t.unknown, "?"], ...options],
    now: words[cell] ?? "",
    set: (v) => ({ words: { ...words, [cell]: v } }),
  }));

/** The words of yes and no. */
export const yesNo: [string, string][] = [[t.yes, "yes"], [t.no, "no"]];

const optionFields = (c: Of<"list" | "choice">, column: Column, bad: string[]): Field[] => wordFields((c.options ?? []).map((o) => [o.label, o.id]), column, bad);

const dated: Pick<Reader<Criterion>, "measure" | "parts" | "fields"> = {
  measure: () => "date",
  parts: whole,
  fields: (_, { style }) => [{ label: t.datesBegin, options: [...(style.writing.first ? [] : [["", ""] as [string, string]]), [t.withDay, "day"], [t.withMonth, "month"]], now: style.writing.first, set: (v) => ({ begins: v as First }) }],
};

const readers: { [K in Criterion["kind"]]: Reader<Of<K>> } = {
  yesno: { measure: other, parts: whole, read: (_, cell, { words }) => readYesNo(cell, words), fields: (_, column, bad) => wordFields(yesNo, column, bad) },
  number: {
    measure: measureOf,
    parts: whole,
    read: (_, cell, { style, measure }) => readNumber(cell, style, measure),
    fields(c, { style, measure }) {
      const known = codesOf(measure).map((name): [string, string] => [Object.entries(codes[name]).slice(2, 5).map(([code, span]) => `${code} = ${answerWords(c, span)}`).join(", "), name]);
      const tables: Field[] = known.length > 0 ? [{ label: t.codesAre, options: [[t.noCodes, ""], ...known], now: style.codes, set: (v) => ({ codes: v as Codes | "" }) }] : [];
      return [
        ...tables,
        { label: t.countedIn, options: [1, 1000, 1_000_000].map((n) => [n.toLocaleString(t.language), String(n)]), now: String(style.scale), set: (v) => ({ scale: Number(v) }) },
        { label: t.decimalSign, options: [["1.5", "."], ["1,5", ","]], now: style.decimal, set: (v) => ({ decimal: v as "." | "," }) },
      ];
    },
  },
  list: { measure: other, parts: (c) => c.options ?? [], read: (c, cell, { words }) => readOptions(cell, c.options ?? [], words), fields: optionFields },
  choice: {
    measure: other,
    parts: whole,
    read(c, cell, { words }) {
      const said = readOptions(cell, c.options ?? [], words);
      return typeof said === "object" ? { answer: said.answer.replace(/,\?$/, "").replaceAll(",", "|") } : said;
    },
    fields: optionFields,
  },
  date: { ...dated, read: (_, cell, { style }) => readDate(cell, style.writing) },
  cadence: {
    ...dated,
    read(_, cell, { style }) {
      const said = readDate(cell, style.writing);
      return typeof said === "object" && style.writing.first === "" && hasTwo(cell) ? "unknown" : said; // its answer is one day
    },
  },
};

/** How a criterion is read. */
export const readerOf = (c: Criterion): Reader<Criterion> => readers[c.kind];
