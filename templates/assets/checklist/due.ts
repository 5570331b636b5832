// When a cadence is due next, in words.

import { after } from "./dates";
import type { CadenceCriterion } from "./types";
import * as t from "../words";

/** When the criterion is due after its last date, in words. */
export function dueWords(c: CadenceCriterion, last: string, today: string): string {
  const due = after(last, c.every ?? "");
  const days = Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);
  const when = new Date(`${due}T12:00:00`).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
  const distance = days === 0 ? t.today : days > 0 ? t.inDays(days) : t.overdueBy(-days);
  return t.nextDue(when, distance);
}

/** Days before months, whatever the region, as everywhere on the site. */
const locale = t.language === "en" ? "en-GB" : t.language;
