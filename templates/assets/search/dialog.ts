// The search dialog: a combobox with a list, as the WAI-ARIA Authoring
// Practices describe it.

import { load } from "./engine";
import { count, element, failure, groups, notes, sharpen } from "./list";
import { recent, remembered } from "./recent";
import type { Result } from "./search";

const shown = 20; // hits
const perPage = 4; // … of one page
const typing = 250; // milliseconds without a letter until pages are read
let dialog: Dialog | undefined;

/** Opens the dialog with a text to begin with; one that is being typed goes on. */
export function open(text: string, typing: boolean): void {
  dialog ??= new Dialog();
  dialog.open(text, typing);
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, typing));
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
  private turn = 0; // counts searches, so that an old one never shows

  constructor() {
    this.box.setAttribute("aria-label", "Search");
    this.input.type = "search";
    this.input.placeholder = "Search";
    this.input.autocomplete = "off";
    this.input.spellcheck = false;
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-label": "Search",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-expanded": "true",
      "aria-controls": "fb-hits",
    })) {
      this.input.setAttribute(name, value);
    }
    this.list.id = "fb-hits";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Results");
    this.status.setAttribute("role", "status");
    const close = element("button", "close", "Close");
    close.type = "button";
    close.addEventListener("click", () => this.box.close());
    this.box.append(element("div", "bar", this.input, close), this.above, this.list, this.status);
    document.body.append(this.box);
    this.input.addEventListener("input", () => void this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("click", (event) => {
      if (event.target === this.box) this.box.close();
    });
    this.box.addEventListener("close", () => {
      const field = document.querySelector<HTMLInputElement>(".search input");
      if (field) field.value = this.input.value;
    });
  }

  open(text: string, typing: boolean): void {
    if (this.box.open) return;
    this.box.showModal();
    this.input.value = text;
    this.input.focus();
    if (!typing) this.input.select();
    void this.search();
  }

  private async search(): Promise<void> {
    const turn = ++this.turn;
    this.stop();
    const text = this.input.value;
    const outdated = (): boolean => turn !== this.turn;
    try {
      const engine = await load();
      if (outdated()) return;
      if (!text.trim()) {
        this.begin(engine.useful);
        return;
      }
      const result = await engine.search(text, { limit: shown }, outdated);
      if (outdated()) return;
      this.show(result, text);
      await pause();
      if (!outdated()) this.stop = sharpen(this.list, new Set(result.words), engine.read);
    } catch {
      if (outdated()) return;
      this.fill([]);
      this.above.replaceChildren(failure("The search could not be loaded.", () => void this.search()));
      this.status.textContent = "The search could not be loaded";
    }
  }

  /** What stands there before the first letter. */
  private begin(useful: { title: string; url: string }[]): void {
    this.above.replaceChildren();
    this.status.textContent = "";
    const searches = remembered().map((text) => {
      const again = element("a", "hit", element("strong", "", text));
      again.href = this.resultsPage(text);
      again.addEventListener("click", (event) => {
        event.preventDefault();
        this.input.value = text;
        void this.search();
        this.input.focus();
      });
      return again;
    });
    const pages = useful.map((page) => {
      const link = element("a", "hit", element("strong", "", page.title));
      link.href = page.url;
      return link;
    });
    this.fill([...this.group("Recent searches", searches), ...this.group("Begin here", pages)]);
  }

  private group(label: string, items: HTMLElement[]): HTMLElement[] {
    if (items.length === 0) return [];
    const group = element("div", "group", element("p", "label", label), ...items);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    group.firstElementChild?.setAttribute("aria-hidden", "true");
    return [group];
  }

  private show(result: Result, text: string): void {
    this.above.replaceChildren(...notes(result, () => void this.search()));
    const all = element("a", "hit all", element("strong", "", `All results for ${text}`));
    all.href = this.resultsPage(text);
    this.fill(result.total > 0 ? [...groups(result, perPage), all] : []);
    for (const option of this.options) option.addEventListener("click", () => recent(text));
    this.status.textContent = count(result);
  }

  private resultsPage(text: string): string {
    const form = document.querySelector<HTMLFormElement>("form.search");
    return `${form?.action.replace(/[?#].*/, "") ?? "search.html"}?q=${encodeURIComponent(text)}`;
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

  private key(event: KeyboardEvent): void {
    const n = this.options.length;
    if (event.key === "ArrowDown" && n > 0) this.choose((this.active + 1) % n);
    else if (event.key === "ArrowUp" && n > 0) this.choose((Math.max(this.active, 0) + n - 1) % n);
    else if (event.key === "Enter" && (this.active >= 0 || n > 0) && this.input.value.trim()) this.options[Math.max(this.active, 0)]?.click();
    else if (event.key === "Enter" && this.active >= 0) this.options[this.active]?.click();
    else return;
    event.preventDefault();
  }
}
