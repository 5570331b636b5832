// An answer on its ruler: a point, or a line with an end for each side that is
// known.

import type { Known } from "./answer";

const svg = "http://www.w3.org/2000/svg";

/** Draws an answer; an unknown one draws nothing. */
export function draw(ruler: SVGElement | null, known: Known, answered: boolean): void {
  if (!ruler) return;
  for (const old of ruler.querySelectorAll(".answered, .answered-end")) old.remove();
  if (known === "na" || !answered) return;
  const [from, to] = [Number(ruler.dataset.low), Number(ruler.dataset.high)];
  const at = (v: number): number => (Math.min(Math.max(v, from), to) - from) / (to - from || 1);
  const [low, high] = [at(known.low), at(known.high)];
  const add = (name: string, attributes: Record<string, string>): void => {
    const e = document.createElementNS(svg, name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    ruler.append(e);
  };
  const percent = (v: number): string => `${v * 100}%`;
  if (high > low) add("line", { class: "answered", x1: percent(low), x2: percent(high), y1: "10", y2: "10" });
  // A known end is a bar across the ruler; an open one has none.
  if (known.low > from || known.low === known.high) add("line", { class: "answered", x1: percent(low), x2: percent(low), y1: "0", y2: "20" });
  if (Number.isFinite(known.high)) add("line", { class: "answered", x1: percent(high), x2: percent(high), y1: "0", y2: "20" });
}
