// What helps to read comes in a script of its own: with a text at once, on other
// pages once somebody comes near what it serves.

import { elsewhere } from "./click";
import { named, once, script } from "./load";
import { marked } from "./storage";

const texts = ".prose, .contents, .due";
const served = ".cite, .rows";
const near = ["pointerover", "pointerdown", "focusin"] as const;

/** Loads the script at an address. A citation that is pressed before it is there waits for it; where it cannot be had, that is the link that it is. */
export function readingHelps(address: string | undefined): void {
  const load = once(() => script(named(address)).then(leave));
  const begin = (): void => void load().catch(() => undefined);
  const approach = ({ target }: Event): void => {
    if ((target as Element).closest?.(served)) begin();
  };
  const press = (event: MouseEvent): void => {
    const cite = (event.target as Element).closest<HTMLAnchorElement>("a.cite");
    if (!cite || elsewhere(event)) return;
    event.preventDefault();
    load().then(() => cite.click(), () => location.assign(cite.href));
  };
  const leave = (): void => {
    for (const type of near) document.removeEventListener(type, approach);
    document.removeEventListener("click", press);
  };
  for (const type of near) document.addEventListener(type, approach);
  document.addEventListener("click", press);
  if (document.querySelector(texts) || isMarked()) begin();
}

/** Whether a search has left words for this page, or another. */
function isMarked(): boolean {
  try {
    return marked().read() !== null;
  } catch {
    return false;
  }
}
