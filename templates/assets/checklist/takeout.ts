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
  const files = [...(input.files ?? [])];
  if (files.length === 0) return;
  const read = await Promise.all(files.map(async (file) => ({ name: file.name, ...(file.size > 20_000_000 ? { wrong: t.fileTooLarge } : fromJSON(list, await file.text())) })));
  input.value = "";
  take(list, runs, read);
}

/** Adds the answers in a text that was pasted: what a file holds, or a link, which leads to the page that opens it. */
export function takeText(list: Checklist, runs: Runs, card: string, field: HTMLTextAreaElement): void {
  const text = field.value.trim();
  if (!text) return;
  const link = /#(\S+=\S+)/.exec(text);
  const whole = /\{[^]*\}/.exec(text); // a mail may have words around it
  if (!whole && !link) return tell(t.nothingChanged(t.pastedNone));
  field.value = "";
  if (whole) take(list, runs, [{ name: "", ...fromJSON(list, whole[0]) }]);
  else if (card) location.href = `${card}#${link![1]}`;
  else location.hash = link![1]!;
}

type Read = { name: string } & ReturnType<typeof fromJSON>;

function take(list: Checklist, runs: Runs, read: Read[]): void {
  closeMenus();
  const sound = read.filter((r) => "runs" in r);
  const wrong = read.filter((r) => "wrong" in r).map(({ name, wrong }) => (read.length > 1 ? t.fileSays(name, wrong) : wrong));
  if (sound.length === 0) {
    tell(t.nothingChanged(wrong.join(" ")));
    return;
  }
  let words: string[] = [];
  runs.update((book) => {
    const { added, same, conflicts, first } = merge(book, sound.flatMap((r) => r.runs), () => empty("", list).id);
    const shown = book.runs.find((r) => r.id === first);
    if (shown) book.current = shown.id;
    words = [t.added(added, same), ...(shown && added + same > 1 ? [t.shownNow(shown.name || t.unnamed)] : []), ...(shown?.client && shown.note ? [t.theirNote + t.quoted(shown.note.slice(0, 200))] : []), ...(conflicts.length > 0 ? [t.addedBeside(conflicts.join(", "))] : []), ...sound.map((r) => r.lost).filter(Boolean), ...wrong];
  });
  tell(words.join(" "));
}

function tell(text: string): void {
  const line = document.querySelector(".run-told");
  if (line) line.textContent = text;
  say(text);
}
