// What the live page says.

import { ends, type Interval } from "./answer";
import type { Checklist, Criterion, ListCriterion } from "./model";
import { answerOf, decide, score, type Answers, type Part, type Score, type Verdict } from "./score";
import * as t from "../words";

/** The verdict as one sentence. */
export function verdictWords(list: Checklist, v: Verdict): string {
  switch (v.kind) {
    case "nothing":
      return t.nothingToScore;
    case "decided":
      return v.say;
    case "ruled-out":
      return t.ruledOutBy(list.criteria.find((c) => c.id === v.by)?.ask ?? v.by);
    case "undecided":
      return v.missing > 0 ? t.undecided(v.missing) : t.undecidedInexact;
  }
}

/** An answer as a person would say it. */
export function answerWords(c: Criterion, answer: string): string {
  if (answer === "" || answer === "?") return t.unknown;
  if (answer === "na") return t.na;
  switch (c.kind) {
    case "yesno":
    case "date":
    case "cadence":
      return answer;
    case "number":
      return spanWords(answer);
    case "choice":
      return answer.split("|").map((id) => c.options?.find((o) => o.id === id)?.label ?? id).join(" / ");
    case "list":
      return tickedWords(c, answer);
  }
}

/** An answer as people write it: figures with their thousands, and their unit. */
export function inWords(c: Criterion, answer: string): string {
  const words = answerWords(c, answer).replace(/\d{4,}/g, (n) => Number(n).toLocaleString(t.language));
  return c.kind === "number" && c.unit && /\d/.test(answer) ? `${words} ${c.unit}` : words;
}

function tickedWords(c: ListCriterion, answer: string): string {
  const ids = answer.split(",");
  const labels = (c.options ?? []).filter((o) => ids.includes(o.id)).map((o) => o.label);
  const ticked = labels.join(", ") || t.none;
  return ids.includes("?") ? t.othersUnknown(ticked) : ticked;
}

function spanWords(answer: string): string {
  const [low, high] = ends(answer) ?? [answer, answer];
  if (low === high) return low;
  if (low && high) return t.rangeTo(low, high);
  return low ? t.orMoreThan(low) : t.upToValue(high);
}

/** How far a date is from today, in months. */
export function fromToday({ low, high }: Interval): string {
  const end = (v: number): string => (Number.isFinite(v) ? tenths(v) : "");
  return low === -Infinity && high === Infinity ? "" : `${spanWords(low === high ? end(low) : `${end(low)}..${end(high)}`)} ${t.monthsFromToday}`;
}

/** The score as a figure: 31 – 91, or 95. */
export function figure({ low, high, verdict }: Score): string {
  if (verdict.kind === "nothing") return "–";
  return low === high ? String(low) : `${low} – ${high}`;
}

/** The points of one criterion, and why. */
export function points({ criterion: c, credit, applies, known }: Part): { given: string; why: string } {
  if (!applies) return { given: "", why: t.notCounted };
  const low = tenths(credit.low * c.weight);
  const high = tenths(credit.high * c.weight);
  const given = low === high ? low : t.rangeTo(low, high);
  if (known !== "na" && credit.low !== credit.high) return { given, why: "" };
  if (credit.high === 0) return { given, why: c.must ? t.outsideMust : t.outside };
  return { given, why: credit.low === 1 ? "" : t.notIdeal };
}

/** How an answered criterion stands, in a word or two. */
export function stateWords({ applies, credit }: Part): string {
  if (!applies) return "";
  if (credit.low !== credit.high) return t.stateOpen;
  if (credit.high === 0) return t.stateOutside;
  return credit.low === 1 ? t.stateIdeal : t.stateInside;
}

function tenths(v: number): string {
  return String(Math.round(v * 10) / 10);
}

/** What to do next, once there is a verdict. */
function nextOf(list: Checklist, v: Verdict): string {
  return (v.kind === "decided" && list.verdicts?.find((band) => band.say === v.say)?.next) || "";
}

/** A run as text: name and day, what it led to, each answer, and where it can be opened. */
export function asText(list: Checklist, run: { name: string; note: string; answers: Answers }, day: string, address: string): string {
  let lines = [run.name ? `${list.title}: ${run.name}` : list.title, day];
  if (list.kind === "scorecard") {
    const s = score(list, run.answers, day);
    lines.push(`${figure(s)} · ${verdictWords(list, s.verdict)}`, nextOf(list, s.verdict));
  } else if (list.kind === "decision") {
    const open = decide(list, run.answers, day).open.map((i) => list.rules![i]!);
    lines.push(open.map((rule) => rule.then ?? rule.else).join(" / "), (open.length === 1 && open[0]!.next) || "");
  }
  lines = [...lines.filter(Boolean), ""];
  for (const c of list.criteria) lines.push(`${c.ask}: ${inWords(c, answerOf(c, run.answers))}`);
  if (run.note) lines.push("", run.note);
  return [...lines, "", address].join("\n");
}
