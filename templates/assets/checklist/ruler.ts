// An answer on its ruler: a value is a triangle above and a line through, a span
// a bar with two ends, an open end an arrow, what is outside a cross.

import type { Known } from "./interval";
import { drawing, set } from "../page/element";

const half = 5; // pixels of a sign on both sides of its place: at an end of the ruler it stands that much inside

/** Draws an answer; an unknown one draws nothing. outside tells a value beyond the limits. */
export function draw(ruler: SVGElement | null, known: Known, answered: boolean, outside: boolean): void {
  if (!ruler) return;
  const drawn = known === "na" || !answered ? "" : known.low < known.high ? "span" : outside ? "outside" : "point";
  const [from, to] = [Number(ruler.dataset.low), Number(ruler.dataset.high)];
  const at = (v: number): number => ((Math.min(Math.max(v, from), to) - from) / (to - from || 1)) * 100;
  const there = ruler.querySelector("svg.answered");
  if (there && drawn === ruler.dataset.drawn && known !== "na" && drawn !== "span") return move(there, at(known.low));
  for (const old of ruler.querySelectorAll(".answered, .gap")) old.remove();
  ruler.dataset.drawn = drawn;
  if (known === "na" || !drawn) return;
  const sign = (place: number, ...inside: SVGElement[]): SVGElement => {
    const svg = drawing("svg", { class: "answered", overflow: "visible" }, ruler);
    drawing("g", {}, svg).append(...inside);
    move(svg, place);
    return svg;
  };
  const shape = (d: string): SVGElement => drawing("path", { d });
  const through = (): SVGElement[] => [drawing("line", { class: "gap", y1: 7, y2: 18 }), drawing("line", { class: "answered", y1: 3, y2: 20 })];
  const [low, high] = [at(known.low), at(known.high)];
  if (drawn === "outside") {
    sign(low, shape("M-5 7.5l10 10m0 -10l-10 10")).classList.add("outside");
    return;
  }
  if (drawn === "point") {
    sign(low, ...through(), shape("M-5 -1h10l-5 7z"));
    return;
  }
  drawing("line", { class: "answered", x1: `${low}%`, x2: `${high}%`, y1: 3, y2: 3 }, ruler);
  if (known.low > from) sign(low, ...through());
  if (Number.isFinite(known.high)) sign(high, ...through());
  else sign(high, shape("M-2 -1l7 4l-7 4z"));
}

/** Puts a sign at its place, in percent: most keys move one. */
function move(sign: Element, place: number): void {
  set(sign, { x: `${place}%` });
  set(sign.firstElementChild!, { transform: `translate(${place <= 0 ? half : place >= 100 ? -half : 0} 0)` });
}
