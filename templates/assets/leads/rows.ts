// A window of rows: those in sight are drawn, for there may be fifty thousand.
// All have one height, but for those that say more.

/** How many rows are drawn above and below those in sight. */
const around = 12;

/** The rows that are shown. */
export class Rows<T> {
  private all: T[] = [];
  private drawn = "";
  private window = new Map<number, HTMLElement>(); // the rows that are drawn, by their place
  private taller = new Map<number, number>(); // by how many pixels a row is taller than the others

  /** row makes the element of a row, at its place from 0; printed gives how many go to paper. */
  constructor(
    private root: HTMLElement,
    private row: (item: T, at: number) => HTMLElement,
    private printed: () => number,
  ) {
    addEventListener("scroll", () => this.draw(), { passive: true });
    addEventListener("resize", () => {
      this.taller.clear();
      this.draw();
    });
    addEventListener("beforeprint", () => this.draw(true));
    addEventListener("afterprint", () => this.draw());
  }

  /** Shows these rows. */
  show(all: T[]): void {
    this.all = all;
    this.taller.clear();
    this.drawn = "";
    this.place(0, 0);
    this.draw();
  }

  /** The element of a row, scrolled to if it is not in sight; undefined if there is none. */
  reach(at: number): HTMLElement | undefined {
    if (at < 0 || at >= this.all.length) return undefined;
    const top = this.root.getBoundingClientRect().top + this.above(at);
    if (top < 0 || top > innerHeight - 2 * this.height()) scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
    this.draw();
    return this.window.get(at);
  }

  private height(): number {
    return parseFloat(getComputedStyle(this.root).getPropertyValue("--row")) * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  /** How far below the first row another stands. */
  private above(at: number): number {
    let top = at * this.height();
    for (const [i, more] of this.taller) if (i < at) top += more;
    return top;
  }

  /** Draws the rows in sight; a number of them for a printer. */
  private draw(forPaper = false): void {
    const height = this.height();
    const top = this.root.getBoundingClientRect().top;
    const all = this.all.length;
    let from = Math.max(0, Math.floor(-top / height) - around);
    while (from > 0 && this.above(from) > -top - around * height) from--;
    let to = from;
    while (to < all && this.above(to) < innerHeight - top + around * height) to++;
    if (forPaper) [from, to] = [0, Math.min(all, this.printed())];
    const now = `${from} ${to} ${forPaper}`;
    if (now === this.drawn) return;
    this.drawn = now;
    this.place(from, to);
    for (const [at, row] of this.window) {
      const more = Math.round(row.offsetHeight - height);
      if (more > 1) this.taller.set(at, more);
    }
    this.root.style.paddingBlockStart = forPaper ? "" : `${this.above(from)}px`;
    this.root.style.minBlockSize = forPaper ? "" : `${this.above(all)}px`;
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
