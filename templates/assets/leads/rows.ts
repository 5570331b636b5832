// A window of rows: those in sight are drawn, for there may be fifty thousand.

/** How many rows are drawn above and below those in sight. */
const around = 12;
/** The most rows that are printed. */
const printed = 500;

/** The rows that are shown. */
export class Rows<T> {
  private all: T[] = [];
  private drawn = "";
  private window = new Map<number, HTMLElement>(); // the rows that are drawn, by their place

  /** row makes the element of a row; at is its place, from 0. */
  constructor(
    private root: HTMLElement,
    private row: (item: T, at: number) => HTMLElement,
  ) {
    addEventListener("scroll", () => this.draw(), { passive: true });
    addEventListener("resize", () => this.draw());
    addEventListener("beforeprint", () => this.draw(true));
    addEventListener("afterprint", () => this.draw());
  }

  /** Shows these rows. */
  show(all: T[]): void {
    this.all = all;
    this.drawn = "";
    this.place(0, 0);
    this.draw();
  }

  /** Draws the rows in sight; all of them, up to a number, for a printer. */
  private draw(forPaper = false): void {
    const height = (matchMedia("(min-width: 40rem)").matches ? 3.25 : 6.5) * parseFloat(getComputedStyle(document.documentElement).fontSize); // as .lead-row has it
    const top = this.root.getBoundingClientRect().top;
    const from = forPaper ? 0 : Math.max(0, Math.floor(-top / height) - around);
    const to = forPaper ? Math.min(this.all.length, printed) : Math.min(this.all.length, Math.ceil((innerHeight - top) / height) + around);
    const now = `${from} ${to} ${forPaper}`;
    if (now === this.drawn) return;
    this.drawn = now;
    this.root.style.paddingBlockStart = forPaper ? "" : `${from * height}px`;
    this.root.style.minBlockSize = forPaper ? "" : `${this.all.length * height}px`;
    this.place(from, to);
  }

  /** Draws the rows of a window; those that stay are left alone, so that one with the focus keeps it. */
  private place(from: number, to: number): void {
    for (const [at, row] of this.window) {
      if (at >= from && at < to) continue;
      row.remove();
      this.window.delete(at);
    }
    let after: HTMLElement | null = null;
    for (let at = to - 1; at >= from; at--) {
      let row = this.window.get(at);
      if (!row) {
        row = this.row(this.all[at]!, at);
        row.setAttribute("aria-setsize", String(this.all.length));
        row.setAttribute("aria-posinset", String(at + 1));
        this.window.set(at, row);
        this.root.insertBefore(row, after);
      }
      after = row;
    }
  }
}
