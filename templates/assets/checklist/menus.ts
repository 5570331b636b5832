// The menus of a page: disclosures that close when the hand goes elsewhere.

const openMenus = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll("details.menu[open]");

/** Closes the menus, but for the one that holds an element. */
export function closeMenus(but: Element | null = null): void {
  for (const menu of openMenus()) {
    if (but && menu.contains(but)) continue;
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary")?.focus();
  }
}

/** Closes what is open when something else is used, and by Escape. */
export function watchMenus(): void {
  for (const type of ["pointerdown", "focusin"]) document.addEventListener(type, ({ target }) => closeMenus(target as Element));
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") closeMenus();
  });
}
