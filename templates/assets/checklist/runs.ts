// Runs: one filled-in checklist for each client, kept in this browser alone.
// Each change is written into what is stored at that moment, so that a second
// tab loses nothing.

import type { Checklist } from "./model";
import type { Answers } from "./score";

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
  /** The checklist as it was when the run was begun. */
  model?: Checklist;
}

/** All runs of one checklist. */
export interface Book {
  version: 1;
  current: string;
  runs: Run[];
}

const key = (list: string): string => `fieldbook-runs:${list}`;

/** A run without answers. */
export function empty(name: string, model: Checklist): Run {
  return { id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`, name, note: "", answers: {}, notes: {}, model };
}

/** The runs of a checklist in this browser; damaged ones are left out. */
export class Runs {
  /** The runs where storage is blocked: they last as long as the page. */
  private memory: Book = { version: 1, current: "", runs: [] };
  blocked = false;

  constructor(private list: Checklist) {}

  /** What is stored now. There is always at least one run. */
  book(): Book {
    const book = this.read();
    if (book.runs.length === 0) book.runs.push(empty("", this.list));
    if (!book.runs.some((r) => r.id === book.current)) book.current = book.runs[0]!.id;
    return book;
  }

  /** Changes what is stored; false when it could only be kept in the page. */
  update(change: (book: Book) => void): boolean {
    const book = this.book();
    change(book);
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

  private read(): Book {
    if (this.blocked) return structuredClone(this.memory);
    try {
      return sound(JSON.parse(localStorage.getItem(key(this.list.id)) ?? "null")) ?? { version: 1, current: "", runs: [] };
    } catch {
      return structuredClone(this.memory);
    }
  }
}

/** The book in a value from outside, or undefined; runs that are none are left out. */
export function sound(value: unknown): Book | undefined {
  const book = value as Partial<Book> | null;
  if (typeof book !== "object" || book === null || !Array.isArray(book.runs)) return undefined;
  return { version: 1, current: text(book.current), runs: book.runs.map(soundRun).filter((r) => r !== undefined) };
}

function soundRun(value: unknown): Run | undefined {
  const run = value as Partial<Run> | null;
  if (typeof run !== "object" || run === null || typeof run.id !== "string" || run.id === "") return undefined;
  const answers = Object.fromEntries(Object.entries(run.answers ?? {}).filter((e): e is [string, string] => typeof e[1] === "string"));
  const notes: Record<string, Note> = {};
  for (const [id, note] of Object.entries(run.notes ?? {})) {
    if (typeof note === "object" && note !== null) notes[id] = { text: text(note.text), initials: text(note.initials), date: text(note.date) };
  }
  const model = run.model && Array.isArray(run.model.criteria) ? run.model : undefined;
  return { id: run.id, name: text(run.name), note: text(run.note), answers, notes, model };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
