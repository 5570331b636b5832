// The live page: it reads the boxes, scores, and shows what that means.

import { say } from "../page/say";
import { format, parse } from "./address";
import { answerIn, fill } from "./form";
import type { Checklist, Criterion } from "./model";
import { draw } from "./ruler";
import { decide, parts, score, type Answers, type Part } from "./score";
import { follow, forget, store, stored } from "./store";
import { figure, points, verdictWords } from "./words";

/** Brings the page to life. */
export function start(): void {
  const model = document.getElementById("fb-checklist");
  if (model) new Page(JSON.parse(model.textContent ?? "{}") as Checklist).begin();
}

/** The day in the reader's own time. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

class Page {
  private answers: Answers = {};
  private boxes = new Map<string, HTMLElement>();
  private said = "";
  private timer = 0;

  constructor(private list: Checklist) {
    for (const c of list.criteria) {
      const box = document.querySelector<HTMLElement>(`[data-criterion="${c.id}"]`);
      if (box) this.boxes.set(c.id, box);
    }
  }

  begin(): void {
    this.take();
    for (const c of this.list.criteria) {
      this.boxes.get(c.id)?.addEventListener("input", (event) => this.changed(c, event.target as HTMLInputElement));
    }
    addEventListener("hashchange", () => this.take());
    follow(this.list.id, () => {
      this.answers = stored(this.list.id);
      this.fillAll();
    });
    document.querySelector(".share")?.addEventListener("click", () => void this.share());
    document.querySelector(".clear")?.addEventListener("click", () => this.clear());
  }

  /** Takes the answers of the address, or those that were stored. */
  private take(): void {
    const { answers, unread } = parse(this.list, location.hash, today());
    const given = Object.keys(answers).length > 0;
    this.answers = given ? answers : stored(this.list.id);
    if (given) this.keep(answers);
    this.warn(unread.length > 0 ? `In the address: ${unread.join("; ")}.` : "");
    this.fillAll();
  }

  private fillAll(): void {
    for (const c of this.list.criteria) {
      const box = this.boxes.get(c.id);
      if (box && !box.contains(document.activeElement)) fill(box, c, this.answers[c.id] ?? "");
    }
    this.show();
  }

  private warn(text: string): void {
    const line = document.querySelector<HTMLElement>(".unread");
    if (!line) return;
    line.textContent = text;
    line.hidden = text === "";
  }

  private changed(c: Criterion, input: HTMLInputElement): void {
    const box = this.boxes.get(c.id)!;
    this.settle(c, box, input);
    const answer = answerIn(box, c);
    this.invalid(box, answer === undefined);
    this.answers[c.id] = answer ?? "";
    this.keep({ [c.id]: this.answers[c.id]! });
    this.show();
  }

  /** Boxes that exclude each other: an answer takes "n/a" away, and the other way. */
  private settle(c: Criterion, box: HTMLElement, input: HTMLInputElement): void {
    const na = box.querySelector<HTMLInputElement>(`[name="${c.id}.na"]`);
    if (!na) return;
    if (input !== na) na.checked = false;
    else if (na.checked) {
      for (const other of box.querySelectorAll<HTMLInputElement>("input")) {
        if (other === na) continue;
        if (other.type === "checkbox") other.checked = false;
        else other.value = "";
      }
    }
  }

  private invalid(box: HTMLElement, wrong: boolean): void {
    box.querySelector(".invalid")?.remove();
    const input = box.querySelector<HTMLInputElement>("input[type=text]");
    if (wrong) {
      const line = document.createElement("p");
      line.className = "invalid";
      line.id = `fb-invalid-${box.dataset.criterion}`;
      line.textContent = "Write a number, such as 25, 10 to 19, or 50 or more.";
      box.append(line);
      input?.setAttribute("aria-describedby", line.id);
    } else input?.removeAttribute("aria-describedby");
    input?.setAttribute("aria-invalid", String(wrong));
  }

  private keep(changes: Answers): void {
    if (!store(this.list.id, changes)) this.warn("This browser stores nothing: your answers last until you close the page. Copy the link to keep them.");
  }

  private show(): void {
    const all = parts(this.list, this.answers, today());
    for (const p of all) this.showPart(p);
    const sentence = this.list.kind === "scorecard" ? this.showScore() : this.list.kind === "decision" ? this.showOutcome() : "";
    const progress = document.querySelector(".progress");
    if (progress) progress.textContent = `${all.filter((p) => p.answered).length} of ${all.length} answered`;
    this.announce(sentence);
  }

  private showPart(p: Part): void {
    const item = document.getElementById(p.criterion.id);
    draw(item?.querySelector<SVGElement>("svg.scale") ?? null, p.known, p.answered);
    const given = item?.querySelector(".given");
    if (!given) return;
    const words = points(p);
    given.textContent = p.answered && p.applies ? words.given : "";
    let why = item!.querySelector(".because");
    if (!why) {
      why = document.createElement("p");
      why.className = "because";
      item!.querySelector(".reason")?.append(why);
    }
    why.textContent = p.answered ? words.why : "";
  }

  private showScore(): string {
    const s = score(this.list, this.answers, today());
    const output = document.getElementById("score");
    if (!output) return "";
    const verdict = s.verdict.kind === "decided" ? s.verdict.say : s.verdict.kind === "ruled-out" ? `ruled-out:${s.verdict.by}` : s.verdict.kind;
    Object.assign(output.dataset, { low: String(s.low), high: String(s.high), verdict, next: s.next });
    output.textContent = figure(s);
    const words = verdictWords(this.list, s.verdict);
    const line = document.querySelector(".verdict");
    if (line) line.textContent = words;
    const reach = document.querySelector(".reach");
    reach?.setAttribute("x1", `${Math.max(0, s.low - 0.5)}%`);
    reach?.setAttribute("x2", `${Math.min(100, s.high + 0.5)}%`);
    this.askNext(s.next);
    return s.verdict.kind === "nothing" ? words : `${s.low === s.high ? s.low : `${s.low} to ${s.high}`} percent, ${words}`;
  }

  private showOutcome(): string {
    const { open, next } = decide(this.list, this.answers, today());
    const output = document.getElementById("outcome");
    if (!output) return "";
    output.dataset.open = open.map((i) => i + 1).join(" ");
    const words = open.map((i) => `${i + 1}. ${this.list.rules![i]!.then ?? this.list.rules![i]!.else}`);
    const items = words.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    });
    const all = document.createElement("ul");
    all.append(...items);
    output.replaceChildren(open.length > 1 ? "Still open:" : "Decided:", all);
    for (const [i] of (this.list.rules ?? []).entries()) document.getElementById(`rule-${i + 1}`)?.classList.toggle("closed", !open.includes(i));
    this.askNext(next);
    return `${open.length > 1 ? `Still open: ${open.length} outcomes` : `Decided: ${words[0]}`}`;
  }

  private askNext(id: string): void {
    for (const marked of document.querySelectorAll(".criterion.next")) marked.classList.remove("next");
    const line = document.querySelector(".ask-next");
    if (!line) return;
    const c = this.list.criteria.find((x) => x.id === id);
    line.replaceChildren();
    if (!c) return;
    document.getElementById(id)?.classList.add("next");
    const link = document.createElement("a");
    link.href = `#${id}`;
    link.textContent = c.ask;
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the address keeps its answers
      const box = this.boxes.get(id);
      box?.scrollIntoView({ block: "center" });
      box?.querySelector<HTMLInputElement>("input")?.focus({ preventScroll: true });
    });
    line.append("Ask next: ", link);
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

  private async share(): Promise<void> {
    const address = `${location.href.replace(/#.*/, "")}#${format(this.list, this.answers)}`;
    try {
      await navigator.clipboard.writeText(address);
      say("Link copied");
    } catch {
      history.replaceState(null, "", address); // then it can be copied from there
      say("The link is in the address bar");
    }
  }

  private clear(): void {
    forget(this.list.id);
    this.answers = {};
    history.replaceState(null, "", location.href.replace(/#.*/, ""));
    for (const c of this.list.criteria) {
      const box = this.boxes.get(c.id);
      if (box) {
        fill(box, c, "");
        this.invalid(box, false);
      }
    }
    this.warn("");
    this.show();
    say("Started over");
  }
}
