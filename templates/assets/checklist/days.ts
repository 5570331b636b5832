// Days and other times of the calendar, as they are written in the language of the site.

import * as t from "../words";

const month = (n: number): string => t.months.split(" ")[n - 1] ?? "";

/** A quarter such as 2027-Q1. */
export const quarterWords = (quarter: string): string => t.quarterOf(quarter.slice(-1), quarter.slice(0, 4));

/** A day such as 2026-11-30. */
export function dayWords(day: string): string {
  const [year, n, number] = day.split("-").map(Number);
  return t.dateForm(number!, month(n!), year!);
}

/** A year, a quarter, a month or a day. */
function timeWords(time: string): string {
  if (/^\d{4}-Q[1-4]$/.test(time)) return quarterWords(time);
  if (/^\d{4}-\d\d$/.test(time)) return t.monthForm(month(Number(time.slice(5))), time.slice(0, 4));
  return /^\d{4}-\d\d-\d\d$/.test(time) ? dayWords(time) : time;
}

/** A date as an answer, or a span of two; what is neither stays as it is. */
export function dateWords(answer: string): string {
  const at = answer.indexOf("..");
  const [from, to] = at < 0 ? [answer, answer] : [answer.slice(0, at), answer.slice(at + 2)];
  if (from === to) return timeWords(from);
  if (from && to) return t.rangeTo(timeWords(from), timeWords(to));
  return from ? t.fromDay(timeWords(from)) : t.untilDay(timeWords(to));
}
