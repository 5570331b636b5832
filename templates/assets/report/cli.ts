// What `fieldbook report` writes with: the page's own report, in an engine without a
// browser.

import { fromJSON } from "../checklist/files";
import type { Checklist } from "../checklist/model";
import { lastChangedFirst, nameOf, type Run } from "../checklist/runs";
import { docx } from "./docx";
import { asDoc, report, type Setting } from "./document";
import { reportHTML } from "./html";
import { reportMarkdown } from "./markdown";

/** What came of a file of runs. */
interface Reported {
  /** Why it cannot be read. */
  wrong?: string;
  /** What of it could not be read. */
  lost?: string;
  /** Whose runs there are, where it is not clear which is meant. */
  names?: string[];
  title?: string;
  /** The file; of bytes, each is a sign. */
  text?: string;
}

/** The run of a client, of several the one that was changed last; undefined where it is not clear who is meant. */
function chosen(runs: Run[], client: string): Run | undefined {
  const own = client ? runs.filter((r) => r.name === client) : runs;
  const names = new Set(own.map((r) => r.name));
  return names.size === 1 ? lastChangedFirst(own)[0] : undefined;
}

const kinds: Record<string, (made: ReturnType<typeof report>, setting: Setting) => string> = {
  docx: (made, setting) => Array.from(docx(asDoc(made, setting)), (byte) => String.fromCharCode(byte)).join(""),
  html: (made) => reportHTML(made),
  md: (made) => reportMarkdown(made),
};

function reported(list: Checklist, setting: Setting, file: string, client: string, today: string, kind: string): Reported {
  const read = fromJSON(list, file);
  if ("wrong" in read) return { wrong: read.wrong };
  const { runs, lost } = read;
  const run = chosen(runs, client);
  if (!run) return { lost, names: [...new Set(runs.map((r, i) => nameOf(r, i)))] };
  const made = report(list, run, runs.find((r) => r.id === run.after), setting, today);
  return { lost, title: made.title, text: kinds[kind]!(made, setting) };
}

Object.assign(globalThis, {
  fieldbookReport: (model: string, setting: string, file: string, client: string, today: string, kind: string): string =>
    JSON.stringify(reported(JSON.parse(model) as Checklist, JSON.parse(setting) as Setting, file, client, today, kind)),
});
