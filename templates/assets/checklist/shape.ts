// What a value from outside looks like.

/** Tells whether a value from outside has a shape. */
export type Check = (value: unknown) => boolean;

export const text: Check = (v) => typeof v === "string";
export const number: Check = (v) => Number.isFinite(v);
export const truth: Check = (v) => typeof v === "boolean";
export const oneOf = (...words: string[]): Check => (v) => words.some((w) => w === v);
export const maybe = (check: Check): Check => (v) => v === undefined || check(v);
export const listOf = (check: Check): Check => (v) => Array.isArray(v) && v.every(check);
export const shape = (fields: Record<string, Check>): Check => (v) => typeof v === "object" && v !== null && Object.entries(fields).every(([key, check]) => check((v as Record<string, unknown>)[key]));
