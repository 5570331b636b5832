// Sources in place: a citation shows its fact over the page that cites it.
//
// The fact is fetched from the page of sources when it is asked for, so that no
// page carries it twice. Where it cannot be had (a site read from a disk, no
// network), the citation is the link that it is without this script.

import { elsewhere } from "./click";

/** Makes citations open over the page. */
export function openSources(): void {
  document.addEventListener("click", (event) => {
    const cite = (event.target as Element).closest<HTMLAnchorElement>("a.cite");
    if (!cite || elsewhere(event)) return;
    if (new URL(cite.href).pathname === location.pathname || !("popover" in cite)) return;
    event.preventDefault();
    source(cite).then(
      (content) => show(cite, content),
      () => location.assign(cite.href),
    );
  });
}

/** What the page of sources says about the fact, or the work, of a citation. */
async function source(cite: HTMLAnchorElement): Promise<Node[]> {
  const answer = await fetch(cite.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById(new URL(cite.href).hash.slice(1));
  if (!answer.ok || !found) throw new Error(`no ${cite.hash}`);
  const parts = [...found.querySelectorAll(":scope > :is(h2, h3, p:not(.cited))")].filter((part) => part.textContent.trim());
  const work = found.parentElement?.closest(".work");
  if (work) parts.push(...work.querySelectorAll(":scope > :is(h2, .by)"));
  const all = Object.assign(document.createElement("a"), { href: cite.href, textContent: page.querySelector("h1")?.textContent ?? cite.textContent });
  return [...parts.map((part) => paragraph(part)), all];
}

/** A part of the page of sources; its headings are none here. */
function paragraph(part: Element): HTMLElement {
  const p = document.createElement("p");
  p.className = part.matches("h2") ? "of-work" : part.className;
  p.append(...[...part.childNodes].map((node) => document.importNode(node, true)));
  return p;
}

function show(cite: HTMLAnchorElement, content: Node[]): void {
  const box = Object.assign(document.createElement("div"), { className: "source", popover: "auto", tabIndex: -1, role: "dialog", ariaLabel: cite.textContent });
  box.append(...content);
  box.addEventListener("toggle", (event) => (event as ToggleEvent).newState === "closed" && box.remove());
  cite.focus(); // where closing leads back to; a tap alone does not focus everywhere
  document.body.append(box);
  box.showPopover();
  const at = cite.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const below = at.bottom + size.height <= innerHeight || at.top < size.height;
  box.style.top = `${scrollY + (below ? at.bottom : at.top - size.height)}px`;
  box.style.left = `${scrollX + Math.max(8, Math.min(at.left, document.documentElement.clientWidth - size.width - 8))}px`;
  box.focus({ preventScroll: true });
}
