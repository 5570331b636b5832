// The sheet that says what travels: a link, a link with name and notes, a text,
// a file.

import { asName, download } from "../page/download";
import { say } from "../page/say";
import { sign } from "../page/sign";
import { format } from "./address";
import { asText, toJSON } from "./files";
import type { Checklist } from "./model";
import type { Run } from "./runs";
import { today } from "../page/today";
import * as t from "../words";

/** Opens the sheet of the page, whose button says what came of it. */
export function openShare(list: Checklist, run: Run, button: HTMLElement): void {
  const sheet = document.querySelector<HTMLDialogElement>("dialog.sheet");
  if (!sheet || sheet.open) return;
  sheet.querySelector<HTMLElement>(".to-copy")!.hidden = true;
  sheet.onclick = ({ target }) => {
    const e = target as HTMLElement;
    const way = e.closest<HTMLElement>("[data-share]")?.dataset.share;
    if (e === sheet || e.closest(".close")) sheet.close(); // beside it, too
    else if (way) void share(list, run, way, sheet, button);
  };
  sheet.showModal();
}

async function share(list: Checklist, run: Run, way: string, sheet: HTMLDialogElement, button: HTMLElement): Promise<void> {
  const address = addressOf(list, run, way === "named" || way === "text"); // a text says the name anyway
  const done = (words: string): void => {
    sheet.close();
    sign(button, words);
  };
  if (way === "file") {
    download(`${[list.id, asName(run.name)].filter(Boolean).join("-")}.json`, "application/json", toJSON(list, [run]));
    done(t.fileSaved);
    return;
  }
  if (way !== "text" && matchMedia("(pointer: coarse)").matches && "share" in navigator) {
    const shared = await navigator.share({ title: document.title, url: address }).then(
      () => t.shared,
      (e: DOMException) => (e.name === "AbortError" ? "" : undefined), // "": the reader has thought better of it
    );
    if (shared) done(shared);
    if (shared !== undefined) return;
  }
  const text = way === "text" ? asText(list, run, today(), address) : address;
  try {
    await navigator.clipboard.writeText(text);
    done(way === "text" ? t.textCopied : t.linkCopied);
  } catch {
    toCopy(sheet, text); // no clipboard: it is shown
  }
}

const addressOf = (list: Checklist, run: Run, names: boolean): string => `${location.href.replace(/#.*/, "")}#${format(list, run, names)}`;

function toCopy(sheet: HTMLElement, text: string): void {
  const box = sheet.querySelector<HTMLElement>(".to-copy")!;
  const field = box.querySelector("textarea")!;
  box.hidden = false;
  field.value = text;
  field.focus();
  field.select();
  say(t.toCopy);
}
