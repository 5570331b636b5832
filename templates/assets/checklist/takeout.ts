// All answers that are kept, as files and back from them.

import { download } from "../page/download";
import { say } from "../page/say";
import { today } from "../page/today";
import { fromJSON, merge, toCSV, toJSON } from "./files";
import { closeMenus } from "./menus";
import type { Checklist } from "./model";
import { empty, type Runs } from "./runs";
import * as t from "../words";

/** Lets the page save what is kept, and open what was saved. */
export function watchFiles(list: Checklist, runs: Runs, reload: () => void): void {
  const save = (ending: string, type: string, text: string): void => download(`${list.id}.${ending}`, type, text);
  document.querySelector(".run-json")?.addEventListener("click", () => save("json", "application/json", toJSON(list, runs.book().runs)));
  document.querySelector(".run-csv")?.addEventListener("click", () => save("csv", "text/csv", "\ufeff" + toCSV(list, runs.book().runs, today())));
  document.querySelector(".run-import")?.addEventListener("change", ({ target }) => {
    closeMenus();
    void take(list, runs, target as HTMLInputElement).then(reload);
  });
}

async function take(list: Checklist, runs: Runs, input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const read = file.size > 20_000_000 ? { wrong: t.fileTooLarge } : fromJSON(list, await file.text());
  input.value = "";
  if ("wrong" in read) {
    tell(t.nothingChanged(read.wrong));
    return;
  }
  let words = "";
  runs.update((book) => {
    const { added, same, conflicts } = merge(book, read.runs, () => empty("", list).id);
    words = t.added(added, same);
    if (conflicts.length > 0) words += ` ${t.addedBeside(conflicts.join(", "))}`;
    if (read.lost) words += ` ${read.lost}`;
  });
  tell(words);
}

function tell(text: string): void {
  const line = document.querySelector(".run-told");
  if (line) line.textContent = text;
  say(text);
}
