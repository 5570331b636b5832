// Rows that may be the same lead: by what its record is known by, by its site, or by
// name and place. They are told, never merged.

import { tells } from "./columns";
import type { Lead } from "./rank";
import { webOf } from "./reach";
import type { Table } from "./table";
import { isNoData } from "./value";

/** Pairs of rows that may be one, the earlier first, of leads in the file's order; it yields now and then how many are looked at. */
export function* twins(table: Table, all: Lead[]): Generator<number, [Lead, Lead][]> {
  const columns = (of: ReturnType<typeof tells>): number[] => table.headings.flatMap((h, i) => (tells(h) === of ? [i] : []));
  const [ids, webs, postal] = [columns("id"), columns("web"), columns("postal")];
  const seen = new Map<string, Lead>();
  const out: [Lead, Lead][] = [];
  for (const [at, l] of all.entries()) {
    if (at % 1000 === 999) yield at;
    const cell = (i: number): string => {
      const text = (l.row.cells[i] ?? "").trim().toLowerCase();
      return isNoData(text) || /^0+$/.test(text) ? "" : text; // a vendor writes zeros for none
    };
    const place = postal.map(cell).find(Boolean) ?? l.place.toLowerCase();
    const keys: [string, string][] = [...ids.map((i): [string, string] => [`${i}`, cell(i)]), ...webs.map((i): [string, string] => ["site", domain(cell(i))]), ["name", l.name && place && `${bare(l.name)}|${place}`]];
    const key = keys.flatMap(([of, text]) => (text.length > 1 ? [`${of} ${text}`] : []));
    const twin = key.map((k) => seen.get(k)).find((x) => x !== undefined);
    if (twin) out.push([twin, l]);
    for (const k of key) if (!seen.has(k)) seen.set(k, l);
  }
  return out;
}

/** The host of a site; "" for what is none. */
const domain = (address: string): string => webOf(address).replace(/^https?:\/\//, "").replace(/^www\./, "").split(/[/?#]/)[0]!;

/** A firm's name without its form, so that "Oak Law, LLC" is "Oak Law". */
const bare = (name: string): string => name.toLowerCase().replace(/[.,]/g, "").replace(/ (llc|inc|ltd|gmbh|corp|co|plc|sa|sarl|ag|kg)$/, "").trim();
