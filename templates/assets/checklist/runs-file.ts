// The file that runs travel in.

/** The name of the format. */
export const runsFormat = "fieldbook-runs";

/** Runs as a file of this format; its version changes when a reader must. */
export function runsFile(checklist: string, runs: object[]): string {
  return JSON.stringify({ format: runsFormat, version: 1, checklist, runs }, null, 2);
}
