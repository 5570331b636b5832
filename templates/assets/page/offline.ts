// Keeps the site for when there is no network: once somebody uses a page, its
// service worker is registered, which fetches the site in the background.

import { element } from "./element";
import * as t from "../words";

const uses = ["pointerdown", "keydown", "scroll"] as const;

/** Registers the worker at an address when the page is first used, and tells of a newer version. */
export function keepOffline(address: string | undefined): void {
  if (!address || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  const begin = (): void => {
    for (const use of uses) removeEventListener(use, begin);
    navigator.serviceWorker
      .register(address)
      .then((registration) => {
        watch(registration);
        return registration.update(); // browsers look for themselves, but some time later
      })
      .catch(() => undefined); // refused, or no network
  };
  for (const use of uses) addEventListener(use, begin, { passive: true });
}

/** Tells when a newer version is there, also one that waited already, or is on its way. */
function watch(registration: ServiceWorkerRegistration): void {
  const tell = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) newer(registration.waiting);
  };
  const first = !navigator.serviceWorker.controller;
  const follow = (): void => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      tell();
      if (first && worker.state === "activated") ready();
    });
  };
  tell();
  follow();
  registration.addEventListener("updatefound", follow);
  if (!navigator.serviceWorker.controller) return; // the first version changes nothing of this page
  // Another page may have asked for the newer version: this one follows when nobody looks.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (document.hidden || document.querySelector(".newer-version")?.hasAttribute("data-asked")) location.reload();
    else document.addEventListener("visibilitychange", () => location.reload(), { once: true });
  });
}

/** Says that the site is kept, at the end of the page on which it came to be: once, and in nobody's way. */
function ready(): void {
  document.querySelector(".site-footer ul")?.append(element("li", "ready", t.readyOffline));
}

/** Says that a newer version is here, with a button that shows it. */
function newer(waiting: ServiceWorker): void {
  if (document.querySelector(".newer-version")) return;
  const button = (text: string, act: () => void): HTMLButtonElement => {
    const b = element("button", "", text);
    b.type = "button";
    b.addEventListener("click", act);
    return b;
  };
  const show = button(t.showNewer, () => {
    bar.dataset.asked = "";
    waiting.postMessage("fieldbook-newer");
  });
  const bar = element("p", "newer-version", t.newerVersion + " ", show, " ", button(t.showLater, () => bar.remove()));
  bar.setAttribute("role", "status");
  document.body.append(bar);
}
