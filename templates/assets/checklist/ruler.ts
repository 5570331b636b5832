// An answer on its ruler: a value is a triangle above and a line through, a span
// a bar with two ends, an open end an arrow, what is outside a cross.

import type { Known } from "./interval";
import type { Score } from "./score";

const svg = "http://www.w3.org/2000/svg";

/** Draws an answer; an unknown one draws nothing. outside tells a value beyond the limits. */
export function draw(ruler: SVGElement | null, known: Known, answered: boolean, outside: boolean): void {
  if (!ruler) return;
  for (const old of ruler.querySelectorAll(".answered, .gap")) old.remove();
  if (known === "na" || !answered) return;
  const [from, to] = [Number(ruler.dataset.low), Number(ruler.dataset.high)];
  const at = (v: number): string => `${((Math.min(Math.max(v, from), to) - from) / (to - from || 1)) * 100}%`;
  const line = (name: string, x1: string, x2: string, y1: string, y2: string): void => void add(ruler, "line", { class: name, x1, x2, y1, y2 });
  const shape = (x: string, d: string): void => void add(add(ruler, "svg", { class: "answered", x, overflow: "visible" }), "path", { d });
  const through = (x: string): void => {
    line("gap", x, x, "3", "17");
    line("answered", x, x, "-1", "20");
  };
  const [low, high] = [at(known.low), at(known.high)];
  if (outside && known.low === known.high) {
    shape(low, "M-5 5l10 10m0 -10l-10 10");
    ruler.lastElementChild!.classList.add("outside");
    return;
  }
  if (known.low === known.high) {
    through(low);
    shape(low, "M-5 -6h10l-5 7z");
    return;
  }
  line("answered", low, high, "-2", "-2");
  if (known.low > from) through(low);
  if (Number.isFinite(known.high)) through(high);
  else shape(high, "M-3 -6l7 4l-7 4z");
}

function add(to: Element, name: string, attributes: Record<string, string>): SVGElement {
  const e = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  to.append(e);
  return e;
}

/** The score on a small ruler, which its figure beside it says in words. */
export function mini(s: Score): SVGElement {
  const box = document.createElementNS(svg, "svg");
  for (const [k, v] of Object.entries({ class: "mini", width: "100%", height: "12", "aria-hidden": "true" })) box.setAttribute(k, v);
  const line = (className: string, x1: number, x2: number): void => {
    const l = document.createElementNS(svg, "line");
    for (const [k, v] of Object.entries({ class: className, x1: `${x1}%`, x2: `${x2}%`, y1: "6", y2: "6" })) l.setAttribute(k, v);
    box.append(l);
  };
  line("axis", 0, 100);
  if (s.verdict.kind !== "nothing") line("reach", Math.max(0, s.low - 1), Math.min(100, s.high + 1));
  return box;
}
