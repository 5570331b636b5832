// What was found out once, kept by a text: so many texts, and then anew.

/** The most texts of which something is kept. */
const most = 20_000;

/** What is known by texts. What it is asked for must depend on the text alone, and nobody may change it. */
export class Memo<T> {
  private known = new Map<string, T>();

  of(text: string, find: () => T): T {
    let found = this.known.get(text);
    if (found !== undefined) return found;
    if (this.known.size >= most) this.known.clear();
    found = find();
    this.known.set(text, found);
    return found;
  }
}
