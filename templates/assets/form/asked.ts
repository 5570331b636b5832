// Which questions are asked. One whose condition certainly fails is not; where a
// condition is of a number, a date or of credit, the form does not know it, as it would
// tell the limit: the question is asked, and the scorecard decides.

import { questions, type Answers, type Form, type Question } from "./model";

/** The ids of the questions that are certainly not asked. */
export function notAsked(form: Form, answers: Answers): Set<string> {
  const all = new Map(questions(form).map((q) => [q.id, q]));
  const known = new Map<string, boolean>();
  const out = (q: Question): boolean => {
    if (!known.has(q.id)) {
      known.set(q.id, false); // in a circle, which is a mistake, somebody begins
      known.set(q.id, (q.only_if ?? []).some(({ id, any }) => {
        const on = all.get(id);
        return on !== undefined && (out(on) || fails(answers[id] ?? "", any));
      }));
    }
    return known.get(q.id)!;
  };
  return new Set([...all.values()].filter(out).map((q) => q.id));
}

/** Whether an answer leaves none of some options possible. What does not apply fulfils nothing. */
function fails(answer: string, any: string[] | undefined): boolean {
  if (answer === "na") return true;
  const chosen = answer.split(",");
  return any !== undefined && answer !== "" && !chosen.includes("?") && !any.some((id) => chosen.includes(id));
}
