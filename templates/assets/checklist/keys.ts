// A review by keyboard alone: letters answer the question that has the focus, and lead
// on to the next. Where nothing has the focus, j begins at the first open question, and ?
// opens the menu, which names the keys. They act nowhere else, so that they are in
// nobody's way.

const answers: Record<string, string> = { y: "yes", n: "no", "?": "?" };

/** Listens to the keys of a review. */
export function watchKeys(): void {
  const page = document.querySelector(".checklist:has(.group)");
  page?.addEventListener("keydown", (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event as KeyboardEvent;
    const item = (target as Element).closest<HTMLElement>(".criterion");
    if (!item || altKey || ctrlKey || metaKey) return;
    const writes = (target as Element).matches("input:not([type=radio], [type=checkbox]), textarea");
    const done = writes ? inField(item, target as Element, key) : act(item, key);
    if (done) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!page || document.activeElement !== document.body || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "j" ? begin() : event.key === "?" && help()) event.preventDefault();
  });
}

/** Leads to the first question that is asked and open. */
function begin(): boolean {
  const item = document.querySelector(".criterion:not(.left-out, .has-answer)");
  return item instanceof HTMLElement && lead(item);
}

/** Opens the menu, which names the keys. */
function help(): boolean {
  const menu = document.querySelector<HTMLDetailsElement>(".run-menu");
  if (menu) menu.open = true;
  menu?.querySelector("summary")?.focus();
  return menu !== null;
}

/** In a field, letters are letters: only what a line of text has no use for leads away. */
function inField(item: HTMLElement, field: Element, key: string): boolean {
  if (!field.matches(".answer [type=text]")) return false;
  if (key === "ArrowUp") return go(item, -1);
  return (key === "ArrowDown" || key === "Enter") && go(item, 1);
}

function act(item: HTMLElement, key: string): boolean {
  if (key === "j" || key === "k") return go(item, key === "j" ? 1 : -1);
  const box = key === "x" ? item.querySelector<HTMLElement>(".na input") : answers[key] ? field(item, answers[key]) : null;
  if (!box) return false;
  if (!(box as HTMLInputElement).checked) box.click();
  return go(item, 1);
}

/** What says an answer: a box, or the chip of a field. */
const field = (item: HTMLElement, answer: string): HTMLElement | null => item.querySelector<HTMLElement>(`.answer :is(input[value="${answer}"], .chip[data-chip="${answer}"])`);

/** Leads to the question before or behind; true, also at the ends. */
function go(from: HTMLElement, by: 1 | -1): true {
  const all = [...document.querySelectorAll<HTMLElement>(".criterion:not(.left-out)")];
  const to = all[all.indexOf(from) + by];
  return !to || lead(to);
}

function lead(to: HTMLElement): true {
  to.closest("details")?.setAttribute("open", "");
  const control = to.querySelector<HTMLElement>(".answer :is(input:checked, .sum:not([hidden]))") ?? to.querySelector<HTMLElement>(".answer :is(input, button)");
  control?.focus({ preventScroll: true });
  to.scrollIntoView({ block: "center" });
  return true;
}
