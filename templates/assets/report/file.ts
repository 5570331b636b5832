// The file of a report.

import type { Report } from "./document";

/** What a file for Word is. */
export const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The name of a report's file, which each system can hold. */
export function fileName({ title }: Report, today: string): string {
  const name = [...title.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, " ").replace(/\s+/g, " ").replace(/^[. ]+/, "")].slice(0, 80).join("").trim();
  return `${name || "report"} ${today}.docx`;
}
