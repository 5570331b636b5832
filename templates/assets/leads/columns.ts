// What the columns of a list mean: guessed from their headings and values.

import type { Checklist, Criterion } from "../checklist/model";
import { outcomeOf } from "./outcome";
import { literal, mailOf, phonesOf, webOf } from "./reach";
import { readerOf } from "./readers";
import { stateOfWords } from "./states";
import type { Measure } from "./value";
import * as t from "../words";

/** What a column may be for that is no part of the scorecard. */
export const plain = ["keep", "name", "place", "phone", "email", "contact", "web", "recordId", "outcome", "state", "callBack", "note"] as const;

/** Of these, what the reader recorded: how the call stands, when to call back, and the note. */
export const recorded: Role["is"][] = ["state", "callBack", "note"];

/** What a column is for: one of these, a criterion, or one option of a criterion. */
export type Role = { is: (typeof plain)[number] } | { is: "criterion"; id: string } | { is: "option"; id: string; option: string };

const keep: Role = { is: "keep" };

/** Tells a role whose cells are read, and do not merely stand there. */
export const isRead = (role: Role): boolean => !["keep", "name", "place"].includes(role.is);

/** What a heading may be about. */
type About = Exclude<Measure, "date" | "other"> | "name" | "place" | Reach;

/** How somebody is reached. */
type Reach = "phone" | "email" | "contact" | "web";

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
  phone: whole("tele(ph|f)one?( ?nummer)?|phones?|telefon ?(nummer|nr)?|tel|tel[ée]fonos?|tfno|tlf|mobile?|mobil ?(telefon|nummer)?|handy ?(nummer)?|cell( ?phone)?|móvil|movil|celular|rufnummer|durchwahl|switchboard|zentrale|centralita|direct dial"),
  email: whole("e ?mails?|mail|e ?mail ?adresse|mailadresse|correo( electrónico| electronico)?"),
  contact: whole("(first|last|full|given|family) ?name|(?<!(first|last) )contact( ?(name|person))?|executive name|ansprechpartner(in)?|kontakt(person)?|contacto|persona de contacto|vorname|nachname|apellidos?|surname|person"),
  web: whole("web ?sites?|web ?(page|seite|adresse)|url|homepage|internet(seite|adresse)|(sitio|página|pagina) web|domain|web|www"),
};

/** The words that may stand beside it: any other makes the heading about something else, as in Sales Representative. */
const beside: Record<About, RegExp> = {
  staff: /^(company|account|organi[sz]ation|location|corporate|local|numbers?|no|nr|num|anzahl|aantal|nombre|número|numero|de|des|di|of|count|people|size|range|band|class|actual|total|estimated?|est|approx|approximate|average|avg|current|reported|latest|here|on|at|single|blended|sites?|all|last|avail|yr|tranche|unite|légale|legale|salariés?|salaries?|full|time|volume|the|in|der|\d+)$/u,
  sales: /^(company|account|organi[sz]ation|location|corporate|operating|gross|annual|yearly|volume|size|range|band|actual|total|estimated?|est|approx|approximate|average|avg|current|reported|latest|sales|revenues?|usd|eur|gbp|us|dollars?|m|k|mio|mil|million|millions|th|tsd|in|000s?|thousands?|turnover|last|avail|yr|year|anual|annuo|net|per|the|of|\d+)$/u,
  computers: /^(number|no|nr|num|count|anzahl|nombre|número|de|of|total|the|and|desktops?|laptops?|pcs?)$/u,
  drive: /^(time|from|us|office|in|min|mins|minutes|drive|the|to|home|base)$/u,
  name: /^(company|account|organi[sz]ation|business|client|customer|name|unite|legale|légale|full|legal|trading|trade)$/u,
  place: /^(company|account|organi[sz]ation|location|mailing|billing|hq|headquarters?|address\d*|reg|registered|post|trading|work|physical|street|main|name|libelle|primary|business|office|town|city|\d+)$/u,
  phone: /^(company|account|organi[sz]ation|business|lead|contact|person|location|corporate|hq|headquarters?|main|work|office|direct|mobile|home|other|alternate|combined|general|local|toll|free|line|dial|phone|primary|secondary|first|second|numbers?|no|nr|num|número|numero|nummer|firma|geschäftlich|privat|dienstlich|büro|zentrale|empresa|trabajo|oficina|directo|principal|fijo|contacto|de|del|la|\d)$/u,
  email: /^(address(es)?|adresse|company|account|organi[sz]ation|business|lead|contact|person|executive|corporate|main|work|office|direct|home|other|general|primary|secondary|personal|professional|firma|geschäftlich|privat|empresa|trabajo|contacto|principal|mail|de|del|la|\d)$/u,
  contact: /^(name|names|nombre|primary|main|key|principal|contact|lead|executive|person|full|first|last|\d)$/u,
  web: /^(company|account|organi[sz]ation|business|lead|corporate|main|primary|address|adresse|url|name|site|web|firma|empresa|unternehmen|de|del|la)$/u,
};

/** Headings of what a record is known by: the customer database's own first, so that it finds it again, then a vendor's. */
const known = [
  /^(record|datensatz) id$|^id (de|del) registro$/,
  /^(account|company|organi[sz]ation|lead|customer|client|kunden|cliente) id$/,
  /^(id|kunden ?(nr|nummer)|customer (no|number)|client number|número de cliente|(contact|person|deal|opportunity) id)$/,
  /^(iusa number|infousa (id|number)|infogroup id|(company )?(duns|d u n s)( number| no| nr)?|zoominfo company id|siren|siret)$/,
];

/** Headings of where the mail of a firm goes. */
const postal = /^(company )?(zip( code)?|postal ?code|postcode|plz|código postal|code postal)$/;

/** Headings of how a lead came out, and those that may be of something else: then its cells tell. */
const ended = /^(deal |lead |sales |opportunity )?(outcome|won|lost|won (or )?lost|is (closed )?won|is closed lost|converted|ergebnis|gewonnen|verloren|gewonnen verloren|resultado|ganad[oa]|perdid[oa])$/;
const stage = /^(deal |lead |sales |opportunity |pipeline |account )?(status|stage|phase|result|lifecycle stage|disposition|etapa|fase|estado|verkaufsphase|vertriebsphase|verkaufschance)$/;

/** A heading that says nothing: its cells alone do. */
const silent = /^((column|spalte|columna|field|feld|campo|info|unnamed) ?\d*)?$/;

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

/** How the page saves it, so that a saved file opens as it was. "State" may be that of a country: its cells tell. */
const asSaved: [is: "state" | "callBack" | "note", heading: string, test: (cells: string[]) => boolean][] = [
  ["state", t.fileState, (cells) => cells.length > 0 && cells.every((c) => stateOfWords(c) !== undefined)],
  ["callBack", t.fileDay, () => true],
  ["note", t.fileNote, () => true],
];

/** Guesses what each column means, from its heading and some of its cells. A criterion may have several: the first that says something counts. */
export function guess(list: Checklist, headings: string[], cells: (i: number) => string[] = () => []): Role[] {
  const roles: Role[] = headings.map(() => keep);
  const free = (i: number): boolean => roles[i] === keep;
  const first = (about: "name" | "place", best: RegExp): number => {
    const all = headings.map((_, i) => i).filter((i) => free(i) && isAbout(bare(headings[i]!), about));
    return all.find((i) => best.test(bare(headings[i]!))) ?? all[0] ?? -1;
  };
  for (const c of list.criteria) for (const i of candidates(c, headings)) if (free(i)) roles[i] = { is: "criterion", id: c.id };
  const company = /^(company|business|account|organi[sz]ation|firma|unternehmen|empresa)( name)?$/;
  const name = first("name", company);
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
  for (const [is, heading, test] of asSaved) {
    const i = headings.findIndex((h, at) => free(at) && bare(h) === bare(heading) && test(cells(at)));
    if (i >= 0) roles[i] = { is };
  }
  const person = name >= 0 && company.test(bare(headings[name]!));
  for (const i of headings.keys()) {
    const by = free(i) ? reached(headings[i]!, () => cells(i), person) : undefined;
    if (by) roles[i] = { is: by };
  }
  const id = identified(headings, free, cells);
  if (id >= 0) roles[id] = { is: "recordId" };
  const end = decided(headings, free, cells);
  if (end >= 0) roles[end] = { is: "outcome" };
  return roles;
}

/** How many of some cells pass a test: all of none do. */
const share = (cells: string[], test: (cell: string) => unknown): number => (cells.length === 0 ? 1 : cells.filter(test).length / cells.length);

const reads: Record<Reach, (cell: string) => unknown> = { phone: (cell) => phonesOf(cell)[0]?.tel, email: mailOf, web: webOf, contact: (cell) => /\p{L}/u.test(literal(cell)) };

/** What a column tells of how a lead is reached, by its heading if its cells agree, or by its cells alone. person tells that the name is that of a firm, so that a bare name is a person's. */
function reached(heading: string, taste: () => string[], person: boolean): Reach | undefined {
  const words = bare(heading);
  const fits = (of: Reach): boolean => share(taste(), reads[of]) >= 0.5;
  const surely = (): Reach | undefined => {
    const cells = taste();
    return (["email", "web", "phone"] as const).find((of) => cells.length > 0 && share(cells, (c) => reads[of](c) && (of !== "web" || /^(https?:|www\.)/i.test(c)) && (of !== "phone" || /[+( )-]/.test(c))) >= 0.8);
  };
  if (silent.test(words)) return surely();
  if (isAbout(words, "contact") || (person && /^(name|nombre)$/.test(words))) return surely() ?? (fits("contact") ? "contact" : undefined);
  return (["email", "phone", "web"] as const).find((of) => isAbout(words, of) && fits(of));
}

/** The column of what a record is known by; -1 for none. Cells that are often the same know nothing. */
function identified(headings: string[], free: (i: number) => boolean, cells: (i: number) => string[]): number {
  const rank = headings.map((h, i) => {
    const at = free(i) ? known.findIndex((p) => p.test(wordsOf(bare(h)).join(" "))) : -1;
    return at < 0 || new Set(cells(i)).size >= 0.9 * cells(i).length ? at : -1;
  });
  const best = rank.filter((r) => r >= 0).sort((a, b) => a - b)[0];
  return best === undefined ? -1 : rank.indexOf(best);
}

/** The column that tells how leads came out; -1 for none. */
function decided(headings: string[], free: (i: number) => boolean, cells: (i: number) => string[]): number {
  const all = headings.map((h, i): number => {
    const words = wordsOf(bare(h)).join(" ");
    if (!free(i) || !(ended.test(words) || stage.test(words))) return 0;
    const read = cells(i).map(outcomeOf);
    const ends = read.some((o) => o === "won" || o === "lost");
    return ended.test(words) ? (ends ? 3 : 2) : ends && share(read.map((o) => o ?? ""), Boolean) >= 0.5 ? 1 : 0;
  });
  const best = Math.max(...all, 0);
  return best > 0 ? all.indexOf(best) : -1;
}

/** What a heading tells by which one firm is told from others: what it is known by, its site, where its mail goes. */
export function tells(heading: string): "id" | "web" | "postal" | undefined {
  const words = wordsOf(bare(heading)).join(" ");
  if (known.some((p) => p.test(words))) return "id";
  return isAbout(bare(heading), "web") ? "web" : postal.test(words) ? "postal" : undefined;
}

/** How good a number is to call, by its heading: the person's own line rings at whom one wants, then what the person carries, then a number that nothing is said of, then one that somebody else answers, and last where the person is at home. */
export function reachable(heading: string): number {
  const at = [/direct|durchwahl|direkt/, /mobil|cell|handy|móvil|movil|celular/, /^(?!.*(company|corporate|organi[sz]ation|account|hq|headquarter|main|general|switchboard|toll|zentrale|centralita|firma|empresa|other|home|privat|secondary|assistant))/, /^(?!.*(home|privat))/].findIndex((p) => p.test(bare(heading)));
  return at < 0 ? 4 : at;
}

/** Where a part of a person's name stands: a whole one before its parts. */
export function partOfName(heading: string): number {
  const words = bare(heading);
  return /first|vorname|given|^nombre$/.test(words) ? 1 : /last|nachname|apellido|surname|family/.test(words) ? 2 : 0;
}
