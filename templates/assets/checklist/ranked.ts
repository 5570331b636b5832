// All runs of a checklist in one list: ranked where they are scored, each with
// where it stands and what to ask next; and whether the verdicts were right.

import { apart } from "./apart";
import { lists } from "./lists";
import { short, type Checklist } from "./model";
import { isBlank, nameOf, type Outcome, type Run, type Runs } from "./runs";
import { rank, score, type Score } from "./score";
import { bands } from "./bands";
import { figure, verdictWords } from "./words";
import { element } from "../page/element";
import { say } from "../page/say";
import * as t from "../words";

/** What the list asks of the page. */
export interface Host {
  today(): string;
  /** The address of the page that shows one run. */
  card: string;
  /** Whether what came of them is recorded: won or lost. */
  outcomes: boolean;
  /** The page of its report, and what to call it; undefined where there is none. */
  report?: { address: string; words: string };
  /** Shows everything anew. */
  reload(): void;
}

/** A run in the list, with what it was made of. */
interface Entry {
  stands: string;
  run: Run;
  score: Score;
  row: HTMLElement;
}

/** What is put away, folded below the others. */
function archive(): Record<"item" | "summary" | "list", HTMLElement> {
  const summary = element("summary", "");
  const list = element("ol", "run-rows");
  return { item: element("li", "", element("details", "", summary, list)), summary, list };
}

/** Puts elements into a list, in order; what stands right already stays untouched. */
function arrange(list: HTMLElement, elements: HTMLElement[]): void {
  const wanted = new Set<Element>(elements);
  for (const old of [...list.children]) if (!wanted.has(old)) old.remove();
  let at = list.firstElementChild;
  for (const e of elements) {
    if (e === at) at = at.nextElementSibling;
    else list.insertBefore(e, at);
  }
}

/** The list of runs. */
export class Ranked {
  private list: HTMLElement | null = document.querySelector(".run-rows");
  private archive = archive();
  private entries = new Map<string, Entry>();
  /** The runs that are set side by side. */
  readonly chosen = new Set<string>();

  constructor(
    private model: Checklist,
    private runs: Runs,
    private host: Host,
  ) {}

  /** Shows the runs as they are stored; of thousands, only those that have changed are made anew. */
  show(): void {
    if (!this.list) return;
    const { runs, current } = this.runs.book();
    const focus = (document.activeElement as HTMLElement | null)?.dataset.key;
    const marks = apart(this.model, runs, this.host.today());
    const all = runs.map((run, i) => ({ run, i })).filter(({ run }) => !isBlank(run)).map(({ run, i }) => this.entry(run, nameOf(run, i), marks(run), run.id === current));
    this.entries = new Map(all.map((e) => [e.run.id, e]));
    const ranked = lists[this.model.kind].scored ? rank(this.model, all.map((e) => e.score)).map((i) => all[i]!) : all;
    const archived = ranked.filter(({ run }) => run.archived);
    const { item, summary, list } = this.archive;
    summary.textContent = t.archivedRuns(archived.length);
    arrange(list, archived.map((e) => e.row));
    arrange(this.list, [...ranked.filter(({ run }) => !run.archived).map((e) => e.row), ...(archived.length > 0 ? [item] : [])]);
    if (focus && document.activeElement?.getAttribute("data-key") !== focus) this.list.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
    const judged = document.querySelector(".verdicts-right");
    if (judged) judged.textContent = wereRight(this.model, ranked.map(({ run, score: s }) => ({ outcome: run.outcome, score: s })));
  }

  /** A run as it stands in the list: the same as before where nothing of it has changed. */
  private entry(run: Run, name: string, mark: string, current: boolean): Entry {
    const today = this.host.today();
    const stands = JSON.stringify([today, name, mark, current, run.answers, run.outcome, run.archived, this.chosen.has(run.id)]);
    const before = this.entries.get(run.id);
    if (before?.stands === stands) return { ...before, run };
    const s = score(this.model, run.answers, today);
    return { stands, run, score: s, row: this.row(run, s, name, mark, current) };
  }

  private row(run: Run, s: Score, name: string, mark: string, current: boolean): HTMLElement {
    const { scored, outcome } = lists[this.model.kind];
    const row = element("li", current ? "run-row current" : "run-row");
    row.dataset.verdict = s.verdict.kind;
    const open = this.link(run, "run-open", name, this.host.card);
    if (current) open.setAttribute("aria-current", "true");
    const small = [run.client && t.byClientShort, mark].filter(Boolean).join(" · ");
    if (small) open.append(" ", element("small", "", small));
    row.append(open);
    const next = this.model.criteria.find((c) => c.id === s.next);
    if (scored) row.append(bands(this.model, s), element("p", "run-score", figure(s)), element("p", "run-verdict", verdictWords(this.model, s.verdict)));
    else row.append(element("p", "run-verdict", outcome(this.model, run.answers, this.host.today())[0] ?? ""));
    row.append(element("p", "run-asks", s.verdict.kind === "undecided" && next ? t.askNext + short(next) : ""), this.controls(run, mark ? `${name} · ${mark}` : name));
    return row;
  }

  /** A link to a page that shows this run. */
  private link(run: Run, className: string, words: string, address: string): HTMLAnchorElement {
    const link = Object.assign(element("a", className, words), { href: address });
    link.dataset.key = `${className}-${run.id}`;
    link.addEventListener("click", () => this.runs.update((book) => (book.current = run.id)));
    return link;
  }

  private controls(run: Run, name: string): HTMLElement {
    const line = element("div", "run-actions");
    const compare = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: this.chosen.has(run.id) });
    box.dataset.key = `compare-${run.id}`;
    box.setAttribute("aria-label", `${t.compare}: ${name}`);
    box.addEventListener("change", () => {
      if (box.checked) this.chosen.add(run.id);
      else this.chosen.delete(run.id);
      this.host.reload();
    });
    compare.append(box, " ", t.compare);
    const outcome = document.createElement("select");
    outcome.setAttribute("aria-label", `${t.cameOut}: ${name}`);
    outcome.dataset.key = `outcome-${run.id}`;
    outcome.append(new Option(t.stillOpenRun, ""), new Option(t.won, "won"), new Option(t.lost, "lost"));
    outcome.value = run.outcome ?? "";
    outcome.addEventListener("change", () => {
      this.change(run, (r) => (r.outcome = (outcome.value || undefined) as Outcome | undefined));
      say(document.querySelector(".verdicts-right")?.textContent ?? "");
    });
    const archive = element("button", "quiet", run.archived ? t.unarchive : t.archive) as HTMLButtonElement;
    archive.type = "button";
    archive.dataset.key = `archive-${run.id}`;
    archive.addEventListener("click", () => this.change(run, (r) => (r.archived = !r.archived || undefined)));
    const { report } = this.host;
    const link = report && this.link(run, "run-report", report.words, report.address);
    link?.setAttribute("aria-label", `${report!.words}: ${name}`);
    line.append(compare, ...(this.host.outcomes || run.outcome ? [outcome] : []), ...(link ? [link] : []), archive);
    return line;
  }

  private change(run: Run, act: (run: Run) => void): void {
    this.runs.update((book) => {
      const r = book.runs.find((x) => x.id === run.id);
      if (r) act(r);
    });
    this.host.reload();
  }
}

/** How many of those with a verdict were won: the honest check of one's own weights. */
export function wereRight(model: Checklist, all: { outcome?: Outcome; score: Score }[]): string {
  const words: string[] = [];
  for (const { say } of model.verdicts ?? []) {
    const ended = all.filter((r) => r.outcome && r.score.verdict.kind === "decided" && r.score.verdict.say === say);
    if (ended.length > 0) words.push(t.wonOf(ended.filter((r) => r.outcome === "won").length, ended.length, say));
  }
  return words.join(" ");
}
