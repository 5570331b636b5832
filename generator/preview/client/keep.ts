// What a reader sees and has typed, kept through a reload that cannot be
// avoided. A checklist keeps its answers itself.

const key = "fieldbook-preview";

interface Kept {
  url: string;
  scroll: [number, number];
  open: boolean[];
  fields: string[];
  search: string | null;
}

const here = (): string => location.href.replace(/#.*/, "");
const disclosures = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>("details")];
const fields = (): HTMLInputElement[] =>
  [...document.querySelectorAll<HTMLInputElement>("input:not([type=file], [type=password]), textarea, select")].filter((f) => !f.closest("article.checklist, dialog"));
const dialogInput = (): HTMLInputElement | null => document.querySelector(".search-dialog[open] input");

/** Loads the page anew, as it is now. */
export function reload(): void {
  const kept: Kept = {
    url: here(),
    scroll: [scrollX, scrollY],
    open: disclosures().map((d) => d.open),
    fields: fields().map((f) => (f.type === "checkbox" || f.type === "radio" ? String(f.checked) : f.value)),
    search: dialogInput()?.value ?? null,
  };
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Without storage the page begins anew.
  }
  location.reload();
}

/** Brings back what reload has kept. */
export function restore(): void {
  let kept: Kept | null = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as Kept | null;
    sessionStorage.removeItem(key);
  } catch {
    return;
  }
  if (kept?.url !== here()) return;
  const { open, fields: values, scroll, search } = kept;
  if (disclosures().length === open.length) disclosures().forEach((d, i) => (d.open = open[i]!));
  if (fields().length === values.length) {
    fields().forEach((f, i) => {
      if (f.type === "checkbox" || f.type === "radio") f.checked = values[i] === "true";
      else f.value = values[i]!;
    });
  }
  scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
  const field = document.querySelector<HTMLInputElement>(".search input");
  if (search !== null && field) {
    field.value = search;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
