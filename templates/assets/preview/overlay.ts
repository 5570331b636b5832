// Mistakes are shown over the page, warnings as a count. All of it stands in a
// shadow tree: the site's styles do not reach it, nor its own the site.

import * as t from "../words";

/** A mistake or a warning, as the server tells it. */
export interface Problem {
  where: string;
  message: string;
  hint?: string;
  source?: string;
  caret?: string;
  open?: string;
}

/** What a page should be found by, and why. */
export interface Proposal {
  words: string;
  says: string;
}

/** What is wrong with the site: the first mistakes and warnings, and how many there are. */
export interface Wrong {
  mistakes: Problem[];
  warnings: Problem[];
  errors: number;
  warned: number;
}

const host = document.createElement("fieldbook-preview");
const root = host.attachShadow({ mode: "open" });
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/-/client.css";
const sheet = make("section", "mistakes");
sheet.setAttribute("role", "alert");
const corner = make("aside", "corner");
corner.setAttribute("aria-label", t.preview);
root.append(style, sheet, corner);

let shown = ""; // the mistakes that stand there
let hidden = false; // the writer has put them aside
let wrong: Wrong = { mistakes: [], warnings: [], errors: 0, warned: 0 };
let unfolded = false; // the warnings are listed
let offered: HTMLElement[] = []; // what a press does, above what unfolds it
const notes = new Map<string, string>(); // by what they are about

function make<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  if (className) e.className = className;
  e.append(...inside);
  return e;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const b = make("button", "", text);
  b.type = "button";
  b.addEventListener("click", act);
  return b;
}

/** One mistake: where, what, the line with a caret, the hint. */
function item(p: Problem): HTMLElement {
  const where = make(p.open ? "a" : "span", "where", p.where);
  if (where instanceof HTMLAnchorElement) where.href = p.open!;
  const e = make("li", "", make("p", "", where, ` ${p.message}`));
  if (p.source) e.append(make("pre", "", `${p.source}\n${p.caret ?? ""}`));
  if (p.hint) e.append(make("p", "hint", p.hint));
  if (p.open) e.dataset.open = p.open;
  return e;
}

/** Shows what is wrong now. Mistakes that are new come forward again. */
export function show(now: Wrong): void {
  wrong = now;
  const text = JSON.stringify(now.mistakes);
  if (text !== shown) hidden = false;
  shown = text;
  draw();
}

/** Shows a quiet line about something, such as that the server is gone; "" takes it away. */
export function say(about: string, text: string): void {
  if ((notes.get(about) ?? "") === text) return;
  notes.set(about, text);
  drawCorner();
}

/** Offers what can be done with the page, folded to how many there are. */
export function offer(title: (n: number) => string, all: Proposal[], act: string, accept: (p: Proposal) => void): void {
  const list = make("ol", "offers", ...all.map((p) => make("li", "", make("p", "", p.says), button(act, () => accept(p)))));
  list.hidden = offered[0]?.hidden ?? true;
  const count = button(title(all.length), () => {
    list.hidden = !list.hidden;
    count.setAttribute("aria-expanded", String(!list.hidden));
  });
  count.setAttribute("aria-expanded", String(!list.hidden));
  offered = all.length > 0 ? [list, count] : [];
  drawCorner();
}

function hide(is: boolean): void {
  hidden = is;
  draw();
}

function draw(): void {
  const { mistakes, errors } = wrong;
  sheet.hidden = errors === 0 || hidden;
  sheet.replaceChildren(
    make("div", "bar", make("h2", "", t.restStays(t.mistakes(errors))), button(t.hide, () => hide(true))),
    make("ol", "", ...mistakes.map(item)),
  );
  if (errors > mistakes.length && mistakes.length > 0) sheet.append(make("p", "", t.andMore(errors - mistakes.length)));
  drawCorner();
  if (!host.isConnected) document.documentElement.append(host);
}

// The end of the page can be scrolled to above the sheet.
new ResizeObserver(() => {
  document.documentElement.style.paddingBlockEnd = sheet.hidden ? "" : `${sheet.offsetHeight}px`;
}).observe(sheet);

function drawCorner(): void {
  const { warnings, errors, warned } = wrong;
  corner.replaceChildren();
  for (const note of notes.values()) if (note) corner.append(make("p", "note", note));
  corner.append(...offered);
  if (hidden && errors > 0) corner.append(button(t.mistakes(errors), () => hide(false)));
  if (warned > 0) {
    const count = button(t.warnings(warned), () => {
      unfolded = !unfolded;
      drawCorner();
    });
    count.setAttribute("aria-expanded", String(unfolded));
    if (unfolded) corner.append(make("ol", "warnings", ...warnings.map(item)));
    corner.append(count);
  }
  if (!host.isConnected) document.documentElement.append(host);
}
