const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 cannot hold in any writing: control characters, halves of a pair of surrogates, and two that are none. */
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu;

/** A text that XML can hold: what it cannot is left out. */
export const fit = (text: string): string => text.replace(unfit, "");

/** A text as XML writes it, between tags and in double quotes. */
export const escaped = (text: string): string => fit(text).replace(/[&<>"]/g, (c) => entities[c]!);
