// Answers survive a reload, in this browser alone. Each change is written into
// what is stored at that moment, so that a second tab loses nothing.

import type { Answers } from "./score";

const key = (list: string): string => `fieldbook-answers:${list}`;

/** The stored answers; none if they are damaged or storage is blocked. */
export function stored(list: string): Answers {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(list)) ?? "{}");
    const answers = (value as { version?: number; answers?: unknown }).answers;
    if (typeof answers !== "object" || answers === null) return {};
    return Object.fromEntries(Object.entries(answers).filter((e): e is [string, string] => typeof e[1] === "string"));
  } catch {
    return {};
  }
}

/** Stores changed answers, "" removes one; false when it cannot. */
export function store(list: string, changes: Answers): boolean {
  const answers = { ...stored(list), ...changes };
  for (const id of Object.keys(answers)) if (!answers[id]) delete answers[id];
  try {
    localStorage.setItem(key(list), JSON.stringify({ version: 1, answers }));
    return true;
  } catch {
    return false;
  }
}

/** Forgets all answers. */
export function forget(list: string): void {
  try {
    localStorage.removeItem(key(list));
  } catch {
    // Nothing was stored then.
  }
}

/** Calls back when another tab changes the answers. */
export function follow(list: string, changed: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === key(list) || event.key === null) changed();
  });
}
