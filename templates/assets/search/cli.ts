// What `fieldbook search` runs: the search of the pages, in an engine without a
// browser. Go reads the files: part and page are its functions.

import { Index } from "./index";
import { search } from "./search";

declare const fieldbookPart: (name: string, part: number, mark: string) => string;
declare const fieldbookPage: (url: string) => string;

let opened: Promise<Index> | undefined;
let said = "";

/** Runs a part of the index, which calls back with its data. */
async function load(name: string, part: number, mark: string): Promise<unknown> {
  const script = fieldbookPart(name, part, mark);
  if (!script) throw new Error(`part ${name}${part} of the index is missing`);
  let data: unknown;
  new Function("fieldbookIndex", script)((_name: string, _part: number, given: unknown) => (data = given));
  return data;
}

async function read(url: string): Promise<string | undefined> {
  return fieldbookPage(url) || undefined;
}

Object.assign(globalThis, {
  /** Begins a search; once it is done, fieldbookSaid gives what it found, as JSON. */
  fieldbookSearch(text: string, limit: number): string {
    said = "";
    opened ??= Index.open(load, read);
    opened.then((index) => search(index, text, { limit, explain: true })).then(
      (result) => (said = JSON.stringify(result)),
      (failure) => (said = JSON.stringify({ failure: String(failure) })),
    );
    return "";
  },
  fieldbookSaid: (): string => said,
});
