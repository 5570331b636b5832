// Answers in the address: sweet-spot-client.html#drive=50&advisers=accountant,?

import { longest as longestAnswer, read } from "./answer";
import { clientOf, type Client } from "./client";
import { fragment } from "./fragment";
import { criterion, keptOf, type Checklist } from "./model";
import type { Note } from "./runs";
import { answerOf, type Answers } from "./score";
import * as t from "../words";

const longest = 20_000; // characters: a longer fragment is none of ours

/** What a fragment brings. */
export interface Brought {
  answers: Answers;
  /** What is told as unread, and kept with the answers, for when it can be read. */
  kept?: Answers;
  name: string;
  note: string;
  notes: Record<string, Note>;
  /** A client sends it. */
  client?: Client;
  unread: string[];
}

/** Reads a fragment; what cannot be read is named, and changes nothing else. */
export function parse(list: Checklist, fragment: string, today: string): Brought {
  const brought: Brought = { answers: {}, name: "", note: "", notes: {}, unread: [] };
  const { answers, unread } = brought;
  const text = fragment.replace(/^#/, "");
  if (text.length > longest) {
    unread.push(t.addressTooLong);
    return brought;
  }
  if (!text.includes("=")) return brought;
  for (const part of text.split("&")) {
    if (!part) continue;
    const [key, ...rest] = part.split("=").map(decode);
    const c = criterion(list, key!);
    const value = rest.join("=");
    if (personal(list, brought, key!, value)) continue;
    if (c && Object.hasOwn(answers, c.id)) unread.push(t.answeredTwice(c.ask));
    else if (c && read(c, value, today) !== undefined) answers[c.id] = value;
    else {
      unread.push(c ? t.noAnswerTo(JSON.stringify(value.slice(0, 40)), c.ask) : t.noQuestion(JSON.stringify(key!.slice(0, 40))));
      keep(brought, c?.id ?? key!, value);
    }
  }
  return brought;
}

/** Keeps what cannot be read, if it may be the answer to a question: to one that was, or that is asked otherwise now. */
function keep(brought: Brought, id: string, answer: string): void {
  if (/^[\w-]{1,100}$/.test(id) && answer && answer.length <= longestAnswer) brought.kept = { ...brought.kept, [id]: answer };
}

/** Takes a name or a note, which travel only if they were chosen to. */
function personal(list: Checklist, brought: Brought, key: string, value: string): boolean {
  if (key === "_name") brought.name = value;
  else if (key === "_note") brought.note = value;
  else if (key === "_client") brought.client = clientOf(value);
  else if (key.startsWith("_note.") && criterion(list, key.slice(6))) brought.notes[criterion(list, key.slice(6))!.id] = { text: value };
  else return false;
  return true;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

/** Writes a run as a fragment, in the order of the page; its name and notes only if they shall travel. */
export function format(list: Checklist, run: { answers: Answers; name: string; note: string; notes: Record<string, Note> }, names: boolean): string {
  const parts: [string, string][] = list.criteria.map((c) => [c.id, answerOf(c, run.answers)]);
  if (names) parts.push(["_name", run.name], ["_note", run.note], ...list.criteria.map((c): [string, string] => [`_note.${c.id}`, keptOf(c, run.notes)?.text ?? ""]));
  return fragment(parts);
}
