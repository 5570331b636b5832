// How leads stand, in words and signs, and what comes of saying so.

import type { Call } from "./calls";
import * as t from "../words";

/** How a lead stands that is no longer only to be called. */
export type State = "called" | "back" | "won" | "lost";

/** The states in their order, "" for a lead that is still to be called. */
export const states: (State | "")[] = ["", "called", "back", "won", "lost"];

/** How a lead stands, in words. */
export const stateWords = (state: State | ""): string => ({ "": t.toCall, called: t.called, back: t.callBack, won: t.won, lost: t.lost })[state];

/** The state of these words, however they are capitalised; undefined for others. */
export const stateOfWords = (words: string): State | "" | undefined => states.find((s) => stateWords(s).toLowerCase() === words.trim().toLowerCase());

/** A sign of each, beside its words. */
export const signs: Record<State, string> = { called: "✓", back: "↻", won: "★", lost: "✕" };

/** The words of a state where they begin a line. */
export const stateName = (state: State | ""): string => stateWords(state).replace(/^./u, (first) => first.toLocaleUpperCase(t.language));

/** What is recorded when a lead stands anew: to be called back, on a day. */
export const stands = (call: Call | undefined, state: State | "", today: string): Partial<Call> => ({ state: state || undefined, day: state === "back" ? (call?.day ?? workday(today)) : undefined });

/** The next day that is no weekend. */
function workday(today: string): string {
  const day = new Date(`${today}T12:00:00Z`);
  do day.setUTCDate(day.getUTCDate() + 1);
  while ([0, 6].includes(day.getUTCDay()));
  return day.toISOString().slice(0, 10);
}

/** A day, such as May 6; "" for none. */
export const dayWords = (day: string | undefined): string => (day ? new Date(`${day}T12:00:00Z`).toLocaleDateString(t.language, { day: "numeric", month: "long", timeZone: "UTC" }) : "");
