// All answers that are kept, as files and back from them.

import { download } from "../page/download";
import { say } from "../page/say";
import { today } from "../page/today";
import { fromJSON, merge, toCSV, toJSON } from "./files";
import { closeMenus } from "./menus";
import type { Checklist } from "./model";
import { empty, type Runs } from "./runs";
import * as t from "../words";

/** Saves all answers as a file that can be opened again. */
export const saveFile = (list: Checklist, runs: Runs): void => download(`${list.id}.json`, "application/json", toJSON(list, runs.book().runs));

/** Saves all answers as a table. */
export const saveTable = (list: Checklist, runs: Runs): void => download(`${list.id}.csv`, "text/csv", "\ufeff" + toCSV(list, runs.book().runs, today()));

/** Adds the answers in a file that was chosen, and says what came of it. */
export async function takeFile(list: Checklist, runs: Runs, input: HTMLInputElement): Promise<void> {
  closeMenus();
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
