// Answers in the address: sweet-spot-client.html#drive=50&advisers=accountant,?

import { longest as longestAnswer, read } from "./answer";
import { askedNow, clientOf, type Client } from "./client";
import { fragment } from "./fragment";
import { criterion, keptOf, type Checklist } from "./model";
import type { Note } from "./runs";
import { answerOf, type Answers } from "./score";
import { fingerprint } from "./wording";
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

/** What a fragment says beside answers, until all of it is read. */
interface Beside {
  who: string;
  /** How the questions were asked that it answers, four letters each. */
  asked: string;
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
  const beside: Beside = { who: "", asked: "" };
  const ids: string[] = [];
  for (const part of text.split("&")) {
    if (!part) continue;
    const [key, ...rest] = part.split("=").map(decode);
    const c = criterion(list, key!);
    const value = rest.join("=");
    if (personal(list, brought, beside, key!, value)) continue;
    ids.push(c?.id ?? "");
    if (c && Object.hasOwn(answers, c.id)) unread.push(t.answeredTwice(c.ask));
    else if (c && read(c, value, today) !== undefined) answers[c.id] = value;
    else {
      unread.push(c ? t.noAnswerTo(JSON.stringify(value.slice(0, 40)), c.ask) : t.noQuestion(JSON.stringify(key!.slice(0, 40))));
      keep(brought, c?.id ?? key!, value);
    }
  }
  if (brought.client) brought.client = { ...brought.client, ...(beside.who && { who: beside.who }), held: held(list, brought, ids, beside.asked) };
  return brought;
}

/** Takes out the answers to questions that were asked otherwise. */
function held(list: Checklist, { answers }: Brought, ids: string[], asked: string): Answers {
  const out: Answers = {};
  ids.forEach((id, i) => {
    const then = asked.slice(4 * i, 4 * i + 4);
    if (!then || !Object.hasOwn(answers, id) || fingerprint(askedNow(criterion(list, id)!)) === then) return;
    out[id] = answers[id]!;
    delete answers[id];
  });
  return out;
}

/** Keeps what cannot be read, if it may be the answer to a question: to one that was, or that is asked otherwise now. */
function keep(brought: Brought, id: string, answer: string): void {
  if (mayBeId.test(id) && answer && answer.length <= longestAnswer) brought.kept = { ...brought.kept, [id]: answer };
}

/** Takes a name or a note, which travel only if they were chosen to. */
function personal(list: Checklist, brought: Brought, beside: Beside, key: string, value: string): boolean {
  if (key === "_name") brought.name = value;
  else if (key === "_note") brought.note = value;
  else if (key === "_who") beside.who = value.slice(0, 200);
  else if (key === "_asked") beside.asked = value;
  else if (key === "_client") brought.client = clientOf(value);
  else return key.startsWith("_note.") && noted(list, brought, key.slice(6), value);
  return true;
}

/** Takes a note on a question; that on one which is not asked is kept, and false. */
function noted(list: Checklist, brought: Brought, id: string, note: string): boolean {
  const c = criterion(list, id);
  if (c || mayBeId.test(id)) brought.notes[c?.id ?? id] = { text: note };
  return c !== undefined;
}

const mayBeId = /^[\w-]{1,100}$/;

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
