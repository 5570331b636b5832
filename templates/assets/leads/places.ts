// What goes with the place is asked once for each place.

import { typedAs } from "../checklist/kinds";
import type { Criterion } from "../checklist/model";
import { element } from "../page/element";
import type { Lead } from "./rank";

/** Asks a question for each place of these leads; answered is told each answer. */
export function askPlaces(dialog: HTMLDialogElement, c: Criterion, lacking: Lead[], answered: (place: string, answer: string) => void): void {
  const counts = new Map<string, number>();
  for (const { place } of lacking) counts.set(place, (counts.get(place) ?? 0) + 1);
  dialog.querySelector("h2")!.textContent = c.ask;
  dialog.querySelector("ul")!.replaceChildren(
    ...[...counts].sort(([, a], [, b]) => b - a).map(([place, n]) => {
      const field = Object.assign(element("input", ""), { type: "text", autocomplete: "off" });
      field.addEventListener("change", () => {
        const answer = typedAs(c, field.value.trim());
        field.setAttribute("aria-invalid", String(answer === undefined));
        if (answer) answered(place, answer);
      });
      return element("li", "", element("label", "", element("span", "", `${place} (${n})`), field));
    }),
  );
  dialog.showModal();
}
