// The checklist as the generator publishes it: checklists/<id>.json, and the
// same in the page.

export interface Criterion {
  id: string;
  ask: string;
  was?: string[];
  kind: "yesno" | "number" | "list" | "cadence";
  min?: number;
  max?: number;
  ideal?: [number, number];
  unit?: string;
  options?: { id: string; label: string }[];
  best?: string;
  count?: number;
  every?: string; // "2 month"
  must?: boolean;
  weight: number;
}

export interface Rule {
  if?: { id: string; yes: boolean }[];
  then?: string;
  else?: string;
}

export interface Checklist {
  id: string;
  kind: "checklist" | "scorecard" | "decision";
  title: string;
  about?: string;
  criteria: Criterion[];
  verdicts?: { at: number; say: string }[];
  rules?: Rule[];
}

/** The criterion of that id, or of that earlier id. */
export function criterion(list: Checklist, id: string): Criterion | undefined {
  return list.criteria.find((c) => c.id === id) ?? list.criteria.find((c) => c.was?.includes(id));
}
