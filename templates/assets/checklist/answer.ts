// Answers, as they stand in an address and in storage: short texts that a
// person can read and write. "" is no answer.
//
//	yes  no  na  ?              any criterion
//	25  10..19  50..  ..10      a number, or a list's count
//	a,b  a,?  none              a list: those ticked; "?": the others are unknown
//	mid  mid|small              a choice; "|": one of these
//	2026-11-03                  a cadence: the last date
//	2027  2027-Q1  2027-03  2027-03-15  2027-03..2027-06  2027-03..   a date

import type { Known } from "./interval";
import { kindOf } from "./kinds";
import type { Criterion } from "./model";

/** The longest answer that is read, in characters: a longer one is nobody's. */
export const longest = 2000;

/** Reads an answer; undefined for one that cannot be read. today is a day such as 2026-11-03. */
export function read(c: Criterion, text: string, today: string): Known | undefined {
  if (text.length > longest) return undefined;
  if (text === "na") return "na";
  const kind = kindOf(c);
  return text === "" || text === "?" ? kind.unknown(c) : kind.read(c, text, today);
}

/** Tells whether an answer can be read. */
export function readable(c: Criterion, text: string): boolean {
  return read(c, text, "") !== undefined; // whatever the day is
}
