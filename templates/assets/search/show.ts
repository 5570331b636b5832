// What is shown of what was found: titles, places, excerpts, and the order in
// which hits stand at last.

import { around } from "./excerpt";
import type { Index, Shown } from "./index";
import { byScore, places, standing, type Parts, type Ranked, type Standing, type Term } from "./rank";
import { words, type Word } from "./words";

/** A place in a page. */
export interface Place {
  url: string; // from the site's root
  section: string; // "" for the page's beginning
  excerpt: string;
}

/** A page by its name. */
export interface Link {
  title: string;
  url: string;
}

/** One answer: a page, or a criterion, fact or term of one, with the place that answers best. */
export interface Hit extends Place {
  title: string;
  kind: string;
  topic: string;
  trail: string[]; // titles of the pages above; of a part, its page is the last
  more: Place[]; // other sections that answer as well
  score: number;
  lent: boolean; // it has no word of the query, pages like it have
  beside: Link[]; // of a part: the pages that explain it, or rest on it
  /** What each part gave to the score, where that was asked for. */
  why?: Why;
}

/** What each part gave to a hit's score: (the sum of the parts) × kind + order + heading. */
export interface Why extends Parts {
  kind: number; // what a document of this kind is worth
  order: number; // the title has the query as it stands
  heading: number; // the heading has it
  /** The words of the query that stand in it: what each tells (idf), the impact with which it stands there (0 to 1), and whether the title has it. */
  found: Standing[];
}

/** A criterion, a fact or a term that answers a question, in its own words. */
export interface Answer extends Place {
  title: string;
  kind: string;
  trail: string[];
  beside: Link[];
}

/** A query as hits see it. */
export interface Wanted {
  terms: Term[];
  /** The words that were found. */
  found: Set<string>;
  /** Tells whether a title or a heading has the query's words as they stand. */
  inOrder: InOrder;
  explain: boolean;
}

/** What a title gains that has the query's words as they stand. */
export type InOrder = (title: string) => number;

/** How much a document of a kind is worth: a page tells more than the fact behind it. */
export const kindWorth: Record<string, number> = { playbook: 1, checklist: 1, criterion: 0.95, source: 0.7, term: 0.95 };

const wordsInOrder = 0.25; // what a title gains that has the query's words as they stand
const wordsFirst = 0.15; // … and begins with them
const wordsAlone = 0.15; // … and ends with them
const headingMatters = 0.6; // of what a title gains

/** Looks for the query's words in titles, function words left out unless there are no others; one that is being typed may become another word. */
export function ordered(asked: Word[], open: boolean, small: Set<string>): InOrder {
  const all = asked.map((w) => w.text);
  const typed = open ? all.at(-1) : undefined;
  const skip = new Set(all.every((w) => small.has(w)) ? [] : [...small].filter((w) => w !== typed));
  const wanted = " " + all.filter((w) => !skip.has(w)).join(" ");
  return (title) => {
    const telling = words(title).map((w) => w.text).filter((w) => !skip.has(w));
    const spoken = " " + telling.join(" ");
    const at = wanted === " " ? -1 : spoken.indexOf(wanted);
    if (at < 0) return 0;
    return wordsInOrder + (at === 0 ? wordsFirst : 0) + (spoken === wanted ? wordsAlone : 0);
  };
}

/** Loads what is shown of the hits, best first; one whose block fails is left out. */
export async function show(index: Index, ranked: Ranked[], wanted: Wanted): Promise<Hit[]> {
  const shown = await Promise.all(ranked.map((r) => index.shown(r.doc)));
  const hits = ranked.flatMap((r, i) => (shown[i] ? [hit(index, r, shown[i], wanted)] : []));
  return pagesFirst(hits.sort(byScore));
}

const morePlaces = 2; // of one page

function hit(index: Index, r: Ranked, [title, address, fragment, trail, parts, beside = []]: Shown, { terms, found, inOrder, explain }: Wanted): Hit {
  const place = (at: number): Place => {
    const section = String(parts[at + 1] ?? "");
    const anchor = fragment || String(parts[at + 2] ?? "");
    const text = String(parts[at + 3] || parts[3] || "");
    return { url: urlOf(address, anchor), section, excerpt: around(text, found) };
  };
  const [best, ...others] = [...new Set([...named(parts, inOrder), ...places(r).map((passage) => sectionOf(parts, passage))])];
  const first = place(best ?? 0);
  const [order, heading] = [inOrder(title), headingMatters * inOrder(first.section)];
  const kind = index.kind(r.doc);
  const out: Hit = {
    ...first,
    title,
    kind,
    topic: index.topic(r.doc),
    trail,
    more: others.slice(0, morePlaces).map(place),
    score: Math.round((r.score + order + heading) * 1000) / 1000,
    lent: r.lent,
    beside: links(beside),
  };
  if (explain) out.why = { ...r.parts, kind: kindWorth[kind]!, order, heading, found: terms.flatMap((t) => standing(t, r.doc)) };
  return out;
}

const nearlyAsGood = 0.5; // of a fact's score

/** Puts a fact behind the best page that rests on it, if that answers nearly as well. */
function pagesFirst(hits: Hit[]): Hit[] {
  const out = [...hits];
  for (const fact of hits.filter((h) => h.kind === "source")) {
    const page = hits.find((h) => h.score >= nearlyAsGood * fact.score && fact.beside.some(({ url }) => url === h.url.replace(/#.*/, "")));
    if (!page || out.indexOf(page) < out.indexOf(fact)) continue;
    out.splice(out.indexOf(fact), 1);
    out.splice(out.indexOf(page) + 1, 0, fact);
  }
  return out;
}

/** An answer as it is shown; nothing if its block fails, or if it is a term of whose name nothing was found, but of another of its names. */
export async function answered(index: Index, { doc }: Ranked, found: Set<string>): Promise<Answer | undefined> {
  const shown = await index.shown(doc);
  if (!shown || (index.kind(doc) === "term" && !words(shown[0]).some((w) => found.has(w.text)))) return undefined;
  const [title, address, fragment, trail, parts, beside = []] = shown;
  return { url: urlOf(address, fragment), section: "", title, kind: index.kind(doc), trail, excerpt: String(parts[3] ?? ""), beside: links(beside) };
}

const links = (pages: [string, string][]): Link[] => pages.map(([title, address]) => ({ title, url: urlOf(address, "") }));

/** The sections whose headings hold the query as it stands. */
function named(parts: Shown[4], inOrder: InOrder): number[] {
  const out: number[] = [];
  for (let i = 0; i < parts.length; i += 4) if (inOrder(String(parts[i + 1])) > 0) out.push(i);
  return out;
}

/** Where in a document's parts the section with a passage stands. */
function sectionOf(parts: Shown[4], passage: number): number {
  let at = 0;
  for (let i = 0; i < parts.length; i += 4) if ((parts[i] as number) <= passage) at = i;
  return at;
}

/** The address of a place below the site's root. */
export function urlOf(address: string, fragment: string): string {
  const path = address.split("/").map(encodeURIComponent).join("/");
  return fragment ? `${path}#${encodeURIComponent(fragment)}` : path;
}
