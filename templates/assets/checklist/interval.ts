// Intervals of one number, which every answer is.

/** An interval of one number: what is known of an answer. */
export interface Interval {
  low: number;
  high: number;
}

/** What an answer says: an interval, or that the criterion does not apply. */
export type Known = Interval | "na";

/** The interval that is one number. */
export const point = (v: number): Interval => ({ low: v, high: v });
