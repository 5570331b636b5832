// Writes a table as a workbook (Office Open XML, ECMA-376). Every cell is a text or a
// plain number: there are no formulas, so that none of a cell's text can become one.

import { declaration, pack, relationships, schemas, ties } from "../page/ooxml";
import { escaped, fit } from "../page/xml";

/** The most rows of a sheet, and the most letters of a cell: a spreadsheet calls a workbook damaged that has more. */
export const mostRows = 1_048_576;
export const mostLetters = 32_767;

/** Whether a workbook can hold all of these cells. */
export const holds = (rows: string[][]): boolean => rows.length <= mostRows && rows.every((r) => r.every((c) => c.length <= mostLetters));

const main = `${schemas}spreadsheetml/2006/main`;

/** A number that a spreadsheet keeps to its last digit, and would write with no other digits before the point. */
const figure = /^-?(?=[\d.]{1,16}$)(0|[1-9]\d{0,14})(\.\d{1,14})?$/;

/** Which columns are of numbers alone; asText says which never are, as a telephone number is none. */
const figures = (rows: string[][], asText: boolean[]): boolean[] => asText.map((text, i) => !text && rows.every((r) => r[i] === "" || isFigure(r[i]!)));

const isFigure = (cell: string): boolean => figure.test(cell) && cell.replace(/\D/g, "").length <= 15;

/** The letters of a column, from 0: A to Z, AA, and so on. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** A text as cells write it: what looks like their way to write a sign is written in it, and so is a return, which XML would lose. */
const spelt = (text: string): string => escaped(fit(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")).replaceAll("\r", "_x000D_");

/** Texts, each of which is written once. */
class Strings {
  private numbers = new Map<string, number>();
  private used = 0;

  /** The number of a text. */
  of(text: string): number {
    const n = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, n);
    this.used++;
    return n;
  }

  xml(): string {
    const all = Array.from(this.numbers.keys(), (text) => `<si><t xml:space="preserve">${spelt(text)}</t></si>`);
    return `${declaration}<sst xmlns="${main}" count="${this.used}" uniqueCount="${all.length}">${all.join("")}</sst>`;
  }
}

/** How many rows tell how wide a column is. */
const looked = 500;

/** How wide a column is drawn, in digits. */
function width(rows: string[][], column: number): number {
  const longest = rows.slice(0, looked).reduce((most, r) => Math.max(most, (r[column] ?? "").length), 0);
  return Math.min(Math.max(longest + 2, 8), 50);
}

/** The sheet: its first row is the headings, which stay in view. */
function sheet(rows: string[][], asText: boolean[], strings: Strings): string {
  const [headings = [], ...below] = rows;
  const numbers = figures(below, asText);
  const names = headings.map((_, i) => letters(i));
  const cell = (text: string, column: number, row: number): string => {
    const at = `${names[column]}${row + 1}`;
    if (fit(text) === "") return "";
    if (row > 0 && numbers[column]) return `<c r="${at}"><v>${text}</v></c>`;
    return `<c r="${at}"${row === 0 ? ' s="1"' : ""} t="s"><v>${strings.of(text)}</v></c>`;
  };
  const columns = headings.map((_, i) => `<col min="${i + 1}" max="${i + 1}" width="${width(rows, i)}" customWidth="1"/>`).join("");
  const lines = rows.map((r, row) => `<row r="${row + 1}">${r.map((text, column) => cell(text, column, row)).join("")}</row>`).join("");
  const frozen = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  return `${declaration}<worksheet xmlns="${main}">${frozen}<cols>${columns}</cols><sheetData>${lines}</sheetData></worksheet>`;
}

const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** The workbook of one sheet; name is the sheet's, of letters, digits and hyphens. */
export function workbookOf(name: string, rows: string[][], asText: boolean[]): Uint8Array {
  const strings = new Strings();
  const cells = sheet(rows, asText, strings);
  const book = `${declaration}<workbook xmlns="${main}" xmlns:r="${ties}"><sheets><sheet name="${escaped(name.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const needs = relationships(["worksheets/sheet1", "styles", "sharedStrings"].map((part) => ({ type: part.replace(/s\/.*/, ""), target: `${part}.xml` })));
  const kind = "officedocument.spreadsheetml.";
  return pack(
    [{ type: "officeDocument", target: "xl/workbook.xml" }],
    [
      ["xl/workbook.xml", `${kind}sheet.main`, book],
      ["xl/worksheets/sheet1.xml", `${kind}worksheet`, cells],
      ["xl/styles.xml", `${kind}styles`, styles],
      ["xl/sharedStrings.xml", `${kind}sharedStrings`, strings.xml()],
    ],
    [["xl/_rels/workbook.xml.rels", needs]],
  );
}
