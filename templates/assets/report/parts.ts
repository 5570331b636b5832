// The parts of a document for Word that stand beside its text: styles, lists, the foot of
// each page, and what the whole is.

import { declaration, schemas, ties } from "../page/ooxml";
import { escaped } from "../page/xml";

const main = `xmlns:w="${schemas}wordprocessingml/2006/main"`;
const microsoft = "http://schemas.microsoft.com/office/word/2010/";

/** The parts beside the text in the order of their ids, and how all of it is named. */
export const names = {
  list: ["styles", "numbering", "settings", "footer1"],
  kinds: (part: string): string => `officedocument.wordprocessingml.${part}`,
  spaces: `${main} xmlns:r="${ties}" xmlns:wp="${schemas}drawingml/2006/wordprocessingDrawing" xmlns:a="${schemas}drawingml/2006/main" xmlns:mc="${schemas}markup-compatibility/2006" xmlns:wpg="${microsoft}wordprocessingGroup" xmlns:wps="${microsoft}wordprocessingShape" mc:Ignorable="wpg wps"`,
};

/** The region that a language is checked by where its name has none: Word knows no language without. */
const regions: Record<string, string> = { en: "en-US", de: "de-DE", es: "es-ES", fr: "fr-FR", it: "it-IT", nl: "nl-NL", pt: "pt-PT", ar: "ar-SA", he: "he-IL" };

/** The style of a paragraph; heading is its level, if it is one. */
function paragraph(id: string, name: string, looks: { before?: number; after?: number; size?: number; bold?: boolean; colour?: string; heading?: number; tight?: boolean; basedOn?: string; indent?: number }): string {
  const { before = 0, after = 120, size, bold, colour, heading, tight, basedOn = "Normal", indent } = looks;
  const next = heading === undefined && id !== "Title" ? "" : '<w:next w:val="Normal"/>';
  const outline = heading === undefined ? "" : `<w:outlineLvl w:val="${heading - 1}"/>`;
  const keep = next ? "<w:keepNext/><w:keepLines/>" : "";
  const p = `<w:pPr>${keep}<w:spacing w:before="${before}" w:after="${after}"/>${indent ? `<w:ind w:left="${indent}"/>` : ""}${tight ? "<w:contextualSpacing/>" : ""}${outline}</w:pPr>`;
  const r = (bold ? "<w:b/><w:bCs/>" : "") + (colour ? `<w:color w:val="${colour}"/>` : "") + (size ? `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>` : "");
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${basedOn}"/>${next}<w:qFormat/>${p}${r ? `<w:rPr>${r}</w:rPr>` : ""}</w:style>`;
}

/** The styles; sizes are half points. */
export function styles(language: string, colour: string): string {
  const lang = escaped(regions[language] ?? language);
  const normal = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="${lang}" w:eastAsia="${lang}" w:bidi="${/^(ar|he|fa|ur)\b/.test(lang) ? lang : "ar-SA"}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`;
  const paragraphs = [
    paragraph("Title", "Title", { after: 240, size: 52, bold: true, colour }),
    paragraph("Heading1", "heading 1", { before: 360, size: 34, bold: true, colour, heading: 1 }),
    paragraph("Heading2", "heading 2", { before: 280, after: 80, size: 27, bold: true, colour, heading: 2 }),
    paragraph("Heading3", "heading 3", { before: 200, after: 60, size: 23, bold: true, colour, heading: 3 }),
    paragraph("ListParagraph", "List Paragraph", { after: 60, tight: true, indent: 720 }),
    paragraph("TableText", "Table Text", { before: 40, after: 40, size: 20 }),
    paragraph("TableHeading", "Table Heading", { before: 40, after: 40, size: 20, bold: true, colour, basedOn: "TableText" }),
    paragraph("Footer", "footer", { after: 0, size: 18, colour: "595959" }),
  ].join("");
  const sides = (of: string[], color: string): string => of.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="${color}"/>`).join("");
  const margins = ["top", "left", "bottom", "right"].map((side) => `<w:${side} w:w="${side === "left" || side === "right" ? 100 : 0}" w:type="dxa"/>`).join("");
  const tables = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${sides(["top", "left", "bottom", "right", "insideH", "insideV"], "A6A6A6")}</w:tblBorders></w:tblPr></w:style>`;
  const link = '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr></w:style>';
  return `${declaration}<w:styles ${main}>${normal}${paragraphs}${tables}${link}</w:styles>`;
}

/** The lists; each of those with numbers begins with 1. */
export function numbering(lists: boolean[]): string {
  const level = (i: number, format: string, text: string): string => `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${360 * (i + 1)}" w:hanging="360"/></w:pPr></w:lvl>`;
  const kinds = [
    ["•", "–", "•"].map((sign, i) => level(i, "bullet", sign)),
    ["decimal", "lowerLetter", "lowerRoman"].map((format, i) => level(i, format, `%${i + 1}.`)),
  ].map((levels, i) => `<w:abstractNum w:abstractNumId="${i}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join("")}</w:abstractNum>`);
  const begun = [0, 1, 2].map((i) => `<w:lvlOverride w:ilvl="${i}"><w:startOverride w:val="1"/></w:lvlOverride>`).join("");
  const each = lists.map((numbered, i) => `<w:num w:numId="${i + 1}"><w:abstractNumId w:val="${numbered ? 1 : 0}"/>${numbered ? begun : ""}</w:num>`);
  return `${declaration}<w:numbering ${main}>${kinds.join("")}${each.join("")}</w:numbering>`;
}

/** The foot of each page: a text, and the number of the page. */
export function footer(text: string, isRightToLeft: (text: string) => boolean): string {
  const turned = isRightToLeft(text);
  const before = text === "" ? "" : `<w:r>${turned ? "<w:rPr><w:rtl/></w:rPr>" : ""}<w:t xml:space="preserve">${escaped(text)} · </w:t></w:r>`;
  return `${declaration}<w:ftr ${main}><w:p><w:pPr><w:pStyle w:val="Footer"/>${turned ? "<w:bidi/>" : ""}<w:jc w:val="center"/></w:pPr>${before}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`;
}

/** That it is of today's Word, which else opens it as one of earlier versions. */
export const settings = `${declaration}<w:settings ${main}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

/** What the whole is, for catalogues and for who hears it read. */
export const core = (title: string, language: string): string =>
  `${declaration}<cp:coreProperties xmlns:cp="${schemas}package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>${escaped(language)}</dc:language></cp:coreProperties>`;
