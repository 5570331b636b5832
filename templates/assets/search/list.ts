// How hits are shown, in the dialog and on the results page.

import { remember } from "../page/highlight";
import { fold } from "./words";
import type { Hit, Result } from "./search";

/** An element with a class and what it holds. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  if (className) e.className = className;
  e.append(...inside);
  return e;
}

const kindNames: Record<string, string> = { playbook: "", checklist: "Checklist", criterion: "Criterion", source: "Source", term: "Term" };

/** A hit as a link: title, where it stands, and its text, with the words marked. */
export function hitLink(hit: Hit, result: Result): HTMLAnchorElement {
  const words = new Set(result.words);
  const where = [hit.topic, hit.section].filter((part) => part).join(" › ");
  const link = element("a", "hit");
  link.href = hit.url;
  link.append(element("strong", "", ...marked(hit.title, words)));
  if (kindNames[hit.kind]) link.append(" ", element("span", "badge", kindNames[hit.kind]!));
  if (where) link.append(element("span", "where", ...marked(where, words)));
  if (hit.excerpt) link.append(element("span", "excerpt", ...marked(hit.excerpt, words)));
  link.addEventListener("click", () => remember(hit.url, result.words));
  return link;
}

/** A text with its found words in mark elements. */
function marked(text: string, words: Set<string>): (Node | string)[] {
  const out: (Node | string)[] = [];
  let last = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)) {
    if (!words.has(fold(match[0])) && !words.has(fold(match[0].replace(/['’]s$/i, "")))) continue;
    out.push(text.slice(last, match.index), element("mark", "", match[0]));
    last = match.index + match[0].length;
  }
  out.push(text.slice(last));
  return out;
}

/** Says how many pages were found. */
export function count(result: Result): string {
  if (result.total === 0) return "Nothing found";
  return result.total === 1 ? "1 result" : `${result.total} results`;
}

/** What stands above the hits: a correction, and a part that failed to load. */
export function notes(result: Result, again: () => void): HTMLElement[] {
  const out: HTMLElement[] = [];
  if (result.corrected) out.push(element("p", "note", "Showing results for ", element("b", "", result.corrected)));
  if (result.incomplete) out.push(failure("Some of the index could not be loaded.", again));
  return out;
}

/** A line that says what failed, with a button to try again. */
export function failure(text: string, again: () => void): HTMLElement {
  const button = element("button", "", "Try again");
  button.type = "button";
  button.addEventListener("click", again);
  return element("p", "note failure", text + " ", button);
}
