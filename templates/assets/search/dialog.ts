// The search dialog: a combobox with a list, as the WAI-ARIA Authoring
// Practices describe it.

import { load } from "./engine";
import { brief, count, failure, groups, missed, notes, resultsPage, searchLink, sharpen } from "./list";
import { elsewhere } from "../page/click";
import { element } from "../page/element";
import { recent, remembered } from "./recent";
import type { Engine } from "../page/api";
import type { Result } from "./search";
import * as t from "../words";

const shown = 20; // hits
const perPage = 4; // … of one page
const phrasesShown = 8; // hits of a query with a phrase, for which pages are read
const typing = 80; // milliseconds between two searches while somebody types: each may load something
const givenUp = 1_500; // … until nothing found is taken for an end
const resting = 250; // … until pages are read
const topicsShown = 6; // where nothing was found
const sharpened = 6; // hits whose pages may be read
let dialog: Dialog | undefined;

/** Opens the dialog with a text to begin with; one that is being typed goes on. from gets the focus back. */
export function open(text: string, typing: boolean, from: Element | null): void {
  dialog ??= new Dialog();
  dialog.open(text, typing, from);
}

function pause(time: number): Promise<void> {
  return new Promise((done) => setTimeout(done, time));
}

function pageLink(page: { title: string; url: string }): HTMLAnchorElement {
  const link = element("a", "hit", element("strong", "", page.title));
  link.href = page.url;
  return link;
}

class Dialog {
  private box = element("dialog", "search-dialog");
  private input = element("input", "");
  private above = element("div", "above");
  private list = element("div", "hits");
  private status = element("p", "status");
  private options: HTMLElement[] = [];
  private active = -1;
  private stop = (): void => undefined; // reading pages for the hits of the search before
  private answered = ""; // the text that the options answer
  private going = false; // Enter was pressed before there was an answer
  private before: Element | null = null; // what had the focus
  private turn = 0; // counts searches, so that an old one never shows
  private last = 0; // when the last search began
  private pointing = false; // the pointer has moved over the list since the last letter
  private waiting = (): void => undefined; // shows what was found meanwhile

  constructor() {
    this.box.setAttribute("aria-label", t.search);
    this.input.type = "search";
    this.input.placeholder = t.search;
    this.input.autocomplete = "off";
    this.input.spellcheck = false;
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-label": t.search,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-expanded": "true",
      "aria-controls": "fb-hits",
    })) {
      this.input.setAttribute(name, value);
    }
    this.list.id = "fb-hits";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", t.results);
    this.status.setAttribute("role", "status");
    const close = element("button", "close", t.close);
    close.type = "button";
    close.addEventListener("click", () => this.box.close());
    this.box.append(element("div", "bar", this.input, close), this.above, this.list, this.status);
    document.body.append(this.box);
    this.list.tabIndex = -1; // arrows in the field lead through it
    this.input.addEventListener("input", () => {
      this.pointing = false;
      void this.search();
    });
    this.list.addEventListener("pointermove", () => (this.pointing = true));
    this.list.addEventListener("pointerleave", () => {
      this.pointing = false;
      this.waiting();
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("click", (event) => {
      if (event.target === this.box) this.box.close();
    });
    this.box.addEventListener("close", () => {
      const field = document.querySelector<HTMLInputElement>(".search input");
      if (field) field.value = this.input.value;
      this.going = false;
      // The reader goes on where they were; in the header's field a space would open the dialog again.
      if (this.before instanceof HTMLElement && this.before !== field && this.before !== document.body) this.before.focus({ preventScroll: true });
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
  }

  open(text: string, typing: boolean, from: Element | null): void {
    if (this.box.open) return;
    this.before = from;
    // A dialog gives the focus back to what had it, and scrolls there.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    this.box.showModal();
    this.input.value = text;
    this.input.focus({ preventScroll: true });
    if (!typing) this.input.select();
    void this.search();
  }

  /** Searches for what stands in the field: at once, and while somebody types fast, once in a while. */
  private async search(): Promise<void> {
    const turn = ++this.turn;
    this.stop();
    this.waiting = () => undefined;
    const text = this.input.value;
    const outdated = (): boolean => turn !== this.turn;
    this.choose(-1);
    if (text.trim() && !this.answered) this.status.textContent = t.searching;
    try {
      const engine = await load();
      if (outdated()) return;
      if (!text.trim()) {
        this.begin(engine.useful);
        return;
      }
      const early = this.last + typing - performance.now();
      if (early > 0) await pause(early);
      if (outdated()) return;
      this.last = performance.now();
      const result = await engine.search(text, { limit: /["“”„]/.test(text) ? phrasesShown : shown }, outdated);
      if (outdated()) return;
      const show = (): void => {
        this.waiting = () => undefined;
        this.show(result, text, engine);
      };
      // What the pointer is on stays there, until it leaves.
      if (this.pointing && this.options.length > 0) this.waiting = show;
      else show();
      await pause(resting);
      if (outdated()) return;
      this.stop = sharpen(this.list, new Set(result.words), engine.read, sharpened);
      if (result.total > 0 || result.more) return;
      await pause(givenUp);
      if (!outdated() && this.box.open) missed(text);
    } catch {
      if (outdated()) return;
      this.fill([]);
      this.above.replaceChildren(failure(t.searchFailed, () => void this.search()));
      this.status.textContent = t.searchFailed;
    }
  }

  /** What stands there before the first letter. */
  private begin(useful: { title: string; url: string }[]): void {
    this.answered = "";
    this.going = false;
    this.above.replaceChildren();
    this.status.textContent = "";
    const searches = remembered().map((text) => searchLink(text, "hit", this.ask));
    this.fill([...this.group(t.recentSearches, searches), ...this.group(t.beginHere, useful.map(pageLink))]);
  }

  /** Puts a text into the field and searches for it. */
  private ask = (text: string): void => {
    this.input.value = text;
    this.pointing = false;
    void this.search();
    this.input.focus();
  };

  /** What stands there where nothing was found. */
  private instead(result: Result, { topics }: Engine): HTMLElement[] {
    const near = result.near.map((word) => searchLink(word, "hit", this.ask));
    const everything = pageLink({ title: t.everything, url: resultsPage("") });
    return [...this.group(t.nearWords, near), ...this.group(t.topics, [...topics.slice(0, topicsShown).map(pageLink), everything])];
  }

  private group(label: string, items: HTMLElement[]): HTMLElement[] {
    if (items.length === 0) return [];
    const group = element("div", "group", element("p", "label", label), ...items);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    group.firstElementChild?.setAttribute("aria-hidden", "true");
    return [group];
  }

  private show(result: Result, text: string, engine: Engine): void {
    this.above.replaceChildren(...notes(result, () => void this.search(), this.ask));
    const all = element("a", "hit all", element("strong", "", t.allResultsFor(brief(text))));
    all.href = resultsPage(text);
    this.fill(result.total > 0 ? [...groups(result, perPage), all] : this.instead(result, engine));
    for (const option of this.options) {
      option.addEventListener("click", (event) => {
        if (result.total > 0) recent(text);
        if (!elsewhere(event)) this.box.close(); // the hit may be on this very page
      });
    }
    this.status.textContent = count(result);
    this.answered = text;
    if (this.going) this.options[0]?.click();
    this.going = false;
  }

  private fill(items: HTMLElement[]): void {
    this.list.replaceChildren(...items);
    this.options = [...this.list.querySelectorAll<HTMLElement>("a.hit")];
    for (const [i, option] of this.options.entries()) {
      option.id = `fb-hit-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.tabIndex = -1;
    }
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.choose(-1);
    this.list.scrollTop = 0;
  }

  private choose(i: number): void {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = i;
    const option = this.options[i];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** Follows the chosen hit, or the first; if the answer is still under way, as soon as it is there. */
  private enter(event: KeyboardEvent): void {
    const text = this.input.value;
    if (this.active < 0 && !text.trim()) return;
    if (this.active < 0 && this.answered !== text) {
      this.going = true;
      return;
    }
    const option = this.options[Math.max(this.active, 0)] as HTMLAnchorElement | undefined;
    if (option && (event.ctrlKey || event.metaKey)) window.open(option.href);
    else option?.click();
  }

  private key(event: KeyboardEvent): void {
    const n = this.options.length;
    if (event.isComposing) return; // the key belongs to the input method
    if (event.key === "Escape") this.box.close();
    else if (event.key === "ArrowDown" && n > 0) this.choose((this.active + 1) % n);
    else if (event.key === "ArrowUp" && n > 0) this.choose((Math.max(this.active, 0) + n - 1) % n);
    else if (event.key === "Enter") this.enter(event);
    else return;
    event.preventDefault();
  }
}
