// What readers take along: the page as Markdown, and the link to a paragraph.

import { element } from "./element";
import { sign } from "./sign";
import * as t from "../words";

/** Puts a button beside the link to the page's Markdown that copies it. From disk a page cannot read another file: there is the link alone. */
export function copyMarkdown(): void {
  if (!navigator.clipboard || location.protocol === "file:") return;
  document.querySelectorAll<HTMLAnchorElement>("a.as-markdown").forEach((link) => {
    const button = element("button", "copy-markdown", t.copyMarkdown);
    button.type = "button";
    button.addEventListener("click", () => {
      fetch(link.href)
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
        .then((text) => navigator.clipboard.writeText(text))
        .then(
          () => sign(button, t.markdownCopied),
          () => sign(button, t.markdownNotRead, false),
        );
    });
    link.after(" ", button);
  });
}

const blocks = "p, li, blockquote, dd, tr, pre";
const mostWords = 6; // that stand for the beginning and for the end of a paragraph

/** Offers the link to the paragraph that the pointer is on, or in which text was selected. */
export function linkPassages(): void {
  const prose = document.querySelector<HTMLElement>(".prose");
  if (!prose || !navigator.clipboard) return;
  const button = element("button", "passage", "¶");
  button.type = "button";
  button.title = t.copyPassage;
  button.setAttribute("aria-label", t.copyPassage);
  let block: HTMLElement | undefined;
  const offer = (at: Node | null): void => {
    const inside = at instanceof Element ? at : at?.parentElement;
    if (!inside || inside === button) return;
    const found = inside.closest<HTMLElement>(blocks) ?? undefined;
    if (found === block || (found && !prose.contains(found))) return;
    block = found;
    if (!found || !found.innerText.trim()) return button.remove();
    const above = prose.getBoundingClientRect();
    button.style.top = `${found.getBoundingClientRect().top - above.top}px`;
    if (button.parentElement !== prose) prose.append(button);
  };
  prose.addEventListener("pointerover", (event) => event.pointerType === "mouse" && offer(event.target as Node));
  prose.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") offer(document.body);
  });
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection && !selection.isCollapsed && prose.contains(selection.anchorNode)) offer(selection.anchorNode);
  });
  button.addEventListener("click", () => {
    if (!block) return;
    void navigator.clipboard.writeText(addressOf(block, prose)).then(
      () => sign(button, t.linkCopied),
      () => undefined, // not allowed
    );
  });
}

/** The page's address with the section of a block and, for browsers that know text fragments (https://wicg.github.io/scroll-to-text-fragment/), its own words. */
export function addressOf(block: HTMLElement, prose: HTMLElement): string {
  const at = new URL(location.href);
  const headings = [...prose.querySelectorAll(":is(h2, h3, h4, h5, h6)[id]")];
  const section = block.id || headings.filter((h) => h.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING).pop()?.id || "";
  const words = block.innerText.trim().split(/\s+/);
  const escaped = (some: string[]): string => encodeURIComponent(some.join(" ")).replaceAll("-", "%2D"); // a dash has a meaning of its own there
  const text = words.length <= 2 * mostWords ? escaped(words) : `${escaped(words.slice(0, mostWords))},${escaped(words.slice(-mostWords))}`;
  return `${at.origin === "null" ? "file://" : at.origin}${at.pathname}${at.search}#${encodeURIComponent(section)}:~:text=${text}`;
}
