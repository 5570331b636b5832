// Headings: their links copy, and the contents mark the section in view.

import { say } from "./say";
import * as t from "../words";

/** Copies a heading's address when its link is followed. */
export function copyHeadings(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a.anchor");
    if (!link || !navigator.clipboard) return;
    void navigator.clipboard.writeText(link.href).then(
      () => {
        say(t.linkCopied);
        link.textContent = "✓";
        setTimeout(() => (link.textContent = "#"), 1500);
      },
      () => undefined, // not allowed: the link still leads to its heading
    );
  });
}

const long = 20; // entries of the contents; beyond it they are folded

/** Marks the entry of the contents whose section is being read. Of long contents it shows the parts of that section alone. */
export function currentSection(): void {
  const entries = new Map<Element, HTMLAnchorElement>();
  document.querySelectorAll<HTMLAnchorElement>(".contents a").forEach((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) entries.set(heading, link);
  });
  if (entries.size === 0) return;
  const items = [...document.querySelectorAll(".contents li")];
  const fold = (current?: HTMLAnchorElement): void => {
    let section: Element | undefined;
    const of = items.map((item) => (item.matches(".level-2") ? (section = item) : section)); // the section of each entry
    const open = of[items.findIndex((item) => current && item.contains(current))];
    items.forEach((item, i) => item.classList.toggle("folded", item !== of[i] && of[i] !== undefined && of[i] !== open));
  };
  if (items.length > long) fold();
  const above = new Set<Element>();
  let marked: HTMLAnchorElement | undefined;
  const observer = new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        const line = change.rootBounds?.bottom ?? innerHeight / 5;
        if (change.boundingClientRect.top < line) above.add(change.target);
        else above.delete(change.target);
      }
      const current = [...entries.keys()].filter((heading) => above.has(heading)).pop();
      marked?.removeAttribute("aria-current");
      marked = current && entries.get(current);
      marked?.setAttribute("aria-current", "true");
      if (items.length > long) fold(marked);
    },
    { rootMargin: "0px 0px -80% 0px" }, // a heading counts once it is near the top
  );
  entries.forEach((_, heading) => observer.observe(heading));
}
