// What stands below the questions: open without a script and on paper, folded
// on the screen.

/** Folds the rows, and opens them for as long as the page is printed. */
export function foldRows(): void {
  const rows = document.querySelectorAll<HTMLDetailsElement>(".rows > details");
  let printed: HTMLDetailsElement[] = [];
  for (const row of rows) row.open = false;
  addEventListener("beforeprint", () => {
    printed = [...rows].filter((row) => !row.open);
    for (const row of printed) row.open = true;
  });
  addEventListener("afterprint", () => {
    for (const row of printed) row.open = false;
  });
}
