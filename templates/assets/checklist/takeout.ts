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

/** Adds the answers in the files that were chosen, and says what came of each. */
export async function takeFile(list: Checklist, runs: Runs, input: HTMLInputElement): Promise<void> {
  closeMenus();
  const files = [...(input.files ?? [])];
  if (files.length === 0) return;
  const read = await Promise.all(files.map(async (file) => ({ name: file.name, ...(file.size > 20_000_000 ? { wrong: t.fileTooLarge } : fromJSON(list, await file.text())) })));
  input.value = "";
  const sound = read.filter((r) => "runs" in r);
  const wrong = read.filter((r) => "wrong" in r).map(({ name, wrong }) => (files.length > 1 ? t.fileSays(name, wrong) : wrong));
  if (sound.length === 0) {
    tell(t.nothingChanged(wrong.join(" ")));
    return;
  }
  let words: string[] = [];
  runs.update((book) => {
    const { added, same, conflicts } = merge(book, sound.flatMap((r) => r.runs), () => empty("", list).id);
    words = [t.added(added, same), ...(conflicts.length > 0 ? [t.addedBeside(conflicts.join(", "))] : []), ...sound.map((r) => r.lost).filter(Boolean), ...wrong];
  });
  tell(words.join(" "));
}

function tell(text: string): void {
  const line = document.querySelector(".run-told");
  if (line) line.textContent = text;
  say(text);
}
