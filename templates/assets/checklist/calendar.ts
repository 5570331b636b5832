// Days for a calendar (RFC 5545): when a cadence is due next, and whom to call back.

import { after } from "./dates";
import type { CadenceCriterion } from "./types";
import { download } from "../page/download";

/** Saves the event of a cadence that was last met on a day. */
export const toCalendar = (c: CadenceCriterion, last: string): void => download(`${c.id}.ics`, "text/calendar", toICS(c, last, location.href.replace(/#.*/, ""), now()));

/** The event file of a cadence: it begins when the next is due, and recurs. */
export function toICS(c: CadenceCriterion, last: string, address: string, stamp: string): string {
  const [n, unit] = (c.every ?? "1 month").split(" ") as [string, string];
  const lines = [`RRULE:${rule(Number(n), unit, last)}`, `SUMMARY:${escape(c.ask)}`, `URL:${address.replace(/[\u0000-\u001f\u007f]/g, "")}`];
  return event(`${c.id}-${last}`, after(last, c.every ?? ""), stamp, lines);
}

/** The event file of a day on which to do something once. */
export function onceICS(id: string, day: string, summary: string, description: string, stamp: string): string {
  return event(id, day, stamp, [`SUMMARY:${escape(summary)}`, ...(description ? [`DESCRIPTION:${escape(description)}`] : [])]);
}

/** This moment, as an event is stamped with it. */
export const now = (): string => new Date().toISOString().replace(/[-:]|\.\d+/g, "");

/** A file of one event of a whole day, and the lines that tell the rest of it. */
function event(id: string, day: string, stamp: string, told: string[]): string {
  const [start, end] = [day, after(day, "1 day")].map((d) => d.replaceAll("-", ""));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Fieldbook//Cadence//EN",
    "BEGIN:VEVENT",
    `UID:${id}@fieldbook`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${start}`,
    `DTEND;VALUE=DATE:${end}`,
    ...told,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map(foldLine).join("\r\n") + "\r\n";
}

/** How it recurs; a day that some months lack falls on their last. */
function rule(n: number, unit: string, last: string): string {
  const [, month, day] = last.split("-").map(Number) as [number, number, number];
  const frequency = { day: "DAILY", week: "WEEKLY", month: "MONTHLY", year: "YEARLY" }[unit] ?? "MONTHLY";
  let text = `FREQ=${frequency};INTERVAL=${n}`;
  if (unit === "month" && day > 28) {
    const days = Array.from({ length: day - 27 }, (_, i) => 28 + i);
    text += `;BYMONTHDAY=${days.join(",")};BYSETPOS=-1`;
  }
  if (unit === "year" && month === 2 && day === 29) text += ";BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1";
  return text;
}

function escape(text: string): string {
  return text.replace(/([\\;,])/g, "\\$1").replace(/\r\n?|\n/g, "\\n").replace(/[\u0000-\u001f\u007f]/g, "");
}

/** Folds a line at 75 bytes. */
function foldLine(line: string): string {
  let out = "";
  let bytes = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (bytes + size > 74) {
      out += "\r\n ";
      bytes = 1;
    }
    out += letter;
    bytes += size;
  }
  return out;
}
