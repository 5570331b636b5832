/** An element with a class and what it holds. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  if (className) e.className = className;
  e.append(...inside);
  return e;
}

/** Writes a text where it differs: even the same text written anew is laid out anew. */
export function write(e: Element | null | undefined, text: string): void {
  if (e && e.textContent !== text) e.textContent = text;
}

/** Writes attributes where they differ, for the same reason. */
export function set(e: Element, attributes: Record<string, string | number>): void {
  for (const [key, value] of Object.entries(attributes)) if (e.getAttribute(key) !== String(value)) e.setAttribute(key, String(value));
}

/** An element of a drawing (SVG), inside of another if there is one. */
export function drawing(name: string, attributes: Record<string, string | number>, inside?: Element): SVGElement {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(e, attributes);
  inside?.append(e);
  return e;
}
