// The verdict bands as a small ruler, and on it the score as a bracket: a pale
// band and a dark one can be told apart without their names.

import type { Checklist, Verdict } from "./types";
import { drawing, set } from "../page/element";

/** What of a score is drawn. */
interface Reach {
  low: number;
  high: number;
  verdict?: { kind: string };
}

/** Draws the bands of a scorecard with the score over them; a score of nothing draws the bands alone. What it says stands beside it in words. */
export function bands(list: Checklist, score: Reach): SVGElement {
  const box = drawing("svg", { class: "verdict-bands", width: "100%", height: 12, "aria-hidden": "true" });
  const verdicts = list.verdicts ?? [];
  for (const [i, v] of verdicts.entries()) {
    const end = verdicts[i - 1]?.at ?? 100;
    drawing("rect", { class: role(verdicts, v), x: `${v.at}%`, y: 5, width: `${end - v.at}%`, height: 6 }, box);
  }
  reach(box, score);
  return box;
}

/** Draws the score over bands that are there: its lines are moved, as far as there are some. */
export function reach(box: Element, { low, high, verdict }: Reach): void {
  const lines = verdict?.kind === "nothing" ? [] : [[low, high, 1.5], ...[...new Set([low, high])].map((end) => [end, end, 12])];
  const there = [...box.querySelectorAll(".reach")];
  for (const old of there.splice(lines.length)) old.remove();
  for (const [i, [x1, x2, y2]] of lines.entries()) {
    const at = { x1: `${x1}%`, x2: `${x2}%`, y1: 1.5, y2: y2! };
    if (there[i]) set(there[i], at);
    else drawing("line", { class: "reach", ...at }, box);
  }
}

/** What a band is among all: the best, the worst, or one between them. */
function role(all: Verdict[], band: Verdict): string {
  if (band === all[0]) return "best";
  return band === all.at(-1) ? "worst" : "between";
}
