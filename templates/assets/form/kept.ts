// What a client has filled in, kept in this browser under a key of its own.

import * as storage from "../page/storage";
import type { Answers } from "./model";

/** A form as it is filled in. Its id is that of the run that it becomes. */
export interface Filled {
  id: string;
  /** The firm. */
  name: string;
  /** Who answers. */
  who: string;
  note: string;
  answers: Answers;
  /** What is noted on questions, by their ids. */
  notes: Record<string, string>;
  /** What is typed and cannot be read as an answer, by the ids of the questions. */
  typed: Record<string, string>;
}

/** A form without answers. */
export const blank = (): Filled => ({ id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`, name: "", who: "", note: "", answers: {}, notes: {}, typed: {} });

/** What is kept of a form; a blank one where nothing can be read. */
export function kept(form: string): Filled {
  try {
    const value = JSON.parse(storage.form(form).read() ?? "null") as Partial<Record<keyof Filled, unknown>> | null;
    const text = (v: unknown): string => (typeof v === "string" ? v : "");
    const texts = (v: unknown): Record<string, string> => Object.fromEntries(Object.entries(v ?? {}).filter((e): e is [string, string] => typeof e[1] === "string"));
    return { id: text(value?.id) || blank().id, name: text(value?.name), who: text(value?.who), note: text(value?.note), answers: texts(value?.answers), notes: texts(value?.notes), typed: texts(value?.typed) };
  } catch {
    return blank();
  }
}

/** Keeps it; false where the browser stores nothing. */
export function keep(form: string, filled: Filled): boolean {
  try {
    storage.form(form).write(JSON.stringify(filled));
    return true;
  } catch {
    return false;
  }
}
