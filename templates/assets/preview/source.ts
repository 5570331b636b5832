// From the page to the source: a click with Alt held opens the editor there.

import * as t from "../words";

/** The address of the open page below the site's root. */
export function address(): string {
  const path = decodeURIComponent(location.pathname.slice(1));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** The path of an address below the site's root. */
export function pathOf(address: string): string {
  return "/" + address.split("/").map(encodeURIComponent).join("/");
}

/** The line of the page's file that an element comes from; 0 if none is known. What is embedded has lines of another file. */
export function lineOf(e: Element): number {
  let block = e.closest<HTMLElement>("[data-line]");
  for (let from = e.closest(".embed"); from; from = from.parentElement?.closest(".embed") ?? null) block = from.closest("[data-line]");
  return Number(block?.dataset.line ?? 0);
}

/** Makes clicks with Alt open the editor, by an address to go to; failed is called where nothing can be opened. */
export function sources(go: (address: string) => void, failed: (why: string) => void): void {
  const listen = (event: MouseEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.button !== 0) return;
    const target = event.composedPath().find((e): e is Element => e instanceof Element);
    if (!target) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void open(target, go).catch(() => failed(t.noSource));
  };
  document.addEventListener("click", listen, { capture: true });
}

async function open(target: Element, go: (address: string) => void): Promise<void> {
  const problem = target.closest<HTMLElement>("[data-open]");
  if (problem) {
    go(problem.dataset.open!);
    return;
  }
  const query = new URLSearchParams({ page: address(), id: target.closest("[id]")?.id ?? "", line: String(lineOf(target)) });
  const answer = await fetch(`/-/source?${query}`);
  if (!answer.ok) throw new Error(answer.statusText);
  const { open } = (await answer.json()) as { open: string };
  go(open);
}
