import * as t from "../words";

/** Says that a review is due once its day has passed. */
export function reviewDue(today: Date): void {
  for (const due of document.querySelectorAll<HTMLTimeElement>("time.due")) {
    if (new Date(due.dateTime + "T23:59:59") < today) {
      due.classList.add("over");
      due.textContent += ` (${t.reviewDue})`;
    }
  }
}
