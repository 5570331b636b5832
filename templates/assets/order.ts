// The list order as text, for a message to a broker.

import { sign } from "./page/sign";
import * as t from "./words";

/** The order as lines, with what was filled in. */
function text(): string {
  const lines: string[] = [];
  for (const e of document.querySelectorAll<HTMLElement>(".order-text :is(h2, h3, tr, p, li)")) {
    const cells = e instanceof HTMLTableRowElement ? [...e.cells].map((c) => c.textContent!.trim()) : [e.textContent!.replace(/\s+/g, " ").trim(), e.querySelector("input")?.value ?? ""];
    lines.push((e.tagName === "H2" ? "\n" : "") + cells.filter(Boolean).join(" | "));
  }
  return lines.join("\n").trim();
}

document.querySelector(".print")?.addEventListener("click", () => print());
document.querySelector<HTMLElement>(".copy-order")?.addEventListener("click", ({ currentTarget }) => {
  const button = currentTarget as HTMLElement;
  navigator.clipboard.writeText(text()).then(
    () => sign(button, t.textCopied),
    () => prompt(t.linkToCopy, text()),
  );
});
