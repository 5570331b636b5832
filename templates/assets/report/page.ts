// The page of a report: of the client that was looked at last, or is chosen here. What is
// agreed on recommendations is entered in its plan.

import { apart } from "../checklist/apart";
import { isChecklist, type Checklist } from "../checklist/model";
import { isBlank, nameOf, Runs, type Agreed, type Run } from "../checklist/runs";
import { download } from "../page/download";
import { say } from "../page/say";
import { today } from "../page/today";
import { docx } from "./docx";
import { asDoc, report, type Report, type Setting } from "./document";
import { fileName, wordType } from "./file";
import { reportHTML } from "./html";
import { agreedOn, followUp } from "./plan";
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
  private changed = ""; // the criterion on which something was agreed last

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
    this.find(".report-anew").addEventListener("click", () => this.anew());
    this.runs.follow(() => this.show());
    addEventListener("beforeprint", () => this.settle());
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
    const marks = apart(this.list, runs, today());
    whose.replaceChildren(...entered.map(({ run, i }) => new Option([nameOf(run, i), marks(run)].filter(Boolean).join(" · "), run.id)));
    whose.value = current;
    const focus = (document.activeElement as HTMLElement | null)?.dataset.key;
    const made = this.report();
    document.title = `${made.title} · ${this.setting.footer}`;
    const text = this.find(".report-text");
    const order = this.find(".report-anew");
    order.hidden = true;
    text.after(order);
    text.innerHTML = reportHTML(made); // in which every word is escaped
    editable(text, made, today(), (id, change) => this.agree(id, change));
    if (focus) text.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }

  /** Takes what is being written into a field, and shows each row where it belongs. */
  private settle(): void {
    this.find(".report-text").querySelector(":focus")?.dispatchEvent(new Event("change"));
    this.show();
  }

  /** Shows each row where it belongs, and goes along with the one that was changed last. */
  private anew(): void {
    this.show();
    const field = this.find(".report-text").querySelector<HTMLElement>(`[data-key^="${CSS.escape(this.changed)} "]`);
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "center" });
  }

  /** Keeps what was agreed; the day on which the answers were given stays. Its row stays where it is, under the hand, until the plan is ordered anew. */
  private agree(id: string, change: Partial<Agreed>): Agreed {
    let agreed: Agreed = { state: "open" };
    this.kept(
      this.runs.update((book) => {
        const run = book.runs.find((r) => r.id === book.current)!;
        agreed = { ...agreedOn(run, this.list.criteria.find((c) => c.id === id)!), ...change };
        run.plan = { ...run.plan, [id]: agreed };
      }),
    );
    if (change.state) {
      this.changed = id;
      const button = this.find(".report-anew");
      button.hidden = false;
      this.find(`[data-key^="${CSS.escape(id)} "]`).closest("table")?.after(button);
    }
    return agreed;
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
