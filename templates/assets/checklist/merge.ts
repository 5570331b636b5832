// Two people, one client: of two runs a third is made, and the two stay as they are.

import { keptOf, type Checklist, type Criterion } from "./model";
import { empty, type Note, type Run } from "./runs";
import { answerOf, unreadIn, type Answers } from "./score";
import * as t from "../words";

/** What two runs come to. */
export interface Two {
  /** The criteria that both answer, and not alike. */
  differs: Criterion[];
  /** The answers that nobody has to choose. */
  rest: Answers;
  /** How many of these only one of the two has given. */
  single: number;
}

const says = (answer: string): boolean => answer !== "" && answer !== "?";

/** Sets two runs beside each other. What one does not know is taken from the other. */
export function two(list: Checklist, a: Run, b: Run): Two {
  const out: Two = { differs: [], rest: {}, single: 0 };
  for (const run of [b, a]) {
    const read = list.criteria.filter((c) => !unreadIn(list, run.answers).includes(c));
    for (const [id, answer] of Object.entries(run.answers)) if (!read.some((c) => c.id === id || c.was?.includes(id))) out.rest[id] = answer; // kept for when it is asked again
  }
  for (const c of list.criteria) {
    const [one, other] = [answerOf(c, a.answers), answerOf(c, b.answers)];
    if (says(one) && says(other) && one !== other) {
      out.differs.push(c);
      continue;
    }
    const answer = says(one) ? one : says(other) ? other : one || other;
    if (answer) out.rest[c.id] = answer;
    if (says(one) !== says(other)) out.single++;
  }
  return out;
}

/** The third run: what nobody has to choose, and what was chosen. */
export function merged(list: Checklist, a: Run, b: Run, chosen: Answers): Run {
  const name = a.name === b.name ? a.name : t.mergeName(a.name || t.unnamed, b.name || t.unnamed);
  const notes = { ...b.notes, ...a.notes };
  for (const c of list.criteria) {
    const [one, other] = [keptOf(c, a.notes), keptOf(c, b.notes)];
    if (one || other) notes[c.id] = noteOf(one, other);
  }
  return { ...empty(name, list), note: lines(a.note, b.note), notes, answers: { ...two(list, a, b).rest, ...chosen }, changed: Date.now() };
}

const noteOf = (a: Note = {}, b: Note = {}): Note => ({ text: lines(a.text, b.text), initials: a.initials || b.initials || "", date: a.date || b.date || "" });

/** Two texts, one below the other; once, where they are the same. */
const lines = (a = "", b = ""): string => [...new Set([a, b])].filter(Boolean).join("\n");
