// fieldbook.search for every page: the search itself is loaded when it is
// first used.

import { named, once, part, receive, script, style } from "./load";
import type { Actions } from "../checklist/actions";
import type { Options, Result } from "../search/search";
import * as t from "../words";

/** What search.ts hands over. */
export interface Engine {
  /** The topics to filter by, with their pages. */
  topics: { title: string; url: string }[];
  /** The kinds that there are. */
  kinds: string[];
  /** The pages to begin with. */
  useful: { title: string; url: string }[];
  search(text: string, options?: Options, cancelled?: () => boolean): Promise<Result>;
  /** The words at an address of the site; undefined where pages cannot be read. */
  read(url: string): Promise<string | undefined>;
}

declare global {
  var fieldbook: {
    search(text: string, options?: Options): Promise<Result>;
    load?: () => Promise<Engine>;
    engine?: (load: Loader) => Promise<Engine>;
    opened?: Promise<Engine>; // the index as it was when it was opened; without it, it is opened anew
    dialog?: Dialog;
    actions?: Actions;
    typedDates?: (text: string) => string | undefined; // where a question asks for a date
  };
  var fieldbookIndex: typeof receive;
}

/** What dialog.ts hands over. */
export interface Dialog {
  /** Opens with a text, which the reader may be in the middle of typing; from gets the focus back. */
  open(text: string, typing: boolean, from: Element | null): void;
  results(page: HTMLElement): void;
}

/** Loads a part of the index, and gives addresses below the site's root. */
export interface Loader {
  part(name: string, part: number, mark: string): Promise<unknown>;
  root: string;
}

// Only while the script runs is it known which one it is.
const own = document.currentScript as HTMLScriptElement | null;
const root = new URL("..", own?.src ?? document.baseURI).href;

/** The search, loaded once; after a failure the next call tries again. */
export function load(): Promise<Engine> {
  const engine = (fieldbook.opened ??= start());
  engine.catch(() => {
    if (fieldbook.opened === engine) delete fieldbook.opened;
  });
  return engine;
}

async function start(): Promise<Engine> {
  const overview = part(new URL("search/index.js", root).href, "m", 0);
  overview.catch(() => undefined); // awaited below
  if (!fieldbook.engine) await script(named(own?.dataset.search));
  return fieldbook.engine!({
    root,
    part: async (name, number, mark) => (name === "m" ? overview : part(new URL(`search/${name}${number}-${mark}.js`, root).href, name, number)),
  });
}

/** Offers fieldbook.search. */
export function offerSearch(): void {
  globalThis.fieldbookIndex = receive;
  globalThis.fieldbook = { load, search: async (text, options) => (await load()).search(text, options) };
}

/** The dialog and the results page. */
const dialog = once(async () => {
  await Promise.all([script(named(own?.dataset.dialog)), style(named(own?.dataset.hits))]);
  return fieldbook.dialog!;
});

/** Opens the dialog by key or by the header's field; a results page fills itself. */
export function searchField(): void {
  const field = document.querySelector<HTMLInputElement>(".search input");
  const page = document.querySelector<HTMLElement>("[data-results]");
  // Offline, the reader keeps the page, and is told.
  const failed = (): void => {
    field?.setCustomValidity(t.searchFailedAgain);
    field?.reportValidity();
    setTimeout(() => field?.setCustomValidity(""), 3000);
  };
  // Until the dialog is there, what is typed goes into the field.
  const open = (): void => {
    const before = field?.value;
    const from = document.activeElement;
    field?.focus({ preventScroll: true });
    void dialog().then((d) => d.open(field?.value ?? "", field?.value !== before, from), failed);
  };
  if (page) void dialog().then((d) => d.results(page), () => document.documentElement.classList.remove("asked"));
  field?.addEventListener("click", open);
  field?.addEventListener("input", () => void dialog().then((d) => d.open(field.value, true, null), failed));
  document.addEventListener("keydown", (event) => {
    const typing = (event.target as Element).closest("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
}
