// How hits are shown, in the dialog and on the results page.

import type { Engine } from "../page/api";
import { element } from "../page/element";
import { remember } from "../page/highlight";
import { around, shows, stretches } from "./excerpt";
import type { Answer, Hit, Place, Result } from "./search";
import * as t from "../words";

/** The kinds as they are called. */
export const kindNames: Record<string, string> = { playbook: t.playbookKind, checklist: t.checklistKind, criterion: t.criterionKind, source: t.sourceKind, term: t.termKind };

/** The hits of one page, best first. */
function byPage(hits: Hit[]): Hit[][] {
  const pages = new Map<string, Hit[]>();
  for (const hit of hits) {
    const page = hit.url.replace(/#.*/, "");
    const group = pages.get(page);
    if (group) group.push(hit);
    else pages.set(page, [hit]);
  }
  return [...pages.values()];
}

/** The answer if there is one; then the hits, a group for each page: its best hit in full, the others below it. */
export function groups(result: Result, most: number): HTMLElement[] {
  const words = new Set(result.words);
  const answer = result.answer ? [answerCard(result.answer, words)] : [];
  const others = result.hits.filter((hit) => hit.url !== result.answer?.url);
  return answer.concat(byPage(others).map((hits) => pageHits(hits, words, most)));
}

/** What answers a question by itself, in its words, and the page beside it. */
function answerCard(answer: Answer, words: Set<string>): HTMLElement {
  const link = element("a", "hit", element("strong", "", ...marked(answer.title, words)), " ", element("span", "badge", kindNames[answer.kind]!));
  link.append(element("span", "said", ...marked(answer.excerpt, words)), element("span", "where", answer.trail.join(" › ")));
  const card = element("div", "page-hits at-once", finish(link, { ...answer, excerpt: "" }, words));
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", t.answer);
  const [page] = answer.beside;
  if (page) card.append(placeLink({ url: page.url, section: "", excerpt: "" }, page.title, "", words));
  return card;
}

function pageHits(hits: Hit[], words: Set<string>, most: number): HTMLElement {
  const [best, ...others] = hits.slice(0, most);
  const group = element("div", "page-hits", hitLink(best!, words));
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", best!.title);
  for (const place of best!.more) group.append(placeLink(place, place.section || best!.title, "", words));
  for (const hit of others) group.append(placeLink(hit, hit.title, hit.kind === "playbook" ? "" : kindNames[hit.kind]!, words));
  return group;
}

/** A hit in full: title, kind, where it stands, and its text. */
function hitLink(hit: Hit, words: Set<string>): HTMLAnchorElement {
  const link = element("a", "hit", element("strong", "", ...marked(hit.title, words)));
  if (hit.kind !== "playbook") link.append(" ", element("span", "badge", kindNames[hit.kind]!));
  const where = [...hit.trail, hit.section].filter((part) => part).join(" › ");
  if (where) link.append(element("span", "where", ...marked(where, words)));
  return finish(link, hit, words);
}

/** Another hit of the same page. */
function placeLink(place: Place, title: string, kind: string, words: Set<string>): HTMLAnchorElement {
  const link = element("a", "hit inside", element("strong", "", ...marked(title, words)));
  if (kind) link.append(" ", element("span", "badge", kind));
  return finish(link, place, words);
}

function finish(link: HTMLAnchorElement, place: Place, words: Set<string>): HTMLAnchorElement {
  link.href = place.url;
  if (place.excerpt) link.append(element("span", "excerpt", ...marked(place.excerpt, words)));
  for (const part of link.children) part.setAttribute("dir", "auto");
  link.addEventListener("click", () => remember(place.url, [...words]));
  return link;
}

/** A text with its found words in mark elements. */
function marked(text: string, words: Set<string>): (Node | string)[] {
  return stretches(text, words).map(([stretch, found]) => (found ? element("mark", "", stretch) : stretch));
}

const longest = 50_000; // characters of one section that are looked through

/**
 * Reads the page of each hit in sight that shows no word that was found, and
 * shows the sentence that does: on a large site the index holds only the
 * beginnings of sections. It reads at most so many, and gives a function that
 * ends it.
 */
export function sharpen(list: HTMLElement, words: Set<string>, read: Engine["read"], most: number): () => void {
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      void read((target as HTMLAnchorElement).href).then(
        (text) => {
          const part = around((text ?? "").slice(0, longest), words);
          if (shows(part, words)) target.querySelector(".excerpt")!.replaceChildren(...marked(part, words));
        },
        () => undefined, // the section's beginning stays
      );
    }
  });
  const sparing = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
  if (location.protocol !== "file:" && !sparing) for (const hit of [...list.querySelectorAll("a.hit:not(:has(mark)):has(.excerpt)")].slice(0, most)) seen.observe(hit);
  return () => seen.disconnect();
}

/** Says how many pages were found. */
export function count(result: Result): string {
  const some = t.found(Math.max(result.strong, result.hits.length));
  if (result.total === 0) return result.more ? t.nothingInBest : t.nothingFound;
  return result.more ? t.foundOrMore(some) : some;
}

const briefly = 60; // letters

/** A text that may have been pasted, shortened to be shown. */
export function brief(text: string): string {
  const letters = [...text];
  return letters.length > briefly ? letters.slice(0, briefly).join("") + "…" : text;
}

/** The address of the results of a search. */
export function resultsPage(text: string): string {
  const form = document.querySelector<HTMLFormElement>("form.search");
  return `${form?.action.replace(/[?#].*/, "") ?? "search.html"}${text ? "?q=" + encodeURIComponent(text) : ""}`;
}

/** A link to another search; without ask, it leads to the results page. */
export function searchLink(text: string, className: string, ask?: (text: string) => void): HTMLAnchorElement {
  const link = element("a", className, className ? element("strong", "", text) : text);
  link.href = resultsPage(text);
  if (ask) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      ask(text);
    });
  }
  return link;
}

/** Tells who listens (the preview) what a reader has looked for in vain. */
export function missed(text: string): void {
  document.dispatchEvent(new CustomEvent("fieldbook-missed", { detail: text.trim() }));
}

/** What stands above the hits: a correction, and a part that failed to load. */
export function notes(result: Result, again: () => void, ask?: (text: string) => void): HTMLElement[] {
  const out: HTMLElement[] = [];
  if (result.loose) out.push(element("p", "note", t.wordsApart));
  if (result.corrected) out.push(element("p", "note", t.showingFor, element("b", "", result.corrected)));
  if (result.likelier) out.push(element("p", "note", t.didYouMean, searchLink(result.likelier.trim(), "", ask), "?"));
  if (result.incomplete) out.push(failure(t.indexIncomplete, again));
  return out;
}

/** A line that says what failed, with a button to try again. */
export function failure(text: string, again: () => void): HTMLElement {
  const button = element("button", "", t.tryAgain);
  button.type = "button";
  button.addEventListener("click", again);
  return element("p", "note failure", text + " ", button);
}
