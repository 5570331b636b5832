// Runs as files: JSON to take them elsewhere and back, CSV for a table, and text.

import { asked, figure, verdictWords } from "./words";
import { hold, lostOf } from "./client";
import { lists } from "./lists";
import { keptOf, type Checklist } from "./model";
import { runsFile, runsFormat } from "./runs-file";
import { sound, unreadWords, type RunSet, type Run } from "./runs";
import { answerOf, score, type Answers } from "./score";
import { defused } from "../page/formula";
import * as t from "../words";

const largest = 5_000_000; // characters of a file

/** The runs as a file. */
export const toJSON = (list: Checklist, runs: Run[]): string => runsFile(list.id, runs);

/** The runs in a file, with what could not be read of it in words, or why it is none. */
export function fromJSON(list: Checklist, text: string): { runs: Run[]; lost: string } | { wrong: string } {
  if (text.length > largest) return { wrong: t.fileTooLarge };
  let value: { format?: unknown; version?: unknown; checklist?: unknown; runs?: unknown };
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return { wrong: t.fileDamaged };
  }
  if (typeof value !== "object" || value === null || value.format !== runsFormat) return { wrong: t.fileNoRuns };
  if (value.version !== 1) return { wrong: t.fileVersion(String(value.version)) };
  if (value.checklist !== list.id) return { wrong: t.fileOther(String(value.checklist), list.id) };
  const read = sound(list, value);
  if (!read) return { wrong: t.fileNoRuns };
  const runs = read.book.runs.map((run) => hold(list, run));
  const clients = runs.map(({ name, client, answers }) => (client ? fileWords(name, lostOf(list, client, answers)) : ""));
  return { runs, lost: [read.lost, unreadWords(list, runs.filter((r) => !r.client)), ...clients].filter(Boolean).join(" ") };
}

const fileWords = (name: string, words: string): string => words && t.fileSays(name || t.unnamed, words);

/** Adds runs to a book, and tells which of them stands first in it. One that is there with other answers is added beside it. */
export function merge(book: RunSet, runs: Run[], fresh: () => string): { added: number; same: number; conflicts: string[]; first: string } {
  const outcome = { added: 0, same: 0, conflicts: [] as string[], first: "" };
  for (const run of runs) {
    const there = book.runs.find((r) => r.id === run.id);
    if (there && content(there) === content(run)) {
      outcome.same++;
      outcome.first ||= run.id;
      continue;
    }
    if (there) outcome.conflicts.push(run.name || t.unnamed);
    const own = there ? { ...run, id: fresh(), name: t.imported(run.name || t.unnamed) } : run;
    book.runs.push(own);
    outcome.first ||= own.id;
    outcome.added++;
  }
  return outcome;
}

const content = (r: Run): string => JSON.stringify([r.name, r.note, Object.entries(r.answers).sort(), Object.entries(r.notes).sort(), Object.entries(r.plan ?? {}).sort()]);

/** The runs as a table (RFC 4180): a row a run. */
export function toCSV(list: Checklist, runs: Run[], today: string): string {
  const rows = [[t.columnName, t.columnScore, t.columnVerdict, t.columnNote, ...list.criteria.flatMap((c) => [c.ask, t.columnNoteOn(c.ask)])]];
  for (const run of runs) {
    const s = score(list, run.answers, today);
    const outcome = lists[list.kind].scored ? [figure(s), verdictWords(list, s.verdict)] : ["", ""];
    rows.push([run.name, ...outcome, run.note, ...list.criteria.flatMap((c) => [answerOf(c, run.answers), keptOf(c, run.notes)?.text ?? ""])]);
  }
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** One cell, in quotes; what would be run as a formula is made plain. */
export function cell(value: string): string {
  return `"${defused(value).replaceAll('"', '""')}"`;
}

/** A run as text: name and day, what it led to, each answer, and where it can be opened. */
export function asText(list: Checklist, run: { name: string; note: string; answers: Answers }, day: string, address: string): string {
  const head = [run.name ? `${list.title}: ${run.name}` : list.title, day, ...lists[list.kind].outcome(list, run.answers, day)];
  const lines = [...head.filter(Boolean), ""];
  for (const c of list.criteria) lines.push(asked(c, answerOf(c, run.answers)));
  if (run.note) lines.push("", run.note);
  return [...lines, "", address].join("\n");
}
