// What the columns of a list mean: guessed from their headings and values.

import type { Checklist, Criterion } from "../checklist/model";
import { readerOf } from "./readers";
import type { Measure } from "./value";

/** What a column is for: the name of a lead, a criterion, one option of a criterion, or kept as it is. */
export type Role = { is: "keep" } | { is: "name" } | { is: "place" } | { is: "criterion"; id: string } | { is: "option"; id: string; option: string };

const keep: Role = { is: "keep" };

/** What a heading may be about. */
type About = Exclude<Measure, "date" | "other"> | "name" | "place";

/** What a criterion measures. */
export const measure = (c: Criterion): Measure => readerOf(c).measure(c);

/** A pattern of whole words, in any script. */
const whole = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "u");

/** The words that headings call it by; longer ones are several words. */
const called: Record<About, RegExp> = {
  staff: whole("employees?|emp ?size?|staff|head ?count|ftes?|workforce|personnel|people|team size|company size|mitarbeiter(zahl)?|beschäftigte(nzahl)?|effectifs?|salariés?|salarie|empleados|trabajadores|plantilla|personeel|medewerkers|dipendenti|funcionários"),
  sales: whole("sales ?vol|sales|revenues?|turnover|income|(jahres)?umsatz|chiffre d.affaires|facturación|ingresos|ventas|omzet|fatturato|faturamento"),
  computers: whole("pcs?|computers?|devices|workstations?|endpoints?|desktops?|rechner|ordinateurs|ordenadores"),
  drive: whole("driv(e|ing)|travel|minutes|fahrt|fahrzeit|trajet"),
  name: whole("company|entity|business|organi[sz]ation|firm|firma|account|unternehmen|firmenname|unternehmensname|bedrijf(snaam)?|azienda|denominazione|société|empresa|raison sociale|razón social|dénomination|denomination|nom complet|client|customer|member|prospect|practice|employer|name"),
  place: whole("city|town|municipality|ort|stadt|gemeinde|ville|commune|ciudad|población|localidad|plaats|comune|cidade"),
};

/** The words that may stand beside it: any other makes the heading about something else, as in Sales Representative. */
const beside: Record<About, RegExp> = {
  staff: /^(company|account|organi[sz]ation|location|corporate|local|numbers?|no|nr|num|anzahl|aantal|nombre|número|numero|de|des|di|of|count|people|size|range|band|class|actual|total|estimated?|est|approx|approximate|average|avg|current|reported|latest|here|on|at|single|blended|sites?|all|last|avail|yr|tranche|unite|légale|legale|salariés?|salaries?|full|time|volume|the|in|der|\d+)$/u,
  sales: /^(company|account|organi[sz]ation|location|corporate|operating|gross|annual|yearly|volume|size|range|band|actual|total|estimated?|est|approx|approximate|average|avg|current|reported|latest|sales|revenues?|usd|eur|gbp|us|dollars?|m|k|mio|mil|million|millions|th|tsd|in|000s?|thousands?|turnover|last|avail|yr|year|anual|annuo|net|per|the|of|\d+)$/u,
  computers: /^(number|no|nr|num|count|anzahl|nombre|número|de|of|total|the|and|desktops?|laptops?|pcs?)$/u,
  drive: /^(time|from|us|office|in|min|mins|minutes|drive|the|to|home|base)$/u,
  name: /^(company|account|organi[sz]ation|business|client|customer|name|unite|legale|légale|full|legal|trading|trade)$/u,
  place: /^(company|account|organi[sz]ation|location|mailing|billing|hq|headquarters?|address\d*|reg|registered|post|trading|work|physical|street|main|name|libelle|primary|business|office|town|city|\d+)$/u,
};

/** A heading as it is compared: in small letters, its words apart, without marks and what only tells a unit. */
const bare = (heading: string): string =>
  heading
    .normalize("NFKC")
    .replace(/[®™]/g, "")
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ") // numberOfEmployees
    .toLowerCase()
    .replace(/[_\s]+/g, " ")
    .trim();

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}']+/u).filter(Boolean);

/** Tells whether a heading is about something: it calls it by its name, and says nothing else. */
function isAbout(heading: string, about: About): boolean {
  const text = wordsOf(heading).join(" ").replace(/numberofemployees/, "employees").replace(/accountname/, "account name").replace(/annualrevenue/, "revenue");
  const said = called[about].exec(text);
  return said !== null && wordsOf(text.replace(said[0], " ")).every((w) => beside[about].test(w));
}

/** How sure a heading's figures are: one site's before those nobody places, a figure before a band, the whole firm's last. */
function sureness(heading: string): number {
  const band = /\b(range|band|class|tranche)\b|\bsize\b(?!.*actual)/.test(heading);
  if (/\b(total|corporate|blended|all)\b/.test(heading)) return band ? 5 : 4;
  return (band ? 2 : 0) + (/\b(location|here|site|local)\b/.test(heading) ? 0 : 1);
}

/** Which columns may be a criterion's, the best first. */
export function candidates(c: Criterion, headings: string[]): number[] {
  const own = [...(c.columns ?? []), c.ask, c.id].map(bare);
  const of = measure(c);
  const rank = headings.map((h, i) => {
    const heading = bare(h);
    if (heading === "") return { i, at: Infinity };
    if (of !== "date" && of !== "other" && isAbout(heading, of)) return { i, at: sureness(heading) };
    const plain = heading.replace(/\s*\([^)]*\)$/, "");
    const exact = own.findIndex((w) => w === heading || w === plain);
    return { i, at: exact >= 0 ? 1.5 + exact / 100 : Infinity };
  });
  return rank.filter((r) => r.at < Infinity).sort((a, b) => a.at - b.at || a.i - b.i).map((r) => r.i);
}

/** Guesses what each column means. A criterion may have several: the first that says something counts. */
export function guess(list: Checklist, headings: string[]): Role[] {
  const roles: Role[] = headings.map(() => keep);
  const free = (i: number): boolean => roles[i] === keep;
  const first = (about: About, best: RegExp): number => {
    const all = headings.map((_, i) => i).filter((i) => free(i) && isAbout(bare(headings[i]!), about));
    return all.find((i) => best.test(bare(headings[i]!))) ?? all[0] ?? -1;
  };
  for (const c of list.criteria) for (const i of candidates(c, headings)) if (free(i)) roles[i] = { is: "criterion", id: c.id };
  const name = first("name", /^(company|business|account|organi[sz]ation)( name)?$/);
  if (name >= 0) roles[name] = { is: "name" };
  const place = first("place", /^(city|town|ort)$/);
  if (place >= 0) roles[place] = { is: "place" };
  for (const c of list.criteria) {
    for (const o of readerOf(c).parts(c)) {
      const words = [o.id, o.label].map(bare);
      const i = headings.findIndex((h, at) => free(at) && bare(h) !== "" && words.some((w) => w === bare(h) || w.split(" ").includes(bare(h))));
      if (i >= 0) roles[i] = { is: "option", id: c.id, option: o.id };
    }
  }
  return roles;
}
