// Runs: one filled-in checklist for each client, kept in this browser alone.
// Each change is written into what is stored at that moment, so that a second
// tab loses nothing.

import { longest } from "./answer";
import { clientIn, type Client } from "./client";
import { isChecklist, known, type Checklist, type Criterion } from "./model";
import { unreadIn, type Answers } from "./score";
import * as storage from "../page/storage";
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
  /** A client gave its answers in a form. */
  client?: Client;
  /** When it was last changed, in milliseconds since 1970. */
  changed?: number;
  /** It is done with, and listed apart. */
  archived?: boolean;
  /** The run before it, which it is the follow-up of: its id. */
  after?: string;
  /** What was agreed on recommendations, by the ids of their criteria. */
  plan?: Plan;
  /** The checklist as it was when the run was begun. */
  model?: Checklist;
}

/** How the matter of a run came out. */
export type Outcome = "won" | "lost";

/** What was agreed on recommendations, by the ids of their criteria. */
export type Plan = Record<string, Agreed>;

/** What was agreed on a recommendation. */
export interface Agreed {
  state: (typeof states)[number];
  /** When it is to be done, such as 2027-Q1. */
  quarter?: string;
  /** Who does it. */
  owner?: string;
}

/** What may become of a recommendation. */
export const states = ["open", "planned", "done", "declined"] as const;

/** All runs of one checklist. */
export interface RunSet {
  version: 1;
  current: string;
  runs: Run[];
}

/** A run without answers. */
export function empty(name: string, model: Checklist): Run {
  return { id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`, name, note: "", answers: {}, notes: {}, model: handedOut(model) };
}

/** A checklist without what only the firm may read: runs are sent on. */
function handedOut(model: Checklist): Checklist {
  return model.criteria.some((c) => c.internal !== undefined) ? { ...model, criteria: model.criteria.map(({ internal, ...c }) => c as Criterion) } : model;
}

/** Whether nothing was entered yet. */
export const isBlank = (r: Run): boolean => !r.name && !r.note && Object.keys(r.answers).length === 0;

/** What a run is called; at is its place in the book. */
export const nameOf = (r: Run, at: number): string => r.name || t.unnamedNumber(at + 1);

/** When a run was last changed, or else begun: its id begins with that. */
export const changedAt = (r: Run): number => r.changed ?? (parseInt(r.id, 36) || 0);

/** The day on which a run was last changed, which its dates count from. */
export function dayOf(run: Run, today: string): string {
  if (run.client && run.changed === undefined) return run.client.on;
  const at = new Date(changedAt(run));
  return changedAt(run) > 0 && Number.isFinite(at.getTime()) ? at.toISOString().slice(0, 10) : today;
}

/** Runs in the order of their last change. */
export const lastChangedFirst = (runs: Run[]): Run[] => [...runs].sort((a, b) => changedAt(b) - changedAt(a));

/** The runs of a checklist in this browser. */
export class Runs {
  /** The runs where storage is blocked: they last as long as the page. */
  private memory = none();
  blocked = false;
  private own = ""; // the run of this tab, where its storage is blocked
  private place: storage.Place;
  private tab: storage.Place;
  private last: { text: string; book: RunSet } | undefined; // what was read or written last, as long as it is what is stored

  /** damaged is called with what could not be read, in words. */
  constructor(
    private list: Checklist,
    private damaged: (words: string) => void,
  ) {
    this.place = storage.runs(list.id, (text) => ofSite(list, text));
    this.tab = storage.runOfTab(list.id);
  }

  /** What is stored now; only update may change it. There is always at least one run. */
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
      return this.tab.read() ?? "";
    } catch {
      return this.own;
    }
  }

  private keepForTab(id: string): void {
    if (id === this.own) return; // each key writes an answer, and few another run
    this.own = id;
    try {
      this.tab.write(id);
    } catch {
      // then it lasts as long as the page
    }
  }

  /** The run that this tab shows. */
  current(): Run {
    return shown(this.book());
  }

  /** Begins a run, and shows it. */
  begin(run: Run): void {
    this.update((book) => {
      book.runs.push(run);
      book.current = run.id;
    });
  }

  /** Changes that run; false when it could only be kept in the page. */
  updateRun(change: (run: Run) => void): boolean {
    return this.update((book) => {
      const run = shown(book);
      change(run);
      run.changed = Date.now();
    });
  }

  /** Changes what is stored; false when it could only be kept in the page. */
  update(change: (book: RunSet) => void): boolean {
    const book = this.book();
    this.last = undefined; // until what it has become is stored
    change(book);
    this.keepForTab(book.current);
    this.memory = book;
    try {
      this.store(book);
      this.blocked = false;
    } catch {
      this.blocked = true;
    }
    return !this.blocked;
  }

  /** Calls back when another tab changes the runs. */
  follow(changed: () => void): void {
    addEventListener("storage", (event) => {
      if (event.key === this.place.key || event.key === null) changed();
    });
  }

  /** Reads what is stored anew: the checklist by which it is read has changed. */
  renew(): void {
    this.last = undefined;
  }

  private store(book: RunSet): void {
    const text = JSON.stringify(book);
    this.place.write(text);
    this.last = { text, book };
  }

  private read(): RunSet {
    if (this.blocked) return this.memory;
    let stored: string | null;
    try {
      stored = this.place.read();
    } catch {
      return this.memory;
    }
    if (stored === null) return none();
    if (this.last?.text !== stored) {
      const { book, lost } = fromStored(this.list, stored);
      this.last = { text: stored, book };
      if (lost) this.setAside(stored, book, lost);
    }
    return this.last!.book;
  }

  /** Keeps what is stored and damaged under another key, and what can be read of it in its place. */
  private setAside(stored: string, book: RunSet, lost: string): void {
    const aside = storage.damagedRuns(this.place);
    try {
      aside.write(stored);
      this.store(book);
      this.damaged(`${lost} ${t.keptUnder(aside.key)}`);
    } catch {
      this.memory = book; // and what is stored stays as it is
      this.blocked = true;
      this.damaged(lost);
    }
  }
}

const shown = (book: RunSet): Run => book.runs.find((r) => r.id === book.current)!;

/** The runs of this browser that can be read, by the id of their checklist alone: each by the checklist that it was begun with. */
export function stored(id: string): RunSet {
  try {
    return fromStored({ id, kind: "scorecard", title: "", criteria: [] }, storage.runs(id, () => undefined).read() ?? "").book;
  } catch {
    return none();
  }
}

const none = (): RunSet => ({ version: 1, current: "", runs: [] });

function fromStored(list: Checklist, stored: string): { book: RunSet; lost: string } {
  return sound(list, parsed(stored)) ?? { book: none(), lost: t.storedUnread };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Parts what several sites of one origin have stored together: the runs of this
 * checklist, and the others. What cannot be read may be this site's: that is told.
 */
export function ofSite(list: Checklist, stored: string): [string, string] | undefined {
  const book = parsed(stored);
  if (!isObject(book) || !Array.isArray(book.runs)) return [stored, stored];
  const own = book.runs.filter((run) => !isObject(run) || isOf(list, run));
  const others = book.runs.filter((run) => !own.includes(run));
  return own.length > 0 ? [JSON.stringify({ ...book, runs: own }), JSON.stringify({ ...book, runs: others })] : undefined;
}

/** Whether a run is of this checklist, as far as its criteria tell: another site may have one of the same id. */
function isOf(list: Checklist, run: Record<string, unknown>): boolean {
  const { model } = run;
  return isChecklist(model) ? model.kind === list.kind && known(list, model.criteria.map((c) => c.id)) : known(list, entries(run.answers).map(([id]) => id));
}

/** What of a value from outside is damaged. */
interface Lost {
  runs: number;
  models: number;
  answers: string[];
}

/** The questions of which a run has answers that are none to them now, in words; "" for none. They are kept: the checklist may become again what it was. */
export function unreadWords(list: Checklist, runs: Run[]): string {
  const asked = [...new Set(runs.flatMap((run) => unreadIn(list, run.answers)))];
  return asked.length > 0 ? t.answersKept(asked.length, asked.map((c) => t.quoted(c.ask)).join(", ")) : "";
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
  const client = clientIn(run.client);
  const model = isChecklist(run.model) ? handedOut(run.model) : undefined;
  if (!model && run.model !== undefined) lost.models++;
  return {
    ...empty(text(run.name), list),
    ...(text(run.id) && { id: text(run.id) }),
    note: text(run.note),
    answers: soundAnswers(run.answers, lost),
    notes: Object.fromEntries(notes),
    ...(client && { client }),
    ...(run.outcome === "won" || run.outcome === "lost" ? { outcome: run.outcome } : {}),
    ...(run.archived === true && { archived: true }),
    ...(Number.isFinite(run.changed) && { changed: run.changed as number }),
    ...(text(run.after) && { after: text(run.after) }),
    ...(isObject(run.plan) && { plan: soundPlan(run.plan) }),
    model,
  };
}

/** What can be read of what was agreed. */
function soundPlan(plan: unknown): Plan {
  const kept: [string, Agreed][] = [];
  for (const [id, agreed] of entries(plan)) {
    if (!isObject(agreed)) continue;
    const state = states.find((s) => s === agreed.state) ?? "open";
    const [quarter, owner] = [text(agreed.quarter), text(agreed.owner)];
    kept.push([id, { state, ...(/^\d{4}-Q[1-4]$/.test(quarter) && { quarter }), ...(owner && { owner }) }]);
  }
  return Object.fromEntries(kept);
}

/** All answers but the damaged: what is none to a question as it is asked now, or to none, is kept for when it is. */
function soundAnswers(answers: unknown, lost: Lost): Answers {
  const kept: [string, string][] = [];
  for (const [id, value] of entries(answers)) {
    const answer = written(value);
    if (answer !== undefined && answer.length <= longest) kept.push([id, answer]);
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
