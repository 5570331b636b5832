// Stands in the place of the service worker on a site that has none: it removes
// what an earlier one left with its readers.

import { ours, world } from "./world";

async function remove(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
  await world.registration.unregister();
}

world.addEventListener("install", (event) => event.waitUntil(world.skipWaiting()));
world.addEventListener("activate", (event) => event.waitUntil(remove()));
