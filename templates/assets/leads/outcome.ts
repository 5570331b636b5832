// How leads came out: won, lost or still open, in the words of people and of
// customer databases.

import { literal } from "./reach";
import { isNoData, readYesNo, type Cell } from "./value";

/** How a lead came out. */
export type Outcome = "won" | "lost" | "open";

/** The words of customer databases and of people, without their signs. A lead that was not qualified was never lost: it is asked about. */
const outcomes: [Outcome, RegExp][] = [
  ["won", /^((closed|deal|opportunity|abgeschlossen|geschlossen|cerrad[oa]) )?(won|gewonnen|ganad[oa]|converted)$|^(win|success|customer|client|sold|signed|kunde|auftrag|auftrag erhalten|verkauft|unterschrieben|cliente|vendid[oa]|firmad[oa]|convertid[oa])$/],
  ["lost", /^((closed|deal|opportunity|abgeschlossen|geschlossen|cerrad[oa]) )?(lost|verloren|perdid[oa]|not converted)( to (the )?(competition|competitor))?$|^(loss|lost deal|no deal|rejected|declined|absage|abgesagt|abgelehnt|kein interesse|not interested|rechazad[oa]|sin interés)$/],
  ["open", /^(open|offen|abiert[oa]|open (not contacted|deal)|working( contacted)?|in progress|in bearbeitung|in verhandlung|en curso|en progreso|en proceso|pending|ausstehend|pendiente|new|neu|nuev[oa]|attempted to contact|contacted|kontaktiert|contactad[oa]|connected|prospecting|qualification|qualified|qualified to buy|qualifiziert|cualificad[oa]|needs analysis|value proposition|id decision makers|identify decision makers|decision maker bought in|perception analysis|appointment scheduled|presentation scheduled|demo scheduled|contact made|proposal( made)?|proposal price quote|angebot|angebot gesendet|propuesta|contract sent|negotiations?|negotiations started|negotiation review|verhandlung|negociación|negotiating)$/],
];

/** Reads how a lead came out; undefined for what cannot be read. */
export function outcomeOf(cell: string): Outcome | undefined {
  const words = literal(cell).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return outcomes.find(([, pattern]) => pattern.test(words))?.[0];
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
