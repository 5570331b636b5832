// Answers that a client gave in a form, and what of them the checklist no longer takes as
// it is: it may have changed since the form was sent. An answer to a question that is
// asked otherwise now is held until somebody has read both texts, and takes it or leaves it.

import { readable } from "./answer";
import { dayWords } from "./days";
import { kindOf } from "./kinds";
import { criterion, type Checklist, type Criterion } from "./model";
import type { Run } from "./runs";
import { maybe, shape, text } from "./shape";
import { alike, askedAs, askedIn, likely, type Asked } from "./wording";
import * as t from "../words";

/** That a client answered, in which version of the form and when. */
export interface Client {
  form: string;
  on: string;
  /** Who of the client's people. */
  who?: string;
  /** What was asked, by its id. */
  asked?: Record<string, Asked>;
  /** Answers to questions that are asked otherwise now; undefined before anybody has looked for them. */
  held?: Record<string, string>;
  /** Those of them that were left. */
  left?: Record<string, string>;
}

/** What a value from outside says of it; undefined for none. */
export function clientIn(value: unknown): Client | undefined {
  if (!shape({ form: text, on: text })(value)) return undefined;
  const { form, on, who, asked, held, left } = value as Client;
  const known = Object.entries(maybe(shape({}))(asked) ? (asked ?? {}) : {}).flatMap(([id, a]): [string, Asked][] => {
    const read = askedIn(a);
    return read ? [[id, read]] : [];
  });
  return { form, on, ...(text(who) && who && { who: who.slice(0, 200) }), ...(known.length > 0 && { asked: Object.fromEntries(known) }), ...texts("held", held), ...texts("left", left) };
}

/** A record of texts under a key; nothing where there is none. */
const texts = (key: string, value: unknown): Partial<Client> =>
  value !== undefined && shape({})(value) ? { [key]: Object.fromEntries(Object.entries(value as object).filter(([, v]) => text(v))) } : {};

/** Reads what a link says of it: 1a2b3c4d.2026-11-30. */
export function clientOf(words: string): Client | undefined {
  const m = /^([0-9a-f]{8})\.(\d{4}-\d\d-\d\d)$/.exec(words);
  return m ? { form: m[1]!, on: m[2]! } : undefined;
}

/** How a criterion is asked in a form of today. */
export const askedNow = (c: Criterion): Asked => askedAs(c, kindOf(c).input);

/** Takes out of a client's answers those to questions that are asked otherwise now, once. */
export function hold(list: Checklist, run: Run): Run {
  const { client } = run;
  if (!client || client.held) return run;
  const held: Record<string, string> = {};
  const answers = { ...run.answers };
  for (const [id, answer] of Object.entries(answers)) {
    const c = criterion(list, id);
    const then = client.asked?.[id];
    if (!c || !then || alike(then, askedNow(c))) continue;
    held[c.id] = answer;
    delete answers[id];
  }
  return { ...run, answers, client: { ...client, held } };
}

/** A question as a person reads it, with its unit. */
export const inFull = ({ ask, unit }: { ask: string; unit?: string }): string => t.quoted((unit ? `${ask} (${unit})` : ask).slice(0, 200));

const askOf = (asked: Record<string, Asked>, id: string): string => asked[id]?.ask ?? id;

/** What of a client's answers could not be taken, and what the form did not ask, in words; "" where nothing is to be told. */
export function lostOf(list: Checklist, { asked = {}, held = {} }: Client, answers: Record<string, string>): string {
  const given = Object.entries(answers);
  const gone = given.filter(([id]) => !criterion(list, id));
  const unread = given.flatMap(([id, answer]) => {
    const c = criterion(list, id);
    return c && !(c.id in held) && !readable(c, answer) ? [`${quoted(c.ask)} (${answer.slice(0, 40)})`] : [];
  });
  const fresh = Object.keys(asked).length === 0 ? [] : list.criteria.filter((c) => ![c.id, ...(c.was ?? [])].some((id) => id in asked));
  const renamed = gone.flatMap(([id]) => {
    const now = fresh.find((c) => likely(askOf(asked, id), c.ask));
    return now ? [{ id, now }] : [];
  });
  const words: string[] = [];
  const tell = (some: string[], say: (n: number, questions: string) => string): void => void (some.length > 0 && words.push(say(some.length, few(some))));
  tell(Object.keys(held).flatMap((id) => criterion(list, id)?.ask ?? []).map(quoted), t.clientHeld);
  tell(unread, (_, questions) => t.clientUnread(questions));
  tell(renamed.map(({ id, now }) => t.clientRenamed(id, now.id, quoted(now.ask))), (_, questions) => t.clientRenames(questions));
  tell(gone.filter(([id]) => !renamed.some((r) => r.id === id)).map(([id]) => quoted(askOf(asked, id))), (_, questions) => t.clientGone(questions));
  tell(fresh.filter((c) => !renamed.some((r) => r.now === c)).map((c) => quoted(c.ask)), (_, questions) => t.clientNew(questions));
  return words.length > 0 ? [t.clientOther, ...words].join(" ") : "";
}

/** The first of some, and how many more there are. */
const few = (some: string[]): string => (some.length > mostNamed + 1 ? [...some.slice(0, mostNamed), t.andMore(some.length - mostNamed)] : some).join(", ");

/** How many questions are named: a form that is long out of date lacks many. */
const mostNamed = 5;

const quoted = (ask: string): string => t.quoted(ask.slice(0, 100));

/** That a run is a client's own, and who answered; "" if it is not. */
export function byClient({ client, changed }: Run): string {
  if (!client) return "";
  const { who } = client;
  const on = dayWords(client.on);
  if (who) return changed === undefined ? t.byPerson(who, on) : t.byPersonChanged(who, on);
  return changed === undefined ? t.byClient(on) : t.byClientChanged(on);
}
