// The groups of a review, as the page lists them: how far each is answered, and how it
// stands.

import { bands } from "./bands";
import type { Checklist } from "./model";
import { groups, progress, type Part, type Score } from "./score";
import { figure } from "./words";
import { write } from "../page/element";
import { found } from "../page/found";
import * as t from "../words";

/** Says how far each group is answered. */
export function showProgress(all: Part[]): void {
  for (const box of found("[data-group]")) {
    const { answered, asked } = progress(all.filter((p) => p.criterion.group === box.dataset.group));
    write(box.querySelector(".group-progress"), t.answeredOf(answered, asked));
    box.classList.toggle("done", answered === asked);
  }
}

/** Draws the score of each group. */
export function showGroups(list: Checklist, s: Score): void {
  for (const group of list.groups ? groups(list, s) : []) {
    const box = document.querySelector(`[data-group="${CSS.escape(group.id)}"]`);
    if (!box || !group.counts) continue;
    const line = box.querySelector(".group-figure")!;
    if (line.textContent === figure(group)) continue; // of six groups, one changes at a time
    line.textContent = figure(group);
    box.querySelector(".group-bands")!.replaceChildren(bands(list, group));
  }
}
