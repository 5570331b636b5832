// A review by keyboard alone: letters answer the question that has the focus, and lead
// on to the next. They act nowhere else, so that they are in nobody's way (WCAG 2.1.4).

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
  if (!to) return true;
  to.closest("details")?.setAttribute("open", "");
  const control = to.querySelector<HTMLElement>(".answer :is(input:checked, .sum:not([hidden]))") ?? to.querySelector<HTMLElement>(".answer :is(input, button)");
  control?.focus({ preventScroll: true });
  to.scrollIntoView({ block: "center" });
  return true;
}
