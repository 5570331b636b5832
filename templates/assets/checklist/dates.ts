// Dates as answers: a year, a quarter, a month or a day, or a span of two. A
// date counts as the months that it is from today, before it below 0, so that
// it has limits and a ruler like any number.

import type { Interval } from "./interval";
import { spanWords, tenths } from "./numbers";
import * as t from "../words";

/** Reads a date answer as months from today; undefined for one that cannot be read. */
export function dates(text: string, today: string): Interval | undefined {
  const at = text.indexOf("..");
  const [from, to] = at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 2)];
  if (from + to === "") return undefined;
  const first = from === "" ? "" : days(from)?.[0];
  const last = to === "" ? "" : days(to)?.[1];
  if (first === undefined || last === undefined || (first && last && first > last)) return undefined;
  return { low: first ? monthsTo(first, today) : -Infinity, high: last ? monthsTo(last, today) : Infinity };
}

/** The first and the last day of a year, a quarter, a month or a day. */
function days(text: string): [string, string] | undefined {
  const m = /^(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?$/.exec(text);
  if (!m) return undefined;
  const [year, quarter, month, day] = m.slice(1).map(Number) as [number, number, number, number];
  const first = quarter ? quarter * 3 - 2 : m[3] ? month : 1;
  const last = quarter ? first + 2 : m[3] ? month : 12;
  const end = new Date(Date.UTC(year, last, 0)).getUTCDate(); // of the last month
  if (year < 100 || first < 1 || last > 12 || (m[4] && (day < 1 || day > end))) return undefined;
  const on = (n: number, d: number): string => `${m[1]}-${String(n).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
  return m[4] ? [text, text] : [on(first, 1), on(last, end)];
}

/** The months from today to a day: those of the calendar, and a day is a 31st of one. */
function monthsTo(day: string, today: string): number {
  const [y1, m1, d1] = today.split("-").map(Number) as [number, number, number];
  const [y2, m2, d2] = day.split("-").map(Number) as [number, number, number];
  return (y2 - y1) * 12 + (m2 - m1) + (d2 - d1) / 31;
}

/** How far a date is from today, in months. */
export function fromToday({ low, high }: Interval): string {
  const end = (v: number): string => (Number.isFinite(v) ? tenths(v) : "");
  return low === -Infinity && high === Infinity ? "" : `${spanWords(low === high ? end(low) : `${end(low)}..${end(high)}`)} ${t.monthsFromToday}`;
}

/** Tells a day of the calendar. */
export function isDate(text: string): boolean {
  const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return m !== null && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;
}

/** The day that is a period such as "2 month" after another; a day that its month lacks becomes the month's last. */
export function after(day: string, period: string): string {
  const [count, unit] = period.split(" ");
  const n = Number(count);
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const utc = (d: Date): string => d.toISOString().slice(0, 10);
  if (unit === "day" || unit === "week") return utc(new Date(Date.UTC(year, month - 1, date + n * (unit === "week" ? 7 : 1))));
  const months = month - 1 + n * (unit === "year" ? 12 : 1);
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return utc(new Date(Date.UTC(year, months, Math.min(date, last))));
}

/** Whether the period since a day has not passed yet. */
export function within(day: string, period: string, today: string): boolean {
  return after(day, period) >= today;
}
