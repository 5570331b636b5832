// The page: it reads the boxes, keeps what they say, and sends it when it is asked to.

import { download } from "../page/download";
import { say as announce } from "../page/say";
import { sign } from "../page/sign";
import { today } from "../page/today";
import { notAsked } from "./asked";
import { answerIn, fill, say, settle, typedIn } from "./boxes";
import { blank, keep, kept, type Filled } from "./kept";
import { questions, type Form, type Question } from "./model";
import { asFile, asLink, fileName, given, mailTo } from "./sent";
import * as t from "../words";

/** Brings the page to life. */
export function start(): void {
  const form = JSON.parse(document.getElementById("fb-form")?.textContent ?? "null") as Form | null;
  const root = document.querySelector<HTMLElement>("main.form");
  if (form && root) new Page(form, root).begin();
}

class Page {
  private filled: Filled;
  private before: Filled | undefined; // what starting over took away
  private boxes = new Map<string, HTMLElement>();

  constructor(
    private form: Form,
    private root: HTMLElement,
  ) {
    this.filled = kept(form.id);
    for (const box of root.querySelectorAll<HTMLElement>(".question")) this.boxes.set(box.dataset.question!, box);
  }

  begin(): void {
    document.documentElement.classList.add("js");
    this.root.addEventListener("input", ({ target }) => this.changed(target as HTMLInputElement));
    this.on(".next-open", () => this.next());
    this.on(".send", () => this.ask());
    this.on(".first", () => this.lead(this.first()));
    this.on(".anyway", () => void this.send());
    this.on(".copy-link", (button) => void this.copy(button));
    this.on(".print", () => print());
    this.on(".again", () => this.again());
    this.on(".undo", () => this.undo());
    this.fillAll();
  }

  private part<E extends HTMLElement>(selector: string): E {
    return this.root.querySelector<E>(selector)!;
  }

  private on(selector: string, act: (button: HTMLElement) => void): void {
    const button = this.part(selector);
    button.addEventListener("click", () => act(button));
  }

  private fillAll(): void {
    this.part<HTMLInputElement>("[name=_name]").value = this.filled.name;
    this.part<HTMLInputElement>("[name=_who]").value = this.filled.who;
    this.part<HTMLTextAreaElement>("[name=_note]").value = this.filled.note;
    for (const q of questions(this.form)) {
      const box = this.boxes.get(q.id)!;
      const typed = this.filled.typed[q.id];
      fill(box, q, this.filled.answers[q.id] ?? "");
      if (typed) box.querySelector<HTMLInputElement>(".field input")!.value = typed;
      say(box, q, Boolean(typed));
      const note = this.filled.notes[q.id] ?? "";
      box.querySelector("textarea")!.value = note;
      box.querySelector("details")!.open = note !== "";
    }
    this.show();
  }

  private changed(field: HTMLInputElement): void {
    const box = field.closest<HTMLElement>(".question");
    const q = questions(this.form).find(({ id }) => id === box?.dataset.question);
    if (q && field.name === `_note.${q.id}`) this.filled.notes[q.id] = field.value;
    else if (q && box) this.answered(q, box, field);
    else if (field.name === "_name") this.filled.name = field.value;
    else if (field.name === "_who") this.filled.who = field.value;
    else if (field.name === "_note") this.filled.note = field.value;
    else return;
    if (!keep(this.form.id, this.filled)) this.tell(t.formNotKept);
    this.part(".sent").hidden = this.part(".before-send").hidden = true; // it holds what was sent before
    this.show();
  }

  private answered(q: Question, box: HTMLElement, field: HTMLInputElement): void {
    settle(box, q, field);
    const answer = answerIn(box, q);
    say(box, q, answer === undefined);
    if (answer) this.filled.answers[q.id] = answer;
    else delete this.filled.answers[q.id];
    if (answer === undefined) this.filled.typed[q.id] = typedIn(box, q);
    else delete this.filled.typed[q.id];
  }

  private show(): void {
    const out = notAsked(this.form, this.filled.answers);
    for (const [id, box] of this.boxes) box.classList.toggle("folded", out.has(id));
    const [n, all] = [given(this.form, this.filled.answers).length, this.boxes.size - out.size];
    this.part(".progress").textContent = t.answeredOf(n, all);
    Object.assign(this.part<HTMLProgressElement>("progress"), { max: Math.max(all, 1), value: n });
    this.part(".next-open").hidden = this.open() === undefined;
  }

  /** The first question that is asked and not answered. */
  private open(): HTMLElement | undefined {
    const q = questions(this.form).find(({ id }) => !this.filled.answers[id] && !this.boxes.get(id)!.classList.contains("folded"));
    return q && this.boxes.get(q.id);
  }

  private next(): void {
    this.lead(this.open());
  }

  /** What stands first of what is not answered, or cannot be read. */
  private first(): HTMLElement | undefined {
    return [...this.boxes.values()].find((box) => box.querySelector(".wrong") && !box.classList.contains("folded")) ?? this.open();
  }

  private lead(box: HTMLElement | undefined): void {
    box?.scrollIntoView({ block: "start" });
    box?.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
  }

  private link(): string {
    const at = this.root.dataset.opensAt;
    return asLink(this.form, this.filled, today(), at ? new URL(at, location.href).href : "");
  }

  /** Sends; but what is open, or cannot be read, is told first. */
  private ask(): void {
    if (given(this.form, this.filled.answers).length === 0) return this.tell(t.formNothing);
    const out = notAsked(this.form, this.filled.answers);
    const asked = questions(this.form).filter((q) => !out.has(q.id));
    const wrong = asked.filter((q) => this.filled.typed[q.id]);
    const open = asked.filter((q) => !this.filled.answers[q.id] && !this.filled.typed[q.id]);
    const words = [wrong.length > 0 && t.formUnread(wrong.length, wrong.map((q) => t.quoted(q.ask)).join(", ")), open.length > 0 && t.formOpen(open.length)].filter(Boolean).join(" ");
    if (!words) return void this.send();
    this.part(".before-words").textContent = words;
    this.part(".before-send").hidden = false;
    this.part(".first").focus();
  }

  /** Hands the answers to what the device shares with; else saves them, and opens a mail. */
  private async send(): Promise<void> {
    this.part(".before-send").hidden = true;
    const text = asFile(this.form, this.filled, today());
    if (await shared(new File([text], fileName(this.form, this.filled, "txt"), { type: "text/plain" }), t.formSubject(this.form.title))) return sign(this.part(".send"), t.shared);
    const name = fileName(this.form, this.filled, "json");
    download(name, "application/json", text);
    this.part(".sent-words").textContent = this.form.to ? t.formSavedTo(name, this.form.to) : t.formSaved(name);
    this.part<HTMLTextAreaElement>(".sent textarea").value = this.link() || text;
    const mail = this.part<HTMLAnchorElement>(".sent-mail a");
    mail.href = mailTo(this.form, name, this.link());
    this.part(".sent-mail").hidden = false;
    this.part(".sent").hidden = false;
    announce(this.part(".sent-words").textContent!);
    mail.click();
  }

  private async copy(button: HTMLElement): Promise<void> {
    if (given(this.form, this.filled.answers).length === 0) return this.tell(t.formNothing);
    try {
      await navigator.clipboard.writeText(this.link());
      sign(button, t.linkCopied);
    } catch {
      this.part(".sent-words").textContent = t.toCopy; // no clipboard: it is shown
      this.part(".sent-mail").hidden = true;
      this.part<HTMLDetailsElement>(".instead").open = true;
      this.part(".sent").hidden = false;
      const field = this.part<HTMLTextAreaElement>(".sent textarea");
      field.value = this.link();
      field.select();
    }
  }

  /** Starts over, and offers to take that back. */
  private again(): void {
    this.before = this.filled;
    this.become(blank());
    this.tell(t.formAgain);
    this.part(".undo").hidden = false;
    this.part(".undo").focus();
  }

  private undo(): void {
    if (this.before) this.become(this.before);
    this.tell("");
    this.part(".again").focus();
  }

  private become(filled: Filled): void {
    this.filled = filled;
    keep(this.form.id, filled);
    this.part(".sent").hidden = this.part(".before-send").hidden = true;
    this.fillAll();
  }

  private tell(words: string): void {
    const line = this.part(".told");
    line.querySelector("span")!.textContent = words;
    line.hidden = words === "";
    this.part(".undo").hidden = true;
  }
}

/** Whether the device has shared a file, or its owner has thought better of it. */
async function shared(file: File, title: string): Promise<boolean> {
  if (!navigator.canShare?.({ files: [file] }) || !matchMedia("(pointer: coarse)").matches) return false;
  try {
    await navigator.share({ files: [file], title });
    return true;
  } catch (e) {
    return e instanceof DOMException && e.name === "AbortError";
  }
}
