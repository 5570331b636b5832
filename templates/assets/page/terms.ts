// Words of the glossary: the style sheet shows the meaning on hover and focus.
// A tap shows it too, instead of leaving the page; Escape takes it away.

import { elsewhere } from "./click";

/** Makes the words of the glossary explain themselves on tap. */
export function explainTerms(): void {
  let touch = false;
  document.addEventListener("pointerdown", (event) => {
    touch = event.pointerType !== "mouse";
    for (const shown of document.querySelectorAll(".term.shown")) {
      if (!shown.contains(event.target as Node)) shown.classList.remove("shown");
    }
  });
  document.addEventListener("click", (event) => {
    const term = (event.target as Element).closest(".term > a")?.parentElement;
    if (!term || !touch || elsewhere(event) || term.classList.contains("shown")) return; // a second tap leads to the glossary
    event.preventDefault();
    term.classList.add("shown");
    keepInView(term);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of document.querySelectorAll(".term:is(:hover, :focus-within, .shown)")) {
      term.classList.remove("shown");
      term.classList.add("dismissed");
    }
  });
  for (const type of ["mouseover", "focusin"]) {
    document.addEventListener(type, (event) => {
      const term = (event.target as Element).closest<HTMLElement>(".term");
      if (term) keepInView(term);
    });
  }
  for (const type of ["mouseout", "focusout"]) {
    document.addEventListener(type, (event) => {
      const term = (event.target as Element).closest(".term");
      if (term && !term.contains((event as MouseEvent | FocusEvent).relatedTarget as Node | null)) term.classList.remove("dismissed");
    });
  }
}

/** Moves a meaning to the left when it would leave the window. */
function keepInView(term: HTMLElement): void {
  const meaning = term.querySelector<HTMLElement>(".meaning");
  if (!meaning) return;
  meaning.style.translate = "";
  const box = meaning.getBoundingClientRect();
  const over = box.right - document.documentElement.clientWidth + 8;
  if (over > 0) meaning.style.translate = `${-Math.min(over, box.left - 8)}px 0`;
}
