// What is seldom done with answers comes in a script of its own, once a hand is near.

import type { Actions } from "./actions";
import { named, once, script } from "../page/load";

// Only while the script runs is it known which one it is.
const { actions: address } = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};

/** Loads it. */
export const later = once(async (): Promise<Actions> => {
  await script(named(address));
  return fieldbook.actions!;
});

/** Begins to load it when something is approached from which it is reached. */
export function watchLater(): void {
  for (const type of ["pointerdown", "focusin"]) {
    document.addEventListener(type, ({ target }) => {
      if ((target as Element).closest?.(".actions, .run-menu, .receipt")) void later().catch(() => undefined); // told when it is used
    });
  }
}
