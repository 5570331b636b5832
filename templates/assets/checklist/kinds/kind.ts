// What is to be known of a kind of criterion. Each kind is one file of this
// folder; kinds.ts names them all.

import type { Interval, Known } from "../interval";
import type { Criterion } from "../types";
import type { Input } from "../wording";
import { element, write } from "../../page/element";
import * as t from "../../words";

/** A way in which an answer may be completed. */
export interface Way {
  known: Interval;
  /** Of each set of options that was asked for, whether one of it is chosen. */
  has: boolean[];
}

/** What an answer of a kind means. */
export interface Kind<C extends Criterion> {
  /** How a form asks for it. */
  input: Input;
  /** Reads an answer that is neither "", "?" nor "na"; undefined for one that cannot be read. */
  read(c: C, text: string, today: string): Interval | undefined;
  /** All that an answer may be. */
  unknown(c: C): Interval;
  /** The credit of one value, 0 to 1. */
  credit(c: C, v: number): number;
  /** The span of values that have all of the credit: it rises up to it and falls after it. */
  ideal(c: C): [number, number];
  /** The span of values that are a yes to an only_if. */
  yes(c: C): [number, number];
  /** It has limits: what it may be is inside or outside of them. */
  limited?: true;
  /** By how much the next value differs from one, where there are no values between. */
  step?: number;
  /** Of kinds with options: the ways in which an answer may be completed, by whether one of some options is then chosen. */
  ways?(c: C, text: string, some: string[][]): Way[];
  /** An answer as a person would say it. */
  say(c: C, answer: string): string;
  /** What stands behind the figures of an answer. */
  unit(c: C): string;
  /** Its figures are those of days, which have no thousands. */
  dated?: true;
}

/** Turns what a person writes into an answer; undefined for what is none. */
export type Typed<C extends Criterion> = (c: C, text: string) => string | undefined;

/** The boxes in which a kind is answered on its page. */
export interface Boxes<C extends Criterion> {
  /** The answer that the fields give; undefined when what is typed cannot be read. */
  answer(c: C, fields: HTMLInputElement[], box: HTMLElement): string | undefined;
  /** Sets a field to an answer. */
  fill(c: C, field: HTMLInputElement, answer: string, box: HTMLElement): void;
  /** Says beside the fields what they do not show themselves. */
  beside(c: C, box: HTMLElement, answer: string, known: Known, today: string): void;
  /** What is to be written into a field, where it cannot be read. */
  wants: string;
  /** The answers that are offered when the criterion is to be asked next, with their words. */
  offers: [answer: string, words: string][];
}

/** How a kind is answered in one line, beside what else is known of somebody. */
export interface Line<C extends Criterion> {
  /** The answers that are chosen from, with their words; none where it is typed. */
  options(c: C): [answer: string, words: string][];
  /** Any number of them may hold. */
  several?: true;
  /** The field in which it is typed: a text unless it says another. */
  type?: "date";
}

/** Of kinds whose answers are typed. */
export const isTyped = (): [string, string][] => [];

/** Of kinds whose options are the criterion's own. */
export const ofCriterion = (c: { options?: { id: string; label: string }[] }): [string, string][] => (c.options ?? []).map((o) => [o.id, o.label]);

/** Of kinds whose answers are written in one way alone. */
export const asWritten = (_: Criterion, text: string): string => text;

/** Of kinds without a unit. */
export const noUnit = (): string => "";

/** Of kinds whose fields show all. */
export const nothing = (): void => {};

/** Says how an answer was understood. */
export function understood(box: HTMLElement, words: string): void {
  write(box.querySelector(".understood"), words);
}

/** Says what was chosen where the options are folded away; "" for nothing. */
export function summed(box: HTMLElement, chosen: string, rest = ""): void {
  const line = box.querySelector<HTMLElement>(".sum-words");
  if (line) line.replaceChildren(...(chosen ? [element("b", "", chosen), " ", element("small", "", rest)] : [t.choose]));
  box.querySelector(".sum")?.classList.toggle("none", !chosen);
}

/** Ticks a box that an answer names. */
export const tick = (_: Criterion, field: HTMLInputElement, answer: string): void => void (field.checked = answer.split(",").includes(field.value));

/** The value of the box that is chosen. */
export const chosen = (_: Criterion, fields: HTMLInputElement[]): string => fields.find((f) => f.checked)?.value ?? "";
