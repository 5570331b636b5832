// The page of all runs of a checklist: ranked where they are scored, set side by
// side, won or lost, put away.

import { apart } from "./apart";
import { compare } from "./compare";
import { watchMenus } from "./menus";
import { Merging } from "./merging";
import { isChecklist, type Checklist } from "./model";
import type { Case } from "./proof";
import { unfolds } from "./proof-table";
import { Ranked } from "./ranked";
import { empty, isBlank, nameOf, Runs } from "./runs";
import { score } from "./score";
import { saveFile, saveTable, takeFile, takeText } from "./takeout";
import { today } from "../page/today";
import * as t from "../words";

/** How many runs are set side by side if none are chosen. */
const sideBySide = 3;

/** Brings the page to life. */
export function start(): void {
  const model: unknown = JSON.parse(document.getElementById("fb-checklist")?.textContent ?? "null");
  if (isChecklist(model)) begin(model);
}

function begin(list: Checklist): void {
  const root = document.querySelector<HTMLElement>("article.runs")!;
  const unread = root.querySelector<HTMLElement>(".unread")!;
  const runs = new Runs(list, (words) => Object.assign(unread, { textContent: words, hidden: false }));
  const { card = "", report, reportWords = "", outcomes } = root.dataset;
  const all = new Ranked(list, runs, { today, card, outcomes: outcomes !== undefined, ...(report && { report: { address: report, words: reportWords } }), reload: () => show() });
  const cases = (): Case[] => runs.book().runs.map((r) => ({ outcome: r.outcome, score: score(list, r.answers, today()) }));
  const prove = unfolds(root.querySelector(".proof"), list, cases);
  const merging = new Merging(root.querySelector<HTMLElement>(".merging")!, list, runs, card, () => {
    all.chosen.clear();
    show();
  });
  const differences = root.querySelector<HTMLButtonElement>(".only-differs")!;
  differences.addEventListener("click", () => {
    const whole = root.querySelector(".side-by-side")!.classList.toggle("with-alike");
    differences.setAttribute("aria-expanded", String(whole));
  });
  const show = (): void => {
    all.show();
    prove();
    const kept = runs.book().runs;
    const chosen = kept.filter((r) => all.chosen.has(r.id));
    const few = chosen.length < 2;
    root.querySelector<HTMLElement>(".side-how")!.hidden = !few;
    const shown = few ? kept.filter((r) => !r.archived && !isBlank(r)).slice(0, sideBySide) : chosen;
    const marks = apart(list, kept, today());
    const names = shown.map((r) => [nameOf(r, kept.indexOf(r)), marks(r)].filter(Boolean).join(" · "));
    root.querySelector<HTMLElement>(".side-by-side")!.hidden = shown.length < 2;
    const same = compare(root.querySelector("table")!, list, shown, names, today());
    differences.hidden = same === 0;
    differences.textContent = t.rowsAlike(same);
    merging.show(shown, names);
  };
  root.querySelector(".run-new")?.addEventListener("click", () => runs.begin(empty("", list)));
  root.querySelector(".run-json")?.addEventListener("click", () => saveFile(list, runs));
  root.querySelector(".run-csv")?.addEventListener("click", () => saveTable(list, runs));
  root.querySelector(".run-import")?.addEventListener("change", ({ target }) => void takeFile(list, runs, target as HTMLInputElement).then(show));
  root.querySelector(".paste-open")?.addEventListener("click", () => {
    takeText(list, runs, card, root.querySelector<HTMLTextAreaElement>(".paste textarea")!);
    show();
  });
  watchMenus();
  runs.follow(show);
  addEventListener("pageshow", show); // who comes back from a client's page sees it as it is now
  show();
}
