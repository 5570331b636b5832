// A service worker's world, as far as it is used: the type checker knows a page's.

import { ofRoot } from "../page/storage";

export interface Waiting extends Event {
  waitUntil(done: Promise<unknown>): void;
}

export interface Asked extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface World {
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", act: (event: Waiting) => void): void;
  addEventListener(type: "message", act: (event: MessageEvent) => void): void;
  addEventListener(type: "fetch", act: (event: Asked) => void): void;
}

export const world = globalThis as unknown as World;

/** Where the site stands. */
export const root = new URL("./", world.location.href);

/** What the names of this site's caches begin with: other sites of this origin have their own. */
export const ours = ofRoot(root.pathname);
