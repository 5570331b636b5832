// What a form asks, as the generator writes it: generator/checklist/form.go.

import type { Input } from "../checklist/wording";

export type { Input };

/** A question. */
export interface Question {
  id: string;
  number: number;
  ask: string;
  input: Input;
  unit?: string;
  options?: { id: string; label: string }[];
  /** What must be so for it to be asked: that another is, and perhaps that one of these options of it may be chosen. */
  only_if?: { id: string; any?: string[] }[];
}

/** A form. */
export interface Form {
  id: string;
  version: string;
  /** The mail address that the answers go to. */
  to?: string;
  title: string;
  parts: { title?: string; questions: Question[] }[];
}

/** Answers by the ids of their questions, as a checklist writes them; none is "". */
export type Answers = Record<string, string>;

/** All questions, in order. */
export const questions = (form: Form): Question[] => form.parts.flatMap((p) => p.questions);
