// Rows that may be the same lead: by the vendor's number, by the web domain, or
// by name and place. They are told, never merged.

import type { Lead } from "./rank";
import type { Table } from "./table";

/** Headings of what tells a firm from all others, the surest first. */
const telling = [/^(iusa number|d-?u-?n-?s.*|record id|zoominfo company id|siret?n?)$/i, /^(website|web ?site|url|domain|web|company domain name|homepage)$/i];
const postal = /^(company )?(zip( code)?|postal ?code|postcode|plz)$/i;

/** Pairs of rows that may be one, the earlier first, of leads in the file's order; it yields now and then how many are looked at. */
export function* twins(table: Table, all: Lead[]): Generator<number, [Lead, Lead][]> {
  const headings = table.headings.map((h) => h.replace(/[®™]/g, "").trim());
  const own = telling.map((p) => headings.findIndex((h) => p.test(h)));
  const zip = headings.findIndex((h) => postal.test(h));
  const seen = new Map<string, Lead>();
  const out: [Lead, Lead][] = [];
  for (const [at, l] of all.entries()) {
    if (at % 1000 === 999) yield at;
    const cell = (i: number): string => (i < 0 ? "" : (l.row.cells[i] ?? "").trim().toLowerCase());
    const keys = [cell(own[0]!), domain(cell(own[1]!)), l.name && (cell(zip) || l.place) ? `${bare(l.name)}|${cell(zip) || l.place.toLowerCase()}` : ""];
    const key = keys.map((k, i) => `${i} ${k}`).filter((k) => k.length > 3);
    const twin = key.map((k) => seen.get(k)).find((x) => x !== undefined);
    if (twin) out.push([twin, l]);
    for (const k of key) if (!seen.has(k)) seen.set(k, l);
  }
  return out;
}

const domain = (address: string): string => address.replace(/^https?:\/\//, "").replace(/^www\./, "").split(/[/?#]/)[0]!;

/** A firm's name without its form, so that "Oak Law, LLC" is "Oak Law". */
const bare = (name: string): string => name.toLowerCase().replace(/[.,]/g, "").replace(/ (llc|inc|ltd|gmbh|corp|co|plc|sa|sarl|ag|kg)$/, "").trim();
