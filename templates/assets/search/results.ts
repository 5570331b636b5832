// The results page: search.html?q=…&kind=…&topic=…&tag=…

import { load } from "./engine";
import { kinds } from "./index";
import { count, element, failure, groups, notes, sharpen } from "./list";
import { recent } from "./recent";

const shown = 50; // hits

/** Shows the results that the address asks for, instead of the index of everything. */
export function results(page: HTMLElement): void {
  const asked = new URLSearchParams(location.search);
  const text = asked.get("q") ?? "";
  if (!text.trim()) return;
  const field = document.querySelector<HTMLInputElement>(".search input");
  if (field) field.value = text;
  const everything = [...page.children];
  const heading = element("h1", "", `Results for “${text}”`);
  const status = element("p", "lead");
  status.setAttribute("role", "status");
  const list = element("div", "hits");
  const above = element("div", "above");
  const show = async (): Promise<void> => {
    try {
      const engine = await load();
      const result = await engine.search(text, options(asked, shown));
      recent(text);
      status.textContent = count(result);
      above.replaceChildren(...notes(result, () => void show()), filters(asked, engine.topics));
      list.replaceChildren(...groups(result, shown));
      if (result.total === 0) list.replaceChildren(element("p", "", "Try fewer or other words, or look through everything below."), ...everything.slice(1));
      sharpen(list, new Set(result.words), engine.read);
    } catch {
      status.textContent = "";
      above.replaceChildren(failure("The search could not be loaded.", () => void show()));
      list.replaceChildren(...everything.slice(1));
    }
  };
  document.title = `${text} · ${document.title}`;
  document.documentElement.classList.remove("asked");
  page.classList.add("results");
  page.replaceChildren(element("header", "page-header", heading, status), above, list);
  void show();
}

function options(asked: URLSearchParams, limit: number): { limit: number; kind?: string; topic?: string; tag?: string } {
  const value = (name: string): string | undefined => asked.get(name) || undefined;
  return { limit, kind: value("kind"), topic: value("topic"), tag: value("tag") };
}

/** Two lists that narrow the results: the address says which are chosen. */
function filters(asked: URLSearchParams, topics: string[]): HTMLElement {
  const list = (name: string, label: string, values: string[]): HTMLElement => {
    const select = element("select", "");
    select.append(new Option("all", ""), ...values.map((v) => new Option(v, v, false, asked.get(name) === v)));
    select.addEventListener("change", () => {
      asked.set(name, select.value);
      if (!select.value) asked.delete(name);
      location.search = asked.toString();
    });
    return element("label", "", label + " ", select);
  };
  const row = element("p", "filters", list("kind", "Kind", kinds));
  if (topics.length > 1) row.append(list("topic", "Topic", topics));
  return row;
}
