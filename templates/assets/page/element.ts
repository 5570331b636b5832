/** An element with a class and what it holds. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  if (className) e.className = className;
  e.append(...inside);
  return e;
}
