// The reader's last searches, kept in this browser alone.

import { searches } from "../page/storage";

const kept = 5;
const longest = 100; // letters

/** The last searches, newest first. */
export function remembered(): string[] {
  try {
    const list: unknown = JSON.parse(searches().read() ?? "[]");
    return Array.isArray(list) ? list.filter((text): text is string => typeof text === "string").slice(0, kept) : [];
  } catch {
    return [];
  }
}

/** Remembers a search that led somewhere. */
export function recent(text: string): void {
  if (text.length > longest) return; // pasted by accident
  const list = [text.trim(), ...remembered().filter((before) => before !== text.trim())].slice(0, kept);
  try {
    searches().write(JSON.stringify(list));
  } catch {
    // Without storage there are no recent searches.
  }
}
