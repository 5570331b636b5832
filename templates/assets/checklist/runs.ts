// Runs: one filled-in checklist for each client, kept in this browser alone.
// Each change is written into what is stored at that moment, so that a second
// tab loses nothing.

import { readable } from "./answer";
import { criterion, isChecklist, type Checklist } from "./model";
import type { Answers } from "./score";
import * as t from "../words";

/** What somebody noted on one criterion. */
export interface Note {
  text?: string;
  initials?: string;
  date?: string;
}

/** One run. */
export interface Run {
  id: string;
  name: string;
  note: string;
  answers: Answers;
  notes: Record<string, Note>;
  /** How it came out, as the reader says. */
  outcome?: Outcome;
  /** It is done with, and listed apart. */
  archived?: boolean;
  /** The checklist as it was when the run was begun. */
  model?: Checklist;
}

/** How the matter of a run came out. */
export type Outcome = "won" | "lost";

/** All runs of one checklist. */
export interface RunSet {
  version: 1;
  current: string;
  runs: Run[];
}

const key = (list: string): string => `fieldbook-runs:${list}`;

/** A run without answers. */
export function empty(name: string, model: Checklist): Run {
  return { id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`, name, note: "", answers: {}, notes: {}, model };
}

/** The runs of a checklist in this browser. */
export class Runs {
  /** The runs where storage is blocked: they last as long as the page. */
  private memory: RunSet = { version: 1, current: "", runs: [] };
  blocked = false;
  private own = ""; // the run of this tab, where its storage is blocked

  /** damaged is called with what could not be read, in words. */
  constructor(
    private list: Checklist,
    private damaged: (words: string) => void,
  ) {}

  /** What is stored now. There is always at least one run. */
  book(): RunSet {
    const book = this.read();
    if (book.runs.length === 0) book.runs.push(empty("", this.list));
    const own = this.ofTab();
    if (book.runs.some((r) => r.id === own)) book.current = own;
    if (!book.runs.some((r) => r.id === book.current)) book.current = book.runs[0]!.id;
    return book;
  }

  /** The run that this tab shows: another tab may show another. */
  private ofTab(): string {
    try {
      return sessionStorage.getItem(key(this.list.id)) ?? "";
    } catch {
      return this.own;
    }
  }

  private keepForTab(id: string): void {
    this.own = id;
    try {
      sessionStorage.setItem(key(this.list.id), id);
    } catch {
      // then it lasts as long as the page
    }
  }

  /** Changes what is stored; false when it could only be kept in the page. */
  update(change: (book: RunSet) => void): boolean {
    const book = this.book();
    change(book);
    this.keepForTab(book.current);
    this.memory = book;
    try {
      localStorage.setItem(key(this.list.id), JSON.stringify(book));
      this.blocked = false;
    } catch {
      this.blocked = true;
    }
    return !this.blocked;
  }

  /** Calls back when another tab changes the runs. */
  follow(changed: () => void): void {
    addEventListener("storage", (event) => {
      if (event.key === key(this.list.id) || event.key === null) changed();
    });
  }

  private read(): RunSet {
    if (this.blocked) return structuredClone(this.memory);
    let stored: string | null;
    try {
      stored = localStorage.getItem(key(this.list.id));
    } catch {
      return structuredClone(this.memory);
    }
    if (stored === null) return { version: 1, current: "", runs: [] };
    const { book, lost } = fromStored(this.list, stored);
    if (lost) this.setAside(stored, book, lost);
    return book;
  }

  /** Keeps what is stored and damaged under another key, and what can be read of it in its place. */
  private setAside(stored: string, book: RunSet, lost: string): void {
    const aside = `${key(this.list.id)}:damaged-${Date.now().toString(36)}`;
    try {
      localStorage.setItem(aside, stored);
      localStorage.setItem(key(this.list.id), JSON.stringify(book));
      this.damaged(`${lost} ${t.keptUnder(aside)}`);
    } catch {
      this.memory = book; // and what is stored stays as it is
      this.blocked = true;
      this.damaged(lost);
    }
  }
}

function fromStored(list: Checklist, stored: string): { book: RunSet; lost: string } {
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    value = undefined;
  }
  return sound(list, value) ?? { book: { version: 1, current: "", runs: [] }, lost: t.storedUnread };
}

/** What of a value from outside could not be read. */
interface Lost {
  runs: number;
  models: number;
  answers: string[];
}

/** The book in a value from outside, and what could not be read of it, in words; undefined if it is none. */
export function sound(list: Checklist, value: unknown): { book: RunSet; lost: string } | undefined {
  if (!isObject(value) || !Array.isArray(value.runs)) return undefined;
  const lost: Lost = { runs: 0, models: 0, answers: [] };
  const runs = value.runs.map((run) => soundRun(list, run, lost)).filter((r) => r !== undefined);
  return { book: { version: 1, current: text(value.current), runs }, lost: lostWords(lost) };
}

function soundRun(list: Checklist, run: unknown, lost: Lost): Run | undefined {
  if (!isObject(run) || (!isObject(run.answers) && !text(run.name) && !text(run.note) && !text(run.id))) {
    lost.runs++;
    return undefined;
  }
  const notes: [string, Note][] = [];
  for (const [id, note] of entries(run.notes)) {
    if (isObject(note)) notes.push([id, { text: text(note.text), initials: text(note.initials), date: text(note.date) }]);
  }
  const model = isChecklist(run.model) ? run.model : undefined;
  if (!model && run.model !== undefined) lost.models++;
  return {
    ...empty(text(run.name), list),
    ...(text(run.id) && { id: text(run.id) }),
    note: text(run.note),
    answers: soundAnswers(list, run.answers, lost),
    notes: Object.fromEntries(notes),
    ...(run.outcome === "won" || run.outcome === "lost" ? { outcome: run.outcome } : {}),
    ...(run.archived === true && { archived: true }),
    model,
  };
}

/** The answers that can be read; those to questions that are not asked now are kept for when they are. */
function soundAnswers(list: Checklist, answers: unknown, lost: Lost): Answers {
  const kept: [string, string][] = [];
  for (const [id, value] of entries(answers)) {
    const answer = written(value);
    const c = criterion(list, id);
    if (answer !== undefined && (c ? readable(c, answer) : answer.length < 1000)) kept.push([id, answer]);
    else lost.answers.push(id.slice(0, 40));
  }
  return Object.fromEntries(kept);
}

/** An answer as it is stored, from what another program may have written. */
function written(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) && value.every((v) => typeof v === "string") ? value.join(",") : undefined;
}

function lostWords({ runs, models, answers }: Lost): string {
  const words: string[] = [];
  if (runs > 0) words.push(t.runsUnread(runs));
  if (answers.length > 0) words.push(t.answersUnread(answers.length, answers.join(", ")));
  if (models > 0) words.push(t.modelsUnread(models));
  return words.join(" ");
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const entries = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
