// What the columns of a list mean: guessed from their headings and values.

import type { Checklist, Criterion } from "../checklist/model";
import { measure, type Measure } from "./value";

/** What a column is for: the name of a lead, a criterion, one option of a criterion, or kept as it is. */
export type Role = { is: "keep" } | { is: "name" } | { is: "place" } | { is: "criterion"; id: string } | { is: "option"; id: string; option: string };

const keep: Role = { is: "keep" };

/** The headings of vendors, the best first: a figure before a band, one site before the whole firm. */
const known: Record<Measure, RegExp[]> = {
  staff: [
    /^(location )?employee(s)? size actual$/, /^employees \(single site\)$/, /^(number|no\.?|#) ?of employees$|^# employees$|^numberofemployees$/, /^employees?$|^staff$|^headcount$|^team size$|^mitarbeiter$|^employees here$/,
    /^(location )?employee(s)? size range$|^employee range$|^employees? (band|range|size)$|^company size$/, /tranche.*effectif|^effectifs?$/, /^employees \((total|blended sites)\)$|^corporate employee size actual$/, /^corporate employee size range$/,
  ],
  sales: [
    /^(location )?sales volume actual$/, /^(sales|revenue)( \((usd|m|in 000s usd)\))?$/, /^(annual|yearly) ?(revenue|sales|turnover)/, /^turnover$|^umsatz|^chiffre d.affaires/, /^(location )?sales volume range$|^(revenue|sales) (range|band)/, /^corporate sales volume actual$/, /^corporate sales volume range$/,
  ],
  computers: [/^(pcs?|computers|workstations|number of (pcs?|computers)|# ?(pcs?|computers))$/],
  drive: [/^(drive|driving|travel)( time)?( \((min|minutes)\))?$/, /^minutes$|^fahrzeit/],
  other: [],
};

const nameHeadings = [/^(company|account|business|organi[sz]ation|firm) ?name$/, /^(company|name|business|firm|organi[sz]ation|account|firma|unternehmen|société|empresa)$/, /^d.?nomination/];
const placeHeadings = [/^(company |location |mailing )?city$/, /^(town|ort|stadt|ville|ciudad)$/];

/** A heading as it is compared: without what stands in marks and twice. */
const bare = (heading: string): string => heading.normalize("NFKC").toLowerCase().replace(/[®™_]/g, " ").replace(/\s+/g, " ").trim();

/** Which columns may be a criterion's, the best first. */
export function candidates(c: Criterion, headings: string[]): number[] {
  const own = [...(c.columns ?? []), c.ask, c.id].map(bare);
  const of = known[measure(c)];
  const rank = headings.map((h, i) => {
    const heading = bare(h);
    if (heading === "") return { i, at: Infinity };
    const vendor = of.findIndex((p) => p.test(heading));
    if (vendor >= 0) return { i, at: vendor };
    const plain = heading.replace(/\s*\([^)]*\)$/, "");
    const exact = own.findIndex((w) => w === heading || w === plain);
    return { i, at: exact >= 0 ? 2.5 + exact / 100 : Infinity };
  });
  return rank.filter((r) => r.at < Infinity).sort((a, b) => a.at - b.at || a.i - b.i).map((r) => r.i);
}

/** Guesses what each column means. A criterion may have several: the first that says something counts. */
export function guess(list: Checklist, headings: string[]): Role[] {
  const roles: Role[] = headings.map(() => keep);
  const free = (i: number): boolean => roles[i] === keep;
  const first = (patterns: RegExp[]): number => {
    for (const p of patterns) {
      const i = headings.findIndex((h, at) => free(at) && p.test(bare(h)));
      if (i >= 0) return i;
    }
    return -1;
  };
  for (const c of list.criteria) for (const i of candidates(c, headings)) if (free(i)) roles[i] = { is: "criterion", id: c.id };
  const name = first(nameHeadings);
  if (name >= 0) roles[name] = { is: "name" };
  const place = first(placeHeadings);
  if (place >= 0) roles[place] = { is: "place" };
  for (const c of list.criteria) {
    if (c.kind !== "list") continue;
    for (const o of c.options ?? []) {
      const words = [o.id, o.label].map(bare);
      const i = headings.findIndex((h, at) => free(at) && bare(h) !== "" && words.some((w) => w === bare(h) || w.split(" ").includes(bare(h))));
      if (i >= 0) roles[i] = { is: "option", id: c.id, option: o.id };
    }
  }
  return roles;
}
