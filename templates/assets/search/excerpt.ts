// Excerpts: the part of a text that shows why it was found.

import { fold } from "./words";

const room = 160; // characters of an excerpt
const before = 40; // … that may stand before the first word found

/** A stretch of a text that is, or is not, a word that was looked for. */
export type Stretch = [text: string, found: boolean];

/** The text in stretches, with the found words apart. */
export function stretches(text: string, found: Set<string>): Stretch[] {
  const out: Stretch[] = [];
  let last = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)) {
    if (!found.has(fold(match[0])) && !found.has(fold(match[0].replace(/['’]s$/i, "")))) continue;
    out.push([text.slice(last, match.index), false], [match[0], true]);
    last = match.index + match[0].length;
  }
  out.push([text.slice(last), false]);
  return out;
}

/** Whether a text shows a found word. */
export function shows(text: string, found: Set<string>): boolean {
  return stretches(text, found).some(([, is]) => is);
}

/** The part of a text where most different words were found, or its beginning. */
export function around(text: string, found: Set<string>): string {
  text = text.replace(/\s+/g, " ").trim();
  if (text.length <= room) return text;
  const places: { at: number; word: string }[] = [];
  let at = 0;
  for (const [stretch, is] of stretches(text, found)) {
    if (is) places.push({ at, word: fold(stretch) });
    at += stretch.length;
  }
  let start = 0;
  let most = 0;
  for (const [i, first] of places.entries()) {
    const inside = new Set<string>();
    for (let k = i; k < places.length && places[k]!.at < first.at + room - before; k++) inside.add(places[k]!.word);
    if (inside.size <= most) continue;
    most = inside.size;
    start = first.at;
  }
  return cut(text, start + room - before <= room ? 0 : start - before);
}

/** A stretch of a text with whole words alone, and marks where it was cut. */
function cut(text: string, start: number): string {
  start = Math.max(0, Math.min(start, text.length - room));
  if (start > 0) start = text.indexOf(" ", start) + 1 || start;
  let end = Math.min(start + room, text.length);
  if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + room / 2);
  return (start > 0 ? "… " : "") + text.slice(start, end).trimEnd() + (end < text.length && !text.endsWith("…", end) ? " …" : "");
}
