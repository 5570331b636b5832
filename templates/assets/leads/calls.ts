// What becomes of the leads of a list: whom the reader has called, what came of
// it, and what they said. It is kept beside the list, in small, since a list may
// have fifty thousand rows; and only once the reader agrees.

import { maybe, number, oneOf, shape, text, type Check } from "../checklist/shape";
import type { Checklist } from "../checklist/model";
import { readable } from "../checklist/answer";
import { criterion } from "../checklist/model";
import { heard, type Answers } from "../checklist/score";
import * as storage from "../page/storage";
import type { Row } from "./csv";
import { standing, type Lead } from "./rank";
import type { State } from "./states";

/** What the reader recorded of a lead. */
export interface Call {
  state?: State;
  /** The day on which to call back, such as 2026-12-01. */
  day?: string;
  note?: string;
  /** What was said, by the ids of criteria. */
  answers?: Answers;
}

/** All that is recorded of a list. */
interface Book {
  version: 1;
  calls: Record<string, Call>;
  /** Answers that go with the place: of each criterion, by the name of the place. */
  places: Record<string, Record<string, string>>;
  /** How many changes there were since the list was last saved as a file. */
  unsaved?: number;
}

const texts: Check = (v) => typeof v === "object" && v !== null && Object.values(v).every(text);
const isCall = shape({ state: maybe(oneOf("called", "back", "won", "lost")), day: maybe(text), note: maybe(text), answers: maybe(texts) });
const blank = (): Book => ({ version: 1, calls: {}, places: {} });

/** What is recorded of one list. */
export class Calls {
  private memory = blank();
  private place: storage.Place;
  private keys = new Map<Row, string>();
  private filed: Record<string, Call> = {}; // what the file itself says was recorded
  /** Whether it is written into the browser's storage, as the reader agreed. */
  kept = false;

  /** gone is called where what was kept is no longer there. */
  constructor(
    private list: Checklist,
    name: string,
    all: Lead[],
    private gone: () => void,
  ) {
    this.place = storage.calls(list.id, name);
    const times = new Map<string, number>();
    for (const l of all) {
      const key = l.id ? `#${l.id}` : `${l.name}|${l.place}`.toLowerCase();
      const n = (times.get(key) ?? 0) + 1;
      times.set(key, n);
      const own = n > 1 ? `${key}~${n}` : key;
      this.keys.set(l.row, own);
      if (l.filed) this.memory.calls[own] = this.filed[own] = l.filed;
    }
  }

  /** Whether a change of the browser's storage, by its key, is one of these: another tab records something. */
  concerns(key: string | null): boolean {
    return this.kept && (key === this.place.key || key === null);
  }

  /** All that is recorded. What the browser cleared, or another tab erased, is still in memory: it is told, and kept again only if the reader agrees. */
  private book(): Book {
    if (!this.kept) return this.memory;
    const stored = safely(() => this.place.read());
    if (stored) return (this.memory = sound(stored));
    this.kept = false;
    this.gone();
    return this.memory;
  }

  /** Writes what is recorded from now on, beside what is there of another tab; false where the browser stores nothing. */
  keep(): boolean {
    if (this.kept) return this.store(this.book());
    const there = sound(safely(() => this.place.read()));
    for (const [key, call] of Object.entries(this.memory.calls)) there.calls[key] = call === this.filed[key] ? (there.calls[key] ?? call) : joined(there.calls[key], call);
    for (const [id, places] of Object.entries(this.memory.places)) there.places[id] = { ...there.places[id], ...places };
    there.unsaved = (there.unsaved ?? 0) + this.unsaved;
    this.kept = true;
    return this.store(there);
  }

  private store(book: Book): boolean {
    this.memory = book;
    if (!this.kept) return true;
    try {
      this.place.write(JSON.stringify(book));
      return true;
    } catch {
      this.kept = false; // it lasts as long as the page
      return false;
    }
  }

  /** Takes everything away. */
  erase(): void {
    this.memory = blank();
    this.kept = false;
    safely(() => this.place.remove());
  }

  /** What is recorded of a lead. */
  of = (l: Lead): Call => this.book().calls[this.keys.get(l.row)!] ?? {};

  /** How many changes there were since the list was last saved as a file. */
  get unsaved(): number {
    return this.memory.unsaved ?? 0;
  }

  /** Notes that the list is saved as a file. */
  saved(): void {
    if (this.unsaved > 0) this.store({ ...this.book(), unsaved: 0 });
  }

  private changed(book: Book): boolean {
    return this.store({ ...book, unsaved: (book.unsaved ?? 0) + 1 });
  }

  /** Records something of a lead: an answer that is "" is taken away. It gives whether that could be kept, and what takes back just this, whatever another tab records meanwhile. */
  record(l: Lead, change: Partial<Call>): { kept: boolean; undo: () => void } {
    const book = this.book();
    const key = this.keys.get(l.row)!;
    const before = book.calls[key] ?? {};
    const call = joined(before, change);
    if (this.filed[key] || Object.keys(call).length > 0) book.calls[key] = call; // nothing, too, where the file says otherwise
    else delete book.calls[key];
    const answers = change.answers && Object.fromEntries(Object.keys(change.answers).map((id) => [id, before.answers?.[id] ?? ""]));
    const back = { ...Object.fromEntries(Object.keys(change).map((part) => [part, before[part as keyof Call]])), ...(answers && { answers }) };
    return { kept: this.changed(book), undo: () => void this.record(l, back) };
  }

  /** Records an answer that goes with the place. */
  answerPlace(id: string, place: string, answer: string): boolean {
    const book = this.book();
    book.places[id] = { ...book.places[id], [place]: answer };
    return this.changed(book);
  }

  /** Leads with what is recorded of them. */
  with(all: Lead[], today: string): Lead[] {
    const { calls, places } = this.book();
    const wide = Object.entries(places).flatMap(([id, by]): [string, Record<string, string>][] => {
      const c = criterion(this.list, id);
      return c ? [[c.id, Object.fromEntries(Object.entries(by).filter(([, answer]) => readable(c, answer)))]] : [];
    });
    return all.map((l) => {
      const call = calls[this.keys.get(l.row)!];
      const near = Object.fromEntries(wide.flatMap(([id, by]) => (l.place && by[l.place] && !l.answers[id] ? [[id, by[l.place]!]] : [])));
      const said = heard(this.list, call?.answers ?? {}); // the others stay as they are kept
      if (!call && !l.call && Object.keys(near).length === 0) return l;
      if (Object.keys(near).length + Object.keys(said).length === 0) return { ...l, call };
      const answers = { ...near, ...l.answers, ...said };
      return { ...l, answers, ...standing(this.list, answers, today), said: { ...l.said, ...near, ...said }, call };
    });
  }
}

/** How a lead stands: as the reader recorded, else as the list says. */
export function stateOf(l: Lead): State | "" {
  if (l.call?.state) return l.call.state;
  return l.outcome === "won" || l.outcome === "lost" ? l.outcome : "";
}

/** A call as it is after a change; what is empty is left out. */
function joined(call: Call | undefined, change: Partial<Call>): Call {
  const filled = <T extends object>(all: T): T => Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined && v !== "")) as T;
  const answers = filled({ ...call?.answers, ...change.answers });
  return filled({ ...call, ...change, answers: Object.keys(answers).length > 0 ? answers : undefined });
}

const safely = <T>(act: () => T): T | undefined => {
  try {
    return act();
  } catch {
    return undefined; // this browser stores nothing
  }
};

/** A book from storage, as far as it can be read. */
function sound(stored: string | null | undefined): Book {
  const out = blank();
  const read = safely(() => JSON.parse(stored ?? "null") as Partial<Book> | null);
  for (const [key, call] of Object.entries(read?.calls ?? {})) if (isCall(call)) out.calls[key] = call;
  for (const [id, by] of Object.entries(read?.places ?? {})) if (texts(by)) out.places[id] = by;
  if (number(read?.unsaved)) out.unsaved = read!.unsaved;
  return out;
}

/** Whether what is asked is the same for all of a place: how far it is, in time or in miles. */
export function goesWithPlace(list: Checklist, id: string): boolean {
  const c = criterion(list, id);
  return c?.kind === "number" && /^(min|minutes?|minuten|minutos|h|hours?|stunden|horas|km|mi|miles?|meilen|millas)\b/i.test(c.unit ?? "");
}
