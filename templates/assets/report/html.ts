// The blocks of a report as HTML, for the page and the command line.

import { escaped } from "../page/xml";
import type { Block, Text } from "./docx";
import type { Report } from "./document";
import type { Ruler } from "./ruler";

/** A report as HTML, a section each. */
export const reportHTML = ({ sections }: Report): string => sections.map((s) => `<section class="report-${s.id}">\n${s.blocks.map(block).join("\n")}\n</section>`).join("\n");

function block(b: Block): string {
  switch (b.is) {
    case "title":
      return `<h1 dir="auto">${inline(b.text)}</h1>`;
    case "heading":
      return `<h${b.level + 1} dir="auto">${inline(b.text)}</h${b.level + 1}>`;
    case "paragraph":
      return `<p dir="auto">${inline(b.text)}</p>`;
    case "list":
      return list(b, 0, 0).html;
    case "table":
      return table(b);
    case "ruler":
      return drawing(b.ruler);
  }
}

const plain = (text: Text): string => (typeof text === "string" ? text : text.map((run) => run.text).join(""));

/** A text between tags. */
function inline(text: Text): string {
  if (typeof text === "string") return broken(text);
  return text
    .map(({ text, bold, italic, link }) => {
      const words = `${bold ? "<strong>" : ""}${italic ? "<em>" : ""}${broken(text)}${italic ? "</em>" : ""}${bold ? "</strong>" : ""}`;
      return link && /^(https?:\/\/|mailto:)\S+$/i.test(link) ? `<a href="${escaped(link)}">${words}</a>` : words;
    })
    .join("");
}

const broken = (text: string): string => escaped(text).replace(/\r\n?|\n/g, "<br>");

/** The points of a list from one on, as long as they stand as deep as the level or deeper. */
function list(b: Extract<Block, { is: "list" }>, from: number, level: number): { html: string; next: number } {
  const items: string[] = [];
  let at = from;
  while (at < b.points.length && (b.points[at]!.level ?? 0) >= level) {
    const below = (b.points[at]!.level ?? 0) > level ? list(b, at, level + 1) : undefined;
    if (below) items.push(`${items.pop() ?? "<li>"}${below.html}`);
    else items.push(`<li dir="auto">${inline(b.points[at]!.text)}`);
    at = below?.next ?? at + 1;
  }
  const tag = b.numbered ? "ol" : "ul";
  return { html: `<${tag}>${items.map((item) => `${item}</li>`).join("")}</${tag}>`, next: at };
}

/** A table; each cell names its column, which a narrow page writes before it. */
function table({ headings, rows, widths = headings.map(() => 1) }: Extract<Block, { is: "table" }>): string {
  const names = headings.map(plain);
  const whole = widths.reduce((sum, wide) => sum + wide, 0);
  const columns = widths.map((wide) => `<col width="${Math.round((100 * wide) / whole)}%">`).join("");
  const cells = (row: Text[]): string => row.map((text, i) => `<td dir="auto" data-of="${escaped(names[i] ?? "")}">${inline(text)}</td>`).join("");
  return `<table><colgroup>${columns}</colgroup><thead><tr>${headings.map((h) => `<th scope="col" dir="auto">${inline(h)}</th>`).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</tbody></table>`;
}

/** A ruler as a drawing: its bands, and the span on them. */
function drawing({ text, segments, low, high }: Ruler): string {
  let from = 0;
  const bands = segments.map(({ to }, i) => {
    const x = from;
    from = to;
    return `<rect x="${x}%" y="8" width="${to - x}%" height="7" opacity="${(0.15 + (0.35 * i) / Math.max(segments.length - 1, 1)).toFixed(2)}"/>`;
  });
  const line = (x1: number, x2: number, y1: number, y2: number): string => `<line x1="${x1}%" x2="${x2}%" y1="${y1}" y2="${y2}"/>`;
  const ends = [...new Set([low, high])].map((x) => line(x, x, 4, 17));
  return `<svg class="report-ruler" role="img" aria-label="${escaped(text)}" width="100%" height="20">${bands.join("")}${line(low, high, 4, 4)}${ends.join("")}</svg>`;
}
