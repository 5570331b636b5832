import type { Engine } from "../page/api";

/** The engine that main.ts loads: the two bundles share it through the page. */
export function load(): Promise<Engine> {
  return fieldbook.load!();
}
