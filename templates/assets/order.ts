// The list order as text, for a message to a broker.

import { say } from "./page/say";
import * as t from "./words";

const signed = 4_000; // milliseconds for which the button says what it did

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
    () => {
      const before = (button.dataset.words ??= button.textContent ?? "");
      button.textContent = `✓ ${t.textCopied}`;
      say(t.textCopied);
      setTimeout(() => (button.textContent = before), signed);
    },
    () => prompt(t.linkToCopy, text()),
  );
});
