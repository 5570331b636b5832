// Which questions are open. A question that waits, or is answered, takes two
// lines; the one to ask next, and the one in use, say why they are asked and how
// they can be answered. Opening and closing moves nothing under the hand: what
// was above takes its room from the scroll, or stays open.

let pressing = false;

const open = "asked";

/** Makes a change, and keeps an element where the eye has it. That measures the page twice, so a key that opens and closes nothing is not held. */
export function hold<T>(change: () => T, still: Element | null = document.activeElement): T {
  const before = still?.getBoundingClientRect().top;
  const made = change();
  if (before !== undefined && still?.isConnected && still !== document.body) scrollBy({ top: still.getBoundingClientRect().top - before, behavior: "instant" });
  return made;
}

/** Opens a question, and closes those that were in use before. */
function use(item: HTMLElement, still: Element): void {
  hold(() => item.classList.add(open), still);
  const others = [...document.querySelectorAll(`.criterion.${open}`)].filter((other) => other !== item);
  for (const other of others) {
    const before = still.getBoundingClientRect().top;
    other.classList.remove(open);
    const moved = still.getBoundingClientRect().top - before;
    if (scrollY + moved < 0) other.classList.add(open);
    else scrollBy({ top: moved, behavior: "instant" });
  }
}

/** Opens the question that is used: by writing, or to change what was chosen. */
export function watchAsked(): void {
  addEventListener("pointerdown", () => (pressing = true), true);
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => setTimeout(() => (pressing = false)), true);
  const page = document.querySelector(".checklist");
  page?.addEventListener("focusin", ({ target }) => {
    const field = target as HTMLElement;
    const item = field.closest<HTMLElement>(".criterion");
    if (!item || !field.matches(".answer input[type=text], .options input")) return;
    const act = (): void => use(item, field);
    if (pressing) addEventListener("click", () => setTimeout(act), { once: true }); // a control that moves away from the hand is not pressed
    else act();
  });
  page?.addEventListener("click", ({ target }) => {
    const sum = (target as Element).closest(".sum");
    const item = sum?.closest<HTMLElement>(".criterion");
    if (!item) return;
    use(item, item);
    item.querySelector<HTMLInputElement>(".options :checked, .options input")?.focus({ preventScroll: true });
  });
  page?.addEventListener("mousedown", (event) => {
    if ((event.target as Element).closest(".chip")) event.preventDefault(); // the keyboard of a phone stays
  });
}
