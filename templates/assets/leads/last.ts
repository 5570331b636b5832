// The list that was last kept or opened here: its name, for the home page, which
// then need not open the database of lists.

import { number, shape, text } from "../checklist/shape";
import { lastLeads } from "../page/storage";

/** A list that is kept, by its scorecard's id and its own name, with how many leads it has. */
export interface Last {
  card: string;
  name: string;
  leads: number;
}

const isLast = shape({ card: text, name: text, leads: number });

/** The last list; undefined if there is none. */
export function lastList(): Last | undefined {
  try {
    const last: unknown = JSON.parse(lastLeads().read() ?? "null");
    return isLast(last) ? (last as Last) : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a list as the last. */
export function remember(last: Last): void {
  try {
    lastLeads().write(JSON.stringify(last));
  } catch {
    // Then the home page does not tell of it.
  }
}

/** Forgets a list that is no longer kept. */
export function forget(card: string, name: string): void {
  const last = lastList();
  if (last?.card === card && last.name === name) lastLeads().remove();
}
