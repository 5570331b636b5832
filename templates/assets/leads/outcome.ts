// How leads came out: won, lost or still open, in the words of people and of
// customer databases.

import { literal } from "./reach";
import { isNoData, readYesNo, type Cell } from "./value";

/** How a lead came out. */
export type Outcome = "won" | "lost" | "open";

/** The words of each outcome, whatever the language of the site: a list may have any. */
const called: Record<"won" | "lost", string> = {
  won: "won|win|signed|accepted|success(?:ful)?|gewonnen(?:e[rs]?)?|zusage|zugesagt|angenommen|beauftragt|erteilt|erhalten|erfolgreich|sold|customer|client|converted|kunde|verkauft|unterschrieben|cliente|vendid[oa]|convertid[oa]|ganad[oa]s?|aceptad[oa]s?|firmad[oa]s?",
  lost: "lost|loss|rejected|declined|unsuccessful|verloren(?:e[rs]?)?|absage|abgesagt|abgelehnt|erfolglos|no deal|not converted|not interested|kein interesse|sin interés|perdid[oa]s?|rechazad[oa]s?",
};

/** What may stand before it: the number of its stage, what it is an outcome of, and that it is closed. */
const before = "(?:\\d+ )?(?:(?:deal|opportunity|auftrag|angebot|oportunidad|negocio|closed?|abgeschlossen|geschlossen|cerrad[oa]s?|cierre|and|und|y) )*";

/** What may stand behind it: a reason, or a rival. */
const behind = "(?: (?:deal|opportunity))?(?:$| [(:]| (?:to|due to|wegen|an|gegen|por|contra) )";

const patterns = (["won", "lost"] as const).map((outcome) => [outcome, new RegExp(`^${before}(?:${called[outcome]})${behind}`, "u")] as const);

/** A cell as it is compared: in small letters, closedWon, closedwon and closed-won as two words, and what begins a reason as a colon. */
const bare = (cell: string): string =>
  cell
    .normalize("NFKC")
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .toLowerCase()
    .replace(/^\s*(\d+|closed?|abgeschlossen|geschlossen|cerrad[oa]s?|cierre)\s*[-–—_:/,.)]*\s*(?=\p{L})/u, "$1 ")
    .replace(/\s*[:;,]\s*|\s+[-–—]\s+/g, " : ")
    .replace(/[_\s]+/g, " ")
    .trim();

/** The stages of a lead that is still open. A lead that was not qualified was never lost: it is asked about. */
const open = /^(open|offen|abiert[oa]|open (not contacted|deal)|working( contacted)?|in (progress|bearbeitung|verhandlung)|en curso|en progreso|en proceso|pending|ausstehend|pendiente|new|neu|nuev[oa]|attempted to contact|contacted|kontaktiert|contactad[oa]|connected|prospecting|qualification|qualified|qualified to buy|qualifiziert|cualificad[oa]|needs analysis|value proposition|id decision makers|identify decision makers|decision maker bought in|perception analysis|appointment scheduled|presentation scheduled|demo scheduled|contact made|proposal( made)?|proposal price quote|angebot|angebot gesendet|propuesta|contract sent|negotiations?|negotiations started|negotiation review|verhandlung|negociación|negotiating)$/;

/** Reads how a lead came out; undefined for what cannot be read. */
export function outcomeOf(cell: string): Outcome | undefined {
  const words = literal(cell).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  if (open.test(words)) return "open";
  const said = patterns.find(([, pattern]) => pattern.test(bare(literal(cell))))?.[0];
  return said === "won" && /\b(lost|loss|verloren|perdid)/.test(words) ? undefined : said; // both at once is neither
}

/** What a column of yes and no asks, by its heading: whether a lead was won, or lost. Of "Is won" a no says little: it may be open. */
function asked(heading: string): { yes: Outcome; no?: Outcome } | undefined {
  const words = heading.toLowerCase();
  const open = /^is|converted/.test(words);
  if (/lost|verloren|perdid/.test(words) && !/won/.test(words)) return { yes: "lost" };
  return /won|gewonnen|ganad|outcome|ergebnis|resultado|converted/.test(words) ? { yes: "won", ...(open ? {} : { no: "lost" }) } : undefined;
}

/** Reads a cell of a column that tells how leads came out, also in the reader's own words. */
export function readOutcome(cell: string, heading: string, own: Record<string, string> = {}): Cell {
  const word = cell.normalize("NFKC").trim().toLowerCase();
  const said = Object.hasOwn(own, word) ? own[word] : undefined;
  if (said) return said === "?" ? "unknown" : { answer: said };
  if (isNoData(word)) return "unknown";
  const words = outcomeOf(cell);
  if (words) return { answer: words };
  const sides = asked(heading);
  const flag = sides && literal(cell) ? readYesNo(literal(cell)) : "unreadable";
  if (typeof flag === "string") return flag;
  const side = flag.answer === "yes" ? sides?.yes : sides?.no;
  return side ? { answer: side } : "unknown";
}

/** Reads whether a lead was won or lost, in a column that is said to tell it: yes and no are an outcome too where its heading asks for no other. */
export function wonOrLost(cell: string, heading: string): "won" | "lost" | undefined {
  if (/^(not won|nicht gewonnen|no ganad[oa])$/i.test(cell.trim())) return "lost"; // in a status it may be open
  const said = readOutcome(cell, heading);
  const flag = said === "unreadable" ? readYesNo(cell) : said;
  if (typeof flag === "string" || flag.answer === "open") return undefined;
  return flag.answer === "won" || flag.answer === "yes" ? "won" : "lost";
}
