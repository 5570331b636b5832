// The home page leads back to what this browser keeps. Who keeps nothing loads
// nothing for it.

import { script } from "./load";
import { keepsWork } from "./storage";

/** Makes room for it before the first paint, and loads the script that tells of it, at an address that the home page alone gives. */
export function goOn(address: string | undefined): void {
  if (!address) return;
  const { answers, lists } = keepsWork();
  if (!answers && !lists) return;
  const { classList } = document.documentElement;
  classList.toggle("keeps-answers", answers);
  classList.toggle("keeps-lists", lists);
  document.addEventListener("DOMContentLoaded", () => void script(address).catch(() => classList.remove("keeps-answers", "keeps-lists")));
}
