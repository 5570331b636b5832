// Workbooks (Office Open XML, ECMA-376): the sheets of a .xlsx file as rows, with
// the values that its formulas were stored with. In a page the browser unpacks and
// parses them, for the command line Go does.

import type { Row } from "./csv";
import { mostColumns } from "./table";

/** The most cells that a sheet may come to, those that are empty too. */
export const mostCells = 10_000_000;

/** Why a workbook cannot be read: its XML is damaged, or a sheet has too many rows and columns. */
export class Unreadable extends Error {
  constructor(readonly why: "damaged" | "wide") {
    super(why);
  }
}

/** The most that a part of the workbook may unpack to, in bytes: more is a bomb. */
const mostUnpacked = 100 * 1024 * 1024;

/** The parts of a zip file, by name. */
type Parts = Map<string, { method: number; data: Uint8Array }>;

/** A workbook: the names of its sheets, and the rows of each. */
export interface Workbook {
  sheets: string[];
  rows(sheet: number): Promise<Row[]>;
}

/** Tells a workbook that is locked with a password, or of the format before .xlsx: both are compound files of OLE. */
export const isLocked = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;

/** Tells a zip file, which a workbook is. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** An element of XML, as far as it is read: the browser's, or what stands for it. */
export interface Xml {
  readonly localName: string;
  readonly textContent: string | null;
  readonly children: Iterable<Xml>;
  getAttribute(name: string): string | null;
}

/** The children of an element that have a name. */
const called = (name: string, of: Xml | undefined): Xml[] => [...(of?.children ?? [])].filter((c) => c.localName === name);

/** Those of the first child that has another name, as the sheets are of a book. */
const within = (outer: string, name: string, of: Xml | undefined): Xml[] => called(name, called(outer, of)[0]);

/** Opens a workbook in a page; throws for what is none. */
export async function workbook(bytes: Uint8Array): Promise<Workbook> {
  const zip = parts(bytes);
  return book(async (name) => {
    const part = zip.get(name);
    if (!part) return undefined;
    const read = new DOMParser().parseFromString(await unpack(part), "application/xml");
    if (read.querySelector("parsererror")) throw new Unreadable("damaged");
    return read.documentElement;
  });
}

/** Reads a workbook whose parts something else unpacks and parses; undefined is one that it lacks. */
export async function book(xml: (name: string) => Promise<Xml | undefined>): Promise<Workbook> {
  const main = await xml("xl/workbook.xml");
  if (!main) throw new Error("no workbook");
  const links = called("Relationship", await xml("xl/_rels/workbook.xml.rels"));
  const shared = called("si", await xml("xl/sharedStrings.xml")).map(plain);
  const dates = dateStyles(await xml("xl/styles.xml"));
  const from1904 = ["1", "true"].includes(called("workbookPr", main)[0]?.getAttribute("date1904") ?? "");
  const sheets = within("sheets", "sheet", main);
  return {
    sheets: sheets.map((s) => s.getAttribute("name") ?? ""),
    rows: async (at) => {
      const target = links.find((l) => l.getAttribute("Id") === sheets[at]?.getAttribute("r:id"))?.getAttribute("Target") ?? `worksheets/sheet${at + 1}.xml`;
      const content = await xml(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
      if (!content) throw new Error("no sheet");
      const room = { cells: mostCells };
      return within("sheetData", "row", content).map((row, i) => ({
        line: Number(row.getAttribute("r")) || i + 1,
        cells: placed(called("c", row).map((c) => [c.getAttribute("r") ?? "", value(c, shared, dates, from1904)]), room),
      }));
    },
  };
}

/** Puts the cells of a row, of which empty ones are left out in the file, into their columns, and takes these from the room that is left. */
export function placed(cells: [name: string, text: string][], room: { cells: number }): string[] {
  let next = 0;
  const filled = cells.map(([name, text]): [number, string] => {
    const at = column(name) ?? next;
    next = at + 1;
    return [at, text];
  }).filter(([, text]) => text !== "");
  const width = filled.reduce((most, [at]) => Math.max(most, at + 1), 0);
  room.cells -= width;
  if (width > mostColumns || room.cells < 0) throw new Unreadable("wide"); // before they are made
  const row = Array<string>(width).fill("");
  for (const [at, text] of filled) row[at] = text;
  return row;
}

/** The text of a shared string: its runs, without the readings of its letters. A sign may be written by its number, as _x000D_. */
const plain = (si: Xml | undefined): string => {
  const runs = [...(si?.children ?? [])].flatMap((c) => (c.localName === "r" ? called("t", c) : c.localName === "t" ? [c] : []));
  return runs.map((t) => (t.textContent ?? "").replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))).join("");
};

/** The number of a cell's column, from its name such as AB12. */
function column(name: string): number | undefined {
  const letters = /^[A-Z]+/.exec(name)?.[0];
  return letters ? [...letters].reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0) - 1 : undefined;
}

function value(c: Xml, shared: string[], dates: Set<number>, from1904: boolean): string {
  const text = called("v", c)[0]?.textContent ?? "";
  switch (c.getAttribute("t")) {
    case "s":
      return shared[Number(text)] ?? "";
    case "inlineStr":
      return plain(called("is", c)[0]);
    case "b":
      return text === "1" ? "TRUE" : "FALSE";
    case "str":
    case "e":
      return text;
    default:
      return text !== "" && dates.has(Number(c.getAttribute("s") ?? -1)) ? day(text, from1904) : text;
  }
}

/** The serial number of the last day that a workbook knows, in 9999. */
const lastDay = 2_958_465;

/** A serial number as a day: from 1900, with the leap year that it never had, or from 1904. What is no day, such as a telephone number in a column of dates, stays as it is. */
export function day(text: string, from1904: boolean): string {
  const serial = Number(text);
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  return days >= 0 && days <= lastDay ? new Date(Math.round((days - 25_569) * 86_400_000)).toISOString().slice(0, 10) : text;
}

/** The cell styles that show a number as a date. */
function dateStyles(styles: Xml | undefined): Set<number> {
  const formats = new Map(within("numFmts", "numFmt", styles).map((f) => [Number(f.getAttribute("numFmtId")), (f.getAttribute("formatCode") ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "")]));
  const isDate = (id: number): boolean => (id >= 14 && id <= 22) || /[dy]/i.test(formats.get(id) ?? "");
  return new Set(within("cellXfs", "xf", styles).flatMap((xf, i) => (isDate(Number(xf.getAttribute("numFmtId"))) ? [i] : [])));
}

/** Lists a zip file's parts, from the directory at its end (PKWARE's APPNOTE, 4.3). */
function parts(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error("no zip file");
  const out: Parts = new Map();
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n--) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("a damaged zip file");
    const [names, extra, remark] = [28, 30, 32].map((o) => view.getUint16(at + o, true)) as [number, number, number];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + names));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new Error("encrypted");
    out.set(name, { method: view.getUint16(at + 10, true), data: bytes.subarray(start, start + view.getUint32(at + 20, true)) });
    at += 46 + names + extra + remark;
  }
  return out;
}

async function unpack({ method, data }: { method: number; data: Uint8Array }): Promise<string> {
  if (method === 0) return new TextDecoder().decode(data);
  const reader = new Blob([data as BlobPart]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const text = new TextDecoder();
  let out = "";
  let size = 0;
  for (;;) {
    const { done, value: chunk } = await reader.read();
    if (done) return out + text.decode();
    size += chunk.length;
    if (size > mostUnpacked) throw new Error("too large");
    out += text.decode(chunk, { stream: true });
  }
}
