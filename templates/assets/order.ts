// The list order: what is written into its fields is kept in this browser, and all of
// it is copied as text, for a message to a broker.

import { sign } from "./page/sign";
import * as storage from "./page/storage";
import * as t from "./words";

/** What is written, by the words of each point: their order may change. */
type Written = Record<string, string>;

const article = document.querySelector<HTMLElement>("article.order")!;
const place = storage.order(article.dataset.card ?? "");
const fields = [...article.querySelectorAll<HTMLInputElement>(".points input")];
const pointOf = (field: HTMLInputElement): string => field.labels![0]!.textContent!;

/** What is kept; nothing of what cannot be read. */
function kept(): Written {
  try {
    const read: unknown = JSON.parse(place.read() ?? "{}");
    return Object.fromEntries(Object.entries(read ?? {}).filter(([, text]) => typeof text === "string"));
  } catch {
    return {};
  }
}

/** Keeps what is written into one field, beside what another tab has kept. */
function keep(field: HTMLInputElement): void {
  const written = kept();
  if (field.value.trim() === "") delete written[pointOf(field)];
  else written[pointOf(field)] = field.value;
  try {
    if (Object.keys(written).length > 0) place.write(JSON.stringify(written));
    else place.remove();
  } catch {
    article.querySelector(".kept")!.textContent = t.orderNotKept;
  }
}

/** Fills the fields with what is kept; one that is being written into keeps its own. */
function fill(): void {
  const written = kept();
  for (const field of fields) if (field !== document.activeElement) field.value = written[pointOf(field)] ?? field.value;
}

/** The order as lines, with what was filled in. */
function text(): string {
  const lines: string[] = [];
  for (const e of article.querySelectorAll<HTMLElement>(".order-text :is(h2, h3, tr, p:not(.kept), li)")) {
    const cells = e instanceof HTMLTableRowElement ? [...e.cells].map((c) => c.textContent!.trim()) : [e.textContent!.replace(/\s+/g, " ").trim(), e.querySelector("input")?.value ?? ""];
    lines.push((e.tagName === "H2" ? "\n" : "") + cells.filter(Boolean).join(" | "));
  }
  return lines.join("\n").trim();
}

fill();
for (const field of fields) field.addEventListener("input", () => keep(field));
addEventListener("storage", ({ key }) => key === place.key && fill());
document.querySelector(".print")?.addEventListener("click", () => print());
document.querySelector<HTMLElement>(".copy-order")?.addEventListener("click", ({ currentTarget }) => {
  const button = currentTarget as HTMLElement;
  navigator.clipboard.writeText(text()).then(
    () => sign(button, t.textCopied),
    () => prompt(t.linkToCopy, text()),
  );
});
