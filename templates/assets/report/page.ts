// The page of a report: of the client that was looked at last, or is chosen here. What is
// agreed on recommendations is entered in its plan.

import { isChecklist, type Checklist } from "../checklist/model";
import { isBlank, nameOf, Runs, type Agreed, type Run } from "../checklist/runs";
import { download } from "../page/download";
import { say } from "../page/say";
import { today } from "../page/today";
import { docx } from "./docx";
import { asDoc, report, type Report, type Setting } from "./document";
import { fileName, wordType } from "./file";
import { reportHTML } from "./html";
import { followUp } from "./plan";
import { editable } from "./edit";
import * as t from "../words";

/** Brings the page to life. */
export function start(): void {
  const read = (id: string): unknown => JSON.parse(document.getElementById(id)?.textContent ?? "null");
  const list = read("fb-checklist");
  if (isChecklist(list)) new Page(list, read("fb-report") as Setting).begin();
}

class Page {
  private root = document.querySelector<HTMLElement>("article.report")!;
  private runs: Runs;

  constructor(
    private list: Checklist,
    private setting: Setting,
  ) {
    const unread = this.find(".unread");
    this.runs = new Runs(list, (words) => Object.assign(unread, { textContent: words, hidden: false }));
  }

  begin(): void {
    this.root.querySelector(".page-header")?.remove(); // the report has a heading of its own
    const whose = this.find<HTMLSelectElement>(".report-whose select");
    whose.addEventListener("change", () => {
      this.kept(this.runs.update((book) => (book.current = whose.value)));
      this.show();
    });
    this.find(".print").addEventListener("click", () => print());
    this.find(".report-word").addEventListener("click", () => this.word());
    this.find(".report-next").addEventListener("click", () => this.next());
    this.runs.follow(() => this.show());
    addEventListener("pageshow", () => this.show()); // who comes back from the scorecard sees its answers
    this.show();
  }

  private find<E extends HTMLElement>(selector: string): E {
    return this.root.querySelector<E>(selector)!;
  }

  private report(): Report {
    const run = this.runs.current();
    return report(this.list, run, this.runs.book().runs.find((r) => r.id === run.after), this.setting, today());
  }

  private show(): void {
    const { runs, current } = this.runs.book();
    const entered = runs.map((run, i) => ({ run, i })).filter(({ run }) => run.id === current || (!isBlank(run) && !run.archived));
    const whose = this.find<HTMLSelectElement>(".report-whose select");
    whose.replaceChildren(...entered.map(({ run, i }) => new Option(nameOf(run, i), run.id)));
    whose.value = current;
    const focus = (document.activeElement as HTMLElement | null)?.dataset.key;
    const made = this.report();
    document.title = `${made.title} · ${this.setting.footer}`;
    const text = this.find(".report-text");
    text.innerHTML = reportHTML(made); // in which every word is escaped
    editable(text, made, today(), (id, change) => this.agree(id, change));
    if (focus) text.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  }

  /** Keeps what was agreed; the day on which the answers were given stays. */
  private agree(id: string, change: Partial<Agreed>): void {
    this.kept(
      this.runs.update((book) => {
        const run = book.runs.find((r) => r.id === book.current)!;
        run.plan = { ...run.plan, [id]: { ...(run.plan?.[id] ?? { state: "open" }), ...change } };
      }),
    );
    this.show();
  }

  private kept(stored: boolean): void {
    if (!stored) this.tell(t.notStored);
  }

  private tell(words: string): void {
    this.find(".run-told").textContent = words;
    say(words);
  }

  private word(): void {
    const made = this.report();
    download(fileName(made, today()), wordType, docx(asDoc(made, this.setting)));
    this.tell(t.fileSaved);
  }

  /** Begins the next run of the same client, and goes to where it is answered. */
  private next(): void {
    const run: Run = followUp(this.list, this.runs.current(), today());
    this.runs.begin(run);
    if (this.runs.blocked) this.tell(t.notStored);
    else location.href = this.root.dataset.card!;
  }
}
