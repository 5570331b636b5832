// The field in which a criterion is answered in one line: chosen from a menu,
// ticked, or typed.

import { answerIn, fill } from "../checklist/form";
import { readable } from "../checklist/answer";
import { boxesOf, lineOf, typedAs } from "../checklist/kinds";
import type { Criterion } from "../checklist/model";
import { inWords } from "../checklist/words";
import { element } from "../page/element";
import * as t from "../words";

/** Makes the field of a criterion, as it is answered; give is told each answer, "?" for one that is taken away. */
export function field(c: Criterion, answer: string, give: (answer: string) => void): HTMLElement {
  const { options, several } = lineOf(c);
  if (several) return ticks(c, answer, give);
  return options(c).length > 0 ? menu(c, answer || "?", give) : typed(c, answer, give);
}

/** One of several answers; what is none of them, as n/a or one of two, is one more. */
function menu(c: Criterion, answer: string, give: (answer: string) => void): HTMLElement {
  const all: [string, string][] = [["?", t.unknown], ...lineOf(c).options(c)];
  if (!all.some(([value]) => value === answer)) all.push([answer, inWords(c, answer)]);
  const select = element("select", "", ...all.map(([value, words]) => new Option(words, value)));
  select.setAttribute("aria-label", c.ask);
  select.value = answer;
  select.addEventListener("change", () => give(select.value));
  return select;
}

/** Boxes to tick, folded behind what they say. */
function ticks(c: Criterion, answer: string, give: (answer: string) => void): HTMLElement {
  const box = (name: string, value: string, words: string): HTMLElement => element("label", "tick", Object.assign(element("input", ""), { type: "checkbox", name, value }), ` ${words}`);
  const boxes = lineOf(c).options(c).map(([value, words]) => box(c.id, value, words));
  const said = element("summary", "", inWords(c, answer));
  const all = element("fieldset", "options", element("legend", "hidden", c.ask), ...boxes, box(`${c.id}.rest`, "none", t.noOthers));
  const details = element("details", "", said, all);
  fill(details, c, answer);
  details.addEventListener("change", () => {
    const now = answerIn(details, c) || "?";
    said.textContent = inWords(c, now);
    give(now);
  });
  return details;
}

/** A text, which is told where it is no answer. */
function typed(c: Criterion, answer: string, give: (answer: string) => void): HTMLElement {
  const { type = "text" } = lineOf(c);
  const wrong = element("small", "wrong");
  wrong.setAttribute("role", "alert");
  const value = answer === "" || answer === "?" ? "" : type === "text" ? inWords(c, answer) : answer;
  const input = Object.assign(element("input", ""), { type, value, placeholder: t.unknown, autocomplete: "off" });
  input.setAttribute("aria-label", c.ask);
  input.addEventListener("change", () => {
    const said = input.value.trim() === "" ? "?" : typedAs(c, input.value.trim());
    const fits = Boolean(said) && readable(c, said!);
    input.setAttribute("aria-invalid", String(!fits));
    wrong.textContent = fits ? "" : boxesOf(c).wants || t.answerUnread;
    if (fits) give(said!);
  });
  return element("span", "", input, wrong);
}
