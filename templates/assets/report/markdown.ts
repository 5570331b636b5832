// The blocks of a report as Markdown, for the command line.

import type { Block, Text } from "./docx";
import type { Report } from "./document";

/** A report as Markdown. */
export const reportMarkdown = ({ sections }: Report): string => `${sections.flatMap((s) => s.blocks.map(block)).filter(Boolean).join("\n\n")}\n`;

function block(b: Block): string {
  switch (b.is) {
    case "title":
      return `# ${inline(b.text)}`;
    case "heading":
      return `${"#".repeat(b.level + 1)} ${inline(b.text)}`;
    case "paragraph":
      return begun(inline(b.text));
    case "list":
      return b.points.map((p, i) => `${"   ".repeat(p.level ?? 0)}${b.numbered && !p.level ? `${i + 1}.` : "-"} ${begun(inline(p.text))}`).join("\n");
    case "table":
      return [b.headings, b.headings.map(() => "---"), ...b.rows].map((row, i) => `| ${row.map((text) => (i === 1 ? "---" : cell(text))).join(" | ")} |`).join("\n");
    case "ruler":
      return "";
  }
}

const escape = (text: string): string => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>&|~$^{}]/g, "\\$&");

const cell = (text: Text): string => inline(text);

/** A text that begins a line, and is no list, heading or quotation. */
const begun = (text: string): string => text.replace(/^(\d+)([.)])/, "$1\\$2").replace(/^([#+\-=:!])/, "\\$1");

function inline(text: Text): string {
  if (typeof text === "string") return escape(text).trim();
  return text
    .map(({ text, bold, italic, link }) => {
      const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(text)!;
      if (!words) return text;
      const mark = bold ? "**" : italic ? "*" : "";
      const said = mark + escape(words) + mark;
      return before! + (link && /^(https?:\/\/|mailto:)[^\s<>]+$/i.test(link) ? (link === words ? `<${link}>` : `[${said}](<${link}>)`) : said) + after!;
    })
    .join("")
    .trim();
}
