// Code generated from the constants of generator/search by `go test ./generator/search -run Constants -update`. DO NOT EDIT.

/** Words of more bytes than this are cut. */
export const maxWord = 40;

/** The letters of a fingerprint in a file's name. */
export const fingerprint = 5;

/** The greatest impact. */
export const impactLevels = 15;

/** Passages that are kept of one word in one document. */
export const shownPassages = 3;

/** The bits of a document's signature. */
export const signatureBits = 4096;

/** The bits in one file. */
export const signatureColumns = 16;

/** The kinds of document, in the order in which they stand in the index. */
export const kinds = ["playbook", "checklist", "criterion", "source", "term"];
