// The service worker: keeps the site for a reader without a network. The
// generator puts the version, the files and their fingerprints before it
// (generator/offline).
//
// Each version has a cache of its own, which is filled whole or not at all, and
// every file is held against its fingerprint: what is shown is of one version.

import { ours, root, world } from "./world";

interface Kept {
  version: string;
  /** Path below the site's root and fingerprint of each file that is kept from the start. */
  files: [string, string][];
  /** Whether these are all files of the site. */
  whole: boolean;
}

declare const fieldbookKept: Kept;

const { version, files, whole } = fieldbookKept;
const own = ours + version;
const readCache = ours + "read";
const kept = new Map(files);
const atOnce = 6; // requests
const mostRead = 300; // pages and files that are kept because somebody read them

const others = async (): Promise<string[]> => (await caches.keys()).filter((name) => name.startsWith(ours) && name !== own && name !== readCache);

/** The fingerprint of some bytes, as the generator makes it. */
async function fingerprint(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 8);
  return [...sum].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** A file with the fingerprint that it must have: from an older version's cache, or the host. */
async function fetched(path: string, sum: string, older: Cache[]): Promise<Response> {
  const url = new URL(path, root).href;
  for (const cache of older) {
    const answer = await cache.match(url);
    if (answer && (await fingerprint(await answer.clone().arrayBuffer())) === sum) return answer;
  }
  // The browser's cache may hold a file that its host takes for the same, by its second.
  for (const cache of ["no-cache", "reload"] as const) {
    const answer = await fetch(url, { cache });
    const bytes = await answer.arrayBuffer();
    if (!answer.ok || (await fingerprint(bytes)) !== sum) continue;
    // A copy: a browser refuses to show a page that came by a redirect.
    return new Response(bytes, { headers: { "content-type": answer.headers.get("content-type") ?? "" } });
  }
  throw new Error(`${path} is of another version`);
}

/** Fills the cache of this version; what is incomplete is thrown away. */
async function fill(): Promise<void> {
  const cache = await caches.open(own);
  const older = await Promise.all((await others()).map((name) => caches.open(name)));
  const rest = [...files];
  const take = async (): Promise<void> => {
    for (let next = rest.pop(); next; next = rest.pop()) await cache.put(new URL(next[0], root).href, await fetched(next[0], next[1], older));
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, take));
  } catch (e) {
    rest.length = 0;
    await caches.delete(own);
    throw e;
  }
}

/** The file that a host would send for an address below the root. */
function fileOf(url: URL): string {
  const path = decodeURIComponent(url.pathname.slice(root.pathname.length));
  if (path === "" || path.endsWith("/")) return path + "index.html";
  return !kept.has(path) && kept.has(path + ".html") ? path + ".html" : path;
}

/** From the host; what was read is kept for when there is none. */
async function read(request: Request, file: string): Promise<Response> {
  const cache = await caches.open(readCache);
  const url = new URL(file, root).href;
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && answer.type === "basic") {
      await cache.put(url, answer.clone()).catch(() => undefined); // the quota is full
      const keys = await cache.keys();
      for (const key of keys.slice(0, Math.max(0, keys.length - mostRead))) await cache.delete(key);
    }
    return answer;
  } catch (e) {
    const before = (await cache.match(url)) ?? (await missing(request));
    if (before) return before;
    throw e;
  }
}

/** What stands in the place of a page that cannot be had. Of what is not kept nobody knows whether it is there. */
async function missing(request: Request): Promise<Response | undefined> {
  const page = request.mode === "navigate" ? await (await caches.open(own)).match(new URL("404.html", root).href) : undefined;
  const forReaders = /(\.html|\/[^./]*)$/.test(new URL(request.url).pathname); // what programs read is not kept
  if (!page || (whole && forReaders)) return page;
  const text = (await page.text()).replace('not-there"', 'not-there" hidden').replace('not-kept" hidden', 'not-kept"');
  return new Response(text, { status: 503, headers: page.headers });
}

async function answer(request: Request, url: URL): Promise<Response> {
  const file = fileOf(url);
  // On a site that is kept in part, the head of the search belongs to what the host has.
  if (kept.has(file) && (whole || file !== "search/index.js")) {
    const before = await (await caches.open(own)).match(new URL(file, root).href);
    if (before) return before;
  }
  if (!whole) {
    return read(request, file).catch(async (e) => {
      const before = await (await caches.open(own)).match(new URL(file, root).href);
      if (before) return before;
      throw e;
    });
  }
  try {
    return await fetch(request);
  } catch (e) {
    const instead = await missing(request);
    if (instead) return instead;
    throw e;
  }
}

world.addEventListener("install", (event) => event.waitUntil(fill()));
world.addEventListener("activate", (event) =>
  event.waitUntil(
    others()
      .then((names) => Promise.all(names.map((name) => caches.delete(name))))
      .then(() => world.clients.claim()),
  ),
);
world.addEventListener("message", (event) => {
  if (event.data === "fieldbook-newer") void world.skipWaiting();
});
world.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== root.origin || !url.pathname.startsWith(root.pathname) || request.headers.has("range")) return;
  event.respondWith(answer(request, url));
});
