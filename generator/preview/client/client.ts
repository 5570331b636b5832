// The browser's part of the preview. It hears of every change and brings the
// open page up to date; it shows mistakes, and opens the editor.

import { reload, restore } from "./keep";
import { say, show, type Wrong } from "./overlay";
import { begin, Lost, patch } from "./patch";
import { address, sources } from "./source";

/** What the server tells; see events.go. */
interface News {
  run: string;
  all?: boolean;
  changed?: string[];
  assets?: string[];
  moved?: Record<string, string>;
  index?: boolean;
  follow?: boolean;
  wrong?: Wrong; // if it is another than before
}

begin(); // before the page's own scripts, which wait for its end
addEventListener("DOMContentLoaded", () => setTimeout(restore));
sources((why) => {
  say(why);
  setTimeout(() => say(""), 3000);
});

let text = ""; // the page as the server had it last
let asked = 0; // counts requests for it, so that an old answer never shows

/** Asks for the page, and patches what has changed. */
async function refresh(): Promise<void> {
  const turn = ++asked;
  const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
  const page = await answer.text();
  if (turn !== asked || page === text || answer.status >= 500) return;
  text = page;
  try {
    const changed = patch(new DOMParser().parseFromString(page, "text/html"));
    requestAnimationFrame(() => mark(changed)); // the words come first
  } catch (e) {
    if (!(e instanceof Lost)) console.error(e);
    reload();
  }
}

/** Asks for the page until it comes, or until the server is gone: then the next connection asks. */
function follow(): void {
  refresh().catch(() => {
    if (events?.readyState === EventSource.OPEN) setTimeout(follow, patience);
  });
}

const blocks = "p, li, h1, h2, h3, h4, h5, h6, pre, tr, dt, dd, blockquote, figure, .callout";

/** Marks what has changed in the text for a moment, and shows the first of it when it is out of sight. */
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
  const box = order[0]?.getBoundingClientRect();
  if (box && (box.bottom < 0 || box.top > innerHeight)) order[0]!.scrollIntoView({ block: "center" });
}

/** Lets the next search open the index anew, and an open dialog ask again. */
function newIndex(): void {
  delete (globalThis as { fieldbook?: { opened?: unknown } }).fieldbook?.opened; // the page may have no script of its own
  const input = document.querySelector<HTMLInputElement>(".search-dialog[open] input");
  if (input?.value) input.dispatchEvent(new Event("input", { bubbles: true }));
}

function hear(news: News): void {
  if (news.wrong) show(news.wrong);
  const moved = news.moved?.[address()];
  const saved = news.changed?.at(-1);
  const go = moved ?? (news.follow && saved && !news.changed!.includes(address()) ? saved : undefined);
  if (go) {
    location.replace("/" + go.split("/").map(encodeURIComponent).join("/"));
    return;
  }
  if (news.index) newIndex();
  for (const image of document.images) {
    const url = new URL(image.src);
    if (news.assets?.includes(decodeURIComponent(url.pathname.slice(1)))) image.src = `${url.pathname}?${Date.now()}`;
  }
  if (news.all || news.changed?.includes(address())) {
    follow();
  }
}

const silence = 40_000; // milliseconds without a beat, until the connection counts as dead
const patience = 2_000; // milliseconds until a lost connection is told

let events: EventSource | undefined;
let alive = 0;
let lost: ReturnType<typeof setTimeout> | undefined;

/** Listens; the server begins with all that there is to know. */
function connect(): void {
  events?.close();
  events = new EventSource("/-/events");
  const heard = (): void => {
    alive = Date.now();
    clearTimeout(lost);
    lost = undefined;
    say("");
  };
  events.onopen = heard;
  events.addEventListener("beat", heard);
  events.onmessage = (event) => {
    heard();
    hear(JSON.parse(event.data as string) as News);
  };
  events.onerror = () => {
    lost ??= setTimeout(() => say("The preview does not answer. This page follows again as soon as it does."), patience);
    if (events?.readyState === EventSource.CLOSED) setTimeout(connect, patience);
  };
}

// A browser allows few connections: pages that nobody sees do without.
let away: ReturnType<typeof setTimeout> | undefined;
document.addEventListener("visibilitychange", () => {
  clearTimeout(away);
  if (document.hidden) {
    away = setTimeout(() => {
      events?.close();
      events = undefined;
    }, 5_000);
  } else if (!events || Date.now() - alive > silence) connect();
});
addEventListener("online", connect);
setInterval(() => {
  if (events && Date.now() - alive > silence) connect(); // after a sleep, or a network that is gone
}, 5_000);
connect();
