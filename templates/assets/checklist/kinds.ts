// All kinds of criterion. What a page does not use of them is left out of its
// script: that is why there are several records, and why the kinds that plain
// checklists have none of stand apart in them.

import * as cadence from "./kinds/cadence";
import * as choice from "./kinds/choice";
import * as date from "./kinds/date";
import type { Boxes, Kind, Line, Typed } from "./kinds/kind";
import * as list from "./kinds/list";
import * as number from "./kinds/number";
import * as yesno from "./kinds/yesno";
import type { Check } from "./shape";
import type { Criterion } from "./types";

/** The criteria of one kind. */
export type Of<K extends Criterion["kind"]> = Extract<Criterion, { kind: K }>;

const none = {} as never;

/** What is read of a criterion of each kind, beside what all have: also of those that a checklist had before it was plain. */
export const fields: Record<Criterion["kind"], Record<string, Check>> = { yesno: yesno.fields, number: number.fields, list: list.fields, cadence: cadence.fields, choice: choice.fields, date: date.fields };

/** What the answers of each kind mean. */
export const kinds: { [K in Criterion["kind"]]: Kind<Of<K>> } = { yesno: yesno.kind, number: number.kind, list: list.kind, ...(fieldbookPlain ? none : { cadence: cadence.kind, choice: choice.kind, date: date.kind }) };

const boxes: { [K in Criterion["kind"]]: Boxes<Of<K>> } = { yesno: yesno.boxes, number: number.boxes, list: list.boxes, ...(fieldbookPlain ? none : { cadence: cadence.boxes, choice: choice.boxes, date: date.boxes }) };

const typed: { [K in Criterion["kind"]]: Typed<Of<K>> } = { yesno: yesno.typed, number: number.typed, list: list.typed, cadence: cadence.typed, choice: choice.typed, date: date.typed };

const lines: { [K in Criterion["kind"]]: Line<Of<K>> } = { yesno: yesno.line, number: number.line, list: list.line, cadence: cadence.line, choice: choice.line, date: date.line };

/** What the answers to a criterion mean. */
export const kindOf = (c: Criterion): Kind<Criterion> => kinds[c.kind];

/** The boxes of a criterion. */
export const boxesOf = (c: Criterion): Boxes<Criterion> => boxes[c.kind];

/** How a criterion is answered in one line. */
export const lineOf = (c: Criterion): Line<Criterion> => lines[c.kind];

/** Turns what a person writes into an answer to a criterion; undefined for what is none. */
export const typedAs = (c: Criterion, text: string): string | undefined => (typed[c.kind] as Typed<Criterion>)(c, text);
