// The verdict bands as a small ruler, and on it the score as a bracket: a pale
// band and a dark one can be told apart without their names.

import type { Checklist, Verdict } from "./types";
import { drawing } from "../page/element";

/** Draws the bands of a scorecard with the score over them; a score of nothing draws the bands alone. What it says stands beside it in words. */
export function bands(list: Checklist, score: { low: number; high: number; verdict?: { kind: string } }): SVGElement {
  const box = drawing("svg", { class: "verdict-bands", width: "100%", height: 12, "aria-hidden": "true" });
  const verdicts = list.verdicts ?? [];
  for (const [i, v] of verdicts.entries()) {
    const end = verdicts[i - 1]?.at ?? 100;
    drawing("rect", { class: role(verdicts, v), x: `${v.at}%`, y: 5, width: `${end - v.at}%`, height: 6 }, box);
  }
  if (score.verdict?.kind === "nothing") return box;
  const line = (x1: number, x2: number, y1: number, y2: number): void => void drawing("line", { class: "reach", x1: `${x1}%`, x2: `${x2}%`, y1, y2 }, box);
  line(score.low, score.high, 1.5, 1.5);
  for (const end of new Set([score.low, score.high])) line(end, end, 1.5, 12);
  return box;
}

/** What a band is among all: the best, the worst, or one between them. */
function role(all: Verdict[], band: Verdict): string {
  if (band === all[0]) return "best";
  return band === all.at(-1) ? "worst" : "between";
}
