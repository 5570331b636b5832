// How a question was asked of whoever answered it: the text, its unit, the way to answer
// and the options. An answer to a question that is asked otherwise now counts only once
// somebody has read both. Which answer is wanted is no part of it: who answers is not told.

import { maybe, shape, text } from "./shape";

/** How a question is answered: by one option, some of them, a number, a part of the calendar, a day. */
export type Input = "one" | "some" | "number" | "date" | "day";

/** How a question was asked. */
export interface Asked {
  ask: string;
  unit?: string;
  input?: Input;
  /** The words of its options, by their ids; yes and no are said by the language. */
  options?: Record<string, string>;
}

/** What a question is known of: of a form, or of a checklist. */
interface Wording {
  ask: string;
  unit?: string;
  options?: { id: string; label: string }[];
}

/** How a question is asked. */
export function askedAs({ ask, unit, options = [] }: Wording, input: Input): Asked {
  const said = options.filter(({ id }) => id !== "yes" && id !== "no").map(({ id, label }) => [id, label]);
  return { ask, ...(unit && { unit }), input, ...(said.length > 0 && { options: Object.fromEntries(said) as Record<string, string> }) };
}

/** What a value from outside says of it; a text alone is what was asked. */
export function askedIn(value: unknown): Asked | undefined {
  if (typeof value === "string") return { ask: value };
  if (!shape({ ask: text, unit: maybe(text), input: maybe(text), options: maybe(shape({})) })(value)) return undefined;
  const { ask, unit, input, options } = value as Asked;
  const words = Object.entries(options ?? {}).filter(([, label]) => text(label));
  return { ask, ...(unit && { unit }), ...(input && { input }), ...(words.length > 0 && { options: Object.fromEntries(words) }) };
}

const plain = (words: string): string => words.replace(/\s+/g, " ").trim();
const optionsOf = ({ options = {} }: Asked): string => Object.entries(options).map(([id, label]) => `${id}=${plain(label)}`).sort().join("\n");

/** Whether two are one and the same question, as far as the first is known. */
export const alike = (then: Asked, now: Asked): boolean =>
  plain(then.ask) === plain(now.ask) && (then.input === undefined || (plain(then.unit ?? "") === plain(now.unit ?? "") && then.input === now.input && optionsOf(then) === optionsOf(now)));

/** A question in four letters, by which a link tells what it answers. */
export function fingerprint(asked: Asked): string {
  let sum = 0x811c9dc5; // FNV-1a
  for (const letter of [plain(asked.ask), plain(asked.unit ?? ""), asked.input, optionsOf(asked)].join("\0")) sum = Math.imul(sum ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return (sum % 36 ** 4).toString(36).padStart(4, "0");
}

/** Whether two questions share most of their words: then one may be the other, renamed. */
export function likely(a: string, b: string): boolean {
  const words = (text: string): Set<string> => new Set(plain(text).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const [one, other] = [words(a), words(b)];
  return [...one].filter((w) => other.has(w)).length * 3 >= Math.max(one.size, other.size) * 2;
}
