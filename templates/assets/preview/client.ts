// The browser's part of the preview. It hears of every change and brings the
// open page up to date; it shows mistakes, and opens the editor. patch.ts carries the
// differences between the server's last page and its new one into the open page, so
// that whatever else has changed there stays; where scripts or data differ, the page is
// loaded anew and what its reader sees restored. The pages of a browser share one
// connection, as it allows few.

import { reload, restore, settled, steady } from "./session";
import { listen } from "./connection";
import { frame, leave } from "./frame";
import { say, show, type Wrong } from "./overlay";
import { begin, Lost, patch } from "./patch";
import { questions } from "./questions";
import { address, pathOf, sources } from "./source";
import { preview } from "../page/storage";
import * as t from "../words";

/** What the server tells; see events.go. */
interface Change {
  all?: boolean;
  changed?: string[];
  shown?: string[];
  assets?: string[];
  moved?: Record<string, string>;
  index: string; // names the search index that is served
  follow?: boolean;
  early?: boolean;
  wrong?: Wrong; // if it is another than before
}

begin(); // before the page's own scripts, which wait for its end
frame();
addEventListener("DOMContentLoaded", () => setTimeout(restore));
document.addEventListener("fieldbook-missed", ({ detail }: CustomEventInit<string>) => {
  void fetch("/-/missed", { method: "POST", body: detail }).catch(() => undefined); // the writer is told by the next
  say("missed", t.readersWillLook(detail ?? ""));
  setTimeout(() => say("missed", ""), 6000);
});
sources(leave, (why) => {
  say("source", why);
  setTimeout(() => say("source", ""), 3000);
});

let text = ""; // the page as the server had it last
let asked = 0; // counts requests for it, so that an old answer never shows

/** Asks for the page, and patches what has changed. */
async function refresh(): Promise<void> {
  const turn = ++asked;
  const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
  const page = await answer.text();
  if (turn !== asked) return;
  const failed = answer.status >= 500;
  say("page", failed ? `This page cannot be made: ${new DOMParser().parseFromString(page, "text/html").querySelector("p")?.textContent}` : "");
  if (failed || page === text) return;
  text = page;
  try {
    const changed = steady(() => {
      const all = patch(new DOMParser().parseFromString(page, "text/html"));
      document.dispatchEvent(new Event("fieldbook-patched")); // the page's scripts look at it anew
      return all;
    });
    settled();
    requestAnimationFrame(() => mark(changed)); // the words come first
  } catch (e) {
    if (!(e instanceof Lost)) console.error(e);
    reload(page);
  }
}

const patience = 1_000; // milliseconds until the page is asked for again

/** Asks for the page until it comes, or until somebody else asks. */
function follow(): void {
  const turn = asked + 1;
  refresh().catch(() => setTimeout(() => turn === asked && follow(), patience));
}

const blocks = "p, li, h1, h2, h3, h4, h5, h6, pre, tr, dt, dd, blockquote, figure, .callout";

/** Marks what has changed in the text for a moment, and shows the first of it when it is out of sight; not in a page that is being filled in. */
function mark(changed: Set<Element>): void {
  const main = document.querySelector("main");
  const marked = new Set<Element>();
  for (const e of changed) {
    if (main?.contains(e) && e !== main && e.isConnected) marked.add(e.closest(blocks) ?? e);
  }
  const order = [...marked].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  for (const e of order) {
    e.animate([{ backgroundColor: "rgb(255 200 60 / 45%)", outline: "3px solid rgb(255 200 60 / 45%)" }, { backgroundColor: "transparent", outlineColor: "transparent" }], { duration: 1600, easing: "ease-in" });
  }
  if (main?.querySelector(".checklist")) return;
  const box = order[0]?.getBoundingClientRect();
  if (box && (box.bottom < 0 || box.top > innerHeight)) order[0]!.scrollIntoView({ block: "center" });
}

let index = ""; // that the page's searches may have opened

/** Lets the next search open the index anew, and an open one ask again. */
function newIndex(): void {
  const page = globalThis as { fieldbook?: { opened?: unknown } };
  if (!page.fieldbook?.opened) return; // nobody has searched
  delete page.fieldbook.opened;
  if (document.querySelector("main .results")) reload(index);
  const input = document.querySelector<HTMLInputElement>(".search-dialog[open] input:not([aria-activedescendant])"); // nobody is choosing
  if (input?.value) input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Shows images anew that were saved under the same name. */
function newImages(assets: string[]): void {
  for (const image of document.images) {
    if (!URL.canParse(image.src)) continue;
    const url = new URL(image.src);
    if (url.origin === location.origin && assets.some((a) => new URL(pathOf(a), url).pathname === url.pathname)) {
      image.src = `${url.pathname}?${Date.now()}`;
    }
  }
}

const { leader } = preview;
const me = Math.random().toString(36).slice(2);

/** Whether this window is the one that is led: the last one that somebody looked at. */
function leads(): boolean {
  if (document.hidden) return false;
  try {
    if (leader.read() === null) leader.write(me);
    return leader.read() === me;
  } catch {
    return true; // without storage, windows do not know of each other
  }
}

function lead(): void {
  try {
    if (document.hasFocus()) leader.write(me);
  } catch {
    // see leads
  }
}

addEventListener("focus", lead);
addEventListener("pagehide", () => {
  try {
    if (leader.read() === me) leader.remove();
  } catch {
    // see leads
  }
});
lead();

function handle(change: Change): void {
  if (change.wrong) show(change.wrong);
  say("early", change.early ? t.othersToCome : "");
  const moved = change.moved?.[address()];
  const saved = change.changed?.at(-1);
  const here = [...(change.changed ?? []), ...(change.shown ?? [])].includes(address());
  const go = moved ?? (change.follow && saved && !here && leads() ? saved : undefined);
  if (go) {
    const rest = moved ? location.search + location.hash : "";
    location.replace(pathOf(go) + rest);
    return;
  }
  const before = index;
  index = change.index;
  if (before && before !== index) newIndex();
  if (before !== index) questions();
  if (change.assets) newImages(change.assets);
  if (change.all || change.changed?.includes(address())) follow();
}

listen(
  (change) => handle(change as Change),
  (is) => say("server", is ? t.noServer : ""),
);
