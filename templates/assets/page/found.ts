// The elements that a page has from the beginning, looked for once: to walk through a
// long page for each of them takes more of a key than what is written there.

const known = new Map<string, Element[]>();

/** All elements of a selector that the page has from the beginning. */
export function found<E extends Element = HTMLElement>(selector: string): E[] {
  let elements = known.get(selector);
  if (!elements?.every((e) => e.isConnected)) known.set(selector, (elements = [...document.querySelectorAll(selector)]));
  return elements as E[];
}

/** The first of them. */
export const the = <E extends Element = HTMLElement>(selector: string): E | undefined => found<E>(selector)[0];

document.addEventListener("fieldbook-patched", () => known.clear()); // a preview brings others
