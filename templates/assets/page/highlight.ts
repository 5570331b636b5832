// Marks the words of a search on the page that a hit leads to.

import { marked } from "./storage";
import { fold } from "../search/words";

/** Remembers the words for the page that is opened next. */
export function remember(url: string, words: string[]): void {
  try {
    marked().write(JSON.stringify({ url: url.replace(/#.*/, ""), words }));
  } catch {
    // Without storage the page opens all the same.
  }
  if (url.replace(/#.*/, "") === location.href.replace(/#.*/, "")) setTimeout(mark); // it is open already
}

/** Marks the words that a search has left for this page, and shows the first of them. */
export function highlight(): void {
  mark();
}

function mark(): void {
  let words: Set<string>;
  try {
    const left = JSON.parse(marked().read() ?? "null") as { url: string; words: string[] } | null;
    if (left?.url !== location.href.replace(/#.*/, "")) return;
    marked().remove();
    words = new Set(left.words);
  } catch {
    return;
  }
  const main = document.querySelector("main");
  if (!main || !("highlights" in CSS)) return;
  const ranges = find(main, words);
  CSS.highlights.set("fieldbook", new Highlight(...ranges));
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const first = ranges.find((r) => !target || target.contains(r.startContainer) || target.compareDocumentPosition(r.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING);
  const show = (): void => {
    const box = first?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > innerHeight)) first?.startContainer.parentElement?.scrollIntoView({ block: "center" });
  };
  // The browser goes to the fragment when the page is there: what it left out of sight is shown after.
  if (document.readyState === "complete") requestAnimationFrame(show);
  else addEventListener("load", () => setTimeout(show));
}

const most = 500; // marks: more tell nothing

/** The places of the words below an element. */
export function find(within: Element, words: Set<string>): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < most; node = walker.nextNode()) {
    for (const match of node.nodeValue!.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)) {
      if (!words.has(fold(match[0])) && !words.has(fold(match[0].replace(/['’]s$/i, "")))) continue;
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  return ranges;
}
