// What workbooks and documents have in common (Office Open XML, ECMA-376): a zip file
// whose parts are XML, a list of what they are, and lists of how they hang together.

import { escaped } from "./xml";
import { zip } from "./zip";

/** What the names of all their namespaces begin with. */
export const schemas = "http://schemas.openxmlformats.org/";

/** The namespace of what ties a part to another. */
export const ties = `${schemas}officeDocument/2006/relationships`;

/** How each part begins. */
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A part that another needs, or an address outside, which it names by the id rId1 for the first, and so on. */
export interface Tie {
  /** Such as styles, or what stands below the address of all schemas. */
  type: string;
  target: string;
  outside?: boolean;
}

/** The list of what a part needs. */
export function relationships(all: Tie[]): string {
  const type = (t: string): string => (t.includes("/") ? schemas + t : `${ties}/${t}`);
  const each = all.map((tie, i) => `<Relationship Id="rId${i + 1}" Type="${type(tie.type)}" Target="${escaped(tie.target)}"${tie.outside ? ' TargetMode="External"' : ""}/>`);
  return `${declaration}<Relationships xmlns="${schemas}package/2006/relationships">${each.join("")}</Relationships>`;
}

/** A part of XML: its name, its kind, such as officedocument.spreadsheetml.styles, and its text. */
export type Part = [name: string, kind: string, text: string];

/** Packs the parts of a file, with what the whole needs, of which the first is the main one; lists of what parts need stand beside them. */
export function pack(whole: Tie[], parts: Part[], needs: [name: string, text: string][]): Uint8Array {
  const kinds = parts.map(([name, kind]) => `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-${kind}+xml"/>`);
  const all = `${declaration}<Types xmlns="${schemas}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${kinds.join("")}</Types>`;
  return zip([["[Content_Types].xml", all], ["_rels/.rels", relationships(whole)], ...needs, ...parts.map(([name, , text]): [string, string] => [name, text])]);
}
