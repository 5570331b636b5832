// Answers that a client gave in a form, and what of them the checklist no longer takes:
// it may have changed since the form was sent.

import { readable } from "./answer";
import { dayWords } from "./days";
import { criterion, type Checklist } from "./model";
import type { Run } from "./runs";
import { maybe, shape, text } from "./shape";
import * as t from "../words";

/** That a client answered, in which version of the form and when; and what was asked, by its id. */
export interface Client {
  form: string;
  on: string;
  asked?: Record<string, string>;
}

/** What a value from outside says of it; undefined for none. */
export function clientIn(value: unknown): Client | undefined {
  if (!shape({ form: text, on: text })(value)) return undefined;
  const { form, on, asked } = value as Client;
  const known = maybe(shape({}))(asked) ? Object.entries(asked ?? {}).filter(([, ask]) => text(ask)) : [];
  return { form, on, ...(known.length > 0 && { asked: Object.fromEntries(known) }) };
}

/** Reads what a link says of it: 1a2b3c4d.2026-11-30. */
export function clientOf(words: string): Client | undefined {
  const m = /^([0-9a-f]{8})\.(\d{4}-\d\d-\d\d)$/.exec(words);
  return m ? { form: m[1]!, on: m[2]! } : undefined;
}

/** What of a client's answers could not be taken, and what the form did not ask, in words; "" where nothing is to be told. */
export function lostOf(list: Checklist, { asked = {} }: Client, answers: Record<string, string>): string {
  const [gone, unread]: string[][] = [[], []];
  for (const [id, answer] of Object.entries(answers)) {
    const c = criterion(list, id);
    if (!c) gone!.push(quoted(asked[id] ?? id));
    else if (!readable(c, answer)) unread!.push("options" in c ? quoted(c.ask) : `${quoted(c.ask)} (${answer.slice(0, 40)})`); // an option that is gone has left its id alone;
  }
  const fresh = Object.keys(asked).length === 0 ? [] : list.criteria.filter((c) => ![c.id, ...(c.was ?? [])].some((id) => id in asked)).map((c) => quoted(c.ask));
  const words: string[] = [];
  if (unread!.length > 0) words.push(t.clientUnread(unread!.join(", ")));
  if (gone!.length > 0) words.push(t.clientGone(gone!.join(", ")));
  if (fresh.length > 0) words.push(t.clientNew(fresh.join(", ")));
  return words.length > 0 ? [t.clientOther, ...words].join(" ") : "";
}

const quoted = (ask: string): string => t.quoted(ask.slice(0, 100));

/** That a run is a client's own; "" if it is not. */
export function byClient({ client, changed }: Run): string {
  if (!client) return "";
  return changed === undefined ? t.byClient(dayWords(client.on)) : t.byClientChanged(dayWords(client.on));
}
