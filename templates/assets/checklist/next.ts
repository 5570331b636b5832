// What to do next: the step of a verdict or an outcome, or the question to ask.

import { hold } from "./asked";
import { short, type Criterion } from "./model";
import { elsewhere } from "../page/click";
import { the } from "../page/found";
import * as t from "../words";

/** What holds the fields of a criterion. */
export const fieldsOf = (id: string): HTMLElement | null => document.querySelector(`[data-criterion="${CSS.escape(id)}"]`);

/** Shows the next step of a verdict or an outcome, as the page has it there. */
export function stepNext(step: Element | null): void {
  const line = the(".step-next");
  if (!line) return;
  if (line.hidden !== !step) line.hidden = !step;
  if (line.textContent === (step?.textContent ?? "")) return;
  line.replaceChildren(...(step ? [...step.cloneNode(true).childNodes] : []));
}

/** Names the questions whose answers are to be found out later; nothing if there are none. */
export const findLater = (some: Criterion[]): (string | Node)[] => some.flatMap((c, i) => [i > 0 ? ", " : t.findLater, linkTo(c)]);

/** Names the question to ask next; if there is none, those to find out later. */
const toAsk = (c: Criterion | undefined, later: Criterion[]): (string | Node)[] => (c ? [t.ask, linkTo(c)] : findLater(later));

/** Marks the question to ask next, and leads to it. */
export function askNext(c: Criterion | undefined, later: Criterion[] = []): void {
  const line = the(".ask-next");
  const names = (c ? [c] : later).map((c) => `${c.id} ${short(c)}`).join();
  if (line && line.dataset.of !== names) {
    line.dataset.of = names;
    line.replaceChildren(...toAsk(c, later));
  }
  const marked = document.querySelector(".criterion.next");
  const item = c ? document.getElementById(c.id) : null;
  if (item === marked) return;
  hold(() => {
    marked?.classList.remove("next");
    item?.classList.add("next");
  });
}

/** A link that leads to a question and its field. */
export function linkTo(c: Criterion): HTMLAnchorElement {
  const link = Object.assign(document.createElement("a"), { href: `#${c.id}`, textContent: short(c) });
  link.addEventListener("click", (event) => {
    if (elsewhere(event)) return;
    event.preventDefault(); // the address keeps its answers
    const fields = fieldsOf(c.id);
    fields?.scrollIntoView({ block: "center" });
    fields?.querySelector<HTMLInputElement>("input")?.focus({ preventScroll: true });
  });
  return link;
}
