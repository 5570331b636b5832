// Leads scored: each line of a list is a run of the scorecard, by the very
// scorer of its page.

import { likeness, score, type Answers, type Part, type Score } from "../checklist/score";
import { Memo } from "../checklist/memo";
import { readable } from "../checklist/answer";
import { criterion, type Checklist, type Criterion } from "../checklist/model";
import { candidates, guess, measure, partOfName, plain, reachable, recorded, type Role } from "./columns";
import type { Call } from "./calls";
import type { Row } from "./csv";
import { readOutcome, type Outcome } from "./outcome";
import { idOf, literal, mailOf, phonesOf, webOf, type Phone } from "./reach";
import { readerOf, type Column } from "./readers";
import { stateOfWords } from "./states";
import type { Table } from "./table";
import * as t from "../words";
import { isNoData, plainStyle, readDate, readOne, styleOf, type Cell, type Measure, type Reading, type Style } from "./value";

/** What a column means, as it was guessed or as the reader says. */
export interface Means extends Reading {
  role: Role;
  /** Of several columns of one criterion it is the one whose cells count first. */
  first?: boolean;
}

/** How a list is read. */
export interface Mapping {
  means: Means[];
  roles: Role[];
  styles: Style[];
  measures: Measure[];
  /** The columns in the order in which they are asked: a figure before its band. */
  order: number[];
  /** How early each is asked among those of its role. */
  places: number[];
  headings: string[];
  /** The columns of a criterion of which others have the very heading: until the reader says which counts, they must agree. */
  alike: boolean[];
  /** What cells said that were read, by column: most are written many times. */
  heard: Memo<Cell>[];
}

/** One line of the list, scored. */
export interface Lead {
  row: Row;
  name: string;
  place: string;
  /** The person to ask for; as the texts below, "" where the list does not say. */
  contact: string;
  /** Its telephone numbers, the better first; only some of them can be dialled. */
  phones: Phone[];
  /** One address of mail, fit for a link. */
  email: string;
  /** Its site, by http or https. */
  web: string;
  /** What the list's own database knows it by. */
  id: string;
  outcome: Outcome | "";
  answers: Answers;
  /** How it stands; what each criterion gave is left out, for there may be many leads. */
  score: Score;
  /** The criteria that are not answered. */
  missing: string[];
  /** Those of them of which some answer would decide it. */
  deciding: string[];
  /** The columns whose cells cannot be read: they count as unknown. */
  unreadable: number[];
  /** It stands as the reader's own run of that name has it. */
  own?: boolean;
  /** What the reader answered, here or in that run, by the ids of criteria. */
  said?: Answers;
  /** What the reader noted in that run. */
  note?: string;
  /** What the reader recorded of it in the list. */
  call?: Call;
  /** What had been recorded of it when the file was saved. */
  filed?: Call;
}

const same = (a: Role, b: Role): boolean => a.is === b.is && (a.is !== "criterion" || b.is !== "criterion" || a.id === b.id);

/** The columns of one criterion, or those of telephone numbers, in the order in which they are asked; of other roles none. */
export const columnsOf = (m: Mapping, role: Role): number[] => m.order.filter((i) => (role.is === "criterion" || role.is === "phone") && same(m.roles[i]!, role));

/** The criteria that columns answer. */
export const criteriaOf = (means: Means[]): string[] => means.flatMap(({ role }) => (role.is === "criterion" || role.is === "option" ? [role.id] : []));

/** How many cells of a column decide how it writes. */
const looked = 5000;

/** How many tell what it means. */
const tasted = 200;

/** Guesses how a list is read. */
export function mapping(list: Checklist, table: Table): Mapping {
  const cells = (i: number): string[] => table.rows.slice(0, tasted).map((row) => row.cells[i] ?? "").filter((cell) => !isNoData(cell));
  return withMeans(list, table, guess(list, table.headings, cells).map((role) => ({ role })));
}

/** How a list is read whose columns mean this. */
export function withMeans(list: Checklist, table: Table, said: Means[]): Mapping {
  const means = said.map((x) => ({ ...x, role: current(list, x.role) }));
  const roles = means.map((x) => x.role);
  const measures = roles.map((r) => (r.is === "criterion" ? measure(find(list, r.id)) : r.is === "callBack" ? "date" : "other"));
  const styles = means.map(({ role, scale, decimal, codes, begins }, i): Style => {
    if (role.is !== "criterion" && role.is !== "callBack") return plainStyle;
    const rows = measures[i] === "date" ? table.rows : table.rows.slice(0, looked); // one day above 12 tells of all
    const style = styleOf(table.headings[i]!, rows.map((row) => row.cells[i] ?? ""), measures[i]!);
    return { scale: scale ?? style.scale, decimal: decimal ?? style.decimal, codes: codes ?? style.codes, dates: style.dates, writing: { ...style.writing, first: begins || style.writing.first } };
  });
  const places = means.map((x, i) => placeOf(list, table.headings, x, i));
  const order = means.map((_, i) => i).sort((a, b) => places[a]! - places[b]! || a - b);
  const alike = roles.map((role, i) => role.is === "criterion" && !means.some((x, at) => x.first && same(roles[at]!, role)) && roles.some((other, at) => at !== i && same(other, role) && table.headings[at]!.toLowerCase() === table.headings[i]!.toLowerCase()));
  return { means, roles, styles, measures, order, places, headings: table.headings, alike, heard: means.map(() => new Memo()) };
}

/** Of several columns of one role, the one that the reader names comes first, then those of a criterion that its headings do not tell: the reader chose them too. */
function placeOf(list: Checklist, headings: string[], { role, first }: Means, i: number): number {
  if (first) return -2;
  switch (role.is) {
    case "criterion":
      return candidates(find(list, role.id), headings).indexOf(i);
    case "phone":
      return reachable(headings[i]!);
    case "contact":
      return partOfName(headings[i]!);
    default:
      return 0;
  }
}

/** The criterion of a role or of a score, which are of this list. */
const find = (list: Checklist, id: string): Criterion => criterion(list, id)!;

/** A role as the checklist has its criterion now: what the reader said earlier may name one that is renamed or gone. */
function current(list: Checklist, role: Role): Role {
  switch (role.is) {
    case "criterion":
    case "option": {
      const c = criterion(list, role.id);
      return c ? { ...role, id: c.id } : { is: "keep" };
    }
    default: // also what is none
      return { is: plain.includes(role.is) ? role.is : "keep" };
  }
}

/** A column as far as it is read. */
export const columnAt = (m: Mapping, i: number): Column => ({ style: m.styles[i]!, measure: m.measures[i]!, words: m.means[i]!.words ?? {} });

/** Reads one cell of a column that has a role. */
export const read = (list: Checklist, m: Mapping, i: number, cell: string): Cell => m.heard[i]!.of(cell, () => (isNoData(cell) ? "unknown" : heard(list, m, i, cell)));

function heard(list: Checklist, m: Mapping, i: number, cell: string): Cell {
  const { role, words } = m.means[i]!;
  switch (role.is) {
    case "keep":
    case "name":
    case "place":
      return "unknown";
    case "phone":
      return told(phonesOf(cell).map((p) => p.tel).join(", "));
    case "email":
      return told(mailOf(cell));
    case "web":
      return told(webOf(cell));
    case "contact":
      return told(literal(cell));
    case "recordId":
      return told(idOf(cell));
    case "outcome":
      return readOutcome(cell, m.headings[i]!, words);
    case "state":
      return stateOfWords(cell) === "" ? "unknown" : told(stateOfWords(cell) ?? "");
    case "callBack":
      return readDate(cell, m.styles[i]!.writing);
    case "note":
      return told(literal(cell));
    case "option":
      return readOne(cell, words);
    case "criterion": {
      const c = find(list, role.id);
      const said = readerOf(c).read(c, cell, columnAt(m, i));
      return typeof said === "object" && !readable(c, said.answer) ? "unreadable" : said;
    }
  }
}

const told = (text: string): Cell => (text === "" ? "unreadable" : { answer: text });

/** The columns that say more of a lead than how it is called. */
const further: Role["is"][] = ["contact", "email", "web", "recordId", "outcome", ...recorded];

/** What a line says of a lead beside its answers. */
function about(list: Checklist, m: Mapping, row: Row): Pick<Lead, "name" | "place" | "contact" | "phones" | "email" | "web" | "id" | "outcome" | "call" | "filed"> {
  const out: ReturnType<typeof about> = { name: "", place: "", contact: "", phones: [], email: "", web: "", id: "", outcome: "" };
  const parts: string[] = []; // of the person's name, where no column has it whole
  const filed = new Map<Role["is"], string>();
  for (const i of m.order) {
    const { is } = m.roles[i]!;
    const cell = (row.cells[i] ?? "").trim();
    if (is === "name" || is === "place") out[is] = cell;
    if (is === "phone" && !isNoData(cell)) out.phones.push(...phonesOf(cell));
    const said = further.includes(is) ? read(list, m, i, cell) : "unknown";
    if (typeof said === "string") continue;
    if (is === "contact" && m.places[i]! > 0) parts.push(said.answer);
    else if (is === "contact" || is === "email" || is === "web") out[is] ||= said.answer; // the first column that says something
    else if (is === "recordId") out.id ||= said.answer;
    else if (is === "outcome") out.outcome ||= said.answer as Outcome;
    else if (!filed.has(is)) filed.set(is, said.answer);
  }
  out.contact ||= parts.join(" ");
  if (filed.size > 0) out.call = out.filed = callOf(filed);
  out.phones = out.phones.filter((p, at) => out.phones.findIndex((q) => (q.tel || q.say) === (p.tel || p.say)) === at).sort((a, b) => Number(a.tel === "") - Number(b.tel === ""));
  return out;
}

/** What had been recorded of a lead when its file was saved, in the order in which a call has its parts. */
function callOf(said: Map<Role["is"], string>): Call {
  const parts = Object.entries({ state: said.get("state"), day: said.get("callBack"), note: said.get("note") });
  return Object.fromEntries(parts.filter(([, part]) => part)) as Call;
}

/** Reads and scores one line. */
export function lead(list: Checklist, m: Mapping, row: Row, today: string): Lead {
  const answers: Answers = {};
  const ticked = new Map<string, Map<string, boolean>>();
  const unreadable: number[] = [];
  const by = new Map<string, number>(); // the columns that answer
  for (const i of m.order) {
    const role = m.roles[i]!;
    const cell = (row.cells[i] ?? "").trim();
    if (role.is !== "criterion" && role.is !== "option") continue;
    const said = read(list, m, i, cell);
    if (said === "unreadable") unreadable.push(i);
    if (typeof said === "string") continue;
    if (role.is === "criterion" && !by.has(role.id)) {
      answers[role.id] = said.answer; // the first column that says something
      by.set(role.id, i);
    } else if (role.is === "criterion") {
      if (m.alike[i] && m.alike[by.get(role.id)!] && answers[role.id] !== said.answer) delete answers[role.id]; // nobody said which of them counts
    } else ticked.set(role.id, (ticked.get(role.id) ?? new Map<string, boolean>()).set(role.option, said.answer === "yes"));
  }
  for (const [id, options] of ticked) answers[id] ??= ticks(find(list, id), options);
  return { row, ...about(list, m, row), answers, ...standing(list, answers, today), unreadable };
}

/** How answers stand, as a Lead has it. Those that score alike do so together: of many leads few stand as no other does. */
export function standing(list: Checklist, answers: Answers, today: string): Standing {
  if (kept?.list !== list || kept.today !== today) kept = { list, today, alike: likeness(list, today), standings: new Memo() };
  return kept.standings.of(kept.alike(answers), () => stands(list, answers, today));
}

type Standing = Pick<Lead, "score" | "missing" | "deciding">;

/** What was scored of one checklist as of one day. */
let kept: { list: Checklist; today: string; alike: (answers: Answers) => string; standings: Memo<Standing> } | undefined;

function stands(list: Checklist, answers: Answers, today: string): Standing {
  const s = score(list, answers, today);
  const missing = s.parts.filter((p) => !p.answered && p.applies);
  const deciding = s.verdict.kind === "undecided" ? missing.filter((p) => decides(list, s, p)) : [];
  const ids = (parts: Part[]): string[] => parts.map((p) => p.criterion.id);
  return { score: { ...s, parts: [] }, missing: ids(missing), deciding: ids(deciding) };
}

/** The answer of a list whose options have columns of their own; what has none is unknown. */
function ticks(c: Criterion, options: Map<string, boolean>): string {
  const all = readerOf(c).parts(c).map((o) => o.id);
  const ids = all.filter((id) => options.get(id));
  const open = all.some((id) => !options.has(id));
  return [...ids, ...(open ? ["?"] : [])].join(",") || "none";
}

/** Reads and scores all lines; it yields now and then how many are done. */
export function* leads(list: Checklist, table: Table, m: Mapping, today: string): Generator<number, Lead[]> {
  const out: Lead[] = [];
  for (const row of table.rows) {
    out.push(lead(list, m, row, today));
    if (out.length % 250 === 0) yield out.length;
  }
  return out;
}

/** The question that would decide most leads, and those that lack its answer. */
export function askFirst(list: Checklist, all: Lead[]): { criterion: Criterion; leads: Lead[] } | undefined {
  const counts = new Map<string, number>();
  for (const l of all) for (const id of l.deciding) counts.set(id, (counts.get(id) ?? 0) + 1);
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  return best && { criterion: find(list, best[0]), leads: all.filter((l) => l.deciding.includes(best[0])) };
}

/** Whether some answer to a criterion would decide: a must may rule out, and what is left open may lie in one band. */
function decides(list: Checklist, s: Score, p: Part): boolean {
  if (p.criterion.must) return true;
  const total = s.parts.reduce((sum, other) => sum + (other.applies ? other.weight : 0), 0);
  const share = total > 0 ? ((p.credit.high - p.credit.low) * p.weight * 100) / total : 0;
  const band = (v: number): number => (list.verdicts ?? []).findIndex((b) => Math.round(v) >= b.at);
  return band(s.low + share) === band(s.high) || band(s.low) === band(s.high - share);
}

/** The headings of what the score adds to a line, in the site's language. */
export const added = [t.fileLow, t.fileHigh, t.fileVerdict, t.fileMissing, t.fileNext];

/** The line of a lead as its file has it, under the headings of the whole. */
export const cellsOf = (table: Table, l: Lead): string[] => table.headings.map((_, i) => l.row.cells[i] ?? "");

/** The columns that are added, for one lead. */
export function addedTo(list: Checklist, l: Lead): [low: string, high: string, verdict: string, missing: string, next: string] {
  const v = l.score.verdict;
  const missing = l.missing.map((id) => find(list, id).ask);
  const verdict =
    v.kind === "decided" ? v.say : v.kind === "ruled-out" ? t.fileRuledOut(find(list, v.by).ask) : v.kind === "undecided" ? t.fileUndecided : t.fileNothing;
  const next = v.kind === "undecided" ? (criterion(list, l.score.next)?.ask ?? "") : "";
  return [String(l.score.low), String(l.score.high), verdict, missing.join("; "), next];
}
