// Writes a document for Word (Office Open XML, ECMA-376): a page and the command line
// write the same bytes of the same model. Elements stand in the order of the schema,
// which Word asks for; text is escaped, and what XML cannot hold is left out.

import { declaration, pack, relationships, type Tie } from "../page/ooxml";
import { escaped } from "../page/xml";
import { core, footer, names, numbering, settings, styles } from "./parts";
import { drawing, type Ruler } from "./ruler";

/** A document. */
export interface Doc {
  title: string;
  /** The language of its text, such as en or de-AT. */
  language: string;
  paper: "A4" | "Letter";
  /** The colour of headings: six hexadecimal digits, such as 1f3a5f. */
  colour: string;
  /** What stands before the number of the page at the foot of each. */
  footer?: string;
  blocks: Block[];
}

/** A part of the document. */
export type Block =
  | { is: "title"; text: Text }
  | { is: "heading"; level: 1 | 2 | 3; text: Text; /** It begins a page. */ newPage?: boolean }
  | { is: "paragraph"; text: Text }
  /** A list, numbered from 1; level, from 0, is how deep a point stands. */
  | { is: "list"; numbered: boolean; points: { text: Text; level?: 0 | 1 | 2 }[] }
  /** A table: its headings come again on each page, and no row breaks over two. Widths are shares of the whole; without, all are alike. */
  | { is: "table"; headings: Text[]; rows: Text[][]; widths?: number[] }
  | { is: "ruler"; ruler: Ruler };

/** A text; a line feed in it begins a line, a tab goes on to the next stop. */
export type Text = string | Run[];

/** A part of a text that looks alike. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  /** An address of the web or of mail; of any other the text stands alone. */
  link?: string;
}

/** Sizes of paper, in twentieths of a point. */
const papers = { A4: [11_906, 16_838], Letter: [12_240, 15_840] } as const;

/** The margin of a page on each side, 2 cm in twentieths of a point. */
const margin = 1134;

/** Twentieths of a point in the unit of drawings. */
const twentieth = 635;

/** The bytes of a document as a .docx file. */
export function docx(doc: Doc): Uint8Array {
  const body = new Body(doc);
  const text = body.xml();
  const { list, kinds } = names;
  const ties: Tie[] = [...list.map((part) => ({ type: part.replace(/\d/, ""), target: `${part}.xml` })), ...body.links.map((target) => ({ type: "hyperlink", target, outside: true }))];
  const others = [styles(doc.language, colourOf(doc)), numbering(body.lists), settings, footer(doc.footer ?? "", isRightToLeft)];
  return pack(
    [
      { type: "officeDocument", target: "word/document.xml" },
      { type: "package/2006/relationships/metadata/core-properties", target: "docProps/core.xml" },
    ],
    [
      ["word/document.xml", kinds("document.main"), text],
      ...list.map((part, i): [string, string, string] => [`word/${part}.xml`, kinds(part.replace(/\d/, "")), others[i]!]),
      ["docProps/core.xml", "package.core-properties", core(doc.title, doc.language)],
    ],
    [["word/_rels/document.xml.rels", relationships(ties)]],
  );
}

/** The colour of headings; a dark blue for what is none. */
const colourOf = ({ colour }: Doc): string => (/^#?[0-9a-f]{6}$/i.test(colour) ? colour.replace("#", "").toUpperCase() : "1F3A5F");

/** The letters of scripts that are written from right to left. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether a text is written from right to left: its first letter says so. */
export const isRightToLeft = (text: string): boolean => rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? "");

const runsOf = (text: Text): Run[] => (typeof text === "string" ? [{ text }] : text);

/** The text of the document. */
class Body {
  /** The addresses that it links. */
  links: string[] = [];
  /** Its lists, each of which has numbers of its own: whether they are numbered. */
  lists: boolean[] = [];
  private drawings = 0;
  private width: number;

  constructor(private doc: Doc) {
    this.width = papers[doc.paper][0] - 2 * margin;
  }

  xml(): string {
    const { blocks, paper } = this.doc;
    const parts = blocks.map((b, i) => this.block(b) + (b.is === "table" && (blocks[i + 1]?.is ?? "table") === "table" ? "<w:p/>" : "")); // two tables would be one
    const [wide, high] = papers[paper];
    const section = `<w:sectPr><w:footerReference w:type="default" r:id="rId${names.list.indexOf("footer1") + 1}"/><w:pgSz w:w="${wide}" w:h="${high}"/><w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
    return `${declaration}<w:document ${names.spaces}><w:body>${parts.join("")}${section}</w:body></w:document>`;
  }

  private block(b: Block): string {
    switch (b.is) {
      case "title":
        return this.paragraph(b.text, style("Title"));
      case "heading":
        return this.paragraph(b.text, style(`Heading${b.level}`) + (b.newPage ? "<w:pageBreakBefore/>" : ""));
      case "paragraph":
        return this.paragraph(b.text);
      case "list": {
        const number = this.lists.push(b.numbered);
        return b.points.map((p) => this.paragraph(p.text, `${style("ListParagraph")}<w:numPr><w:ilvl w:val="${p.level ?? 0}"/><w:numId w:val="${number}"/></w:numPr>`)).join("");
      }
      case "table":
        return this.table(b);
      case "ruler":
        return `<w:p><w:r>${drawing(b.ruler, ++this.drawings, this.width * twentieth)}</w:r></w:p>`;
    }
  }

  /** A paragraph; how it looks comes in the order of the schema, in which its direction is behind. */
  private paragraph(text: Text, looks = ""): string {
    const runs = runsOf(text);
    const turned = isRightToLeft(runs.map((r) => r.text).join(""));
    const properties = looks + (turned ? "<w:bidi/>" : "");
    return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ""}${runs.map((r) => this.run(r)).join("")}</w:p>`;
  }

  private run({ text, bold, italic, link }: Run): string {
    if (text === "") return "";
    const address = link && /^(https?:\/\/|mailto:)[^\s]+$/i.test(link) ? link : undefined;
    const turned = rightToLeft.test(text);
    const looks = (address ? '<w:rStyle w:val="Hyperlink"/>' : "") + (bold ? "<w:b/><w:bCs/>" : "") + (italic ? "<w:i/><w:iCs/>" : "") + (turned ? "<w:rtl/>" : "");
    const run = `<w:r>${looks ? `<w:rPr>${looks}</w:rPr>` : ""}${written(text)}</w:r>`;
    return address ? `<w:hyperlink r:id="rId${names.list.length + this.linked(address)}">${run}</w:hyperlink>` : run;
  }

  /** The number of an address, from 1. */
  private linked(address: string): number {
    const at = this.links.indexOf(address);
    return at < 0 ? this.links.push(address) : at + 1;
  }

  private table({ headings, rows, widths }: Extract<Block, { is: "table" }>): string {
    if (headings.length === 0) return "";
    const shares = headings.map((_, i) => Math.max(widths?.[i] ?? 1, 0.01));
    const all = shares.reduce((sum, share) => sum + share, 0);
    const wide = shares.map((share) => Math.floor((share / all) * this.width));
    const cell = (text: Text, i: number, looks: string): string => `<w:tc><w:tcPr><w:tcW w:w="${wide[i]}" w:type="dxa"/></w:tcPr>${this.paragraph(text, looks)}</w:tc>`;
    const line = (cells: Text[], properties: string, looks: string): string => `<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>${headings.map((_, i) => cell(cells[i] ?? "", i, looks)).join("")}</w:tr>`;
    const grid = wide.map((w) => `<w:gridCol w:w="${w}"/>`).join("");
    const turned = isRightToLeft(headings.flatMap(runsOf).map((r) => r.text).join(""));
    const properties = `<w:tblPr><w:tblStyle w:val="TableGrid"/>${turned ? "<w:bidiVisual/>" : ""}<w:tblW w:w="${wide.reduce((sum, w) => sum + w, 0)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>`;
    return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${line(headings, "<w:tblHeader/>", style("TableHeading"))}${rows.map((r) => line(r, "", style("TableText"))).join("")}</w:tbl>`;
  }
}

const style = (id: string): string => `<w:pStyle w:val="${id}"/>`;

/** The text of a run. */
const written = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .split(/([\n\t])/)
    .map((part) => (part === "\n" ? "<w:br/>" : part === "\t" ? "<w:tab/>" : part === "" ? "" : `<w:t xml:space="preserve">${escaped(part)}</w:t>`))
    .join("");
