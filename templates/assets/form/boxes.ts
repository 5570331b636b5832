// The boxes of a question: what they say as an answer, and the other way.

import { spanWords, typed } from "../checklist/numbers";
import { typedDates } from "../checklist/written";
import type { Input, Question } from "./model";
import * as t from "../words";

/** A way to answer. */
interface Way {
  /** What is chosen or written as an answer; undefined for what cannot be read. */
  read(q: Question, values: string[]): string | undefined;
  /** What is then chosen or written. */
  show(answer: string): string[];
  /** What is to be written, where it cannot be read. */
  wants: string;
}

const same = (answer: string): string[] => (answer ? [answer] : []);

const ways: Record<Input, Way> = {
  one: { read: (_, [value]) => value ?? "", show: same, wants: "" },
  some: { read: ticked, show: (answer) => answer.split(",").map((id) => (id === "?" ? "rest" : id)), wants: "" },
  number: { read: (q, [value]) => typed(value ?? "", q.unit), show: (answer) => same(answer && spanWords(answer)), wants: t.writeNumber },
  date: { read: (_, [value]) => typedDates(value ?? ""), show: same, wants: t.writeDate },
  day: { read: (_, [value]) => value ?? "", show: same, wants: "" },
};

/** Those that are ticked, and no others: but where it is not known of them, with ? among them. */
function ticked(_: Question, values: string[]): string {
  const ids = values.filter((v) => v !== "rest");
  return ids.length < values.length ? [...ids, "?"].join(",") : ids.join(",");
}

/** Answers that stand for all others, beside don't know and does not apply: that it never was, that none is so. */
const whole: Partial<Record<Input, string>> = { day: "no", some: "none" };

const asideOf = ({ input }: Question): string[] => ["?", "na", ...(whole[input] ? [whole[input]] : [])];

const fieldsOf = (box: Element, q: Question): HTMLInputElement[] => [...box.querySelectorAll<HTMLInputElement>("input")].filter((f) => f.name === q.id);
const isBox = (f: HTMLInputElement): boolean => f.type === "radio" || f.type === "checkbox";

/** The answer that the boxes give; undefined when what is written cannot be read. */
export function answerIn(box: Element, q: Question): string | undefined {
  const values = fieldsOf(box, q).filter((f) => !isBox(f) || f.checked).map((f) => f.value.trim());
  return values.find((v) => asideOf(q).includes(v)) ?? ways[q.input].read(q, values.filter(Boolean));
}

/** Lets an answer that stands for all others take them away, and the other way. */
export function settle(box: Element, q: Question, changed: HTMLInputElement): void {
  const aside = asideOf(q);
  const whole = isBox(changed) && aside.includes(changed.value);
  for (const f of fieldsOf(box, q)) {
    if (f === changed || f.type === "radio" || (whole && !changed.checked)) continue;
    if (isBox(f) && (whole || aside.includes(f.value))) f.checked = false;
    else if (whole) f.value = "";
  }
}

/** What is typed, whether it can be read or not. */
export const typedIn = (box: Element, q: Question): string => fieldsOf(box, q).find((f) => !isBox(f))?.value.trim() ?? "";

/** Sets the boxes to an answer. */
export function fill(box: Element, q: Question, answer: string): void {
  const aside = asideOf(q);
  const values = aside.includes(answer) ? [answer] : ways[q.input].show(answer);
  for (const f of fieldsOf(box, q)) {
    if (isBox(f)) f.checked = values.includes(f.value) && (aside.includes(answer) || !aside.includes(f.value));
    else f.value = aside.includes(answer) ? "" : (values[0] ?? "");
  }
}

/** Says in the box what is to be written; "" for nothing. */
export function say(box: Element, q: Question, wrong: boolean): void {
  box.querySelector(".wrong")?.remove();
  const field = fieldsOf(box, q).find((f) => !isBox(f));
  field?.setAttribute("aria-invalid", String(wrong));
  field?.removeAttribute("aria-describedby");
  if (!wrong || !field) return;
  const line = Object.assign(document.createElement("p"), { className: "wrong", id: `fb-wrong-${q.id}`, textContent: ways[q.input].wants });
  field.setAttribute("aria-describedby", line.id);
  field.closest(".field")!.after(line);
}
