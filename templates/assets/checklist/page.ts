// The live page: it reads the boxes, scores, and shows what that means.

import { element, write } from "../page/element";
import { found, the } from "../page/found";
import { say } from "../page/say";
import { today } from "../page/today";
import { format, parse, type Brought } from "./address";
import { watchAsked } from "./asked";
import { byClient } from "./client";
import { press, pressed, type Chip } from "./chips";
import { isDate } from "./dates";
import { dayWords } from "./days";
import { watchFoot } from "./foot";
import { answerIn, fill, naBox } from "./form";
import { boxesOf } from "./kinds";
import { become, keptOf, type Checklist, type Criterion } from "./model";
import { showProgress } from "./groups";
import { watchKeys } from "./keys";
import { draw } from "./ruler";
import { answerOf, parts, progress, storedOf, type Answers, type Part } from "./score";
import type { Actions } from "./actions";
import { later, watchLater } from "./later";
import { closeMenus, watchMenus } from "./menus";
import { fieldsOf } from "./next";
import { foldRows } from "./rows";
import { empty, Runs, unreadWords, type Note, type Run, type RunSet } from "./runs";
import { Subject } from "./subject";
import { points, stateWords } from "./words";
import * as t from "../words";

/** What differs from one kind of checklist to another. */
export interface Kind {
  /** Shows what the answers lead to, and gives it as a sentence. */
  show(list: Checklist, answers: Answers, today: string): string;
}

/** Brings the page to life. */
export function start(kind: Kind): void {
  const list = model();
  if (list) new Page(list, kind).begin();
}

/** The checklist that the page holds now. */
const model = (): Checklist | null => JSON.parse(document.getElementById("fb-checklist")?.textContent ?? "null") as Checklist | null;

class Page {
  private answers: Answers = {};
  private runs: Runs;
  private subject: Subject;
  private boxes = new Map<string, HTMLElement>();
  private fields = new Map<string, HTMLInputElement | null>(); // in which answers are typed
  private shown = new Map<string, string>(); // how each question stands on the page
  private warnings = new Set<string>();
  private said = "";
  private timer = 0;
  private resting = 0;
  private host = { reload: (): void => this.another(), undoable: (words: string, back: () => void): void => this.undoable(words, back) };
  private back: (() => void) | undefined; // takes back what was done last

  constructor(
    private list: Checklist,
    private kind: Kind,
  ) {
    this.find();
    this.runs = new Runs(list, (words) => this.warn(words));
    this.subject = new Subject(list, this.runs, this.host);
  }

  /** Listens first, so that nothing that is stored or brought can leave the page dead. */
  begin(): void {
    const page = document.querySelector(".checklist"); // whose questions come and go while it is written
    page?.addEventListener("input", ({ target }) => {
      const field = target as HTMLInputElement;
      const c = this.criterionOf(field);
      if (c && field.dataset.part) this.noted(c);
      else if (c) this.changed(c, field);
    });
    page?.addEventListener("click", ({ target }) => {
      const control = (target as Element).closest<HTMLElement>(".chip, .to-calendar");
      const c = control && this.criterionOf(control);
      if (!c) return;
      if (control.dataset.chip !== undefined) this.chipped(c, control.dataset.chip as Chip);
      else if (c.kind === "cadence") this.act((a) => a.toCalendar(c, answerOf(c, this.answers)));
    });
    document.addEventListener("fieldbook-patched", () => this.renew());
    addEventListener("hashchange", () => this.take());
    this.runs.follow(() => this.reload());
    document.querySelector(".print")?.addEventListener("click", () => print());
    document.querySelector(".undo")?.addEventListener("click", () => this.undo());
    this.watchActions();
    watchLater();
    watchMenus();
    watchAsked();
    if (!fieldbookPlain) watchKeys();
    watchFoot();
    foldRows();
    this.take();
  }

  /** Lets controls do what is loaded when one of them is first used. */
  private watchActions(): void {
    const on = (selector: string, type: string, act: (a: Actions, at: HTMLElement) => unknown): void =>
      document.querySelector<HTMLElement>(selector)?.addEventListener(type, ({ currentTarget: at }) => this.act((a) => act(a, at as HTMLElement)));
    on(".share", "click", (a, button) => a.openShare(this.list, this.runs.current(), button));
    on(".run-json", "click", (a) => a.saveFile(this.list, this.runs));
    on(".run-csv", "click", (a) => a.saveTable(this.list, this.runs));
    on(".run-import", "change", async (a, input) => {
      await a.takeFile(this.list, this.runs, input as HTMLInputElement);
      this.another();
    });
    on(".paste-open", "click", (a) => {
      a.takeText(this.list, this.runs, "", document.querySelector<HTMLTextAreaElement>(".paste textarea")!);
      this.another();
    });
    document.querySelector(".receipt")?.addEventListener("toggle", () => this.receipt());
  }

  /** Does what may have to be loaded first; where it cannot be, that is told. */
  private act(what: (a: Actions) => unknown): void {
    later().then((a) => {
      if (this.warnings.delete(t.notLoaded)) this.showWarnings();
      what(a);
    }, () => this.warn(t.notLoaded));
  }

  /** Writes why the score is what it is, for as long as somebody looks: most keys of a call are written while nobody does. */
  private receipt(): void {
    const box = the<HTMLDetailsElement>(".receipt");
    if (box?.open) this.act((a) => a.writeReceipt(box, this.list, this.answers, today()));
  }

  /** Finds the boxes of each criterion. */
  private find(): void {
    this.boxes.clear();
    this.fields.clear();
    for (const c of this.list.criteria) {
      const box = fieldsOf(c.id);
      if (!box) continue;
      this.boxes.set(c.id, box);
      this.fields.set(c.id, box.querySelector<HTMLInputElement>("input[type=text]"));
    }
  }

  /** The criterion that a field stands in. */
  private criterionOf(field: Element): Criterion | undefined {
    const { criterion, note } = field.closest<HTMLElement>("[data-criterion], [data-note]")?.dataset ?? {};
    return this.list.criteria.find((c) => c.id === (criterion ?? note));
  }

  /** Takes the page as its writer has changed it: what stands in a box stays, if it says what is kept or nobody can say what. */
  private renew(): void {
    become(this.list, model()!);
    this.runs.renew();
    this.find();
    this.shown.clear();
    for (const box of found(".score-bands, .ask-answers, .ask-next")) {
      box.replaceChildren();
      box.removeAttribute("data-of");
    }
    this.answers = { ...this.runs.current().answers };
    this.fillAll((box, c) => [answerOf(c, this.answers), undefined].includes(answerIn(box, c)));
  }

  /** Takes the run that the address brings, if it brings one. */
  private take(): void {
    const brought = parse(this.list, location.hash, today());
    if (Object.keys(brought.answers).length > 0 || brought.name || brought.note) {
      this.write((book) => adopt(book, this.list, brought));
      try {
        history.replaceState(null, "", location.href.replace(/#.*/, "")); // it would bring the run again at each reload
      } catch {
        // Some browsers keep a page from disk from doing so.
      }
    }
    if (brought.client && brought.client.form !== document.querySelector<HTMLElement>(".checklist")?.dataset.form) this.warn(t.clientOther);
    if (brought.unread.length > 0) this.warn(t.inAddress(brought.unread.join("; ")));
    this.reload();
  }

  /** Shows the current run as it is stored. */
  private reload(): void {
    this.answers = { ...this.runs.current().answers };
    this.fillAll();
  }

  /** Shows another run, or one of which everything has changed: no field keeps what was being written into it. */
  private another(): void {
    const field = document.activeElement;
    if (field instanceof HTMLElement && field.closest(".criterion")) field.blur();
    this.reload();
  }

  private write(change: (book: RunSet) => void): void {
    if (!this.runs.update(change)) this.warn(t.notStored);
  }

  private noteBox(c: Criterion): HTMLElement | null {
    return document.querySelector(`[data-note="${c.id}"]`);
  }

  private noted(c: Criterion): void {
    const value = (part: string): string => this.noteBox(c)?.querySelector<HTMLInputElement>(`[data-part=${part}]`)?.value ?? "";
    const note = { text: value("text"), initials: value("initials"), date: value("date") };
    if (!this.runs.updateRun((run) => (run.notes[c.id] = note))) this.warn(t.notStored);
    sayNote(this.noteBox(c)!, note);
  }

  private fillNote(c: Criterion, note: Note | undefined): void {
    const box = this.noteBox(c);
    if (!box || box.contains(document.activeElement)) return;
    for (const part of ["text", "initials", "date"] as const) {
      const field = box.querySelector<HTMLInputElement>(`[data-part=${part}]`);
      if (field) field.value = note?.[part] ?? "";
    }
    sayNote(box, note);
  }

  private fillAll(stays: (box: HTMLElement, c: Criterion) => boolean = () => false): void {
    const { notes } = this.runs.current();
    for (const c of this.list.criteria) {
      const box = this.boxes.get(c.id);
      if (box && !this.typing(box) && !stays(box, c)) {
        fill(box, c, answerOf(c, this.answers));
        this.invalid(box, c, false);
      }
      this.fillNote(c, keptOf(c, notes));
    }
    this.show();
    this.rested();
  }

  /** What nobody sees while typing. */
  private rested(): void {
    this.subject.show();
    const run = this.runs.current();
    document.querySelector(".notes")?.classList.toggle("of-client", Boolean(run.client && run.note));
    const line = document.querySelector(".run-changed")!;
    const told = [byClient(run), unreadWords(this.list, [run])];
    const same = !run.model || JSON.stringify(run.model.criteria) === JSON.stringify(this.list.criteria);
    if (same && !run.after) line.textContent = told.filter(Boolean).join(" ");
    else this.act((a) => (line.textContent = [a.followWords(this.runs, run, today()), ...told, same ? "" : a.sinceBegun(this.list, run, today())].filter(Boolean).join(" ")));
    if (run.after || run.client?.held || document.querySelector(".told-at, .told-group")) this.act((a) => a.tellAtQuestions(this.list, this.runs, this.host, today()));
  }

  /** Whether somebody is writing into a field: it must not change under the hand. */
  private typing(box: HTMLElement): boolean {
    const field = document.activeElement;
    return field instanceof HTMLInputElement && field.type === "text" && box.contains(field);
  }

  private warn(text: string): void {
    this.warnings.add(text);
    this.showWarnings();
  }

  private showWarnings(): void {
    const line = document.querySelector<HTMLElement>(".unread");
    if (!line) return;
    line.textContent = [...this.warnings].join(" ");
    line.hidden = this.warnings.size === 0;
    line.classList.toggle("unstored", this.warnings.has(t.notStored) || this.warnings.has(t.notLoaded));
  }

  /** A chip behind a number bounds it; pressed again, it lets go. */
  private chipped(c: Criterion, chip: Chip): void {
    const box = this.boxes.get(c.id)!;
    const input = box.querySelector<HTMLInputElement>(`[name="${c.id}"]`)!;
    this.settle(c, box, input); // a chip is an answer too
    const before = pressed(box);
    if (chip === "?") input.value = "";
    else if (before === "") fill(box, c, answerIn(box, c) ?? ""); // "50 or more" as it was typed
    press(box, before === chip ? "" : chip);
    this.changed(c, input);
    if (chip !== "?" && input.value === "") input.focus();
  }

  private changed(c: Criterion, input: HTMLInputElement): void {
    const box = this.boxes.get(c.id)!;
    this.settle(c, box, input);
    if (input.name === c.id && input.value !== "" && pressed(box) === "?") press(box, "");
    const answer = answerIn(box, c);
    this.invalid(box, c, answer === undefined);
    this.answers[c.id] = answer ?? "";
    if (!this.runs.updateRun((run) => keep(run.answers, c, this.answers[c.id]!))) this.warn(t.notStored);
    this.show();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rested(), rest);
  }

  /** Boxes that exclude each other: an answer takes "n/a" away, and the other way; a day takes "never" away. */
  private settle(c: Criterion, box: HTMLElement, input: HTMLInputElement): void {
    for (const other of box.querySelectorAll<HTMLInputElement>(`[name="${c.id}"]`)) {
      if (input.name !== c.id || other.type === input.type) continue;
      if (other.type === "radio") other.checked &&= input.value === "";
      else if (input.checked) other.value = "";
    }
    const na = naBox(box, c);
    if (!na) return;
    if (input !== na) na.checked = false;
    else if (na.checked) {
      press(box, "");
      for (const other of box.querySelectorAll<HTMLInputElement>("input")) {
        if (other === na) continue;
        if (other.type === "text") other.value = "";
        else other.checked = false;
      }
    }
  }

  private invalid(box: HTMLElement, c: Criterion, wrong: boolean): void {
    const input = box.querySelector<HTMLInputElement>("input[type=text]");
    if (input?.ariaInvalid === String(wrong)) return;
    box.querySelector(".invalid")?.remove();
    if (wrong) {
      const line = document.createElement("p");
      line.className = "invalid";
      line.id = `fb-invalid-${c.id}`;
      line.textContent = boxesOf(c).wants;
      box.append(line);
      input?.setAttribute("aria-describedby", line.id);
    } else input?.removeAttribute("aria-describedby");
    input?.setAttribute("aria-invalid", String(wrong));
  }

  private show(): void {
    const day = today();
    const all = parts(this.list, this.answers, day);
    for (const p of all) {
      const field = this.fields.get(p.criterion.id)?.value;
      const stands = [day, storedOf(p.criterion, this.answers), field, p.state].join("\n");
      if (this.shown.get(p.criterion.id) === stands) continue; // of fifty questions, one changes at a time
      this.shown.set(p.criterion.id, stands);
      this.showPart(p);
    }
    const sentence = this.kind.show(this.list, this.answers, day);
    this.receipt();
    const date = the<HTMLInputElement>("#fb-date"); // which only paper shows
    if (date) date.value = all.some((p) => p.answered) ? dayWords(day) : "";
    the(".checklist")?.classList.toggle("answered", all.some((p) => p.answered));
    const { answered, asked } = progress(all);
    for (const line of found(".progress")) write(line, t.answeredOf(answered, asked));
    if (!fieldbookPlain) showProgress(all);
    const report = the(".result-report");
    if (report) report.hidden = answered < asked;
    const last = all.at(-1);
    for (const button of found(".run-next")) button.hidden = !last || !(last.answered || last.later || !last.applies);
    this.announce(sentence);
  }

  private showPart(p: Part): void {
    const item = document.getElementById(p.criterion.id);
    draw(item?.querySelector<SVGElement>("svg.scale") ?? null, p.known, p.answered, p.credit.high === 0);
    item?.classList.toggle("left-out", p.state === "failed");
    item?.classList.toggle("may-be-left-out", p.state === "open");
    item?.classList.toggle("has-answer", Boolean(answerOf(p.criterion, this.answers)));
    item?.classList.toggle("failed", p.answered && Boolean(p.criterion.must) && p.applies && p.credit.high === 0);
    const box = this.boxes.get(p.criterion.id);
    if (box) boxesOf(p.criterion).beside(p.criterion, box, answerOf(p.criterion, this.answers), p.known, today());
    write(item?.querySelector(".state"), p.answered || p.later ? stateWords(p) : "");
    const given = item?.querySelector(".given");
    if (!given) return;
    const words = points(p);
    write(given, p.answered && p.applies ? words.given : "");
    const all = item!.querySelector<HTMLElement>(".points");
    const whole = given.textContent ? String(p.weight) : all?.dataset.words; // "1.5 of 3"
    if (all && all.firstChild!.nodeValue !== whole) all.firstChild!.nodeValue = whole!;
    write(item!.querySelector(".reason > .because"), p.answered && !p.applies ? words.why : "");
  }

  /** Says a change once, when the typing rests. */
  private announce(sentence: string): void {
    clearTimeout(this.timer);
    if (!sentence || sentence === this.said) return;
    const first = this.said === "";
    this.timer = setTimeout(() => {
      this.said = sentence;
      if (!first) say(sentence);
    }, first ? 0 : 600);
  }

  /** Says what was done, and offers for a while to take it back. */
  private undoable(words: string, back: () => void): void {
    closeMenus();
    this.warnings.clear();
    this.showWarnings();
    this.another();
    this.back = back;
    this.offer(words);
    say(words);
    document.querySelector<HTMLElement>(".undo")?.focus();
    setTimeout(() => this.back === back && this.offer(""), undoable);
  }

  private undo(): void {
    this.back?.();
    this.another();
    this.offer("");
    say(t.runBack);
  }

  /** Writes what can be taken back where else it stands how far the answers are. */
  private offer(words: string): void {
    if (!words) this.back = undefined;
    const line = document.querySelector<HTMLElement>(".undone")!;
    line.hidden = words === "";
    line.querySelector("span")!.textContent = words;
    document.querySelector<HTMLElement>(".standing")!.hidden = words !== "";
  }
}

/** Marks a note that holds something, and writes it as paper shows it. */
function sayNote(box: HTMLElement, { text = "", initials = "", date = "" }: Note = {}): void {
  const words = [text, [initials, isDate(date) ? dayWords(date) : date].filter(Boolean).join(", ")].filter(Boolean).join(" · ");
  box.classList.toggle("filled", words !== "");
  const said = box.querySelector(".note-said");
  if (said) write(said, words);
  else if (words) box.append(element("p", "note-said", words));
}

const rest = 200; // milliseconds without a key, after which typing rests
const undoable = 10_000; // milliseconds

/** Keeps an answer under the criterion's own id alone; "" removes it. */
function keep(answers: Answers, c: Criterion, answer: string): void {
  for (const id of c.was ?? []) delete answers[id];
  if (answer) answers[c.id] = answer;
  else delete answers[c.id];
}

/** Opens what an address brings: in the run that has the same answers, in the current one if it is empty, or in a new one. */
function adopt(book: RunSet, list: Checklist, { answers, kept, name, note, notes, client }: Brought): void {
  const same = (r: Run): boolean => format(list, { ...r, name: "" }, false) === format(list, { answers, name: "", note: "", notes: {} }, false);
  let run = book.runs.find((r) => same(r) && (!name || r.name === name) && (!client || r.client !== undefined));
  run ??= book.runs.find((r) => r.id === book.current && Object.keys(r.answers).length === 0 && !r.name);
  if (!run) {
    run = empty(name || t.fromLink, list);
    book.runs.push(run);
  }
  run.answers = { ...run.answers, ...kept, ...answers };
  if (name) run.name = name;
  if (note) run.note = note;
  if (client) run.client = client;
  Object.assign(run.notes, notes);
  book.current = run.id;
}
