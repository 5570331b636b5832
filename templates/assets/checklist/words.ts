// What the live page says.

import { ends } from "./answer";
import type { Checklist, Criterion, ListCriterion } from "./model";
import type { Part, Score, Verdict } from "./score";

/** The verdict as one sentence. */
export function verdictWords(list: Checklist, v: Verdict): string {
  switch (v.kind) {
    case "nothing":
      return "Nothing to score";
    case "decided":
      return v.say;
    case "ruled-out":
      return `Ruled out by ${list.criteria.find((c) => c.id === v.by)?.ask ?? v.by}`;
    case "undecided":
      return `Undecided: ${either(v.open)}`;
  }
}

/** "A, B, or C". */
function either(all: string[]): string {
  if (all.length < 2) return all.join("");
  return `${all.slice(0, -1).join(", ")}${all.length > 2 ? "," : ""} or ${all.at(-1)}`;
}

/** An answer as a person would say it. */
export function answerWords(c: Criterion, answer: string): string {
  if (answer === "" || answer === "?") return "unknown";
  if (answer === "na") return "n/a";
  switch (c.kind) {
    case "yesno":
    case "cadence":
      return answer;
    case "number":
      return spanWords(answer);
    case "list":
      return tickedWords(c, answer);
  }
}

function tickedWords(c: ListCriterion, answer: string): string {
  const ids = answer.split(",");
  const labels = (c.options ?? []).filter((o) => ids.includes(o.id)).map((o) => o.label);
  return (labels.join(", ") || "none") + (ids.includes("?") ? "; others unknown" : "");
}

function spanWords(answer: string): string {
  const [low, high] = ends(answer) ?? [answer, answer];
  if (low === high) return low;
  if (low && high) return `${low} to ${high}`;
  return low ? `${low} or more` : `up to ${high}`;
}

/** The score as a figure: 31 – 91, or 95. */
export function figure({ low, high, verdict }: Score): string {
  if (verdict.kind === "nothing") return "–";
  return low === high ? String(low) : `${low} – ${high}`;
}

/** The points of one criterion, and why. */
export function points({ criterion: c, credit, applies, known }: Part): { given: string; why: string } {
  if (!applies) return { given: "", why: "Does not apply: left out of the score." };
  const low = tenths(credit.low * c.weight);
  const high = tenths(credit.high * c.weight);
  const given = low === high ? low : `${low} to ${high}`;
  if (known !== "na" && credit.low !== credit.high) return { given, why: "" };
  if (credit.high === 0) return { given, why: c.must ? "Outside the limit, and a must." : "Outside the limit." };
  return { given, why: credit.low === 1 ? "" : "Inside the limit, not ideal." };
}

function tenths(v: number): string {
  return String(Math.round(v * 10) / 10);
}
