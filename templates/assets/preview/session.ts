// What a reader sees and has typed, kept through a reload that cannot be
// avoided. A checklist keeps its answers itself.

import { preview } from "../page/storage";

interface Kept {
  url: string;
  scroll: [number, number];
  open: boolean[];
  fields: string[];
  search: string | null;
  focus: number; // the field that has it, or -1
  caret: [number | null, number | null];
}

const here = (): string => location.href.replace(/#.*/, "");
const disclosures = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>("details")];
const fields = (): HTMLInputElement[] =>
  [...document.querySelectorAll<HTMLInputElement>("input:not([type=file], [type=password]), textarea, select")].filter((f) => !f.closest("article.checklist, dialog"));
const dialogInput = (): HTMLInputElement | null => document.querySelector(".search-dialog[open] input");

/** A short name for a text. */
function digest(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return sum;
}

/** Loads the page anew, where it is now, to see a state of the server; but only once for each state. */
export function reload(state: string): void {
  const focused = document.activeElement as HTMLInputElement | null;
  const focus = focused ? fields().indexOf(focused) : -1;
  const kept: Kept = {
    focus,
    caret: focus < 0 ? [null, null] : caretOf(focused!),
    url: here(),
    scroll: [scrollX, scrollY],
    open: disclosures().map((d) => d.open),
    fields: fields().map((f) => (f.type === "checkbox" || f.type === "radio" ? String(f.checked) : f.value)),
    search: dialogInput()?.value ?? null,
  };
  try {
    const seen = `${here()} ${digest(state)}`;
    if (preview.reloaded.read() === seen) return; // a page that changes itself would be loaded for ever
    preview.reloaded.write(seen);
    preview.session.write(JSON.stringify(kept));
  } catch {
    // Without storage the page begins anew.
  }
  location.reload();
}

/** Where the caret stands; some kinds of field do not say. */
function caretOf(field: HTMLInputElement): [number | null, number | null] {
  return "selectionStart" in field ? [field.selectionStart, field.selectionEnd] : [null, null];
}

/** Changes the page under somebody's hand: the field that has the focus keeps it, its caret, and its place in the window. */
export function steady<T>(change: () => T): T {
  const field = document.activeElement as HTMLInputElement | null;
  if (!field?.closest("main")) return change();
  const caret = caretOf(field);
  const { top, bottom } = field.getBoundingClientRect();
  const changed = change();
  if (!field.isConnected) return changed;
  if (document.activeElement !== field) {
    field.focus({ preventScroll: true });
    if (caret[0] !== null) field.setSelectionRange(...caret);
  }
  if (bottom > 0 && top < innerHeight) scrollBy({ top: field.getBoundingClientRect().top - top, behavior: "instant" });
  return changed;
}

/** The page has come through a comparison: from now on it may be loaded anew again. */
export function settled(): void {
  try {
    preview.reloaded.remove();
  } catch {
    // Without storage nothing was noted.
  }
}

/** Brings back what reload has kept. */
export function restore(): void {
  let kept: Kept | null = null;
  try {
    kept = JSON.parse(preview.session.read() ?? "null") as Kept | null;
    preview.session.remove();
  } catch {
    return;
  }
  if (kept?.url !== here()) return;
  const { open, fields: values, scroll, search, focus, caret } = kept;
  if (disclosures().length === open.length) disclosures().forEach((d, i) => (d.open = open[i]!));
  if (fields().length === values.length) {
    fields().forEach((f, i) => {
      if (f.type === "checkbox" || f.type === "radio") f.checked = values[i] === "true";
      else f.value = values[i]!;
    });
    const field = fields()[focus];
    field?.focus({ preventScroll: true });
    if (caret[0] !== null) field?.setSelectionRange(...caret);
  }
  scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
  const field = document.querySelector<HTMLInputElement>(".search input");
  if (search !== null && field) {
    field.value = search;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
