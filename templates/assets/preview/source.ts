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

/** Makes clicks with Alt open the editor; failed is called where nothing can be opened. */
export function sources(failed: (why: string) => void): void {
  const listen = (event: MouseEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.button !== 0) return;
    const target = event.composedPath().find((e): e is Element => e instanceof Element);
    if (!target) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void open(target).catch(() => failed(t.noSource));
  };
  document.addEventListener("click", listen, { capture: true });
}

async function open(target: Element): Promise<void> {
  const problem = target.closest<HTMLElement>("[data-open]");
  if (problem) {
    location.href = problem.dataset.open!;
    return;
  }
  const line = target.closest("[data-line]")?.getAttribute("data-line") ?? "";
  const query = new URLSearchParams({ page: address(), id: target.closest("[id]")?.id ?? "", line });
  const answer = await fetch(`/-/source?${query}`);
  if (!answer.ok) throw new Error(answer.statusText);
  const { open } = (await answer.json()) as { open: string };
  location.href = open;
}
