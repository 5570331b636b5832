// The results page: search.html?q=…&kind=…&topic=…&tag=…

import type { Engine } from "../page/api";
import { load } from "./engine";
import { brief, count, failure, groups, kindNames, missed, notes, searchLink, sharpen } from "./list";
import { element } from "../page/element";
import { recent } from "./recent";
import * as t from "../words";

const shown = 50; // hits, and as many more each time
const sharpened = 12; // hits whose pages may be read

/** Shows the results that the address asks for, instead of the index of everything. */
export function results(page: HTMLElement): void {
  const asked = new URLSearchParams(location.search);
  const text = asked.get("q") ?? "";
  if (!text.trim()) {
    document.documentElement.classList.remove("asked");
    return;
  }
  const field = document.querySelector<HTMLInputElement>(".search input");
  if (field) field.value = text;
  const everything = [...page.children];
  const heading = element("h1", "", t.resultsFor(brief(text)));
  const status = element("p", "lead");
  status.setAttribute("role", "status");
  const list = element("div", "hits");
  const above = element("div", "above");
  const show = async (limit: number, weak = false): Promise<void> => {
    try {
      const engine = await load();
      const result = await engine.search(text, { ...options(asked), limit, weak });
      status.textContent = count(result);
      above.replaceChildren(...notes(result, () => void show(limit, weak)), filters(asked, engine));
      list.replaceChildren(...groups(result, limit));
      if (result.total > 0) recent(text);
      else if (filtered(asked)) list.replaceChildren(element("p", "", t.nothingOfKind, withoutFilters(asked)));
      else {
        list.replaceChildren(...instead(result.near, engine), element("p", "", t.tryOthers), ...everything.slice(1));
        if (!result.more) missed(text);
      }
      const { hits, total, strong, more } = result;
      if (more || hits.length < (weak ? total : strong)) list.append(button(t.showMore, () => void show(limit + shown, weak)));
      else if (hits.length < total) list.append(button(t.showWeaker(total - strong), () => void show(limit + shown, true)));
      sharpen(list, new Set(result.words), engine.read, sharpened);
    } catch {
      status.textContent = "";
      above.replaceChildren(failure(t.searchFailed, () => void show(limit, weak)));
      list.replaceChildren(...everything.slice(1));
    }
  };
  document.title = `${brief(text)} · ${document.title}`;
  document.documentElement.classList.remove("asked");
  page.classList.add("results");
  page.replaceChildren(element("header", "page-header", heading, status), above, list);
  void show(shown);
}

/** Near words and topics, where nothing was found. */
function instead(near: string[], { topics }: Engine): HTMLElement[] {
  const line = (label: string, links: HTMLElement[]): HTMLElement[] => (links.length ? [element("p", "instead", label + " ", ...links.flatMap((link, i) => (i ? [" · ", link] : [link])))] : []);
  const pages = topics.map(({ title, url }) => {
    const link = element("a", "", title);
    link.href = url;
    return link;
  });
  return [...line(t.nearWords, near.map((word) => searchLink(word, ""))), ...line(t.topics, pages)];
}

function button(words: string, act: () => void): HTMLElement {
  const button = element("button", "", words);
  button.type = "button";
  button.addEventListener("click", act);
  return element("p", "actions", button);
}

const filterNames = ["kind", "topic", "tag"];

function filtered(asked: URLSearchParams): boolean {
  return filterNames.some((name) => asked.get(name));
}

function withoutFilters(asked: URLSearchParams): HTMLElement {
  const all = new URLSearchParams(asked);
  for (const name of filterNames) all.delete(name);
  const link = element("a", "", t.searchEverything);
  link.href = `?${all}`;
  return link;
}

function options(asked: URLSearchParams): { kind?: string; topic?: string; tag?: string } {
  const value = (name: string): string | undefined => asked.get(name) || undefined;
  return { kind: value("kind"), topic: value("topic"), tag: value("tag") };
}

/** Two lists that narrow the results: the address says which are chosen. */
function filters(asked: URLSearchParams, { kinds, topics }: Engine): HTMLElement {
  const list = (name: string, label: string, values: string[], names: Record<string, string> = {}): HTMLElement => {
    const select = element("select", "");
    select.append(new Option(t.all, ""), ...values.map((v) => new Option(names[v] ?? v, v, false, asked.get(name) === v)));
    select.addEventListener("change", () => {
      asked.set(name, select.value);
      if (!select.value) asked.delete(name);
      location.search = asked.toString();
    });
    return element("label", "", label + " ", select);
  };
  const row = element("p", "filters");
  if (kinds.length > 1) row.append(list("kind", t.kind, kinds, kindNames));
  if (topics.length > 1) row.append(list("topic", t.topic, topics.map((topic) => topic.title)));
  return row;
}
