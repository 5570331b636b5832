// An answer on its ruler: a value is a triangle above and a line through, a span
// a bar with two ends, an open end an arrow, what is outside a cross.

import type { Known } from "./interval";
import { drawing } from "../page/element";

/** Draws an answer; an unknown one draws nothing. outside tells a value beyond the limits. */
export function draw(ruler: SVGElement | null, known: Known, answered: boolean, outside: boolean): void {
  if (!ruler) return;
  for (const old of ruler.querySelectorAll(".answered, .gap")) old.remove();
  if (known === "na" || !answered) return;
  const [from, to] = [Number(ruler.dataset.low), Number(ruler.dataset.high)];
  const at = (v: number): string => `${((Math.min(Math.max(v, from), to) - from) / (to - from || 1)) * 100}%`;
  const line = (name: string, x1: string, x2: string, y1: string, y2: string): void => void drawing("line", { class: name, x1, x2, y1, y2 }, ruler);
  const shape = (x: string, d: string): void => void drawing("path", { d }, drawing("svg", { class: "answered", x, overflow: "visible" }, ruler));
  const through = (x: string): void => {
    line("gap", x, x, "7", "18");
    line("answered", x, x, "3", "20");
  };
  const [low, high] = [at(known.low), at(known.high)];
  if (outside && known.low === known.high) {
    shape(low, "M-5 7.5l10 10m0 -10l-10 10");
    ruler.lastElementChild!.classList.add("outside");
    return;
  }
  if (known.low === known.high) {
    through(low);
    shape(low, "M-5 -1h10l-5 7z");
    return;
  }
  line("answered", low, high, "3", "3");
  if (known.low > from) through(low);
  if (Number.isFinite(known.high)) through(high);
  else shape(high, "M-7 -1l7 4l-7 4z");
}
