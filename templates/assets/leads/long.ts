// A list that is too long for an engine, which takes half a millisecond for each lead:
// Go reads its text, and asks here what cells mean and how leads stand. Each is asked
// once: cells that a column has again say the same, and leads whose cells are heard alike
// stand alike. Nothing is judged but here, by what the page itself runs.

import type { Checklist } from "../checklist/model";
import { likeness, placeOf, type Answers, type Score } from "../checklist/score";
import { along, taken } from "./along";
import { recorded, type plain, type Role } from "./columns";
import { isOpen } from "./looks";
import { addedTo, lead, mapping, read, type Mapping } from "./rank";
import type { Table } from "./table";
import { isNoData } from "./value";

/** How a list is read, for who has its rows. */
export interface Plan {
  /** What is written of each lead: the headings, of which the first are those of these columns. */
  headings: string[];
  taken: number[];
  /** The column that names leads; -1 for none. */
  name: number;
  /** The columns of which cells count. */
  counts: number[];
  /** Those of them whose every cell tells how they write, as dates do: their cells are wanted beside those of the rows at the top. */
  whole: number[];
  /** What this reader cannot do: there are columns of what was recorded, which differ from lead to lead. */
  recorded: boolean;
}

/** What one cell says. */
export interface Heard {
  /** The same for cells that do the same to a lead. */
  like: string;
  /** It has two readings. */
  open: boolean;
}

/** How a lead stands. */
export interface Stands {
  low: number;
  high: number;
  added: string[];
  /** Its place among all. */
  place: number;
  /** The columns that cannot be read. */
  unreadable: number[];
}

/** A list of which the rows at the top are known. */
export class Long {
  readonly m: Mapping;
  private like: (answers: Answers) => string;
  private place: (s: Score) => number;

  constructor(
    readonly list: Checklist,
    readonly table: Table,
    private today: string,
  ) {
    this.m = mapping(list, table);
    this.like = likeness(list, today);
    this.place = placeOf(list);
  }

  plan(): Plan {
    const { roles, measures, order } = this.m;
    const counts = roles.flatMap((r, i) => (isCounted(r) ? [i] : []));
    return {
      headings: along(this.list, this.table, this.m, []).rows[0]!,
      taken: taken(this.table, this.m),
      name: order.filter((i) => roles[i]!.is === "name").at(-1) ?? -1,
      counts,
      whole: counts.filter((i) => measures[i] === "date"),
      recorded: roles.some((r) => recorded.includes(r.is)),
    };
  }

  /** Hears cells of a column that counts, without the space around them. */
  hear(column: number, cells: string[]): Heard[] {
    const role = this.m.roles[column]!;
    const id = isCounted(role) ? role.id : "";
    const alone = role.is === "criterion" && this.m.roles.filter((r) => isCounted(r) && r.id === id).length === 1;
    return cells.map((cell) => {
      const said = read(this.list, this.m, column, cell);
      const open = cell !== "" && !(said === "unknown" && isNoData(cell)) && isOpen(this.m, column, cell);
      return { like: typeof said === "string" ? said : `= ${alone ? this.like({ [id]: said.answer }) : said.answer}`, open };
    });
  }

  /** Scores leads by their cells. */
  stand(rows: string[][]): Stands[] {
    return rows.map((cells) => {
      const l = lead(this.list, this.m, { line: 0, cells }, this.today);
      return { low: l.score.low, high: l.score.high, added: addedTo(this.list, l), place: this.place(l.score), unreadable: l.unreadable };
    });
  }
}

/** Tells a column by which leads are scored. */
const isCounted = (r: Role): r is Exclude<Role, { is: (typeof plain)[number] }> => r.is === "criterion" || r.is === "option";
