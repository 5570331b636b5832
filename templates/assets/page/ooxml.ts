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
  type: string;
  target: string;
  outside?: boolean;
}

/** The list of what a part needs. */
export function relationships(all: Tie[]): string {
  const each = all.map(({ type, target, outside }, i) => `<Relationship Id="rId${i + 1}" Type="${ties}/${type}" Target="${escaped(target)}"${outside ? ' TargetMode="External"' : ""}/>`);
  return `${declaration}<Relationships xmlns="${schemas}package/2006/relationships">${each.join("")}</Relationships>`;
}

/** A part of XML: its name, of what kind it is below the kind of the whole, and its text. */
export type Part = [name: string, type: string, text: string];

/** Packs parts, of which the first is the main one; kind is such as spreadsheetml. Lists of what parts need stand beside them. */
export function pack(kind: string, parts: Part[], needs: [name: string, text: string][]): Uint8Array {
  const types = parts.map(([name, type]) => `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.${kind}.${type}+xml"/>`);
  const all = `${declaration}<Types xmlns="${schemas}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join("")}</Types>`;
  return zip([["[Content_Types].xml", all], ["_rels/.rels", relationships([{ type: "officeDocument", target: parts[0]![0] }])], ...needs, ...parts.map(([name, , text]): [string, string] => [name, text])]);
}
