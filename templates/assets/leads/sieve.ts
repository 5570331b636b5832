// Which of the ranked rows are shown, and in which order: what the reader looks
// for, which place, which answer is missing.

import { criterion, type Checklist } from "../checklist/model";
import type { Lead } from "./rank";
import * as t from "../words";

/** The most places that are offered: more are found by typing. */
const mostPlaces = 300;

type Order = "score" | "name" | "place" | "missing" | "miles";

/** The fields above the rows. */
export class Sieve {
  constructor(
    private list: Checklist,
    private root: HTMLElement,
    changed: () => void,
  ) {
    this.field<HTMLInputElement>("find").addEventListener("input", changed);
    for (const name of ["place", "lacks", "sort"]) this.field(name).addEventListener("change", changed);
    const lacking = root.querySelector<HTMLElement>(".show-lacking")!;
    lacking.addEventListener("click", () => {
      this.lacks.value = this.pressed() ? "" : lacking.dataset.id!;
      changed();
    });
  }

  private field<E extends HTMLInputElement | HTMLSelectElement = HTMLSelectElement>(name: string): E {
    return this.root.querySelector<E>(`.list-${name}`)!;
  }

  private get lacks(): HTMLSelectElement {
    return this.field("lacks");
  }

  private pressed(): boolean {
    const lacking = this.root.querySelector<HTMLElement>(".show-lacking")!;
    return this.lacks.value !== "" && this.lacks.value === lacking.dataset.id;
  }

  /** Begins anew, for another list. */
  clear(): void {
    this.field<HTMLInputElement>("find").value = "";
    for (const name of ["place", "lacks", "sort"]) this.field(name).replaceChildren();
  }

  /** Offers what there is among these rows; what was chosen stays chosen. */
  offer(all: Lead[], miles: boolean): void {
    const places = counts(all.map((l) => (l.place ? [l.place] : [])));
    choices(this.field("place"), t.anyPlace, places.size > 1 && places.size <= mostPlaces ? [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([p, n]) => [`${p} (${n})`, p]) : []);
    choices(this.lacks, t.anyAnswers, [...counts(all.map((l) => l.missing))].map(([id, n]) => [`${criterion(this.list, id)!.ask} (${n})`, id]));
    const orders: [string, Order][] = [[t.nameColumn, "name"], [t.placeColumn, "place"], [t.fewestMissing, "missing"], ...(miles ? [[t.nearest, "miles"] as [string, Order]] : [])];
    choices(this.field("sort"), t.byScore, orders);
  }

  /** Whether the rows stand in the order of their scores. */
  get byScore(): boolean {
    return this.field("sort").value === "";
  }

  /** The rows that the reader asks for, in the order asked for; all are in the order of their scores. */
  pick(all: Lead[], miles: Map<Lead, number>): Lead[] {
    const words = this.field<HTMLInputElement>("find").value.trim().toLowerCase();
    const [place, lacks] = [this.field("place").value, this.lacks.value];
    this.root.querySelector(".show-lacking")!.setAttribute("aria-pressed", String(this.pressed()));
    const some = all.filter((l) => (!place || l.place === place) && (!lacks || l.missing.includes(lacks)) && (!words || `${l.name} ${l.place}`.toLowerCase().includes(words)));
    return sorted(some, this.field("sort").value as Order, miles);
  }
}

/** How many rows there are of each thing that they name. */
function counts(all: string[][]): Map<string, number> {
  const out = new Map<string, number>();
  for (const names of all) for (const name of names) out.set(name, (out.get(name) ?? 0) + 1);
  return out;
}

function choices(select: HTMLSelectElement, none: string, options: [string, string][]): void {
  const now = select.value;
  select.replaceChildren(new Option(none, ""), ...options.map(([words, value]) => new Option(words, value)));
  select.value = options.some(([, value]) => value === now) ? now : "";
  select.parentElement!.hidden = options.length === 0;
}

/** Sorts rows by what they are asked for; what has none comes last, and those alike keep their order. */
function sorted(all: Lead[], by: Order, miles: Map<Lead, number>): Lead[] {
  switch (by) {
    case "name":
    case "place":
      return sortedBy(all, (l) => l[by].normalize("NFKD").toLowerCase() || "\uffff");
    case "missing":
      return sortedBy(all, (l) => l.missing.length);
    case "miles":
      return sortedBy(all, (l) => miles.get(l) ?? Infinity);
    case "score":
    default: // none is chosen
      return all;
  }
}

/** Fifty thousand in a blink, since each key is made once. */
function sortedBy<K extends string | number>(all: Lead[], key: (l: Lead) => K): Lead[] {
  const keys = all.map(key);
  return all.map((_, i) => i).sort((a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : a - b)).map((i) => all[i]!);
}
