// The preview in a frame of an editor. The editor tells the line that its cursor
// is in; the page tells what its reader clicks and scrolls to.

import { address, lineOf } from "./source";

/** What the editor tells, below the key "fieldbook". */
interface Asked {
  line: number; // of the page's file, from 1
}

/** What the page tells, below the same key; with a page alone, it has been opened. */
type Told =
  | { page: string }
  | { page: string; line: number; id: string; by: "click" | "scroll" } // line 0: none is known
  | { open: string }; // an address that the frame itself cannot show

/** Whether the page stands in a frame. The server sends along whose pages may have it there. */
const framed = parent !== self;

function tell(what: Told): void {
  parent.postMessage({ fieldbook: what }, "*"); // an editor's pages have made-up names
}

/** Follows an address that leads out of the site, such as into the editor. */
export function leave(address: string): void {
  if (framed) tell({ open: address });
  else location.href = address;
}

const blocks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("main [data-line]")].filter((e) => !e.closest(".embed") && e.checkVisibility());

/** Shows the block that a line is in, if it is out of sight. */
function show(line: number): void {
  let found: HTMLElement | undefined;
  let at = 0;
  for (const e of blocks()) {
    const own = Number(e.dataset.line);
    if (own <= line && own >= at) [found, at] = [e, own];
  }
  if (!found) {
    scrollTo({ top: 0, behavior: "instant" });
    return;
  }
  const { top, bottom } = found.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  if (top < 0 && bottom > innerHeight) return; // nothing else is seen
  found.scrollIntoView({ block: bottom - top > innerHeight ? "start" : "center", behavior: "instant" });
}

const reading = 80; // pixels from the top: where a reader's eyes are

/** The line of the block at the top of what is seen; 0 if none is known. */
function top(): number {
  let found: HTMLElement | undefined;
  for (const e of blocks()) {
    if (found && e.getBoundingClientRect().top > reading) break;
    found = e;
  }
  return Number(found?.dataset.line ?? 0);
}

const soon = 1_000; // milliseconds after which a scroll is nobody's doing

/** Talks to the editor, if the page stands in one. */
export function frame(): void {
  if (!framed) return;
  let acted = -soon; // when the reader last moved the page
  addEventListener("message", ({ source, data }: MessageEvent<{ fieldbook?: Asked } | undefined>) => {
    const line = data?.fieldbook?.line;
    if (source !== parent || typeof line !== "number") return;
    acted = -soon; // else the editor would be told where it has led the page
    show(line);
  });
  for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(event, () => (acted = performance.now()), { capture: true, passive: true });
  }
  const moves = (): boolean => performance.now() - acted < soon;
  document.addEventListener("scroll", () => {
    if (moves()) acted = performance.now();
  });
  document.addEventListener("scrollend", () => {
    const line = top();
    if (moves() && line > 0) tell({ page: address(), line, id: "", by: "scroll" });
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    const target = event.composedPath().find((e): e is Element => e instanceof Element);
    const link = target?.closest<HTMLAnchorElement>("a[href]");
    if (link && link.origin !== location.origin) {
      event.preventDefault();
      leave(link.href);
      return;
    }
    if (!target || target.closest("a, button, summary, input, label, select, textarea") || !getSelection()?.isCollapsed) return;
    const [line, id] = [lineOf(target), target.closest("main [id]")?.id ?? ""];
    if (line > 0 || id) tell({ page: address(), line, id, by: "click" });
  });
  addEventListener("load", () => setTimeout(() => tell({ page: address() }))); // before, a place in it would not stay
}
